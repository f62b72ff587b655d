"""A source and what its data shall be in, its new text out: only what changes is written, every other byte stays.

Values are changed first, each where it stands; then the tree of items is put together again from the lines of its entries.
The new text is read and compared with the data that were asked for: what cannot be written so is not written at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from gkml.diagnostics import Fix, GkmlError, Route
from gkml.yamltext.blocks import Blocks
from gkml.yamltext.dump import ITEM_ORDER, TOP_ORDER, entry_lines, field_lines, line_end, scalar
from gkml.yamltext.fix import fixed
from gkml.yamltext.source import Source, read


class Branch(NamedTuple):
    """An item of the wanted tree: one of the source, by its route, or a new one with its own fields; groups have children."""

    route: Route | None
    data: Mapping[str, Any]
    children: "tuple[Branch, ...] | None" = None


class Revision(NamedTuple):
    """What shall become of a source: values by their route, and the tree of items."""

    values: Mapping[Route, Any]
    tree: tuple[Branch, ...]


def revised(source: Source, revision: Revision) -> Source:
    """The source with its new text. Raises `GkmlError` where the text would not say what is wanted."""
    aim = wanted(source.data, revision)
    after = _with_values(source, revision.values)
    if not after.problems:
        after = _with_tree(after, revision.tree)
    if after.problems or after.data != aim:
        raise GkmlError(
            f"{source.file}: 这份文件的写法（括号、锚点等）使改动写不进去，没有改动；请先执行 gkml fmt 整理，再导入"
        )
    return after


# --- data ---


def wanted(data: Mapping[str, Any], revision: Revision) -> dict[str, Any]:
    """The plain data after a revision."""
    changed: dict[str, Any] = deepcopy(dict(data))
    for route, value in revision.values.items():
        parent: Any = changed
        for step in route[:-1]:
            parent = parent.setdefault(step, {}) if isinstance(parent, dict) else parent[step]
        parent[route[-1]] = deepcopy(value)
    changed["items"] = [_item(branch, changed) for branch in revision.tree]
    return changed


def _item(branch: Branch, data: Mapping[str, Any]) -> dict[str, Any]:
    own: Any = branch.data
    if branch.route is not None:
        own = data
        for step in branch.route:
            own = own[step]
    item = {key: value for key, value in own.items() if key != "items"}
    if branch.children is not None:
        item["items"] = [_item(child, data) for child in branch.children]
    return item


# --- values ---


class _Edit(NamedTuple):
    """Replaces the text between two offsets. `rank` puts several insertions at one place in order."""

    start: int
    end: int
    rank: int
    text: str


def _with_values(source: Source, values: Mapping[Route, Any]) -> Source:
    """Texts in the place of texts as fixes are written; then all that takes more."""
    simple = {
        route: value for route, value in _entries(source.data, values) if isinstance(_at(source.data, route), str)
    }
    texts = {route: Fix(value) for route, value in simple.items() if isinstance(value, str)}
    text, written = fixed(source, texts) if texts else (source.text, ())
    after = read(text.encode(), source.file) if written else source
    rest = {route: value for route, value in _entries(after.data, values) if _at(after.data, route) != value}
    return _rewritten(after, rest) if rest else after


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
    """The value at a route; None where there is none."""
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _rewritten(source: Source, values: Mapping[Route, Any]) -> Source:
    """The source with whole keys written anew or added, and lists of another length."""
    pen = _Pen(source)
    edits = sorted(pen.edit(route, value) for route, value in _lifted(source, values).items())
    pieces, place = [], 0
    for edit in edits:
        pieces += [source.text[place : edit.start], edit.text]
        place = edit.end
    return read("".join([*pieces, source.text[place:]]).encode(), source.file)


def _lifted(source: Source, values: Mapping[Route, Any]) -> dict[Route, Any]:
    """A value below a key that the source does not have, as that key's value."""
    lifted: dict[Route, Any] = {}
    for route, value in values.items():
        if route[:-1] in source.places:
            lifted[route] = value
        else:
            lifted.setdefault(route[:-1], {})[route[-1]] = value
    return lifted if lifted.keys() == values.keys() else _lifted(source, lifted)


class _Pen:
    """Writes values into a text; a class, for each edit needs the places of all that is there."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks = Blocks(source)
        self.line_end = line_end(source.text)
        self.offsets = [0]
        for line in self.blocks.lines:
            self.offsets.append(self.offsets[-1] + len(line) + 1)

    def edit(self, route: Route, value: Any) -> _Edit:
        owner, key = route[:-1], str(route[-1])
        if owner and self._in_brackets(owner):
            return self._in_line(route, value)
        if route not in self.source.places:
            return self._added(owner, key, value)
        at = self.source.places[route].value
        start, end = self._offset(at.line, at.column), self._offset(at.end_line, at.end_column)
        sign = self.source.text[start : start + 1]
        if sign == "-" and isinstance(value, list) and value and isinstance(_at(self.source.data, route), list):
            return self._listed(route, value)
        if at.line == at.end_line and end > start and sign not in {"|", ">"} and not isinstance(value, Mapping):
            return _Edit(start, end, 0, _inline(value))
        return self._whole(route, value)

    def _whole(self, route: Route, value: Any) -> _Edit:
        """A key with its value, written anew."""
        key = self.source.places[route].key
        if key is None:
            raise GkmlError(f"{self.source.file}:{self.source.locate(route).line}: 这一处改不了；请先执行 gkml fmt")
        lines = field_lines(str(route[-1]), value, " " * (key.column - 1))
        text = self.line_end.join(lines)[key.column - 1 :]
        return _Edit(self._offset(key.line, key.column), self._end_of(route), 0, text)

    def _listed(self, route: Route, value: list[Any]) -> _Edit:
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
        end = self.offsets[last_line] - 1 if last_line < len(self.blocks.lines) else len(self.source.text)
        return _Edit(self.offsets[first_line], end, 0, "\n".join(lines))

    def _new(self, entry: Any, route: Route, indent: str) -> list[str]:
        return [line + self.line_end[:-1] for line in entry_lines(entry, str(route[-1]), indent)]

    def _added(self, owner: Route, key: str, value: Any) -> _Edit:
        """A key that was not there, below the one that comes before it in the schema's order."""
        order = TOP_ORDER if not owner else ITEM_ORDER
        own = [str(k) for k in _at(self.source.data, owner)]
        rank = order.index(key) if key in order else len(order)
        before = [k for k in own if k in order and order.index(k) < rank]
        anchor = (*owner, before[-1] if before else own[0])
        place = self.source.places[anchor].key
        column = place.column - 1 if place else 0
        text = self.line_end + self.line_end.join(field_lines(key, value, " " * column))
        at = self._end_of(anchor)
        return _Edit(at, at, rank + 1, text)

    def _in_line(self, route: Route, value: Any) -> _Edit:
        """A value between brackets: in its place, or after the last one there."""
        place = self.source.places.get(route)
        if place is None:
            inside = [r for r in self.source.places if len(r) == len(route) and r[:-1] == route[:-1]]
            last = self.source.places[inside[-1]].value
            at = self._offset(last.end_line, last.end_column)
            return _Edit(at, at, 1, f", {scalar(str(route[-1]), flow=True)}: {_inline(value, flow=True)}")
        at_value = place.value
        start, end = self._offset(at_value.line, at_value.column), self._offset(at_value.end_line, at_value.end_column)
        return _Edit(start, end, 0, _inline(value, flow=True))

    def _in_brackets(self, owner: Route) -> bool:
        return any(self.blocks.is_bracketed(owner[:n]) for n in range(1, len(owner) + 1))

    def _offset(self, line: int, column: int) -> int:
        return self.offsets[line - 1] + column - 1

    def _end_of(self, route: Route) -> int:
        """The offset after the entry's last line, its line end not counted."""
        last = self.blocks.end(route)
        return self.offsets[last - 1] + len(self.blocks.lines[last - 1].rstrip("\r"))


def _inline(value: Any, *, flow: bool = False) -> str:
    if isinstance(value, str):
        return scalar(value, flow=flow)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(k, flow=True)}: {_inline(v, flow=True)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(_inline(entry, flow=True) for entry in value) + "]"


# --- the tree ---


def _with_tree(source: Source, tree: tuple[Branch, ...]) -> Source:
    items = source.data["items"]
    if _stays(tree, items, ("items",)):
        return source
    blocks = Blocks(source)
    if blocks.is_bracketed(("items",)):
        raise GkmlError(f"{source.file}: items 写在括号里，改不了次序；请先执行 gkml fmt 整理，再导入")
    ending = line_end(source.text)[:-1]
    first, end = blocks.begin(("items", 0)), blocks.end(("items", len(items) - 1))
    lines = list(_children(tree, ("items",), blocks.indent(("items", 0)), blocks, ending))
    text = "\n".join([*blocks.lines[:first], *lines, *blocks.lines[end:]])
    return read(text.encode(), source.file)


def _stays(branches: Sequence[Branch] | None, items: Any, route: Route) -> bool:
    """Whether the items at a route are what they were, in their order."""
    if branches is None or items is None:
        return branches is items
    return len(branches) == len(items) and all(
        branch.route == (*route, n) and _stays(branch.children, item.get("items"), (*route, n, "items"))
        for n, (branch, item) in enumerate(zip(branches, items, strict=True))
    )


def _children(branches: Iterable[Branch], route: Route, indent: str, blocks: Blocks, ending: str) -> Iterator[str]:
    for branch in branches:
        if branch.route is None:
            yield from _new_item(branch, indent, blocks, ending)
        else:
            yield from _kept(branch, branch.route, indent, blocks, ending)


def _kept(branch: Branch, route: Route, indent: str, blocks: Blocks, ending: str) -> Iterator[str]:
    """The lines of an item of the source, moved to the indentation of where it goes."""
    old = _at(blocks.source.data, route)
    was = blocks.indent(route)
    if branch.children is None or _stays(branch.children, old.get("items"), (*route, "items")):
        yield from _shifted(blocks.own(route), was, indent)
        return
    inside: Route = (*route, "items")
    if blocks.is_bracketed(route) or blocks.is_bracketed(inside):
        at = blocks.source.locate(route)
        raise GkmlError(f"{blocks.source.file}:{at.line}: 这一组写在括号里，改不了；请先执行 gkml fmt 整理，再导入")
    first, end = blocks.begin((*inside, 0)), blocks.end((*inside, len(old["items"]) - 1))
    below = blocks.indent((*inside, 0))
    yield from _shifted(blocks.lines[blocks.begin(route) : first], was, indent)
    yield from _children(branch.children, inside, indent + below[len(was) :], blocks, ending)
    yield from _shifted(blocks.lines[end : blocks.end(route)], was, indent)


def _new_item(branch: Branch, indent: str, blocks: Blocks, ending: str) -> Iterator[str]:
    for line in entry_lines(branch.data, "items", indent):
        yield line + ending
    if branch.children is not None:
        yield f"{indent}  items:{ending}"
        yield from _children(branch.children, (), indent + "    ", blocks, ending)


def _shifted(lines: Iterable[str], was: str, indent: str) -> Iterator[str]:
    """The lines at another indentation; a comment that stands further left stays at the left."""
    for line in lines:
        yield indent + line[len(was) :] if line.startswith(was) and line.strip() and was != indent else line
