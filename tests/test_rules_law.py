"""Rules on cited law, coverage, declared counts, editions and guides: what they find, and what looks wrong and is right."""

import pytest

from gkml.catalog.guide import compare, out_of_order
from gkml.catalog.model import Entry, Workspace
from gkml.catalog.names import Registers
from gkml.diagnostics import Finding, Fix
from gkml.lint.check import chosen
from gkml.phrases.citation import bare, citations
from gkml.phrases.content import dropped, elements
from gkml.phrases.count import declared
from gkml.phrases.numeral import chinese, number
from gkml.registers import citations as laws
from gkml.registers import misquoted
from gkml.registers.law import categories, law_register, pilot_fields
from tests.test_rules import entry_of


def run(code: str, text: str, guide: str = "", previous: str = "", laws_known: tuple[str, ...] = ()) -> list[Finding]:
    """What one rule finds in a catalog that is written without id and title."""
    entry = catalog(text)
    linked = entry._replace(
        guide=catalog(guide).catalog if guide else None, previous=catalog(previous).catalog if previous else None
    )
    (rule,) = chosen([code], [])
    return list(rule.check(Workspace((linked,), Registers.model_validate({"laws": laws_known}))))


def catalog(text: str) -> Entry:
    title = "" if text.startswith("title:") else "title: t\n"
    return entry_of(f"id: x\n{title}{text}")


def cited(basis: str, top: str = "") -> str:
    return f"profile: standard-14\n{top}items:\n  - name: a\n    items:\n      - {{name: b, basis: ['{basis}']}}\n"


# --- citations ---


def test_a_title_in_a_title_is_not_cited() -> None:
    (found,) = citations("按《关于印发〈A办法〉的通知》（桂食药办稽〔2017〕5号）办")
    assert (found.title, found.number) == ("关于印发〈A办法〉的通知", "桂食药办稽〔2017〕5号")
    (found,) = citations("《关于印发《A办法（试行）》的通知》")
    assert found.title == "关于印发《A办法（试行）》的通知"


def test_provisions_belong_to_the_title_before_them() -> None:
    first, second = citations("《甲法》第十四条第一款、第十五条，《乙条例》第20条第（一）项；第三条")
    assert [(p.article, p.paragraph, p.item) for p in first.provisions] == [(14, 1, 0), (15, 0, 0)]
    assert [(p.article, p.paragraph, p.item) for p in second.provisions] == [(20, 0, 1)]
    assert citations("《甲法》第二十条（十二）")[0].provisions[0].item == 12


@pytest.mark.parametrize("text", ["", "《", "》", "《》", "《甲", "甲》乙《", "𠀀", "第条第款", "《《《"])
def test_broken_citations_are_read_without_an_error(text: str) -> None:
    assert len(citations(text)) <= 1
    assert misquoted.meant(text) is None


def test_titles_are_compared_without_widths_and_the_countrys_name() -> None:
    assert bare("中华人民共和国 政府信息公开条例") == "政府信息公开条例"
    assert bare("A细则(试行)") == bare("A细则（试行）") != bare("A细则")


# --- laws ---


def test_every_law_of_the_register_is_known_and_near_to_nothing_else() -> None:
    for entry in law_register().laws:
        assert laws.is_known(entry.title)
        assert misquoted.meant(entry.title) is None
        for title in (entry.title, *entry.aliases):
            assert laws.law(title) is not None
        if entry.successor and not entry.expired:
            assert laws.is_known(entry.successor), entry.successor


@pytest.mark.parametrize(
    "title",
    [
        "食品药品行政处罚案件信息公开实施细则",
        "食品药品行政处罚案件信息公开实施细则（试行）",
        "化妆品监督管理条例",
        "医疗器械使用质量监督管理办法",
        "药品经营和使用质量监督管理办法",
        "食品安全法实施条例",
        "山西省食品安全条例",
        "行政强制法",
        "广西壮族自治区市场主体信息管理办法",
        "山西省人民政府办公厅关于全面推进政务公开工作的实施意见",
    ],
)
def test_another_law_is_no_misquoted_one(title: str) -> None:
    everything = [known for entry in law_register().laws for known in (entry.title, *entry.aliases)]
    assert misquoted.meant(title, everything) is None


def test_a_shortened_title_is_found_where_the_right_one_stands_too() -> None:
    assert misquoted.meant("食品药品安全监督管理办法") is None
    right = "食品药品安全监管信息公开管理办法"
    assert misquoted.meant("食品药品安全监督管理办法", [right]) == right
    assert misquoted.meant("政府信息信息公开条例") == "政府信息公开条例"


def test_a_repealed_law_in_many_rows_is_reported_once() -> None:
    rows = [f"      - {{name: 事项{n}, basis: [《收养法》]}}\n" for n in "甲乙丙丁"]
    top = "profile: standard-14\nitems:\n  - name: a\n    items:\n"
    assert len(run("K158", top + "".join(rows[:3]))) == 3
    (finding,) = run("K158", top + "".join(rows))
    assert "《收养法》（共4格）自2021年1月1日起已经废止" in finding[1]


def test_a_title_of_the_workspace_is_right() -> None:
    text = cited("《市场监督管理程序暂行规定》")
    ((route, _, fix),) = run("K160", text)  # type: ignore[misc]
    assert route[-2:] == ("basis", 0)
    assert fix == Fix("《市场监督管理行政处罚程序暂行规定》", safe=False)
    assert run("K160", cited(fix.value)) == []
    assert run("K160", text, laws_known=("市场监督管理程序暂行规定",)) == []


@pytest.mark.parametrize(
    ("basis", "top", "codes"),
    [
        ("《化妆品卫生监督条例》", "issued: 2020-12-31\n", ["K159"]),
        ("《化妆品卫生监督条例》", "issued: 2021-01-01\n", ["K158"]),
        ("《化妆品卫生监督条例》", 'edition: "2021"\n', ["K158"]),
        ("《化妆品卫生监督条例》", "", ["K158"]),
        ("《最低生活保障审核审批办法（试行）》（民发〔2012〕220号）", "issued: 2021-08-20\n", ["K158"]),
        ("《最低生活保障审核审批办法（试行）》（民发〔2012〕220号）", "issued: 2020-08-20\n", ["K159"]),
        ("《最低生活保障审核确认办法》（民发〔2021〕57号）", "issued: 2021-08-20\n", []),
        ("民政部关于印发《特困人员认定办法》的通知（民发〔2016〕178号）", "issued: 2021-08-20\n", ["K158"]),
        ("《民政部关于印发〈特困人员认定办法〉的通知》（民发〔2016〕178号）", "issued: 2020-08-20\n", ["K159"]),
        ("《特困人员认定办法》（民发〔2021〕43号）", "issued: 2021-08-20\n", []),
        ("《特困人员认定办法》", "issued: 2021-08-20\n", []),
        ("《关于发布<重大税收违法失信案件信息公布办法>的公告》", "issued: 2019-12-20\n", []),
        ("《国家税务总局关于发布<重大税收违法失信案件信息公布办法>的公告》", "issued: 2019-12-20\n", ["K159"]),
        ("《化妆品监督管理条例》", "", []),
        ("关于废止《化妆品卫生监督条例》的决定", "", []),
        ("原《化妆品卫生监督条例》", "", []),
        ("《关于修改〈化妆品卫生监督条例〉的决定》", "", []),
        ("《市级“十四五”市场监管规划》", "issued: 2024-01-01\n", ["K159"]),
        ("《市级“十四五”市场监管规划》", "issued: 2026-01-01\n", ["K158"]),
        ("《企业经营异常名录管理暂行办法》", "issued: 2020-01-01\n", ["K159"]),
    ],
)
def test_a_basis_is_judged_at_the_catalogs_date(basis: str, top: str, codes: list[str]) -> None:
    assert [code for code in ("K158", "K159") if run(code, cited(basis, top))] == codes


def test_what_ended_since_is_told_once_for_all_rows_that_cite_it() -> None:
    rows = ", ".join(f"{{name: {n}, basis: [《化妆品卫生监督条例》]}}" for n in "甲乙丙")
    ((_, message),) = run("K159", f"profile: standard-14\nissued: 2020-12-31\nitems: [{{name: a, items: [{rows}]}}]\n")  # type: ignore[misc]
    assert "（共3处）" in message


def test_a_plan_is_no_basis_where_it_is_what_is_disclosed() -> None:
    text = "profile: basic-8\nitems: [{name: a, items: [{name: 《“十三五”食品安全规划》, content: 规划全文}]}]\n"
    assert run("K158", text) == []


def test_the_wording_says_that_an_undated_catalog_is_judged_by_what_holds_now() -> None:
    assert "没有写日期" in run("K158", cited("《化妆品卫生监督条例》"))[0][1]
    assert "没有写日期" not in run("K158", cited("《化妆品卫生监督条例》", "issued: 2022-01-01\n"))[0][1]


# --- clauses ---


@pytest.mark.parametrize(
    ("basis", "better"),
    [
        ("《政府信息公开条例》第二十条第二款", "第二十条第（二）项"),
        ("《政府信息公开条例》第二十条第（三）款", "第二十条第（三）项"),
        ("《政府信息公开条例》第20条2款", "第20条第（2）项"),
        ("《政府信息公开条例》第二十条第十六项", None),
        ("《政府信息公开条例》第五十七条", None),
        ("《政府信息公开条例》第二十六条第二款", None),
        ("《政府信息公开条例》第十二条第（二）项", None),
    ],
)
def test_a_clause_that_is_not_there(basis: str, better: str | None) -> None:
    (finding,) = run("K162", cited(basis))
    if better is None:
        assert len(finding) == 2
    else:
        assert len(finding) == 3 and finding[2] == Fix(f"《政府信息公开条例》{better}", safe=False)
        assert run("K162", cited(finding[2].value)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "basis",
    [
        "《政府信息公开条例》第二十条第（十五）项",
        "《政府信息公开条例》第二十条第一款第（二）项",
        "《政府信息公开条例》第十二条第三款",
        "《中华人民共和国政府信息公开条例》第五十条",
        "《预算法》第十四条第三款",
        "《某省政府信息公开条例》第六十条",
    ],
)
def test_a_clause_that_may_well_be_there(basis: str) -> None:
    assert run("K162", cited(basis)) == []


def test_the_old_numbering_holds_for_an_old_catalog() -> None:
    assert run("K162", cited("《政府信息公开条例》第十条第（二）项", "issued: 2018-01-01\n")) == []


def test_clauses_are_asked_for_only_where_most_have_them() -> None:
    bases = ["《食品安全法》", "《预算法》第十四条", "《关于全面推进政务公开工作的意见》"]
    text = "profile: standard-14\nitems: [{{name: a, items: [{{name: b, basis: [{}]}}]}}]\n"
    assert run("K161", text.format(", ".join(bases))) == []
    assert len(run("K161", text.format(", ".join([*bases, "《档案法》第一条"])))) == 1


# --- coverage ---


def test_the_registers_of_categories_and_fields_are_whole() -> None:
    assert [c.item for c in categories() if c.article == 20] == list(range(1, 16))
    assert len({f.name for f in pilot_fields()}) == 26


def test_a_category_that_a_duty_names_is_reported_at_the_duty_alone() -> None:
    leaves = "".join(f"      - {{name: 动态{n}, content: 机构职能}}\n" for n in range(12))
    text = f"profile: basic-8\nitems:\n  - name: 负责本局政府采购工作和行政事业性收费。\n    items:\n{leaves}"
    assert {route[-1] for route, *_ in run("K164", text)} == {"name"}
    assert len(run("K164", text)) == 2
    told = [message for _, message, *_ in run("K163", text)]
    assert len(told) == 1
    assert "规范性文件" in told[0] and "预算" in told[0]
    assert "采购" not in told[0] and "机关职能" not in told[0]
    assert run("K163", f"agency: 柳城县大埔镇人民政府\n{text}") == []
    assert run("K163", f"agency: 柳城县人民医院\n{text}") == []


def test_a_duty_is_quoted_by_the_clause_and_a_department_makes_no_rules() -> None:
    text = "profile: basic-8\nitems:\n  - name: 组织普法。承担本局规范性文件的合法性审核。\n    items: [{name: 动态}]\n"
    for agency, wanted in (("某县商务局", "公开规范性文件的"), ("某市人民政府", "公开规章和规范性文件的")):
        ((_, message),) = run("K164", f"agency: {agency}\n{text}")  # type: ignore[misc]
        assert "“承担本局规范性文件的合法性审核”" in message
        assert wanted in message


def test_a_directory_of_one_field_need_not_cover_an_agency() -> None:
    leaves = "".join(f"      - {{name: 动态{n}}}\n" for n in range(12))
    assert run("K163", f"field: 养老服务\nprofile: basic-8\nitems:\n  - name: a\n    items:\n{leaves}") == []
    assert run("K163", f"profile: standard-14\nitems:\n  - name: a\n    items:\n{leaves}") == []


def test_a_short_heading_is_no_duty() -> None:
    text = "profile: guangdong\nitems:\n  - {name: 政府采购, items: [{name: 目录}, {name: 标准}]}\n"
    assert run("K164", text) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("某县食品药品监管领域基层政务公开标准目录", 2),
        ("某县食品药品领域标准目录", 2),
        ("某县社会救助领域基层政务公开标准目录", 0),
        ("某县市场监督管理局主动公开基本目录", 0),
    ],
)
def test_the_field_is_told_by_the_title(title: str, found: int) -> None:
    text = f"title: {title}\nprofile: standard-14\nitems: [{{name: 监督检查, items: [{{name: 食品抽检}}]}}]\n"
    assert len(run("K168", text)) == found


@pytest.mark.parametrize(
    ("head", "name", "law", "found"),
    [
        ("field: 养老服务", "养老机构备案", "《义务教育法》", 1),
        ("title: 某县养老服务领域基层政务公开标准目录", "养老机构备案", "《中华人民共和国户口登记条例》第二条", 1),
        ("field: 养老服务", "养老机构食堂食品安全", "《食品安全法》", 0),
        ("field: 养老服务", "养老机构备案", "《老年人权益保障法》", 0),
        ("field: 养老服务", "养老机构备案", "《政府信息公开条例》", 0),
        ("agency: 某县民政局", "养老机构备案", "《义务教育法》", 0),
    ],
)
def test_a_law_of_another_field_is_no_basis_of_a_row_that_does_not_speak_of_it(
    head: str, name: str, law: str, found: int
) -> None:
    text = f"{head}\nprofile: standard-14\nitems: [{{name: 机构, items: [{{name: {name}, content: 名单, basis: ['{law}']}}]}}]\n"
    assert len(run("K198", text)) == found


def test_a_required_item_is_found_by_its_path() -> None:
    text = (
        "field: 食品药品监管\nprofile: standard-15\nitems: [{name: 行政审批, items: "
        "[{name: 食品生产经营许可, items: [{name: 服务指南}, {name: 基本信息}]}]}]\n"
    )
    assert run("K168", text) == []


def test_the_elements_of_a_public_guide_may_be_said_in_other_words() -> None:
    content = "信息分类、编排体系、获取途径，机构名称、地址、工作时间、联系方式"
    text = f"profile: basic-8\nitems: [{{name: a, items: [{{name: 政府信息公开指南, content: '{content}'}}]}}]\n"
    assert run("K165", text) == []


def test_a_guide_that_names_its_office_and_how_to_apply_says_so() -> None:
    content = "【政府信息依申请公开】【政府信息公开工作机构】"
    text = f"profile: basic-8\nitems: [{{name: a, items: [{{name: 政府信息公开指南, content: '{content}'}}]}}]\n"
    (found,) = run("K165", text)
    assert "编排体系、办公地址" in found[1]


def test_a_hospital_need_not_say_what_the_regulation_asks_of_agencies() -> None:
    rows = "items: [{name: a, items: [{name: 机构概况, content: 职能、办公地址、电话}]}]\n"
    assert len(run("K165", f"agency: 某县卫生局\nprofile: basic-8\n{rows}")) == 1
    assert run("K165", f"agency: 某县人民医院\nprofile: basic-8\n{rows}") == []
    guide = "items: [{name: a, items: [{name: 信息公开指南, content: 信息公开咨询指南}]}]\n"
    assert run("K165", f"agency: 某市燃气有限公司\nprofile: basic-8\n{guide}") == []


def test_office_hours_may_stand_in_another_item() -> None:
    rows = "{name: 机构职能, content: 职责、办公地址、电话}, {name: 机构概况, content: 办公时间}"
    assert run("K165", f"profile: basic-8\nitems: [{{name: a, items: [{rows}]}}]\n") == []
    assert run("K165", "profile: basic-8\nitems: [{name: a, items: [{name: 企业信息, content: 办公地址}]}]\n") == []
    rows = "{name: 商务局介绍, content: 职责、办公地址、办公时间}, {name: 机构概况, content: 联系电话}"
    whole = f"profile: basic-8\nitems: [{{name: a, items: [{rows}]}}]\n"
    assert run("K165", f"agency: 某市商务局\n{whole}") == []
    assert len(run("K165", f"agency: 某市民政局\n{whole}")) == 1


def test_a_column_that_is_empty_throughout() -> None:
    top = "field: 就业\nprofile: guangdong\n"
    rows = "items: [{name: a, items: [{name: b, content: c}]}]\n"
    messages = [message for _, message, *_ in run("K166", top + rows)]
    assert any("公开依据、公开时限、公开渠道全表都空着" in message for message in messages)
    assert any("没有公开方式、公开对象列" in message for message in messages)


# --- counts ---


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("《目录》明确了3个方面15类公开事项", [(3, 1), (15, 0)]),
        ("目录涵盖三个方面十五类公开事项", [(3, 1), (15, 0)]),
        ("本目录共有６２项公开事项", [(62, 0)]),
        ("目录设一级事项5个、二级事项23个", [(5, 1), (23, 2)]),
        ("目录有5个一级事项", [(5, 1)]),
        ("对照26个试点领域编制目录", []),
        ("目录编制工作共有5项任务", []),
        ("共有3项制度", []),
        ("本目录共20个工作日内公布", []),
    ],
)
def test_numbers_that_a_sentence_declares(text: str, numbers: list[tuple[int, int]]) -> None:
    assert [(claim.number, claim.level) for claim in declared(text)] == numbers


def test_a_number_without_level_may_be_of_any() -> None:
    rows = "items: [{name: a, items: [{name: b}, {name: c}]}]\n"
    for right in (1, 2):
        assert run("K167", f"profile: basic-8\nnotes: 本目录共有{right}项公开事项\n{rows}") == []
    assert len(run("K167", f"profile: basic-8\nnotes: 本目录共有3项公开事项\n{rows}")) == 1
    assert len(run("K167", f"profile: basic-8\nnotes: 本目录有2个一级事项\n{rows}")) == 1


def test_numerals_go_both_ways() -> None:
    assert all(number(chinese(value)) == value for value in range(100))


# --- documents ---

ROWS = "items: [{name: a, items: [{name: b}]}]\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("详见附件3。", 1),
        ("（附件２）", 0),
        ("见附表2", 1),
        ("见附件", 0),
        ("见附件1", 0),
        ("附件2：分工", 0),
        ("按照附件二办理", 1),
        ("附件3随文印发", 0),
    ],
)
def test_attachments(text: str, found: int) -> None:
    assert len(run("K170", f"profile: basic-8\npreface: ['{text}']\n{ROWS}")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("须于10月15日前编制完成", 1),
        ("须于十月底前编制完成", 1),
        ("须于2020年10月15日前编制完成，12月底前公布", 0),
        ("每年1月31日前公布年报", 0),
        ("年度报告于1月31日前公布", 0),
        ("10月15日以来", 0),
    ],
)
def test_deadlines_without_a_year(text: str, found: int) -> None:
    assert len(run("K171", f"profile: basic-8\npreface: ['{text}']\n{ROWS}")) == found


@pytest.mark.parametrize("dated", ["issued: 2024-03-29\n", 'edition: "2024"\n', "notes: 2024年3月印发\n"])
def test_a_date_may_stand_in_several_places(dated: str) -> None:
    assert run("K169", f"agency: 某局\nprofile: basic-8\n{dated}{ROWS}") == []
    assert run("K169", f"profile: basic-8\n{ROWS}") == []


# --- editions ---


def tree(*leaves: str, top: str = "", group: str = "id: a, name: 监督检查", profile: str = "standard-14") -> str:
    return f"profile: {profile}\n{top}items: [{{{group}, items: [{', '.join(leaves)}]}}]\n"


def test_an_item_may_move_and_be_split_and_keeps_its_id() -> None:
    before = tree("{id: b, name: 抽检}", "{id: c, name: 处罚}", profile="standard-15")
    after = tree("{id: c, name: 处罚决定}", "{id: b, name: 抽检, items: [{name: 抽检计划}]}", profile="standard-15")
    assert run("K172", after, previous=before) == []
    assert len(run("K172", tree("{id: c, name: 处罚}"), previous=before)) == 1


def test_items_without_ids_are_known_by_name() -> None:
    before = tree("{name: 抽检}", group="name: 监督检查")
    after = tree("{name: 抽检信息}", group="name: 监管")
    assert run("K172", after, previous=before) == []


def test_an_item_that_was_only_rewritten_keeps_its_id_rightly() -> None:
    before = tree("{id: b, name: 财政预算, content: 本局财政预算}")
    assert run("K173", tree("{id: b, name: 部门预算, content: 预算报表}"), previous=before) == []
    assert run("K173", tree("{id: b, name: 抽检, content: 本局财政预算情况}"), previous=before) == []
    assert len(run("K173", tree("{id: b, name: 抽检, content: 检验结论}"), previous=before)) == 1


def test_absences_that_are_not_true() -> None:
    guide = tree("{id: b, name: 抽检}", "{id: c, name: 处罚}")
    own = tree(
        "{id: b, name: 抽检}", top="not_applicable: [{id: z, reason: r}, {id: b, reason: r}, {id: c, reason: r}]\n"
    )
    assert [route[2] for route, *_ in run("K174", own, guide=guide)] == [0, 1]
    assert [route[2] for route, *_ in run("K174", own)] == [1]


# --- guides ---

GUIDE = tree("{id: b, name: 1.1食品抽检}", "{id: c, name: 药品抽检}", "{id: d, name: 药品处罚}", profile="standard-15")


def test_a_directory_that_refines_level_three_follows_its_guide() -> None:
    own = tree(
        "{name: 食品抽检信息, items: [{name: 抽检计划}, {name: 不合格名单}]}",
        "{id: c, name: 药品抽检}",
        "{id: d, name: 药品处罚, items: [{name: 处罚决定书}]}",
        profile="standard-15",
    )
    assert [run(code, own, guide=GUIDE) for code in ("K175", "K176", "K177")] == [[], [], []]


def test_a_guide_that_is_only_consulted_asks_once() -> None:
    guide = "profile: standard-14\nitems: [{name: 甲, items: [{name: 乙}, {name: 丙}, {name: 丁}]}]\n"
    own = "profile: standard-14\n{}items: [{{name: 甲, items: [{{name: 乙}}]}}]\n"
    ((route, message),) = run(
        "K175", own.format("preface: [根据县政府要求，参照《某市食品领域标准指引》编制。]\n"), guide=guide
    )  # type: ignore[misc]
    assert route[-1] == "items"
    assert "“丙”、“丁”；请看" in message
    for result in ("", "preface: [按照《某市指引》，参照《某县指引》编制。]\n"):
        assert len(run("K175", own.format(result), guide=guide)) == 2


def test_a_missing_branch_is_reported_once() -> None:
    own = tree("{id: e, name: 信息}", group="id: z, name: 公共服务")
    assert len(run("K175", own, guide=GUIDE)) == 1
    assert len(run("K176", own, guide=GUIDE)) == 1
    excused = tree(
        "{id: e, name: 信息}", group="id: z, name: 公共服务", top="not_applicable: [{id: a, reason: 无此职责}]\n"
    )
    assert run("K175", excused, guide=GUIDE) == []


def test_an_item_renamed_without_id_is_renamed_and_not_missing() -> None:
    own = tree("{name: 食品抽检}", "{name: 药品抽检}", "{name: 药品案件处罚}", group="name: 监督检查")
    assert run("K175", own, guide=GUIDE) == []
    ((_, message, fix),) = run("K176", own, guide=GUIDE)  # type: ignore[misc]
    assert "药品处罚" in message
    assert fix == Fix("药品处罚", safe=False)


def test_the_fewest_items_are_out_of_order() -> None:
    assert out_of_order([]) == []
    assert out_of_order([(3,), (0,), (1,), (2,)]) == [0]
    assert out_of_order([(0,), (3,), (1,), (2,)]) == [1]
    assert out_of_order([(0,), (1,), (2,)]) == []


def test_pairs_by_id_go_before_pairs_by_name() -> None:
    own = catalog(tree("{id: c, name: 食品抽检}", "{id: b, name: 药品抽检}")).catalog
    found = compare(own, catalog(GUIDE).catalog)
    assert [(p.theirs.name, p.own.name) for p in found.pairs[1:]] == [
        ("1.1食品抽检", "药品抽检"),
        ("药品抽检", "食品抽检"),
    ]
    assert [node.name for node in found.missing] == ["药品处罚"]


@pytest.mark.parametrize(
    ("guide", "own", "fields"),
    [
        ("time_limit: 信息形成之日起7个工作日内", "time_limit: 信息形成之日起7日内", []),
        ("time_limit: 信息形成之日起7日内", "time_limit: 信息形成之日起7个工作日内", ["time_limit"]),
        ("time_limit: 及时公开", "time_limit: 信息形成之日起20个工作日内", []),
        ("time_limit: 信息形成之日起20个工作日内", "time_limit: 每年1月31日前", []),
        ("channels: [政府网站]", "channels: [某县人民政府网站, 公告栏]", []),
        ("channels: [社区/村公示栏(电子屏)]", "channels: [社区/村公示栏（电子屏）]", []),
        ("channels: [政府网站, 其他]", "channels: [政府网站]", []),
        ("channels: [政府网站, 其他]", "channels: [公告栏]", []),
        ("channels: [政府网站, 两微一端]", "channels: [政府网站]", []),
        ("channels: [政府网站, 两微一端]", "channels: [公告栏]", ["channels"]),
        ("channels: [政府网站]", "remark: 无", []),
        ("audience: [全社会]", "audience: [在校学生]", ["audience"]),
        ("audience: [特定群体]", "audience: [全社会]", []),
        ("mode: [主动]", "mode: [依申请]", ["mode"]),
        ("mode: [主动]", "mode: [主动, 依申请]", []),
        ("mode: [依申请]", "mode: [主动]", []),
        ("content: 检查制度、检查标准、检查结果等", "content: 检查的制度和标准；检查结果公示", []),
        ("content: 检查制度、抽检名单", "content: 检查制度", ["content"]),
    ],
)
def test_what_is_weaker_than_the_guide(guide: str, own: str, fields: list[str]) -> None:
    found = run("K177", tree(f"{{id: b, name: 甲事项, {own}}}"), guide=tree(f"{{id: b, name: 甲事项, {guide}}}"))
    assert [route[-1] for route, *_ in found] == fields


def test_refined_items_are_taken_together_for_their_content() -> None:
    guide = tree("{id: b, name: 抽检, content: 抽检计划、抽检结果}", profile="standard-15")
    whole = "{id: b, name: 抽检, items: [{name: 计划, content: 年度抽检计划}, {name: 结果, content: 抽检结果}]}"
    part = "{id: b, name: 抽检, items: [{name: 计划, content: 年度抽检计划}]}"
    assert run("K177", tree(whole, profile="standard-15"), guide=guide) == []
    ((route, message),) = run("K177", tree(part, profile="standard-15"), guide=guide)  # type: ignore[misc]
    assert route[-1] == "name"
    assert "抽检结果" in message


def test_elements_of_a_content() -> None:
    assert elements("检查制度、检查标准（含地方标准）、检查结果等") == ("检查制度", "检查标准", "检查结果")
    assert elements("") == ()
    assert dropped("甲乙丙丁", []) == ["甲乙丙丁"]


# --- robustness ---


@pytest.mark.parametrize(
    "odd", ["𠀀", "《", "》", "第条", "一", "（）", "\\u00a0", "《》第九十九条第九款", "十四五", "共项"]
)
def test_no_rule_raises_on_odd_texts(odd: str) -> None:
    cells = (
        f'name: "{odd}", content: "{odd}", basis: ["{odd}"], time_limit: "{odd}", channels: ["{odd}"], mode: ["主动"]'
    )
    text = f'profile: standard-14\npreface: ["{odd}"]\nnotes: ["{odd}"]\nitems: [{{name: "{odd}", items: [{{{cells}}}]}}]\n'
    for code in range(160, 180):
        run(f"K{code}", text, guide=text, previous=text)


# --- the laws of a workspace ---


def own(code: str, text: str, *laws_stated: dict[str, str]) -> list[str]:
    (rule,) = chosen([code], [])
    registers = Registers.model_validate({"laws": list(laws_stated)})
    return [finding[1] for finding in rule.check(Workspace((catalog(text),), registers))]


def test_a_law_of_the_workspace_may_be_repealed() -> None:
    text = cited("《某市甲办法》", "issued: 2025-06-01\n")
    stated = {"title": "某市甲办法", "repealed": "2025-05-01", "successor": "某市乙办法"}
    assert own("K158", text) == []
    assert own("K158", text, stated) == ["《某市甲办法》自2025年5月1日起已经废止；请改用《某市乙办法》"]
    assert own("K159", cited("《某市甲办法》", "issued: 2025-04-01\n"), stated) != []


def test_a_law_of_the_workspace_holds_in_place_of_the_program() -> None:
    text = cited("《合同法》", "issued: 2025-06-01\n")
    assert len(own("K158", text)) == 1
    assert len(own("K158", text, {"title": "合同法"})) == 1  # the title alone says nothing about its force
    assert own("K158", text, {"title": "合同法", "in_force": "2025-05-01"}) == []


def test_provisions_of_a_law_that_the_workspace_knows_a_later_text_of_are_not_checked() -> None:
    text = cited("《中华人民共和国义务教育法》第六十四条")
    assert len(own("K162", text)) == 1
    assert own("K162", text, {"title": "中华人民共和国义务教育法", "revised": "2026-01-01"}) == []


@pytest.mark.parametrize(
    ("basis", "better"),
    [
        ("《中华人民共和国政府信息公开条例》第二十条第（一）款", "第二十条第（一）项"),
        ("《信息公开条例》第二十条第(十五)款", ""),
        ("《政府信息公开条例》第二十条第（十五）款", "第二十条第（十五）项"),
        ("《中华人民共和国义务教育法》第六十四条", ""),
    ],
)
def test_an_item_is_not_called_a_paragraph(basis: str, better: str) -> None:
    found = own("K162", cited(basis))
    assert ("请改成“" + better in found[0]) if better else (found == [] or found[0].endswith("请核对"))


@pytest.mark.parametrize(
    "basis", ["第二十条第（一）项", "第二十条第一款", "第二十条第一款第（二）项", "第二十条（二）"]
)
def test_what_exists_is_not_called_absent(basis: str) -> None:
    assert own("K162", cited(f"《政府信息公开条例》{basis}")) == []


@pytest.mark.parametrize(
    ("title", "right"),
    [
        ("信息公开条例", "政府信息公开条例"),  # its first characters are left out
        ("食品安全法实施细则", "食品安全法实施条例"),  # the law has regulations of another name
        ("中华人民共和国食品安全法实施办法", "食品安全法实施条例"),
        ("政府信息信息公开条例", "政府信息公开条例"),
    ],
)
def test_a_misquoted_title_has_its_right_one(title: str, right: str) -> None:
    (message,) = own("K160", cited(f"《{title}》"))
    assert message == f"没有查到《{title}》这个标题；是不是《{right}》？请核对"


def test_a_name_that_several_places_bear_is_not_whole() -> None:
    (message,) = own("K160", cited("《消防条例》"))
    assert message.startswith("叫《消防条例》的不止一部（《上海市消防条例》、《北京市消防条例》等）")
    assert own("K160", cited("《消防条例》"), {"title": "消防条例"}) == []


@pytest.mark.parametrize(
    "title",
    [
        "物业管理条例",  # a national one, and many local ones
        "北京市消防条例",
        "某市消防条例",
        "某县教育局政府信息公开条例实施细则",  # an office's own
        "行政许可法实施细则",  # nothing like it is known
        "政府采购法实施条例",
        "某某部门规章管理办法",
        "处罚法",
        "条例",
    ],
)
def test_an_unknown_or_right_title_is_not_misquoted(title: str) -> None:
    assert own("K160", cited(f"《{title}》")) == []


# --- how a basis is written ---


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("相关政策文件", "相关政策文件"),
        ("国家有关规定", "国家有关规定"),
        ("省、市有关政策", "省、市有关政策"),
        ("上级文件精神", "上级文件精神"),
        ("1.有关法律法规。", "有关法律法规"),
        ("《政府信息公开条例》及相关规定", "相关规定"),
        ("《政府信息公开条例》（国务院令第711号）和有关文件规定", "有关文件规定"),
    ],
)
def test_a_basis_that_names_no_document_is_vague(basis: str, words: str) -> None:
    (message,) = own("K202", cited(basis))
    assert message.startswith(f"公开依据“{words}”没有写是哪一份")


@pytest.mark.parametrize(
    "basis",
    [
        "《政府信息公开条例》",
        "《预算法》等法律法规和文件规定",
        "《关于有关规定的通知》",
        "县政府常务会议纪要",
        "国务院令第711号",
        "行业标准",
        "",
    ],
)
def test_a_basis_that_can_be_looked_up_is_not_vague(basis: str) -> None:
    assert own("K202", cited(basis)) == []


@pytest.mark.parametrize(
    ("basis", "better"),
    [
        ("政府信息公开条例", "《政府信息公开条例》"),
        ("●中华人民共和国政府信息公开条例", "●《中华人民共和国政府信息公开条例》"),
        ("中华人民共和国政府信息公开条例第二十条", "《中华人民共和国政府信息公开条例》第二十条"),
        ("1.政府信息公开条例、社会救助暂行办法", "1.《政府信息公开条例》、《社会救助暂行办法》"),
        ("依据预算法第十四条", "依据《预算法》第十四条"),
        ("土地管理法（2019年修正）", "《土地管理法》（2019年修正）"),
        ("中华人民共和国某某某条例", "《中华人民共和国某某某条例》"),
    ],
)
def test_a_title_of_law_without_its_marks(basis: str, better: str) -> None:
    (rule,) = chosen(["K203"], [])
    (finding,) = rule.check(Workspace((catalog(cited(basis)),)))
    assert len(finding) == 3
    assert finding[2] == Fix(better)


@pytest.mark.parametrize(
    "basis", ["《预算法》", "有关办法", "部门“三定”规定", "某单位管理办法", "2.第二十条", "本局规定", "无法"]
)
def test_what_is_no_known_title_needs_no_marks(basis: str) -> None:
    assert own("K203", cited(basis)) == []


@pytest.mark.parametrize(
    ("basis", "better"),
    [
        ("《政府信息公开条例》第二十条（二）", "《政府信息公开条例》第二十条第（二）项"),
        ("《政府信息公开条例》第二十条第一款（二）", "《政府信息公开条例》第二十条第一款第（二）项"),
        ("《政府信息公开条例》第二十条(十二)、第二十一条", "《政府信息公开条例》第二十条第（十二）项、第二十一条"),
    ],
)
def test_an_item_without_its_word(basis: str, better: str) -> None:
    (rule,) = chosen(["K204"], [])
    (finding,) = rule.check(Workspace((catalog(cited(basis)),)))
    assert len(finding) == 3
    assert finding[2] == Fix(better, safe=False)


@pytest.mark.parametrize("basis", ["第二十条第（二）项", "第二十条", "第二十条第一款", "（国务院令第711号）第二十条"])
def test_a_whole_provision_is_left_alone(basis: str) -> None:
    assert own("K204", cited(f"《政府信息公开条例》{basis}")) == []


@pytest.mark.parametrize(
    "number", ["交办发75号", "交办发第75号", "国办函12号", "渝交计121号", "某政办字7号", "民发〔〕8号"]
)
def test_a_number_of_a_document_has_a_year(number: str) -> None:
    (message,) = own("K118", cited(f"《关于某事的通知》（{number}）"))
    assert message.startswith(f"文号“{number}”没有年份")


@pytest.mark.parametrize(
    "number", ["国务院令第711号", "财政部令87号", "主席令第六号", "国办发〔2019〕54号", "公告第3号", "2019年"]
)
def test_what_has_a_year_or_needs_none_is_right(number: str) -> None:
    assert own("K118", cited(f"《关于某事的通知》（{number}）")) == []


def test_a_year_between_blanks_gets_its_brackets() -> None:
    (message,) = own("K118", cited("《某办法》（民发2016 178号）"))
    assert "民发〔2016〕178号" in message


@pytest.mark.parametrize(
    ("title", "over"),
    [
        ("国家药品安全规划（2016—2020年）", True),
        ("扶贫开发纲要（2011－2020年）", True),
        ("国民经济和社会发展第十三个五年规划纲要", True),
        ("某县教育事业发展规划（2016-2020）", True),
        ("“十三五”脱贫攻坚规划的通知", True),
        ("法治政府建设实施纲要（2021－2025年）", False),
        ("健康中国行动（2019—2030年）", False),
        ("“十四五”市场监管现代化规划", False),
        ("2016—2020年工作总结", False),
    ],
)
def test_a_plan_of_years_that_are_over(title: str, over: bool) -> None:
    assert bool(own("K158", cited(f"《{title}》", "issued: 2024-05-01\n"))) is over
