"""Takes the bodies of a review with their scores and returns the summary: for a workbook, and the pages of the same.

A workbook has the sheets 总表, 得分, 覆盖矩阵 (one for each guide), 问题清单, 指引本身的问题 and 上次问题复核; a sheet with nothing on it
is left out. The page has 总表 with charts.
"""

from gkml.document import Document, Properties, Section, Wording
from gkml.layout.review.lists import defects, guide_defects, replies
from gkml.layout.review.matrix import matrices
from gkml.layout.review.overview import charts, formula, overview, remarks, scores
from gkml.layout.review.sheet import section
from gkml.review.summary import Summary

TITLE = "审核汇总"


def workbook(summary: Summary) -> Document:
    """Returns the summary with all its sheets."""
    sections = [
        section(f"{TITLE}（{summary.day}）", [overview(summary), *remarks(summary)]),
        section("得分", [scores(summary), *formula(summary.weights)]),
        *matrices(summary),
        section("问题清单", [defects(summary)]),
        *guide_defects(summary),
        *replies(summary),
    ]
    wording = Wording(flat_sheet="", rows="{title}（共 {count} 行）", shown="显示 {shown} 行，共 {count} 行")
    return Document(TITLE, tuple(sections), Properties(product=TITLE, issued=summary.day), wording=wording)


def page(summary: Summary) -> Document:
    """Returns 总表 with charts of the findings and the scores, for a browser."""
    whole = workbook(summary)
    blocks = (*whole.sections[0].blocks, *charts(summary))
    return Document(TITLE, (Section(blocks, whole.sections[0].page),), whole.properties, wording=whole.wording)


def defects_page(summary: Summary) -> Document:
    """Returns the 问题清单 of all bodies, for a browser."""
    sections = (section("问题清单", [defects(summary)]),)
    wording = Wording(rows="{title}（共 {count} 条）", shown="显示 {shown} 条，共 {count} 条")
    return Document("问题清单", sections, Properties(product="问题清单", issued=summary.day), wording=wording)
