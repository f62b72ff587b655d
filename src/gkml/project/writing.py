"""Writing files whole or not at all."""

import errno
import os
import stat
import sys
import tempfile
import threading
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from gkml.diagnostics import GkmlError
from gkml.project.file_names import is_device
from gkml.project.files import contents
from gkml.project.paths import SOURCES, display, reason
from gkml.yamltext.decode import decode


class ChangedMeanwhileError(GkmlError):
    """Another program has changed a file since it was read: nothing was written."""


WINDOWS = os.name == "nt"
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between attempts: a virus scanner or a preview lets go of a file soon, Word only when it is closed."""
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def put(path: Path, data: bytes) -> bool:
    """Makes `path` hold `data`; tells whether it had to be written. The file is there whole or as it was before.

    Raises `GkmlError` if the system refuses.
    """
    try:
        path = path.resolve() if path.is_symlink() else path
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        if path.exists() and not path.is_file():
            raise OSError(0, "不是普通文件")
        if WINDOWS and is_device(path.name):
            raise OSError(0, "Windows 把这个名字留给设备，请换个文件名")
        if _holds(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise GkmlError(f"写不进 {display(path)}（{reason(error)}）；原来的文件没有改动") from error
    return True


def put_below(folder: Path, path: Path, data: bytes, *, write: bool) -> bool:
    """Makes an output below `folder` hold `data`; tells whether it did not yet. Without `write` it stays as it is.

    Raises `GkmlError` if a link at the path leads out of the folder, and as `put` does.
    """
    try:
        if path.is_file() and _holds(path, data):
            return False
    except OSError:
        pass  # what cannot be read is written, or the reason is told there
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise GkmlError(f"没有写 {display(path)}：它是链接，指到输出文件夹外面；请删去这个链接")
    return put(path, data) if write else True


_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}


def stops_all(error: GkmlError, folder: Path) -> bool:
    """Tells whether an output was not written for a reason that holds for all in `folder`: a full disk, no such folder."""
    cause = error.__cause__
    return isinstance(cause, OSError) and (cause.errno in _DISK or not folder.is_dir())


def put_output(path: Path, data: bytes, inputs: Iterable[Path] = ()) -> None:
    """Writes an output that the user named. Raises `GkmlError` if that would overwrite a catalog or another input."""
    check_output(path, inputs)
    put(path, data)


def check_output(path: Path, inputs: Iterable[Path] = ()) -> None:
    """Raises `GkmlError` if an output would overwrite a catalog or another input, or is a folder."""
    protected = {each.resolve() for each in inputs}
    if path.is_dir():
        raise GkmlError(f"写不进 {display(path)}（是文件夹）；请换个文件名")
    if path.suffix.lower() in SOURCES or path.resolve() in protected:
        raise GkmlError(f"要写的 {display(path)} 是输入的文件，不能写在上面；请换个文件名")


_DOCUMENTS = {
    ".docx",
    ".doc",
    ".xlsx",
    ".xls",
    ".html",
    ".htm",
    ".pdf",
    ".csv",
    ".md",
    ".json",
    ".txt",
    ".yaml",
    ".yml",
}


def check_folder(path: Path) -> None:
    """Raises `GkmlError` if a folder for outputs is a file, or has the name of one: then a file was meant."""
    if path.exists() and not path.is_dir():
        raise GkmlError(f"{display(path)} 是文件，不能当输出文件夹")
    if path.suffix.lower() in _DOCUMENTS and not path.exists():
        raise GkmlError(f"--out 写文件夹，{display(path)} 是文件的名字；请换成文件夹")


def check_source(path: Path) -> None:
    """Raises `GkmlError` if a catalog would be written under a name that is not one of a catalog."""
    if path.suffix.lower() not in SOURCES:
        raise GkmlError(f"写出的是 YAML，{display(path)} 的后缀不符；请写成 {display(path.with_suffix('.yaml'))}")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keeps other processes of this program from writing files in a folder, if the system has such locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with ExitStack() as stack:
        with suppress(OSError):  # some network drives have no locks
            handle = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def put_new(path: Path, data: bytes) -> None:
    """Writes a file that does not exist yet. Raises `GkmlError` if it does."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path.parent):
            if path.exists():
                raise GkmlError(f"已经有 {display(path)}，没有写；请换个文件名")
            put(path, data)
    except OSError as error:
        raise GkmlError(f"写不进 {display(path)}（{reason(error)}）") from error


def put_over(path: Path, before: str | None, text: str) -> None:
    """Replaces the text of a file that still holds the text `before`; a link stays a link, a byte order mark stays.

    If `before` is None, there must be no file yet. Raises `GkmlError` if another program has changed the file, and if
    the file is read-only.
    """
    if before is None:
        put_new(path, text.encode())
        return
    try:
        real = path.resolve()
        with _locked(real.parent):
            old = contents(real)
            if decode(old)[0] != before:
                raise _Changed
            _put_text(real, old, text)
    except _Changed:
        message = f"{display(path)}: 处理时文件被别的程序改动了，没有写入；请再执行一次"
        raise ChangedMeanwhileError(message) from None
    except OSError as error:
        raise GkmlError(f"写不进 {display(path)}（{reason(error)}）；原来的文件没有改动") from error


class _Changed(Exception):
    """A file is not what it was when it was read."""


def _put_text(path: Path, old: bytes, text: str) -> None:
    if not path.stat().st_mode & _WRITABLE:
        # Replacing a file asks for no right to it, and an administrator has every right.
        raise GkmlError(f"写不进 {display(path)}（文件是只读的）；原来的文件没有改动")
    mark = BOM_UTF8 if old.startswith(BOM_UTF8) else b""
    data = mark + text.encode()
    if data != old:
        with _beside(path, data) as new:
            _swap(new, path, data, old)


def _swap(new: Path, path: Path, data: bytes, old: bytes) -> None:
    """Puts the file `new`, which holds `data`, in the place of one that holds `old`. Raises `_Changed` if it does not.

    Where the system can exchange two files, what was in the place is looked at afterwards: no write of another program
    is lost between looking and replacing. Elsewhere it is looked at just before.
    """
    if not exchanged(new, path):
        if path.read_bytes() != old:
            raise _Changed
        _move(new, path)
        return
    if new.read_bytes() == old:
        return
    exchanged(new, path)
    if new.read_bytes() != data:
        os.replace(new, path)  # a third program wrote over what was there for a moment: the last write stays
    raise _Changed


def exchanged(one: Path, other: Path) -> bool:
    """Exchanges two files in one step; tells whether the system could (Linux, on most file systems)."""
    if sys.platform != "linux":
        return False
    import ctypes

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of linux/fcntl.h and linux/fs.h
    return rename is not None and rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _replace(path: Path, data: bytes) -> None:
    with _beside(path, data) as new:
        _move(new, path)


@contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """Writes a file beside another, with its rights; what is left of it at the end is deleted."""
    handle, name = tempfile.mkstemp(prefix=".gkml-", suffix=".tmp", dir=path.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        yield new
    finally:
        new.unlink(missing_ok=True)


def _move(new: Path, path: Path) -> None:
    """Puts a file in the place of another. Windows refuses as long as a program has the other one open."""
    for pause in _PAUSES if WINDOWS else ():
        with suppress(PermissionError):
            os.replace(new, path)
            return
        threading.Event().wait(pause)
    os.replace(new, path)
