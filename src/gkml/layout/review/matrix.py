"""The sheets 覆盖矩阵: the rows of a guide beside the bodies that follow it."""

from collections.abc import Sequence

from gkml.diagnostics.quoting import visible
from gkml.document import Paragraph, Section, Table
from gkml.layout.listing import list_table
from gkml.layout.review.sheet import note, section
from gkml.review.body import STATES, Body, State
from gkml.review.summary import GuideSummary, Summary

_COVERED: set[State] = {"full", "weak"}
_GROUP = 25
"""Bodies in one matrix: more columns fit on no paper."""


def matrices(summary: Summary) -> list[Section]:
    """Returns a sheet for each guide and each group of bodies that follow it."""
    sections = []
    for guide in summary.guides:
        bodies = [each.body for each in summary.ranked if each.body.guide == guide.title and each.body.coverage]
        groups = [bodies[start : start + _GROUP] for start in range(0, len(bodies), _GROUP)]
        for number, group in enumerate(groups, 1):
            name = "覆盖矩阵" + (f"{number}" if len(groups) > 1 else "")
            sections.append(
                section(f"{guide.title}：覆盖情况", [_matrix(guide, group, bodies, name), _legend()], wide=True)
            )
    return sections


def _legend() -> Paragraph:
    return note(
        "有：不弱于指引；弱：比指引公开得少；缺：没有列入；不适用：目录里说明了原因；未列：三级事项，可以增减。"
    )


def _matrix(guide: GuideSummary, group: Sequence[Body], bodies: Sequence[Body], sheet: str) -> Table:
    columns = (
        ("序号", 4.0),
        ("指引的事项", 30.0),
        *((_short(body, group), 6.0) for body in group),
        ("覆盖数", 5.0),
        ("覆盖率", 5.0),
    )
    rows: list[list[str]] = []
    for place, path in enumerate(guide.rows):
        count = sum(body.coverage[place] in _COVERED for body in bodies)
        states = (STATES[body.coverage[place]] for body in group)
        rows.append([str(place + 1), visible(" › ".join(path)), *states, str(count), f"{count / len(bodies):.0%}"])
    return list_table(columns, rows, sheet, {"序号", "覆盖数"}, ())


def _short(body: Body, group: Sequence[Body]) -> str:
    """Returns the region, where it tells the bodies of a group apart, else the name."""
    regions = [each.region for each in group]
    return visible(body.region if body.region and regions.count(body.region) == 1 else body.name)
