"""Items of a directory added, moved, deleted and abolished. Each is the document's new text; ids stay with their items."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gkml.catalog.model import Item
from gkml.diagnostics import GkmlError, Route
from gkml.kinds import KINDS
from gkml.project.desk.edit import ConflictError, check_loads, revised_source
from gkml.project.editor.opened import Opened
from gkml.yamltext.revise import Revision, revised
from gkml.yamltext.tree import Branch

Branches = tuple[Branch, ...]
_NOT_COPIED = {"id", "name", "items", "ignore", "revision"}


class NewItem(NamedTuple):
    """An item to add: its name, the group that is new with it ("" for none), and whether it has its neighbour's values."""

    name: str
    group: str = ""
    copies: bool = False


def added(opened: Opened, item: str, new: NewItem, *, before: bool = False) -> str:
    """Returns the text with a new item before or after another. Raises `GkmlError`."""
    route = _route(opened, item)
    if not new.name.strip():
        raise GkmlError("请写事项名称")
    old = opened.value(route)
    values = old if new.copies and isinstance(old, dict) else {}
    branch = Branch(None, {"name": new.name.strip(), **{k: v for k, v in values.items() if k not in _NOT_COPIED}})
    if new.group.strip():
        if len(route) < 4:
            raise GkmlError("这一行没有上一级，不能新加一组")
        branch, route = Branch(None, {"name": new.group.strip()}, (branch,)), route[:-2]
    pair: Callable[[Branch], Branches] = lambda own: (branch, own) if before else (own, branch)  # noqa: E731
    return _with_tree(opened, _changed(_tree(opened), route, pair))


def moved(opened: Opened, item: str, steps: int) -> str:
    """Returns the text with an item moved among its neighbours by a number of places, up if it is negative."""
    route = _route(opened, item)
    siblings = _siblings(opened, route)
    place = int(route[-1])
    to = place + steps
    if not 0 <= to < len(siblings):
        raise GkmlError("已经在这一组的最前面了" if steps < 0 else "已经在这一组的最后面了")
    order = list(range(len(siblings)))
    order.insert(to, order.pop(place))
    return _with_tree(opened, _reordered(_tree(opened), route[:-1], order))


def moved_to(opened: Opened, item: str, group: str) -> str:
    """Returns the text with an item at the end of another group."""
    route, target = _route(opened, item), _route(opened, group)
    if route[:-2] == target:
        return opened.source.text
    if not isinstance(old := opened.value(target), dict) or "items" not in old:
        raise GkmlError("那一行不是一组，不能移进去")
    own = _branch(_tree(opened), route)
    tree = _changed(_tree(opened), target, lambda each: (each._replace(children=(*(each.children or ()), own)),))
    # The moved branch has the route of the old place: of the two, the first that is not in the group goes.
    return _with_tree(opened, _without(tree, route, target))


def removed(opened: Opened, item: str) -> str:
    """Returns the text without an item; a group that would be empty goes with it. Raises `GkmlError` for the last one."""
    return _with_tree(opened, _removed(opened, _route(opened, item)))


def abolished(opened: Opened, item: str, reason: str, since: str = "") -> str:
    """Returns the text without an item that is kept in the list of abolished ones. Raises `GkmlError` without a reason."""
    route = _route(opened, item)
    if not reason.strip():
        raise GkmlError("取消一个事项，要写明原因或依据")
    name = opened.entry.catalog.ids[route] if opened.entry else item
    old = opened.value(route)
    entry = {"id": name, "name": old["name"] if isinstance(old, dict) else ""}
    entry |= {"since": since.strip()} if since.strip() else {}
    entry["reason"] = reason.strip()
    listed = [*(opened.source.data.get("abolished") or ()), entry]
    return _with_tree(opened, _removed(opened, route), {("abolished",): listed})


def with_reason(opened: Opened, item: str, reason: str) -> str:
    """Returns the text with the reason for which an item differs from the edition before, as the 修订对照表 prints it."""
    return revised_source(opened, {(*_route(opened, item), "revision"): reason.strip()}).text


# --- trees ---


def _route(opened: Opened, item: str) -> Route:
    ids = opened.entry.catalog.ids if opened.entry else {}
    for route, own in ids.items():
        if own == item:
            return route
    raise ConflictError(None)


def _tree(opened: Opened) -> Branches:
    return _branches(opened.entry.catalog.items if opened.entry else (), ("items",))


def _branches(items: Sequence[Item], route: Route) -> Branches:
    return tuple(
        Branch((*route, n), {}, None if item.items is None else _branches(item.items, (*route, n, "items")))
        for n, item in enumerate(items)
    )


def _siblings(opened: Opened, route: Route) -> Sequence[Any]:
    value: Any = opened.value(route[:-1])
    return list(value)


def _changed(branches: Branches, route: Route, change: Callable[[Branch], Branches]) -> Branches:
    """Returns the tree with what `change` makes of the branch of a route; a group without branches goes."""
    return tuple(_each_changed(branches, route, change))


def _each_changed(branches: Branches, route: Route, change: Callable[[Branch], Branches]) -> Iterator[Branch]:
    for branch in branches:
        if branch.route == route:
            yield from change(branch)
        elif branch.children is not None and branch.route is not None and route[: len(branch.route)] == branch.route:
            children = _changed(branch.children, route, change)
            if children:
                yield branch._replace(children=children)
        else:
            yield branch


def _removed(opened: Opened, route: Route) -> Branches:
    tree = _changed(_tree(opened), route, lambda _: ())
    if not tree:
        raise GkmlError("目录至少要有一个事项，最后一个不能删")
    return tree


def _without(branches: Branches, route: Route, target: Route) -> Branches:
    """Returns the tree without the branch of a route, but for the one that was added to the group `target`."""
    kept: list[Branch] = []
    for branch in branches:
        if branch.route == route:
            continue
        children = branch.children
        if children is not None and branch.route == target:
            children = (*_without(children[:-1], route, target), children[-1])
        elif children is not None:
            children = _without(children, route, target)
        if children is None or children:
            kept.append(branch._replace(children=children))
    return tuple(kept)


def _branch(branches: Branches, route: Route) -> Branch:
    for branch in branches:
        if branch.route == route:
            return branch
        if branch.children and branch.route and route[: len(branch.route)] == branch.route:
            return _branch(branch.children, route)
    raise ConflictError(None)


def _reordered(branches: Branches, above: Route, order: Sequence[int]) -> Branches:
    """Returns the tree with the items of one list (by its route) in another order."""
    if above == ("items",):
        return tuple(branches[n] for n in order)
    change: Callable[[Branch], Branches] = lambda own: (  # noqa: E731
        own._replace(children=tuple((own.children or ())[n] for n in order)),
    )
    return _changed(branches, above[:-1], change)


def _with_tree(opened: Opened, tree: Branches, values: Mapping[Route, Any] | None = None) -> str:
    style = KINDS["catalog"].style
    after = revised(opened.source, Revision(values or {}, tree), style)
    entry = check_loads(opened, after.text).entry
    old = opened.entry.catalog.ids if opened.entry else {}
    new = entry.catalog.ids if entry else {}
    lost = {(*now, "id"): old[was] for was, now in _places(tree, ("items",)) if new.get(now) != old[was]}
    return revised(after, Revision(lost), style).text if lost else after.text


def _places(branches: Branches, above: Route) -> Iterator[tuple[Route, Route]]:
    """Yields the old and the new route of every item that stays."""
    for n, branch in enumerate(branches):
        if branch.route is not None:
            yield branch.route, (*above, n)
        yield from _places(branch.children or (), (*above, n, "items"))
