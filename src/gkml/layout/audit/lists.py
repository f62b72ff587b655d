"""The lists of an audit, each on a sheet of its own: findings, quotas, what has no record, applications, every record."""

from collections.abc import Sequence

from gkml.diagnostics import LABELS, Diagnostic
from gkml.diagnostics.quoting import visible
from gkml.document import Table
from gkml.layout.listing import list_table
from gkml.ledger.application import Application, State
from gkml.ledger.audit import Judged, Without
from gkml.ledger.judge import STATES
from gkml.ledger.quota import Met

APPLICATION_STATES: dict[State, str] = {
    "in-time": "按时答复",
    "late": "逾期答复",
    "open": "在办",
    "overdue": "逾期未答复",
    "waiting": "等待补正或征求意见",
    "not-assessable": "无法判断",
}


def findings_table(diagnostics: Sequence[Diagnostic]) -> Table:
    columns = (("序号", 4.0), ("级别", 4.0), ("问题", 40.0), ("事项或标题", 18.0), ("在哪里", 18.0), ("代号", 5.0))
    rows = []
    for number, each in enumerate(diagnostics, 1):
        texts = (each.message, each.text or each.title, f"{each.file} {each.place}".strip(), each.code)
        rows.append([str(number), LABELS[each.severity], *map(visible, texts)])
    return list_table(columns, rows, "问题", {"序号"}, {"级别", "代号"})


def quotas_table(quotas: Sequence[Met]) -> Table:
    columns = (
        ("科室", 16.0),
        ("事项", 16.0),
        ("期间", 8.0),
        ("应公开", 6.0),
        ("已公开", 6.0),
        ("还差", 6.0),
        ("期满", 5.0),
    )
    rows = [
        [
            *map(visible, (each.office, each.item, each.period.name)),
            *map(str, (each.needed, each.published, each.missing)),
            "是" if each.is_over else "否",
        ]
        for each in quotas
    ]
    return list_table(columns, rows, "数量要求", {"应公开", "已公开", "还差"}, {"科室", "期间"})


def without_table(without: Sequence[Without]) -> Table:
    columns = (("类别", 6.0), ("名称", 30.0), ("科室", 16.0), ("应当公开", 6.0), ("说明", 30.0))
    rows = [
        [
            "事项" if each.kind == "item" else "栏目",
            *map(visible, (each.name, each.office)),
            "是" if each.was_due else "不一定",
            visible(each.reason),
        ]
        for each in without
    ]
    return list_table(columns, rows, "没有记录", (), {"类别", "应当公开"})


def applications_table(applications: Sequence[Application]) -> Table:
    columns = (
        ("编号", 10.0),
        ("收到日期", 8.0),
        ("最迟答复", 8.0),
        ("答复日期", 8.0),
        ("情况", 10.0),
        ("晚几个工作日", 7.0),
    )
    rows = [
        [
            visible(each.id),
            *(str(day or "") for day in (each.received, each.due, each.answered)),
            APPLICATION_STATES[each.state],
            str(each.days or ""),
        ]
        for each in applications
    ]
    return list_table(columns, rows, "依申请公开", (), {"情况"})


def records_table(judged: Sequence[Judged]) -> Table:
    columns = (
        ("台账", 12.0), ("行", 4.0), ("事项", 16.0), ("标题", 24.0), ("科室", 10.0), ("形成", 8.0), ("最迟", 8.0), ("发布", 8.0),
        ("情况", 7.0), ("晚几个工作日", 6.0), ("说明", 16.0),
    )  # fmt: skip
    rows = []
    for each in judged:
        verdict = each.verdict
        texts = (f"{each.file} {each.sheet}".strip(), str(each.row), each.target.name, each.title, each.office)
        days = (each.formed, verdict.due, each.published)
        rest = (STATES[verdict.state], str(verdict.days or ""), visible(each.excuse or verdict.reason))
        rows.append([*map(visible, texts), *(str(day or "") for day in days), *rest])
    return list_table(columns, rows, "逐条", {"行"}, {"科室", "情况"})
