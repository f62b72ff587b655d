"""A year's dates: what recurs and what only reminds, as a table and as a calendar file that other programs read."""

from datetime import date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from gkml.catalog.load import load
from gkml.catalog.model import Catalog
from gkml.deadlines.agenda import Agenda, agenda
from gkml.deadlines.recurrence import next_day, occurrences, period_end
from gkml.deadlines.workdays import Unannounced, calendar
from gkml.layout.agenda import layout
from gkml.phrases.time_limit import read
from gkml.project.workspace import Home
from gkml.report import ics
from gkml.yamltext.source import read as read_source
from tests.conftest import ROOT
from tests.test_time_limits import ROWS


def days(limit: str, year: int, inclusive: bool = True) -> list[str]:
    found = [o for part in read(limit).parts for o in occurrences(part, year, inclusive=inclusive)]
    return [f"{o.day:%m-%d}{'?' if o.reminder else ''}" for o in found]


@pytest.mark.parametrize(
    ("limit", "year", "expected"),
    [
        ("每年1月31日前", 2026, ["01-31"]),
        ("次年1月31日前", 2026, ["01-31"]),
        ("每年2月底前", 2024, ["02-29"]),
        ("2026年5月底前", 2026, ["05-31"]),
        ("2026年5月底前", 2027, []),
        ("七月下旬和十一月中旬", 2026, ["07-31", "11-20"]),
        ("当月10号公开上月信息", 2026, [f"{month:02}-10" for month in range(1, 13)]),
        (
            "每月底前",
            2026,
            [
                "01-31",
                "02-28",
                "03-31",
                "04-30",
                "05-31",
                "06-30",
                "07-31",
                "08-31",
                "09-30",
                "10-31",
                "11-30",
                "12-31",
            ],
        ),
        ("每季度首月10日前公开上季度情况", 2026, ["01-10", "04-10", "07-10", "10-10"]),
        ("每季度末", 2026, ["03-31", "06-30", "09-30", "12-31"]),
        ("每半年→七月下旬和十一月中旬", 2026, ["06-30?", "12-31?", "07-31", "11-20"]),
        ("每年更新不少于两次", 2026, ["06-30?", "12-31?"]),
        ("每年不少于4次", 2026, ["03-31?", "06-30?", "09-30?", "12-31?"]),
        ("每年不少于5次", 2026, ["03-31?", "06-30?", "09-30?", "12-31?"]),
        ("每季度", 2026, ["03-31?", "06-30?", "09-30?", "12-31?"]),
        ("每季度不少于2条", 2026, ["03-31?", "06-30?", "09-30?", "12-31?"]),
        (
            "每季度不少于3条",
            2026,
            [
                f"{month:02}-{last}?"
                for month, last in zip(range(1, 13), [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], strict=True)
            ],
        ),
        ("6个月", 2026, ["06-30?", "12-31?"]),
        ("年度公开", 2026, ["12-31?"]),
        ("每两年", 2026, ["12-31?"]),
        ("每日", 2026, []),
        ("及时", 2026, []),
        ("信息形成之日起20个工作日内", 2026, []),
    ],
)
def test_the_dates_of_a_year(limit: str, year: int, expected: list[str]) -> None:
    assert days(limit, year) == expected


def test_a_week_has_its_day_all_year() -> None:
    fridays = days("每周五", 2026)
    assert len(fridays) == 52 and fridays[0] == "01-02" and fridays[-1] == "12-25"
    assert len(days("每周", 2026)) == 52
    assert len({o.key for o in occurrences(read("每周五").parts[0], 2026)}) == 52


def test_the_day_before_where_before_does_not_take_in_the_day() -> None:
    assert days("每年1月31日前", 2026, inclusive=False) == ["01-30"]
    assert days("每年1月1日前", 2026, inclusive=False) == ["12-31"]
    assert [str(o.day) for o in occurrences(read("每年1月1日前").parts[0], 2026, inclusive=False)] == ["2026-12-31"]


def test_a_limit_after_a_periods_end_is_counted_from_it() -> None:
    assert days("每月结束后5个工作日内", 2026)[:2] == ["01-31", "02-28"]
    assert period_end("quarter", date(2026, 2, 3)) == date(2026, 3, 31)
    assert period_end("half_year", date(2026, 7, 1)) == date(2026, 12, 31)
    assert period_end("week", date(2026, 9, 18)) == date(2026, 9, 20)


named = st.sampled_from([p for row in ROWS for p in read(row[0]).parts if p.anchors and not p.anchors[0].year])


@given(named, st.dates(date(2010, 1, 1), date(2025, 12, 31)))
def test_the_next_day_is_one_of_the_years_days(part: object, event: date) -> None:
    found = next_day(part, event)  # type: ignore[arg-type]
    assert found >= event
    assert found in {o.day for o in occurrences(part, found.year)}  # type: ignore[arg-type]
    if all(anchor.lag == 0 for anchor in part.anchors) and part.period != "half_month":  # type: ignore[attr-defined]
        earlier = {o.day for year in (event.year, found.year) for o in occurrences(part, year)}  # type: ignore[arg-type]
        assert not any(event <= day < found for day in earlier)


@given(named, st.integers(2010, 2030))
def test_every_date_of_a_year_has_a_key_of_its_own(part: object, year: int) -> None:
    found = list(occurrences(part, year))  # type: ignore[arg-type]
    assert len({o.key for o in found}) == len(found)
    assert all(o.day.year == year for o in found)


# --- catalogs ---


def catalog(limits: list[str], **more: str) -> Catalog:
    """A made-up catalog with one item a limit."""
    items = "".join(
        f"      - {{id: x{n}, name: 事项{n}, office: 办公室, time_limit: {limit}}}\n" for n, limit in enumerate(limits)
    )
    head = "".join(f"{key}: {value}\n" for key, value in more.items())
    text = f"id: sample\ntitle: 样例\nprofile: basic-8\n{head}items:\n  - id: g\n    name: 职责\n    items:\n{items}"
    loaded = load(read_source(text.encode(), "sample.yaml"), Home(None).profiles)
    assert loaded.entry, loaded.diagnostics
    return loaded.entry.catalog


def made(limits: list[str], year: int = 2026, **more: str) -> Agenda:
    return agenda([catalog(limits, **more)], year, lambda c: calendar(c.region or ""))


def test_an_agenda_is_in_the_order_of_its_days_and_counts_the_rest() -> None:
    found = made(["每季度末", "每年1月31日前", "及时", "信息形成之日起20个工作日内"])
    assert [duty.due.isoformat()[5:] for duty in found.duties] == ["01-31", "03-31", "06-30", "09-30", "12-31"]
    assert found.others == 2
    assert found.duties[0].last_working_day == date(2026, 1, 30)


def test_a_limit_that_runs_over_the_turn_of_the_year_is_in_the_year_of_its_end() -> None:
    found = made(["每月结束后5个工作日内"]).duties
    assert [duty.due.month for duty in found] == list(range(1, 13))
    assert found[0].due == date(2026, 1, 8)
    assert found[0].key == "2025-12"


def test_a_region_has_its_own_last_working_day() -> None:
    assert made(["每年4月20日前"], region='"450200"').duties[0].last_working_day == date(2026, 4, 16)
    assert made(["每年4月20日前"]).duties[0].last_working_day == date(2026, 4, 20)


def test_an_item_without_a_day_has_that_of_the_law() -> None:
    source = catalog(["年度公开"])
    item = source.items[0].items[0].model_copy(update={"name": "政府信息公开年度报告"})  # type: ignore[index]
    group = source.items[0].model_copy(update={"items": (item,)})
    found = agenda([source.model_copy(update={"items": (group,)})], 2026, lambda c: calendar()).duties
    assert [(duty.due, duty.reminder, duty.article) for duty in found] == [
        (date(2026, 1, 31), True, "《政府信息公开条例》第四十九条")
    ]


def test_an_unannounced_year_is_refused_or_marked() -> None:
    with pytest.raises(Unannounced):
        made(["每年1月31日前"], 2098)
    source = catalog(["每年1月31日前"])
    guess = agenda([source], 2098, lambda c: calendar(estimate=True)).duties
    assert guess[0].provisional


def test_the_real_catalogs_have_their_dates() -> None:
    entries = []
    for path in sorted((ROOT / "catalogs").glob("liuzhou-*/as-issued.yaml")):
        loaded = load(read_source(path.read_bytes(), str(path)), Home(None).profiles)
        assert loaded.entry
        entries.append(loaded.entry.catalog)
    found = agenda(entries, 2026, lambda c: calendar(c.region or ""))
    monthly = [duty for duty in found.duties if duty.limit == "当月10号公开上月信息"]
    assert len(monthly) == 12
    assert monthly[0].last_working_day == date(2026, 1, 9)
    assert any(duty.limit == "每年1月31日前" and not duty.reminder for duty in found.duties)
    assert len([duty for duty in found.duties if duty.limit == "不定期更新，每年更新不少于两次"]) == 4


# --- the calendar file ---

AWKWARD = ["每年1月31日前", "每季度末", "当月20号、次月5号前", "每年更新不少于两次"]


def file(**more: str) -> bytes:
    return ics.report(made(AWKWARD, **more))


def test_another_program_reads_the_same_events() -> None:
    duties = made(AWKWARD).duties
    events = vobject.readOne(file().decode()).vevent_list
    assert [e.dtstart.value for e in events] == [duty.due for duty in duties]
    assert next(e.summary.value for e in events) == "期限：事项2"
    assert all(isinstance(e.dtstart.value, date) and not isinstance(e.dtstart.value, datetime) for e in events)
    assert all(e.dtend.value - e.dtstart.value == timedelta(days=1) for e in events)


def test_ids_are_unique_and_stay() -> None:
    def ids(year: int, limits: list[str]) -> dict[str, date]:
        read_back = icalendar.Calendar.from_ical(ics.report(made(limits, year)))
        return {str(event["uid"]): event.decoded("dtstart") for event in read_back.walk("VEVENT")}

    both = ids(2025, AWKWARD), ids(2026, AWKWARD)
    assert len(both[0]) == len(made(AWKWARD, 2025).duties)
    assert not both[0].keys() & both[1].keys()
    assert ids(2026, AWKWARD) == both[1]
    assert ids(2026, AWKWARD[:1]).items() <= both[1].items(), "other items change nothing"


def test_alarms_ring_at_nine_a_week_before_and_on_the_last_working_day() -> None:
    read_back = icalendar.Calendar.from_ical(file())
    event = next(e for e in read_back.walk("VEVENT") if str(e["uid"]) == "sample.x0.2026@gkml")
    start = datetime.combine(event.decoded("dtstart"), datetime.min.time())
    rings = sorted(start + alarm.decoded("trigger") for alarm in event.walk("VALARM"))
    assert rings == [datetime(2026, 1, 24, 9), datetime(2026, 1, 30, 9)]


def test_lines_are_folded_by_bytes_and_same_input_gives_same_bytes() -> None:
    made_file = file()
    assert all(len(line) <= 75 for line in made_file.split(b"\r\n"))
    assert made_file.endswith(b"END:VCALENDAR\r\n") and b"\n" not in made_file.replace(b"\r\n", b"")
    assert file() == made_file


def test_text_of_a_catalog_stays_text() -> None:
    source = catalog(["每年1月31日前"])
    item = source.items[0].items[0].model_copy(update={"name": "a;b,c\\n\nEND:VEVENT：“双随机、一公开”" * 3})  # type: ignore[index]
    group = source.items[0].model_copy(update={"items": (item,)})
    data = ics.report(agenda([source.model_copy(update={"items": (group,)})], 2026, lambda c: calendar()))
    events = vobject.readOne(data.decode()).vevent_list
    assert len(events) == 1
    assert events[0].summary.value == f"期限：{item.name}"


def test_an_empty_year_is_still_a_calendar() -> None:
    assert b"BEGIN:VCALENDAR" in ics.report(made(["及时"]))


def test_golden_table(tmp_path: Path) -> None:
    from gkml.formats.text import txt

    told = txt.write(layout(made(AWKWARD)), {}).decode()
    lines = told.splitlines()
    assert lines[0].split() == [
        "日期",
        "星期",
        "最后工作日",
        "类别",
        "机关",
        "目录#事项",
        "事项",
        "责任",
        "公开时限",
        "说明",
    ]
    assert any(line.startswith("2026-01-31  六    2026-01-30  期限") and line.endswith("当天休息") for line in lines)
    assert lines[-1].startswith("“期限”是目录写明的日子")


def test_a_day_that_rolls_over_the_turn_of_the_year_is_in_the_next() -> None:
    limit = "每年12月31日前（遇节假日顺延）"
    assert [duty.due for duty in made([limit], 2018).duties] == [date(2018, 1, 2)]  # 31 December 2017 and 2018 were off
    assert [duty.due for duty in made([limit], 2019).duties] == [date(2019, 1, 2), date(2019, 12, 31)]


def test_a_zero_is_no_period() -> None:
    for limit in ("每0个月更新", "每0年不少于0次", "每0季度更新", "每0个半年不少于2次"):
        assert (read(limit).parts, days(limit, 2026)) == ((), [])


def test_a_week_that_ends_and_a_quarters_key() -> None:
    assert len(days("每周结束后3个工作日内", 2026)) > 50
    assert [o.key for o in occurrences(read("每季度末").parts[0], 2026)] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert [o.key for o in occurrences(read("每半年末").parts[0], 2026)] == ["2026-H1", "2026-H2"]
    assert [o.key for o in occurrences(read("每年1月31日前").parts[0], 2026)] == ["2026"]


def test_a_day_that_comes_once_has_the_key_of_its_year() -> None:
    assert [o.key for o in occurrences(read("2026年3月31日、6月30日前").parts[0], 2026)] == ["2026-1", "2026-2"]


def test_the_first_day_of_the_year_is_in_it() -> None:
    assert days("每月1日", 2026)[0] == "01-01"
    assert len([duty for duty in made(["每周四"]).duties if duty.due == date(2026, 1, 1)]) == 1
    assert days("每年不少于3次", 2026) == ["04-30?", "08-31?", "12-31?"]
    assert days("每12个月", 2026) == ["12-31?"]
