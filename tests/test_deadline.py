"""The last day of a limit, by 《民法典》 201–203 and the Regulation, with the count that leads to it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkml.deadlines.deadline import Deadline, count, deadline, merged
from gkml.deadlines.due import Question, ceiling_of, due, statutory_limit, suspension
from gkml.deadlines.national import announced
from gkml.deadlines.workdays import Unannounced, calendar
from gkml.diagnostics import GkmlError
from gkml.phrases.time_limit import read
from gkml.registers.limits import limit_of, statutory_limits
from tests.conftest import ROOT

CHINA = calendar()
GUANGXI = calendar("450200")
LAST = max(year for year in range(2001, 2100) if announced(year))


def day(text: str) -> date:
    return date.fromisoformat(text)


def answer(limit: str, start: str, region: str = "", inclusive: bool = True) -> Deadline:
    part = read(limit).main
    assert part
    return deadline(part, day(start), calendar(region), inclusive=inclusive)


@pytest.mark.parametrize(
    ("limit", "start", "due"),
    [
        # working days
        ("信息形成之日起20个工作日内", "2024-02-01", "2024-03-05"),
        ("信息形成之日起20个工作日内", "2022-01-04", "2022-01-30"),
        ("自作出行政决定之日起7个工作日内", "2020-09-25", "2020-10-12"),
        ("信息形成之日起1个工作日内", "2026-09-30", "2026-10-08"),
        ("次一工作日内", "2026-09-19", "2026-09-20"),
        # calendar days: the end rolls forward over days off, make-up days are worked
        ("批准后20日内", "2024-02-01", "2024-02-21"),
        ("批准后20日内", "2026-02-02", "2026-02-24"),  # 22 February is in 春节
        ("批准后20日内", "2026-09-16", "2026-10-08"),  # 6 October is off
        ("批准后20日内", "2026-08-31", "2026-09-20"),  # a Sunday that is worked
        ("批准后20日内", "2026-08-30", "2026-09-20"),  # ends on a Saturday; the Sunday after it is worked
        ("信息形成之日起90天内", "2026-01-01", "2026-04-01"),
        # weeks, months, years: 民法典 202
        ("信息形成之日起一个月内", "2026-01-31", "2026-02-28"),
        ("信息形成之日起一个月内", "2024-01-31", "2024-02-29"),
        ("信息形成之日起3个月内", "2025-11-30", "2026-02-28"),
        ("信息形成之日起两周内", "2026-06-05", "2026-06-22"),  # 19 June is 端午, then a weekend
        ("信息形成之日起一年内", "2024-02-29", "2025-02-28"),
        ("信息形成之日起半年内", "2026-03-10", "2026-09-10"),
        # the same day, and hours
        ("信息形成当日公开", "2026-09-19", "2026-09-19"),
        ("事故发生后24小时内", "2026-09-18", "2026-09-19"),
        ("事故发生后48小时内", "2026-09-18", "2026-09-20"),
        ("与政策文件同步发布", "2026-09-19", "2026-09-19"),
        ("与政策文件同步发布，时间跨度不超过5个工作日", "2026-09-18", "2026-09-24"),
        # counted back
        ("听证会举行10日前", "2026-10-18", "2026-10-08"),
        ("会议召开前5个工作日", "2026-10-12", "2026-09-29"),
        ("会议召开3日前", "2026-10-05", "2026-10-02"),
        ("提前一周公布", "2026-09-18", "2026-09-11"),
        ("报名前一个月", "2026-03-31", "2026-02-28"),
        ("施工前", "2026-09-18", "2026-09-17"),
        # fixed days
        ("每年1月31日前", "2026-01-31", "2026-01-31"),
        ("每年1月31日前", "2025-02-01", "2026-01-31"),
        ("次年3月31日前", "2025-01-05", "2026-03-31"),
        ("每年2月底前", "2024-01-05", "2024-02-29"),
        ("2025年12月31日前", "2025-03-01", "2025-12-31"),
        ("每年1月、4月、7月、10月的15日前", "2026-04-16", "2026-07-15"),
        # days of months, quarters, weeks
        ("当月10号公开上月信息", "2026-01-20", "2026-02-10"),
        ("当月10号公开上月信息", "2025-12-31", "2026-01-10"),
        ("每月5日前", "2026-03-05", "2026-03-05"),
        ("每月5日前", "2026-03-06", "2026-04-05"),
        ("每月底前", "2026-02-10", "2026-02-28"),
        ("当月20号、次月5号前", "2026-03-17", "2026-03-20"),
        ("每半月→当月20号、次月5号前", "2026-03-10", "2026-03-20"),
        ("每半月→当月20号、次月5号前", "2026-03-17", "2026-04-05"),
        ("每季度首月10日前公开上季度情况", "2026-02-14", "2026-04-10"),
        ("每季度首月10日前公开上季度情况", "2025-12-31", "2026-01-10"),
        ("每季度末月25日前", "2026-02-14", "2026-03-25"),
        ("每季度末", "2026-02-14", "2026-03-31"),
        ("次周三之前", "2026-09-18", "2026-09-23"),
        ("次周三之前", "2026-09-21", "2026-09-30"),
        ("每周五", "2026-09-18", "2026-09-18"),
        ("每旬末公布", "2026-09-11", "2026-09-20"),
        ("每月最后一个工作日", "2026-02-03", "2026-02-28"),  # a Saturday that is worked
        ("每月最后一个工作日", "2026-05-03", "2026-05-29"),
        # after a period's end
        ("每月结束后5个工作日内", "2026-01-20", "2026-02-06"),
        ("季度结束后15日内", "2026-02-14", "2026-04-15"),
        ("年度终了后4个月内", "2025-02-14", "2026-04-30"),
        ("次月5个工作日内", "2026-09-02", "2026-10-13"),
        # moved by what the cell says
        ("每月10日前（遇节假日顺延）", "2026-01-02", "2026-01-12"),
    ],
)
def test_the_last_day(limit: str, start: str, due: str) -> None:
    assert answer(limit, start).due == day(due)


@pytest.mark.parametrize(
    ("year", "last"),
    [("2022", "2022-01-30"), ("2025", "2025-01-27"), ("2026", "2026-01-30")],
)
def test_a_fixed_day_stays_and_comes_with_the_last_working_day(year: str, last: str) -> None:
    found = answer("每年1月31日前", f"{year}-01-01")
    assert (found.due, found.last_working_day) == (day(f"{year}-01-31"), day(last))


def test_whether_before_takes_in_the_day_is_a_setting() -> None:
    assert answer("每年1月31日前", "2024-01-01", inclusive=False).due == day("2024-01-30")
    assert answer("每年1月31日", "2024-01-01", inclusive=False).due == day("2024-01-31")
    assert answer("当月20号、次月5号前", "2026-03-21", inclusive=False).due == day("2026-04-04")


def test_a_fixed_day_of_an_unannounced_year_is_told_without_its_working_day() -> None:
    found = answer("每年1月31日前", f"{LAST}-06-01")
    assert (found.due, found.last_working_day) == (date(LAST + 1, 1, 31), None)
    assert f"{LAST + 1}年" in found.cautions[0]


def test_a_stretch_that_rolls_says_where_it_ended() -> None:
    found = answer("批准后20日内", "2026-02-02")
    assert (found.ended_on, found.due) == (day("2026-02-22"), day("2026-02-24"))
    assert answer("批准后20日内", "2024-02-01").ended_on is None


def test_counting_back_never_moves_towards_the_event() -> None:
    found = answer("会议召开3日前", "2026-10-05")
    assert found.due == day("2026-10-02")
    assert found.last_working_day == day("2026-09-30")


def test_the_unit_that_is_not_said_is_said_to_be() -> None:
    assert any("没有写明是不是工作日" in note for note in answer("批准后20日内", "2024-02-01").notes)
    assert answer("批准后20个自然日内", "2024-02-01").notes == ()


def test_guangxi_counts_its_own_days() -> None:
    assert answer("信息形成之日起20个工作日内", "2024-03-25", "450200").due == day("2024-04-25")
    assert answer("批准后20日内", "2024-03-23", "450200").due == day("2024-04-15")
    assert answer("批准后20日内", "2024-03-23").due == day("2024-04-12")


def test_a_year_that_is_not_announced_is_refused_or_marked() -> None:
    part = read("信息形成之日起20个工作日内").parts[0]
    with pytest.raises(Unannounced):
        deadline(part, date(LAST, 12, 20), CHINA)
    guess = deadline(part, date(LAST, 12, 20), calendar(estimate=True))
    assert guess.provisional and guess.due.year == LAST + 1
    assert not deadline(part, date(LAST, 11, 2), calendar(estimate=True)).provisional
    with pytest.raises(Unannounced):
        deadline(read("批准后20日内").parts[0], date(LAST, 12, 20), CHINA)


def test_the_end_of_the_last_announced_year_may_still_change() -> None:
    part = read("信息形成之日起1个工作日内").parts[0]
    assert "12月底" in deadline(part, date(LAST, 12, 30), CHINA).cautions[0]
    assert deadline(part, date(LAST, 12, 21), CHINA).cautions == ()


def test_what_makes_no_date_is_refused_with_its_reason() -> None:
    with pytest.raises(ValueError, match="没有天数"):
        deadline(read("及时").parts[0], day("2024-01-01"), CHINA)


# --- day by day ---


limits = st.sampled_from(
    [
        "信息形成之日起20个工作日内",
        "形成后7个工作日内",
        "批准后20日内",
        "形成后一个月内",
        "会议召开前5个工作日",
        "会议召开10日前",
    ]
)


@given(limits, st.dates(date(2010, 1, 1), date(LAST - 1, 12, 31)), st.sampled_from([CHINA, GUANGXI]))
def test_the_working_shows_every_day_and_counts_to_n(limit: str, start: date, region: object) -> None:
    part = read(limit).parts[0]
    found = deadline(part, start, region)  # type: ignore[arg-type]
    days = count(found, region)  # type: ignore[arg-type]
    dates = [counted.day.date for counted in days]
    assert dates == [dates[0] + timedelta(days=number) for number in range(len(dates))]
    assert start not in dates
    assert found.due in dates
    numbers = [counted.number for counted in days if counted.number]
    expected = sorted(numbers, reverse=part.kind == "before")
    assert numbers == expected
    assert set(numbers) == set(range(1, len(numbers) + 1))
    if part.unit in {"working_day", "day"}:
        assert len(numbers) == part.n
    if part.unit == "working_day":
        assert all(counted.day.worked == bool(counted.number) for counted in days)


# --- the Regulation's own limits ---


def inquiry(start: str, *spans: tuple[str, str], extended: bool = False) -> Deadline:
    rule = statutory_limit("article-33")
    stopped = suspension(rule, [(day(first), day(last)) for first, last in spans], day(start))
    found = due(
        Question(rule.limit, day(start), rule=rule, extended=extended, suspended=stopped), CHINA, day(start)
    ).main
    assert found
    return found


def test_an_answer_is_due_in_twenty_working_days() -> None:
    assert inquiry("2026-09-18").due == day("2026-10-22")


def test_an_extension_adds_twenty() -> None:
    assert inquiry("2026-03-02", extended=True).due == day("2026-04-28")


def test_days_of_asking_others_do_not_count() -> None:
    found = inquiry("2026-09-18", ("2026-09-20", "2026-09-30"))
    assert found.lost == 8
    assert found.due == day("2026-11-03")


def test_a_suspension_that_lengthens_into_another_is_counted_to_the_end() -> None:
    first, second = ("2026-03-09", "2026-03-13"), ("2026-04-01", "2026-04-03")
    assert inquiry("2026-03-02").due == day("2026-03-30")
    assert inquiry("2026-03-02", first).due == day("2026-04-07")
    assert inquiry("2026-03-02", first, second).due == day("2026-04-10")
    assert inquiry("2026-03-02", second).due == day("2026-03-30")


def test_overlapping_suspensions_count_once() -> None:
    twice = inquiry("2026-03-02", ("2026-03-09", "2026-03-12"), ("2026-03-11", "2026-03-13"))
    assert twice.due == inquiry("2026-03-02", ("2026-03-09", "2026-03-13")).due
    assert merged([(day("2026-03-11"), day("2026-03-13")), (day("2026-03-09"), day("2026-03-10"))]) == [
        (day("2026-03-09"), day("2026-03-13"))
    ]


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 15)), max_size=4)


@given(st.dates(date(2012, 1, 1), date(LAST - 1, 6, 30)), spans)
def test_suspended_days_are_passed_over_one_by_one(start: date, stretches: list[tuple[int, int]]) -> None:
    stopped = [(start + timedelta(days=a), start + timedelta(days=a + length)) for a, length in stretches]
    part = read("收到申请之日起20个工作日内答复").parts[0]
    found = deadline(part, start, CHINA, suspended=stopped)
    left, here = 20, start
    while left:
        here += timedelta(days=1)
        left -= CHINA.is_working(here) and not any(first <= here <= last for first, last in stopped)
    assert found.due == here


def test_the_limits_of_the_regulation() -> None:
    start, today = day("2026-03-02"), day("2026-03-02")
    days = {
        name: main.due.isoformat()
        for name in ("article-30", "article-32", "article-33", "article-34", "article-49-department", "penalty-law-48")
        if (main := due(Question(statutory_limit(name).limit, start), CHINA, today).main)
    }
    assert days == {
        "article-30": "2026-03-11",
        "article-32": "2026-03-23",
        "article-33": "2026-03-30",
        "article-34": "2026-03-23",
        "article-49-department": "2027-01-31",
        "penalty-law-48": "2026-03-05",
    }


def test_every_statutory_limit_is_read_and_says_where_it_stands() -> None:
    for limit in statutory_limits():
        assert read(limit.limit).computable, limit.name
        assert limit.article and limit.source
        assert statutory_limit(limit.name) is limit
        assert all(statutory_limit(alias) is limit for alias in limit.aliases)


def test_a_limit_that_cannot_be_suspended_says_so() -> None:
    with pytest.raises(GkmlError, match="article-33"):
        suspension(statutory_limit("article-30"), [(day("2026-03-03"), day("2026-03-04"))], day("2026-03-02"))
    with pytest.raises(GkmlError, match="早于"):
        suspension(statutory_limit("article-33"), [(day("2026-03-01"), day("2026-03-04"))], day("2026-03-02"))
    with pytest.raises(GkmlError, match="是不是 article-33"):
        statutory_limit("article33")


# --- questions ---


def test_what_names_no_date_has_the_ceiling_of_the_law() -> None:
    found = due(Question("及时", day("2026-09-18")), CHINA, day("2026-09-18"))
    assert found.main is None and found.ceiling
    assert (found.ceiling.due, found.ceiling_rule) == (day("2026-10-22"), statutory_limit("article-26"))


@pytest.mark.parametrize(
    ("limit", "name", "rule"),
    [
        ("年度公开", "财政预算", "budget-law-14-department"),
        ("年度公开", "政府信息公开年度报告", "article-49-department"),
        ("年度公开", "专利数据发布", "article-26"),
        ("动态更新", "", "article-26"),
        ("依申请公开", "", "article-33"),
        ("公示7天", "", ""),
        ("同上", "", ""),
    ],
)
def test_the_ceiling_is_that_of_the_kind_of_information(limit: str, name: str, rule: str) -> None:
    found = ceiling_of(read(limit).main, name)
    assert (found.name if found else "") == rule


def test_only_its_own_kind_of_item_has_a_special_limit() -> None:
    assert limit_of("领导简介") is None
    assert limit_of("部门预决算")


def test_every_part_that_makes_a_date_is_answered() -> None:
    text = "信息形成20个工作日内公开；其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公示"
    found = due(Question(text, day("2026-03-02")), CHINA, day("2026-03-02"))
    assert [each.due.isoformat() for each in found.deadlines] == ["2026-03-30", "2026-03-11"]


def test_a_date_of_the_calendar_needs_no_event() -> None:
    found = due(Question("每年1月31日前"), CHINA, day("2026-01-05"))
    assert found.main and found.main.due == day("2026-01-31")
    assert due(Question("信息形成之日起20个工作日内"), CHINA, day("2026-01-05")).needs_event


def test_a_refusal_names_the_year() -> None:
    found = due(Question("信息形成之日起20个工作日内", date(LAST, 12, 20)), CHINA, date(LAST, 12, 20))
    assert found.main is None and f"{LAST + 1}年" in found.refused


# --- dates that somebody else worked out ---

WORKED_OUT = [line.split("\t") for line in (ROOT / "tests" / "due_dates.tsv").read_text("utf-8").splitlines()[1:]]


def test_dates_that_somebody_else_worked_out() -> None:
    """588 dates, national and Guangxi, by a script written from the rules and the notices without a look at this code.

    A limit that needs a year beyond 2026 is REFUSED there; from the day that 2027 is announced on, such rows say nothing.
    """
    differ = []
    for limit, start, region, due_day in WORKED_OUT:
        found = due(Question(limit, day(start)), calendar(region), day("2026-11-24"))
        got = found.main.due.isoformat() if found.main else "REFUSED" if found.refused else "?"
        if got != due_day and not (due_day == "REFUSED" and LAST > 2026):
            differ.append((limit, start, region, due_day, got))
    assert len(WORKED_OUT) > 500
    assert differ == []


# --- what an attack found ---


@pytest.mark.parametrize(
    ("limit", "start", "due_day"),
    [
        ("每半月当月15日公开", "2026-09-20", "2026-10-15"),
        ("每半月的当月10日和25日前公开", "2026-09-12", "2026-09-25"),
        ("每半月当月5日、15日、25日公开", "2026-09-20", "2026-09-25"),
        ("每半月当月25日、10日公开", "2026-09-02", "2026-09-10"),
        ("每半月每月末公开", "2026-09-20", "2026-09-30"),
        ("2026年3月31日、6月30日前", "2026-01-05", "2026-03-31"),
        ("2026年3月31日、6月30日前", "2026-04-05", "2026-06-30"),
        ("2026年3月31日、6月30日前", "2026-07-05", "2026-06-30"),
        ("每月最后一个工作日", "2026-05-30", "2026-06-30"),
        ("会议召开前5个工作日", "2027-01-01", "2026-12-25"),
        ("每周结束后3个工作日内", "2026-09-16", "2026-09-23"),
        ("事故发生后72小时内", "2026-09-18", "2026-09-21"),
        ("每年7月初", "2026-05-01", "2026-07-10"),
        ("每年2月29日前", "2027-03-01", "2028-02-29"),
        ("每年2月29日前", "2025-03-01", "2026-02-28"),
        ("信息形成后20个日历天内", "2024-02-01", "2024-02-21"),
    ],
)
def test_days_that_were_wrong_once(limit: str, start: str, due_day: str) -> None:
    assert answer(limit, start).due == day(due_day)


@pytest.mark.parametrize("limit", ["99999年内", "会议召开前99999年", "每月结束后99999年内"])
def test_a_number_that_is_a_year_is_no_length(limit: str) -> None:
    answer = due(Question(limit, day("2026-09-20")), calendar(estimate=True), day("2026-09-20"))
    assert (answer.main, answer.refused, answer.limit.parts) == (None, "", ())


@pytest.mark.parametrize("limit", ["99999个月内", "99999天内", "99999个工作日内", "99998周内"])
def test_what_goes_beyond_every_calendar_is_refused(limit: str) -> None:
    found = due(Question(limit, day("2026-09-20")), calendar(estimate=True), day("2026-09-20"))
    assert found.main is None
    assert "只能算2001年到2099年" in found.refused


def test_counting_back_is_careful_with_what_is_not_known() -> None:
    found = deadline(read("会议召开前5个工作日").parts[0], date(LAST + 1, 1, 1), calendar(estimate=True))
    assert not found.provisional
    assert deadline(read("会议召开前5个工作日").parts[0], date(LAST + 1, 1, 8), calendar(estimate=True)).provisional


def test_the_first_and_the_last_suspended_day_are_shown_as_such() -> None:
    spans = [(day("2026-03-09"), day("2026-03-10"))]
    part = read("收到申请之日起20个工作日内答复").parts[0]
    days = count(deadline(part, day("2026-03-02"), CHINA, suspended=spans), CHINA, spans)
    assert [each.day.date for each in days if each.suspended] == [day("2026-03-09"), day("2026-03-10")]


def test_merged_stretches_keep_their_farthest_end() -> None:
    long, inside = (day("2026-03-01"), day("2026-03-31")), (day("2026-03-05"), day("2026-03-06"))
    assert merged([inside, long, (day("2026-04-01"), day("2026-04-02"))]) == [(day("2026-03-01"), day("2026-04-02"))]


def test_the_working_of_a_fixed_day_begins_at_its_last_working_day() -> None:
    days = count(answer("每年1月31日前", "2026-01-01"), CHINA)
    assert [each.day.date for each in days] == [day("2026-01-30"), day("2026-01-31")]
    assert not any(each.number for each in days)


def test_a_ceiling_that_recurs_needs_no_event() -> None:
    found = due(Question("年度公开", name="政府信息公开年度报告"), CHINA, day("2026-01-05"))
    assert found.ceiling and found.ceiling.due == day("2026-01-31")
    assert due(Question("年度公开", name="财政预算"), CHINA, day("2026-01-05")).ceiling is None


@pytest.mark.parametrize("limit", ["法定时限", "每季度", "每年更新不少于两次", "及时", "动态更新"])
def test_every_kind_without_a_date_has_the_ceiling(limit: str) -> None:
    found = ceiling_of(read(limit).main)
    assert found and found.name == "article-26"
