"""Two editions in, every change between them out, each once: of items, of groups, of order, of the catalog itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from gkml.conformance import out_of_order
from gkml.diagnostics import Route
from gkml.diff.changes import Change, Comparison, Side, Value, Verdict, fingerprinted
from gkml.diff.judging import bare, judge, of_elements
from gkml.diff.matching import Matches, match
from gkml.diff.rows import Row, renamed, rows
from gkml.diff.splitting import Parting, partings
from gkml.model import Catalog, Node, Renaming
from gkml.profile import Profile


def compare(old: Catalog, new: Catalog, old_form: Profile, new_form: Profile) -> Comparison:
    """The changes in the order of the new edition; what is gone stands where it was."""
    mine, theirs = rows(old), rows(new)
    matches = match(old, new)
    parted = partings(mine, theirs, matches)
    found = [*_organisation(old, new), *_catalog(old, new), *_groups(old, new, matches)]
    split = {row.side.route for parting in parted for row in (*parting.old, *parting.new)}
    changed: set[Route] = set()
    for route, partner in matches.leaves.items():
        here = list(_pair(mine[route], theirs[partner], new.renamed, matches, parted=route in split))
        found += here
        if here or route in split:
            changed.add(route)
    found += [_parting(parting, new.renamed) for parting in parted]
    found += _gone(old, new, [row for at, row in mine.items() if at not in matches.leaves and at not in split])
    kept = set(matches.leaves.values())
    found += [
        Change("added", "strengthened", new=(row.side,), values=(row.values,), reason=reason_of(new, row.side.route))
        for at, row in theirs.items()
        if at not in kept and at not in split
    ]
    found += _order(mine, theirs, matches)
    found += _numbers(old, new, old_form, new_form, matches)
    ordered = sorted(found, key=_place(theirs, mine, matches))
    told = tuple(fingerprinted(new.id, _explained(change, new)) for change in ordered)
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
    if change.reason or not change.new:
        return change
    return change._replace(reason=next((r for side in change.new if (r := reason_of(new, side.route))), ""))


# --- the catalog itself ---


def _organisation(old: Catalog, new: Catalog) -> Iterator[Change]:
    """A new name of an organisation, shown once however often it stands in the directory."""
    for renaming in new.renamed:
        count = sum(
            text.count(renaming.was)
            for row in rows(old).values()
            for value in row.values.values()
            for text in ((value,) if isinstance(value, str) else value)
        )
        said = (f"上一版有 {count} 处",)
        yield Change(
            "organisation", "substantive", before=renaming.was, after=renaming.to, why=said, reason=renaming.reason
        )


def _catalog(old: Catalog, new: Catalog) -> Iterator[Change]:
    for field, before, after in (
        ("title", old.title, new.title),
        ("agency", old.agency, new.agency),
        ("preface", _prose(old), _prose(new)),
        ("notes", old.notes, new.notes),
    ):
        was = renamed(before, new.renamed)
        if was != after:
            verdict: Verdict = "editorial" if _bare(was) == _bare(after) else "substantive"
            yield Change("catalog", verdict, field=field, before=was, after=after)


def _prose(catalog: Catalog) -> tuple[str, ...]:
    return tuple(entry if isinstance(entry, str) else entry.heading for entry in catalog.preface)


def _bare(value: Value) -> tuple[str, ...]:
    return (bare(value),) if isinstance(value, str) else tuple(map(bare, value))


# --- groups ---


def _groups(old: Catalog, new: Catalog, matches: Matches) -> Iterator[Change]:
    """Groups that have another name; what stands in them is not said to have moved."""
    theirs = {node.route: node for node in new.nodes}
    for node in old.nodes:
        partner = matches.groups.get(node.route)
        if partner is None:
            continue
        was = renamed(node.name, new.renamed)
        if was != theirs[partner].name:
            sides = (_side(node, old),), (_side(theirs[partner], new),)
            yield Change(
                "renamed",
                _of_names(str(was), theirs[partner].name),
                *sides,
                "name",
                was,
                theirs[partner].name,
                is_group=True,
            )


def _side(node: Node, catalog: Catalog) -> Side:
    names: list[str] = []
    at: Node | None = node
    while at:
        names.append(at.name)
        at = at.parent
    return Side(catalog.ids[node.route], tuple(reversed(names)), node.route)


def _of_names(before: str, after: str) -> Verdict:
    return "editorial" if bare(before) == bare(after) else "substantive"


# --- items ---


def _pair(old: Row, new: Row, renamings: Sequence[Renaming], matches: Matches, *, parted: bool) -> Iterator[Change]:
    """What changed in an item that is in both; where it was split or merged, its name and content are told there."""
    sides = (old.side,), (new.side,)
    was = renamed(old.side.name, renamings)
    if was != new.side.name and not parted:
        yield Change("renamed", _of_names(str(was), new.side.name), *sides, "name", was, new.side.name)
    above, now = old.side.route[:-2], new.side.route[:-2]
    if (matches.groups.get(above) if above else ()) != now and (above or now):
        was_in, is_in = (" › ".join(side.path[:-1]) for side in (old.side, new.side))
        yield Change("moved", "substantive", *sides, before=was_in, after=is_in)
    for field in dict.fromkeys([*old.values, *new.values]):
        empty: Value = () if isinstance(old.values.get(field, new.values.get(field)), tuple) else ""
        before, after = renamed(old.values.get(field, empty), renamings), new.values.get(field, empty)
        if before != after and not (parted and field == "content"):
            verdict, why = judge(field, before, after)
            yield Change("modified", verdict, *sides, field, before, after, why)


def _gone(old: Catalog, new: Catalog, alone: Iterable[Row]) -> Iterator[Change]:
    """Items that are gone: without a reason, the public has lost something."""
    reasons = {entry.id: entry.reason for entry in new.abolished} | {
        entry.name: entry.reason for entry in new.abolished
    }
    for row in alone:
        reason = reasons.get(row.side.id) or reasons.get(row.side.name, "")
        verdict: Verdict = "substantive" if reason else "weakened"
        why = () if reason else ("取消而没有说明原因",)
        yield Change("removed", verdict, old=(row.side,), values=(row.values,), why=why, reason=reason)


def _parting(parting: Parting, renamings: Sequence[Renaming]) -> Change:
    """An item that became several, or several that became one; judged by the elements of all together."""
    before = [str(renamed(row.values.get("content", ""), renamings)) for row in parting.old]
    after = [str(row.values.get("content", "")) for row in parting.new]
    judged = [of_elements(text, after) for text in before if text]
    weak = [why for verdict, whys in judged if verdict == "weakened" for why in whys if why.startswith("少了")]
    sides = tuple(row.side for row in parting.old), tuple(row.side for row in parting.new)
    values = tuple(row.values for row in parting.new)
    return Change(parting.kind, "weakened" if weak else "substantive", *sides, why=tuple(weak), values=values)


# --- order ---


def _order(mine: Mapping[Route, Row], theirs: Mapping[Route, Row], matches: Matches) -> Iterator[Change]:
    """Items that stand in another order within their group: one change, whatever their number."""
    pairs = sorted(matches.leaves.items())
    stayed = [
        (old, new)
        for old, new in pairs
        if (matches.groups.get(old[:-2], ()) if old[:-2] else ()) == new[:-2] or len(new) == 2
    ]
    moved = out_of_order([new for _, new in stayed])
    if moved:
        was = tuple(mine[stayed[place][0]].side for place in moved)
        now = tuple(theirs[stayed[place][1]].side for place in moved)
        yield Change(
            "reordered", "editorial", was, now, before=tuple(s.name for s in was), after=tuple(s.name for s in now)
        )


def _numbers(old: Catalog, new: Catalog, old_form: Profile, new_form: Profile, matches: Matches) -> Iterator[Change]:
    """Printed numbers that are others now: one change, whatever their number."""
    if not any(column.shows == "number" for column in new_form.leaves):
        return
    before, after = numbers(old, old_form), numbers(new, new_form)
    changed = [(before[o], after[n]) for o, n in sorted(matches.leaves.items()) if before[o] != after[n]]
    if changed:
        yield Change("renumbered", "editorial", before=tuple(b for b, _ in changed), after=tuple(a for _, a in changed))


def numbers(catalog: Catalog, form: Profile) -> dict[Route, str]:
    """The printed number of each row."""
    found: dict[Route, str] = {}
    count = 0
    top: Route = ()
    for leaf in catalog.leaves:
        first = leaf.route[:2] != top
        top = leaf.route[:2]
        if form.numbering == "leaf-in-top":
            count = 1 if first else count + 1
        elif form.numbering == "leaf" or first:
            count += 1
        found[leaf.route] = str(count)
    return found


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
