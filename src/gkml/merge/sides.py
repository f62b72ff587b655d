"""The three versions side by side: what was sent out, what the catalog says now, and the rows that came back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gkml.catalog.model import Entry
from gkml.diagnostics import Route
from gkml.merge.groups import NEW, Assigned, Known, assigned
from gkml.merge.labels import labelled
from gkml.merge.lost_ids import recovered
from gkml.merge.outcome import Kind, Point, Tally
from gkml.merge.versions import TOP, Seen, Version, pictured, seen, version
from gkml.recognise.draft import Recognised
from gkml.yamltext.source import Source


class Drafts(NamedTuple):
    """The tables of base, catalog and sheet as they are read."""

    base: Recognised
    mine: Recognised
    came: Recognised


class Sides(NamedTuple):
    """`was` and `now` are the rows as base and catalog print them, `came` those of the sheet, each with a key of its own.

    `groups` are those of the rows that came, in their order; `group_there` is the one that each stands in.
    """

    source: Source
    entry: Entry
    drafts: Drafts
    base: Version
    mine: Version
    was: Mapping[str, Seen]
    now: Mapping[str, Seen]
    came: Mapping[str, Seen]
    groups: Assigned
    group_there: Mapping[str, str]

    def here(self, route: Route) -> str:
        at = self.source.locate(route)
        return f"{self.source.file}:{at.line}:{at.column}"


def sides(source: Source, entry: Entry, base: Entry, came: Recognised, tally: Tally) -> Sides:
    """The versions; rows that nobody was sent are new, unless the catalog has been given the same ones since."""
    mine, sent = version(entry.catalog, entry.profile), version(base.catalog, base.profile)
    printed = pictured(entry)
    drafts = Drafts(printed if base is entry else pictured(base), printed, came)
    was = {row.key: row for row in seen(drafts.base.drafts[0]) if row.key in sent.rows}
    now = {row.key: row for row in seen(drafts.mine.drafts[0]) if row.key in mine.rows}
    known = _known(sent, mine, was)
    rows = recovered(list(_told_apart(seen(came.drafts[0]), was, tally)), was)
    tally.recovered += [
        point_of("field", row, "", "")
        for row, old in zip(rows, seen(came.drafts[0]), strict=True)
        if row.key and not old.key
    ]
    rows = list(labelled(rows, came, known))
    groups = assigned(rows, known)
    keys = _keys(rows, groups, mine, sent, now)
    keyed = {key: row._replace(key=key) for key, row in zip(keys, rows, strict=True)}
    there = {key: chain[-1] if chain else TOP for key, chain in zip(keyed, groups.chains, strict=True)}
    return Sides(source, entry, drafts, sent, mine, was, now, keyed, groups, there)


def _told_apart(rows: Sequence[Seen], was: Mapping[str, Seen], tally: Tally) -> Iterator[Seen]:
    """Rows with a key only where it was sent out, and only the first that has it: a row that was copied is a new one."""
    met: set[str] = set()
    for row in rows:
        if row.key in met:
            tally.copied.append(point_of("new", row, "", ""))
        yield row if row.key in was and row.key not in met else row._replace(key="")
        met.add(row.key)
        met.discard("")


def point_of(kind: Kind, row: Seen, here: str, heading: str) -> Point:
    """A whole row as what is spoken of."""
    return Point(kind, row.key, row.name, "", heading, here, str(row.spots["name"]))


def _known(sent: Version, mine: Version, was: Mapping[str, Seen]) -> Known:
    homes = {key: sent.above(key) for key in was}
    labels = {group: label for key, row in was.items() for group, label in zip(homes[key], row.labels, strict=True)}
    added = {(group.parent, group.name): key for key, group in mine.groups.items() if key not in sent.groups}
    return Known(homes, labels, added)


def _keys(rows: Sequence[Seen], groups: Assigned, mine: Version, sent: Version, now: Mapping[str, Seen]) -> list[str]:
    """A key for each row: its own, that of an equal one which the catalog has been given since, or one of a new row."""
    since: dict[tuple[object, ...], list[str]] = {}
    for key, row in now.items():
        if key not in sent.rows:
            since.setdefault((mine.rows[key].group, row.name, *sorted(row.values.items())), []).append(key)
    keys: list[str] = []
    for number, (row, chain) in enumerate(zip(rows, groups.chains, strict=True)):
        same = since.get((chain[-1] if chain else TOP, row.name, *sorted(row.values.items())), [])
        keys.append(row.key or (same.pop(0) if same else f"{NEW}row{number}"))
    return keys
