"""YAML text in; plain data out (dicts, lists, text), with the place of every value and all that YAML would lose in silence.

The only module that knows PyYAML. Every scalar is text: `010`, `no`, `1.10` and `2024-03-29` mean what they look like.
Positions are worked out when the first one is asked for, by reading the text a second time: most files have no findings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
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

from gkml.diagnostics import FILE_START, Position, Problem, Route
from gkml.quoting import shown
from gkml.yamltext.decode import decode, unseen
from gkml.yamltext.syntax import Complaint, explain, mistaken_key

MAX_BYTES = 256 * 2**20
MAX_DEPTH = 64
MAX_TEXT = 32_767
"""Characters (UTF-16 units) in one Excel cell (ECMA-376 Part 1, 18.4.12; XlsxWriter writes nothing for more)."""
MAX_ALIASED = 100_000
MAX_ALIASED_TEXT = 4 * 2**20
"""Values, and characters in them, that aliases may repeat."""

CParser: Any = _LibYaml
"""libyaml's events; the stubs know neither their values nor that they have marks."""

_MAY_CUT = re.compile(r"(?<=[ \t])#(?!#*[ \t]+\S)")
_CUT = re.compile(r"[ \t]+(#(?!#*[ \t]+\S)[^\n]*)")
"""A # that YAML takes for a comment's start, without the space after it that a comment has."""


class Place(NamedTuple):
    """Where a value stands, and its key if it has one."""

    value: Position
    key: Position | None


@dataclass(frozen=True)
class Source:
    """One file as read. `data` is None where nothing usable could be read; then `problems` says why.

    `file` is its name as messages show it, `path` the file itself (None for a text that is in no file).
    """

    file: str
    text: str
    data: Any = None
    problems: tuple[Problem, ...] = ()
    path: Path | None = None

    @cached_property
    def places(self) -> dict[Route, Place]:
        return dict(_places(self.text)) if self.data is not None else {}

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

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
        line = self.lines[position.line - 1].rstrip()
        return position._replace(end_column=max(position.column, len(line) + 1))


def read(raw: bytes, file: str) -> Source:
    """Reads one file's bytes. Never raises: what cannot be read becomes `problems`."""
    text, problems = decode(raw)
    if problems:
        return Source(file, text, problems=problems)
    builder = _Builder(text)
    try:
        data = builder.build()
    except YAMLError as error:
        return Source(file, text, problems=builder.failed(error))
    except _Stop:
        return Source(file, text, problems=tuple(builder.problems))
    fatal = any(p.code in _FATAL for p in builder.problems)
    return Source(file, text, None if fatal else data, tuple(builder.problems))


def cell_length(text: str) -> int:
    """The characters of a text as Excel counts them: a rare character outside the first plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


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
                    if key == "items" and "id" in found:
                        break
                else:
                    found[key], key = event.value, None
            elif kind is AliasEvent and depth == 1:
                key = None
            if depth > MAX_DEPTH:
                break
    except (YAMLError, UnicodeDecodeError):
        return found
    return found


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
        self.aliased_text = 0
        # What a text does not have needs no look at each of its values.
        self.may_cut = (" #" in text or "\t#" in text) and _MAY_CUT.search(text) is not None
        self.may_escape = "\\" in text
        self.may_mark = "!" in text or "&" in text

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def failed(self, error: YAMLError) -> tuple[Problem, ...]:
        """All problems up to the place where libyaml gave up, and what is wrong there."""
        since = _last_line(self.text)
        # What was said of the last value is a sign of the same mistake; a cut or a wide colon is the mistake itself.
        here = [p for p in self.problems if p.position.end_line >= since]
        if any(p.code in {"K003", "K006"} for p in here):
            return tuple(self.problems)
        at = _point(getattr(error, "problem_mark", None)) or (1, 1)
        said = str(getattr(error, "problem", None) or error).splitlines()[0]
        complaint = Complaint(said, at, _point(getattr(error, "context_mark", None)), since)
        message, position = explain(self.text, complaint)
        return (*(p for p in self.problems if p not in here), Problem("K003", message, position))

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
                if len(value) > MAX_TEXT // 2:
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
            self._note("K005", f"键“{shown(value)}”在同一层里写了两次，前面的内容会丢失；请删去一个", event)
        return str(value)

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            name = shown(event.anchor)
            self._stop("K009", f"*{name} 引用了自己，或前面没有 &{name}；文字本身以 * 开头的要加引号", event)
        value = self.anchors[event.anchor]
        for node in _nodes(value):
            self.aliased += 1
            self.aliased_text += len(node) if isinstance(node, str) else 0
            if self.aliased > MAX_ALIASED or self.aliased_text > MAX_ALIASED_TEXT:
                self._stop("K009", "锚点（&、*）展开后大得不像一份目录；请把重复的值写进 defaults", event)
        return value

    def _check_open(self, event: Any, depth: int) -> None:
        if depth >= MAX_DEPTH:
            self._stop("K010", f"嵌套超过 {MAX_DEPTH} 层，请检查缩进和括号", event)
        if event.tag is not None:
            self._tagged(event)

    def _tagged(self, event: Any) -> None:
        tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
        self._note("K008", f"“{tag}”是 YAML 标签，目录里用不着，请删去；文字本身以 ! 开头的要加引号", event)

    def _check_single(self, event: Any, documents: int) -> None:
        if documents > 1:
            self._stop("K012", "一个文件只放一份目录；请把 --- 之后的部分另存一个文件", event)

    def _check_style(self, event: Any) -> None:
        if event.style == "|":
            return
        if event.start_mark.line != event.end_mark.line:
            self._check_lines(event)
        elif not event.style and self.may_cut:
            cut = _CUT.match(self.text, event.end_mark.index)
            if cut:
                self._cut(cut, event.end_mark)
        if event.style == '"' and self.may_escape:
            message = unseen(event.value)
            if message:
                self._note("K004", message, event)

    def _cut(self, cut: re.Match[str], end: Any) -> None:
        lost = cut[1].rstrip()
        message = f"“{shown(lost)}”会被 YAML 当作注释丢掉；要保留，请给整段文字加引号；是注释，请在 # 后加一个空格"
        line, column = end.line + 1, end.column + 1 + cut.start(1) - cut.start()
        self.problems.append(Problem("K006", message, Position(line, column, line, column + len(lost))))

    def _check_lines(self, event: Any) -> None:
        known = mistaken_key(self.lines, event.start_mark.line + 1, event.end_mark.line + 1)
        if known and not event.style:
            self.problems.append(Problem("K003", *known))
        elif event.value or event.style:
            message = "一段文字写在了几行里，YAML 会在接合处加空格；请写在一行，需要换行的用 | 开头的写法"
            self._note("K007", message, event)

    def _check_length(self, event: Any) -> None:
        length = cell_length(event.value)
        if length > MAX_TEXT:
            message = f"这一格有 {length} 个字，Excel 一格最多放 {MAX_TEXT} 个；请拆成几项或缩短"
            self._note("K011", message, event)

    def _check_marks(self, event: Any) -> None:
        if event.tag is not None:
            self._tagged(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = event.value

    def _root(self, root: Any) -> Any:
        if isinstance(root, dict):
            return root
        if not any(problem.code == "K003" for problem in self.problems):
            self.problems.append(self._no_catalog(root))
        return None

    def _no_catalog(self, root: Any) -> Problem:
        if root is None or root == "":
            return Problem("K012", "文件是空的；`gkml init` 可以生成一份示例", FILE_START)
        if isinstance(root, str) and (known := mistaken_key(self.lines, 1, len(self.lines))):
            return Problem("K003", *known)
        message = "最外层应是“键: 值”，例如 title: 某某局政府信息主动公开基本目录"
        return Problem("K012", message, FILE_START)

    def _note(self, code: str, message: str, event: Any) -> None:
        self.problems.append(Problem(code, message, _position(event)))

    def _stop(self, code: str, message: str, event: Any) -> None:
        self._note(code, message, event)
        raise _Stop


def _last_line(text: str) -> int:
    """The line where the last thing starts that libyaml made out, in a text that it gave up."""
    parser = CParser(text)
    line = 1
    try:
        while (event := parser.get_event()) is not None:
            line = event.start_mark.line + 1
    except YAMLError:
        pass
    return line


def _nodes(value: Any) -> Iterator[Any]:
    pending = [value]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, dict):
            pending.extend(node.values())
        elif isinstance(node, list):
            pending.extend(node)


def _point(mark: Any) -> tuple[int, int] | None:
    return (mark.line + 1, mark.column + 1) if mark else None


def _position(event: Any) -> Position:
    start, end = event.start_mark, event.end_mark
    return Position(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _places(text: str) -> Iterator[tuple[Route, Place]]:
    """Every route of a text that is known to build, in document order. An alias is placed where it is used.

    What stands in brackets on one line comes a second time when its end is known.
    """
    parser = CParser(text)
    route: list[str | int] = []
    # For each open collection: its next list index, or -1 in a mapping; and the key last read there.
    counts: list[int] = []
    keys: list[Position | None] = []
    bracketed: list[Place | None] = []
    while (event := parser.get_event()) is not None:
        kind = event.__class__
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            counts.pop()
            keys.pop()
            place = bracketed.pop()
            if place and event.end_mark.line + 1 == place.value.line:
                yield tuple(route), place._replace(value=place.value._replace(end_column=event.end_mark.column + 1))
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
        place = Place(_position(event), key)
        yield tuple(route), place
        if kind is ScalarEvent or kind is AliasEvent:
            if route:
                route.pop()
        else:
            counts.append(0 if kind is SequenceStartEvent else -1)
            keys.append(None)
            bracketed.append(place if event.flow_style else None)


_VALUES = {ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent}
