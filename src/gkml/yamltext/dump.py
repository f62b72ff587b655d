"""Plain data (and the comments of its source) in, canonical YAML out: known keys in the model's order, quotes where needed.

`canonical` is what `gkml fmt` does to a file: it loses no comment and changes no value, or it refuses the file.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from gkml.diagnostics import GkmlError, Route
from gkml.diagnostics.quoting import shown
from gkml.yamltext.comments import Comment, comments, tidy
from gkml.yamltext.decode import ILLEGAL, unseen
from gkml.yamltext.source import Source, read
from gkml.yamltext.style import PLAIN, Style

WIDTH = 100
"""A list of texts stands on one line where it ends before this column (characters)."""

_NOT_PLAIN = re.compile(
    r"""^$ | ^[\s\-?:,\[\]{}#&*!|>'"%@`=~] | \s$ | :\s | :$ | \s\# | [\n\t]
    | ^(?:true|false|yes|no|on|off|null|y|n)$ | ^[+.]?[0-9][0-9_,:.]*(?:e[+-]?[0-9]+)?$ | ^0[xo][0-9a-f]+$""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_PLAIN_IN_BRACKETS = re.compile(r"[,\[\]{}]|:\?")
"""libyaml reads `:?` in brackets as an error, whatever stands around it."""
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_UNSEEN = re.compile(f"[{ILLEGAL}\t\xa0\xad\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f]")
"""Characters that a reader would not see; the illegal ones are refused, the others escaped."""


def canonical(source: Source, ids: Mapping[Route, str], style: Style) -> str:
    """Returns the canonical text of a source without problems, with the missing ids; lines end as the source's do.

    Raises `GkmlError` if a comment or a value would not survive; that is a mistake of this program.
    """
    data = _with_ids(source.data, (), ids)
    text = dump(data, style, comments(source))
    again = read(text.encode(), source.file)
    if again.problems or again.data != data or _comment_lines(again) != _comment_lines(source):
        raise GkmlError(f"{source.file}: 排版后内容或注释会变化，没有改动文件；请把这份文件报告给 gkml 的维护者")
    return text.replace("\n", line_end(source.text))


def line_end(text: str) -> str:
    """Returns what the first line of a text ends with."""
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def _comment_lines(source: Source) -> list[str]:
    """All comments of a source, sorted."""
    every = comments(source)
    return sorted(line.strip() for c in every.values() for line in (*c.before, c.after) if line.strip())


def _with_ids(data: Any, route: Route, ids: Mapping[Route, str]) -> Any:
    if isinstance(data, list):
        return [_with_ids(entry, (*route, place), ids) for place, entry in enumerate(data)]
    if not isinstance(data, dict):
        return data
    filled = {key: _with_ids(value, (*route, key), ids) for key, value in data.items()}
    return {"id": ids[route], **filled} if route in ids and not data.get("id") else filled


def dump(data: Mapping[str, Any], style: Style = PLAIN, notes: Mapping[Route, Comment] | None = None) -> str:
    """Returns the text of a file given as plain data: dicts, lists and text."""
    writer = _Writer(_kept_on_top(data, style, notes or {}), style)
    lines = [*writer.mapping(data, (), "", ""), *writer.before((), "")]
    return "\n".join(lines) + "\n"


def _kept_on_top(data: Mapping[str, Any], style: Style, notes: Mapping[Route, Comment]) -> Mapping[Route, Comment]:
    """The comments with those at the head of the file (such as an editor's line) at whatever key will be the first."""
    before, after = next(iter(data), ""), next(iter(style.ordered(data, "")), "")
    if before == after or (before,) not in notes:
        return notes
    head, first = notes[(before,)], notes.get((after,), Comment())
    moved: dict[Route, Comment] = {
        (before,): head._replace(before=()),
        (after,): first._replace(before=tidy((*head.before, *first.before))),
    }
    return {**notes, **moved}


class _Writer:
    """Lines of YAML for data at a route. A class because every step needs the comments and the style."""

    def __init__(self, notes: Mapping[Route, Comment], style: Style) -> None:
        self.notes, self.style = notes, style

    def before(self, route: Route, indent: str) -> Iterator[str]:
        note = self.notes.get(route)
        for line in note.before if note else ():
            yield f"{indent}{line}" if line else ""

    def after(self, route: Route) -> str:
        note = self.notes.get(route)
        return f"  {note.after}" if note and note.after else ""

    def mapping(self, data: Mapping[str, Any], route: Route, indent: str, under: str) -> Iterator[str]:
        """Yields the lines of a mapping that stands under the key `under`, "" at the top."""
        for key in self.style.ordered(data, under):
            here = (*route, key)
            yield from self.before(here, indent)
            yield from self.value(data[key], here, indent, f"{indent}{scalar(key)}:")

    def value(self, value: Any, route: Route, indent: str, start: str) -> Iterator[str]:
        """Yields the lines of a value after `start`, its key or dash."""
        after = self.after(route)
        if isinstance(value, str):
            yield from self._text(value, str(route[-1]), start, after, indent)
        elif isinstance(value, Mapping) and value:
            yield f"{start}{after}"
            yield from self.mapping(value, route, indent + "  ", str(route[-1]))
        elif isinstance(value, list) and value and not self._fits(value, route, start):
            yield f"{start}{after}"
            for place, entry in enumerate(value):
                yield from self.entry(entry, (*route, place), indent + "  ")
        else:
            inside = ", ".join(scalar(entry, flow=True) for entry in value) if isinstance(value, list) else ""
            brackets = "[]" if isinstance(value, list) else "{}"
            yield f"{start} {brackets[0]}{inside}{brackets[1]}{after}"

    def _text(self, value: str, key: str, start: str, after: str, indent: str) -> Iterator[str]:
        if "\n" not in value or not _literal(value):
            yield f"{start} {value if self.style.is_bare(key, value) else scalar(value)}{after}"
            return
        chomp = "" if value.endswith("\n") else "-"
        yield f"{start} |{chomp}{after}"
        inner = indent + "  "
        yield from (f"{inner}{line}" if line else "" for line in value.removesuffix("\n").split("\n"))

    def _fits(self, value: list[Any], route: Route, start: str) -> bool:
        if not all(isinstance(entry, str) and "\n" not in entry for entry in value):
            return False
        if any((*route, place) in self.notes for place in range(len(value))):
            return False
        return len(start) + 3 + sum(len(scalar(entry, flow=True)) + 2 for entry in value) <= WIDTH

    def entry(self, entry: Any, route: Route, indent: str) -> Iterator[str]:
        """A list's entry. The comments above its first key stand above its dash."""
        if not (isinstance(entry, Mapping) and entry):
            yield from self.before(route, indent)
            yield from self.value(entry, route, indent, f"{indent}-")
            return
        under = str(route[-2])
        first = next(iter(self.style.ordered(entry, under)))
        yield from tidy([*self.before(route, indent), *self.before((*route, first), indent)])
        above = sum(1 for _ in self.before((*route, first), indent))
        lines = list(self.mapping(entry, route, indent + "  ", under))[above:]
        lines[0] = f"{indent}- {lines[0][len(indent) + 2 :]}"
        yield from lines


def _literal(value: str) -> bool:
    """Whether a text of several lines can stand as it is: seen characters only, no space at the start, no blank end."""
    return not (_UNSEEN.search(value) or value[0] in " \n" or value.endswith("\n\n") or re.search(r"[ ]$", value, re.M))


def scalar(text: str, *, flow: bool = False) -> str:
    """Returns a text on one line: plain if every YAML reader takes it for this text, else in double quotes.

    Raises `GkmlError` if it holds a character that no value may hold.
    """
    if fault := unseen(text):
        raise GkmlError(f"文字“{shown(text)}”{fault}")
    plain = not _UNSEEN.search(text) and (_DATE.match(text) or not _NOT_PLAIN.search(text))
    if plain and not (flow and _NOT_PLAIN_IN_BRACKETS.search(text)):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped) + '"'


def inline(value: Any, *, flow: bool = False) -> str:
    """Returns a value on one line; `flow` if it stands in brackets."""
    if isinstance(value, str):
        return scalar(value, flow=flow)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(k, flow=True)}: {inline(v, flow=True)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(inline(entry, flow=True) for entry in value) + "]"


def entry_lines(value: Any, key: str, indent: str, style: Style) -> list[str]:
    """Returns the lines of one entry of the list under `key`."""
    return list(_Writer({}, style).entry(value, (key, 0), indent))


def field_lines(key: str, value: Any, indent: str, style: Style) -> list[str]:
    """Returns the lines of a key with its value."""
    return list(_Writer({}, style).value(value, (key,), indent, f"{indent}{scalar(key)}:"))
