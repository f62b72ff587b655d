"""第二部分的现行有效件数，与已公布的现行有效文件目录的件数不同。

报告的文件里写了 in_force（各类现行有效文件，逐件列出名称）的，件数应等于表里的“现行有效件数”。同一份文件列了两遍的
只算一件。in_force 不印在报告里，不写就不核对。

错误：

    disclosures:
      行政规范性文件: [1, 0, 3]  # A31
    in_force:
      行政规范性文件: [某某管理办法, 某某补贴办法]

正确：

    disclosures:
      行政规范性文件: [1, 0, 2]
    in_force:
      行政规范性文件: [某某管理办法, 某某补贴办法]
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.form import IN_FORCE
from gkml.diagnostics import Findings

SEVERITY = "error"


def check(entry: ReportEntry) -> Findings:
    for row, listed in entry.report.in_force.items():
        columns = entry.tables.disclosures.get(row, {})
        number = columns[IN_FORCE].number if IN_FORCE in columns else None
        count = len({"".join(name.split()) for name in listed})
        if number is None or number == count:
            continue
        twice = f"（有{len(listed) - count}件列了两遍，只算一件）" if len(listed) > count else ""
        message = f"“{row}”{IN_FORCE}{printed(number)}，已公布的目录（in_force）里是{count}件{twice}；请核对"
        yield (entry.file, "disclosures", row, list(columns).index(IN_FORCE)), message
