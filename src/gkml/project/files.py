"""Reading files: a path in, its bytes or a `Source` out, or why the system refuses."""

import stat
from dataclasses import replace
from pathlib import Path

from gkml.diagnostics import FILE_START, GkmlError, Problem
from gkml.project.paths import UNSEEN, display, reason, spelled
from gkml.yamltext.limits import MAX_BYTES
from gkml.yamltext.source import Source, read


def read_file(path: Path) -> Source:
    """Returns the source at a path. If the file cannot be read, the reason is the only problem of the source."""
    name = display(path)
    try:
        return replace(read(contents(path), name), path=path)
    except OSError as error:
        problem = Problem("K001", f"读不出来：{reason(error)}", FILE_START)
        return Source(name, "", problems=(problem,), path=path)


def read_bytes(path: Path) -> bytes:
    """Returns the bytes of a file that the user named. Raises `GkmlError` if it cannot be read."""
    try:
        return contents(path)
    except OSError as error:
        raise GkmlError(f"{display(path)}: 读不出来：{reason(error)}") from error


def contents(path: Path) -> bytes:
    """Returns the bytes of a file. Raises `OSError` also for a pipe, a device and a file of more than `MAX_BYTES`."""
    if UNSEEN.search(spelled(path.name)):
        raise OSError(0, "文件名里有换行等控制字符，或不是 UTF-8 编码；请改名", str(path))
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise OSError(0, "不是普通文件", str(path))
    if about.st_size > MAX_BYTES:
        raise OSError(0, f"超过 {MAX_BYTES >> 20} MiB，不像一份目录", str(path))
    return path.read_bytes()
