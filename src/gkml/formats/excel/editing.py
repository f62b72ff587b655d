"""A printed table in, the rules for those who edit it in its sheet out: what may not be changed, what a cell can hold.

Data validation and no sheet protection: on a protected sheet Excel and WPS delete no row that has a locked cell, and
unlocked or not they merge, part and sort no cells at all. So a locked number or id would keep an office from taking an
item out, and the names of groups from being extended over a new row. Validation refuses what is typed over a heading and
leaves rows alone; what was pasted over one is seen when the file comes back (`cli/updating`). Clauses are those of
ECMA-376 Part 1.
"""

from collections.abc import Iterator
from typing import NamedTuple

from gkml.document import Column, Table
from gkml.formats.package.write import escaped

PROTECTION = '<sheetProtection sheet="1" formatColumns="0" formatRows="0" autoFilter="0"/>'
"""For the sheet of flat rows, which is not read when the file comes back: only its filters and widths can be changed."""


class _Rule(NamedTuple):
    """A rule (18.3.1.32): its attributes, its formula, and the cells that it is for."""

    attributes: str
    formula: str
    cells: str


def rules(table: Table, first: int, letters: list[str]) -> str:
    """The rules for a table whose head starts in row `first`; `letters` are its columns', and that of the ids at last."""
    found = list(_rules(table, first, letters))
    return f'<dataValidations count="{len(found)}">{"".join(map(_xml, found))}</dataValidations>'


def _rules(table: Table, first: int, letters: list[str]) -> Iterator[_Rule]:
    top = first + len(table.head)
    yield _refusing(
        "表头不能改", "列标题和列的次序请不要改动：送回的文件按表头读。", f"{letters[0]}{first}:{letters[-1]}{top - 1}"
    )
    if not table.body:
        return
    rows = f"{{0}}{top}:{{0}}{top + len(table.body) - 1}"
    yield _refusing("编号不能改", "这一列是事项的编号，由程序编排；新增的行请空着。", rows.format(letters[-1]))
    for letter, column in zip(letters, table.columns, strict=False):
        if rule := _rule(column, rows.format(letter)):
            yield rule


def _rule(column: Column, cells: str) -> _Rule | None:
    if not column.editable:
        return _refusing("这一列不用填", column.hint, cells)
    prompt = f' showInputMessage="1" prompt="{_attribute(column.hint)}"' if column.hint else ""
    if values := [escaped(choice) for choice in column.choices if choice]:
        refusal = f'showErrorMessage="1" errorTitle="只能勾选" error="请填“{"、".join(values)}”或留空"'
        return _Rule(f'type="list" allowBlank="1" {refusal}{prompt}', f'"{",".join(values)}"', cells)
    return _Rule(f'allowBlank="1"{prompt}', "", cells) if prompt else None


def _refusing(title: str, message: str, cells: str) -> _Rule:
    """A rule that nothing fits."""
    text = f'errorTitle="{_attribute(title)}" error="{_attribute(message)}"'
    return _Rule(f'type="custom" showErrorMessage="1" {text}', "FALSE", cells)


def _attribute(text: str) -> str:
    return escaped(text).replace('"', "&quot;")


def _xml(rule: _Rule) -> str:
    formula = f"<formula1>{rule.formula}</formula1>" if rule.formula else ""
    return f'<dataValidation {rule.attributes} sqref="{rule.cells}">{formula}</dataValidation>'
