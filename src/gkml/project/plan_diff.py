"""Two work plans by their names in, their comparison in any report out."""

import json
from collections.abc import Sequence
from pathlib import Path

from gkml.diagnostics import GkmlError
from gkml.project.linked import linked
from gkml.project.loading import load_file
from gkml.project.plan_update import is_plan
from gkml.project.rendering import rendered
from gkml.project.workspace import Home
from gkml.report.text import report
from gkml.work_plan.compare import Comparison, compare
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.layout_comparison import lay_out

_TABLES = {"text": "text", "markdown": "md", "html": "html", "xlsx": "xlsx", "docx": "docx"}
FORMATS = (*_TABLES, "json")


def compared_plans(names: Sequence[str], home: Home) -> Comparison | None:
    """Returns the comparison of two plans, or of one with its `previous`; None if the names are no plans."""
    if not all(is_plan(Path(name)) for name in names):
        return None
    (first, *others) = [_plan(Path(name), home) for name in names]
    if others:
        return compare(first, others[0])
    if first.previous is None:
        raise GkmlError(f"{names[0]} 没有写 previous（上一年的方案），不知和谁比；请写上，或用 gkml diff 旧 新")
    return compare(first._replace(plan=first.previous, previous=None), first)


def _plan(path: Path, home: Home) -> PlanEntry:
    (loaded,) = linked([load_file(path, home)], home)
    if not isinstance(loaded.entry, PlanEntry) or loaded.diagnostics:
        raise GkmlError(report(loaded.diagnostics).rstrip("\n"))
    return loaded.entry


def plan_comparison(comparison: Comparison, form: str, home: Home) -> bytes:
    """Returns the comparison in one of `FORMATS`. Raises `GkmlError` for another."""
    if form == "json":
        data = {
            "kind": "work-plan",
            "old": comparison.old.plan.year,
            "new": comparison.new.plan.year,
            "changes": [change._asdict() for change in comparison.changes],
            "kept": comparison.kept,
        }
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    if form not in _TABLES:
        raise GkmlError(f"工作方案的比较没有 {form} 格式；可选：{'、'.join(FORMATS)}")
    return rendered(lay_out(comparison), _TABLES[form], home)
