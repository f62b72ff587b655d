"""Fixes of several rules on one catalog: they come to an end, and a second run finds nothing more to write."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkml.catalog.load import Loaded, load
from gkml.diagnostics import Diagnostic, Fix, Position
from gkml.lint.check import all_rules, check, chosen
from gkml.project.fix import fix_all
from gkml.project.workspace import Home
from gkml.schema.documents import AnyLoaded
from gkml.yamltext.source import read

HOME = Home(None)
AGENCY = "样例市市场监督管理局"


def loaded(catalog: dict[str, Any]) -> Loaded:
    return load(read(json.dumps(catalog, ensure_ascii=False, indent=1).encode(), "a.yaml"), HOME.profiles)


def of_names(*names: str, **more: Any) -> dict[str, Any]:
    """A catalog of one group with these items; what is not text of the catalog goes to every item."""
    top = {key: more.pop(key) for key in ("agency",) if key in more}
    items = [{"id": f"a{number}", "name": name, **more} for number, name in enumerate(names)]
    return {
        "id": "x",
        "title": "目录",
        "profile": "basic-8",
        **top,
        "items": [{"id": "g", "name": "组", "items": items}],
    }


def findings(one: AnyLoaded) -> list[Diagnostic]:
    return list(check([one], all_rules()))


def with_guide(one: Loaded, guide: Loaded) -> Loaded:
    assert one.entry and guide.entry
    return one._replace(entry=one.entry._replace(guide=guide.entry.catalog))


def fixes_of(code: str, one: Loaded) -> list[Fix | None]:
    return [diagnostic.fix for diagnostic in check([one], chosen([code], []))]


# --- rules that would write against another ---


def test_a_separator_with_blanks_is_not_written_where_they_would_be_taken_away() -> None:
    paths = ["信息公开 - 公告", "信息公开 - 机构", "信息公开 - 财政", "信息公开：-法规"]
    catalog = of_names(*"甲乙丙丁")
    for item, path in zip(catalog["items"][0]["items"], paths, strict=True):
        item["sections"] = [path]
    assert fixes_of("K144", loaded(catalog)) == [None]
    catalog["items"][0]["items"][3]["sections"] = ["信息公开-法规"]
    assert fixes_of("K144", loaded(catalog)) == [Fix("信息公开 - 法规")]


@pytest.mark.parametrize("agency", ["样例市市场监督 管理局", "样例市市场监督\n管理局", f"\u3000{AGENCY}\u200b"])
def test_the_agency_is_written_without_its_own_blanks(agency: str) -> None:
    wrong = of_names("样例市场监督管理局简介", agency=agency)
    assert fixes_of("K120", loaded(wrong)) == [Fix(f"{AGENCY}简介", safe=False)]
    assert fixes_of("K120", loaded(of_names(f"{AGENCY}简介", agency=agency))) == []


@pytest.mark.parametrize(
    "name",
    [
        "药品 监督检查",
        "药品监督\n检查",
        "药品药品监督检查",
        "药品&nbsp;监督检查",
        "国发[2019]5号",
        "药品（监督检查",
        "药品１",
    ],
)
def test_a_slip_of_the_guide_is_not_taken_over(name: str) -> None:
    own, guide = loaded(of_names("化妆品监管")), loaded(of_names(name))
    assert fixes_of("K176", with_guide(own, guide)) == [None]
    sound = loaded(of_names("药品监督检查"))
    assert fixes_of("K176", with_guide(own, sound)) == [Fix("药品监督检查", safe=False)]


def test_a_cell_of_nothing_but_a_full_stop_is_not_made_blank() -> None:
    catalog = of_names(*"甲乙丙丁戊己", content="要闻")
    catalog["items"][0]["items"][0]["content"] = "。"
    assert fixes_of("K116", loaded(catalog)) == [None]


def test_a_fix_that_would_write_what_is_there_is_none() -> None:
    limits = ["国发〔2019〕5号》信用中国网站-：每年1月31号前", "国发〔2019〕5号》信用中国网站-：每年1月31日前"]
    catalog = of_names(*"甲乙", time_limit="")
    for item, limit in zip(catalog["items"][0]["items"], limits, strict=True):
        item["time_limit"] = limit
    found = [d for d in findings(loaded(catalog)) if d.fix]
    assert found and all(diagnostic.fix and diagnostic.fix.value != diagnostic.text for diagnostic in found)


# --- what is still brought back comes to rest ---


@pytest.mark.parametrize("start", ["甲", "乙", "丙", "丁"])
def test_a_value_that_fixes_go_round_in_rests_where_the_safe_one_left_it(start: str) -> None:
    following = {"甲": Fix("乙"), "乙": Fix("丙", safe=False), "丙": Fix("甲"), "丁": Fix("甲")}

    def circular(one: AnyLoaded) -> list[Diagnostic]:
        title = one.source.data["title"]
        at = Position(1, 1, 1, 2)
        return [Diagnostic("K111", "x", "info", "x", "a.yaml", at, fix=following[title], route=("title",), text=title)]

    one = loaded({**of_names("某"), "title": start})
    once = fix_all(one, circular, HOME, unsafe=True)
    assert once.loaded.source.data["title"] == "乙"
    assert not once.is_settled
    assert not fix_all(once.loaded, circular, HOME, unsafe=True).routes


# --- whatever the catalog ---

SCRAPS = [
    "信息公开", "政务公开", "-", " - ", " > ", "/", "：", ":", " ", "  ", "\u3000", "\u00a0", "\u200b", "\n", "、", "，", "。",
    "；", "（", "）", "(", ")", "“", "”", "《", "》", "1", "2.", "①", "局局", "的的", AGENCY, "样例市 市场监管局", "样例市场监督管理局",
    "样例市市场监督管理", "办公室", "各科室", "负责", "&nbsp;", "<br>", "□", "■", "政府网站", "门户网站", "微信公众号", "两微一端",
    "企业信用信息公示系统", "20个工作日内", "信息形成之日起", "7日内", "每年1月31号前", "《政府信息公开条例》第二十条第（三）款",
    "国发[2019]5号", "领导简介", "机构职能", "本局", "本单位", "公布", "行政处罚", "abc", "１", "双随机一公开", "人社局",
    "人力资源社会保障局", "^", "10 个", "1.1", "一、",
]  # fmt: skip
"""Words and marks that rules have something to say of, to be put together at will."""
texts = st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=5).map("".join).filter(str.strip)


@st.composite
def catalogs(draw: st.DrawFn) -> dict[str, Any]:
    """A group or two of items that draw most of their texts from one small stock, so that cells can be compared."""
    stock = draw(st.lists(texts, min_size=3, max_size=6))
    text = st.sampled_from(stock) | texts
    lists = st.lists(text, min_size=1, max_size=2)
    fields = {
        **dict.fromkeys(("content", "office", "body", "time_limit", "remark"), text),
        **dict.fromkeys(("basis", "channels", "sections"), lists),
    }
    leaves = st.lists(st.fixed_dictionaries({"name": text}, optional=fields), min_size=1, max_size=6)
    groups = draw(st.lists(st.fixed_dictionaries({"name": text, "items": leaves}), min_size=1, max_size=2))
    for number, item in enumerate(leaf for group in groups for leaf in (group, *group["items"])):
        item["id"] = f"i{number}"
    agency = draw(text | st.just(AGENCY))
    return {"id": "x", "title": draw(text), "agency": agency, "profile": "basic-8", "items": groups}


@given(catalogs(), st.none() | catalogs())
@settings(max_examples=150, deadline=None)
def test_a_second_run_has_nothing_to_mend(catalog: dict[str, Any], guide: dict[str, Any] | None) -> None:
    one, other = loaded(catalog), loaded(guide) if guide else None
    assert one.entry
    if other:
        one = with_guide(one, other)
    once = fix_all(one, findings, HOME, unsafe=True).loaded
    assert once.entry, "what is mended is a catalog still"
    twice = fix_all(once, findings, HOME, unsafe=True)
    assert not twice.routes and twice.loaded.source.text == once.source.text


def test_a_separator_does_not_grow_from_look_to_look() -> None:
    paths = ["各科室“ >      >     ", "政务公开  >   机构", "政务公开-通知"]
    leaves = [{"id": f"i{n}", "name": f"事项{n}", "sections": [path]} for n, path in enumerate(paths)]
    items = [{"id": "g", "name": "组", "items": leaves}]
    catalog = loaded({"id": "x", "title": "t", "profile": "basic-8", "items": items})
    once = fix_all(catalog, findings, HOME, unsafe=True).loaded
    assert not fix_all(once, findings, HOME, unsafe=True).routes and len(once.source.text) < 1000
