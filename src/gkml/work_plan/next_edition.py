"""This year's plan in, the draft of next year's as plain data out: tasks stay, progress goes, years that were named are marked.

A deadline without a year holds for the new year as it stands; one that names a year is moved on by one. In the text every
year is put in 【】, for somebody has to read it.
"""

import re
from collections.abc import Mapping
from typing import Any

from gkml.schema.documents import NextEdition
from gkml.work_plan.entry import PlanEntry

_YEAR = re.compile("(?:19|20)[0-9]{2}(?=\\s*年)")
_FILL = (
    "通知、依据的上级文件（notice、basis）是上一年的，没有带过来；请写今年的。",
    "正文里的年份标在【】里，请逐处核对。",
)


def next_edition(entry: PlanEntry, data: Mapping[str, Any], file: str) -> NextEdition:
    """Returns the draft of the next year; `file` is this year's file as the new one names it."""
    plan, year = entry.plan, entry.plan.year + 1
    kept = {
        key: value
        for key, value in data.items()
        if key not in {"issued", "source", "edition", "notice", "basis", "year", "title", "previous", "draft"}
    }
    draft: dict[str, Any] = {
        **kept,
        "title": plan.title.replace(str(plan.year), str(year)),
        "year": str(year),
        "draft": "true",
        "previous": file,
        "sections": [_section(section, year) for section in data["sections"]],
    }
    if draft.get("quotas"):
        draft["quotas"] = [{k: v for k, v in quota.items() if k != "since"} for quota in draft["quotas"]]
    return NextEdition(str(year), draft, _FILL)


def _section(section: Mapping[str, Any], year: int) -> dict[str, Any]:
    texts = {key: _marked(value) for key, value in section.items() if key in {"heading", "paragraphs"}}
    parts = [_section(part, year) if "heading" in part else _task(part, year) for part in section.get("parts", ())]
    return {**section, **texts, **({"parts": parts} if parts else {})}


def _task(task: Mapping[str, Any], year: int) -> dict[str, Any]:
    kept = {key: value for key, value in task.items() if key != "progress"}
    texts = {key: _marked(value) for key, value in kept.items() if key in {"title", "text", "quantity"}}
    due = {"due": _YEAR.sub(lambda match: str(int(match[0]) + 1), kept["due"])} if kept.get("due") else {}
    return {**kept, **texts, **due}


def _marked(value: Any) -> Any:
    if isinstance(value, list):
        return [_marked(each) for each in value]
    return _YEAR.sub(lambda match: f"【{match[0]}】", value) if isinstance(value, str) else value
