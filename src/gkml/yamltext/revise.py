"""Changes the text of a source so that it has new data; every byte outside the changes stays.

The first step changes values in their places; the second builds the tree of items from the lines of its entries. The new
text is read again and compared with the wanted data: a revision that cannot be written is refused.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from gkml.diagnostics import GkmlError, Route
from gkml.yamltext.source import Source
from gkml.yamltext.style import Style
from gkml.yamltext.tree import Branch, with_tree
from gkml.yamltext.values import with_values


class Revision(NamedTuple):
    """The changes to a source: values by their route, and the tree of items (None: unchanged)."""

    values: Mapping[Route, Any]
    tree: tuple[Branch, ...] | None = None


def revised(source: Source, revision: Revision, style: Style) -> Source:
    """Returns the source with its new text. Raises `GkmlError` if the text does not have the wanted data."""
    aim = wanted(source.data, revision)
    after = with_values(source, revision.values, style)
    if not after.problems and revision.tree is not None:
        after = with_tree(after, revision.tree, style)
    if after.problems or after.data != aim:
        raise GkmlError(
            f"{source.file}: 这份文件的写法（括号、锚点等）使改动写不进去，没有改动；请先执行 gkml fmt 整理，再导入"
        )
    return after


def wanted(data: Mapping[str, Any], revision: Revision) -> dict[str, Any]:
    """Returns the plain data after a revision."""
    changed: dict[str, Any] = deepcopy(dict(data))
    for route, value in revision.values.items():
        parent: Any = changed
        for step in route[:-1]:
            parent = parent.setdefault(step, {}) if isinstance(parent, dict) else parent[step]
        parent[route[-1]] = deepcopy(value)
    if revision.tree is not None:
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
