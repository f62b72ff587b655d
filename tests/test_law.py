"""`gkml law`: how a law stands on a day, its provisions, names that several bear, titles that are not known."""

import json
from datetime import date
from pathlib import Path

import pytest

from gkml.diagnostics import GkmlError
from gkml.project.law import look_up, report
from gkml.project.workspace import Home, find_home
from gkml.registers.law_answer import LawAnswer

TODAY = date(2025, 6, 1)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return find_home(tmp_path)


def ask(text: str, home: Home, on: date = TODAY) -> LawAnswer:
    return look_up(text, on, home)


@pytest.mark.parametrize(
    ("title", "on", "status"),
    [
        ("政府信息公开条例", TODAY, "现行有效"),
        ("《中华人民共和国政府信息公开条例》", TODAY, "现行有效"),
        ("政府信息公开条例", date(2007, 1, 1), "尚未公布"),
        ("政府信息公开条例", date(2007, 6, 1), "尚未施行"),
        ("民法典", date(2020, 12, 31), "尚未施行"),
        ("民法典", date(2021, 1, 1), "现行有效"),
        ("合同法", date(2020, 12, 31), "现行有效"),
        ("合同法", date(2021, 1, 1), "已废止"),
        # Enacted again in 2015 after a repeal; of the older text the register has no day.
        ("国家安全法", TODAY, "现行有效"),
        ("国家安全法", date(2014, 12, 1), "不详"),
        # The day of force that is known is that of the text of 2014.
        ("环境保护法", date(2000, 1, 1), "现行有效"),
        ("“十三五”国家药品安全规划", date(2021, 1, 1), "规划期满"),
    ],
)
def test_a_law_stands_on_a_day(title: str, on: date, status: str, home: Home) -> None:
    law = ask(title, home, on).law
    assert law is not None
    assert law.status == status


def test_a_repealed_law_names_its_successor_and_the_source(home: Home) -> None:
    answer = ask("上海市房地产登记条例", home)
    assert answer.law is not None
    assert (answer.law.until, answer.law.by) == (date(2021, 3, 1), "上海市不动产登记若干规定")
    assert not answer.holds
    assert "LawRefBook/Laws（2025年4月19日）" in report(answer, "text")


def test_an_older_text_of_the_same_title_is_named(home: Home) -> None:
    text = report(ask("国家安全法", home), "text")
    assert "同名的旧文由《中华人民共和国反间谍法》废止" in text
    assert "2023年7月1日" not in text


@pytest.mark.parametrize(
    ("text", "fault", "meant"),
    [
        ("政府信息公开条例第二十条第（六）项", "", ""),
        ("政府信息公开条例第二十条第六款", "这一条只有1款、15项", "第二十条第（六）项"),
        ("政府信息公开条例第二十条第（一）款", "写在括号里的是项，这一条有15项", "第二十条第（一）项"),
        ("政府信息公开条例第二十条第（十六）项", "这一条只有15项", ""),
        ("《政府信息公开条例》第五十七条", "一共只有56条", ""),
        ("义务教育法 第六十四条", "一共只有63条", ""),
        ("义务教育法第六十三条", "", ""),
    ],
)
def test_a_provision_exists_or_not(text: str, fault: str, meant: str, home: Home) -> None:
    answer = ask(text, home)
    assert (answer.fault, answer.meant) == (fault, meant)
    assert answer.holds is not bool(fault)


def test_a_provision_is_not_compared_with_a_later_text(home: Home) -> None:
    answer = ask("政府信息公开条例第四十条", home, date(2015, 1, 1))
    assert not answer.is_checked
    assert "没有核对" in report(answer, "text")


def test_a_name_that_several_bear_lists_them(home: Home) -> None:
    answer = ask("消防条例", home)
    assert answer.law is None
    assert {"北京市消防条例", "上海市消防条例"} <= set(answer.alike)


@pytest.mark.parametrize("title", ["行政处罚发", "中华人民共和国行政处罚", "政处罚法"])
def test_a_misquoted_title_has_its_nearest(title: str, home: Home) -> None:
    answer = ask(title, home)
    assert "行政处罚法" in answer.alike
    assert not answer.holds


def test_an_unknown_title_is_not_called_wrong(home: Home) -> None:
    answer = ask("某某镇人民政府关于甲乙丙丁的xyz", home)
    assert (answer.law, answer.alike) == (None, ())
    assert "不等于没有这份文件" in report(answer, "text")


@pytest.mark.parametrize("text", ["", "《》", "第二十条", "法" * 201])
def test_no_title_is_refused(text: str, home: Home) -> None:
    with pytest.raises(GkmlError, match="要查哪一部法"):
        ask(text, home)


@pytest.mark.parametrize(
    "text", ['上海口岸服务条例", "kind": "地方性法规', '甲"乙', "甲\\乙", "\udcff", "𠀀" * 50, "\n"]
)
def test_odd_characters_find_nothing(text: str, home: Home) -> None:
    if text.strip():
        assert ask(text, home).law is None


def test_the_workspace_goes_before_the_program(tmp_path: Path) -> None:
    (tmp_path / "gkml.yaml").write_text(
        "registers:\n  laws:\n    - 某市甲办法\n"
        "    - {title: 政府信息公开条例, repealed: 2025-05-01, successor: 信息公开法, source: 某号令}\n"
        "    - {title: 合同法, kind: 法律, issued: 2025-05-01, in_force: 2025-05-02}\n",
        encoding="utf-8",
    )
    home = find_home(tmp_path)
    repealed, again, named = ask("政府信息公开条例", home), ask("合同法", home), ask("某市甲办法", home)
    assert repealed.law is not None
    assert again.law is not None
    assert named.law is not None
    assert (repealed.law.status, repealed.law.by) == ("已废止", "信息公开法")
    assert "某号令" in repealed.law.sources
    assert again.law.status == "现行有效"
    assert named.law.status == "不详"


def test_json_has_the_same(home: Home) -> None:
    data = json.loads(report(ask("预算法第十四条第一款", home), "json"))
    assert data["law"]["title"] == "中华人民共和国预算法"
    assert data["law"]["status"] == "现行有效"
    assert data["provision"] == {
        "text": "第十四条第一款",
        "article": 14,
        "paragraph": 1,
        "item": 0,
        "checked": True,
        "fault": "",
        "meant": "",
    }
    assert data["as_of"] == "2025-04-19"
