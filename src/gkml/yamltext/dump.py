"""Plain data (and the comments of its source) in, canonical YAML out: known keys in the schema's order, quotes where needed.

`canonical` is what `gkml fmt` does to a file: it loses no comment and changes no value, or it gives the file up.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gkml.catalog.model import Catalog, Disclosure
from gkml.catalog.parts import Policy, PrefaceHeading, Provenance
from gkml.diagnostics import GkmlError, Route
from gkml.yamltext.comments import Comment, comments, tidy
from gkml.yamltext.source import Source, read

WIDTH = 100
"""A list of texts stands on one line where it ends before this column (characters)."""

TOP_ORDER = tuple(Catalog.model_fields)
ITEM_ORDER = ("id", "name", *Disclosure.model_fields, "ignore", "defaults", "items")
_ORDERS: dict[str, Sequence[str]] = {
    "items": ITEM_ORDER,
    "defaults": tuple(Disclosure.model_fields),
    "source": tuple(Provenance.model_fields),
    "policy": tuple(Policy.model_fields),
    "preface": tuple(PrefaceHeading.model_fields),
    "abolished": ("id", "name", "since", "reason", "successor"),
    "ignore": ("rule", "reason"),
    "renamed": ("from", "to", "reason"),
}
_FLAGS = {"draft"}
"""Keys whose value is true or false."""
_NUMBERS = {"format", "version", "level", "max_working_days"}
"""Keys whose value is a number; everywhere else what looks like a number is text, and is quoted for other readers."""

_NOT_PLAIN = re.compile(
    r"""^$ | ^[\s\-?:,\[\]{}#&*!|>'"%@`=~] | \s$ | :\s | :$ | \s\# | [\n\t]
    | ^(?:true|false|yes|no|on|off|null|y|n)$ | ^[+.]?[0-9][0-9_,:.]*(?:e[+-]?[0-9]+)?$ | ^0[xo][0-9a-f]+$""",
    re.VERBOSE | re.IGNORECASE,
)
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff]")
"""Characters that a reader would not see, or that YAML takes for line breaks."""


def canonical(source: Source, ids: Mapping[Route, str]) -> str:
    """The canonical text of a catalog that has no problems, its missing ids filled in; lines end as the source's do.

    Raises `GkmlError` where a comment or a value would not survive; that is a mistake of this program.
    """
    data = _with_ids(source.data, (), ids)
    text = dump(data, comments(source))
    again = read(text.encode(), source.file)
    if again.problems or again.data != data or _said(again) != _said(source):
        raise GkmlError(f"{source.file}: 排版后内容或注释会变化，没有改动文件；请把这份文件报告给 gkml 的维护者")
    return text.replace("\n", line_end(source.text))


def line_end(text: str) -> str:
    """What the lines of a text end with: what the first of them does."""
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def _said(source: Source) -> list[str]:
    """All comments of a source, in no order."""
    every = comments(source)
    return sorted(line.strip() for c in every.values() for line in (*c.before, c.after) if line.strip())


def _with_ids(data: Any, route: Route, ids: Mapping[Route, str]) -> Any:
    if isinstance(data, list):
        return [_with_ids(entry, (*route, place), ids) for place, entry in enumerate(data)]
    if not isinstance(data, dict):
        return data
    filled = {key: _with_ids(value, (*route, key), ids) for key, value in data.items()}
    return {"id": ids[route], **filled} if route in ids and not data.get("id") else filled


def dump(data: Mapping[str, Any], notes: Mapping[Route, Comment] | None = None) -> str:
    """The text of a catalog (or of gkml.yaml) given as plain data: dicts, lists and text."""
    writer = _Writer(_kept_on_top(data, TOP_ORDER, notes or {}))
    lines = [*writer.mapping(data, (), "", TOP_ORDER), *writer.before((), "")]
    return "\n".join(lines) + "\n"


def _kept_on_top(
    data: Mapping[str, Any], order: Sequence[str], notes: Mapping[Route, Comment]
) -> Mapping[Route, Comment]:
    """What stands above everything (an editor's line, a word about the file) does not move with the key below it."""
    was, now = next(iter(data), ""), next(iter(_ordered(data, order)), "")
    if was == now or (was,) not in notes:
        return notes
    first, then = notes[(was,)], notes.get((now,), Comment())
    moved: dict[Route, Comment] = {
        (was,): first._replace(before=()),
        (now,): then._replace(before=tidy((*first.before, *then.before))),
    }
    return {**notes, **moved}


class _Writer:
    """Lines of YAML for data at a route. A class because every step needs the comments."""

    def __init__(self, notes: Mapping[Route, Comment]) -> None:
        self.notes = notes

    def before(self, route: Route, indent: str) -> Iterator[str]:
        note = self.notes.get(route)
        for line in note.before if note else ():
            yield f"{indent}{line}" if line else ""

    def after(self, route: Route) -> str:
        note = self.notes.get(route)
        return f"  {note.after}" if note and note.after else ""

    def mapping(self, data: Mapping[str, Any], route: Route, indent: str, order: Sequence[str]) -> Iterator[str]:
        for key in _ordered(data, order):
            here = (*route, key)
            yield from self.before(here, indent)
            yield from self.value(data[key], here, indent, f"{indent}{scalar(key)}:")

    def value(self, value: Any, route: Route, indent: str, start: str) -> Iterator[str]:
        """The lines of a value after `start`, its key or dash."""
        after = self.after(route)
        if isinstance(value, str):
            yield from _text(value, str(route[-1]), start, after, indent)
        elif isinstance(value, Mapping) and value:
            yield f"{start}{after}"
            yield from self.mapping(value, route, indent + "  ", _ORDERS.get(str(route[-1]), ()))
        elif isinstance(value, list) and value and not self._fits(value, route, start):
            yield f"{start}{after}"
            for place, entry in enumerate(value):
                yield from self.entry(entry, (*route, place), indent + "  ")
        else:
            inside = ", ".join(scalar(entry, flow=True) for entry in value) if isinstance(value, list) else ""
            brackets = "[]" if isinstance(value, list) else "{}"
            yield f"{start} {brackets[0]}{inside}{brackets[1]}{after}"

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
        order = _ORDERS.get(str(route[-2]), ())
        first = next(iter(_ordered(entry, order)))
        yield from tidy([*self.before(route, indent), *self.before((*route, first), indent)])
        above = sum(1 for _ in self.before((*route, first), indent))
        lines = list(self.mapping(entry, route, indent + "  ", order))[above:]
        lines[0] = f"{indent}- {lines[0][len(indent) + 2 :]}"
        yield from lines


def _ordered(data: Mapping[str, Any], order: Sequence[str]) -> Iterable[str]:
    return [*(key for key in order if key in data), *(key for key in data if key not in order)]


def _text(value: str, key: str, start: str, after: str, indent: str) -> Iterator[str]:
    if "\n" not in value or not _literal(value):
        yield f"{start} {value if _is_bare(key, value) else scalar(value)}{after}"
        return
    chomp = "" if value.endswith("\n") else "-"
    yield f"{start} |{chomp}{after}"
    inner = indent + "  "
    yield from (f"{inner}{line}" if line else "" for line in value.removesuffix("\n").split("\n"))


def _is_bare(key: str, value: str) -> bool:
    """Whether a text is a number or a flag where the schema has one."""
    return (key in _NUMBERS and value.isdigit()) or (key in _FLAGS and value in {"true", "false"})


def _literal(value: str) -> bool:
    """Whether a text of several lines can stand as it is: seen characters only, no space at the start, no blank end."""
    return not (_UNSEEN.search(value) or value[0] in " \n" or value.endswith("\n\n") or re.search(r"[ ]$", value, re.M))


def scalar(text: str, *, flow: bool = False) -> str:
    """A text on one line: plain where every YAML reader takes it for this text, else in double quotes."""
    plain = not _UNSEEN.search(text) and (_DATE.match(text) or not _NOT_PLAIN.search(text))
    if plain and not (flow and re.search(r"[,\[\]{}]", text)):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'


def entry_lines(value: Any, key: str, indent: str) -> list[str]:
    """The lines of one entry of the list under `key`."""
    return list(_Writer({}).entry(value, (key, 0), indent))


def field_lines(key: str, value: Any, indent: str) -> list[str]:
    """The lines of a key with its value."""
    return list(_Writer({}).value(value, (key,), indent, f"{indent}{scalar(key)}:"))
