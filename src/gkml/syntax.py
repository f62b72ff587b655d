"""What libyaml says of a text, and where, in; what a clerk did and should do, and where, out.

libyaml complains where it lost its way, often a line or a page after the mistake; the usual causes are looked for by name.
"""

import re
from typing import NamedTuple

from gkml.diagnostics import Position, shown

Point = tuple[int, int]
"""Line and column, counted from 1."""

_KEY = r"""[^\s:：#"'\[\]{},，。、；“”]+"""
_ASCII_KEY = "[A-Za-z_][A-Za-z_0-9-]*"
_WIDE = re.compile(rf"""[ \t]*(?:(?:-[ \t]+)*["']?({_ASCII_KEY})|["']?({_KEY}))["']?[ \t]*(：)""")
_TIGHT = re.compile(rf"""[ \t]*(?:-[ \t]+)*({_ASCII_KEY})(:)(?=[^\s:/])""")
_WIDE_SPACE = re.compile("[ \t-]*([\u3000\u00a0])")


class Complaint(NamedTuple):
    """libyaml's words and the place it had got to; `began` is where the thing it was reading starts, where it says so.

    `since` is the line of the last value before it: the mistake is not above that.
    """

    said: str
    at: Point
    began: Point | None
    since: int


def explain(text: str, complaint: Complaint) -> tuple[str, Position]:
    """The message, and the position of the mistake."""
    lines = text.split("\n")
    known = _usual_mistake(lines, complaint)
    if known:
        return known
    message, point = _told(lines, complaint)
    line, column = point
    return message, Position(line, column, line, column + 1)


def mistaken_key(lines: list[str], first: int, last: int) -> tuple[str, Position] | None:
    """A key of lines `first` to `last` that YAML does not see as one: its colon is full-width, or no space follows it."""
    for number in range(min(last, len(lines)), first - 1, -1):
        line = lines[number - 1]
        for pattern, explanation in ((_WIDE, _wide), (_TIGHT, _tight), (_WIDE_SPACE, _wide_space)):
            match = pattern.match(line)
            if match:
                start, end = match.span(match.lastindex or 0)
                return explanation(match, line), Position(number, start + 1, number, end + 1)
    return None


def _wide(match: re.Match[str], line: str) -> str:
    key = shown(match[1] or match[2])
    return f"“{key}：”用了全角冒号，YAML 不认；请写成“{key}: ”（半角冒号加一个空格）"


def _tight(match: re.Match[str], line: str) -> str:
    return f"“{shown(match[1])}:”的冒号后面要空一格，写成“{shown(match[1])}: {shown(line[match.end() :].strip())}”"


def _wide_space(match: re.Match[str], line: str) -> str:
    kind = "全角空格" if match[1] == "\u3000" else "不换行空格（U+00A0）"
    return f"这一行用了{kind}缩进，YAML 只认半角空格；请换成半角空格"


_MISTAKEN_KEY = ("could not find expected ':'", "mapping values are not allowed", "did not find expected key")


def _usual_mistake(lines: list[str], complaint: Complaint) -> tuple[str, Position] | None:
    if not complaint.said.startswith(_MISTAKEN_KEY):
        return None
    first = last = complaint.at[0]
    if complaint.began and complaint.said.startswith("could not"):
        first = last = complaint.began[0]
    elif complaint.said.startswith("mapping values"):
        first = complaint.since
    return mistaken_key(lines, first, last)


_SAID = {
    "did not find expected ',' or ']'": "从这里开始的方括号没有写完：各项之间用半角逗号，最后用 ] 结束",
    "did not find expected ',' or '}'": "从这里开始的花括号没有写完：各项写成“键: 值”，之间用半角逗号，最后用 } 结束",
    "did not find expected node content": "括号里多了一个逗号或冒号，或少了一项",
    "did not find expected '-' indicator": "这一行与上面的列表没有对齐：同一个列表的“-”要左对齐",
    "block sequence entries are not allowed": "“- ”要另起一行写；文字以“- ”开头的要加引号",
    "mapping values are not allowed": "这里不该出现冒号：这一行可能缩进过多；文字里有“: ”的，整段要加引号",
    "mapping keys are not allowed": "以“? ”开头的文字要加引号",
    "could not find expected ':'": "这一行少了冒号：键要写成“键: 值”（半角冒号，后面空一格）；如果是上一行没写完的文字，请接到上一行",
    "found a tab": "用制表符（Tab）缩进了，YAML 只认空格；请把制表符换成空格",
    "found undefined tag handle": "以“!”开头的文字要加引号",
    "found unknown escape character": "双引号里的反斜杠 \\ 要写成 \\\\，或把双引号改成单引号",
    "found invalid Unicode character escape code": "双引号里的 \\u 编码不是有效的字符；请直接写这个字",
    "did not find expected hexdecimal number": "双引号里的 \\x、\\u 后面要跟十六进制数；反斜杠本身要写成 \\\\",
    "did not find expected alphabetic": "以 & 或 * 开头的文字要加引号",
    "did not find expected comment or line break": "| 或 > 后面要换行，文字从下一行写起；文字本身以 | 或 > 开头的要加引号",
    "found an indentation indicator": "| 或 > 后面的数字不能是 0；一般不用写数字",
    "found unexpected document indicator": "引号里的文字不能有以 --- 或 ... 开头的行",
    "found unexpected ':'": "括号里的文字有冒号时要加引号",
    "did not find expected <document start>": "文件已经用 ... 结束，后面不能再有内容；一个文件只放一份目录",
}
_DIRECTIVE = "以 % 开头的行是 YAML 的指令，目录里用不着，请删去；文字以 % 开头的要加引号"
_TAG = "以“!”开头的文字要加引号"


def _told(lines: list[str], complaint: Complaint) -> tuple[str, Point]:
    said, at, began = complaint.said, complaint.at, complaint.began or complaint.at
    line = lines[at[0] - 1] if at[0] <= len(lines) else ""
    if said == "cannot start any token" or said.startswith("found character that cannot start"):
        return _no_start(line, at), at
    if said == "did not find expected key":
        return _no_key(line, at), at
    if said == "found unexpected end of stream":
        return "从这里开始的引号没有结束；请补上另一半引号", began
    if "directive" in said or "version" in said or "incompatible" in said:
        return _DIRECTIVE, at
    if said.startswith("did not find expected <document start>") and any(row.startswith("%") for row in lines):
        return _DIRECTIVE, (next(n for n, row in enumerate(lines, 1) if row.startswith("%")), 1)
    if "tag" in said or said in {"did not find expected '!'", "did not find expected whitespace or line break"}:
        return _TAG, began
    message = next((told for known, told in _SAID.items() if said.startswith(known)), "")
    in_bracket = said.startswith("did not find expected ',' or")
    if in_bracket and "，" in line[: at[1]]:
        message += "；这一行有全角逗号“，”，请看是不是该用半角逗号"
    if message:
        return message, began if in_bracket or said.startswith("could not find expected ':'") else at
    return f"YAML 写法有误（{said}）", at


def _no_start(line: str, at: Point) -> str:
    character = line[at[1] - 1 : at[1]]
    if character == "\t":
        return _SAID["found a tab"]
    return f"以“{character}”开头的文字要加引号，写成 \"{character}…\""


def _no_key(line: str, at: Point) -> str:
    before = line[: at[1] - 1].rstrip()
    if not before.strip("- "):
        return "这一行的缩进没有对齐：同一层的键要左对齐"
    if before[-1] in "\"'":
        return "引号已经结束，后面又多了文字；整段文字要放在一对引号里，里面的引号用中文引号“”"
    if before[-1] in "]}":
        return "括号已经结束，后面又多了文字；整段是文字的要加引号"
    return "这里多了文字；整段文字要加引号"
