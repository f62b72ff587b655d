"""Takes a body of a review and returns the 问题清单 to send it: head lines, the defects with columns for its reply, the foot."""

from gkml.diagnostics import LABELS
from gkml.diagnostics.quoting import visible
from gkml.document import Block, Column, Document, Heading, Notice, Paragraph, Properties, Run, Section, Wording
from gkml.layout.listing import table
from gkml.review.body import Defect
from gkml.review.replies import REPLIES
from gkml.review.summary import Ranked

PRODUCT = "问题清单"
STATUS, MEASURES, DONE, PERSON, ITEM, PROBLEM = "整改情况", "整改措施", "完成时间", "责任人", "事项", "问题"
WHOLE = "（整份目录）"
"""What stands under 事项 for a defect of no item."""
_FIXED = (
    ("序号", 4.0), (ITEM, 12.0), ("字段", 7.0), ("原文", 16.0), (PROBLEM, 22.0), ("建议", 14.0), ("依据", 10.0), ("级别", 4.0),
    ("整改时限", 7.0),
)  # fmt: skip
_REPLY = ((MEASURES, 14.0), (STATUS, 8.0), (DONE, 8.0), (PERSON, 6.0))
_HINTS = {
    MEASURES: "改了什么、怎么改的；不采纳的，写明理由。",
    STATUS: "请选一项；复核时以新送的目录为准。",
    DONE: "如 2026-12-10",
    PERSON: "联系得到的人",
}
_FOOT = "填报人：____________    审核人：____________    联系电话：____________    单位（盖章）：____________    日期：______年____月____日"


def layout(ranked: Ranked, day: str, due: str) -> Document:
    """Returns the list of one body; `day` is that of the review, `due` that by which it has to reply (ISO dates)."""
    body = ranked.body
    counts = "、".join(f"{label}{body.count(severity)}个" for severity, label in LABELS.items())
    lines = [
        f"单位：{body.name}    目录：{body.title}    送审文件：{body.file}",
        f"审核日期：{day}    整改时限：{due}    问题：{counts}    得分：{ranked.score.total:g}（{ranked.score.band}）",
    ]
    if body.guide:
        lines.append(f"对照的指引：{body.guide}")
    columns = [*map(_fixed, _FIXED), *map(_own, _REPLY)]
    total = sum(column.share for column in columns)
    columns = [column._replace(share=column.share / total) for column in columns]
    rows = [_row(number, defect, due) for number, defect in enumerate(body.defects, 1)]
    keys = [defect.key for defect in body.defects]
    title = f"{body.title}{PRODUCT}"
    blocks: tuple[Block, ...] = (
        Heading(visible(title), 0),
        *(Paragraph((Run(visible(line)),)) for line in lines),
        table([heading for heading, _ in (*_FIXED, *_REPLY)], columns, rows, PRODUCT, keys),
        Paragraph((Run(_FOOT),)),
    )
    wording = Wording(
        flat_sheet="",
        key_locked=Notice("这一列不能改", "送回时靠它认出是哪一条。"),
        head_locked=Notice("表头不能改", "列标题和列的次序请不要改动：送回的文件按表头读。"),
    )
    properties = Properties(product=PRODUCT, agency=body.name, issued=day, source=f"review {day}")
    return Document(title, (Section(blocks),), properties, wording=wording)


def _fixed(column: tuple[str, float]) -> Column:
    share = column[1]
    return Column(
        share, "center" if share <= 8 else "left", editable=False, hint="这一列是审核结果，请在后面几列回复。"
    )


def _own(column: tuple[str, float]) -> Column:
    heading, share = column
    choices = REPLIES if heading == STATUS else ()
    return Column(share, "left", choices=choices, hint=_HINTS[heading])


def _row(number: int, defect: Defect, due: str) -> list[str]:
    texts = (defect.item or WHOLE, defect.heading, defect.text, defect.problem, defect.advice, defect.basis)
    return [
        str(number),
        *("\n".join(map(visible, text.split("\n"))) for text in texts),
        LABELS[defect.severity],
        due,
        *[""] * len(_REPLY),
    ]
