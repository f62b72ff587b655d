"""A source and the tree of items that it shall have in, its new text out: the lines of each item move as they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gkml.diagnostics import GkmlError, Route
from gkml.yamltext.blocks import Blocks
from gkml.yamltext.dump import entry_lines, line_end
from gkml.yamltext.source import Source, read
from gkml.yamltext.style import Style


class Branch(NamedTuple):
    """An item of the revised tree: one of the source by its route, or a new one with its fields. Groups have children."""

    route: Route | None
    data: Mapping[str, Any]
    children: "tuple[Branch, ...] | None" = None


def with_tree(source: Source, tree: tuple[Branch, ...], style: Style) -> Source:
    """Returns the source with its items as in `tree`. Raises `GkmlError` if items in brackets would have to move."""
    items = source.data["items"]
    if _stays(tree, items, ("items",)):
        return source
    blocks = Blocks(source)
    if blocks.is_bracketed(("items",)):
        raise GkmlError(f"{source.file}: items 写在括号里，改不了次序；请先执行 gkml fmt 整理，再导入")
    writer = _Writer(blocks, style, line_end(source.text)[:-1])
    first, end = blocks.begin(("items", 0)), blocks.end(("items", len(items) - 1))
    lines = list(writer.children(tree, blocks.indent(("items", 0))))
    text = "\n".join([*blocks.lines[:first], *lines, *blocks.lines[end:]])
    return read(text.encode(), source.file)


def _stays(branches: Sequence[Branch] | None, items: Any, route: Route) -> bool:
    """Returns whether the items at a route are those of the source, in their order."""
    if branches is None or items is None:
        return branches is items
    return len(branches) == len(items) and all(
        branch.route == (*route, n) and _stays(branch.children, item.get("items"), (*route, n, "items"))
        for n, (branch, item) in enumerate(zip(branches, items, strict=True))
    )


class _Writer:
    """The lines of items. A class because every step needs the lines of the source, the style and the line ends."""

    def __init__(self, blocks: Blocks, style: Style, ending: str) -> None:
        self.blocks, self.style, self.ending = blocks, style, ending

    def children(self, branches: Iterable[Branch], indent: str) -> Iterator[str]:
        for branch in branches:
            if branch.route is None:
                yield from self._new(branch, indent)
            else:
                yield from self._kept(branch, branch.route, indent)

    def _kept(self, branch: Branch, route: Route, indent: str) -> Iterator[str]:
        """Yields the lines of an item of the source, moved to the indentation of its new place."""
        blocks = self.blocks
        old: Any = blocks.source.data
        for step in route:
            old = old[step]
        before = blocks.indent(route)
        if branch.children is None or _stays(branch.children, old.get("items"), (*route, "items")):
            yield from _shifted(blocks.own(route), before, indent)
            return
        inside: Route = (*route, "items")
        if blocks.is_bracketed(route) or blocks.is_bracketed(inside):
            at = blocks.source.locate(route)
            raise GkmlError(f"{blocks.source.file}:{at.line}: 这一组写在括号里，改不了；请先执行 gkml fmt 整理，再导入")
        first, end = blocks.begin((*inside, 0)), blocks.end((*inside, len(old["items"]) - 1))
        below = blocks.indent((*inside, 0))
        yield from _shifted(blocks.lines[blocks.begin(route) : first], before, indent)
        yield from self.children(branch.children, indent + below[len(before) :])
        yield from _shifted(blocks.lines[end : blocks.end(route)], before, indent)

    def _new(self, branch: Branch, indent: str) -> Iterator[str]:
        for line in entry_lines(branch.data, "items", indent, self.style):
            yield line + self.ending
        if branch.children is not None:
            yield f"{indent}  items:{self.ending}"
            yield from self.children(branch.children, indent + "    ")


def _shifted(lines: Iterable[str], before: str, indent: str) -> Iterator[str]:
    """Yields the lines at another indentation; a comment that stands further left stays at the left."""
    for line in lines:
        moves = line.startswith(before) and line.strip() and before != indent
        yield indent + line[len(before) :] if moves else line
