"""A file's bytes in, its text out, or why it is no text that can be printed; and which characters a value may hold.

What may be read and what may be written is one definition: `ILLEGAL`.
"""

import re
from collections.abc import Iterator
from itertools import islice

from gkml.diagnostics import FILE_START, Position, Problem

MOST = 20
"""Illegal characters that are reported one by one; the list of a file with more is cut off."""

ILLEGAL = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
"""The characters that no value may hold, as a set of a pattern: what Office files and pages cannot hold, what YAML alone
takes for the end of a line, byte order marks, and the carriage return."""
_ILLEGAL = re.compile(f"[{ILLEGAL}]")
_ILLEGAL_IN_FILE = re.compile(rf"(?!\r\n)[{ILLEGAL}]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def decode(raw: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Returns the text of a UTF-8 file, and the problems for which it cannot be read further."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0\0" in (raw[0:4:2], raw[1:4:2]):
        return "", (Problem("K002", f"文件是 UTF-16 编码，{_RESAVE.format('UTF-16')}", FILE_START),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        return "", (Problem("K002", _encoding_hint(error), _position_at(before, len(before))),)
    return text, tuple(islice(_illegal(text), MOST))


_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_RESAVE = "请用编辑器另存为 UTF-8，或执行 iconv -f {} -t UTF-8 旧文件 > 新文件"


def _encoding_hint(error: UnicodeDecodeError) -> str:
    raw = error.object
    if raw.startswith(_OFFICE):
        return "这是 Word、Excel 或压缩文件，不是 YAML 文本"
    if error.end == len(raw) and "unexpected end" in error.reason:
        return "文件在半个汉字处断了，像是没有传完；请重新取一份完整的文件"
    if _is_chinese(raw[: error.start].decode()):
        return "前面都是 UTF-8 编码，这里混进了别的编码的字节；请把这一处改写成正确的文字，不要整个文件转码"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "文件不是 UTF-8 编码，也不像 GBK；请用编辑器打开确认后另存为 UTF-8"
    return f"文件不是 UTF-8 编码，看起来是 GBK；{_RESAVE.format('GBK')}"


def _is_chinese(text: str) -> bool:
    """Whether a text is mostly Chinese. GBK bytes that happen to decode as UTF-8 give Greek or Arabic letters."""
    wide = [character for character in text if character > "\x7f"]
    return sum("\u3000" <= character <= "\u9fff" or character >= "\uff00" for character in wide) * 2 > len(wide)


def _illegal(text: str) -> Iterator[Problem]:
    """Each illegal character; the carriage returns that end every line of an old file are one problem."""
    has_return = False
    for match in _ILLEGAL_IN_FILE.finditer(text):
        if not (match[0] == "\r" and has_return):
            yield Problem("K004", _why(match[0]), _position_at(text, match.start()))
        has_return = has_return or match[0] == "\r"


def unseen(text: str) -> str:
    """Returns why a value cannot be read or written, "" if it can."""
    match = _ILLEGAL.search(text)
    return _why(match[0]) if match else ""


def legible(text: str) -> str:
    """Returns a text as it may be written: unusual line ends as usual ones, without the other illegal characters."""
    return _ILLEGAL.sub("", _LINE_END.sub("\n", text)) if _ILLEGAL.search(text) else text


def illegal(text: str) -> list[str]:
    """Returns the characters of a text that `legible` leaves out."""
    return _ILLEGAL.findall(_LINE_END.sub("\n", text))


def _why(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if character == "\r":
        return f"有单独的回车符（{code}），不同的程序会读成不同的行；请删除，或把换行改成通常的换行"
    if character in "\x85\u2028\u2029":
        return f"有看不见的换行符（{code}），多半是从别处复制时带来的，请删除"
    if character == "\ufeff":
        return f"有看不见的字节顺序标记（{code}），多半是拼接文件时带来的，请删除"
    return f"有看不见的控制字符（{code}），Word 和 Excel 放不下，请删除"


def _position_at(text: str, index: int) -> Position:
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return Position(line, column, line, column + 1)
