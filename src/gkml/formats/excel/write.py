"""Excel: a `Document` in, the bytes of a .xlsx out: 目录 merged for print, 数据 one row an item for filters and scripts.

Cells are written as XML in one pass, as Word's are: through XlsxWriter they were half of every build. Text is always
a shared string: no formula, number or link can come of it. Clauses in brackets are those of ECMA-376 Part 1.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gkml.document import Document, Heading, Run, Table, letters_of
from gkml.formats import Looks
from gkml.formats.excel.worksheets import SPACE, Strings, flat, printed, prose
from gkml.formats.package.write import ABOUT, XML, about, escaped, relationships, zipped

DATA, PROSE = "数据", "说明"
"""The names of the sheets beside the printed one, which the document names."""
MAX_TEXT = 32_767
"""Characters in one cell; Excel calls a file with more damaged."""

_STYLES = "sheet-styles.xml"
_KINDS = "application/vnd.openxmlformats-officedocument"
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class _Sheet(NamedTuple):
    """A sheet's name, its XML in pieces, and the names it defines (18.2.5)."""

    name: str
    pieces: Iterable[str]
    defined: str = ""


def write(document: Document, looks: Looks) -> bytes:
    """The document as a workbook in the given looks."""
    strings: Strings = {}
    sheets = list(_sheets(document, strings))
    names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    styles = looks[_STYLES].decode().replace("@size@", f"{document.properties.font_size:g}")
    parts = {
        **about(document),
        "[Content_Types].xml": _content_types(names).encode(),
        "_rels/.rels": relationships([("officeDocument", "xl/workbook.xml"), *ABOUT]),
        "xl/workbook.xml": _workbook(sheets).encode(),
        "xl/_rels/workbook.xml.rels": relationships(
            [("worksheet", name.removeprefix("xl/")) for name in names]
            + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
        ),
        "xl/styles.xml": styles.encode(),
    }
    streams = dict(zip(names, (sheet.pieces for sheet in sheets), strict=True))
    return zipped(parts, {**streams, "xl/sharedStrings.xml": _shared(strings, _font(styles))})


def _sheets(document: Document, strings: Strings) -> Iterator[_Sheet]:
    table, name = next(document.tables()), document.properties.sheet
    titles = [number for number, block in enumerate(document.blocks) if isinstance(block, Heading) and not block.level]
    title = titles[0] if titles else document.blocks.index(table)
    blocks = document.blocks[title:]
    first = blocks.index(table) + 1
    rows = f"${first}:${first + len(table.head) - 1}"
    height = sum(len(block.head) + len(block.body) if isinstance(block, Table) else 1 for block in blocks)
    names = _defined("Print_Area", 0, name, f"$A$1:${letters_of(len(table.columns) - 1)}${height}")
    names += _defined("Print_Titles", 0, name, rows)
    yield _Sheet(name, printed(blocks, document.properties, strings), names)
    area = f"$A$1:${letters_of(len(table.columns) - 1)}${len(table.body) + 1}"
    names = f'<definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">{DATA}!{area}</definedName>'
    # 数据 is for filters. LibreOffice prints every sheet; of this one a column is to be printed that is hidden.
    key = letters_of(len(table.columns))
    names += _defined("Print_Area", 1, DATA, f"${key}$1:${key}${len(table.body) + 1}")
    yield _Sheet(DATA, flat(table, strings, locked=bool(document.properties.source)), names)
    above = [block for block in document.blocks[:title] if not isinstance(block, Table)]
    if above:
        yield _Sheet(PROSE, prose(above, strings), _defined("Print_Area", 2, PROSE, f"$A$1:$A${len(above)}"))


def _defined(name: str, place: int, sheet: str, area: str) -> str:
    return f'<definedName name="_xlnm.{name}" localSheetId="{place}">{sheet}!{area}</definedName>'


def _font(styles: str) -> str:
    """The font of the table's text, for a run that says anything of its looks says all of them (18.4.7)."""
    fonts = re.findall(r"<font>(.*?)</font>", styles, re.DOTALL)
    return fonts[_TABLE_FONT].replace("<name ", "<rFont ") if len(fonts) > _TABLE_FONT else ""


_TABLE_FONT = 3
"""The place of that font in the style sheet."""


def _shared(strings: Strings, font: str) -> Iterator[str]:
    """The shared strings; asked for last, when all sheets have been written."""
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
    listed = "".join(f'<sheet name="{s.name}" sheetId="{n}" r:id="rId{n}"/>' for n, s in enumerate(sheets, 1))
    defined = "".join(sorted(sheet.defined for sheet in sheets))
    return (
        f'{XML}<workbook xmlns="{SPACE}" xmlns:r="{office}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets><definedNames>{defined}</definedNames></workbook>"
    )


def _content_types(sheets: list[str]) -> str:
    parts = [(f"/{name}", f"{_KINDS}.spreadsheetml.worksheet+xml") for name in sheets]
    parts += [
        ("/xl/workbook.xml", f"{_KINDS}.spreadsheetml.sheet.main+xml"),
        ("/xl/styles.xml", f"{_KINDS}.spreadsheetml.styles+xml"),
        ("/xl/sharedStrings.xml", f"{_KINDS}.spreadsheetml.sharedStrings+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", f"{_KINDS}.extended-properties+xml"),
        ("/docProps/custom.xml", f"{_KINDS}.custom-properties+xml"),
    ]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
