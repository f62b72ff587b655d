"""第三部分的表：（七）总计不等于（一）到（六）各种结果之和。

每一列都要相等。总计可以不写，编译时由各种结果相加。

错误：

    applications:
      new: [3, 0, 0, 0, 0, 0, 3]
      g: [1, 0, 0, 0, 0, 0, 1]
      u1: [1, 0, 0, 0, 0, 0, 1]
      tot: [3, 0, 0, 0, 0, 0, 3]  # A02

正确：

    applications:
      new: [3, 0, 0, 0, 0, 0, 3]
      g: [1, 0, 0, 0, 0, 0, 1]
      u1: [2, 0, 0, 0, 0, 0, 2]
      tot: [3, 0, 0, 0, 0, 0, 3]
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import Figure, printed
from gkml.annual_report.form import APPLICANTS
from gkml.diagnostics import Findings

SEVERITY = "error"
BASIS = "国办公开办函〔2021〕30号"


def check(entry: ReportEntry) -> Findings:
    rows, outcomes = entry.tables.applications, entry.applications_form.outcomes
    if "tot" not in rows or not all(key in rows for key in outcomes):
        return
    columns = [text for place in range(len(APPLICANTS)) if (text := _difference(rows, outcomes, place))]
    if columns:
        yield (
            (entry.file, "applications", "tot"),
            f"各种结果之和不等于（七）总计：{'；'.join(columns)}；请核对漏计或重复计的结果",
        )


def _difference(rows: Mapping[str, tuple[Figure, ...]], outcomes: Sequence[str], place: int) -> str:
    """What is wrong with a column; "" if it adds up, or if a cell states no number. Blank cells among others count as nought."""
    cells = [rows[key][place] for key in outcomes]
    filled = [cell.number for cell in cells if cell.number is not None]
    stated = rows["tot"][place].number
    if stated is None or not filled or any(cell.is_filled and cell.number is None for cell in cells):
        return ""
    added = sum(filled, Decimal())
    return "" if added == stated else f"{APPLICANTS[place]}之和{printed(added)}，总计{printed(stated)}"
