"""Takes two editions and returns every change once: of items, of groups, of order, and of the catalog itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from gkml.catalog.model import Catalog
from gkml.catalog.profile import Profile
from gkml.diagnostics import Route
from gkml.diff.changes import Change, Comparison, Side, Value, Verdict, fingerprinted
from gkml.diff.groups import groups, moved, renumbered_groups
from gkml.diff.judging import judge, judge_name, of_elements
from gkml.diff.matching import Matches, match
from gkml.diff.order import order, renumbered, renumbered_names, unnumbered
from gkml.diff.rows import ItemRow, Renamings, renamed, renamed_text, renamings, rows
from gkml.diff.splitting import Parting, partings
from gkml.diff.whole import gone_reasons, is_proactive, organisations, profile_change, whole


def compare(old: Catalog, new: Catalog, old_profile: Profile, new_profile: Profile) -> Comparison:
    """Returns the changes in the order of the new edition; removed items are at their old place."""
    old_rows, new_rows = rows(old), rows(new)
    names = renamings(old, new)
    matches = match(old, new)
    parted = partings(old_rows, new_rows, matches)
    split = {row.side.route for parting in parted for row in parting.old}
    joined = {row.side.route for parting in parted for row in parting.new}
    accounted, present = {*matches.leaves, *split}, {*matches.leaves.values(), *joined}
    proactive = is_proactive(old) and is_proactive(new)
    pairs = [(old_rows[route], new_rows[partner]) for route, partner in matches.leaves.items()]
    kept = {
        one.side.route: list(_pair(one, other, names, matches, parted=one.side.route in split, proactive=proactive))
        for one, other in pairs
    }
    whole_changes = (
        *organisations(old, new, old_rows),
        *profile_change(old_profile, new_profile),
        *whole(old, new, names),
    )
    changes = [
        *whole_changes,
        *groups(old, new, names, matches),
        *(change for each in kept.values() for change in each),
        *(_parting(parting, names) for parting in parted),
        *_removed(old, new, [row for route, row in old_rows.items() if route not in accounted]),
        *_added(new, [row for route, row in new_rows.items() if route not in present]),
        *order(old_rows, new_rows, matches),
        *renumbered_names([*renumbered_groups(old, new, names, matches), *_renumbered(pairs, split, names)]),
        *renumbered(old, new, old_profile, new_profile, matches),
    ]
    ordered = sorted(changes, key=_place(new_rows, old_rows, matches))
    explained = [_explained(change, new)._replace(office=_office(change, old_rows, new_rows)) for change in ordered]
    unchanged = sum(not each and route not in split for route, each in kept.items())
    return Comparison(fingerprinted(new.id, explained), (len(old_rows), len(new_rows)), unchanged)


def reason_of(catalog: Catalog, route: Route) -> str:
    """Returns the 调整依据 of an item or of the nearest group above it."""
    items, reason = catalog.items, ""
    for step in route[1::2]:
        item = items[int(step)]
        reason = item.revision or reason
        items = item.items or ()
    return reason


def _explained(change: Change, new: Catalog) -> Change:
    if change.kind == "catalog":
        return change._replace(reason=new.revision)
    if change.reason or not change.new:
        return change
    return change._replace(reason=next((r for side in change.new if (r := reason_of(new, side.route))), ""))


def _office(change: Change, old_rows: Mapping[Route, ItemRow], new_rows: Mapping[Route, ItemRow]) -> str:
    """Returns the new offices of the items (the bodies if the profile has no offices); the old ones of removed items."""
    rows = new_rows if change.new else old_rows
    sides = () if change.kind == "reordered" else change.new or change.old
    values = [rows[side.route].values for side in sides if side.route in rows]
    offices = (str(each.get("office") or each.get("body", "")) for each in values)
    return "、".join(dict.fromkeys(filter(None, offices)))


def _pair(
    old: ItemRow, new: ItemRow, names: Renamings, matches: Matches, *, parted: bool, proactive: bool
) -> Iterator[Change]:
    """Yields the changes of an item that is in both editions; the split covers the name and content of a split item."""
    sides = (old.side,), (new.side,)
    was, now = renamed_text(old.side.name, names), new.side.name
    if not parted and unnumbered(was) != unnumbered(now):
        yield Change("renamed", judge_name(was, now), *sides, "name", was, now)
    yield from moved(old.side, new.side, matches)
    if old.values == new.values and not names:
        return
    for field in dict.fromkeys([*old.values, *new.values]):
        empty: Value = () if isinstance(old.values.get(field, new.values.get(field)), tuple) else ""
        before, after = renamed(old.values.get(field, empty), names), new.values.get(field, empty)
        if before != after and not (parted and field == "content"):
            verdict, why = judge(field, before, after, str(new.values.get("time_limit", "")), proactive=proactive)
            yield Change("modified", verdict, *sides, field, before, after, why)


def _renumbered(
    pairs: Iterable[tuple[ItemRow, ItemRow]], split: set[Route], names: Renamings
) -> Iterator[tuple[Side, Side]]:
    """Yields the items of which only the number in the name changed."""
    for old, new in pairs:
        was, now = renamed_text(old.side.name, names), new.side.name
        if old.side.route not in split and now != was and unnumbered(was) == unnumbered(now):
            yield old.side, new.side


def _removed(old: Catalog, new: Catalog, removed: Iterable[ItemRow]) -> Iterator[Change]:
    """Yields the removed items; without a reason, the removal is a loss for the public."""
    reasons = gone_reasons(old, new)
    for row in removed:
        reason = reasons(row.side)
        verdict: Verdict = "substantive" if reason else "weakened"
        why = () if reason else ("取消而没有说明原因",)
        yield Change("removed", verdict, old=(row.side,), values=(row.values,), why=why, reason=reason)


def _added(new: Catalog, added: Iterable[ItemRow]) -> Iterator[Change]:
    for row in added:
        reason = reason_of(new, row.side.route)
        yield Change("added", "strengthened", new=(row.side,), values=(row.values,), reason=reason)


def _parting(parting: Parting, names: Renamings) -> Change:
    """Returns the change of a split or merged item, judged by the elements of all its parts together."""
    before = [str(renamed(row.values.get("content", ""), names)) for row in parting.old]
    after = [str(row.values.get("content", "")) for row in parting.new]
    judged = [of_elements(text, after) for text in before if text]
    weak = [why for verdict, whys in judged if verdict == "weakened" for why in whys if not why.startswith("增加")]
    sides = tuple(row.side for row in parting.old), tuple(row.side for row in parting.new)
    values = tuple(row.values for row in parting.new)
    return Change(parting.kind, "weakened" if weak else "substantive", *sides, why=tuple(weak), values=values)


def _place(
    new_rows: Mapping[Route, ItemRow], old_rows: Mapping[Route, ItemRow], matches: Matches
) -> Callable[[Change], tuple[int, float]]:
    """Returns a sort key for changes: the catalog first, items by their new place, removed items behind their predecessor."""
    place = {route: float(number) for number, route in enumerate(new_rows)}
    first: dict[Route, float] = {}
    for route, number in place.items():
        for end in range(2, len(route), 2):
            first.setdefault(route[:end], number - 0.25)
    behind: dict[Route, float] = {}
    last = -0.5
    for route in old_rows:
        partner = matches.leaves.get(route)
        last = place[partner] + 0.5 if partner else last
        behind[route] = last

    def key(change: Change) -> tuple[int, float]:
        if change.kind in {"organisation", "catalog"}:
            return 0, 0
        if change.kind in {"reordered", "renumbered"}:
            return 2, 0
        if change.new:
            route = change.new[0].route
            return 1, place.get(route, first.get(route, 0))
        return 1, behind.get(change.old[0].route, 0)

    return key
