"""Takes the changes between two editions and returns JSON (schema/diff.schema.json) with everything known of each change."""

from datetime import date
from typing import Literal

from pydantic import Field

from gkml.catalog.profile import Profile
from gkml.diff.changes import KINDS, VERDICTS, Change, ChangeKind, Comparison, Side, Value, Verdict
from gkml.diff.naming import heading, level
from gkml.diff.totals import totals
from gkml.diff.words import compared, pairs
from gkml.report.diff_edition import ComparedEdition
from gkml.report.record import Record, counts_schema, json_text


class EditionRecord(Record):
    file: str = Field(description="文件")
    catalog: str = Field(description="目录代号")
    title: str = Field(description="目录标题")
    edition: str = Field(description="版本；没有为空")
    issued: date | None = Field(description="印发或公布日期；没有为 null")
    items: int = Field(ge=0, description="有几个事项")


class LevelRecord(Record):
    depth: int = Field(ge=0, description="第几级，从1起；0 是目录本身")
    name: str = Field(description="这一级的名称")
    count: int = Field(ge=1, description="几处")


class CountsRecord(Record):
    total: int = Field(ge=0, description="变化共几处")
    verdicts: dict[Verdict, int] = Field(json_schema_extra=counts_schema(VERDICTS.items()))
    kinds: dict[ChangeKind, int] = Field(json_schema_extra=counts_schema(KINDS.items()))
    levels: list[LevelRecord] = Field(description="按级别")
    accepted: int = Field(ge=0, description="其中已审定的")


class WordsRecord(Record):
    text: str = Field(description="文字")
    mark: Literal["", "deleted", "inserted"] = Field(description="删去、新增，空是没有变")


class SideRecord(Record):
    id: str = Field(description="事项编号")
    path: list[str] = Field(description="自上而下的各级名称，最后是本身")
    route: list[str | int] = Field(description="在文件里的路径")
    place: str | None = Field(description="文件:行:列；不知为 null")


class ChangeRecord(Record):
    fingerprint: str = Field(pattern="^[0-9a-f]{12}$", description="指纹：同一处变化总是这一个，审定时用")
    kind: ChangeKind = Field(description="类别：" + "、".join(f"{key} {words}" for key, words in KINDS.items()))
    verdict: Verdict = Field(description="变化：" + "、".join(f"{key} {words}" for key, words in VERDICTS.items()))
    depth: int = Field(ge=0, description="第几级，从1起；0 是目录本身")
    is_group: bool = Field(description="改的是分组")
    name: str = Field(description="名称，取消的是原名称")
    field: str = Field(description="字段；没有为空")
    heading: str = Field(description="字段的列标题；没有为空")
    before: str | list[str] = Field(description="原来的值；没有为空")
    after: str | list[str] = Field(description="现在的值；没有为空")
    words: list[list[WordsRecord]] = Field(description="逐字对照，列表逐项")
    why: list[str] = Field(description="判断的理由")
    reason: str = Field(description="调整依据；没有为空")
    office: str = Field(description="责任科室；没有为空")
    approver: str = Field(description="审定人；没有审定为空")
    old: list[SideRecord] = Field(description="上一版的事项；新增的为空，合并的有几个")
    new: list[SideRecord] = Field(description="本版的事项；取消的为空，拆分的有几个")
    values: list[dict[str, str | list[str]]] = Field(description="新增、取消、拆分、合并的事项的全部字段")


class Output(Record):
    """The comparison of two editions."""

    old: EditionRecord
    new: EditionRecord
    kept: int = Field(ge=0, description="没有变化的事项")
    counts: CountsRecord
    changes: list[ChangeRecord] = Field(description="依新版次序；取消的在原来的位置")


def report(comparison: Comparison, old: ComparedEdition, new: ComparedEdition, profile: Profile) -> str:
    """Returns one object; `profile` is that of the new edition, whose headings name the fields."""
    output = Output(
        old=_edition(old, comparison.items[0]),
        new=_edition(new, comparison.items[1]),
        kept=comparison.kept,
        counts=_counts(comparison, profile),
        changes=[_change(change, old, new, profile) for change in comparison.changes],
    )
    return json_text(output)


def _edition(edition: ComparedEdition, items: int) -> EditionRecord:
    catalog = edition.catalog
    return EditionRecord(
        file=edition.file,
        catalog=catalog.id,
        title=catalog.title,
        edition=catalog.edition,
        issued=catalog.issued,
        items=items,
    )


def _counts(comparison: Comparison, profile: Profile) -> CountsRecord:
    counts = totals(comparison.changes)
    return CountsRecord(
        total=len(comparison.changes),
        verdicts={verdict: counts.verdicts.get(verdict, 0) for verdict in VERDICTS},
        kinds={kind: counts.kinds.get(kind, 0) for kind in KINDS},
        levels=[
            LevelRecord(depth=depth, name=level(depth, profile), count=count) for depth, count in counts.levels.items()
        ],
        accepted=sum(counts.accepted.values()),
    )


def _change(change: Change, old: ComparedEdition, new: ComparedEdition, profile: Profile) -> ChangeRecord:
    return ChangeRecord(
        fingerprint=change.fingerprint,
        kind=change.kind,
        verdict=change.verdict,
        depth=change.depth,
        is_group=change.is_group,
        name=change.name,
        field=change.field,
        heading=heading(change.field, profile) if change.field else "",
        before=_listed(change.before),
        after=_listed(change.after),
        words=_words(change),
        why=list(change.why),
        reason=change.reason,
        office=change.office,
        approver=change.approver,
        old=[_side(side, old) for side in change.old],
        new=[_side(side, new) for side in change.new],
        values=[{field: _listed(value) for field, value in values.items()} for values in change.values],
    )


def _listed(value: Value) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _side(side: Side, edition: ComparedEdition) -> SideRecord:
    place = edition.locate(side.route) if edition.locate else None
    return SideRecord(id=side.id, path=list(side.path), route=list(side.route), place=place)


def _words(change: Change) -> list[list[WordsRecord]]:
    """Returns the texts word by word, one list for each text or entry of a list; nothing for a change of order."""
    if change.kind in {"reordered", "renumbered"} or not (change.before or change.after):
        return []
    texts = (compared(*pair) for pair in pairs(change.before, change.after))
    return [[WordsRecord(text=run.text, mark=run.mark) for run in runs if run.text] for runs in texts]
