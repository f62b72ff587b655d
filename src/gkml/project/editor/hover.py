"""What an editor shows about the value at a place: the pages of its findings, its time limit as read, the laws it cites."""

import re
from collections.abc import Iterator
from datetime import date

from gkml.deadlines.due import Question, due
from gkml.deadlines.workdays import calendar
from gkml.diagnostics import GkmlError, Position, Route
from gkml.lint.manual import rule_page
from gkml.project.editor.opened import Opened
from gkml.project.law import look_up, report
from gkml.report import due_text

_LAW = re.compile("《([^《》]{2,80})》(第[^《》，。；、]{1,20}?[条款项])?")


def hover(opened: Opened, line: int, column: int, today: date) -> str:
    """Returns Markdown for the value at a place (from 1), "" if there is nothing to say."""
    parts = [*_findings(opened, line, column)]
    route = opened.at(line, column)
    value = opened.value(route) if route is not None else None
    if route and isinstance(value, str):
        if route[-1] == "time_limit" and opened.entry:
            parts.append(_limit(opened, value, today))
        parts += _laws(opened, line, column, today)
    return "\n\n---\n\n".join(filter(None, parts))


def _findings(opened: Opened, line: int, column: int) -> Iterator[str]:
    shown: set[str] = set()
    for each in opened.diagnostics:
        if each.code not in shown and _covers(each.position, line, column):
            shown.add(each.code)
            yield f"**{each.message}**\n\n```text\n{rule_page(each.code, opened.home.rules).strip()}\n```"


def _covers(position: Position, line: int, column: int) -> bool:
    return position[:2] <= (line, column) <= position[2:]


def _limit(opened: Opened, text: str, today: date) -> str:
    """Returns the limit as it is read, with its last day if something happened today."""
    catalog = opened.entry.catalog if opened.entry else None
    region = (catalog.region if catalog else "") or opened.home.config.region
    try:
        days = calendar(region, opened.home.config.calendar, estimate=True)
        answer = due(Question(text, today), days, today, inclusive=opened.home.config.before_includes_day)
    except GkmlError as error:
        return str(error)
    return f"从今天（{today}）起算：\n\n```text\n{due_text.report(answer, days, today).strip()}\n```"


def _laws(opened: Opened, line: int, column: int, today: date) -> Iterator[str]:
    """Yields the status of the law whose title is at the place, on the day of the directory."""
    text = opened.source.lines[line - 1]
    day = (opened.entry.catalog.as_of if opened.entry else None) or today
    for match in _LAW.finditer(text):
        if match.start() < column <= match.end() + 1:
            try:
                answer = look_up(f"{match[1]}{match[2] or ''}", day, opened.home)
            except GkmlError:
                continue
            yield f"```text\n{report(answer, 'text').strip()}\n```"


def link_at(opened: Opened, route: Route | None) -> str:
    """Returns the path of the file that a value names (previous, guide), "" for any other value."""
    if not route or route[-1] not in {"previous", "guide"}:
        return ""
    value = opened.value(route)
    return value if isinstance(value, str) else ""
