"""A register of applications (依申请公开登记) in; each application with its statutory dates and state, and table three, out.

Articles 30 to 33 of the Regulation: 20 working days from the receipt (or of the completed application), up to 20 more if
granted; what it takes to ask third parties does not count. Names and contact data of applicants are never read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from gkml.deadlines.deadline import deadline
from gkml.deadlines.due import statutory_limit
from gkml.deadlines.workdays import Calendar, Span, Unannounced
from gkml.ledger.columns import APPLICATION, Columns, columns
from gkml.ledger.day import day
from gkml.ledger.rows import LedgerError, SheetRow
from gkml.phrases.patterns import regex
from gkml.phrases.time_limit import read

State = Literal["in-time", "late", "open", "overdue", "waiting", "not-assessable"]
"""answered in time or late; open before its last day or after it; waiting for the applicant to complete it."""

HEADING_ROWS = 20
"""Rows from the top of a sheet in which the headings are looked for."""
_FEWEST = 3

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_APPLICANTS = (
    (0, "^(?:自然人|公民|居民|个人(?!独资))"),
    (4, "律师|律所|法律服务"),
    (2, "科研|研究|高校|学校"),
    (3, "公益|社会组织|社会团体|基金会|协会"),
    (1, "商业|企业|公司|有限"),
    (0, "自然人|公民|个人|居民"),
    (5, "其他|法人|组织|机关|单位"),
)
"""The column of an applicant's kind, by the words that offices write; the first that fits counts."""
OUTCOMES = (
    ("p", "部分公开|区分处理"), ("d8", "行政查询"), ("d7", "执法案卷"), ("d6", "过程性"), ("d5", "内部事务"), ("d4", "第三方|商业秘密|个人隐私"),
    ("d3", "三安全|安全一稳定|危及"), ("d2", "法律.{0,6}禁止"), ("d1", "国家秘密|涉密"),
    ("u3", "补正后.*不明确"), ("u2", "没有现成|另行制作|加工"), ("u1", "不掌握|不存在|非本机关|不属于本(?:机关|部门)|未制作"),
    ("n5", "确认|重新出具"), ("n4", "大量|反复"), ("n3", "公开出版物|出版物"), ("n2", "重复"), ("n1", "信访|举报|投诉"),
    ("o2", "缴纳|收费通知|未缴费"), ("o1", "逾期.{0,4}不?补正|不补正"),
    ("g", "^(?:同意|全部|已)?公开$|(?<!不)予以公开|(?<!不)同意公开|主动公开"), ("o3", "撤回|撤销|其他|终止"),
)  # fmt: skip
"""The row of table three of an outcome, by the words that offices write; the first that fits counts."""


class Application(NamedTuple):
    """A row of the register. `due` is None while the applicant has to complete it, or if a year is not announced."""

    file: str
    sheet: str
    row: int
    id: str
    column: int
    received: date
    answered: date | None
    outcome: str
    due: date | None
    state: State
    days: int
    reason: str = ""


class Fault(NamedTuple):
    """A row that cannot be counted: its place and why, in Chinese."""

    sheet: str
    row: int
    message: str


class Register(NamedTuple):
    """All applications, the rows that cannot be counted, the headings left unread, and the rows of sheets without headings."""

    applications: tuple[Application, ...]
    faults: tuple[Fault, ...]
    private: tuple[str, ...]
    skipped: Mapping[str, int]


def register(rows: Iterable[SheetRow], file: str, calendar: Calendar, as_of: date) -> Register:
    """Reads a register. Raises `LedgerError` if no row has the headings."""
    applications: list[Application] = []
    faults: list[Fault] = []
    private: dict[str, None] = {}
    heading: Columns | None = None
    sheet: str | None = None
    before: dict[str, int] = {}
    headings: list[str] = []
    for row in rows:
        if row.sheet != sheet:
            sheet, heading = row.sheet, None
        if heading is None:
            before[row.sheet] = before.get(row.sheet, 0) + 1
            heading = _heading(row) if before[row.sheet] <= HEADING_ROWS else None
            if heading:
                private |= dict.fromkeys(heading.private)
                headings = row.texts
                del before[row.sheet]
            continue
        if row.texts == headings:
            continue  # printed again on a new page
        try:
            application = _application(row, heading, file, calendar, as_of)
        except ValueError as error:
            faults.append(Fault(row.sheet, row.number, str(error)))
            continue
        if application:
            applications.append(application)
    if not applications and not faults:
        raise LedgerError("没有找到登记表：表头要有“收到日期”，和“处理结果”“申请人类型”“答复日期”中的两列")
    return Register(tuple(applications), tuple(faults), tuple(private), before)


def _heading(row: SheetRow) -> Columns | None:
    matches = columns(row.texts, APPLICATION)
    return matches if "received" in matches.places and len(matches.places) >= _FEWEST else None


def _application(row: SheetRow, heading: Columns, file: str, calendar: Calendar, as_of: date) -> Application | None:
    texts = {
        field: row.texts[place].strip() if place < len(row.texts) else "" for field, place in heading.places.items()
    }
    if not any(texts.get(field) for field in ("received", "answered", "outcome")):
        return None
    dates = {field: _day(field, texts.get(field, "")) for field in _DATES}
    received = dates["received"]
    if received is None:
        raise ValueError("没有收到日期")
    _check_order(dates, as_of)
    due, reason = _due(dates, _is_granted(texts.get("extended", "")), calendar)
    state, days, reason = _state(dates, due, reason, as_of, calendar)
    outcome = _outcome(texts.get("outcome", ""), answered=dates["answered"] is not None)
    column = _column(texts.get("applicant", ""))
    number = texts.get("id", "")
    if not number or _PERSONAL.search(number):
        number = str(row.number)
    return Application(
        file, row.sheet, row.number, number, column, received, dates["answered"], outcome, due, state, days, reason
    )


_DATES = ("received", "asked_to_complete", "completed", "consulted_from", "consulted_to", "answered")
_REFUSED = regex("(?:不|否|无|未|没|待|拟|/|-|—|×|x|n|no|false|0).*", re.IGNORECASE)
_QUOTABLE = regex("[0-9]{1,8}|[0-9]{1,4}([-/.年])[0-9]{1,2}(?:[-/.月])[0-9]{1,4}[日号]?")
"""What a message may quote of a register: a date. Any other text may be personal data in the wrong column."""


def _day(field: str, text: str) -> date | None:
    try:
        return day(text)
    except ValueError as error:
        why = str(error) if _QUOTABLE.fullmatch(text) else "不是日期；请写成 2026-09-18、2026/9/18 或 2026年9月18日"
        raise ValueError(f"“{APPLICATION[field][0]}”一列：{why}") from None


_PERSONAL = regex("(?<![0-9])(?:1[3-9][0-9]{9}|[0-9]{15}|[0-9]{17}[0-9Xx])(?![0-9])|@")
"""A telephone or identity number, an address of mail."""


def _is_granted(text: str) -> bool:
    """Returns whether the cell says that the time was extended; a date or a number of days says so."""
    bare = "".join(text.split())
    return bool(bare) and not _REFUSED.fullmatch(bare)


def _check_order(dates: Mapping[str, date | None], as_of: date) -> None:
    received, answered = dates["received"], dates["answered"]
    if received and received > as_of:
        raise ValueError(f"收到日期 {received} 在今天（{as_of}）之后")
    if answered and answered > as_of:
        raise ValueError(f"答复日期 {answered} 在今天（{as_of}）之后")
    for field in _DATES[1:]:
        other = dates[field]
        if received and other and other < received:
            raise ValueError(f"“{APPLICATION[field][0]}” {other} 早于收到日期 {received}")
    for first, last in (("asked_to_complete", "completed"), ("consulted_from", "consulted_to")):
        begin, end = dates[first], dates[last]
        if begin and end and end < begin:
            raise ValueError(f"“{APPLICATION[last][0]}” {end} 早于“{APPLICATION[first][0]}” {begin}")


def _due(dates: Mapping[str, date | None], extended: bool, calendar: Calendar) -> tuple[date | None, str]:
    """Returns the last day for an answer, or why there is none."""
    if dates["asked_to_complete"] and not dates["completed"] and not dates["answered"]:
        return None, "等待申请人补正"
    start = dates["completed"] or dates["received"]
    assert start is not None
    rule = statutory_limit("article-33")
    (part,) = read(rule.limit).parts
    spans: Sequence[Span] = ()
    if dates["consulted_from"]:
        spans = ((dates["consulted_from"], dates["consulted_to"] or dates["answered"] or date.max - timedelta(days=1)),)
        if not (dates["consulted_to"] or dates["answered"]):
            return None, "正在征求第三方意见，时间不计算在内"
    try:
        first = deadline(part, start, calendar, suspended=spans).due
        if not extended:
            return first, ""
        return calendar.nth_working_day(first, rule.extends or 0), ""
    except Unannounced as error:
        return None, str(error)


def _state(
    dates: Mapping[str, date | None], due: date | None, reason: str, as_of: date, calendar: Calendar
) -> tuple[State, int, str]:
    """Returns the state, the working days late (0 if it is not), and why it cannot be told."""
    answered = dates["answered"]
    if due is None:
        return ("waiting" if reason.startswith(("等待", "正在")) else "not-assessable"), 0, reason
    end = answered or as_of
    if end <= due:
        return ("in-time" if answered else "open"), 0, ""
    try:
        days = calendar.count(due + timedelta(days=1), end)
    except Unannounced as error:
        return "not-assessable", 0, str(error)
    return ("late" if answered else "overdue"), days, ""


def _outcome(text: str, *, answered: bool) -> str:
    """The key of the row of table three. Raises `ValueError` for an answered application whose outcome is not understood."""
    bare = "".join(text.split())
    if not bare:
        if answered:
            raise ValueError("有答复日期，没有处理结果")
        return ""
    if re.fullmatch("[gp]|[dunod][1-8]", bare):
        return bare
    key = next((key for key, pattern in OUTCOMES if re.search(pattern, bare)), "")
    if not key and answered:
        raise ValueError("处理结果对不上年度报告第三部分的哪一行；请写行名，如 本机关不掌握相关政府信息")
    return key


def _column(text: str) -> int:
    """The column of the applicant's kind; blank is a natural person. Raises `ValueError` for an unknown kind."""
    bare = "".join(text.split())
    if not bare:
        return 0
    place = next((place for place, pattern in _APPLICANTS if re.search(pattern, bare)), None)
    if place is None:
        raise ValueError(f"申请人类型不认识；可写：{'、'.join(COLUMNS)}")
    return place


def table_three(applications: Iterable[Application], year: int) -> dict[str, list[int]]:
    """The rows of table three of a year's report, each with its seven columns (the last is the sum); every row is there.

    An application counts if it was received by the end of the year and not answered before it began.
    """
    rows: dict[str, list[int]] = {key: [0] * 7 for key in ("new", "prev", *_KEYS, "tot", "next")}
    first, last = date(year, 1, 1), date(year, 12, 31)
    for each in applications:
        if each.received > last or (each.answered and each.answered < first):
            continue
        closed = each.answered is not None and each.answered <= last
        keys = ["new" if each.received >= first else "prev"]
        keys += [each.outcome, "tot"] if closed else ["next"]
        for key in keys:
            rows[key][each.column] += 1
            rows[key][6] += 1
    return rows


_KEYS = ("g", "p", *(f"d{n}" for n in range(1, 9)), "u1", "u2", "u3", *(f"n{n}" for n in range(1, 6)), "o1", "o2", "o3")


def at_risk(applications: Iterable[Application], as_of: date, days: int) -> Iterator[Application]:
    """Returns the open applications whose last day is within so many calendar days."""
    last = as_of + timedelta(days=days)
    return (each for each in applications if each.state == "open" and each.due and each.due <= last)
