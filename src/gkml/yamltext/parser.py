"""Parses the text of a YAML file into dicts, lists and text, with the trace of its places and its problems.

Every scalar is text: `010`, `no`, `1.10` and `2024-03-29` mean what they look like. All that YAML would lose in silence
is a problem: a key written twice, a text cut off by a comment or joined from several lines, a tag.
"""

import re
from collections.abc import Iterator
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

from gkml.diagnostics import FILE_START, Position, Problem
from gkml.diagnostics.quoting import shown
from gkml.yamltext.decode import unseen
from gkml.yamltext.limits import MAX_ALIASED, MAX_ALIASED_TEXT, MAX_DEPTH, MAX_TEXT, cell_length
from gkml.yamltext.places import CLOSED, OpenNode, Trace, position
from gkml.yamltext.syntax import Complaint, explain, mistaken_key

CParser: Any = _LibYaml
"""The events of libyaml; the stubs know neither their values nor that they have marks."""

_MAY_CUT = re.compile(r"(?<=[ \t])#(?!#*[ \t]+\S)")
_CUT = re.compile(r"[ \t]+(#(?!#*[ \t]+\S)[^\n]*)")
"""A # that YAML takes for the start of a comment, without the space after it that a comment has."""

_FATAL = {"K003", "K009", "K010", "K012"}


class Parsed(NamedTuple):
    """`data` is None if nothing usable could be read; then `problems` says why."""

    data: Any
    trace: Trace
    problems: tuple[Problem, ...]


def parse(text: str) -> Parsed:
    """Parses a text. Never raises."""
    builder = _Builder(text)
    try:
        data = builder.build()
    except YAMLError as error:
        return Parsed(None, [], builder.failed(error))
    except _Stop:
        return Parsed(None, [], tuple(builder.problems))
    if any(problem.code in _FATAL for problem in builder.problems):
        data = None
    return Parsed(data, builder.trace, tuple(builder.problems))


class _Stop(Exception):
    """The builder has met something that makes going on unsafe; it is among the problems."""


class _Builder:
    """Turns parser events into dicts, lists and text. A class because a dozen small steps share the text and the problems."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.trace: Trace = []
        self.problems: list[Problem] = []
        self.anchors: dict[str, Any] = {}
        self.documents = 0
        self.aliased = 0
        self.aliased_text = 0
        # If the text has none of a sign, no value needs to be examined for it.
        self.may_cut = (" #" in text or "\t#" in text) and _MAY_CUT.search(text) is not None
        self.may_escape = "\\" in text
        self.may_mark = "!" in text or "&" in text

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def failed(self, error: YAMLError) -> tuple[Problem, ...]:
        """Returns the problems up to the place where libyaml stopped, and the syntax error there."""
        since = _last_line(self.text)
        # A problem of the last value is a symptom of the same mistake; a cut or a wide colon is the mistake itself.
        here = [p for p in self.problems if p.position.end_line >= since]
        if any(p.code in {"K003", "K006"} for p in here):
            return tuple(self.problems)
        at = _point(getattr(error, "problem_mark", None)) or (1, 1)
        words = str(getattr(error, "problem", None) or error).splitlines()[0]
        complaint = Complaint(words, at, _point(getattr(error, "context_mark", None)), since)
        message, position = explain(self.text, complaint)
        return (*(p for p in self.problems if p not in here), Problem("K003", message, position))

    def build(self) -> Any:  # noqa: PLR0912  # one loop over a million events: calls would cost more than they explain
        """Returns the data of the one document in the text. Raises `YAMLError` on bad syntax and `_Stop` on abuse."""
        get_event = CParser(self.text).get_event
        trace = self.trace
        stack: list[tuple[Any, Any, str | None]] = []
        here: Any = None
        key: Any = None
        anchor: str | None = None
        root: Any = None
        check_all, check_marks = self.may_cut or self.may_escape, self.may_mark
        while (event := get_event()) is not None:
            kind = event.__class__
            if kind is ScalarEvent:
                value = event.value
                trace += (event.start_mark, event.end_mark)
                # Lines that YAML joins leave a space or a line break in the value.
                if check_all or " " in value or "\n" in value:
                    self._check_style(event)
                if len(value) > MAX_TEXT // 2:
                    self._check_length(event)
                if check_marks:
                    self._check_marks(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._check_open(event, len(stack))
                trace.append(OpenNode(event.start_mark, event.end_mark, kind is MappingStartEvent, event.flow_style))
                stack.append((here, key, anchor))
                here, key, anchor = {} if kind is MappingStartEvent else [], None, event.anchor
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = here
                trace += (CLOSED, event.end_mark)
                if anchor is not None:
                    self.anchors[anchor] = value
                here, key, anchor = stack.pop()
            elif kind is AliasEvent:
                value = self._alias(event)
                trace += (event.start_mark, event.end_mark)
            else:
                if kind is DocumentStartEvent:
                    self._check_single(event)
                continue
            if here is None:
                root = value
            elif here.__class__ is list:
                here.append(value)
            elif key is None:
                key = value if kind is ScalarEvent and value not in here else self._key(event, value, here)
                trace.append(key)
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

    def _check_single(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
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
        mistake = mistaken_key(self.lines, event.start_mark.line + 1, event.end_mark.line + 1)
        if mistake and not event.style:
            self.problems.append(Problem("K003", *mistake))
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
        if isinstance(root, str) and (mistake := mistaken_key(self.lines, 1, len(self.lines))):
            return Problem("K003", *mistake)
        message = "最外层应是“键: 值”，例如 title: 某某局政府信息主动公开基本目录"
        return Problem("K012", message, FILE_START)

    def _note(self, code: str, message: str, event: Any) -> None:
        self.problems.append(Problem(code, message, position(event.start_mark, event.end_mark)))

    def _stop(self, code: str, message: str, event: Any) -> None:
        self._note(code, message, event)
        raise _Stop


def _last_line(text: str) -> int:
    """Returns the line of the last event that libyaml recognises in a text with a syntax error."""
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
