"""The register of instruments: look-ups by full and short title, articles, and what was repealed by what."""

import subprocess
import sys
from datetime import date

import pytest

from gkml.registers.citations import ended, is_known, kind, structure
from gkml.registers.instruments import Article, instrument, repeal, titles


@pytest.mark.parametrize("title", ["中华人民共和国义务教育法", "义务教育法"])
def test_a_law_is_known_by_its_full_and_its_short_title(title: str) -> None:
    known = instrument(title)
    assert known is not None
    assert (known.title, known.kind, len(known.articles)) == ("中华人民共和国义务教育法", "法律", 63)


def test_an_unknown_title_is_none() -> None:
    assert instrument("没有这部法") is None
    assert repeal("没有这部法") is None
    assert instrument("义务教育") is None


def test_articles_have_paragraphs_and_items() -> None:
    known = instrument("中华人民共和国政府信息公开条例")
    assert known is not None
    assert len(known.articles) == 56
    assert known.articles[19] == Article(1, 15)  # 第二十条


@pytest.mark.parametrize(
    ("title", "by", "since"),
    [
        ("合同法", "中华人民共和国民法典", date(2021, 1, 1)),
        ("中华人民共和国民法通则", "中华人民共和国民法典", date(2021, 1, 1)),
        ("上海市房地产登记条例", "上海市不动产登记若干规定", date(2021, 3, 1)),
    ],
)
def test_a_repealed_title_names_what_repealed_it(title: str, by: str, since: date) -> None:
    found = repeal(title)
    assert found is not None
    assert (found.by.title, found.since) == (by, since)
    end = ended(title)
    assert end is not None
    assert (end.how, end.since, end.successor) == ("废止", since, by)


@pytest.mark.parametrize("title", ["国家安全法", "中华人民共和国国家安全法"])
def test_a_title_that_was_enacted_again_is_in_force(title: str) -> None:
    assert repeal(title) is None
    assert ended(title) is None


def test_every_instrument_is_found_by_its_title() -> None:
    names = list(titles())
    assert len(names) == 2881
    assert [name for name in names if (known := instrument(name)) is None or known.title != name] == []


def test_the_kind_of_a_title_is_that_of_the_register() -> None:
    assert kind("《中华人民共和国公路法》".strip("《》")) == "法律"
    assert kind("上海市专利保护条例") == "地方性法规"
    assert is_known("公路法")
    assert not is_known("公路养护奖励办法")


def test_a_structure_holds_from_the_day_of_the_text() -> None:
    known = instrument("义务教育法")
    assert known is not None and known.last is not None
    assert structure("义务教育法", known.last) is not None
    assert structure("义务教育法", date(known.last.year - 1, 1, 1)) is None
    assert structure("义务教育法", None) is not None


def test_looking_up_does_not_read_the_register_at_the_start() -> None:
    code = "import gkml.registers.citations, sys; from gkml.registers import instruments as i; print(i._text.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
