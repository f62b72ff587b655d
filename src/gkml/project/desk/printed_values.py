"""The values behind what a document of any kind prints: the importer says where each value of a table stands, and a
paragraph is the value whose text it alone is. What is composed of several values, or computed, leads to none.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from gkml.annual_report.load import report_forms
from gkml.annual_report.recognise import recognise as recognise_report
from gkml.diagnostics import Route
from gkml.document import Block, Cell, Document, Heading, Paragraph, Run, Table
from gkml.kinds import KINDS, Kind
from gkml.project.desk.cells import CellValue, name_of
from gkml.project.editor.opened import Opened
from gkml.recognise.grid import Spot
from gkml.work_plan.recognise import recognise as recognise_plan

_FIXED = frozenset(
    {"kind", "format", "id", "form", "applications_form", "level", "scope", "previous", "draft", "labels"}
)
"""Fields that say what a document is: their words may stand in its text by chance."""


class PrintedValues(NamedTuple):
    """A printed document, the values of its blocks by their number, and those of its tables by number, row and column.

    `others` are the values that are printed together with others, or not at all, each with its name.
    """

    document: Document
    blocks: Mapping[int, CellValue]
    cells: Mapping[tuple[int, int, int], CellValue]
    others: tuple[tuple[str, CellValue], ...] = ()

    def every(self) -> Iterator[CellValue]:
        yield from self.blocks.values()
        yield from self.cells.values()
        yield from (value for _, value in self.others)


@lru_cache(maxsize=2)
def printed_values(opened: Opened) -> PrintedValues | None:
    """Returns the document as it is printed with the values behind it; None if it does not load."""
    entry = opened.loaded.entry
    if entry is None:
        return None
    document = KINDS[entry.kind].lay_out(entry, "")
    routes = _routes_by_text(opened.source.data)
    blocks: dict[int, CellValue] = {}
    cells: dict[tuple[int, int, int], CellValue] = {}
    spots = {
        (each.table, each.row, each.column): route
        for route, each in _spots(document, entry.kind).items()
        if isinstance(_at(opened.source.data, route), str)
    }
    number = 0
    for place, block in enumerate(document.blocks):
        if isinstance(block, Table):
            number += 1
            cells |= dict(_of_table(block, number, place, spots, opened.source.data))
        elif isinstance(block, Heading | Paragraph) and len(found := routes.get(block.text, [])) == 1:
            blocks[place] = _value(found[0], block.text)
    printed = PrintedValues(document, blocks, cells)
    shown = {value.at for value in printed.every()}
    return printed._replace(others=tuple(_others(opened.source.data, KINDS[entry.kind], shown)))


def _others(data: Any, kind: Kind, shown: Collection[str]) -> Iterator[tuple[str, CellValue]]:
    """Yields the texts of a document that no block or cell is alone, each with its name."""
    names = field_names(kind)
    for route, text in _texts(data, ()):
        value = _value(route, text)
        if route[0] not in _FIXED and value.at not in shown and route[-1] != "id":
            yield (
                " ".join(names.get(str(step), str(step + 1 if isinstance(step, int) else step)) for step in route),
                value,
            )


def field_names(kind: Kind) -> dict[str, str]:
    """Returns what users call the fields of a kind."""
    schema = kind.model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    fields = (pair for part in parts for pair in part.get("properties", {}).items())
    return {name: name_of(field.get("description")) or name for name, field in fields}


def _spots(document: Document, kind: str) -> Mapping[Route, Spot]:
    """Returns where the values of a document's tables stand, as the importer reads them."""
    if kind == "annual-report":
        report = recognise_report(_numbered(document), report_forms())
        return report.drafts[0].spots if report else {}
    plan = recognise_plan(document) if kind == "work-plan" else None
    return plan.drafts[0].spots if plan else {}


def _numbered(document: Document) -> Document:
    """Returns a report with a number in every cell that wants one: what is no number would keep its row from being known."""
    sections = (section._replace(blocks=tuple(map(_numbered_block, section.blocks))) for section in document.sections)
    return replace(document, sections=tuple(sections))


def _numbered_block(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    wants = [bool(column.number) for column in block.columns]
    rows = (
        row._replace(
            cells=tuple(_zero(cell) if wants[cell.column] and cell.text.strip() else cell for cell in row.cells)
        )
        for row in block.body
    )
    return replace(block, body=tuple(rows))


def _zero(cell: Cell) -> Cell:
    return cell if cell.text.isdecimal() or cell.rowspan > 1 or cell.colspan > 1 else cell._replace(runs=(Run("0"),))


def _of_table(
    table: Table, number: int, place: int, spots: Mapping[tuple[int, int, int], Route], data: Any
) -> Iterator[tuple[tuple[int, int, int], CellValue]]:
    for row, line in enumerate(table.body):
        for cell in line.cells:
            route = spots.get((number, row + len(table.head) + 1, cell.column + 1))
            if route is not None and _at(data, route) == cell.text:
                yield (place, row, cell.column), _value(route, cell.text)


def _value(route: Route, text: str) -> CellValue:
    return CellValue("/".join(map(str, route)), text, "text")


def _at(data: Any, route: Route) -> Any:
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _routes_by_text(data: Any) -> dict[str, list[Route]]:
    routes: dict[str, list[Route]] = {}
    for route, text in _texts(data, ()):
        if route[0] not in _FIXED:
            routes.setdefault(text, []).append(route)
    return routes


def _texts(data: Any, route: Route) -> Iterator[tuple[Route, str]]:
    if isinstance(data, str):
        yield route, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*route, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _texts(value, (*route, place))
