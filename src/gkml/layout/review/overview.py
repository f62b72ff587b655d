"""The sheets 总表 and 得分: one row for each body, and charts of the same."""

from collections.abc import Iterable, Sequence

from gkml.diagnostics import LABELS
from gkml.diagnostics.quoting import visible
from gkml.document import Chart, Paragraph, Series, Table
from gkml.layout.listing import list_table
from gkml.layout.review.sheet import note
from gkml.review.identity import Identity
from gkml.review.replies import Checked
from gkml.review.score import Weights
from gkml.review.summary import Ranked, Summary

_OVERVIEW = (
    ("名次", 4.0), ("单位", 16.0), ("地区", 8.0), ("领域", 8.0), ("目录名称", 22.0), ("版本", 6.0), ("发布日期", 8.0),
    ("事项数", 5.0), ("错误", 4.0), ("警告", 4.0), ("提示", 4.0), ("指引缺项", 5.0), ("弱于指引", 5.0), ("比上版减弱", 5.0),
    ("上次问题", 5.0), ("已改", 4.0), ("未改", 4.0), ("新增", 4.0), ("得分", 5.0), ("等次", 6.0), ("送审文件", 16.0),
)  # fmt: skip
_COUNTS = {"事项数", "错误", "警告", "提示", "指引缺项", "弱于指引", "比上版减弱", "上次问题", "已改", "未改", "新增"}
_FILTERS = {"地区", "领域", "等次"}


def overview(summary: Summary) -> Table:
    """Returns 总表: the sums, a row for each body by rank, and at the end a row for each file that could not be read."""
    of_body = _outcomes(summary.checked)
    rows = [_overview_row(each, of_body.get(each.body.identity)) for each in summary.ranked]
    sums = [_sum(rows, place) if heading in _COUNTS else "" for place, (heading, _) in enumerate(_OVERVIEW)]
    sums[1] = f"合计 {len(rows)} 份"
    unread = [["", "（没有读成）", *[""] * (len(_OVERVIEW) - 3), visible(file)] for file, _ in summary.unread]
    return list_table(
        _OVERVIEW, [*([sums] if rows else []), *rows, *unread], "总表", _COUNTS | {"得分", "名次"}, _FILTERS
    )


def _overview_row(each: Ranked, outcomes: tuple[int, int, int] | None) -> list[str]:
    body = each.body
    before, mended, remains = ("", "", "") if outcomes is None else map(str, outcomes)
    guided = bool(body.coverage)
    return [
        str(each.rank),
        *map(visible, (body.name, body.region, body.field, body.title, body.edition, body.issued)),
        str(body.items),
        *(str(body.count(severity)) for severity in LABELS),
        str(body.coverage.count("missing")) if guided else "",
        str(body.coverage.count("weak")) if guided else "",
        "" if body.weakened is None else str(body.weakened),
        before,
        mended,
        remains,
        "" if each.new is None else str(each.new),
        f"{each.score.total:g}",
        each.score.band,
        visible(body.file),
    ]


def _outcomes(checked: Iterable[Checked]) -> dict[Identity, tuple[int, int, int]]:
    """For each body of the round before: its defects then, those mended, and the others that could be checked."""
    counts: dict[Identity, list[int]] = {}
    for each in checked:
        listed = counts.setdefault(each.before.body, [0, 0, 0])
        listed[0] += 1
        listed[1] += each.outcome == "mended"
        listed[2] += each.outcome in {"remains", "declined"}
    return {identity: (before, mended, remains) for identity, (before, mended, remains) in counts.items()}


def _sum(rows: Sequence[Sequence[str]], place: int) -> str:
    numbers = [int(row[place]) for row in rows if row[place]]
    return str(sum(numbers)) if numbers else ""


def remarks(summary: Summary) -> list[Paragraph]:
    """Returns the lines below 总表: files not read, bodies without a guide."""
    lines = [f"没有读成：{file}——{reason}" for file, reason in summary.unread]
    without = [each.body.name for each in summary.ranked if not each.body.guide]
    if summary.guides and without:
        lines.append(f"没有找到相应的指引，没有对照：{'、'.join(without)}")
    if summary.guides:
        lines.append("指引缺项、弱于指引按指引的行计；指引本身就有的问题不算在单位名下，见“指引本身的问题”。")
    return [note(line) for line in lines]


def scores(summary: Summary) -> Table:
    """Returns 得分: the points that each part of the score kept, and what was lost where."""
    parts = summary.weights.parts
    columns = (
        ("名次", 4.0),
        ("单位", 16.0),
        ("目录名称", 22.0),
        *((f"{part}（{mark:g}）", 8.0) for part, mark in parts.items()),
    )
    columns = (*columns, ("得分（100）", 7.0), ("等次", 6.0), ("说明", 28.0))
    rows = [
        [
            str(each.rank),
            visible(each.body.name),
            visible(each.body.title),
            *(f"{mark - each.score.lost[part]:g}" for part, mark in parts.items()),
            f"{each.score.total:g}",
            each.score.band,
            "；".join(f"{part}扣{lost:g}分" for part, lost in each.score.lost.items() if lost),
        ]
        for each in summary.ranked
    ]
    numbers = {"名次", "得分（100）", *(f"{part}（{mark:g}）" for part, mark in parts.items())}
    return list_table(columns, rows, "得分", numbers, {"等次"})


def formula(weights: Weights) -> list[Paragraph]:
    """Returns the lines that tell how the points are counted."""
    points = "，".join(f"{LABELS.get(name, name)}{mark:g}分" for name, mark in weights.points.items())  # type: ignore[call-overload]
    bands = "，".join(f"{name}{least:g}分起" for name, least in weights.bands.items())
    return [
        note(f"每个问题扣：{points}；各项最多扣到这一项的满分。得分＝各项得分之和÷满分之和×100。等次：{bands}。"),
        note(
            f"事项多于{weights.size}个的目录，扣分乘以{weights.size}÷事项数，不让大目录吃亏。权重写在 gkml.yaml 的 review 里。"
        ),
    ]


_MOST_BARS = 40


def charts(summary: Summary) -> list[Chart]:
    """Returns charts of the scores and the numbers of findings, lowest scores first; none for a single body."""
    worst = sorted(summary.ranked, key=lambda each: each.score.total)[:_MOST_BARS]
    if len(worst) < 2:
        return []
    names = tuple(visible(each.body.region or each.body.name) for each in worst)
    some = f"（最低的{len(worst)}份）" if len(summary.ranked) > len(worst) else ""
    series = tuple(
        Series(label, tuple(each.body.count(severity) for each in worst)) for severity, label in LABELS.items()
    )
    totals = Series("得分", tuple(round(each.score.total) for each in worst))
    return [
        Chart("bar", f"得分{some}", names, (totals,), "分", f"{len(worst)}份目录的得分，从低到高", 700, 260),
        Chart("bar", f"问题数{some}", names, series, "个", f"{len(worst)}份目录的错误、警告、提示各几个", 700, 260),
    ]
