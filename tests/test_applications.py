"""The register of applications: statutory dates, states, table three, and what of an applicant is never read."""

from datetime import date
from pathlib import Path

import pytest

from gkml.deadlines.workdays import calendar
from gkml.ledger.application import Application, Register, at_risk, register, table_three
from gkml.ledger.day import day
from gkml.ledger.rows import LedgerError, rows

HEADINGS = "编号,申请人姓名,联系电话,申请人类型,收到日期,补正通知日期,补正日期,征求意见开始,征求意见结束,延期,答复日期,处理结果"


def read(tmp_path: Path, *lines: str, as_of: date = date(2026, 11, 30), encoding: str = "utf-8") -> Register:
    path = tmp_path / "登记.csv"
    path.write_text("\n".join(("某局依申请公开登记表", HEADINGS, *lines)) + "\n", encoding)
    return register(rows(path), path.name, calendar(), as_of)


def one(tmp_path: Path, line: str, as_of: date = date(2026, 11, 30)) -> Application:
    (application,) = read(tmp_path, line, as_of=as_of).applications
    return application


@pytest.mark.parametrize(
    ("line", "due", "state", "late"),
    [
        # 20 working days over New Year's Day (2026-01-01 to 03, 01-04 is worked) and the Spring Festival (02-15 to 02-23)
        ("1,,,自然人,2026-01-05,,,,,,2026-02-02,予以公开", date(2026, 2, 2), "in-time", 0),
        ("1,,,自然人,2026-01-05,,,,,,2026-02-03,予以公开", date(2026, 2, 2), "late", 1),
        ("1,,,自然人,2026-01-05,2026-01-08,2026-01-20,,,,2026-02-24,部分公开", date(2026, 2, 24), "in-time", 0),
        ("1,,,自然人,2026-01-05,2026-01-08,,,,,,", None, "waiting", 0),
        ("1,,,自然人,2026-03-02,,,2026-03-09,2026-03-13,,2026-04-07,予以公开", date(2026, 4, 7), "in-time", 0),
        ("1,,,自然人,2026-03-02,,,2026-03-09,,,,", None, "waiting", 0),
        ("1,,,自然人,2026-03-02,,,,,是,2026-04-28,予以公开", date(2026, 4, 28), "in-time", 0),
        ("1,,,自然人,2026-11-20,,,,,,,", date(2026, 12, 18), "open", 0),
        # 09-20 and 10-10 are worked, 09-25 to 27 and 10-01 to 07 are off
        ("1,,,自然人,2026-09-01,,,,,,,", date(2026, 9, 29), "overdue", 40),
    ],
)
def test_each_application_has_its_last_day_and_state(
    tmp_path: Path, line: str, due: date | None, state: str, late: int
) -> None:
    application = one(tmp_path, line)
    assert (application.due, application.state, application.days) == (due, state, late)


def test_table_three_is_counted_by_year_with_its_carry_over(tmp_path: Path) -> None:
    lines = (
        "1,,,自然人,2025-12-20,,,,,,2026-01-10,予以公开",
        "2,,,公民,2026-05-06,,,,,,2026-05-20,本机关不掌握相关政府信息",
        "3,,,某某有限公司,2026-05-06,,,,,,2026-05-20,不予公开（属于四类过程性信息）",
        "4,,,律师事务所,2026-12-28,,,,,,,",
        "5,,,自然人,2025-03-01,,,,,,2025-03-10,予以公开",
    )
    applications = read(tmp_path, *lines, as_of=date(2026, 12, 31)).applications
    filled = {key: row for key, row in table_three(applications, 2026).items() if any(row)}
    assert filled == {
        "new": [1, 1, 0, 0, 1, 0, 3],
        "prev": [1, 0, 0, 0, 0, 0, 1],
        "g": [1, 0, 0, 0, 0, 0, 1],
        "d6": [0, 1, 0, 0, 0, 0, 1],
        "u1": [1, 0, 0, 0, 0, 0, 1],
        "tot": [2, 1, 0, 0, 0, 0, 3],
        "next": [0, 0, 0, 0, 1, 0, 1],
    }
    assert table_three(applications, 2027)["prev"] == [0, 0, 0, 0, 1, 0, 1]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "1,,,自然人,1/4/2026,,,,,,,",
            "“收到日期”一列：“1/4/2026”分不清哪个是月、哪个是日；请把年写在前面，如 2026-09-18",
        ),
        ("1,,,自然人,2026-02-30,,,,,,,", "“收到日期”一列：“2026-02-30”没有这一天，2026年2月只有28天"),
        ("1,,,自然人,2027-01-04,,,,,,,", "收到日期 2027-01-04 在今天（2026-11-30）之后"),
        ("1,,,自然人,2026-05-06,,,,,,2026-05-01,予以公开", "“答复日期” 2026-05-01 早于收到日期 2026-05-06"),
        ("1,,,自然人,2026-05-06,,,,,,2026-05-20,", "有答复日期，没有处理结果"),
        (
            "1,,,外星人,2026-05-06,,,,,,,",
            "申请人类型不认识；可写：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他",
        ),
    ],
)
def test_a_row_that_cannot_be_counted_says_why(tmp_path: Path, line: str, message: str) -> None:
    result = read(tmp_path, line)
    assert [(fault.row, fault.message) for fault in result.faults] == [(3, message)]
    assert result.applications == ()


def test_names_and_telephones_are_not_read_and_that_is_said(tmp_path: Path) -> None:
    result = read(tmp_path, "1,张三,13800001111,自然人,2026-05-06,,,,,,2026-05-20,予以公开")
    assert result.private == ("申请人姓名", "联系电话")
    assert "张三" not in repr(result)
    assert "13800001111" not in repr(result)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_register_is_read_in_the_encodings_of_offices(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "登记.csv"
    path.write_text(f"{HEADINGS}\n1,,,自然人,2026-05-06,,,,,,2026-05-20,予以公开\n", encoding)
    assert len(register(rows(path), path.name, calendar(), date(2026, 11, 30)).applications) == 1


def test_a_file_without_the_headings_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "别的.csv"
    path.write_text("甲,乙\n1,2\n", "utf-8")
    with pytest.raises(LedgerError, match="没有找到登记表"):
        register(rows(path), path.name, calendar(), date(2026, 11, 30))


def test_open_applications_near_their_last_day_are_at_risk(tmp_path: Path) -> None:
    applications = read(tmp_path, "1,,,自然人,2026-11-05,,,,,,,", "2,,,自然人,2026-11-20,,,,,,,").applications
    assert [each.id for each in at_risk(applications, date(2026, 11, 30), 7)] == ["1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02", date(2026, 3, 2)), ("2026/3/2", date(2026, 3, 2)), ("2026年3月2日", date(2026, 3, 2)),
        ("20260302", date(2026, 3, 2)), ("2026.3.2", date(2026, 3, 2)), ("46083", date(2026, 3, 2)),
        ("2026-03-02 00:00:00", date(2026, 3, 2)), ("", None), ("/", None),
    ],
)  # fmt: skip
def test_days_are_read_as_cells_hold_them(text: str, expected: date | None) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("outcome", "row"),
    [
        ("部分公开（涉及第三方的不公开）", "p"), ("部分公开，其余属于四类过程性信息", "p"), ("予以公开", "g"), ("已主动公开，告知获取方式", "g"),
        ("本机关不掌握相关政府信息", "u1"), ("信息不存在", "u1"), ("申请人撤回申请", "o3"), ("g", "g"), ("u3", "u3"),
    ],
)  # fmt: skip
def test_the_words_of_an_outcome(tmp_path: Path, outcome: str, row: str) -> None:
    assert one(tmp_path, f"1,,,自然人,2026-03-02,,,,,,2026-03-09,{outcome}").outcome == row


@pytest.mark.parametrize("outcome", ["不予以公开", "不同意公开", "未处理", "答复张三"])
def test_an_outcome_that_fits_no_row_is_not_guessed(tmp_path: Path, outcome: str) -> None:
    (fault,) = read(tmp_path, f"1,,,自然人,2026-03-02,,,,,,2026-03-09,{outcome}").faults
    assert "对不上" in fault.message
    assert outcome not in fault.message


@pytest.mark.parametrize(
    ("words", "due"),
    [("是", "2026-04-28"), ("经批准延长", "2026-04-28"), ("2026-03-20", "2026-04-28"), ("√", "2026-04-28")]
    + [(no, "2026-03-30") for no in ("", "否", "未延期", "不延期", "无", "0", "/", "待批")],
)
def test_whether_the_time_was_extended(tmp_path: Path, words: str, due: str) -> None:
    assert str(one(tmp_path, f"1,,,自然人,2026-03-02,,,,,{words},,").due) == due


@pytest.mark.parametrize(
    ("kind", "column"),
    [("自然人", 0), ("公民个人", 0), ("个人独资企业", 1), ("法人（商业企业）", 1), ("科研机构", 2), ("法人或其他组织", 5), ("律师事务所", 4)],
)  # fmt: skip
def test_the_column_of_an_applicants_kind(tmp_path: Path, kind: str, column: int) -> None:
    assert one(tmp_path, f"1,,,{kind},2026-03-02,,,,,,,").column == column


@pytest.mark.parametrize("number", ["13900139000", "45020019800101123X", "依申请45020019800101123X", "a@b.cn"])
def test_a_personal_number_is_no_number_of_an_application(tmp_path: Path, number: str) -> None:
    assert one(tmp_path, f"{number},,,自然人,2026-03-02,,,,,,,").id == "3"


def test_years_that_are_not_announced_stop_no_audit(tmp_path: Path) -> None:
    application = one(tmp_path, "1,,,自然人,2026-11-20,,,,,,,", as_of=date(2027, 3, 1))
    assert (application.due, application.state) == (date(2026, 12, 18), "not-assessable")
    assert "2027年" in application.reason
