"""A publication ledger (公开台账) in, its records out, one after the other; rows that cannot be read are faults.

Columns are known by their headings. Nothing that may be personal data is read: such columns are named, and left alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from gkml.ledger.columns import PUBLICATION, Columns, columns, missing
from gkml.ledger.day import day
from gkml.ledger.rows import LedgerError, SheetRow

HEADING_ROWS = 20
"""Rows from the top of a sheet in which the headings are looked for."""
_FEWEST = 3


class Record(NamedTuple):
    """A row as texts, with its dates. `sheet` is "" in CSV, `row` the line of the file or the row of the sheet, from 1."""

    sheet: str
    row: int
    item: str
    name: str
    title: str
    number: str
    office: str
    channel: str
    section: str
    address: str
    excuse: str
    summary: str
    formed: date | None
    published: date | None


class BadRow(NamedTuple):
    """A row that cannot be judged: its place, the heading of the column at fault, and why, in Chinese."""

    sheet: str
    row: int
    column: str
    message: str


class Headings(NamedTuple):
    """What was not read: headings that may hold personal data, unknown ones, and the rows of each sheet without headings."""

    private: dict[str, None]
    unknown: dict[str, None]
    skipped: dict[str, int]


def records(rows: Iterable[SheetRow], own: Mapping[str, str], as_of: date, seen: Headings) -> Iterator[Record | BadRow]:
    """Yields the records of all sheets; fills `seen`. `own` maps a workspace's headings to fields.

    Raises `LedgerError` if no sheet has headings, or if the map names a heading that no sheet has.
    """
    cells: _Cells | None = None
    sheet: str | None = None
    before: dict[str, int] = {}
    texts: list[str] = []
    sheets = 0
    for row in rows:
        if row.sheet != sheet:
            sheet, cells = row.sheet, None
        if cells:
            each = _record(row, cells, as_of)
            if each:
                yield each
            continue
        before[row.sheet] = before.get(row.sheet, 0) + 1
        heading = _heading(row, own) if before[row.sheet] <= HEADING_ROWS else None
        if heading:
            cells = _cells(heading, row)
            sheets += 1
            del before[row.sheet]
            seen.private.update(dict.fromkeys(heading.private))
            seen.unknown.update(dict.fromkeys(heading.unknown))
            texts += row.texts
    if not sheets:
        raise LedgerError("没有找到公开台账：表头要有“标题”或“事项”，和“发布日期”“形成日期”“责任科室”“栏目”中的两列")
    seen.skipped.update(before)
    if absent := missing(own, texts):
        raise LedgerError(f"gkml.yaml 的 ledger.columns 写了“{absent[0]}”，台账里没有这一列；请照台账的表头写")


def _heading(row: SheetRow, own: Mapping[str, str]) -> Columns | None:
    result = columns(row.texts, PUBLICATION, own)
    fields = result.places.keys()
    return result if fields & {"title", "name", "item"} and len(fields) >= _FEWEST else None


def _record(row: SheetRow, cells: "_Cells", as_of: date) -> Record | BadRow | None:
    texts = row.texts
    if len(texts) < cells.width:
        texts = [*texts, *[""] * (cells.width - len(texts))]
    # The last text stands for the fields that the ledger does not have: their place is -1.
    item, name, title, number, office, formed, published, channel, section, address, excuse, summary = map(
        str.strip, cells.pick([*texts, ""])
    )
    if not (title or name or item or published or formed):
        return None
    heading = "形成日期"
    try:
        formed_on = day(formed)
        heading = "发布日期"
        published_on = day(published)
    except ValueError as error:
        if row.texts == cells.heading:
            return None  # printed again on a new page
        return BadRow(row.sheet, row.number, heading, str(error))
    late = published_on if published_on and published_on > as_of else formed_on
    if late and late > as_of:
        heading = "发布日期" if late is published_on else "形成日期"
        return BadRow(row.sheet, row.number, heading, f"{late} 在今天（{as_of}）之后，请核对")
    return Record(
        row.sheet, row.number, item, name, title, number, office, channel, section, address, excuse, summary, formed_on,
        published_on,
    )  # fmt: skip


class _Cells(NamedTuple):
    """What picks the texts of the fields of a row, the number of texts that a row must have for it, and the headings."""

    pick: Callable[[Sequence[str]], tuple[str, ...]]
    width: int
    heading: Sequence[str]


_FIELDS = (
    "item", "name", "title", "number", "office", "formed", "published", "channel", "section", "address", "excuse", "summary",
)  # fmt: skip


def _cells(heading: Columns, row: SheetRow) -> _Cells:
    places = [heading.places.get(field, -1) for field in _FIELDS]
    return _Cells(itemgetter(*places), max(places) + 1, row.texts)
