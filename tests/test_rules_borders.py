"""What stands on the border of a rule: of two rows that are nearly alike one is told and the other is right."""

import json
import textwrap
from pathlib import Path

import pytest

from gkml.catalog.load import Loaded, load
from gkml.diagnostics import Diagnostic
from gkml.lint.check import Rule, all_rules, check, chosen
from gkml.project.lint.run import LintOptions, lint
from gkml.project.workspace import Home
from gkml.yamltext.source import read
from tests.test_rules import blocks, entry_of, examples, found, marked

HEAD = "id: x\ntitle: t\n"
NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"
LISTS = {"channels", "sections", "basis", "audience"}


def look(code: str, text: str) -> list[Diagnostic]:
    loaded = load(read(text.encode(), "x.yaml"), Home(None).profiles)
    assert loaded.entry is not None, loaded.diagnostics
    return list(check([loaded], chosen([code], [])))


def column(field: str, *texts: str, head: str = "profile: basic-8") -> str:
    """A catalog with an item for each text, which stands in one field of it."""
    rows = ""
    for letter, text in zip(NAMES, texts, strict=False):
        value = json.dumps(text.split("|") if field in LISTS else text, ensure_ascii=False)
        rows += (
            f"      - {{{field}: {value}}}\n"
            if field == "name"
            else f"      - {{name: 事项{letter}, {field}: {value}}}\n"
        )
    return f"{HEAD}{head}\nitems:\n  - name: 职责\n    items:\n{rows}"


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.kind == "catalog"], ids=lambda rule: rule.code)
def test_a_rule_looks_at_every_catalog(rule: Rule) -> None:
    """What it finds in the first does not keep it from the second."""
    text = next(text for wrong, text in examples(rule) if wrong)
    other = {heading: entry_of(text).catalog for heading, text in blocks(rule, "上级指引|上一版本")}
    linked = {"guide": other.get("上级指引"), "previous": other.get("上一版本")}
    loads: list[Loaded] = []
    for file in ("x.yaml", "y.yaml"):
        loaded = load(read(text.encode(), file), Home(None).profiles)
        assert loaded.entry is not None
        loads.append(loaded._replace(entry=loaded.entry._replace(**{k: v for k, v in linked.items() if v})))
    told = [(d.file, d.position.line) for d in check(loads, (rule,))]
    assert {file for file, _ in told} == {"x.yaml", "y.yaml"}
    assert [line for file, line in told if file == "x.yaml"] == [line for file, line in told if file == "y.yaml"]


COLUMNS = [
    ("K108", "channels", ["政府网站、"], []),
    ("K109", "content", ["公开范围和形式", "公开范围和形式开"], ["公开范围和形式开"]),
    ("K109", "content", ["公开的范围和形式", "公开的范围和形式开"], []),
    ("K109", "remark", ["主动公开内容", "主动公开内容开"], []),
    ("K109", "channels", ["县公开栏网站", "县公开栏网站公"], ["县公开栏网站公"]),
    ("K109", "content", ["政策法规`", "机构职能|"], ["政策法规`", "机构职能|"]),
    ("K111", "remark", ["按月更新 "], []),
    ("K111", "office", ["法规科 "], ["法规科 "]),
    ("K111", "content", ["3 个月", *(f"{n}个工作日" for n in range(1, 8))], []),
    ("K111", "content", ["3 个月", "5 个月", "6 个月", *(f"{n}个工作日" for n in range(1, 12))], []),
    ("K112", "content", ["出入口社区公告"], []),
    (
        "K113",
        "content",
        ["信息形成起\n20个工作日内", "《食品\n安全法》"],
        ["信息形成起\n20个工作日内", "《食品\n安全法》"],
    ),
    ("K115", "name", ["检查：食品生产经营单位抽检。"], ["检查：食品生产经营单位抽检。"]),
    ("K115", "name", ["机构名称：：", "机构名称："], ["机构名称："]),
    ("K115", "office", ["办公室。", "法规科。", "食品科"], []),
    ("K115", "office", ["办公室。", "法规科"], ["办公室。"]),
    ("K116", "content", ["甲月数据", "乙月数据", "丙月数据", "丁月数据", "戊月数据。"], []),
    (
        "K116",
        "content",
        [f"{n}月数据" for n in "一二三四五六七八九"] + ["甲。", "乙。", "丙。"],
        ["甲。", "乙。", "丙。"],
    ),
    ("K116", "content", [f"{n}月数据。" for n in "一二三四五六"] + ["年初、年中，汇总"], ["年初、年中，汇总"]),
    ("K116", "name", [f"{n}月数据" for n in "一二三四五六"] + ["七月数据。"], []),
    ("K117", "content", ["公示（年度", "预算（部门"], ["公示（年度", "预算（部门"]),
    ("K119", "content", ["检查制度和检查标准、检查结果等"] * 3 + ["检察制度和检查标准、检查结果等"] * 2, []),
    ("K121", "content", ["我局职责", "本局预算", "本局决算", "本局年报"], ["我局职责"]),
    ("K121", "content", ["我局职责", "本局预算", "本局决算"], []),
    ("K125", "sections", ["首页-政务公开-公告"] * 3 + ["政务公开-年报"], ["首页-政务公开-公告"] * 3),
    ("K125", "sections", ["首页-政务公开-公告"] * 4 + ["政务公开-年报"], ["首页-政务公开-公告"]),
    ("K128", "time_limit", ["无", "同上"], ["无", "同上"]),
    ("K128", "time_limit", ["无（依申请公开）", "无；及时公开"], []),
    ("K129", "time_limit", ["及时公开"] * 3, ["及时公开"] * 3),
    ("K129", "time_limit", ["及时公开"] * 4, ["及时公开"]),
    ("K129", "time_limit", ["每日更新", "每月2篇", "每季度2篇"], ["每季度2篇"]),
    (
        "K129",
        "time_limit",
        ["法律、法规另有规定的从其规定", "依《预算法》规定的期限"],
        ["法律、法规另有规定的从其规定"],
    ),
    ("K115", "time_limit", ["及时公开，"], ["及时公开，"]),
    (
        "K132",
        "time_limit",
        ["信息形成之日起5日内", "信息形成之日起5个工作日内", "依据《甲条例》，信息形成之日起5日内"],
        ["信息形成之日起5日内"],
    ),
    ("K140", "content", ["及时在网站公示制度建设情况"], []),
    ("K141", "time_limit", ["信息形成之日起7个工作日内"], []),
    ("K150", "channels", ["内部办公系统 "], ["内部办公系统 "]),
    ("K151", "channels", ["政务公开-公告"], ["政务公开-公告"]),
    ("K181", "content", ["对于群众反映的突出问题", "针对群众反映的问题开展专项检查"], ["对于群众反映的突出问题"]),
    ("K181", "content", ["有关部门和个人的意见及"], ["有关部门和个人的意见及"]),
    ("K184", "name", ["（一）监督管理。", "（二）食品监督管理"], ["（一）监督管理。"]),
    ("K184", "name", ["1.1 监督管理", "1.2食品监督管理"], ["1.1 监督管理"]),
    ("K185", "name", ["产品质量高等", "食品安全抽检等事项", "甲等医院名单"], ["食品安全抽检等事项"]),
    ("K186", "content", ["国务院规章汇编", "本区贯彻国务院政策的文件"], ["国务院规章汇编"]),
    ("K189", "channels", ["政府网站|政府公报|政府网站 ", "政府网站"], ["政府网站 "]),
    ("K192", "content", [f"公布第{n}季度抽检计划" for n in "一二三"], [f"公布第{n}季度抽检计划" for n in "一二三"]),
    ("K193", "basis", ["同上"] * 3, ["同上"] * 3),
    ("K193", "basis", ["同上"] * 4, ["同上"]),
    ("K193", "content", ["（暂无）", "本局暂无此项信息。"], ["（暂无）", "本局暂无此项信息。"]),
    ("K194", "content", ["案件信息录入", "案件数据录入工作"], ["案件信息录入", "案件数据录入工作"]),
    ("K200", "time_limit", ["20个工作日内公开"] * 3, ["20个工作日内公开"] * 3),
    ("K200", "time_limit", ["20个工作日内公开"] * 4, ["20个工作日内公开"]),
]


@pytest.mark.parametrize(("code", "field", "texts", "told"), COLUMNS)
def test_of_a_column_these_are_told(code: str, field: str, texts: list[str], told: list[str]) -> None:
    assert [d.text for d in look(code, column(field, *texts))] == told


CATALOGS = [
    """\
    profile: standard-15
    items:
      - name: 1.监督检查
        items:
          - {name: 1.1食品抽检, items: [{name: 抽检计划}]}
          - {name: 1.2日常巡查, items: [{name: 行政处罚}]}  # K101
      - name: 2.行政处罚
        items: [{name: 2.1化妆品案件, items: [{name: 决定书文号}]}]
    """,
    """\
    profile: standard-15
    items:
      - name: 1.救助
        items:
          - {name: 1.1农村危房改造补助花名册, items: [{name: 甲}]}
          - {name: 1.2危房改造补助花名册, items: [{name: 乙}]}
          - {name: 1.3低保, items: [{name: 农村危房改造补助花名簿}]}  # K103
          - {name: 1.4特困, items: [{name: 危房改造补助花名簿}]}
    """,
    """\
    profile: standard-15
    items:
      - name: 救助
        items:
          - {name: 低保, items: [{name: 入户走访安排, content: 甲}, {name: 走访安排表, content: 甲乙}]}
          - name: 特困人员供养
            items:
              - {name: 入户走访安排, content: 丙}  # K104
              - {name: 走访安排表, content: 丁}
    """,
    """\
    profile: basic-8
    defaults: {content: 甲, office: 办公室, time_limit: 及时, channels: 政府网站}
    items:
      - name: 职责
        items:
          - {name: 机构}  # K105
          - {name: 人事}  # K105
          - {name: 预算}  # K105
    """,
    """\
    profile: basic-8
    defaults: {content: 甲, office: 办公室, time_limit: 及时, channels: 政府网站}
    items:
      - name: 职责
        items:
          - {name: 机构}  # K105
          - {name: 人事}
          - {name: 预算}
          - {name: 决算}
    """,
    """\
    profile: basic-8
    items:
      - name: 职责
        items:
          - {name: 抽检, content: 结果, extra: {环节: 生产}}
          - {name: 抽检, content: 结果, extra: {环节: 流通}}
          - {name: 抽检, content: 结果, extra: {环节: 生产}}  # K106
    """,
    """\
    profile: basic-8
    items:
      - {name: 组织实施农村饮水安全巩固提升工程项目的申报、评审、验收和资金拨付, items: [{name: 甲}]}
      - {name: 组织实施农村饮水安全巩固提升工程项目的申报、评审、验收和资金拨付等, items: [{name: 乙}]}  # K195
      - {name: 组织实施农村饮水安全巩固提升工程项目的申报、评审、验收和资金拨付以及项目的后期管护和绩效评价, items: [{name: 丙}]}
    """,
]


@pytest.mark.parametrize("text", CATALOGS)
def test_a_catalog_has_the_findings_that_its_marks_promise(text: str) -> None:
    text = HEAD + textwrap.dedent(text)
    codes = {code for _, code in marked(text)}
    assert found(text, chosen(codes, [])) == marked(text)


MESSAGES = [
    ("K108", "channels", "政府网站 两微一端", "几个选项写在了一起", "standard-14"),
    ("K108", "channels", "其他：村公告栏", "不用写“其他：”", "standard-14"),
    ("K108", "channels", "政府网站、两微一端", "[政府网站, 两微一端]", "standard-14"),
    ("K112", "content", "■", "里有勾选框“■”", "basic-8"),
    ("K115", "name", "抽检计划、", "末尾多了“、”", "basic-8"),
    ("K128", "time_limit", "同上", "要看上一行才知道", "basic-8"),
]


@pytest.mark.parametrize(("code", "field", "text", "expected", "profile"), MESSAGES)
def test_a_finding_says_what_is_wrong(code: str, field: str, text: str, expected: str, profile: str) -> None:
    (told,) = look(code, column(field, text, head=f"profile: {profile}"))
    assert expected in told.message


FIXES = [
    ("K110", "channels", ["柳城县商务局局政府网站"], "柳城县商务局政府网站", True, "agency: 柳城县商务局"),
    ("K115", "name", ["机构名称：", "抽检计划"], "机构名称", False, ""),
    ("K115", "name", ["抽检计划、"], "抽检计划", True, ""),
    (
        "K119",
        "content",
        ["检查制度和检查标准、检查结果等"] * 3 + ["检察制度和检查标准、检查结果等"],
        "检查制度和检查标准、检查结果等",
        False,
        "",
    ),
    ("K120", "body", ["柳城县商务"], "柳城县商务局", False, "agency: 柳城县商务局"),
    ("K121", "content", ["我局职责", "本局预算", "本局决算", "本局年报"], "本局职责", False, ""),
    ("K125", "sections", ["首页-政务公开-公告", "政务公开-年报"], "政务公开-公告", False, ""),
]


@pytest.mark.parametrize(("code", "field", "texts", "value", "safe", "more"), FIXES)
def test_a_fix_writes_this_and_says_whether_it_is_sure(
    code: str, field: str, texts: list[str], value: str, safe: bool, more: str
) -> None:
    (told,) = look(code, column(field, *texts, head=f"profile: basic-8\n{more}"))
    assert told.fix is not None
    assert (told.fix.value, told.fix.safe) == (value, safe)


@pytest.mark.parametrize(
    ("field", "text", "parts"),
    [
        ("basis", "《甲法》，《乙法》", ("《甲法》", "《乙法》")),
        ("basis", "［《甲法》］", "《甲法》"),
        ("channels", "［政府网站，公示栏］", ("政府网站", "公示栏")),
        ("channels", "【政府网站】", "政府网站"),
        ("audience", "全社会,特定群体", ("全社会", "特定群体")),
    ],
)
def test_a_list_in_one_entry(field: str, text: str, parts: str | tuple[str, ...]) -> None:
    (finding,) = look("K205", column(field, text, head="profile: standard-14"))
    assert finding.fix is not None
    assert finding.fix.value == parts


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("basis", "《甲法》第二条，第三条"),
        ("basis", "《关于甲、乙的通知》"),
        ("channels", "政府网站"),
        ("audience", "持有本市户籍，且年满六十周岁以上并提出了申请的老年人和其监护人"),
        ("basis", "【政策】《甲法》"),
    ],
)
def test_one_entry_with_a_comma_is_one(field: str, text: str) -> None:
    assert look("K205", column(field, text, head="profile: standard-14")) == []


HEADINGS = ("序号", "公开事项", "公开内容", "公开时限", "公开主体", "备注说明")


@pytest.mark.parametrize(
    ("bodies", "reported"),
    [
        (("甲局", "甲局", "乙局", "甲局", ""), 1),
        (("甲局", "甲局", "乙局", "甲局", "甲局"), 0),
        (("甲局", "甲局", "", "", ""), 0),  # a column that few fill
        (("甲局", "甲局", ""), 0),  # too few rows to show a custom
    ],
)
def test_a_blank_body_is_reported_in_a_form_that_import_derived(
    bodies: tuple[str, ...], reported: int, tmp_path: Path
) -> None:
    rows = [(str(n), f"事项{n}", f"内容{n}", "20个工作日内", body, "") for n, body in enumerate(bodies, 1)]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEADINGS, *rows))
    file = tmp_path / "x.html"
    file.write_text(f"<h1>某县甲局主动公开目录</h1><table>{cells}</table>", encoding="utf-8")
    diagnostics = lint(LintOptions([file], ["K105"])).diagnostics
    assert [d.message for d in diagnostics] == ["“事项5”的“公开主体”空着；请补上"] * reported


LISTS_AND_DATES = [
    ("K112", "content", ["办理条件??", "《许可办法》?"], ["办理条件??", "《许可办法》?"]),
    ("K112", "content", ["怎样申请?", "是不是要交费？"], []),
    ("K118", "content", ["《条例》（国务院令第711）"], ["《条例》（国务院令第711）"]),
    ("K118", "content", ["《条例》（国务院令第711号）", "第711次会议", "按令第3执行"], []),
    ("K127", "content", ["办公时间联系电话", "公开个部门的方案"], ["办公时间联系电话", "公开个部门的方案"]),
    ("K127", "content", ["办公时间、联系电话", "两个部门的方案", "每个科室", "3个单位", "若干个乡镇"], []),
    ("K181", "time_limit", ["信息形成之日起20个工作日内予以公"], ["信息形成之日起20个工作日内予以公"]),
    ("K181", "time_limit", ["信息形成之日起20个工作日内予以公开", "信息形成或者变更之日"], ["信息形成或者变更之日"]),
    ("K181", "time_limit", ["20个工作日", "及时公开", "每季度第一个工作日"], []),
    (
        "K183",
        "content",
        ["服务指南等信息", "1.办事指南：内容同上；2.许可决定"],
        ["服务指南等信息", "1.办事指南：内容同上；2.许可决定"],
    ),
    ("K183", "content", ["机构名称、服务指南等信息", "救助对象名单等信息", "内容摘要"], []),
    (
        "K206",
        "content",
        ["1.机构名称；2.开放时间；3.开放项目4.机构地址"],
        ["1.机构名称；2.开放时间；3.开放项目4.机构地址"],
    ),
    ("K206", "content", ["1.机构名称；3.机构地址", "1、条件2、流程"], ["1.机构名称；3.机构地址", "1、条件2、流程"]),
    (
        "K206",
        "content",
        ["1.机构名称；2.开放时间", "1.条件；2.流程；1.地址；2.电话", "3.15活动安排"],
        [],
    ),
    (
        "K206",
        "content",
        ["1.预算：1.1收入；1.2支出；2.决算", "2023年计划", "1.8亿元以上的项目", "1.甲类1.2万元；2.乙类"],
        [],
    ),
    ("K206", "basis", ["1.《甲法》|2《乙法》", "1.《甲法》|3.《乙法》"], ["1.《甲法》", "1.《甲法》"]),
    ("K206", "basis", ["1.《甲法》|2.《乙法》", "《甲法》2019年修订|《乙法》"], []),
    ("K207", "basis", ["《政府信息公开条例》", "《中华人民共和国政府信息公开条例》"], ["《政府信息公开条例》"]),
    ("K207", "basis", ["《预算法》", "《中华人民共和国政府信息公开条例》"], []),
    (
        "K208",
        "content",
        ["每年131日前公布", "2月30日公布的", "13月1日"],
        ["每年131日前公布", "2月30日公布的", "13月1日"],
    ),
    ("K208", "content", ["每年1月31日前公布", "2月29日", "365日", "第120日前", "2023年1231日", "共180日"], []),
]


@pytest.mark.parametrize(("code", "field", "texts", "faulty"), LISTS_AND_DATES)
def test_a_list_and_a_date_are_read_as_they_are_meant(
    code: str, field: str, texts: list[str], faulty: list[str]
) -> None:
    assert [each.text for each in look(code, column(field, *texts))] == faulty
