"""Limits whose dates are easily given wrongly: the right date, or none, written down before the program was asked.

A least time has no last day, the period of the data is no limit, and a text that is not read whole has no date.
"""

import pytest

from gkml.deadlines.agenda import agenda
from gkml.deadlines.due import Question, due
from gkml.deadlines.workdays import calendar
from gkml.phrases.limit_wording import canonical
from gkml.phrases.time_limit import read
from tests.conftest import ROOT
from tests.test_agenda import catalog
from tests.test_workdays import day

CHINA = calendar()
ROWS = [line.split("\t") for line in (ROOT / "tests" / "limit_kinds.tsv").read_text("utf-8").splitlines()[1:]]


def date_of(limit: str, start: str) -> str:
    answer = due(Question(limit, day(start)), CHINA, day(start))
    assert len(answer.deadlines) < 2, limit
    return answer.deadlines[0].due.isoformat() if answer.deadlines and not answer.refused else "-"


def test_each_limit_has_the_right_date_or_none() -> None:
    assert len(ROWS) > 340
    assert [row for row in ROWS if date_of(row[0], row[1]) != row[2]] == []


@pytest.mark.parametrize("limit", [row[0] for row in ROWS if row[2] == "-"])
def test_a_limit_without_a_date_says_why(limit: str) -> None:
    answer = due(Question(limit, day("2026-03-11")), CHINA, day("2026-03-11"))
    assert answer.refused or (answer.limit.reason and not answer.needs_event)


@pytest.mark.parametrize(
    ("limit", "trigger"),
    [
        ("应急响应终止后5个工作日内", "应急响应终止"),
        ("应急响应自终止之日起5个工作日内", "终止"),
        ("应诉案件办结后5个工作日内", "应诉案件办结"),
        ("并联审批办结后5个工作日内", "并联审批办结"),
        ("在校生学籍变更后5个工作日内", "在校生学籍变更"),
    ],
)
def test_an_event_keeps_its_first_and_last_characters(limit: str, trigger: str) -> None:
    assert read(limit).parts[0].trigger == trigger


@pytest.mark.parametrize(
    ("limit", "scope"),
    [
        ("行政许可自作出之日起7个工作日内", "行政许可"),
        ("会议纪要自形成之日起5个工作日内", "会议纪要"),
        ("应急响应自终止之日起5个工作日内", "应急响应"),
        ("应急响应5个工作日内", "应急响应"),
    ],
)
def test_a_scope_keeps_its_last_character(limit: str, scope: str) -> None:
    assert read(limit).parts[0].scope == scope


@pytest.mark.parametrize("zero", "〇零○◯０0oO")
def test_every_way_to_write_zero_is_one(zero: str) -> None:
    assert date_of(f"二{zero}二五年十二月三十一日前", "2026-03-11") == "2025-12-31"
    assert read(f"信息形成之日起二{zero}个工作日内").parts[0].n == 20
    assert canonical(read(f"每月一{zero}日前")) == "每月10日前"


def test_a_date_that_comes_earlier_on_a_holiday_stands_so_in_the_calendar() -> None:
    limits = ["每年10月5日前，遇节假日提前", "每年10月5日前，遇节假日顺延", "每月10日前，汛期加密"]
    duties = agenda([catalog(limits)], 2026, lambda _: CHINA).duties
    assert [(duty.item, duty.due.isoformat()) for duty in duties] == [("x0", "2026-09-30"), ("x1", "2026-10-08")]
