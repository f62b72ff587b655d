"""Two editions in, every change between them out, each once: of items, of groups, of order, of the catalog itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from gkml.catalog.model import Catalog
from gkml.catalog.profile import Profile
from gkml.diagnostics import Route
from gkml.diff.changes import Change, Comparison, Value, Verdict, fingerprinted
from gkml.diff.groups import groups, moved, renumbered_groups
from gkml.diff.judging import judge, judge_name, of_elements
from gkml.diff.matching import Matches, match
from gkml.diff.order import order, renumbered, renumbered_names, unnumbered
from gkml.diff.rows import Renamings, Row, renamed, renamed_text, renamings, rows
from gkml.diff.splitting import Parting, partings
from gkml.diff.whole import form_change, gone_reasons, is_proactive, organisations, whole


def compare(old: Catalog, new: Catalog, old_form: Profile, new_form: Profile) -> Comparison:
    """The changes in the order of the new edition; what is gone stands where it was."""
    mine, theirs = rows(old), rows(new)
    names = renamings(old, new)
    matches = match(old, new)
    parted = partings(mine, theirs, matches)
    found = [
        *organisations(old, new, mine),
        *form_change(old_form, new_form),
        *whole(old, new, names),
        *groups(old, new, names, matches),
    ]
    split = {row.side.route for parting in parted for row in parting.old}
    joined = {row.side.route for parting in parted for row in parting.new}
    changed: set[Route] = set()
    proactive = is_proactive(old) and is_proactive(new)
    numbered = renumbered_groups(old, new, names, matches)
    for route, partner in matches.leaves.items():
        one, other = mine[route], theirs[partner]
        here = list(_pair(one, other, names, matches, parted=route in split, proactive=proactive))
        found += here
        if route not in split and _renumbered(one.side.name, other.side.name, names):
            numbered.append((one.side, other.side))
        if here or route in split:
            changed.add(route)
    found += [_parting(parting, names) for parting in parted]
    found += _gone(old, new, [row for at, row in mine.items() if at not in matches.leaves and at not in split])
    kept = set(matches.leaves.values())
    found += [
        Change("added", "strengthened", new=(row.side,), values=(row.values,), reason=reason_of(new, row.side.route))
        for at, row in theirs.items()
        if at not in kept and at not in joined
    ]
    found += [*order(mine, theirs, matches), *renumbered_names(numbered)]
    found += renumbered(old, new, old_form, new_form, matches)
    ordered = sorted(found, key=_place(theirs, mine, matches))
    explained = [_explained(change, new)._replace(office=_office(change, mine, theirs)) for change in ordered]
    told = fingerprinted(new.id, explained)
    return Comparison(told, (len(mine), len(theirs)), len(matches.leaves) - len(changed))


def reason_of(catalog: Catalog, route: Route) -> str:
    """The 调整依据 that stands beside an item or one of those above it."""
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


def _office(change: Change, mine: Mapping[Route, Row], theirs: Mapping[Route, Row]) -> str:
    """The offices (where the form has none, the bodies) of the items as they are now; of those that are gone, as they were."""
    known = theirs if change.new else mine
    sides = () if change.kind == "reordered" else change.new or change.old
    values = [known[side.route].values for side in sides if side.route in known]
    offices = (str(each.get("office") or each.get("body", "")) for each in values)
    return "、".join(dict.fromkeys(filter(None, offices)))


def _pair(old: Row, new: Row, names: Renamings, matches: Matches, *, parted: bool, proactive: bool) -> Iterator[Change]:
    """What changed in an item that is in both; where it was split or merged, its name and content are told there."""
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


def _renumbered(was: str, now: str, names: Renamings) -> bool:
    """Whether nothing but the number before a name changed."""
    then = renamed_text(was, names)
    return now != then and unnumbered(then) == unnumbered(now)


def _gone(old: Catalog, new: Catalog, alone: Iterable[Row]) -> Iterator[Change]:
    """Items that are gone: without a reason, the public has lost something."""
    reasons = gone_reasons(old, new)
    for row in alone:
        reason = reasons(row.side)
        verdict: Verdict = "substantive" if reason else "weakened"
        why = () if reason else ("取消而没有说明原因",)
        yield Change("removed", verdict, old=(row.side,), values=(row.values,), why=why, reason=reason)


def _parting(parting: Parting, names: Renamings) -> Change:
    """An item that became several, or several that became one; judged by the elements of all together."""
    before = [str(renamed(row.values.get("content", ""), names)) for row in parting.old]
    after = [str(row.values.get("content", "")) for row in parting.new]
    judged = [of_elements(text, after) for text in before if text]
    weak = [why for verdict, whys in judged if verdict == "weakened" for why in whys if not why.startswith("增加")]
    sides = tuple(row.side for row in parting.old), tuple(row.side for row in parting.new)
    values = tuple(row.values for row in parting.new)
    return Change(parting.kind, "weakened" if weak else "substantive", *sides, why=tuple(weak), values=values)


def _place(
    theirs: Mapping[Route, Row], mine: Mapping[Route, Row], matches: Matches
) -> Callable[[Change], tuple[int, float]]:
    """Where a change is told: the catalog first, items by their new place, what is gone behind what stood above it."""
    place = {route: float(number) for number, route in enumerate(theirs)}
    first: dict[Route, float] = {}
    for route, number in place.items():
        for end in range(2, len(route), 2):
            first.setdefault(route[:end], number - 0.25)
    behind: dict[Route, float] = {}
    last = -0.5
    for route in mine:
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
