"""正文里写的收到申请件数，与第三部分的表不同。

正文的件数应是“新收”，或“新收”加“上年结转”。正文说的是另外的范围（如政府办公室代表政府受理的），不比较；写了“余”“近”“约”的只比大小。

错误：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 本年度共受理政府信息公开申请2件。  # A10
    applications:
      new: [3, 0, 0, 0, 0, 0, 3]
      u1: [3, 0, 0, 0, 0, 0, 3]

正确：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - "本年度共受理政府信息公开申请{三.新收}件。"
    applications:
      new: [3, 0, 0, 0, 0, 0, 3]
      u1: [3, 0, 0, 0, 0, 0, 3]
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.diagnostics import Findings

SEVERITY = "warning"


def check(entry: ReportEntry) -> Findings:
    rows = entry.tables.applications
    if "new" not in rows or rows["new"][6].number is None:
        return
    new = rows["new"][6].number
    carried = rows["prev"][6].number if "prev" in rows else None
    both = new + carried if carried is not None else new
    for statement in entry.statements:
        if statement.subject != "received" or statement.is_partial or not statement.is_exact:
            continue
        if statement.number not in {new, both}:
            table = f"新收{printed(new)}" + (f"、上年结转{printed(carried)}" if carried else "")
            message = (
                f"正文写收到申请{printed(statement.number)}件，第三部分的表是{table}；请改成一致，或引用 {{三.新收}}"
            )
            yield statement.route, message
