"""YAML text in; plain data out (dicts, lists, text), with the place of every value and all that YAML would lose in silence.

The only module that knows PyYAML. Every scalar is text: `010`, `no`, `1.10` and `2024-03-29` mean what they look like.
Positions are worked out when the first one is asked for, by reading the text a second time: most files have no findings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from yaml import YAMLError
from yaml.cyaml import CParser as _LibYaml  # type: ignore[attr-defined]  # not in the stubs' __all__
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from gkml.diagnostics import FILE_START, Position, Route

MAX_BYTES = 256 * 2**20
MAX_DEPTH = 64
MAX_TEXT = 32_767
"""Characters in one Excel cell (ECMA-376 Part 1, 18.4.12; XlsxWriter writes nothing for more)."""
MAX_ALIASED = 100_000

CParser: Any = _LibYaml
"""libyaml's events; the stubs know neither their values nor that they have marks."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ILLEGAL_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_CUT = re.compile(r"[ \t]+#(?=[^\s#!])[^\n]*")
_WIDE_COLON = re.compile(r"^[ \t]*(?:-[ \t]+)*[A-Za-z_][A-Za-z_0-9-]*[ \t]*：", re.MULTILINE)


class Problem(NamedTuple):
    """Something that the file says in a way that cannot be taken; `code` is a key of `refusals.REFUSALS`."""

    code: str
    message: str
    position: Position


class Place(NamedTuple):
    """Where a value stands, and its key if it has one."""

    value: Position
    key: Position | None


@dataclass(frozen=True)
class Source:
    """One file as read. `data` is None where nothing usable could be read; then `problems` says why."""

    file: str
    text: str
    data: Any = None
    problems: tuple[Problem, ...] = ()

    @cached_property
    def places(self) -> dict[Route, Place]:
        return dict(_places(self.text)) if self.data is not None else {}

    def locate(self, route: Route, *, key: bool = False) -> Position:
        """The position of the value (or of its key) at `route`, or of the nearest parent that the file has."""
        while route:
            place = self.places.get(route)
            if place is not None:
                return self._seen(place.key if key and place.key else place.value)
            route, key = route[:-1], False
        return FILE_START

    def _seen(self, position: Position) -> Position:
        """A list or mapping starts at a point; it is shown as the rest of that line."""
        if position[:2] != position[2:]:
            return position
        line = self.text.split("\n", position.line)[position.line - 1].rstrip()
        return position._replace(end_column=max(position.column, len(line) + 1))


def read(raw: bytes, file: str) -> Source:
    """Reads one file's bytes. Never raises: what cannot be read becomes `problems`."""
    text, problem = _decode(raw)
    if problem:
        return Source(file, text, problems=(problem,))
    illegal = _ILLEGAL.search(text)
    if illegal:
        message = f"有不可见的控制字符 U+{ord(illegal[0]):04X}，Word 和 Excel 都放不下，请删除"
        return Source(file, text, problems=(Problem("K004", message, position_at(text, illegal.start())),))
    builder = _Builder(text)
    try:
        data = builder.build()
    except YAMLError as error:
        return Source(file, text, problems=(*builder.problems, _syntax(text, error)))
    except _Stop:
        return Source(file, text, problems=tuple(builder.problems))
    fatal = any(p.code in _FATAL for p in builder.problems)
    return Source(file, text, None if fatal else data, tuple(builder.problems))


def head(raw: bytes) -> dict[str, str]:
    """The texts at the top of a catalog, up to its items; nothing where it cannot be read. Cheap: most of it is not looked at."""
    found: dict[str, str] = {}
    depth, key = 0, None
    try:
        parser = CParser(raw.decode("utf-8-sig"))
        while (event := parser.get_event()) is not None:
            kind = event.__class__
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                depth, key = depth + 1, None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
            elif kind is ScalarEvent and depth == 1:
                if key is None:
                    key = event.value
                    if key == "items":
                        break
                else:
                    found[key], key = event.value, None
    except (YAMLError, UnicodeDecodeError):
        return found
    return found


def position_at(text: str, index: int, length: int = 1) -> Position:
    """The position of `text[index : index + length]`, on one line."""
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return Position(line, column, line, column + length)


def _decode(raw: bytes) -> tuple[str, Problem | None]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Problem("K002", "文件是 UTF-16 编码，请另存为 UTF-8", FILE_START)
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return "", Problem("K002", _encoding_hint(raw), Position(line, 1, line, 1))


def _encoding_hint(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "文件不是 UTF-8 编码，也不像 GBK；请用编辑器打开确认后另存为 UTF-8"
    return "文件不是 UTF-8 编码，看起来是 GBK；请另存为 UTF-8，或执行 iconv -f GBK -t UTF-8 旧文件 > 新文件"


_TOLD = {
    "cannot start any token": "这里有 YAML 不认的字符；缩进要用空格，不能用制表符，以 @ 或 ` 开头的文字要加引号",
    "could not find expected ':'": "这一行像是一个键，却没有冒号；请写成“键: 值”，用半角冒号，后面空一格",
    "mapping values are not allowed": "这里不该出现冒号；请检查缩进，文字里有“: ”的要整段加引号",
    "found unexpected end of stream": "文件在引号或括号中间结束了，请检查引号、括号是否成对",
    "did not find expected key": "缩进没有对齐，或引号后面多了文字",
    "did not find expected '-' indicator": "列表的“-”没有对齐",
    "did not find expected ',' or ']'": "方括号里的列表没有写完：各项之间用半角逗号，最后用 ] 结束",
    "did not find expected ',' or '}'": "花括号没有写完：各项之间用半角逗号，最后用 } 结束",
    "found undefined alias": "引用了没有定义的锚点（*开头的名字）；要写星号本身请加引号",
    "did not find expected alphabetic": "& 或 * 开头的文字要加引号",
    "found unknown escape character": "双引号里的反斜杠要写成 \\\\，或改用单引号",
    "found duplicate anchor": "同一个锚点（&开头的名字）定义了两次",
}


def _syntax(text: str, error: YAMLError) -> Problem:
    """What libyaml says, in the words of someone who has seen the usual causes."""
    wide = _WIDE_COLON.search(text)
    if wide:
        return _wide_colon(text, wide)
    mark = getattr(error, "problem_mark", None)
    said = str(getattr(error, "problem", "") or error)
    hint = next((told for known, told in _TOLD.items() if known in said), f"YAML 写法有误（{said.splitlines()[0]}）")
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem("K003", hint, Position(line, column, line, column + 1))


def _wide_colon(text: str, match: re.Match[str]) -> Problem:
    key = match[0].strip(" \t-：")
    message = f"“{key}：”用了全角冒号，YAML 不认；请写成“{key}: ”（半角冒号加一个空格）"
    return Problem("K003", message, position_at(text, match.end() - 1))


class _Stop(Exception):
    """The builder has met something that makes going on unsafe; it is among its problems."""


_FATAL = {"K003", "K009", "K010", "K012"}


class _Builder:
    """Turns parser events into dicts, lists and text. A class because a dozen small steps share the place they are at."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.anchors: dict[str, Any] = {}
        self.aliased = 0
        # What a text does not have needs no look at each of its values.
        self.may_cut = (" #" in text or "\t#" in text) and _CUT.search(text) is not None
        self.may_escape = "\\" in text
        self.may_mark = "!" in text or "&" in text

    def build(self) -> Any:  # noqa: PLR0912  # one loop over a million events: calls would cost more than they explain
        """The data of the one document in the text. Raises `YAMLError` on bad syntax and `_Stop` on abuse."""
        parser = CParser(self.text)
        get_event = parser.get_event
        stack: list[tuple[Any, Any, str | None]] = []
        here: Any = None
        key: Any = None
        anchor: str | None = None
        root: Any = None
        documents = 0
        look, marked = self.may_cut or self.may_escape, self.may_mark
        while (event := get_event()) is not None:
            kind = event.__class__
            if kind is ScalarEvent:
                value = event.value
                # Lines that YAML joins leave a space or a line break in the value.
                if look or " " in value or "\n" in value:
                    self._check_style(event)
                if len(value) > MAX_TEXT:
                    self._check_length(event)
                if marked:
                    self._check_marks(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._check_open(event, len(stack))
                stack.append((here, key, anchor))
                here, key, anchor = {} if kind is MappingStartEvent else [], None, event.anchor
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = here
                if anchor is not None:
                    self.anchors[anchor] = value
                here, key, anchor = stack.pop()
            elif kind is AliasEvent:
                value = self._alias(event)
            else:
                if kind is DocumentStartEvent:
                    documents += 1
                    self._check_single(event, documents)
                continue
            if here is None:
                root = value
            elif here.__class__ is list:
                here.append(value)
            elif key is None:
                key = value if kind is ScalarEvent and value not in here else self._key(event, value, here)
            else:
                here[key] = value
                key = None
        return self._root(root)

    def _key(self, event: Any, value: Any, here: dict[str, Any]) -> str:
        if not isinstance(value, str) or event.__class__ is AliasEvent:
            self._stop("K003", "键必须是文字；以 [、{ 或 * 开头的文字要加引号", event)
        if value in here:
            self._note("K005", f"键“{value}”在同一层里写了两次，前面的内容会丢失；请删去一个", event)
        return str(value)

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            self._stop("K009", f"*{event.anchor} 引用了自己或没有定义；要写星号本身请加引号", event)
        value = self.anchors[event.anchor]
        for _ in _nodes(value):
            self.aliased += 1
            if self.aliased > MAX_ALIASED:
                self._stop("K009", f"锚点展开后超过 {MAX_ALIASED} 个值；请把重复的值写进 defaults", event)
        return value

    def _check_open(self, event: Any, depth: int) -> None:
        if depth >= MAX_DEPTH:
            self._stop("K010", f"嵌套超过 {MAX_DEPTH} 层，请检查缩进和括号", event)
        if event.tag is not None:
            self._note("K008", f"不收 YAML 标签 {event.tag}，请删去", event)

    def _check_single(self, event: Any, documents: int) -> None:
        if documents > 1:
            self._stop("K012", "一个文件只放一份目录；请把 --- 之后的部分另存一个文件", event)

    def _check_style(self, event: Any) -> None:
        if event.style == "|":
            return
        if event.start_mark.line != event.end_mark.line:
            self._check_lines(event)
        elif event.style is None and self.may_cut:
            cut = _CUT.match(self.text, event.end_mark.index)
            if cut:
                message = (
                    f"“{cut[0].strip()}”会被 YAML 当作注释丢掉；要保留请给整段文字加引号，是注释请在 # 后加一个空格"
                )
                self._note("K006", message, event)
        if event.style == '"' and self.may_escape:
            illegal = _ILLEGAL_ESCAPED.search(event.value)
            if illegal:
                self._note("K004", f"有不可见的控制字符 U+{ord(illegal[0]):04X}，Word 和 Excel 都放不下，请删除", event)

    def _check_lines(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        wide = _WIDE_COLON.search(self.text, self.text.rfind("\n", 0, start) + 1, end)
        if wide:
            self.problems.append(_wide_colon(self.text, wide))
        elif event.value or event.style:
            message = "一段文字写在了几行里，YAML 会在接合处加空格；请写在一行，需要换行的用 | 开头的写法"
            self._note("K007", message, event)

    def _check_length(self, event: Any) -> None:
        message = f"这一格有 {len(event.value)} 个字，Excel 一格最多放 {MAX_TEXT} 个；请拆成几项或缩短"
        self._note("K011", message, event)

    def _check_marks(self, event: Any) -> None:
        if event.tag is not None:
            self._note("K008", f"不收 YAML 标签 {event.tag}，请删去", event)
        if event.anchor is not None:
            self.anchors[event.anchor] = event.value

    def _root(self, root: Any) -> Any:
        if isinstance(root, dict):
            return root
        wide = _WIDE_COLON.search(self.text)
        if wide:
            self.problems.append(_wide_colon(self.text, wide))
        elif root is None or root == "":
            self.problems.append(Problem("K012", "文件是空的；`gkml init` 可以生成一份示例", FILE_START))
        else:
            self.problems.append(
                Problem("K012", "最外层应是“键: 值”，例如 title: 某某局政府信息主动公开基本目录", FILE_START)
            )
        return None

    def _note(self, code: str, message: str, event: Any) -> None:
        self.problems.append(Problem(code, message, _position(event)))

    def _stop(self, code: str, message: str, event: Any) -> None:
        self._note(code, message, event)
        raise _Stop


def _nodes(value: Any) -> Iterator[Any]:
    pending = [value]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, dict):
            pending.extend(node.values())
        elif isinstance(node, list):
            pending.extend(node)


def _position(event: Any) -> Position:
    start, end = event.start_mark, event.end_mark
    return Position(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _places(text: str) -> Iterator[tuple[Route, Place]]:
    """Every route of a text that is known to build, in document order. An alias is placed where it is used."""
    parser = CParser(text)
    route: list[str | int] = []
    # For each open collection: its next list index, or -1 in a mapping; and the key last read there.
    counts: list[int] = []
    keys: list[Position | None] = []
    while (event := parser.get_event()) is not None:
        kind = event.__class__
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            counts.pop()
            keys.pop()
            if route:
                route.pop()
            continue
        if kind not in _VALUES:
            continue
        if counts and counts[-1] < 0 and keys[-1] is None:
            keys[-1] = _position(event)
            route.append(event.value)
            continue
        key = None
        if counts and counts[-1] >= 0:
            route.append(counts[-1])
            counts[-1] += 1
        elif counts:
            key, keys[-1] = keys[-1], None
        yield tuple(route), Place(_position(event), key)
        if kind is ScalarEvent or kind is AliasEvent:
            if route:
                route.pop()
        else:
            counts.append(0 if kind is SequenceStartEvent else -1)
            keys.append(None)


_VALUES = {ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent}
