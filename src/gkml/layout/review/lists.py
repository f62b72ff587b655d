"""The sheets 问题清单, 指引本身的问题 and 上次问题复核: one row for each defect."""

from collections.abc import Iterator

from gkml.diagnostics import LABELS
from gkml.document import Section, Table
from gkml.layout.listing import Columns, list_table
from gkml.layout.review.sheet import lines, section
from gkml.review.replies import OUTCOMES, Checked
from gkml.review.summary import Summary

_DEFECTS = (
    ("序号", 4.0), ("单位", 12.0), ("目录", 14.0), ("事项序号", 5.0), ("事项名称", 12.0), ("字段", 7.0), ("原文", 16.0),
    ("问题", 22.0), ("建议", 14.0), ("依据", 10.0), ("级别", 4.0), ("整改时限", 8.0), ("整改情况", 8.0), ("备注", 8.0), ("规则", 5.0),
    ("位置", 9.0),
)  # fmt: skip
_OF_GUIDE = (
    ("序号", 4.0), ("指引", 16.0), ("事项", 14.0), ("字段", 7.0), ("原文", 18.0), ("问题", 24.0), ("建议", 14.0), ("级别", 4.0),
    ("涉及单位数", 6.0),
)  # fmt: skip
_CHECKED = (
    ("序号", 4.0), ("单位", 14.0), ("事项", 14.0), ("问题", 24.0), ("整改时限", 8.0), ("单位回复", 18.0), ("复核结果", 12.0),
    ("依据", 16.0),
)  # fmt: skip


def defects(summary: Summary) -> Table:
    """Returns the defects of all bodies in the order of the bodies."""
    listed = [(each.body, defect) for each in summary.ranked for defect in each.body.defects]
    rows = []
    for number, (body, defect) in enumerate(listed, 1):
        texts = (body.name, body.title, defect.number, defect.item, defect.heading, defect.text, defect.problem)
        more = (defect.advice, defect.basis, LABELS[defect.severity], summary.due, "", "", defect.code, defect.place)
        rows.append([str(number), *map(lines, (*texts, *more))])
    keys = [defect.key for _, defect in listed]
    return list_table(_DEFECTS, rows, "问题清单", {"序号"}, {"单位", "字段", "级别", "规则"}, keys)


def guide_defects(summary: Summary) -> Iterator[Section]:
    """Yields the sheet of the defects that stand in the guides, if there are any."""
    rows: list[list[str]] = []
    for guide in summary.guides:
        for defect, count in guide.defects:
            texts = (guide.title, defect.item, defect.heading, defect.text, defect.problem, defect.advice)
            rows.append([str(len(rows) + 1), *map(lines, texts), LABELS[defect.severity], str(count)])
    return _sheet("指引本身的问题", _OF_GUIDE, rows, {"级别"})


def replies(summary: Summary) -> Iterator[Section]:
    """Yields the sheet of the defects of the round before with the replies and outcomes, if there are any."""
    rows = [[str(number), *map(lines, _checked(each))] for number, each in enumerate(summary.checked, 1)]
    return _sheet("上次问题复核", _CHECKED, rows, {"单位", "复核结果"})


def _checked(each: Checked) -> tuple[str, ...]:
    defect, reply = each.before.defect, each.reply
    answer = "；".join(filter(None, (reply.status, reply.measures, reply.done, reply.person))) if reply else ""
    outcome = OUTCOMES[each.outcome] + ("（回复说已整改）" if each.contradicts else "")
    file = reply.file if reply else ""
    return (each.before.body.name, defect.item, defect.problem, each.before.due, answer or "没有回复", outcome, file)


def _sheet(title: str, columns: Columns, rows: list[list[str]], filters: set[str]) -> Iterator[Section]:
    if rows:
        yield section(title, [list_table(columns, rows, title, {"序号", "涉及单位数"}, filters)])
