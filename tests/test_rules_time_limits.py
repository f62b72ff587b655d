"""The rules of 公开时限: what they find, what they leave alone though it looks wrong, and what their fixes write."""

from dataclasses import dataclass, field

import pytest

from gkml.catalog.load import load
from gkml.diagnostics import Diagnostic
from gkml.lint.check import check, chosen
from gkml.project.workspace import Home
from gkml.yamltext.source import read

FORMED = "信息形成或变更之日起20个工作日内"


@dataclass
class Row:
    """A row of a catalog; what is not said is harmless."""

    limit: str
    name: str = "机构职能"
    content: str = "职责、地址、电话"
    more: dict[str, str] = field(default_factory=dict)

    def line(self) -> str:
        fields = {"name": self.name, "content": self.content, "time_limit": self.limit, **self.more}
        return f"      - {{{', '.join(f'{key}: {quoted(value)}' for key, value in fields.items() if value)}}}"


def quoted(text: str) -> str:
    return text if text.startswith("[") else "'" + text.replace("'", "''") + "'"


def findings(code: str, *rows: Row, head: str = "", duty: str = "综合管理") -> list[Diagnostic]:
    """What a rule finds in a catalog of these rows below one duty."""
    top = f"id: x\ntitle: t\nprofile: basic-8\n{head}items:\n  - name: {duty}\n    items:\n"
    loaded = load(read((top + "\n".join(row.line() for row in rows)).encode(), "x.yaml"), Home(None).profiles)
    assert loaded.entry is not None, loaded.diagnostics
    return list(check([loaded], chosen([code], [])))


def fix_of(code: str, *rows: Row) -> str:
    """The one suggestion of a rule; a second look at what it wrote finds nothing."""
    found = findings(code, *rows)
    assert [diagnostic.fix is not None for diagnostic in found] == [True]
    fix = found[0].fix
    assert fix is not None and isinstance(fix.value, str) and not fix.safe
    at = int(str(found[0].route[3]))
    mended = [Row(fix.value, row.name, row.content, row.more) if n == at else row for n, row in enumerate(rows)]
    assert findings(code, *mended) == []
    return fix.value


SHORT = "信息形成或变更之日起7个工作日内"
GUILTY: list[tuple[str, Row]] = [
    ("K129", Row("法定时限")),
    ("K129", Row("按照有关规定")),
    ("K129", Row("法律、法规另有规定的，从其规定")),
    ("K129", Row("按照国家规定的时限公开")),
    ("K129", Row("按照有关法律法规规定的时限")),
    ("K128", Row("同上")),
    ("K128", Row("/")),
    ("K128", Row("见附件二")),
    ("K128", Row("𠀀")),
    ("K129", Row("及时")),
    ("K129", Row("第一时间公开")),
    ("K129", Row("每季度", "投诉情况")),
    ("K129", Row("不定期更新，每年更新不少于两次")),
    ("K129", Row("长期公开")),
    ("K129", Row("年度公开", "财政预算管理制度")),
    ("K129", Row("变动即更")),
    ("K200", Row("20个工作日")),
    ("K200", Row("3个工作日内公开")),
    ("K200", Row("20工作日")),
    ("K129", Row("按照巡视要求公开")),
    ("K130", Row("信息形成之日起5个工作日内，信息形成之日起20个工作日内")),
    ("K130", Row("5日内回复，每季度首月10日前公开")),
    ("K131", Row("21个工作日内")),
    ("K131", Row("信息形成后30日内")),
    ("K131", Row("信息形成之日起一个月内")),
    ("K131", Row("信息形成之日起90天内", more={"basis": "《食品安全抽样检验管理办法》"})),
    ("K131", Row("信息形成之日起30个工作日内", more={"basis": "《中华人民共和国政府信息公开条例》第二十六条"})),
    ("K136", Row(FORMED, "2024年部门预算公开")),
    ("K129", Row("年度公开", "“三公”经费")),
    ("K136", Row(FORMED, "部门预算及“三公”经费")),
    ("K136", Row("批复后20个工作日内", "部门决算")),
    ("K136", Row("每年3月31日前", "政府信息公开工作年度报告", more={})),
    ("K137", Row(FORMED, "药品监管行政处罚", "处罚决定书文号、处罚依据")),
    ("K137", Row(FORMED, "行政执法", "行政许可决定、行政处罚决定")),
    ("K137", Row("决定作出之日起20日内", "行政许可结果公示")),
    ("K137", Row("作出行政决定之日起20个工作日内", "校车安全", "校车使用许可结果、校车运营线路")),
    ("K140", Row(FORMED, content="随文公开。文件全文")),
    ("K140", Row("", more={"remark": "20个工作日内"})),
    ("K140", Row(FORMED, more={"channels": "[局网站, 及时公开]"})),
    ("K141", Row(FORMED, "产品召回信息")),
    ("K141", Row(FORMED, "食品安全应急处置", "监测预警、应急响应")),
    ("K141", Row(FORMED, "民意征集")),
    ("K141", Row(FORMED, "公务员招考", "招考职位、名额、报考条件")),
    ("K141", Row(FORMED, "规范性文件解读材料")),
]
LEFT_ALONE: list[tuple[str, Row]] = [
    ("K129", Row("依照《中华人民共和国政府信息公开条例》第二十六条规定")),
    ("K129", Row("按照财办发〔2019〕77号规定执行")),
    ("K129", Row("按政府采购法规定时限")),
    ("K128", Row("法定时限")),
    ("K129", Row("每周更新")),
    ("K200", Row("20个工作日（自该政府信息形成或者变更之日起）")),
    ("K200", Row("批复后20日内")),
    ("K200", Row("公示7个工作日")),
    ("K200", Row("应急信息即时公开，其他信息20个工作日内公开")),
    ("K129", Row("每月不少于2篇")),
    ("K128", Row("与政策文件同步发布", "政策解读")),
    ("K128", Row("依申请公开")),
    ("K128", Row("事件发生后2小时内")),
    ("K128", Row("")),
    ("K129", Row("与政策文件同步发布")),
    ("K129", Row("当月10号公开上月信息")),
    ("K129", Row("及时公开，最迟不超过20个工作日")),
    ("K129", Row("事件发生后2小时内")),
    ("K129", Row("及时", "食品安全突发事件信息")),
    ("K129", Row("年度公开", "部门决算")),
    ("K129", Row("每季度结束后10个工作日内")),
    ("K129", Row("每日9时前")),
    ("K130", Row("信息形成之日起20个工作日内；行政许可和行政处罚决定作出后7个工作日内")),
    ("K130", Row("审核结束后3个工作日内公示，公示期为7天")),
    ("K130", Row("根据国办发〔2016〕80号文件要求，信息形成20个工作日内")),
    ("K130", Row("收到申请之日起20个工作日内答复，经批准可延长20个工作日")),
    ("K130", Row("事故发生后24小时内发布，并持续更新")),
    ("K131", Row("信息形成后28日内")),
    ("K131", Row("公示30日")),
    ("K131", Row("收到申请之日起30个工作日内答复")),
    ("K131", Row("按《土地管理法》，批准之日起30日内公告")),
    ("K131", Row("批准之日起30日内", more={"basis": "《中华人民共和国城乡规划法》第十四条"})),
    ("K131", Row("征地补偿安置方案批准之日起三十日内")),
    ("K131", Row("在征收土地公告之日起四十五个工作日内")),
    ("K131", Row("年度终了后4个月内")),
    ("K136", Row("本级人民代表大会批准后20日内", "政府预决算")),
    ("K136", Row("每年3月底前", "部门预算")),
    ("K136", Row(FORMED, "“三公”经费")),
    ("K136", Row("每年1月底前", "政府信息公开工作年度报告")),
    ("K136", Row(FORMED, "部门预算绩效评价")),
    ("K136", Row("按《预算法》规定时限公开", "部门预算")),
    ("K137", Row(FORMED, "行政处罚裁量基准", "裁量基准")),
    ("K137", Row(FORMED, "行政执法", "处罚的依据、条件、程序")),
    ("K137", Row(FORMED, "采矿许可", "许可的条件、程序、期限")),
    ("K137", Row("信息形成20个工作日内；其中行政处罚事项应自作出行政决定之日起7个工作日内公示", "行政处罚信息")),
    ("K137", Row(FORMED, "两法衔接平台案件信息录入", "行政处罚案件信息")),
    ("K137", Row(FORMED, "企业信息", "行政处罚信息", {"channels": "国家企业信用信息公示系统"})),
    ("K140", Row(FORMED, content="自受理之日起20个工作日内办结的许可事项")),
    ("K140", Row(FORMED, content="每月电梯应急处置工作情况分析")),
    ("K140", Row(FORMED, content="信息公开及时性考核情况")),
    ("K140", Row(FORMED, content="自收到申请之日起5个工作日内作出决定")),
    ("K141", Row(FORMED, "食品安全应急体系建设", "食品安全事故应急预案")),
    ("K141", Row("及时", "食品安全风险预警")),
    ("K141", Row(FORMED, "人事信息", "干部任免、公务员招录、事业单位招聘信息")),
    ("K141", Row(FORMED, "公共文化场馆展览", "1.活动时间；2.活动地址；3.联系电话")),
    ("K141", Row("应急信息即时公开，其他信息20个工作日内公开", "应急管理", "应急预案、预警信息、事故信息")),
    ("K141", Row("事件发生后5小时内", "突发事件信息")),
    ("K141", Row("信息形成之日起7个工作日内", "食品安全消费提示")),
    ("K141", Row("与政策文件同步发布", "政策解读")),
    ("K141", Row("文件公开后3个工作日内", "政策解读")),
    ("K141", Row(FORMED, "突发事件应对政策、应急演练制度")),
]


@pytest.mark.parametrize(("code", "row"), GUILTY, ids=lambda part: part if isinstance(part, str) else part.limit[:12])
def test_it_is_found(code: str, row: Row) -> None:
    head = "agency: 某市某局\n"
    assert [diagnostic.code for diagnostic in findings(code, row, head=head)] == [code]


@pytest.mark.parametrize(
    ("code", "row"), LEFT_ALONE, ids=lambda part: part if isinstance(part, str) else part.limit[:12]
)
def test_it_is_left_alone(code: str, row: Row) -> None:
    assert findings(code, row, head="agency: 某市某局\n") == []


@pytest.mark.parametrize("agency", ["某县人民政府", "某县人民政府办公室"])
def test_a_government_reports_by_the_end_of_march(agency: str) -> None:
    report = Row("每年3月31日前", "政府信息公开工作年度报告")
    assert findings("K136", report, head=f"agency: {agency}\n") == []
    assert findings("K136", report, head="agency: 某县财政局\n")


@pytest.mark.parametrize(("rows", "told"), [(3, 3), (4, 1)])
def test_a_limit_without_days_that_is_a_habit_is_told_once(rows: int, told: int) -> None:
    found = findings("K129", *(Row("变动即更", f"制度{n}") for n in range(rows)), Row("及时"))
    assert [("等4格" in diagnostic.message) for diagnostic in found] == [rows == 4] * told + [False]


@pytest.mark.parametrize(("agency", "most"), [("某县民政局", True), ("某县人民法院", False), ("某县第一中学", False)])
def test_the_most_of_the_regulation_is_told_to_those_that_it_binds(agency: str, most: bool) -> None:
    (found,) = findings("K129", Row("及时"), head=f"agency: {agency}\n")
    assert ("最长为" in found.message) == most


# --- rules that compare rows ---


def test_days_are_only_doubtful_where_other_rows_say_working_days() -> None:
    assert findings("K132", Row("信息形成之日起5日内")) == []
    assert len(findings("K132", Row("信息形成之日起5日内"), Row(FORMED))) == 1
    assert findings("K132", Row("信息形成之日起5日内"), Row(FORMED), head="agency: 某县人民法院\n") == []


@pytest.mark.parametrize(
    "limit",
    [
        "批复后20日内",
        "收到评标报告之日起3日内公示",
        "听证会举行10日前",
        "公示7天",
        "次日公开",
        "信息形成后20个自然日内",
        "信息形成后半个月内",
    ],
)
def test_days_that_the_law_counts_are_left_alone(limit: str) -> None:
    assert findings("K132", Row(limit), Row(FORMED)) == []


@pytest.mark.parametrize("limit", ["自收到公众咨询之日起5日内进行回复", "信息形成之日起90天内"])
def test_which_days_are_meant_is_asked_and_not_decided(limit: str) -> None:
    assert [diagnostic.fix for diagnostic in findings("K132", Row(limit), Row(FORMED))] == [None]


@pytest.mark.parametrize(
    ("agency", "name", "limit", "found"),
    [
        ("柳城县大埔镇人民政府", "财政预决算", "信息形成之日起20个工作日内", "人民代表大会"),
        ("柳城县财政局", "政府预算", "信息形成之日起20个工作日内", "人民代表大会"),
        ("柳城县财政局", "部门预算", "信息形成之日起20个工作日内", "财政部门批复"),
        ("柳城县人民政府", "部门预算", "信息形成之日起20个工作日内", "财政部门批复"),
        ("柳城县民政局", "财政预决算", "信息形成之日起20个工作日内（法律、法规另有规定的，从其规定）", ""),
        ("柳城县大埔镇人民政府", "政府信息公开工作年度报告", "每年12月31日前", ""),
        ("柳城县人民政府", "政府信息公开工作年度报告", "每年3月31日前", ""),
        ("柳城县人民政府", "政府信息公开工作年度报告", "每年6月30日前", "3月31日"),
        ("柳城职业技术学院", "信息公开年度报告", "每年10月底前", ""),
        ("柳城县人民法院", "信息公开年度报告", "每年3月31日前", ""),
        ("柳城县教育局", "信息公开年度报告", "每年10月底前", "1月31日"),
    ],
)
def test_the_law_asks_of_a_government_what_it_asks_of_no_department(
    agency: str, name: str, limit: str, found: str
) -> None:
    told = findings("K136", Row(limit, name), head=f"agency: {agency}\n")
    assert [found in diagnostic.message for diagnostic in told] == ([True] if found else [])


@pytest.mark.parametrize(("limit", "told"), [("28天", 0), ("29日", 0), ("30日", 1), ("1个月", 1), ("21个工作日", 1)])
def test_a_month_is_longer_than_the_statute_and_28_days_may_not_be(limit: str, told: int) -> None:
    assert len(findings("K131", Row(f"信息形成之日起{limit}内"))) == told


@pytest.mark.parametrize(
    ("name", "told"), [("食品安全风险预警", 1), ("突发事件应对总结", 0), ("突发事件应急预案", 0), ("听证通知书", 0)]
)
def test_a_document_is_no_alarm(name: str, told: int) -> None:
    assert len(findings("K141", Row(FORMED, name))) == told


def test_the_same_name_with_other_contents_may_have_another_limit() -> None:
    first = Row(FORMED, "通知公告", "需要公开的通知")
    assert findings("K133", first, Row("检查结束之日起5个工作日内", "通知公告", "体系检查通告")) == []
    assert len(findings("K133", first, Row("检查结束之日起5个工作日内", "通知公告", "需要公开的通知。"))) == 1


def test_the_shorter_limit_stands_where_as_many_rows_have_either() -> None:
    rows = (Row(FORMED, "食品抽检结果", "食品"), Row(SHORT, "药品抽检结果", "药品"))
    assert [diagnostic.route[3] for diagnostic in findings("K133", *rows)] == [0]


def test_no_decision_is_told_to_take_longer_and_a_cell_of_several_limits_is_let_be() -> None:
    late = [Row(FORMED, f"{kind}行政处罚信息", kind) for kind in ("食品", "药品", "特种设备")]
    assert findings("K133", Row(SHORT, "行政处罚信息", "双公示"), *late) == []
    assert findings("K133", Row("作出决定之日起5个工作日内", "行政处罚信息"), Row(SHORT, "行政处罚信息")) == []
    early = Row("抽检结果形成之日起5个工作日内", "茶叶抽检结果", "茶叶")
    (found,) = findings("K133", early, *(Row(SHORT, f"{kind}抽检结果", kind) for kind in ("食品", "药品")))
    assert found.message.endswith("；请统一")
    two = Row("抽检结果形成之日起7个工作日内；不合格的，核查结束之日起20个工作日内", "食品抽检结果")
    assert findings("K133", two, Row(FORMED, "药品抽检结果"), Row(FORMED, "茶叶抽检结果")) == []


def test_one_row_is_told_once_though_it_is_of_two_kinds() -> None:
    late = Row(FORMED, "食品抽检结果", "抽检结果")
    others = [Row(SHORT, "食品抽检结果", "抽检结果"), Row(SHORT, "食品抽检结果", "抽检结果")]
    assert [diagnostic.route[3] for diagnostic in findings("K133", late, *others)] == [0]


def test_a_default_that_is_too_long_for_the_policy_is_told_once() -> None:
    head = f"policy: {{max_working_days: 7, stated_in: 方案}}\ndefaults: {{time_limit: {FORMED}}}\n"
    found = findings("K134", Row(""), Row("", "领导简介"), Row(SHORT, "规划"), head=head)
    assert [diagnostic.route for diagnostic in found] == [("defaults", "time_limit")]


def test_one_limit_of_many_rows_that_is_too_long_for_the_policy_is_told_once_and_by_no_other_rule() -> None:
    head = "policy: {max_working_days: 7, stated_in: 方案}\n"
    rows = [Row(FORMED + "公开", f"{kind}行政处罚信息", kind) for kind in "甲乙丙丁"]
    (found,) = findings("K134", *rows, head=head)
    assert "等4格长于方案规定的7个工作日" in found.message
    usual = [Row(FORMED)] * 5
    assert [findings(code, *rows, *usual, head=head) for code in ("K137", "K142")] == [[], []]
    assert [len(findings(code, *rows, *usual)) for code in ("K137", "K142")] == [4, 1]


def test_the_preface_binds_only_where_it_promises_something_for_all() -> None:
    promise = "preface: [各单位主动公开的政府信息应当在其形成、变更或保存之日起7个工作日内公开。]\n"
    assert len(findings("K135", Row(FORMED), Row(SHORT), head=promise)) == 1
    assert findings("K135", Row("批复后20日内", "部门预算"), head=promise) == []
    for other in (
        "收到申请之日起7个工作日内答复。",
        "本目录印发之日起7个工作日内报市局办公室。",
        "信息形成之日起20个工作日内公开。",
    ):
        assert findings("K135", Row("信息形成之日起30个工作日内"), head=f"preface: [{other}]\n") == []


def test_a_policy_takes_the_place_of_the_preface() -> None:
    head = "preface: [信息应当在形成之日起7个工作日内公开。]\npolicy: {max_working_days: 7, stated_in: 方案}\n"
    assert findings("K135", Row(FORMED), head=head) == []
    assert len(findings("K134", Row(FORMED), head=head)) == 1


DUTY = "将抽查检查结果在本次抽查任务完成后20个工作日内公示。受理申请之日起5个工作日内作出决定。"


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("自检查结果出来后的20个工作日内", "抽查任务完成之日起20个工作日内"),
        ("抽查任务完成之日起30个工作日内", "改为20个工作日内"),
        ("抽查任务完成之日起20个工作日内", ""),
        ("抽查任务完成之日起5个工作日内", ""),
        ("及时", ""),
    ],
)
def test_a_row_keeps_to_what_its_duty_says(limit: str, words: str) -> None:
    found = findings("K138", Row(limit, "抽查检查结果"), duty=DUTY)
    assert (words in found[0].message) if words else not found


def test_a_duty_with_several_rows_speaks_of_the_row_that_it_names() -> None:
    late = "信息形成之日起20个工作日内"
    found = findings(
        "K138", Row(late, "行政处罚信息"), Row(late, "规划计划"), duty="行政处罚信息自作出决定之日起7个工作日内公开。"
    )
    assert [diagnostic.route[3] for diagnostic in found] == [0]


def test_an_exception_is_for_all_rows_or_for_none() -> None:
    with_it = Row(FORMED + "（法律、法规另有规定的，从其规定）")
    assert findings("K139", with_it, with_it) == []
    assert [d.route[3] for d in findings("K139", with_it, Row(FORMED), Row(SHORT))] == [0]
    assert [d.route[3] for d in findings("K139", with_it, with_it, Row(FORMED))] == [2]
    assert findings("K139", with_it, Row("每年1月31日前")) == []


def test_many_rows_with_the_exception_are_told_once_and_inner_work_not_at_all() -> None:
    with_it = Row(FORMED + "（法律、法规另有规定的，从其规定）")
    inner = Row(with_it.limit, "两法衔接平台案件信息录入")
    (found,) = findings("K139", *[with_it] * 4, inner, *[Row(FORMED)] * 6)
    assert "等4格写了“从其规定”" in found.message
    assert findings("K139", inner, Row(FORMED)) == []


def test_an_exception_that_is_too_wide_is_narrowed() -> None:
    wide = Row("信息形成之日起20个工作日内（规章、上级文件另有规定的，从其规定）")
    assert fix_of("K139", wide) == "信息形成之日起20个工作日内（法律、法规对期限另有规定的，从其规定）"
    assert len(findings("K139", Row("信息形成之日起20个工作日内（另有规定的从其规定）"))) == 1


def test_a_last_sentence_that_is_a_limit_is_taken_away() -> None:
    found = findings("K140", Row("与政策文件同步发布", "政策解读", "解读内容、回应关切等。与政策文件同步发布"))
    assert [d.fix and d.fix.value for d in found] == ["解读内容、回应关切等"]
    inside = findings("K140", Row(FORMED, content="及时在网站上公布自动售药机信息"))
    assert [d.fix for d in inside] == [None]


@pytest.mark.parametrize(
    ("limit", "better"),
    [
        ("信息形成或变更起20个工作日内", FORMED),
        ("信息形成起20个工作日内", FORMED),
        ("信息形成起20个工作日内（法律法规有其他规定的，从其规定）", FORMED + "（法律法规有其他规定的，从其规定）"),
        ("自检查结果出来后的20个工作日内", "检查结果形成之日起20个工作日内"),
        ("信息形成或变更之日起20个工作日内公开", FORMED),
        ("信息形成之日起5个工作日内", "信息形成或变更之日起5个工作日内"),
        ("当月10号公开上月信息", "每月10日前公开上月信息"),
        ("次月10号前公开", "次月10日前"),
        ("信息形式或变更之日起20个工作日内", FORMED),
        ("信息行成之日起5个工作日内", "信息形成或变更之日起5个工作日内"),
        ("信息获取（变更）20个工作日内", "信息获取（变更）之日起20个工作日内"),
    ],
)
def test_the_usual_words_of_the_catalog_are_suggested(limit: str, better: str) -> None:
    assert fix_of("K142", Row(FORMED), Row(FORMED), Row(limit)) == better


@pytest.mark.parametrize(
    "limit",
    [
        "批复后20日内",
        "与政策文件同步发布",
        "及时",
        "每年1月31日前",
        "名单形成或变更之日起20个工作日内",
        "法定时限",
        "事故发生后3小时内",
        "信息形成当日公开",
        "自信息形成或变更的次日起20个工作日内",
        "信息形成或变更之日起20个工作日内公开（遇节假日顺延）",
        "除法律法规另有规定外，自信息形成或变更之日起20个工作日内公开",
        "见附件",
        FORMED + "（法律法规有其他规定的，从其规定）",
    ],
)
def test_other_words_are_not_worse_words(limit: str) -> None:
    assert findings("K142", Row(FORMED), Row(FORMED), Row(limit)) == []


def test_a_decision_does_not_change() -> None:
    decision = Row("信息形成之日起7个工作日内", "行政处罚决定")
    assert findings("K142", decision, Row(FORMED), Row(FORMED)) == []


def test_one_wording_of_many_cells_is_told_once() -> None:
    found = findings("K142", *[Row(FORMED)] * 6, *[Row(FORMED + "公开")] * 4)
    assert [(d.route[3], d.fix) for d in found] == [(6, None)]
    assert f"“{FORMED}公开”等4格" in found[0].message


def test_an_odd_cell_stops_no_rule() -> None:
    odd = [
        "",
        " ",
        "𠀀",
        "，",
        "内",
        "20",
        "个工作日内",
        "《》",
        "（",
        "0个工作日内",
        "一" * 3000,
        "20个工作日内" * 200,
    ]
    rows = [Row(text, name="；" + text[:5] + "x", content=text) for text in odd]
    for code in (f"K{number}" for number in range(130, 145)):
        findings(code, *rows, duty="、")


@pytest.mark.parametrize("wrong", ["形式", "行成", "型成"])
def test_the_word_that_is_wrong_is_named(wrong: str) -> None:
    (diagnostic,) = findings("K142", Row(f"信息{wrong}之日起20个工作日内"))
    assert f"里的“{wrong}”写错了；请写“信息形成之日起20个工作日内”" in diagnostic.message


@pytest.mark.parametrize(("title", "count"), [("教育领域公共企事业单位信息公开目录", 0), ("甲市教育局主动公开目录", 1)])
def test_public_institutions_follow_the_rules_of_their_ministry(title: str, count: int) -> None:
    """《政府信息公开条例》第五十五条: rules of a ministry may set their limits."""
    limit = "信息形成之日起20个工作日内（法律、法规、规章另有规定的，从其规定）"
    text = f"id: x\ntitle: {title}\nprofile: basic-8\nitems:\n  - name: 甲\n    items: [{{name: 乙, time_limit: {limit}}}]\n"
    loaded = load(read(text.encode(), "x.yaml"), Home(None).profiles)
    assert len(list(check([loaded], chosen(["K139"], [])))) == count
