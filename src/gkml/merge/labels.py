"""Restores the names of groups whose cell is blank in a returned table.

If the first row of a group is deleted, LibreOffice and Word leave its merged cell blank. The other rows stay in the group
that they were sent out in; they do not move to the group above.
"""

from collections.abc import Iterable, Iterator

from gkml.merge.groups import SentGroups
from gkml.merge.versions import TableRow
from gkml.recognise.draft import Recognised
from gkml.recognise.names import BLANK


def labelled(rows: Iterable[TableRow], table: Recognised, sent: SentGroups) -> Iterator[TableRow]:
    """Yields the rows with the names of their groups; a row has a key if it was sent out."""
    blank = {
        (spot.table, spot.row, spot.column)
        for doubt in table.account.doubts
        if doubt.why == BLANK and (spot := doubt.spot)
    }
    places = {column.level: n for n, column in enumerate(table.drafts[0].form.leaves) if column.shows == "level"}
    above: list[str] = []
    homes: list[str] = []
    """The names of the groups of the row above, and the groups that held it when it was sent out."""
    for row in rows:
        spot, own = row.spots["name"], places[len(row.labels) + 1]
        home = list(sent.homes[row.key]) if row.key else homes
        labels = list(row.labels)
        for depth in range(len(labels)):
            cell = (spot.table, spot.row, spot.column - own + places[depth + 1])
            if cell in blank:
                labels[depth] = _label(depth, above, homes, home, sent) or labels[depth]
        above, homes = labels, home
        yield row._replace(labels=tuple(labels))


def _label(depth: int, above: list[str], homes: list[str], home: list[str], sent: SentGroups) -> str:
    """Returns the name above if both rows were in the same group, else the name of this row's former group."""
    same = home[: depth + 1] == homes[: depth + 1]
    if same and len(above) > depth:
        return above[depth]
    return sent.labels[home[depth]] if len(home) > depth else ""
