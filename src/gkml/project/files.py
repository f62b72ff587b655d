"""Reading files: a path in, its bytes or a `Source` out, or why the system refuses; and how a path is shown to users."""

import errno
import os
import re
import stat
from dataclasses import replace
from pathlib import Path

from gkml.diagnostics import FILE_START, GkmlError, Problem
from gkml.yamltext.limits import MAX_BYTES
from gkml.yamltext.source import Source, read

SOURCES = {".yaml", ".yml"}
"""Suffixes of catalog files."""
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
"""Characters that a file name may hold on some systems and a line of output may not: control characters, invisible
characters, characters that change the direction of writing, bytes that are no UTF-8."""


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
    if _UNSEEN.search(_spelled(path.name)):
        raise OSError(0, "文件名里有换行等控制字符，或不是 UTF-8 编码；请改名", str(path))
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise OSError(0, "不是普通文件", str(path))
    if about.st_size > MAX_BYTES:
        raise OSError(0, f"超过 {MAX_BYTES >> 20} MiB，不像一份目录", str(path))
    return path.read_bytes()


_REASONS = {
    errno.EPERM: "没有权限",
    errno.ENOENT: "不存在",
    errno.EIO: "磁盘读写出错",
    errno.EACCES: "没有权限，或正被别的程序（如 Word、WPS）打开",
    errno.EBUSY: "正被别的程序占用",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EISDIR: "是文件夹",
    errno.EINVAL: "名字不合规定",
    errno.EMFILE: "打开的文件太多",
    errno.EFBIG: "文件太大",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EDQUOT: "磁盘配额已满",
}


def reason(error: OSError) -> str:
    """Returns the reason for which the system refused, in Chinese if it is a usual one."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def display(path: Path) -> str:
    """Returns a path as users write it: relative to the current folder if it is below it. Two paths never look the same."""
    try:
        near = Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        near = str(path)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", _spelled(near))


def _spelled(name: str) -> str:
    """Returns a file name in Unicode, also if the locale (LANG=C) kept Python from decoding it."""
    return os.fsencode(name).decode("utf-8", "surrogateescape") if _UNSEEN.search(name) else name
