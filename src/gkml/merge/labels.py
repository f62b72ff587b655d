"""The rows of a table that came back in; the same rows out, with names for the groups whose cell is blank.

Where the first row of a group is deleted, LibreOffice and Word leave its merged cell blank. That does not move the rest
of the group into the one above: what was sent out tells whose rows they are.
"""

from collections.abc import Iterable, Iterator

from gkml.merge.groups import Known
from gkml.merge.versions import Seen
from gkml.recognise.draft import Recognised
from gkml.recognise.names import BLANK


def labelled(rows: Iterable[Seen], found: Recognised, known: Known) -> Iterator[Seen]:
    """`rows` have a key only where they are those that were sent out."""
    blank = {
        (spot.table, spot.row, spot.column)
        for doubt in found.account.doubts
        if doubt.why == BLANK and (spot := doubt.spot)
    }
    places = {column.level: n for n, column in enumerate(found.drafts[0].form.leaves) if column.shows == "level"}
    above: list[str] = []
    homes: list[str] = []
    """The names of the groups of the row above, and the groups that it was sent out in."""
    for row in rows:
        spot, own = row.spots["name"], places[len(row.labels) + 1]
        home = list(known.homes[row.key]) if row.key else homes
        labels = list(row.labels)
        for depth in range(len(labels)):
            cell = (spot.table, spot.row, spot.column - own + places[depth + 1])
            if cell in blank:
                labels[depth] = _label(depth, above, homes, home, known) or labels[depth]
        above, homes = labels, home
        yield row._replace(labels=tuple(labels))


def _label(depth: int, above: list[str], homes: list[str], home: list[str], known: Known) -> str:
    """The name above where both rows were of one group, else that of the group that this row was in."""
    same = home[: depth + 1] == homes[: depth + 1]
    if same and len(above) > depth:
        return above[depth]
    return known.labels[home[depth]] if len(home) > depth else ""
