"""A source and new values for some of its routes in, its new text out: lines without a new value stay.

A text in place of a text is written as fixes are; whole keys are written anew or added; of a list on lines of its own,
the entries that stay keep their lines.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from gkml.diagnostics import Fix, GkmlError, Route
from gkml.yamltext.blocks import Blocks
from gkml.yamltext.dump import entry_lines, field_lines, inline, scalar
from gkml.yamltext.edits import Edit, Spans, applied
from gkml.yamltext.fix import fixed
from gkml.yamltext.source import Source, read
from gkml.yamltext.style import Style


def with_values(source: Source, values: Mapping[Route, Any], style: Style) -> Source:
    """Returns the source with the values; what it cannot write in place is left out."""
    simple = {
        route: value for route, value in _entries(source.data, values) if isinstance(_at(source.data, route), str)
    }
    texts = {route: Fix(value) for route, value in simple.items() if isinstance(value, str)}
    text, written = fixed(source, texts) if texts else (source.text, ())
    after = read(text.encode(), source.file) if written else source
    rest = {route: value for route, value in _entries(after.data, values) if _at(after.data, route) != value}
    return _rewritten(after, rest, style) if rest else after


def _entries(data: Any, values: Mapping[Route, Any]) -> Iterator[tuple[Route, Any]]:
    """The values to write; those of a list as long as it was, and of a list of one that is written as a text, one by one."""
    for route, value in values.items():
        old = _at(data, route)
        if isinstance(value, list) and isinstance(old, list) and len(value) == len(old) and _all_texts((*value, *old)):
            yield from (((*route, n), entry) for n, entry in enumerate(value) if entry != old[n])
        elif isinstance(value, list) and isinstance(old, str) and len(value) == 1 and old:
            yield route, value if value == [old] else value[0]
        elif value != old:
            yield route, value


def _all_texts(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _at(data: Any, route: Route) -> Any:
    """Returns the value at a route, None if there is none."""
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _rewritten(source: Source, values: Mapping[Route, Any], style: Style) -> Source:
    """Returns the source with whole keys written anew or added, and lists of another length."""
    pen = _Pen(source, style)
    edits = [pen.edit(route, value) for route, value in _lifted(source, values).items()]
    return read(applied(source.text, edits).encode(), source.file)


def _lifted(source: Source, values: Mapping[Route, Any]) -> dict[Route, Any]:
    """Returns the values, one below a key that the source does not have as that key's value."""
    lifted: dict[Route, Any] = {}
    for route, value in values.items():
        if route[:-1] in source.places:
            lifted[route] = value
        else:
            lifted.setdefault(route[:-1], {})[route[-1]] = value
    return lifted if lifted.keys() == values.keys() else _lifted(source, lifted)


class _Pen:
    """Edits that write values into a text. A class because each edit needs the places of all that is there."""

    def __init__(self, source: Source, style: Style) -> None:
        self.source, self.style = source, style
        self.blocks, self.spans = Blocks(source), Spans(source)

    def edit(self, route: Route, value: Any) -> Edit:
        owner, key = route[:-1], str(route[-1])
        if self.spans.is_in_brackets(route):
            return self._in_line(route, value)
        if route not in self.source.places:
            return self._added(owner, key, value)
        at = self.source.places[route].value
        start, end = self.spans.span(at)
        sign = self.spans.sign(route)
        if sign == "-" and isinstance(value, list) and value and isinstance(_at(self.source.data, route), list):
            return self._listed(route, value)
        if at.line == at.end_line and end > start and sign not in {"|", ">"} and not isinstance(value, Mapping):
            return Edit(start, end, 0, inline(value))
        return self._whole(route, value)

    def _whole(self, route: Route, value: Any) -> Edit:
        """A key with its value, written anew."""
        key = self.source.places[route].key
        if key is None:
            raise GkmlError(f"{self.source.file}:{self.source.locate(route).line}: 这一处改不了；请先执行 gkml fmt")
        lines = field_lines(str(route[-1]), value, " " * (key.column - 1), self.style)
        text = self.spans.line_end.join(lines)[key.column - 1 :]
        return Edit(self.spans.offset(key.line, key.column), self._end_of(route), 0, text)

    def _listed(self, route: Route, value: list[Any]) -> Edit:
        """A list of lines: entries that stay keep their lines."""
        old = _at(self.source.data, route)
        indent = self.blocks.indent((*route, 0))
        lines: list[str] = []
        for kind, first, last, new_first, new_last in SequenceMatcher(
            None, list(map(repr, old)), list(map(repr, value)), autojunk=False
        ).get_opcodes():
            if kind == "equal":
                lines += [line for n in range(first, last) for line in self.blocks.own((*route, n))]
            else:
                lines += [line for n in range(new_first, new_last) for line in self._new(value[n], route, indent)]
        first_line, last_line = self.blocks.begin((*route, 0)), self.blocks.end((*route, len(old) - 1))
        end = self.spans.offsets[last_line] - 1 if last_line < len(self.blocks.lines) else len(self.source.text)
        return Edit(self.spans.offsets[first_line], end, 0, "\n".join(lines))

    def _new(self, entry: Any, route: Route, indent: str) -> list[str]:
        return [line + self.spans.line_end[:-1] for line in entry_lines(entry, str(route[-1]), indent, self.style)]

    def _added(self, owner: Route, key: str, value: Any) -> Edit:
        """A new key, below the one that comes before it in the model's order."""
        order = self.style.order(next((step for step in reversed(owner) if isinstance(step, str)), ""))
        own = [str(k) for k in _at(self.source.data, owner)]
        rank = order.index(key) if key in order else len(order)
        before = [k for k in own if k in order and order.index(k) < rank]
        anchor = (*owner, before[-1] if before else own[0])
        place = self.source.places[anchor].key
        column = place.column - 1 if place else 0
        text = self.spans.line_end + self.spans.line_end.join(field_lines(key, value, " " * column, self.style))
        at = self._end_of(anchor)
        return Edit(at, at, rank + 1, text)

    def _in_line(self, route: Route, value: Any) -> Edit:
        """A value between brackets: in its place, or after the last one there."""
        owner, place = route[:-1], self.source.places.get(route)
        if place is not None:
            start, end = self.spans.span(place.value)
            return Edit(start, end, 0, inline(value, flow=True))
        entry = f"{scalar(str(route[-1]), flow=True)}: {inline(value, flow=True)}"
        last = next(reversed(_at(self.source.data, owner)), None)
        if last is None:
            at = self.spans.span(self.source.places[owner].value)[0] + 1
            return Edit(at, at, 1, entry)
        at = self.spans.span(self.source.places[(*owner, last)].value)[1]
        return Edit(at, at, 1, f", {entry}")

    def _end_of(self, route: Route) -> int:
        """Returns the offset after the entry's last line, its line end not counted."""
        last = self.blocks.end(route)
        return self.spans.offsets[last - 1] + len(self.blocks.lines[last - 1].rstrip("\r"))
