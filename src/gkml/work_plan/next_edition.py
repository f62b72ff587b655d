"""This year's plan in, the draft of next year's as plain data out: tasks stay, progress goes, years that were named are marked.

A deadline without a year holds for the new year as it stands; one that names a year is moved on by one, or marked with 【】 where
that is not plain. In the text every
year is put in 【】, for somebody has to read it.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from gkml.schema.documents import NextEdition
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.tasks import last_day

_YEAR = re.compile("(?:19|20)[0-9]{2}(?=\\s*年)")
_ANY_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|[二2][〇零○0][〇零○一二三四五六七八九0-9]{2}(?=年)")
"""A year in any spelling."""
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
    due = {"due": _moved(kept["due"], year)} if kept.get("due") else {}
    return {**kept, **texts, **due}


def _moved(due: str, year: int) -> str:
    """Returns a deadline a year later; in 【】 if it names a year in another way, or if that day is none (29 February)."""
    if not _ANY_YEAR.search(due):
        return due
    moved = _YEAR.sub(lambda match: str(int(match[0]) + 1), due)
    is_plain = len(_ANY_YEAR.findall(due)) == len(_YEAR.findall(due))
    had_day = last_day(due, date(year - 1, 1, 1)) is not None
    is_lost = had_day and last_day(moved, date(year, 1, 1)) is None
    return f"【{due}】" if not is_plain or is_lost else moved


def _marked(value: Any) -> Any:
    if isinstance(value, list):
        return [_marked(each) for each in value]
    return _YEAR.sub(lambda match: f"【{match[0]}】", value) if isinstance(value, str) else value
