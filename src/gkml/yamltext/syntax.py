"""Explains an error of libyaml in plain Chinese, with its remedy and its place.

libyaml reports the place where parsing failed, often far behind the mistake. The usual causes are therefore searched for
first, each with a pattern.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from gkml.diagnostics import Position
from gkml.diagnostics.quoting import shown

Point = tuple[int, int]
"""Line and column, counted from 1."""

_KEY = r"""[^\s:：#"'\[\]{},，。、；“”]+"""
_ASCII_KEY = "[A-Za-z_][A-Za-z_0-9-]*"
_WIDE = re.compile(rf"""[ \t]*(?:(?:-[ \t]+)*["']?({_ASCII_KEY})|["']?({_KEY}))["']?[ \t]*(：)""")
_TIGHT = re.compile(rf"""[ \t]*(?:-[ \t]+)*({_ASCII_KEY})(:)(?=[^\s:/])""")
_DASH = re.compile(rf"""[ \t]*(-(?=[\w"']+[ \t]*[:：])|[－—–•·][ \t\u3000]*(?={_ASCII_KEY}[ \t]*[:：]))""")
_WIDE_SPACE = re.compile("[ \t-]*([\u3000\u00a0])")


class Complaint(NamedTuple):
    """The message of libyaml and where it stopped; `began` is the start of the construct that it was reading, if it says so.

    `since` is the line of the last value before: the mistake is not above it.
    """

    message: str
    at: Point
    began: Point | None
    since: int


def explain(text: str, complaint: Complaint) -> tuple[str, Position]:
    """Returns the message, and the position of the mistake."""
    lines = text.split("\n")
    mistake = _usual_mistake(lines, complaint)
    if mistake:
        return mistake
    message, point = _translated(lines, complaint)
    # The end of a text without a last line break is, for libyaml, on the line after.
    line = min(point[0], len(lines))
    column = point[1] if line == point[0] else len(lines[-1]) + 1
    return message, Position(line, column, line, column + 1)


def mistaken_key(lines: list[str], first: int, last: int) -> tuple[str, Position] | None:
    """Returns the last key in lines `first` to `last` that YAML does not see as a key, with a message, or None.

    Its colon is full-width, or no space follows it.
    """
    for number in range(min(last, len(lines)), first - 1, -1):
        line = lines[number - 1]
        for pattern, explanation in _MISTAKES:
            match = pattern.match(line)
            if match:
                start, end = match.span(match.lastindex or 0)
                return explanation(match, line), Position(number, start + 1, number, end + 1)
    return None


def _dash(match: re.Match[str], line: str) -> str:
    if match[1] == "-":
        return "“-”后面要空一格，才是列表的一行"
    return f"列表要用半角的“-”加一个空格开头，不用“{match[1].strip()}”"


def _wide(match: re.Match[str], line: str) -> str:
    key = shown(match[1] or match[2])
    return f"“{key}：”用了全角冒号，YAML 不认；请写成“{key}: ”（半角冒号加一个空格）"


def _tight(match: re.Match[str], line: str) -> str:
    return f"“{shown(match[1])}:”的冒号后面要空一格，写成“{shown(match[1])}: {shown(line[match.end() :].strip())}”"


def _wide_space(match: re.Match[str], line: str) -> str:
    kind = "全角空格" if match[1] == "\u3000" else "不换行空格（U+00A0）"
    return f"这一行用了{kind}缩进，YAML 只认半角空格；请换成半角空格"


_MISTAKES = ((_DASH, _dash), (_WIDE, _wide), (_TIGHT, _tight), (_WIDE_SPACE, _wide_space))


def _usual_mistake(lines: list[str], complaint: Complaint) -> tuple[str, Position] | None:
    complained, last = complaint.message, complaint.at[0]
    if complained.startswith("could not find expected ':'") and complaint.began:
        return mistaken_key(lines, complaint.began[0], complaint.began[0])
    if complained.startswith(("mapping values are not", "did not find expected key", "did not find expected '-'")):
        return mistaken_key(lines, complaint.since, last)
    if complained.startswith("did not find expected <document start>"):
        directive = next((number for number, line in enumerate(lines, 1) if line.startswith("%")), 0)
        return (_DIRECTIVE, Position(directive, 1, directive, 2)) if directive else None
    return None


def _translated(lines: list[str], complaint: Complaint) -> tuple[str, Point]:
    line = lines[complaint.at[0] - 1] if complaint.at[0] <= len(lines) else ""
    for pattern, message in _AT_BEGIN.items():
        if re.match(pattern, complaint.message):
            return message, complaint.began or complaint.at
    for pattern, words in _AT_END.items():
        if re.match(pattern, complaint.message):
            return words if isinstance(words, str) else words(line, complaint.at[1] - 1), complaint.at
    return f"YAML 写法有误（{complaint.message}）", complaint.at


def _no_start(line: str, column: int) -> str:
    character = line[column : column + 1]
    return _TAB if character == "\t" else f"以“{character}”开头的文字要加引号"


def _no_key(line: str, column: int) -> str:
    before = line[:column].rstrip()
    if line.strip().startswith(":"):
        return "冒号前面没有键"
    if not before.strip("- "):
        return _no_dash(line, column)
    if before[-1] in "\"'":
        return "引号已经结束，后面又多了文字；整段文字要放在一对引号里，里面的引号用中文引号“”"
    if before[-1] in "]}":
        return "括号已经结束，后面又多了文字；整段都是文字的要加引号"
    return "这里多了文字；整段文字要加引号"


def _no_colon(line: str, column: int) -> str:
    if re.search(r":\s", line[:column]):
        return "文字里的冒号后面有空格，YAML 会当作另一个键；请给整段文字加引号"
    return "这一行缩进过多，或上一行的文字没有写完：同一层的键要左对齐"


def _no_content(line: str, column: int) -> str:
    return "括号里多了一个逗号或冒号，或少了一项" if line.strip() else "括号没有写完，文件就结束了"


def _no_dash(line: str, column: int) -> str:
    if not line.strip().startswith("-"):
        return "这一行的缩进没有对齐：同一层的键要左对齐"
    return "这一行与上面的列表没有对齐：同一个列表的“-”要左对齐"


_TAB = "用制表符（Tab）缩进了，YAML 只认空格；请把制表符换成空格"
_DIRECTIVE = "以 % 开头的行是 YAML 的指令，目录里用不着，请删去；文字以 % 开头的要加引号"
_TAG = "以“!”开头的文字要加引号"

_AT_BEGIN = {
    "found unexpected end of stream": "从这里开始的引号没有结束；请补上另一半引号",
    "did not find expected ',' or ']'": "从这里开始的方括号没有写完：各项之间用半角逗号“,”，最后用 ] 结束",
    "did not find expected ',' or '}'": "从这里开始的花括号没有写完：各项写成“键: 值”，之间用半角逗号“,”，最后用 } 结束",
    "could not find expected ':'": "这一行少了冒号：键要写成“键: 值”（半角冒号，后面空一格）；如果是上一行没写完的文字，请接到上一行",
    "did not find expected (tag|'!'|whitespace or line break)|.*URI": _TAG,
}
"""Patterns of libyaml's messages: our message, shown where the faulty construct starts."""

_AT_END: dict[str, str | Callable[[str, int], str]] = {
    "found character that cannot start": _no_start,
    "did not find expected key": _no_key,
    "did not find expected '-' indicator": _no_dash,
    "found a tab": _TAB,
    "found undefined tag handle": _TAG,
    "block sequence entries are not allowed": "“- ”要另起一行写；文字以“- ”开头的要加引号",
    "mapping values are not allowed": _no_colon,
    "mapping keys are not allowed": "以“? ”开头的文字要加引号",
    "did not find expected node content": _no_content,
    "found unknown escape character": "双引号里的反斜杠 \\ 要写成 \\\\，或把双引号改成单引号",
    "found invalid Unicode character escape code": "双引号里的 \\u 编码不是有效的字符；请直接写这个字",
    "did not find expected hexdecimal number": "双引号里的 \\x、\\u 后面要跟十六进制数；反斜杠本身要写成 \\\\",
    "did not find expected alphabetic": "以 & 或 * 开头的文字要加引号",
    "did not find expected comment or line break": "| 或 > 后面要换行，文字从下一行写起；文字本身以 | 或 > 开头的要加引号",
    "found an indentation indicator": "| 或 > 后面的数字不能是 0；一般不用写数字",
    "found unexpected document indicator": "引号里的文字不能有以 --- 或 ... 开头的行",
    "found unexpected ':'": "括号里的文字有冒号时要加引号",
    "did not find expected <document start>": "文件已经用 ... 结束，后面不能再有内容；一个文件只放一份目录",
    "found (incompatible|unknown directive|duplicate %|unexpected non-alpha|extremely)|.*(directive|version)": _DIRECTIVE,
}
"""The same, shown where libyaml stopped."""
