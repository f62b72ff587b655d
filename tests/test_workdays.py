"""Working days: what notices say, counted as 民法典 201 says, checked by another library and by counting on one's fingers."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkml.deadlines.national import Day, announced, public_holidays
from gkml.deadlines.workdays import Calendar, Unannounced, calendar, region_code
from gkml.diagnostics import GkmlError
from gkml.phrases.date import day_of, span_of
from gkml.registers.days import national_notices, regional_holidays
from gkml.registers.holiday_notice import Notice

ONE = timedelta(days=1)
CHINA = calendar()
GUANGXI = calendar("450200")
LAST = max(year for year in range(2001, 2100) if announced(year))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "n", "due", "region"),
    [
        ("2020-01-20", 20, "2020-02-25", ""),
        ("2020-09-25", 7, "2020-10-12", ""),
        ("2020-09-25", 20, "2020-10-29", ""),
        ("2022-01-04", 20, "2022-01-30", ""),  # a Sunday that is worked
        ("2024-10-01", 20, "2024-11-01", ""),
        ("2024-02-01", 20, "2024-03-05", ""),
        ("2024-03-25", 20, "2024-04-23", ""),
        ("2024-03-25", 20, "2024-04-25", "450200"),
        ("2018-04-10", 5, "2018-04-17", ""),
        ("2018-04-10", 5, "2018-04-16", "450200"),  # earlier: Sunday the 15th is worked
        ("2017-03-28", 5, "2017-04-05", ""),
        ("2017-03-28", 5, "2017-04-08", "450200"),  # Saturday the 8th is worked in Guangxi alone
        ("2023-04-20", 2, "2023-04-23", ""),
        ("2023-04-20", 2, "2023-04-25", "450200"),  # the country's working Sunday is off there
        ("2020-03-24", 3, "2020-03-27", "450200"),  # 三月三 was worked in 2020
        ("2025-12-30", 2, "2026-01-04", ""),  # over the turn of the year, onto a Sunday
        ("2026-12-30", 1, "2026-12-31", ""),
        ("2026-09-18", 20, "2026-10-22", ""),
    ],
)
def test_the_nth_working_day(start: str, n: int, due: str, region: str) -> None:
    assert calendar(region).nth_working_day(day(start), n) == day(due)


def test_every_day_agrees_with_another_library_but_for_one() -> None:
    """chinesecalendar has not got the make-up day of 国办发明电〔2005〕35号: “12月31日（星期六）上班”."""
    first, last = date(2004, 1, 1), date(LAST, 12, 31)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    differ = [each for each in days if CHINA.is_working(each) != chinese_calendar.is_workday(each)]
    assert differ == [date(2005, 12, 31)]
    assert CHINA.is_working(date(2005, 12, 31))


days = st.dates(date(2002, 1, 1), date(LAST - 1, 12, 31))


@given(days, st.integers(-90, 90).filter(bool), st.sampled_from([CHINA, GUANGXI]))
def test_counting_days_one_by_one_gives_the_same(start: date, n: int, region: Calendar) -> None:
    step, left, here = (ONE if n > 0 else -ONE), abs(n), start
    while left:
        here += step
        left -= region.is_working(here)
    assert region.nth_working_day(start, n) == here


@given(days, st.integers(0, 400), st.sampled_from([CHINA, GUANGXI]))
def test_counting_a_stretch_is_counting_its_days(start: date, length: int, region: Calendar) -> None:
    last = start + timedelta(days=length)
    assert region.count(start, last) == sum(found.worked for found in region.days(start, last))
    assert region.count(last + ONE, start) == 0


@given(days)
def test_the_nearest_working_day(start: date) -> None:
    before, after = CHINA.on_or_before(start), CHINA.on_or_after(start)
    assert before <= start <= after
    assert CHINA.is_working(before) and CHINA.is_working(after)
    assert CHINA.count(before + ONE, after - ONE) == 0
    assert (before == start) == (after == start) == CHINA.is_working(start)


@pytest.mark.parametrize(
    ("when", "kind", "note", "source"),
    [
        ("2026-09-20", "makeup", "国庆节调休上班", "国办发明电〔2025〕7号"),
        ("2026-10-06", "holiday", "国庆节调休", "国办发明电〔2025〕7号"),
        ("2026-09-25", "holiday", "中秋节", "国办发明电〔2025〕7号"),
        ("2020-10-01", "holiday", "中秋节、国庆节", "国办发明电〔2019〕16号"),
        ("2020-02-01", "holiday", "春节延长假期", "国办发明电〔2020〕1号"),
        ("2019-04-28", "makeup", "劳动节调休上班", "国办发明电〔2019〕3号"),
        ("2026-09-26", "weekend", "", ""),
        ("2026-09-28", "working", "", ""),
        ("2026-03-08", "weekend", "", ""),
        ("2024-03-08", "working", "", ""),  # half a day off for women is a working day
    ],
)
def test_a_day_says_what_it_is_and_where_that_stands(when: str, kind: str, note: str, source: str) -> None:
    found = CHINA.day(day(when))
    assert (found.kind, found.note, found.source) == (kind, note, source)


def test_a_region_says_that_the_day_is_its_own() -> None:
    assert GUANGXI.day(day("2024-04-11")) == Day(
        day("2024-04-11"), "holiday", "三月三", "广西壮族自治区2024年的放假通知"
    )
    assert GUANGXI.day(day("2018-04-15")).kind == "makeup"
    assert CHINA.day(day("2024-04-11")).kind == "working"
    assert GUANGXI.name == "广西壮族自治区"
    assert calendar("110101").name == "全国"


# --- what is not known ---


def test_a_year_that_nobody_announced_is_refused_and_says_how_to_add_it() -> None:
    with pytest.raises(Unannounced) as told:
        CHINA.nth_working_day(date(LAST, 12, 20), 20)
    assert told.value.year == LAST + 1
    assert f"{LAST + 1}年" in str(told.value) and "calendar" in str(told.value) and "--estimate" in str(told.value)
    with pytest.raises(Unannounced, match="只能算2001年到2099年"):
        CHINA.day(date(2000, 5, 1))


def test_the_last_announced_day_can_be_reached() -> None:
    last = CHINA.on_or_before(date(LAST, 12, 31))
    assert CHINA.on_or_after(last) == last
    assert CHINA.may_change(last, last)
    # An estimated next year is as good as an announced one: nobody is told twice that days may move.
    assert not calendar(estimate=True).may_change(last, last)
    assert not CHINA.may_change(date(LAST, 12, 1), date(LAST, 12, 28))
    assert not CHINA.may_change(date(LAST - 1, 12, 31), date(LAST - 1, 12, 31))


def test_an_estimate_is_by_the_general_rules_and_marked() -> None:
    guess = calendar(estimate=True)
    assert guess.is_working(date(LAST + 1, 1, 1)) is False
    assert [doubt.year for doubt in guess.doubts(date(LAST, 12, 1), date(LAST + 1, 1, 2))] == [LAST + 1]
    assert guess.doubts(date(LAST, 1, 1), date(LAST, 12, 31)) == []
    assert "推算" in guess.day(date(LAST + 1, 5, 1)).source


def test_a_year_of_a_region_that_nobody_found_is_refused() -> None:
    ningxia = calendar("640100")
    with pytest.raises(Unannounced, match="宁夏回族自治区2018年"):
        ningxia.doubts(date(2018, 5, 1), date(2018, 5, 2))
    assert ningxia.doubts(date(2019, 5, 1), date(2019, 5, 2)) == []
    assert calendar("640100", estimate=True).doubts(date(2018, 5, 1), date(2018, 5, 2))[0].region == "宁夏回族自治区"


def test_a_region_is_in_doubt_in_its_season_alone() -> None:
    """Were 2027 announced for the country alone, Guangxi could still count in January."""
    guangxi = calendar("450200", [whole_year(LAST + 1)])
    assert guangxi.doubts(date(LAST + 1, 1, 1), date(LAST + 1, 3, 19)) == []
    with pytest.raises(Unannounced, match="广西"):
        guangxi.doubts(date(LAST + 1, 3, 1), date(LAST + 1, 3, 20))
    assert guangxi.doubts(date(LAST + 1, 5, 6), date(LAST + 1, 12, 31)) == []
    assert GUANGXI.doubts(date(2013, 4, 1), date(2013, 4, 30)) == []  # before there was such a holiday


def test_what_nobody_verified_is_told_where_it_matters() -> None:
    assert [notice.year for notice in GUANGXI.unverified(day("2026-04-01"), day("2026-04-30"))] == [2026]
    assert GUANGXI.unverified(day("2026-06-01"), day("2026-06-30")) == []
    assert GUANGXI.unverified(day("2024-04-01"), day("2024-04-30")) == []
    assert CHINA.unverified(day("2026-04-01"), day("2026-04-30")) == []


# --- the workspace's own notices ---


def whole_year(year: int) -> Notice:
    """A made-up notice that names every statutory holiday of the year."""

    off = [found for found, name in public_holidays(year).items() if "补假" not in name]
    return Notice.model_validate(
        {"year": year, "notice": "测〔2026〕1号", "off": {"节": [str(found) for found in off]}}
    )


def test_a_notice_of_the_workspace_makes_a_year_known() -> None:
    notice = whole_year(LAST + 1)
    own = Notice.model_validate({**notice.model_dump(), "work": (date(LAST + 1, 1, 2),)})
    known = calendar("", [own])
    assert known.day(date(LAST + 1, 1, 2)).worked
    assert not known.is_working(date(LAST + 1, 10, 1))
    assert known.day(date(LAST + 1, 10, 1)).source == "测〔2026〕1号"
    assert known.doubts(date(LAST + 1, 1, 1), date(LAST + 1, 12, 31)) == []


def test_half_a_notice_is_refused() -> None:
    with pytest.raises(GkmlError, match=f"{LAST + 1}年的安排没有写“农历除夕”"):
        calendar("", [Notice.model_validate({"year": LAST + 1, "off": {"元旦": f"{LAST + 1}-01-01"}})])


def test_a_later_notice_changes_days_of_a_known_year() -> None:
    own = Notice.model_validate({"year": 2026, "off": {"大会": "2026-06-01..2026-06-02"}, "work": ["2026-06-06"]})
    changed = calendar("", [own])
    assert not changed.is_working(day("2026-06-01")) and not changed.is_working(day("2026-06-02"))
    assert changed.day(day("2026-06-06")).kind == "makeup"
    assert changed.is_working(day("2026-06-03")) and not changed.is_working(day("2026-10-01"))


def test_a_regions_notice_is_for_that_region_alone() -> None:
    own = Notice.model_validate({"year": 2026, "region": "4503", "off": {"县庆": "2026-06-01"}})
    assert not calendar("450300", [own]).is_working(day("2026-06-01"))
    assert calendar("450200", [own]).is_working(day("2026-06-01"))
    assert calendar("", [own]).is_working(day("2026-06-01"))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"year": 2027, "off": {"元旦": "2026-01-01"}}, "请核对年份"),
        ({"year": 2027, "off": {"元旦": "2027-01-03..2027-01-01"}}, "颠倒"),
        ({"year": 2027, "off": {"元旦": "2027-02-30"}}, "只有28天"),
        ({"year": 2027, "off": {"元旦": "2027-01-01"}, "work": ["2027-01-01"]}, "既写了放假又写了上班"),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(entry: dict[str, object], expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        Notice.model_validate(entry)


# --- regions ---


@pytest.mark.parametrize(
    ("text", "code"), [("450200", "450200"), ("45", "45"), ("广西", "45"), ("宁夏回族自治区", "64"), ("4502", "4502")]
)
def test_a_region_is_known_by_code_or_name(text: str, code: str) -> None:
    assert region_code(text) == code


@pytest.mark.parametrize("text", ["990000", "柳州", "4", "45020", "810000", "", "abc"])
def test_an_unknown_region_gets_one_line(text: str) -> None:
    with pytest.raises(GkmlError) as told:
        region_code(text)
    assert "\n" not in str(told.value)


# --- registers ---


def test_every_announced_year_has_its_notice() -> None:
    yearly = {notice.year for notice in national_notices() if not notice.days}
    assert yearly == set(range(2007, LAST + 1))


def test_every_fact_says_where_it_is_from() -> None:
    assert all(notice.source for notice in national_notices())
    for region in regional_holidays():
        assert region.basis and all(notice.source for notice in region.years)
        assert len({notice.year for notice in region.years}) == len(region.years)


def test_guangxi_has_every_year_since_2014() -> None:
    guangxi = next(region for region in regional_holidays() if region.region == "45")
    assert [notice.year for notice in guangxi.years] == list(range(2014, LAST + 1))
    for notice in guangxi.years:
        season = tuple(day(f"{notice.year}-{month_day}") for month_day in guangxi.season)
        assert all(season[0] <= found <= season[1] for found in (*notice.days_off(), *notice.work))


def test_a_friday_that_is_worked_by_notice_is_a_working_day() -> None:
    own = Notice.model_validate({"year": 2026, "work": ["2026-10-02"]})
    assert calendar("", [own]).day(day("2026-10-02")).kind == "working"
    assert calendar("", [own]).is_working(day("2026-10-02"))


def test_a_notice_of_another_year_is_not_that_years(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not GUANGXI.is_working(day("2024-04-11")) and GUANGXI.is_working(day("2023-04-11"))
    assert GUANGXI.doubts(day("2024-04-01"), day("2024-04-30")) == []


def test_the_first_year_and_the_edge_of_a_season() -> None:
    assert calendar().day(day("2001-01-02")).kind == "working"
    assert [n.year for n in GUANGXI.unverified(day("2026-05-05"), day("2026-05-09"))] == [2026]
    assert [n.year for n in GUANGXI.unverified(day("2026-03-01"), day("2026-03-20"))] == [2026]
    assert GUANGXI.unverified(day("2026-05-06"), day("2026-05-09")) == []


@pytest.mark.parametrize("text", ["820000", "710000", "广", "江"])
def test_a_region_without_this_calendar_or_with_too_short_a_name(text: str) -> None:
    with pytest.raises(GkmlError):
        region_code(text)


def test_a_regional_notice_needs_no_whole_year_but_a_real_region() -> None:
    own = Notice.model_validate({"year": LAST + 1, "region": "45", "off": {"三月三": f"{LAST + 1}-04-09"}})
    assert calendar("450200", [own]).region == "450200"
    with pytest.raises(GkmlError, match="99"):
        calendar("", [own.model_copy(update={"region": "99"})])


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2026-00-10", "请核对"), ("2026-12-32", "只有31天"), ("2026-04-31", "只有30天"), ("2026-2-29", "只有28天")],
)
def test_a_day_that_does_not_exist_is_told_by_its_month(text: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        day_of(text)


def test_a_stretch_has_an_end() -> None:
    assert span_of("2026-01-01..2026-12-31")[1] == day("2026-12-31")
    with pytest.raises(ValueError, match="超过"):
        span_of("2026-01-01..2027-01-02")


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        ({"off": {"春节": "2027-02-05..2027-03-11"}}, "请核对起止日期"),
        ({"off": {"三月三": "2027-04-09"}}, "请另起一条，写明 region"),
        ({"work": ["2027-02-15"]}, "是星期一，本来就上班"),
    ],
)
def test_a_slip_of_the_pen_in_a_notice_is_told(notice: dict[str, object], expected: str) -> None:
    with pytest.raises(GkmlError, match=expected):
        calendar("", [Notice.model_validate({"year": 2027, **notice})])


def test_what_the_office_typed_in_takes_the_place_of_the_registers_year() -> None:
    typed = Notice.model_validate({"year": 2026, "region": "45", "off": {"三月三": "2026-04-17..2026-04-19"}})
    own = calendar("45", [typed])
    assert own.is_working(date(2026, 4, 20)) and not calendar("45").is_working(date(2026, 4, 20))
    assert own.unverified(date(2026, 4, 1), date(2026, 4, 30)) == []


def test_a_citys_own_day_is_added_to_the_registers_year() -> None:
    typed = Notice.model_validate({"year": 2026, "region": "4502", "off": {"县庆": "2026-11-26"}})
    own = calendar("450200", [typed])
    assert not own.is_working(date(2026, 11, 26)) and not own.is_working(date(2026, 4, 20))
