"""Takes the outcome of a review and returns JSON (schema/review.schema.json), which the next round of the review reads."""

from datetime import date

from pydantic import Field

from gkml.diagnostics import Severity
from gkml.report.record import Record, json_text
from gkml.review.body import Defect, State
from gkml.review.identity import Identity
from gkml.review.replies import Before, Outcome, Round
from gkml.review.summary import Ranked, Summary


class DefectRecord(Record):
    key: str = Field(description="这一条的编号；同一问题各轮审核不变")
    code: str = Field(description="规则代号")
    severity: Severity = Field(description="级别")
    field: str = Field(description="字段")
    heading: str = Field(description="列标题")
    number: str = Field(description="事项的序号；整份目录的问题为空")
    item: str = Field(description="事项名称")
    text: str = Field(description="原文")
    problem: str = Field(description="问题")
    advice: str = Field(description="建议")
    basis: str = Field(description="依据")
    place: str = Field(description="在送审文件里的位置")


class IdentityRecord(Record):
    name: str = Field(description="单位")
    region: str = Field(description="地区；认不出为空")
    title: str = Field(description="目录名称，不带年份")


class BodyRecord(Record):
    identity: IdentityRecord = Field(description="各轮审核凭它认出同一份目录：第一轮的单位、地区和名称")
    rank: int = Field(ge=1, description="名次")
    name: str = Field(description="单位")
    region: str = Field(description="地区；认不出为空")
    title: str = Field(description="目录名称")
    field: str = Field(description="试点领域")
    edition: str = Field(description="版本")
    issued: str = Field(description="发布日期")
    file: str = Field(description="送审文件")
    items: int = Field(ge=0, description="事项数")
    score: float = Field(description="得分（100）")
    lost: dict[str, float] = Field(description="各项扣分")
    band: str = Field(description="等次")
    guide: str = Field(description="对照的指引；没有对照为空")
    coverage: list[State] = Field(description="指引各行：full 有、weak 弱、missing 缺、excused 不适用、open 未列")
    weakened: int | None = Field(description="比上一版减弱几处；没有上一版为 null")
    new: int | None = Field(description="上次没有的问题；没有上次为 null")
    defects: list[DefectRecord] = Field(description="问题")


class GuideDefectRecord(DefectRecord):
    bodies: int = Field(ge=0, description="涉及多少单位")


class GuideRecord(Record):
    title: str = Field(description="指引名称")
    rows: list[str] = Field(description="指引各行的事项，各级用 › 连接")
    defects: list[GuideDefectRecord] = Field(description="指引本身就有的问题")


class UnreadRecord(Record):
    file: str = Field(description="文件")
    why: str = Field(description="没有读成的原因")


class CheckedRecord(Record):
    key: str = Field(description="问题的编号")
    name: str = Field(description="单位")
    outcome: Outcome = Field(description="mended 已改、remains 未改、declined 不采纳、unchecked 无法核对")
    replied: str = Field(description="单位回复的整改情况；没有回复为空")
    contradicts: bool = Field(description="回复说已整改，新送的目录里还有")


class Output(Record):
    """A round of a review."""

    reviewed: date = Field(description="审核日期")
    due: date = Field(description="整改时限")
    bodies: list[BodyRecord] = Field(description="各份目录，按名次")
    guides: list[GuideRecord] = Field(description="指引")
    unread: list[UnreadRecord] = Field(description="没有读成的文件")
    checked: list[CheckedRecord] = Field(description="上次问题的复核")


def report(summary: Summary) -> str:
    """Returns the whole review as one object."""
    output = Output(
        reviewed=date.fromisoformat(summary.day),
        due=date.fromisoformat(summary.due),
        bodies=[_body(each) for each in summary.ranked],
        guides=[
            GuideRecord(
                title=guide.title,
                rows=[" › ".join(path) for path in guide.rows],
                defects=[GuideDefectRecord(**defect._asdict(), bodies=count) for defect, count in guide.defects],
            )
            for guide in summary.guides
        ],
        unread=[UnreadRecord(file=file, why=why) for file, why in summary.unread],
        checked=[
            CheckedRecord(
                key=each.before.defect.key,
                name=each.before.body.name,
                outcome=each.outcome,
                replied=each.reply.status if each.reply else "",
                contradicts=each.contradicts,
            )
            for each in summary.checked
        ],
    )
    return json_text(output)


def _body(each: Ranked) -> BodyRecord:
    plain = each.body._asdict() | {
        "identity": IdentityRecord(**each.body.identity._asdict()),
        "coverage": list(each.body.coverage),
        "defects": [DefectRecord(**defect._asdict()) for defect in each.body.defects],
    }
    score = each.score
    return BodyRecord(rank=each.rank, score=score.total, lost=dict(score.lost), band=score.band, new=each.new, **plain)


def round_of(text: bytes) -> Round:
    """Returns the round of a review that its JSON holds. Raises `ValueError` if it is not one."""
    output = Output.model_validate_json(text)
    due = output.due.isoformat()
    bodies = tuple(Identity(**body.identity.model_dump()) for body in output.bodies)
    defects = (
        Before(identity, body.title, Defect(**defect.model_dump()), due)
        for identity, body in zip(bodies, output.bodies, strict=True)
        for defect in body.defects
    )
    return Round(bodies, tuple(defects))
