"""Rules about names of agencies, channels, platforms, sections and offices: guards, fixes, and what registers change."""

import pytest

from gkml.catalog.load import load
from gkml.catalog.names import Channel, Registers
from gkml.diagnostics import Diagnostic
from gkml.lint.check import check, chosen
from gkml.project.workspace import Home
from gkml.registers.instruments import titles
from gkml.registers.slips import slips
from gkml.yamltext.source import read


def findings(
    code: str, field: str, *values: str, head: str = "", registers: Registers | None = None
) -> list[Diagnostic]:
    """What a rule finds in a catalog with an item for each value of a field; a value with | is a list."""
    rows = "\n".join(
        f"      - {{name: 事项{n}, {field}: {value.split('|') if '|' in value else repr(value)}}}"
        for n, value in enumerate(values)
    )
    text = f"id: x\ntitle: t\nprofile: basic-8\n{head}items:\n  - name: 职责\n    items:\n{rows}\n"
    loaded = load(read(text.encode(), "x.yaml"), Home(None).profiles)
    assert loaded.entry is not None, loaded.diagnostics
    return list(check([loaded], chosen([code], []), registers=registers))


def texts(found: list[Diagnostic]) -> list[str]:
    return [diagnostic.text for diagnostic in found]


def test_the_agencys_name_but_for_a_character() -> None:
    head = "agency: 柳城县市场监督管理局\n"
    wrong = ["柳城县市场监管理局网站", "柳城市场监督管理局网站"]
    found = findings("K120", "channels", *wrong, head=head)
    assert texts(found) == wrong
    assert {d.fix.value for d in found if d.fix} == {"柳城县市场监督管理局网站"}
    right = ["柳城县市场监督管理局网站", "柳城县市场监管局网站", "柳城县市场监督管理分局", "柳城县生态环境局"]
    assert findings("K120", "channels", *right, head=head) == []
    assert findings("K120", "channels", "柳城县民政局", head="agency: 柳城县财政局\n") == []


def test_a_habit_of_beginning_at_home_is_told_once() -> None:
    habit = [f"网站首页-政策法规-{n}" for n in ("国家", "省", "市", "县")]
    (found,) = findings("K125", "sections", *habit, "政务公开-公告")
    assert (found.text, found.fix) == (habit[0], None)
    assert "等4格从首页写起" in found.message


def test_the_agencys_name_without_its_last_word() -> None:
    head = "agency: 柳城县市场监督管理局\n"
    (found,) = findings("K120", "body", "柳城县市场监督管理", head=head)
    assert found.fix and found.fix.value == "柳城县市场监督管理局"
    units = ["柳城县市场监督管理综合行政执法大队", "柳城县市场监督管理投诉举报中心", "市场监督管理所"]
    assert findings("K120", "office", *units, head=head) == []
    assert findings("K120", "office", "柳城县民政事务服务中心", head="agency: 柳城县民政局\n") == []


def test_one_agency_in_full_and_in_short_in_the_column_of_bodies() -> None:
    usual = ["县市场监督管理局"] * 2
    assert texts(findings("K120", "body", *usual, "县市场监管局")) == ["县市场监管局"]
    assert findings("K120", "body", *usual, "市市场监管局", "县财政局") == []


def test_own_names_are_compared_where_one_prevails() -> None:
    many = ["本单位要闻", "本单位公告", "本单位规划"]
    assert texts(findings("K121", "content", *many, "本局动态")) == ["本局动态"]
    assert findings("K121", "content", *many, "本局动态", "本局要闻") == []
    assert findings("K121", "content", *many, "本办法的解读", "基本局面", "本机关公告", "样本单位名录") == []


def test_a_channel_is_what_it_belongs_to_and_its_kind() -> None:
    usual = ["柳城县商务局政府网站"] * 2
    assert texts(findings("K122", "channels", *usual, "柳城县商务局网站")) == ["柳城县商务局网站"]
    account = ["“柳城商务”微信公众号"] * 2
    assert texts(findings("K122", "channels", *account, "柳城商务公众号")) == ["柳城商务公众号"]
    assert findings("K122", "channels", *usual, "柳城县财政局网站", "柳城商务公众号", "信用中国（柳城）") == []


def test_a_registered_channel_is_right_and_its_aliases_are_put_right() -> None:
    known = Registers(channels=(Channel(name="县商务局网站", aliases=("商务局官方站",)),))
    found = findings("K122", "channels", "县商务局网站", "县商务局政府网站", "商务局官方站", registers=known)
    assert [(d.text, d.fix.safe) for d in found if d.fix] == [("县商务局政府网站", False), ("商务局官方站", True)]


def test_platforms_have_one_name() -> None:
    found = findings("K123", "content", "录入国家企业信用信息系统", "检查结果通过企业信用信息公示系统公示")
    assert [(d.fix.value, d.fix.safe) for d in found if d.fix] == [
        ("录入国家企业信用信息公示系统", True),
        ("检查结果通过国家企业信用信息公示系统公示", False),
    ]
    right = [
        "国家企业信用信息公示系统（广西）",
        "广西企业信用信息公示系统",
        "《全国企业信用信息公示系统使用办法》",
        "依据《暂行办法》，通过企业信用信息公示系统公示",
    ]
    assert findings("K123", "content", *right) == []


def test_a_path_that_is_cut_short_or_begins_elsewhere() -> None:
    path = "政务公开-法定主动公开内容-通知公告"
    found = findings("K124", "sections", path, path, "政务公开-通知公告", "政务公开 > 法定主动公开内容 > 通知公告")
    assert [(d.text, d.fix.value) for d in found if d.fix] == [("政务公开-通知公告", path)]
    assert texts(findings("K124", "sections", "政务公开-数据发布", "数据公布")) == ["数据公布"]
    assert texts(findings("K124", "sections", path, path, "政府信息公开-法定主动公开内容-年报")) == [
        "政府信息公开-法定主动公开内容-年报"
    ]


def test_two_sections_of_one_item_are_two() -> None:
    both = "政务公开-通知公告|新闻中心-通知公告"
    assert findings("K124", "sections", both, "政务公开-通知公告") == []
    assert findings("K124", "sections", "政务公开-财政预算", "政务公开-财政决算", "服务-“政务公开-专栏”") == []


def test_registered_sections_are_right_and_others_are_not() -> None:
    known = Registers(sections=("政务公开-数据发布", "数据发布"))
    found = findings("K124", "sections", "政务公开-数据发布", "数据发布", "政务公开-数据发步", registers=known)
    assert [(d.text, d.fix.value) for d in found if d.fix] == [("政务公开-数据发步", "政务公开-数据发布")]


def test_the_home_page_is_no_section_unless_all_begin_there() -> None:
    whole = "网站首页-政务公开-动态"
    assert texts(findings("K125", "sections", whole, "政务公开-公告")) == [whole]
    (found,) = findings("K125", "sections", "网站首页-动态", "政务公开-公告")
    assert (found.text, found.fix) == ("网站首页-动态", None)
    assert findings("K125", "sections", "网站首页-动态", "首页-公告") == []


def test_an_office_with_and_without_the_agency() -> None:
    found = findings("K126", "office", "办公室", "法规科、局办公室", "人事教育科", "人教科")
    assert [(d.text, d.fix.value) for d in found if d.fix] == [
        ("法规科、局办公室", "法规科、办公室"),
        ("人教科", "人事教育科"),
    ]
    assert findings("K126", "office", "局办公室", "食品生产科", "食品科", "市场监管科", "特殊食品科", "宣传科") == []
    kept = ["局办公室"] * 3
    assert texts(findings("K126", "office", *kept, "办公室")) == ["办公室"]


def test_registered_offices_are_right_and_others_are_not() -> None:
    known = Registers(offices=("局办公室", "政策法规科"))
    found = findings(
        "K126", "office", "局办公室", "政策法规股", "各科室按业务分工负责", "政策起草科室", registers=known
    )
    assert texts(found) == ["政策法规股"]
    assert "政策法规科" in found[0].message


def test_terms_of_law_are_written_as_the_law_writes_them() -> None:
    found = findings(
        "K127", "content", "行政、事业性收费和双随机一公开", "《双随机一公开监管办法》", "“双随机、一公开”监管"
    )
    assert [d.fix.value for d in found if d.fix] == ["行政事业性收费和双随机、一公开"]


def test_a_section_is_called_what_the_site_calls_it() -> None:
    assert findings("K127", "sections", "政务公开-双随机一公开") == []
    assert len(findings("K127", "sections", "政务公开-行政、事业性收费")) == 1
    assert len(findings("K127", "content", "双随机一公开")) == 1


def test_a_row_that_lists_two_sections_speaks_for_itself_alone() -> None:
    found = findings("K124", "sections", "政务公开-数据发布", "政务公开-数据发布|数据发布", "数据发布")
    assert [(d.text, d.title) for d in found] == [("数据发布", "事项2")]


@pytest.mark.parametrize(
    ("field", "text", "right"),
    [
        ("content", "各医疗结构名称", "各医疗机构名称"),
        ("content", "1.粮补贴发放情况", "1.种粮补贴发放情况"),
        ("content", "社会求助对象名单、财政予算", "社会救助对象名单、财政预算"),
        ("content", "行政诉颂", "行政诉讼"),
        ("body", "医料机构", "医疗机构"),
        (
            "time_limit",
            "自政府信息形式之日起20个工作日内，每年1月31日前更新一次",
            "自政府信息形成之日起20个工作日内，每年1月31日前更新一次",
        ),
        ("channels", "公示拦", "公示栏"),
        ("channels", "公告示栏", "公示栏"),
    ],
)
def test_one_character_of_a_word_that_matters_is_wrong(field: str, text: str, right: str) -> None:
    (finding,) = findings("K127", field, text)
    assert finding.fix is not None
    assert finding.fix.value == right


@pytest.mark.parametrize(
    "text",
    ["种粮补贴", "发放种粮补贴", "《医疗结构管理办法》", "信息形式多样", "医疗机构", "公告栏和公示栏", "行政检察"],
)
def test_a_right_word_is_no_slip(text: str) -> None:
    assert findings("K127", "content", text) == []


def test_no_title_of_law_has_a_slip() -> None:
    assert [title for title in titles() if list(slips(title))] == []
