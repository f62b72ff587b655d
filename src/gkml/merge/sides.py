"""The three versions side by side: the catalog as sent out, the catalog of today, and the returned rows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gkml.catalog.model import Entry
from gkml.diagnostics import Route
from gkml.merge.groups import NEW, Assigned, SentGroups, assigned
from gkml.merge.labels import labelled
from gkml.merge.lost_ids import recovered
from gkml.merge.outcome import Kind, MergeLog, Point
from gkml.merge.versions import TOP, TableRow, Version, pictured, table_rows, version
from gkml.recognise.draft import Recognised
from gkml.yamltext.source import Source


class Drafts(NamedTuple):
    """The tables of base, catalog and sheet as the importer reads them."""

    base: Recognised
    mine: Recognised
    returned: Recognised


class Sides(NamedTuple):
    """The versions: `was` and `now` are the rows that base and catalog print, `returned` those of the sheet, all with keys.

    `groups` are the groups of the returned rows, in their order; `group_there` maps each row to its innermost group.
    """

    source: Source
    entry: Entry
    drafts: Drafts
    base: Version
    mine: Version
    was: Mapping[str, TableRow]
    now: Mapping[str, TableRow]
    returned: Mapping[str, TableRow]
    groups: Assigned
    group_there: Mapping[str, str]

    def here(self, route: Route) -> str:
        at = self.source.locate(route)
        return f"{self.source.file}:{at.line}:{at.column}"


def sides(source: Source, entry: Entry, base: Entry, returned: Recognised, log: MergeLog) -> Sides:
    """Returns the versions; a row that was not sent out is new, unless the catalog has got the same row since."""
    mine, sent = version(entry.catalog, entry.profile), version(base.catalog, base.profile)
    printed = pictured(entry)
    drafts = Drafts(printed if base is entry else pictured(base), printed, returned)
    was = {row.key: row for row in table_rows(drafts.base.drafts[0]) if row.key in sent.rows}
    now = {row.key: row for row in table_rows(drafts.mine.drafts[0]) if row.key in mine.rows}
    groups_sent = _sent_groups(sent, mine, was)
    rows = recovered(list(_first_of_each_id(table_rows(returned.drafts[0]), was, log)), was)
    log.recovered += [
        point_of("field", row, "", "")
        for row, old in zip(rows, table_rows(returned.drafts[0]), strict=True)
        if row.key and not old.key
    ]
    rows = list(labelled(rows, returned, groups_sent))
    groups = assigned(rows, groups_sent)
    keys = _keys(rows, groups, mine, sent, now)
    keyed = {key: row._replace(key=key) for key, row in zip(keys, rows, strict=True)}
    there = {key: chain[-1] if chain else TOP for key, chain in zip(keyed, groups.chains, strict=True)}
    return Sides(source, entry, drafts, sent, mine, was, now, keyed, groups, there)


def _first_of_each_id(rows: Sequence[TableRow], was: Mapping[str, TableRow], log: MergeLog) -> Iterator[TableRow]:
    """Yields the rows; only the first row with an id that was sent out keeps it, because a copied row is a new one."""
    met_ids: set[str] = set()
    for row in rows:
        if row.key in met_ids:
            log.copied.append(point_of("new", row, "", ""))
        yield row if row.key in was and row.key not in met_ids else row._replace(key="")
        met_ids.add(row.key)
        met_ids.discard("")


def point_of(kind: Kind, row: TableRow, here: str, heading: str) -> Point:
    """Returns the point that stands for a whole row."""
    return Point(kind, row.key, row.name, "", heading, here, str(row.spots["name"]))


def _sent_groups(sent: Version, mine: Version, was: Mapping[str, TableRow]) -> SentGroups:
    homes = {key: sent.above(key) for key in was}
    labels = {group: label for key, row in was.items() for group, label in zip(homes[key], row.labels, strict=True)}
    added = {(group.parent, group.name): key for key, group in mine.groups.items() if key not in sent.groups}
    return SentGroups(homes, labels, added)


def _keys(
    rows: Sequence[TableRow], groups: Assigned, mine: Version, sent: Version, now: Mapping[str, TableRow]
) -> list[str]:
    """Returns a key for each row: its own, that of an equal row added to the catalog since, or a new one."""
    since: dict[tuple[object, ...], list[str]] = {}
    for key, row in now.items():
        if key not in sent.rows:
            since.setdefault((mine.rows[key].group, row.name, *sorted(row.values.items())), []).append(key)
    keys: list[str] = []
    for number, (row, chain) in enumerate(zip(rows, groups.chains, strict=True)):
        same = since.get((chain[-1] if chain else TOP, row.name, *sorted(row.values.items())), [])
        keys.append(row.key or (same.pop(0) if same else f"{NEW}row{number}"))
    return keys
