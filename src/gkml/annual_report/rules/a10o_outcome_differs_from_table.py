"""正文里写的各种办理结果的件数，与第三部分的表不同。

不予公开、无法提供、不予处理、其他处理在表里没有小计，正文的件数应是下面各行之和；“予以公开及部分公开”是两行之和。
常见的原因是抄了自然人一列，或只抄了其中一行。

错误：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 收到申请3件，其中予以公开1件，无法提供1件。  # A10o
    applications:
      new: [3, 0, 0, 0, 0, 0, 3]
      g: [1, 0, 0, 0, 0, 0, 1]
      u1: [1, 0, 0, 0, 0, 0, 1]
      u2: [1, 0, 0, 0, 0, 0, 1]

正确：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 收到申请3件，其中予以公开1件，无法提供2件。
    applications:
      new: [3, 0, 0, 0, 0, 0, 3]
      g: [1, 0, 0, 0, 0, 0, 1]
      u1: [1, 0, 0, 0, 0, 0, 1]
      u2: [1, 0, 0, 0, 0, 0, 1]
"""

from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.form import APPLICANTS
from gkml.annual_report.statements import Statement
from gkml.diagnostics import Findings

SEVERITY = "warning"


def check(entry: ReportEntry) -> Findings:
    for statement in entry.statements:
        if statement.subject != "outcome" or not statement.is_exact or statement.is_partial:
            continue
        columns = [total for place in range(7) if (total := _total(entry, statement.keys, place)) is not None]
        if len(columns) < 7 or statement.number == columns[6]:
            continue
        hint = _copied(statement, columns)
        name = "、".join(entry_name for entry_name in _names(statement))
        message = (
            f"正文写{name}{printed(statement.number)}件，第三部分的表各行之和是{printed(columns[6])}{hint}；请改成一致"
        )
        yield statement.route, message


def _names(statement: Statement) -> list[str]:
    names = {"g": "予以公开", "p": "部分公开", "d": "不予公开", "u": "无法提供", "n": "不予处理", "o": "其他处理"}
    return [names[key] for key in statement.keys]


def _total(entry: ReportEntry, letters: tuple[str, ...], place: int) -> Decimal | None:
    """The sum of a column over the outcomes whose keys begin with these letters; None if one of them states no number.

    A blank 总计 is the sum of its row.
    """
    keys = [key for key in entry.applications_form.outcomes if key[0] in letters]
    rows = entry.tables.applications
    total = Decimal()
    for key in keys:
        if key not in rows:
            return None
        row = rows[key]
        if any(cell.is_filled and cell.number is None for cell in row):
            return None
        blank_total = place == len(APPLICANTS) - 1 and not row[place].is_filled
        cells = row[:-1] if blank_total else (row[place],)
        total += sum((cell.number for cell in cells if cell.number is not None), Decimal())
    return total


def _copied(statement: Statement, columns: list[Decimal]) -> str:
    """A note on the column that the number was probably copied from."""
    same = [
        name for name, number in zip(APPLICANTS, columns[:6], strict=False) if number == statement.number and number
    ]
    return f"（{printed(statement.number)}是{same[0]}一列的数）" if same else ""
