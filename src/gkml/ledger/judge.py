"""A record and its item in; the last day for its publication, whether it was kept, and by how many working days not, out."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from gkml.catalog.model import Catalog
from gkml.deadlines.deadline import deadline
from gkml.deadlines.workdays import Calendar, Unannounced
from gkml.ledger.directory import Target
from gkml.phrases.limit_part import Part
from gkml.phrases.time_limit import read

State = Literal["in-time", "late", "early", "before-formed", "not-assessable"]
STATES: dict[State, str] = {
    "in-time": "按时",
    "late": "逾期",
    "early": "早于可以公开的日子",
    "before-formed": "公开早于形成",
    "not-assessable": "无法判断",
}
_ONE = timedelta(days=1)


class Verdict(NamedTuple):
    """The last day (None if there is none), the state, the working days late, and why it cannot be judged."""

    due: date | None
    state: State
    days: int = 0
    reason: str = ""


class _Limit(NamedTuple):
    """All parts of an item's limit; those that have a date, or why none has; the calendar of its region.

    `has_cases`: its parts are for different kinds of information.
    """

    every: tuple[Part, ...]
    parts: tuple[Part, ...]
    reason: str
    calendar: Calendar
    has_cases: bool = False


class Judge:
    """Judges records. A class because what is the same for many records (limits, last days) is worked out once.

    `calendar_of` gives the calendar of a directory's region; `as_of` is the day of the audit.
    """

    def __init__(self, calendar_of: Callable[[Catalog], Calendar], as_of: date, *, inclusive: bool = True) -> None:
        self._calendar_of, self._as_of, self._inclusive = calendar_of, as_of, inclusive
        self._limits: dict[int, _Limit] = {}
        self._verdicts: dict[tuple[int, date | None, date | None, str], Verdict] = {}
        self._dues: dict[tuple[int, date, str], tuple[date | None, str]] = {}

    def verdict(self, target: Target, formed: date | None, published: date | None, title: str = "") -> Verdict:
        """Returns the verdict on one record of an item; `title` tells which case of a limit with several applies."""
        key = (target.place, formed, published, title if self.limit(target).has_cases else "")
        cached = self._verdicts.get(key)
        if cached is None:
            cached = self._verdicts[key] = self._verdict(target, formed, published, title)
        return cached

    def _verdict(self, target: Target, formed: date | None, published: date | None, title: str) -> Verdict:
        limit = self.limit(target)
        if formed and published and published < formed:
            state: State = "early" if any(part.kind == "sync" for part in limit.parts) else "before-formed"
            return Verdict(None, state, 0, f"{published} 公开，早于 {formed}")
        if formed is None:
            return Verdict(None, "not-assessable", 0, "没有形成日期")
        due, reason = self.due(target, formed, title)
        if due is None:
            return Verdict(None, "not-assessable", 0, reason)
        end = published or self._as_of
        if end <= due:
            return (
                Verdict(due, "in-time") if published else Verdict(due, "not-assessable", 0, f"还没有公开，{due} 到期")
            )
        try:
            days = limit.calendar.count(due + _ONE, end)
        except Unannounced as error:
            return Verdict(due, "not-assessable", 0, str(error))
        return Verdict(due, "late", days, "" if published else "还没有公开")

    def limit(self, target: Target) -> _Limit:
        """Returns the limit of an item."""
        cached = self._limits.get(target.place)
        if cached is None:
            cached = self._limits[target.place] = self._read(target)
        return cached

    def _read(self, target: Target) -> _Limit:
        text = target.leaf.item.time_limit
        limit = read(text)
        calendar = self._calendar_of(target.catalog)
        if not text.strip():
            return _Limit((), (), "目录没有写公开时限", calendar)
        parts = tuple(part for part in limit.parts if part.computable != "no") if limit.computable else ()
        if limit.computable and parts:
            return _Limit(tuple(limit.parts), parts, "", calendar, len({part.scope for part in parts}) > 1)
        reason = next((part.reason for part in limit.parts if part.reason), "读不全")
        return _Limit(tuple(limit.parts), (), f"时限“{text[:40]}”算不出日子：{reason}", calendar)

    def due(self, target: Target, formed: date, title: str) -> tuple[date | None, str]:
        """Returns the last day for something that was formed on a day, or None and why."""
        limit = self.limit(target)
        if not limit.parts:
            return None, limit.reason
        key = (target.place, formed, title if limit.has_cases else "")
        cached = self._dues.get(key)
        if cached is None:
            cached = self._dues[key] = self._due(limit, formed, title)
        return cached

    def _due(self, limit: _Limit, formed: date, title: str) -> tuple[date | None, str]:
        fitting = [part for part in limit.parts if part.scope and part.scope in title]
        fitting = fitting or [part for part in limit.parts if not part.scope] or list(limit.parts)
        try:
            days = {deadline(part, formed, limit.calendar, inclusive=self._inclusive).due for part in fitting}
        except Unannounced as error:
            return None, str(error)
        if len(days) == 1:
            return days.pop(), ""
        return None, "时限分几种情况，分不清这一条属于哪一种"
