"""A printed table in, the rules for those who edit it in its sheet out: what may not be changed, what a cell can hold.

Data validation and no sheet protection: on a protected sheet Excel and WPS delete no row that has a locked cell, and
unlocked or not they merge, part and sort no cells at all. So a locked number or id would keep an office from taking an
item out, and the names of groups from being extended over a new row. Validation refuses what is typed over a heading and
leaves rows alone; what was pasted over one is seen when the file comes back (`cli/updating`). Clauses are those of
ECMA-376 Part 1.
"""

from collections.abc import Iterator
from typing import NamedTuple

from gkml.document import Column, Notice, Table, Wording
from gkml.formats.package.write import attribute, escaped

PROTECTION = '<sheetProtection sheet="1" formatColumns="0" formatRows="0" autoFilter="0"/>'
"""For the sheet of flat rows, which is not read when the file comes back: only its filters and widths can be changed."""


class _Rule(NamedTuple):
    """A rule (18.3.1.32): its attributes, its formula, and the cells that it is for."""

    attributes: str
    formula: str
    cells: str


def rules(table: Table, first: int, letters: list[str], wording: Wording) -> str:
    """The rules for a table whose head starts in row `first`; `letters` are its columns', and that of the ids at last."""
    validations = list(_rules(table, first, letters, wording))
    return f'<dataValidations count="{len(validations)}">{"".join(map(_xml, validations))}</dataValidations>'


def _rules(table: Table, first: int, letters: list[str], wording: Wording) -> Iterator[_Rule]:
    top = first + len(table.head)
    if table.head:
        yield _refusing(wording.head_locked, f"{letters[0]}{first}:{letters[-1]}{top - 1}")
    if not table.body:
        return
    rows = f"{{0}}{top}:{{0}}{top + len(table.body) - 1}"
    yield _refusing(wording.key_locked, rows.format(letters[-1]))
    for letter, column in zip(letters, table.columns, strict=False):
        if rule := _rule(column, rows.format(letter), wording):
            yield rule


def _rule(column: Column, cells: str, wording: Wording) -> _Rule | None:
    if not column.editable:
        return _refusing(Notice(wording.column_locked, column.hint), cells)
    prompt = f' showInputMessage="1" prompt="{attribute(column.hint)}"' if column.hint else ""
    if column.number:
        kind = "whole" if column.number == "count" else "decimal"
        refusal = _error(wording.count_only if column.number == "count" else wording.amount_only)
        return _Rule(f'type="{kind}" operator="greaterThanOrEqual" allowBlank="1" {refusal}{prompt}', "0", cells)
    if values := [choice for choice in column.choices if choice]:
        refusal = _error(Notice(wording.choose.title, wording.choose.text.format(choices="、".join(values))))
        return _Rule(f'type="list" allowBlank="1" {refusal}{prompt}', f'"{escaped(",".join(values))}"', cells)
    return _Rule(f'allowBlank="1"{prompt}', "", cells) if prompt else None


def _refusing(notice: Notice, cells: str) -> _Rule:
    """A rule that nothing fits."""
    return _Rule(f'type="custom" {_error(notice)}', "FALSE", cells)


def _error(notice: Notice) -> str:
    """Returns the attributes of a rule that say what is wrong with what was typed."""
    return f'showErrorMessage="1" errorTitle="{attribute(notice.title)}" error="{attribute(notice.text)}"'


def _xml(rule: _Rule) -> str:
    formula = f"<formula1>{rule.formula}</formula1>" if rule.formula else ""
    return f'<dataValidation {rule.attributes} sqref="{rule.cells}">{formula}</dataValidation>'
