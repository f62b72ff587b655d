"""The sheet with one row an item, merged cells repeated, for filters and scripts."""

from collections.abc import Iterator

from gkml.document import Document, Notice, Run, Table, covered, letters_of
from gkml.formats.excel.editing import PROTECTION
from gkml.formats.excel.write_cells import (
    FLAT,
    HEAD,
    PLAIN,
    SPACE,
    Strings,
    columns_xml,
    frozen_view,
    key_of,
    row_xml,
    text_cell,
)
from gkml.formats.package.write import XML, attribute, escaped


def flat(table: Table, document: Document, strings: Strings) -> Iterator[str]:
    """Yields the sheet with one row an item, merged cells repeated, for filters and scripts."""
    width, rows = len(table.columns), len(table.body)
    letters = [letters_of(column) for column in range(width + 1)]
    fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    yield f'{XML}<worksheet xmlns="{SPACE}">{fit}{frozen_view(1, False)}'
    yield from columns_xml([max(8.0, column.share * 120) for column in table.columns])
    headings = [*((path or ("",))[-1] for path in table.headings()), document.wording.key]
    cells = (text_cell(f"{letters[c]}1", HEAD, (Run(text),), strings) for c, text in enumerate(headings))
    yield row_xml(1, 0, "".join(cells))
    for number, (row, covering) in enumerate(zip(table.body, covered(table.body, width), strict=True), 2):
        texts = [text_cell(f"{letters[c]}{number}", FLAT, cell.runs, strings) for c, cell in enumerate(covering)]
        texts.append(text_cell(f"{letters[width]}{number}", PLAIN, (Run(key_of(row)),), strings))
        yield row_xml(number, 0, "".join(texts))
    yield f'</sheetData>{PROTECTION if document.properties.source else ""}<autoFilter ref="A1:{letters[width - 1]}{rows + 1}"/>'
    yield from _choices(table, letters, document.wording.choose)
    yield '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
    yield '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/></worksheet>'


def _choices(table: Table, letters: list[str], refusal: Notice) -> Iterator[str]:
    """Drop-down lists where a column knows its values."""
    limited = [
        (letter, column.choices) for letter, column in zip(letters, table.columns, strict=False) if column.choices
    ]
    if not limited or not table.body:
        return
    yield f'<dataValidations count="{len(limited)}">'
    for letter, choices in limited:
        values = [escaped(choice) for choice in choices if choice]
        yield (
            f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="{attribute(refusal.title)}" '
            f'error="{attribute(refusal.text.format(choices="、".join(filter(None, choices))))}" sqref="{letter}2:{letter}{len(table.body) + 1}">'
            f'<formula1>"{",".join(values)}"</formula1></dataValidation>'
        )
    yield "</dataValidations>"
