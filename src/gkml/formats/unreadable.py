"""The error of a file that cannot be read, the limits of every reader, and how text is decoded and cleaned."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

MAX_BYTES = 256 * 2**20
"""The most that a file may hold, unpacked."""
MAX_CELLS = 2_000_000
MAX_BLOCKS = 100_000
MAX_TEXT = 10_000_000
"""Characters of a whole file, the text of a merged cell counted once for each place: ten thousand items have about two million."""
MAX_TAGS = 16_000_000
"""A tag takes up to two hundred bytes of memory once it is read."""
_MAX_EXCERPT = 1000


class UnreadableFile(ValueError):
    """Raised if a file is broken, of another kind, or beyond the limits; the message is for the user."""


@contextmanager
def reading(kind: str) -> Iterator[None]:
    """Turns the exceptions of libraries on a broken file into `UnreadableFile`."""
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


@contextmanager
def editing(program: str) -> Iterator[None]:
    """Turns whatever python-docx and openpyxl raise on a file that they cannot edit into `UnreadableFile`."""
    try:
        yield
    except UnreadableFile:
        raise
    except Exception as error:
        raise UnreadableFile(f"批注写不进这份文件；请在 {program} 或 WPS 里打开，另存一份再试") from error


def check_size(data: bytes) -> None:
    """Raises `UnreadableFile` if a text or XML file is beyond the limits."""
    if len(data) > MAX_BYTES or data.count(b"<") > MAX_TAGS:
        raise UnreadableFile(f"文件太大（展开后超过 {MAX_BYTES >> 20} MiB 或标记过多），不像一份目录")


_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\x84\x31\x95\x33": "gb18030"}
ENCODINGS = {
    **dict.fromkeys(("gb18030", "gbk", "gb2312", "gb_2312-80", "x-gbk", "cp936", "ansi"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), "big5-hkscs"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
}
"""Encodings by the names that files use; others are not in use for catalogs."""
_WIDE = ("utf-16", "utf-16le", "utf-16be")


def decoded(data: bytes, encoding: str | None = None) -> str:
    """Returns the text of a file. Tried in this order: a byte order mark; UTF-8, the stated encoding and GB 18030, each
    without a fault; the stated encoding, faults replaced. Raises `UnreadableFile`.
    """
    check_size(data)
    text = _decoded(data, (encoding or "").strip().lower()).removeprefix("\ufeff")
    start = text[:100_000]
    if "\0" in text or len(_CONTROLS.findall(start)) > 10 + len(start) // 100:
        raise UnreadableFile("打不开：不是文字文件")
    return text


def _decoded(data: bytes, stated: str) -> str:
    if stated and stated not in ENCODINGS and stated not in _WIDE:
        raise UnreadableFile(f"不认识编码“{stated[:40]}”，可用 utf-8、gb18030、big5、utf-16")
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding)
    if stated in _WIDE:
        return data.decode(stated)
    named = ENCODINGS.get(stated, "gb18030")
    # Chinese takes three bytes and more in UTF-8; a few characters of GB 18030 are by chance UTF-8 of other scripts.
    text = _strictly(data, "utf-8")
    if text is not None and (named == "utf-8" or text.isascii() or _CHINESE.search(text)):
        return text
    text = _strictly(data, named) or _strictly(data, "gb18030") or text
    return data.decode(named, "replace" if stated else "strict") if text is None else text


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


_CHINESE = re.compile("[\u0800-\U0010ffff]")


_CONTROLS = re.compile("[\x01-\x08\x0e-\x19\x1c-\x1f]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Returns the text with plain line ends, and without the characters that a catalog may not hold."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Nearly all text is printable, and so holds none of these.
    return text if text.isprintable() else _ILLEGAL.sub("", text)


def excerpt(text: str) -> str:
    """Returns the legal text, cut to a thousand characters, for a report of what was left out."""
    text = legal(text[: 2 * _MAX_EXCERPT]).strip()
    return text if len(text) <= _MAX_EXCERPT else text[:_MAX_EXCERPT] + "…"


def whole(text: str | None, default: int, most: int) -> int:
    """Returns a whole number from 0 as a file states it, at most `most`; `default` if it is none."""
    digits = (text or "").strip()
    if not digits.isdecimal():
        return default
    return min(int(digits), most) if len(digits) < 20 else most
