"""Answers about time limits in, JSON out: the form for scripts (schema/due.schema.json)."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from gkml.deadlines.deadline import Deadline, count
from gkml.deadlines.due import Answer
from gkml.deadlines.workdays import Calendar, Unannounced
from gkml.phrases.limit_part import Part
from gkml.phrases.limit_wording import canonical


def report(pairs: Sequence[tuple[Answer, Calendar]], as_of: date | None, *, many: bool, explain: bool = False) -> str:
    """One object, or with `many` a list of them; `days` is empty in a list unless `explain`."""
    told = [_flat(answer, calendar, as_of, explain or not many) for answer, calendar in pairs]
    return json.dumps(told if many else told[0], ensure_ascii=False, indent=1) + "\n"


def _flat(answer: Answer, calendar: Calendar, as_of: date | None, days: bool) -> dict[str, Any]:
    ask, limit, main = answer.ask, answer.limit, answer.main
    part = main.part if main else limit.main
    return {
        "due": _iso(main.due) if main else None,
        "provisional": main.provisional if main else False,
        "unit": part.unit if part else None,
        "n": part.n if part else None,
        "days": _days(main, answer, calendar) if main and days else [],
        "last_working_day": _iso(main.last_working_day) if main else None,
        "ended_on": _iso(main.ended_on) if main else None,
        "from": _iso(main.start) if main else _iso(ask.start),
        "as_of": _iso(as_of),
        "days_left": (main.due - as_of).days if main and as_of else None,
        "working_days_left": _working_days_left(main, calendar, as_of),
        "computable": limit.computable,
        "reason": answer.refused or limit.reason or ("要知道事情发生的日期" if answer.needs_event else ""),
        "notes": [*main.notes, *main.cautions] if main else [],
        "limit": limit.text,
        "canonical": canonical(limit),
        "exception": limit.exception,
        "not_understood": limit.rest,
        "parts": [_part(part, _deadline_of(part, answer)) for part in limit.parts],
        "ceiling": _ceiling(answer),
        "rule": ask.rule.name if ask.rule else None,
        "catalog": ask.catalog,
        "item": ask.item,
        "name": ask.name,
        "region": calendar.region,
        "calendar": calendar.name,
    }


def _deadline_of(part: Part, answer: Answer) -> Deadline | None:
    return next((found for found in answer.found if found.part.text == part.text), None)


def _part(part: Part, found: Deadline | None) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "text": part.text,
        "trigger": part.trigger,
        "scope": part.scope,
        "n": part.n,
        "low": part.low,
        "unit": part.unit,
        "unit_stated": part.unit_stated,
        "period": part.period,
        "every": part.every,
        "times": part.times,
        "anchors": [anchor._asdict() for anchor in part.anchors],
        "cites": part.cites,
        "computable": part.computable,
        "reason": part.reason,
        "due": _iso(found.due) if found else None,
        "provisional": found.provisional if found else False,
    }


def _ceiling(answer: Answer) -> dict[str, Any] | None:
    rule = answer.ceiling_rule
    if rule is None:
        return None
    due = _iso(answer.ceiling.due) if answer.ceiling else None
    return {"rule": rule.name, "article": rule.article, "limit": rule.limit, "due": due}


def _days(found: Deadline, answer: Answer, calendar: Calendar) -> list[dict[str, Any]]:
    try:
        counted = count(found, calendar, answer.ask.suspended)
    except Unannounced:
        return []
    return [
        {
            "date": _iso(each.day.date),
            "kind": each.day.kind,
            "note": each.day.note,
            "source": each.day.source,
            "number": each.number or None,
            "suspended": each.suspended,
        }
        for each in counted
    ]


def _working_days_left(found: Deadline | None, calendar: Calendar, as_of: date | None) -> int | None:
    if not found or as_of is None or found.due < as_of:
        return None
    try:
        return calendar.count(date.fromordinal(as_of.toordinal() + 1), found.due)
    except Unannounced:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
