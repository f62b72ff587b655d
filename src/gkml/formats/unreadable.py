"""What a reader says of a file that it cannot read, and the limits that it reads within: files come from strangers."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

MAX_BYTES = 256 * 2**20
"""How much a file may hold, unpacked."""
MAX_CELLS = 2_000_000
MAX_BLOCKS = 100_000
MAX_TAGS = 16_000_000
"""A tag takes up to two hundred bytes of memory once it is read."""


class UnreadableFile(ValueError):
    """A file that is broken, of another kind, or beyond the limits; the message is for the user."""


@contextmanager
def reading(kind: str) -> Iterator[None]:
    """Turns what the libraries raise on a broken file into `UnreadableFile`."""
    try:
        yield
    except _BROKEN as error:
        raise UnreadableFile(f"打不开：不是完好的 {kind} 文件，可能已损坏，或后缀与内容不符") from error


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    SyntaxError,  # lxml's XMLSyntaxError is one
    UnicodeError,
    RecursionError,
)


def check_size(data: bytes) -> None:
    """Raises `UnreadableFile` where a text or XML file is beyond the limits."""
    if len(data) > MAX_BYTES or data.count(b"<") > MAX_TAGS:
        raise UnreadableFile(f"文件太大（展开后超过 {MAX_BYTES >> 20} MiB 或标记过多），不像一份目录")


def decoded(data: bytes) -> str:
    """The text of a file without an encoding of its own: UTF-8 (or UTF-16 with a mark), else GB 18030."""
    check_size(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030")
    if "\0" in text:
        raise UnreadableFile("打不开：不是文字文件")
    return text


_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """The text with plain line ends, and without the characters that a catalog may not hold."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGAL.sub("", text)


def whole(text: str | None, default: int, most: int) -> int:
    """A whole number from 0 as a file states it, `most` where it is above; `default` where it is none."""
    digits = (text or "").strip()
    if not digits.isdecimal():
        return default
    return min(int(digits), most) if len(digits) < 20 else most
