"""Two editions of a document of any kind in, their 修订对照表 as a document out, and which editions there are to compare."""

from pathlib import Path

from gkml.annual_report.layout_comparison import lay_out as lay_out_reports
from gkml.diagnostics import GkmlError
from gkml.document import Document
from gkml.layout import changes
from gkml.project.desk.documents import Desk, Listed
from gkml.project.diff import DiffOptions, diff
from gkml.project.linked import beside
from gkml.project.plan_diff import compared_plans
from gkml.project.report_diff import compared_reports
from gkml.work_plan.layout_comparison import lay_out as lay_out_plans


def older_editions(desk: Desk, key: str) -> list[Listed]:
    """Returns the documents that may be the edition before: the one that the document names, then others of its kind."""
    listed = desk.listed()
    own = next(each for each in listed if each.key == key)
    entry = desk.opened(key).loaded.entry
    named = entry.links.get("previous", "") if entry else ""
    previous = beside(own.path, named).resolve() if named else None
    others = [each for each in listed if each.kind == own.kind and each.key != key]
    others.sort(key=lambda each: each.edition, reverse=True)
    return sorted(others, key=lambda each: (each.path.resolve() != previous, *_distance(each, own)))


def _distance(each: Listed, own: Listed) -> tuple[bool, bool, bool]:
    """Returns how unlikely a document is the edition before: of another agency, of another title, not older."""
    return each.agency != own.agency, each.title != own.title, each.edition >= own.edition


def compared(desk: Desk, old: Path, new: Path) -> Document:
    """Returns the 修订对照表 of two editions. Raises `GkmlError` if they cannot be compared."""
    names = (str(old), str(new))
    if reports := compared_reports(names, desk.home):
        return lay_out_reports(reports)
    if plans := compared_plans(names, desk.home):
        return lay_out_plans(plans)
    comparisons = diff(DiffOptions(names), desk.home).comparisons
    if len(comparisons) != 1:
        raise GkmlError("这两份不能一对一地比")
    each = comparisons[0]
    old_entry, new_entry = each.old.entry, each.new.entry
    return changes.layout(each.comparison, old_entry.catalog, new_entry.catalog, new_entry.profile)
