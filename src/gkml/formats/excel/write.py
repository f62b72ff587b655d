"""Excel: a `Document` in, the bytes of a .xlsx out: 目录 merged for print, 数据 one row an item for filters and scripts.

Cells are written as XML in one pass, as Word's are: through XlsxWriter they were half of every build. Text is always
a shared string: no formula, number or link can come of it. Clauses in brackets are those of ECMA-376 Part 1.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gkml.document import Block, Document, Run, letters_of
from gkml.formats import Looks
from gkml.formats.excel.checks import with_red
from gkml.formats.excel.partition import Partition, Printed, partition
from gkml.formats.excel.worksheets import filter_area, printed, prose
from gkml.formats.excel.write_cells import SPACE, Strings
from gkml.formats.excel.write_figure import Drawings, drawings
from gkml.formats.excel.write_flat import flat
from gkml.formats.package.write import ABOUT, XML, about, attribute, escaped, relationships, zipped

MAX_TEXT = 32_767
"""Characters in one cell; Excel calls a file with more damaged."""

_STYLES = "sheet-styles.xml"
_KINDS = "application/vnd.openxmlformats-officedocument"
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class _Sheet(NamedTuple):
    """A sheet's name, its XML in pieces, the names it defines (18.2.5), and the blocks whose figures it draws."""

    name: str
    pieces: Iterable[str]
    defined: str = ""
    blocks: tuple[Block, ...] = ()


def write(document: Document, looks: Looks) -> bytes:
    """Returns the document as a workbook in the given looks."""
    strings: Strings = {}
    parted = partition(document)
    sheets = list(_sheets(document, parted, strings))
    names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    styles = looks[_STYLES].decode().replace("@size@", f"{document.properties.font_size:g}")
    if any(table.checks for table in document.tables()):
        styles = with_red(styles)
    drawn = drawings([sheet.blocks for sheet in sheets])
    parts = {
        **about(document, _named(document, parted)),
        "[Content_Types].xml": _content_types(names, drawn).encode(),
        "_rels/.rels": relationships([("officeDocument", "xl/workbook.xml"), *ABOUT]),
        "xl/workbook.xml": _workbook(sheets).encode(),
        "xl/_rels/workbook.xml.rels": relationships(
            [("worksheet", name.removeprefix("xl/")) for name in names]
            + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
        ),
        "xl/styles.xml": styles.encode(),
        **drawn.parts,
    }
    streams = dict(zip(names, (sheet.pieces for sheet in sheets), strict=True))
    return zipped(parts, {**streams, "xl/sharedStrings.xml": _shared(strings, _font(styles))})


def _named(document: Document, parted: Partition) -> dict[str, str]:
    """Returns the names of the printed sheets, for our reader, if there are several or no copy tells which they are."""
    names = [sheet.name for sheet in parted.printed]
    return {"gkml-sheets": "/".join(names)} if len(names) > 1 or not document.wording.flat_sheet else {}


def _sheets(document: Document, parted: Partition, strings: Strings) -> Iterator[_Sheet]:
    place = 0
    for sheet, flat_name in zip(parted.printed, parted.flat_names, strict=True):
        names = _printed_names(sheet, place) + ("" if flat_name else _filtered(sheet, place))
        yield _Sheet(sheet.name, printed(sheet, document, strings, place == 0), names, sheet.blocks)
        place += 1
        if (table := sheet.table) and flat_name:
            last, end = letters_of(len(table.columns) - 1), len(table.body) + 1
            names = _filter(place, flat_name, f"$A$1:${last}${end}")
            # The sheet is for filters. LibreOffice prints every sheet; of this one a column is to be printed that is hidden.
            key = letters_of(len(table.columns))
            names += _defined("Print_Area", place, flat_name, f"${key}$1:${key}${end}")
            yield _Sheet(flat_name, flat(table, document, strings), names)
            place += 1
    if parted.prose:
        name = document.wording.prose_sheet
        names = _defined("Print_Area", place, name, f"$A$1:$A${len(parted.prose)}")
        yield _Sheet(name, prose(parted.prose, strings), names, parted.prose)


def _printed_names(sheet: Printed, place: int) -> str:
    """Returns the print area, and the rows that are repeated on each page."""
    table = sheet.table
    others = len(sheet.blocks) - (table is not None)
    height = others + (len(table.head) + len(table.body) if table else 0)
    last = letters_of(len(table.columns) - 1 if table else 0)
    names = _defined("Print_Area", place, sheet.name, f"$A$1:${last}${max(height, 1)}")
    if table and table.head:
        first = sheet.blocks.index(table) + 1
        names += _defined("Print_Titles", place, sheet.name, f"${first}:${first + len(table.head) - 1}")
    return names


def _filtered(sheet: Printed, place: int) -> str:
    """Returns the name that a sheet with a filter over its printed table defines."""
    area = filter_area(sheet)
    first, _, last = area.partition(":")
    return _filter(place, sheet.name, f"{_absolute(first)}:{_absolute(last)}") if area else ""


def _absolute(cell: str) -> str:
    return re.sub("([A-Z]+)([0-9]+)", r"$\1$\2", cell)


def _filter(place: int, sheet: str, area: str) -> str:
    return f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">{_quoted(sheet)}!{area}</definedName>'


def _defined(name: str, place: int, sheet: str, area: str) -> str:
    return f'<definedName name="_xlnm.{name}" localSheetId="{place}">{_quoted(sheet)}!{area}</definedName>'


def _quoted(sheet: str) -> str:
    """Returns the name of a sheet as it stands in a formula, for XML."""
    return sheet if re.fullmatch(r"[^\W\d]\w*", sheet) else "'" + escaped(sheet).replace("'", "''") + "'"


def _font(styles: str) -> str:
    """Returns the font of the table's text, for a run that says anything of its looks says all of them (18.4.7)."""
    fonts = re.findall(r"<font>(.*?)</font>", styles, re.DOTALL)
    return fonts[_TABLE_FONT].replace("<name ", "<rFont ") if len(fonts) > _TABLE_FONT else ""


_TABLE_FONT = 3
"""The place of that font in the style sheet."""


def _shared(strings: Strings, font: str) -> Iterator[str]:
    """Yields the shared strings. Must run last: the sheets add to them."""
    yield f'{XML}<sst xmlns="{SPACE}" uniqueCount="{len(strings)}">'
    for runs in strings:
        if len(runs) == 1 and not runs[0].mark:
            yield f"<si>{_t(runs[0].text)}</si>"
        else:
            yield f"<si>{''.join(_rich(run, font) for run in runs)}</si>"
    yield "</sst>"


def _rich(run: Run, font: str) -> str:
    looks = f"<rPr>{font}{_LOOKS[run.mark]}</rPr>" if run.mark else ""
    return f"<r>{looks}{_t(run.text)}</r>"


_LOOKS = {"inserted": '<u/><color rgb="FF006100"/>', "deleted": '<strike/><color rgb="FF9C0006"/>'}


def _t(text: str) -> str:
    """A text element. `_x0041_` would be read as an escape of A, so its first underscore is escaped (22.9.2.19)."""
    if len(text) > MAX_TEXT:
        raise ValueError(f"a cell has {len(text)} characters")
    if "_x" in text:
        text = _ESCAPE_LIKE.sub("_x005F_", text)
    space = ' xml:space="preserve"' if " " in text or "\n" in text or "\t" in text else ""
    return f"<t{space}>{escaped(text)}</t>"


def _workbook(sheets: list[_Sheet]) -> str:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(
        f'<sheet name="{attribute(s.name)}" sheetId="{n}" r:id="rId{n}"/>' for n, s in enumerate(sheets, 1)
    )
    defined = "".join(sorted(sheet.defined for sheet in sheets))
    names = f"<definedNames>{defined}</definedNames>" if defined else ""
    return (
        f'{XML}<workbook xmlns="{SPACE}" xmlns:r="{office}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets>{names}</workbook>"
    )


def _content_types(sheets: list[str], drawn: Drawings) -> str:
    parts = [(f"/{name}", f"{_KINDS}.spreadsheetml.worksheet+xml") for name in sheets]
    parts += [
        ("/xl/workbook.xml", f"{_KINDS}.spreadsheetml.sheet.main+xml"),
        ("/xl/styles.xml", f"{_KINDS}.spreadsheetml.styles+xml"),
        ("/xl/sharedStrings.xml", f"{_KINDS}.spreadsheetml.sharedStrings+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", f"{_KINDS}.extended-properties+xml"),
        ("/docProps/custom.xml", f"{_KINDS}.custom-properties+xml"),
    ]
    parts += drawn.types
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
