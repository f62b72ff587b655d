"""Takes a guide before and after its revision and a local directory, and returns what the directory must take up.

The local directory keeps the frame of the guide and may be stricter; its own additions remain.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple

from gkml.catalog.guide import compare as pairs
from gkml.catalog.model import Catalog
from gkml.catalog.strength import rows_below, weaknesses
from gkml.catalog.tree import FRAME_DEPTH
from gkml.diagnostics import Route
from gkml.diff.changes import Change, Comparison, Side, Value
from gkml.diff.judging import judge
from gkml.diff.matching import match
from gkml.diff.rows import ItemRow, rows

State = Literal["missing", "pending", "differs", "stricter", "taken"]
STATES: dict[State, str] = {
    "missing": "本目录没有，要补上",
    "pending": "本目录还是旧的写法，要改",
    "differs": "本目录另有写法，请核对",
    "stricter": "本目录更严，不用改",
    "taken": "本目录已经一致",
}


class GuideTask(NamedTuple):
    """A change of the guide, and the state of the local directory: its own item (None if it has none) and value."""

    change: Change
    state: State
    own: Side | None = None
    value: Value = ""


def tasks(comparison: Comparison, old_guide: Catalog, local: Catalog) -> tuple[GuideTask, ...]:
    """Returns one task for each change of the items of the guide; `comparison` is that of `old_guide` with its new edition."""
    partners = match(old_guide, local)
    own = rows(local)
    by_name = {row.side.name: row for row in own.values()}
    by_id = {row.side.id: row for row in own.values()}
    result: list[GuideTask] = []
    for change in comparison.changes:
        if change.kind in {"organisation", "catalog", "reordered", "renumbered"} or change.is_group:
            continue
        if change.kind == "added":
            local_row = by_id.get(change.new[0].id) or by_name.get(change.new[0].name)
            result.append(GuideTask(change, "taken" if local_row else "missing", local_row.side if local_row else None))
            continue
        local_row = _own(change, partners.leaves, own)
        result.append(_task(change, local_row))
    return tuple(result)


def against_guide(comparison: Comparison, guide: Catalog, local: Catalog) -> Comparison:
    """Returns the comparison of a directory with its guide without the expected differences.

    Title, preface and numbers are the directory's own. If the guide names a kind of body (县级市场监管部门), the directory
    must name its own body, which is not a change of substance. Whether an item is weaker than the guide's is decided by
    `catalog.strength`, as in lint and review; items below the frame may be left out.
    """
    rows, required = rows_below(local), {leaf.route: leaf.item for leaf in guide.leaves}
    weak = {
        (pair.own.route, weakness.field)
        for pair in pairs(local, guide).pairs
        if pair.theirs.route in required
        for weakness in weaknesses(required[pair.theirs.route], rows[pair.own.route], pair.own.route)
    }
    changes = (
        _localised(change, weak) for change in comparison.changes if change.kind not in {"catalog", "renumbered"}
    )
    return comparison._replace(changes=tuple(changes))


_JUDGED = {"content", "time_limit", "channels", "audience", "mode"}


def _localised(change: Change, weak: AbstractSet[tuple[Route, str]]) -> Change:
    if change.kind == "removed" and change.verdict == "weakened" and change.depth > FRAME_DEPTH:
        return change._replace(verdict="substantive", why=("三级事项可以增减",))
    if change.field in _JUDGED and change.new:
        is_weak = (change.new[0].route, change.field) in weak
        if is_weak or change.verdict == "weakened":
            return change._replace(verdict="weakened" if is_weak else "substantive")
    names_body = change.field == "body" and change.verdict == "substantive" and change.after
    if names_body and _KIND_OF_BODY.search(str(change.before)):
        return change._replace(verdict="editorial", why=("写明了本地的公开主体",))
    return change


_KIND_OF_BODY = re.compile("(?:部门|机关|机构|单位|组织|主体|(?:各级|本级|[省市县区乡镇]级)(?:人民)?政府|政府)[）)]?$")


def _own(change: Change, partners: Mapping[Route, Route], own: Mapping[Route, ItemRow]) -> ItemRow | None:
    place = partners.get(change.old[0].route) if change.old else None
    return own.get(place) if place is not None else None


def _task(change: Change, local_row: ItemRow | None) -> GuideTask:
    if change.kind == "removed":
        return GuideTask(change, "pending" if local_row else "taken", local_row.side if local_row else None)
    if local_row is None:
        return GuideTask(change, "missing")
    value: Value = local_row.side.name if change.kind == "renamed" else local_row.values.get(change.field, "")
    if change.kind in {"moved", "split", "merged"}:
        return GuideTask(change, "differs", local_row.side)
    verdict = judge(change.field, change.after, value)[0]
    if value == change.after or verdict == "editorial":
        return GuideTask(change, "taken", local_row.side, value)
    if verdict == "strengthened":
        return GuideTask(change, "stricter", local_row.side, value)
    same_as_before = judge(change.field, change.before, value)[0] == "editorial" or value == change.before
    return GuideTask(change, "pending" if same_as_before else "differs", local_row.side, value)
