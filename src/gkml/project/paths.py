"""How paths are named to users, and why the system refuses a file, in Chinese."""

import errno
import os
import re
from pathlib import Path

SOURCES = {".yaml", ".yml"}
"""Suffixes of catalog files."""
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
"""Characters that a file name may hold on some systems and a line of output may not: control characters, invisible
characters, characters that change the direction of writing, bytes that are no UTF-8."""


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
    return UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", spelled(near))


def spelled(name: str) -> str:
    """Returns a file name in Unicode, also if the locale (LANG=C) kept Python from decoding it."""
    return os.fsencode(name).decode("utf-8", "surrogateescape") if UNSEEN.search(name) else name


def relative(path: Path, folder: Path) -> str:
    """Returns a path as files in a folder name it, with slashes on all systems; in full from another drive of Windows."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.absolute().as_posix()
