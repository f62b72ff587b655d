"""The outline of a directory for an editor: its items as a tree, each with the lines that it takes."""

from collections.abc import Iterator
from typing import NamedTuple

from gkml.diagnostics import Position
from gkml.project.editor.opened import Opened


class Symbol(NamedTuple):
    """An item: its name, the detail shown beside it, the place of its name, its last line, the items below it."""

    name: str
    detail: str
    position: Position
    last: int
    children: tuple["Symbol", ...]


def outline(opened: Opened) -> tuple[Symbol, ...]:
    """Returns the items of a directory; empty if the text is none or does not load."""
    if opened.entry is None:
        return ()
    source, catalog = opened.source, opened.entry.catalog
    starts = sorted({source.locate(node.route).line for node in catalog.nodes})
    end = len(source.lines)
    following = dict(zip(starts, [*(start - 1 for start in starts[1:]), end], strict=True))
    tree: dict[tuple[str | int, ...], list[Symbol]] = {}
    for node in reversed(catalog.nodes):
        children = tuple(reversed(tree.pop(node.route, [])))
        line = source.locate(node.route).line
        last = children[-1].last if children else following[line]
        detail = node.item.office or node.item.time_limit
        symbol = Symbol(node.name, detail, source.locate((*node.route, "name")), last, children)
        tree.setdefault(node.parent.route if node.parent else (), []).append(symbol)
    return tuple(reversed(tree.get((), [])))


def folds(symbols: tuple[Symbol, ...]) -> Iterator[tuple[int, int]]:
    """Yields the first and the last line of every item that takes several."""
    for symbol in symbols:
        if symbol.last > symbol.position.line:
            yield symbol.position.line, symbol.last
        yield from folds(symbol.children)
