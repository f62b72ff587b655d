"""报告没有署名日期，也没有写公布的日期。

错误：

    year: 2021  # A26

正确：

    year: 2021
    issued: 2022-01-24
"""

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings

SEVERITY = "info"


def check(entry: ReportEntry) -> Findings:
    if entry.report.issued is None:
        yield (entry.file, "year"), "没有署名日期，看不出是不是按期公布；请写上署名或公布的日期（issued）"
