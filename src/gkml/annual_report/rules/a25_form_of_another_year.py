"""表用了别的年度的格式。

2021年度起用国办公开办函〔2021〕30号的格式：第二部分是本年制发、废止、现行有效件数，第三部分的“（六）其他处理”分三行。
2019、2020年度用国办公开办函〔2019〕60号的格式。两张表分开判断。

错误：

    year: 2023
    form: "2021"
    applications_form: "2019"  # A25

正确：

    year: 2023
    form: "2021"
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.form import ReportForm
from gkml.diagnostics import Findings

SEVERITY = "error"
BASIS = "国办公开办函〔2021〕30号"


def check(entry: ReportEntry) -> Findings:
    report = entry.report
    if not entry.form.is_in_force(report.year):
        yield (entry.file, "form"), _message(report.year, "报告", entry.form)
    if report.applications_form and not entry.applications_form.is_in_force(report.year):
        yield (entry.file, "applications_form"), _message(report.year, "第三部分的表", entry.applications_form)


def _message(year: int, fault: str, form: ReportForm) -> str:
    until = f"到{form.last_year}" if form.last_year else "起"
    return f"{year}年度的{fault}用了{form.name}格式（{form.first_year}{until}年度用的）；请换成{year}年度的格式"
