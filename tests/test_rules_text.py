"""Rules about how the text is written: what looks wrong and is right, and what a fix makes of a text."""

from pathlib import Path

import pytest

from gkml.catalog.load import load
from gkml.diagnostics import Diagnostic, Route
from gkml.lint.check import check, chosen
from gkml.phrases.brackets import bracket
from gkml.phrases.broken import mended
from gkml.phrases.document_number import in_form
from gkml.phrases.doubled import doubled
from gkml.phrases.residue import residue
from gkml.phrases.spacing import spaced
from gkml.phrases.width import in_width
from gkml.project.workspace import Home
from gkml.yamltext.fix import fixed
from gkml.yamltext.source import read
from tests.conftest import CATALOGS

HYGIENE = [f"K{number}" for number in range(110, 121)]
AWKWARD = [
    "",
    " ",
    "开",
    "𠀀",
    "\n",
    "（",
    "“",
    "的的",
    "、",
    "。",
    "a\nb",
    "\u200b",
    "=1+1",
    "#N/A",
    "010",
    "《》",
    "号",
]


def findings(text: str, *codes: str) -> list[Diagnostic]:
    loaded = load(read(text.encode(), "x.yaml"), Home(None).profiles)
    assert loaded.entry is not None, loaded.diagnostics
    return list(check([loaded], chosen(codes or HYGIENE, [])))


def catalog(*contents: str) -> str:
    """A catalog with an item for each content."""
    rows = "\n".join(f"      - {{name: 事项{chr(0x7532 + n)}, content: {c!r}}}" for n, c in enumerate(contents))
    return f"id: x\ntitle: t\nprofile: basic-8\nitems:\n  - name: 职责\n    items:\n{rows}\n"


@pytest.mark.parametrize(
    ("text", "value", "safe"),
    [
        (" 法规科", "法规科", True),
        ("\u00a0政务公开-通知公告", "政务公开-通知公告", True),
        ("各科室        按业务分工负责", "各科室按业务分工负责", True),
        ("备  注", "备注", True),
        ("公开形式、 公开时限", "公开形式、公开时限", True),
        ("救济方式 ，执法主体", "救济方式，执法主体", True),
        ("政务\u200b公开", "政务公开", True),
        ("法规科 办公室", "法规科、办公室", False),
        ("执法主体  执法人员信息  责任事项", "执法主体、执法人员信息、责任事项", False),
        ("联系人：张三 电话：123", "联系人：张三；电话：123", False),
        ("《安全生产法》 2.《消防法》", "《安全生产法》；2.《消防法》", False),
        (
            "《第七个五年规划（2016-2020年）》 浙江省“七五”普法规划",
            "《第七个五年规划（2016-2020年）》、浙江省“七五”普法规划",
            False,
        ),
        ("《安全生产法》 《消防法》", "《安全生产法》《消防法》", True),
        ("《安全生产法》 第三条", "《安全生产法》第三条", True),
        (
            "自决定之日起7个工作日内 自信息形成之日起20个工作日内",
            "自决定之日起7个工作日内；自信息形成之日起20个工作日内",
            False,
        ),
        ("自然资源 领域 专项规划", "自然资源领域专项规划", False),
        ("《中华人民共和国安 全生产法》", "《中华人民共和国安全生产法》", True),
    ],
)
def test_needless_spaces_go(text: str, value: str, safe: bool) -> None:
    wrong = spaced(text)
    assert wrong is not None
    assert (wrong.value, wrong.safe) == (value, safe)
    assert spaced(wrong.value) is None


@pytest.mark.parametrize("text", ["RCEP 协定", "20 个工作日内", "政务公开 > 通知公告", "Annual Report", "公开", " "])
def test_spaces_beside_latin_and_separators_are_left_alone(text: str) -> None:
    assert spaced(text) is None


def test_words_may_be_missing_beside_the_outer_spaces() -> None:
    assert spaced("《规定》 自查 公开") is not None
    assert spaced("》 行 行") is not None


def test_the_indentation_of_a_paragraph_is_layout() -> None:
    assert spaced("　　为做好工作", True) is None
    assert spaced("　　为做好工作") is not None


def test_a_few_spaces_beside_digits_are_uneven_and_many_are_a_custom() -> None:
    tight = [f"{n}个工作日" for n in range(1, 9)]
    (found,) = findings(catalog("3 个月", *tight), "K111")
    assert (found.text, "别处都没有" in found.message) == ("3 个月", True)
    few = findings(catalog("3 个月", "5 个月", *tight), "K111")
    assert ["别处多数没有" in d.message for d in few] == [True, True]
    assert findings(catalog("3 个月", "5 个月", "6 个月", *tight), "K111") == []


@pytest.mark.parametrize(
    ("text", "value", "safe"),
    [
        ("20个工作日内公开内公开", "20个工作日内公开", True),
        ("信息信息公示", "信息公示", True),
        ("名称、、地址", "名称、地址", True),
        ("依法公开，。", "依法公开。", True),
        ("公开的的内容", "公开的内容", True),
        ("工作年度工作报告", "工作年度报告", False),
        ("本局领导的领导相片", "本局领导的相片", False),
    ],
)
def test_what_stands_twice_is_said_once(text: str, value: str, safe: bool) -> None:
    wrong = doubled(text)
    assert wrong is not None
    assert (wrong.value, wrong.safe) == (value, safe)
    assert doubled(value) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "柳州市市场监督管理局",
            "天天",
            "人人有责",
            "谢谢",
            "等等",
            "一项一项落实",
            "全国国家级",
            "办公室主任、副主任",
        ),
        *("建设项目项目概况", "行政许可许可条件", "各部门的部门预算", "以此为目的的活动", "年度计划、年度总结", "……"),
        *("各级人民政府的政府信息公开工作年度报告", "乡镇政府的政府采购结果"),
        *("失信信息", "产品品种", "研究研究", "二〇二〇年"),
    ],
)
def test_words_that_meet_or_are_doubled_on_purpose_stay(text: str) -> None:
    assert doubled(text) is None
    assert findings(catalog(text), "K110") == []


def test_one_character_twice_is_a_slip_where_the_catalog_knows_better() -> None:
    right = ["柳城县商务局政府网站"] * 3
    assert [d.fix.value for d in findings(catalog(*right, "柳城县商务局局政府网站"), "K110") if d.fix] == right[:1]
    assert findings(catalog("柳城县商务局局政府网站"), "K110") == []
    head = catalog("柳城县商务局局长信箱").replace("title: t", "title: t\nagency: 柳城县商务局")
    assert findings(head, "K110") == []


def test_a_stray_last_character_needs_the_right_text_beside_it() -> None:
    assert [d.text for d in findings(catalog("主动公开内容", "主动公开内容开"), "K109")] == ["主动公开内容开"]
    assert findings(catalog("主动公开内容开"), "K109") == []
    assert findings(catalog("政策法规宣传", "政策法规宣传栏"), "K109") == []


@pytest.mark.parametrize(
    ("text", "value", "safe"),
    [
        ("政策法规-[bookmark: _GoBack]本级政策", "政策法规-本级政策", True),
        ("政策&nbsp;法规", "政策 法规", True),
        ("<span style='color:red'>通知</span>", "通知", True),
        ("<input type=checkbox checked>政府网站", "政府网站", False),
        ("见#REF!", None, False),
        ("{{content}}", None, False),
    ],
)
def test_what_programs_leave_behind_is_seen(text: str, value: str | None, safe: bool) -> None:
    left = residue(text)
    assert left is not None
    assert (left.value, left.safe) == (value, safe)


@pytest.mark.parametrize("text", ["AT&T公司", "新闻动态>通知公告", "x < y 时 z > w", "R&D经费", "[附件]"])
def test_signs_that_belong_to_the_text_are_no_residue(text: str) -> None:
    assert residue(text) is None


def test_boxes_before_options_are_residue_and_words_that_begin_like_one_are_not() -> None:
    channels = "channels: [口政府网站, £两微一端, ■政府公报, R广播电视, 口岸网站, 出入口公告栏]"
    found = findings(catalog("x").replace("content: 'x'", channels), "K112")
    assert [d.text for d in found] == ["口政府网站", "£两微一端", "■政府公报", "R广播电视"]
    assert [d.fix.value if d.fix else None for d in found] == [None, None, "政府公报", "广播电视"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("信息形成起\n20个工作日内", "信息形成起20个工作日内"),
        ("授权情况，\n市级奖励", "授权情况，市级奖励"),
        ("《食品\n安全法》", "《食品安全法》"),
        ("20\n个工作日", "20个工作日"),
        ("1.法律\n2.法规", "1.法律\n2.法规"),
        ("（一）许可\n（二）处罚", "（一）许可\n（二）处罚"),
        ("政府网站\n政府公报", "政府网站\n政府公报"),
        ("姓名；\n职务；", "姓名；\n职务；"),
    ],
)
def test_a_break_inside_a_phrase_is_closed_and_a_list_of_lines_is_not(text: str, value: str) -> None:
    assert mended(text) == value
    assert mended(value) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("其他: 国家企业", "其他：国家企业"),
        ("许可决定(公示)", "许可决定（公示）"),
        ("２０个工作日", "20个工作日"),
        ("网址:http://a.cn/b,c.html", "网址：http://a.cn/b,c.html"),
        ("时间:9:00-12:00", "时间：9:00-12:00"),
        ("1,000元,每年", "1,000元，每年"),
        ("(1)名称", "(1)名称"),
        ("GB/T 9704(2012)", "GB/T 9704(2012)"),
        ("www.gsxt.gov.cn", "www.gsxt.gov.cn"),
        ("3.1食品", "3.1食品"),
    ],
)
def test_width_follows_the_language(text: str, value: str) -> None:
    assert in_width(text) == value
    assert in_width(value) == value


def test_an_option_is_written_as_the_form_has_it() -> None:
    text = catalog("x").replace("basic-8", "jincheng-food-drug")
    option = text.replace("content: 'x'", "channels: [社区/企事业单位/村公示栏(电子屏)]")
    assert findings(option, "K114") == []
    assert len(findings(option.replace("村公示栏", "镇公示栏"), "K114")) == 1


def test_duties_end_with_a_full_stop_and_names_do_not() -> None:
    text = catalog("抽检计划").replace("职责", "负责食品抽检，公布结果。")
    assert findings(text, "K115") == []
    assert [d.text for d in findings(text.replace("事项甲", "抽检计划。").replace("事项田", "抽检。"), "K115")] != []


@pytest.mark.parametrize(
    ("basis", "found"),
    [
        ("《政府信息公开条例》第十九条：对涉及公众利益调整的政府信息，行政机关应当主动公开。", 0),
        ("《政府信息公开条例》第二十条第（五）项 办理行政许可的依据、条件、程序以及办理结果；", 0),
        ("《政府信息公开条例》第十九条。", 1),
        ("《政府信息公开条例》第二十条、第二十一条，", 1),
    ],
)
def test_a_basis_that_gives_the_words_of_an_article_ends_as_it_does(basis: str, found: int) -> None:
    text = catalog("抽检计划").replace("content: '抽检计划'", f"basis: ['{basis}']")
    assert len(findings(text, "K115")) == found


def test_full_stops_of_one_column_are_compared() -> None:
    short = [f"{n}月数据" for n in "一二三四五六"]
    assert [d.text for d in findings(catalog(*short, "七月数据。"), "K116")] == ["七月数据。"]
    assert findings(catalog(*short, "七月数据。八月数据。"), "K116") == []
    assert findings(catalog("甲。", "乙。", "丙。", "丁", "戊", "己"), "K116") == []
    sentence = "按月公布本市食品安全抽检的数据"
    added = findings(catalog(*(f"{text}。" for text in short), sentence), "K116")
    assert [d.fix.value for d in added if d.fix] == [f"{sentence}。"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("”双随机“公开", "“双随机”公开"),
        ("“双随机“公开", "“双随机”公开"),
        ('"双随机"公开', "“双随机”公开"),
        ("<<食品安全法>>", "《食品安全法》"),
        ("名单(试行）", "名单（试行）"),
        ("公示（年度", None),
        ("“双随机", None),
    ],
)
def test_brackets_come_in_pairs(text: str, value: str | None) -> None:
    wrong = bracket(text)
    assert wrong is not None
    assert wrong.value == value
    assert value is None or bracket(value) is None


@pytest.mark.parametrize(
    "text", ["1）范围；2）期限", "（一）总则", "“‘双公示’信息”", "《关于印发〈办法〉的通知》", "it’s 好", "a > b"]
)
def test_enumerations_and_nested_marks_are_whole(text: str) -> None:
    assert bracket(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("国办发[2019]54号", "国办发〔2019〕54号"),
        ("国办发（2019）第054号", "国办发〔2019〕54号"),
        ("柳政办【2020】3号", "柳政办〔2020〕3号"),
        ("国办发〔2019〕54号", "国办发〔2019〕54号"),
        ("柳政复决字〔2019〕第5号", "柳政复决字〔2019〕第5号"),
        ("柳市监罚〔2019〕001号", "柳市监罚〔2019〕001号"),
        ("商务部公告（2019）第5号", "商务部公告（2019）第5号"),
        ("（2019）桂02行终12号", "（2019）桂02行终12号"),
        ("国务院令第711号", "国务院令第711号"),
    ],
)
def test_document_numbers_take_the_form_of_the_standard(text: str, value: str) -> None:
    assert in_form(text) == value
    assert in_form(value) == value


LIST = "执法主体、执法依据、执法权限、执法程序、执法结果、救济方式"


def test_a_list_that_lacks_what_the_same_list_has_elsewhere_is_found() -> None:
    found = findings(catalog(LIST, LIST, LIST.replace("执法程序、", "")), "K119")
    assert [d.fix.value for d in found if d.fix] == [LIST]
    assert findings(catalog(LIST, LIST.replace("执法程序、", "")), "K119") == []
    assert findings(catalog(LIST, LIST, f"{LIST}、监督方式"), "K119") == []


def test_a_slip_among_repeated_texts_is_found_and_what_tells_items_apart_is_not() -> None:
    usual = ["检查制度和检查标准、检查结果等"] * 3
    assert [d.text for d in findings(catalog(*usual, "检察制度和检查标准、检查结果等"), "K119")] == [
        "检察制度和检查标准、检查结果等"
    ]
    food = ["本市食品安全抽检结果公示信息"] * 3
    drug = catalog(*food, "本市药品安全抽检结果公示信息").replace("事项田", "药品").replace("事项甲", "药品")
    assert findings(drug.replace("职责", "药品抽检"), "K119") == []
    assert findings(catalog(*["公开三月份抽检结果的信息"] * 3, "公开四月份抽检结果的信息"), "K119") == []


@pytest.mark.parametrize("text", AWKWARD)
def test_no_rule_raises_on_an_awkward_text(text: str) -> None:
    fields = ("content", "office", "time_limit", "remark", "body", "channels", "sections", "basis")
    row = ", ".join(f"{field}: {text!r}" for field in fields)
    findings(catalog("x").replace("content: 'x'", row), *HYGIENE, *(f"K{n}" for n in range(121, 128)))


@pytest.mark.parametrize(
    "path", [path for path in CATALOGS if path.parent.parent.name == "catalogs"], ids=lambda path: path.parent.name
)
def test_what_a_fix_has_put_right_is_not_found_again(path: Path) -> None:
    source = read(path.read_bytes(), path.name)
    codes = [f"K{number}" for number in range(110, 128)]
    for _ in range(6):
        loaded = load(source, Home(None).profiles)
        found = [d for d in check([loaded], chosen(codes, [])) if d.fix]
        wanted: dict[Route, Diagnostic] = {}
        for diagnostic in found:
            wanted.setdefault(diagnostic.route, diagnostic)
        text, applied = fixed(source, {route: d.fix for route, d in wanted.items() if d.fix})
        assert set(applied) == set(wanted)
        source = read(text.encode(), path.name)
        again = {(d.code, d.route) for d in check([load(source, Home(None).profiles)], chosen(codes, []))}
        assert not again & {(d.code, d.route) for d in wanted.values()}
    assert found == []


def test_ends_of_free_text_and_issuers_in_a_title_may_be_apart() -> None:
    assert findings(catalog("机构职能 "), "K111") == []
    (found,) = findings(catalog("机构职能").replace("机构职能", "\u00a0机构职能"), "K111")
    assert found.message == "“机构职能”开头有看不见的空格；请删去"
    assert findings(catalog("《中共中央办公厅 国务院办公厅关于全面推进政务公开工作的意见》"), "K111") == []
    assert findings(catalog("《中共中央 国务院关于推进安全生产领域改革发展的意见》"), "K111") == []
    assert findings(catalog("《关于推进 政务公开的意见》"), "K111") != []


@pytest.mark.parametrize(
    "text",
    [
        "1.重要会议 2.政务信息、文件 3.重大项目",
        "● 办理事项 ●办理条件 ●《特困人员认定办法》",
        "【年份版本】 【公开事项】 【公开内容】",
    ],
)
def test_spaces_that_part_the_points_of_a_list_are_left_alone(text: str) -> None:
    assert spaced(text) is None


def test_channels_parted_by_a_space_are_told_once() -> None:
    rows = catalog("职责").replace("content: '职责'", "channels: [政府网站 公示栏]")
    assert [each.code for each in findings(rows, "K111", "K143")] == ["K143"]


def test_a_space_within_a_point_of_a_list_is_found() -> None:
    wrong = spaced("1.受理环节： 受理情况公示 2.决定环节：环评批复")
    assert wrong is not None
    assert (wrong.value, wrong.safe) == ("1.受理环节：受理情况公示 2.决定环节：环评批复", True)


def test_a_long_text_is_quoted_where_it_is_wrong() -> None:
    (found,) = findings(
        catalog("".join(f"第{n}季度抽检计划、" for n in "一二三四五六七八") + "政府信息公开工作年度工作报告"), "K110"
    )
    assert "公开工作年度工作报告”里“工作”重复；请写成“" in found.message
    assert "公开工作年度报告”" in found.message


def test_a_list_with_something_of_its_own_is_left_to_somebody() -> None:
    usual = "当事人、案由、处罚依据、处罚结果、处罚机关"
    (found,) = findings(catalog(usual, usual, usual, "当事人、案由、处罚依据、处罚结果、处罚时间"), "K119")
    assert "这里多“处罚时间”，少“处罚机关”" in found.message
    assert found.fix is None


def test_a_basis_that_gives_the_words_of_a_clause_ends_as_they_do() -> None:
    clause = "《政府信息公开条例》第二十条：机关职能、机构设置、办公地址。"
    rows = catalog("职责").replace("content: '职责'", f"basis: [{clause!r}, '《预算法》。']")
    assert [each.text for each in findings(rows, "K115")] == ["《预算法》。"]


def test_brackets_inside_others() -> None:
    wrong = bracket("《关于印发<信息公开规定>的通知》")
    assert wrong is not None
    assert wrong.value == "《关于印发〈信息公开规定〉的通知》"
    wrong = bracket("《转发<中央宣传部、司法部关于法治宣传教育的第七个五年规划（2016-2020年）>》")
    assert wrong is not None
    assert wrong.value == "《转发〈中央宣传部、司法部关于法治宣传教育的第七个五年规划（2016-2020年）〉》"
    wrong = bracket("通知（国办发〔2016 80号）")
    assert wrong is not None
    assert "〔" in wrong.fault


def test_many_full_stops_are_said_once() -> None:
    (found,) = findings(catalog(*(f"第{n}种数据" for n in range(12)), "甲。", "乙。", "丙。", "丁。"), "K116")
    assert "等4格末尾有句号" in found.message
    assert found.fix is None


def test_an_entry_of_a_numbered_list_may_end_in_a_semicolon() -> None:
    assert findings(catalog("1.机构名称；"), "K115") == []
    assert findings(catalog("机构名称；"), "K115") != []
