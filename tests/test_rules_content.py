"""Rules of structure and content: what looks wrong and is right, what is wrong in ways the pages do not show."""

import pytest

from gkml.catalog.load import load
from gkml.lint.check import Rule, all_rules, check
from gkml.project.workspace import Home
from gkml.yamltext.source import read

RULES = tuple(rule for rule in all_rules() if "K178" <= rule.code <= "K197")

RIGHT = [
    ("机构设置", "组织机构、内设机构职责、办公地址、办公时间、联系方式、负责人姓名"),
    ("组织架构", "组织架构图、组织章程"),
    ("工作制度", "工作规则、会议制度、公文处理规则"),
    ("年度工作总结", "上一年度工作总结、本年度重点工作"),
    ("领导信息", "姓名、职务、照片、简历、分管工作"),
    ("工作动态", "民政工作动态、基层工作动态"),
    ("通知公告", "会议通知、招考公告、停办业务的公告"),
    ("其他法定信息", "国有资产处置、政府购买服务的目录和结果"),
    ("办事指南", "受理条件、受理机构、办理流程、提供材料、办理时限、收费标准、咨询电话"),
    ("行政许可结果", "许可决定书文号、许可内容、有效期、许可机关"),
    ("庭审直播", "公开开庭审理案件的庭审活动"),
    ("抽检计划", "按季度列出的抽检品种、批次"),
    ("公示公告", "公示名单、公示期、发布机关、发布日期"),
    ("政策文件", "法律、法规、规章、规范性文件"),
    ("指导性文件", "指导意见、指导目录、指导价格"),
    ("专项行动", "开展情况、整治成效、典型案例"),
    ("规划落实", "完成情况、推进情况、落实情况说明"),
    ("政策执行", "关于加强食品安全工作的意见的落实情况"),
    ("重大决策", "对公众意见的采纳情况及理由"),
    ("危房改造", "申请条件、补助标准、审核结果（姓名、住址、补助金额等）"),
    ("预算", "收支总表，“三公”经费预算表、情况说明"),
    ("救助对象", "对象名称、地址、电话；经办机构名称、地址、电话"),
    ("新闻发布会", "发布会时间、地点、主题、答记者问实录"),
    ("政务公开负责人", "负责人姓名、职务、电话"),
    ("收费项目", "收费项目、依据、标准、期限、减免政策"),
    ("食品安全事故", "较大食品安全事故的处置进展、调查结果"),
    ("12.4国家宪法日宣传", "活动时间、地点、形式"),
    ("2026年部门预算", "收入、支出、绩效目标"),
    ("职工参与方式", "参与方式、反馈渠道"),
    ("统计数据", "社会消费品零售总额等方面的统计数据"),
    ("双随机抽查", "“双随机、一公开”抽查事项清单、抽查结果"),
    ("普惠政策", "惠及老年人的优待政策及其标准"),
    ("环境影响评价", "受理情况、拟作出的审批意见、审批决定"),
    ("年报填报指南", "企业年度报告填报说明、常见问题"),
    ("内部审计制度", "审计项目计划、审计结果"),
    ("价格监测", "农产品监测点名单、每周价格"),
    ("信访回复", "来信目录、答复内容、办理结果"),
    ("质量提升行动", "统筹规划、实施方案、任务分工"),
    ("承办部门", "承办单位、承办人、联系电话"),
    ("行政裁决", "裁决书编号、当事人、争议事项、裁决结果"),
    ("供水信息", "供水厂出水、管网水、管网末梢水水质监测结果"),
    ("随迁子女入学", "入学条件、登记时间、登记地点、所需材料"),
    ("征地信息", "拟征收土地公告、征地补偿安置方案公告、补偿费用支付情况"),
    ("保障性住房分配", "申请受理公告、申请对象信息、审核结果、轮候信息"),
    ("劳动人事争议", "申请仲裁的条件、材料、流程、开庭公告"),
    ("上级政策转载", "转载国务院、省级政策文件（链接原文）"),
    ("相关企业目录", "与本地支柱产业相关的企业名录"),
    ("审核信息", "初审对象名单及相关材料"),
    ("审批信息", "低保对象名单及相关信息"),
    ("消费提示（节日）", "节日消费提示的正文"),
    ("报名条件、报名时间、报名材料及报名程序", "对象、日期、地点"),
    ("就业服务专项活动", "活动通知、活动时间、参与方式、相关材料、活动地址、咨询电话"),
]


def codes(text: str, rules: tuple[Rule, ...] = RULES) -> list[tuple[str, str]]:
    """The findings as (code, the text at fault)."""
    loaded = load(read(text.encode(), "x.yaml"), Home(None).profiles)
    assert loaded.entry is not None, loaded.diagnostics
    return [(d.code, d.text) for d in check([loaded], rules)]


def catalog(rows: list[tuple[str, str]], duty: str = "负责有关工作", profile: str = "basic-8") -> str:
    leaves = "".join(f'      - name: "{name}"\n        content: "{content}"\n' for name, content in rows)
    return f'id: x\ntitle: t\nprofile: {profile}\nitems:\n  - name: "{duty}"\n    items:\n{leaves}'


@pytest.mark.parametrize(("name", "content"), RIGHT)
@pytest.mark.parametrize("profile", ["basic-8", "standard-14"])
def test_information_that_reads_like_work_is_let_be(profile: str, name: str, content: str) -> None:
    assert codes(catalog([(name, content)], profile=profile)) == []


def test_right_items_beside_one_another_are_let_be() -> None:
    assert [code for code, _ in codes(catalog(RIGHT))] == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("负责养老机构备案工作", "K191"),
        ("做好防汛抗旱信息发布", "K191"),
        ("按照市委、市政府要求，推进放管服改革", "K191"),
        ("组织开展普法宣传活动", "K191"),
        ("开展民意征集调查等信息", "K191"),
        ("食品安全监管工作", "K191"),
        ("接受群众监督、投诉", "K191"),
        ("对违法行为进行处罚", "K191"),
        ("公布本级随机抽查事项清单", "K192"),
        ("发布本级年度随机抽查计划", "K192"),
        ("明确主动公开范围、公开形式", "K192"),
        ("有关情况", "K183"),
        ("其他需要公开的信息", "K183"),
        ("应当主动公开的其他政府信息", "K183"),
        ("权限范围内相关餐饮安全监管信息公示", "K183"),
        ("依法行政工作相关", "K181"),
        ("预算、决算及", "K181"),
        ("主要包括：", "K181"),
        ("、决算", "K181"),
        ("等信息", "K181"),
        ("暂无", "K193"),
        ("本单位无此项内容", "K193"),
        ("——", "K193"),
        ("同上", "K193"),
        ("详见附件", "K193"),
        ("案件信息的录入", "K194"),
        ("将数据录入国家抽样检验系统", "K194"),
        ("国务院政策、省级政策文件", "K186"),
        ("执法主体、执法依据、执法主体", "K189"),
        ("姓名、职务、姓名", "K189"),
    ],
)
def test_a_content_is_found_wrong(content: str, code: str) -> None:
    assert codes(catalog([("某类事项", content)])) == [(code, content)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("其他", "K184"),
        ("相关信息公开", "K184"),
        ("主动公开信息", "K184"),
        ("依法行政", "K184"),
        ("信息发布（消费提示）", "K184"),
        ("社会监督", "K184"),
        ("3、监督管理", "K184"),
        ("食品安全抽检等", "K185"),
        ("教育收费公示、教师资格认定、校车使用许可", "K185"),
        ("案件信息上报", "K194"),
        ("预算和", "K181"),
        ("行政处罚（续）", "K182"),
        ("暂无", "K193"),
    ],
)
def test_a_name_is_found_wrong(name: str, code: str) -> None:
    assert (code, name) in codes(catalog([(name, "姓名、职务")]))


def test_the_last_item_may_be_called_other() -> None:
    assert codes(catalog([("预算", "收支总表、说明"), ("其他信息", "资产处置结果、出租出借情况")])) == []
    assert codes(catalog([("其他信息", "资产处置结果、出租出借情况"), ("预算", "收支总表、说明")])) == [
        ("K184", "其他信息")
    ]


def numbered(*names: str, above: str = "2.行政处罚") -> list[tuple[str, str]]:
    found = codes(catalog([(name, "姓名、职务") for name in names], above, "standard-14"))
    return [finding for finding in found if finding[0] != "K180"]


def test_numbers_agree_with_the_item_above_and_with_their_neighbours() -> None:
    assert numbered("2.1食品处罚", "2.2药品处罚", "2.3化妆品处罚") == []
    assert numbered("2.1食品处罚", "1.2药品处罚", "2.2化妆品处罚") == [("K178", "1.2药品处罚")]
    assert numbered("2.1食品处罚", "2.3药品处罚", "2.4化妆品处罚") == [("K178", "2.3药品处罚")]
    assert numbered("2.1食品处罚", "2.1药品处罚") == [("K178", "2.1药品处罚")]
    assert numbered("2.2食品处罚", "2.1药品处罚") == [("K178", "2.1药品处罚")]


def test_neighbours_are_numbered_alike() -> None:
    assert numbered("一、食品处罚", "二、药品处罚", "3.化妆品处罚", above="行政处罚") == [("K178", "3.化妆品处罚")]
    assert numbered("一、食品处罚", "二、药品处罚", "化妆品处罚", above="行政处罚") == [("K178", "化妆品处罚")]
    assert numbered("（一）食品处罚", "（二）药品处罚", "（三）化妆品处罚", above="行政处罚") == []


def test_what_only_looks_like_a_number_is_none() -> None:
    assert numbered("12.4国家宪法日宣传", "药品处罚") == []
    assert numbered("110报警服务", "12345热线办理") == []
    assert numbered("3.15消费者权益日活动") == []
    assert numbered("一体化平台运行", "三公经费预算", "十五届人大建议办理") == []


def test_a_number_that_the_form_prints_is_taken_away_on_request() -> None:
    text = catalog([("1.预算", "收支总表、说明"), ("2.决算", "收支总表、说明")], "财政", "standard-14")
    loaded = load(read(text.encode(), "x.yaml"), Home(None).profiles)
    found = [d for d in check([loaded], RULES) if d.code == "K180"]
    assert [d.fix.value for d in found if d.fix and not d.fix.safe] == ["预算", "决算"]


def test_a_verb_is_taken_away_on_request() -> None:
    loaded = load(read(catalog([("抽查", "公布本级抽查计划")]).encode(), "x.yaml"), Home(None).profiles)
    (found,) = check([loaded], RULES)
    assert found.fix is not None and found.fix.value == "本级抽查计划" and not found.fix.safe
    assert codes(catalog([("抽查", str(found.fix.value))])) == []


def duties(*groups: tuple[str, str, str], profile: str = "basic-8") -> list[tuple[str, str]]:
    text = f"id: x\ntitle: t\nprofile: {profile}\nitems:\n" + "".join(
        f'  - {{name: "{duty}", items: [{{name: "{name}", content: "{content}"}}]}}\n' for duty, name, content in groups
    )
    return codes(text)


def test_items_of_one_name_are_told_apart_only_where_duties_are_the_groups() -> None:
    groups = ("负责食品监管", "政策文件", "食品监管办法、标准"), ("负责药品监管", "政策文件", "药品监管办法、标准")
    assert duties(*groups) == [("K196", "政策文件")]
    assert duties(*groups, profile="standard-14") == []


def test_double_publicity_is_one_thing_however_it_is_called() -> None:
    groups = (
        ("公示信用信息", "“双公示”信息", "企业的许可决定书"),
        ("归集信用信息", "行政处罚信息（双公示）", "处罚决定书"),
    )
    assert duties(*groups) == [("K196", "行政处罚信息（双公示）")]
    assert duties(groups[0], ("归集信用信息", "双公示目录", "目录、分类")) == []


def test_of_many_items_of_one_name_one_is_told() -> None:
    rules = tuple(rule for rule in all_rules() if rule.code == "K106")
    rows = [("检查信息", "检查计划"), ("检查信息", "检查结果"), ("检查信息", "整改情况")]
    assert codes(catalog(rows), rules) == [("K106", "检查信息")]
    vague = tuple(rule for rule in all_rules() if rule.code == "K184")
    assert codes(catalog([("信息发布", text) for _, text in rows]), vague) == [("K184", "信息发布")]
    assert len(codes(catalog([rows[0]] * 3), rules)) == 2


def test_duties_that_differ_by_a_year_or_a_batch_are_two() -> None:
    long = "组织实施农村饮水安全巩固提升工程项目的申报、评审、验收和资金拨付（第%s批）"
    one, two = ("项目名单", "项目名称、金额、承担单位"), ("验收结果", "项目名称、验收结论")
    assert duties((long % "一", *one), (long % "二", *two)) == []
    assert duties((long % "一", *one), (long % "一" + "等", *two)) == [("K195", long % "一" + "等")]


def test_a_group_that_is_printed_again_is_no_second_group() -> None:
    one, two, three = ("甲", "名单"), ("乙", "结论"), ("丙", "通知")
    assert duties(("公路建设", *one), ("公路建设", *two), ("公路建设 ", *three)) == []
    assert duties(("公路建设", *one), ("公路建设。", *two)) == [("K195", "公路建设。")]
    assert duties(("公路建设", *one), ("公路养护", *two), ("公路建设", *three)) == [("K195", "公路建设")]


def test_a_duty_that_promises_what_an_item_names_in_other_words_is_let_be() -> None:
    assert duties(("向社会公布日常消费提示、节日消费提示。", "消费提示", "提示主题、正文")) == []
    assert duties(("通过企业信用信息公示系统查询，公布结果。", "抽查结果", "企业名称、结论")) == []
    assert duties(("将不合格食品核查处置情况依法公开。", "抽检结果", "产品、批次")) == [
        ("K197", "将不合格食品核查处置情况依法公开。")
    ]


def test_a_name_in_the_column_of_duties_is_told_where_the_others_are_sentences() -> None:
    rules = tuple(rule for rule in all_rules() if rule.code == "K199")
    sentences = ["组织实施质量强市战略。", "负责特种设备安全监察。", "拟订食品安全标准并监督执行。"]
    groups = "".join(f"  - {{name: {duty}, items: [{{name: 名单}}]}}\n" for duty in (*sentences, "抽检信息公开"))
    head = "id: x\ntitle: t\nprofile: %s\nitems:\n"
    assert codes(head % "basic-8" + groups, rules) == [("K199", "抽检信息公开")]
    assert codes(head % "guangdong" + groups, rules) == []
    few = "".join(f"  - {{name: {duty}, items: [{{name: 名单}}]}}\n" for duty in ("机构职能", "人事信息", *sentences))
    assert codes(head % "basic-8" + few, rules) == []


def test_a_name_may_say_what_the_duty_is_about() -> None:
    assert duties(("组织编制财政预算。发布抽检结果。", "抽检结果", "产品、批次、结论")) == []
    assert duties(("财政预决算", "财政预决算", "收支总表"), profile="standard-14") == []


def test_an_entry_of_a_list_is_written_once() -> None:
    text = catalog([("预算", "收支总表")]) + "        channels: [政府网站, 政府公报, 政府网站]\n"
    assert codes(text) == [("K189", "政府网站")]


@pytest.mark.parametrize(
    "odd", ["", "𠀀", "的", "、", "。", "等", "1.", "一、", "（", "“", "   ", "…", "对于", "及" * 200]
)
def test_no_rule_stumbles_over_odd_texts(odd: str) -> None:
    codes(catalog([(odd or "x", odd), (odd or "x", odd * 2)], odd or "x"))
    codes(catalog([(odd or "x", odd)], odd or "x", "standard-14"))


def branches(*rows: str) -> list[str]:
    """The codes of what is wrong with one item under each of two branches."""
    below = "".join(
        f"      - {{name: {n}, items: [{row}]}}\n" for n, row in zip(("低保", "特困人员供养"), rows, strict=True)
    )
    rules = tuple(rule for rule in all_rules() if rule.code in {"K102", "K104"})
    return [
        code
        for code, _ in codes(
            f"id: x\ntitle: t\nprofile: standard-15\nitems:\n  - name: 救助\n    items:\n{below}", rules
        )
    ]


def test_a_name_that_fits_anything_may_stand_in_two_branches() -> None:
    for name in ("办事指南", "政策法规文件", "审核信息", "审批信息", "监督检查结果"):
        assert branches(f"{{name: {name}, content: 甲}}", f"{{name: {name}, content: 甲}}") == []
    assert branches("{name: 抽检安排, content: 甲}", "{name: 抽检安排, content: 乙}") == []
    assert branches("{name: 抽检安排, content: 甲}", "{name: 抽检安排, content: 甲}") == ["K104"]
    assert branches("{name: 食品安全科普宣传}", "{name: 食品安全科普宣传}") == ["K104"]
    of_a_field = "{name: 法规, items: [{name: 部门和地方规章制定}]}"
    both = of_a_field.join(("  - {name: 安全生产, items: [", "]}\n"))
    fields = f"id: x\ntitle: t\nprofile: standard-15\nitems:\n{both}{both.replace('安全生产', '救灾')}"
    assert codes(fields, tuple(rule for rule in all_rules() if rule.code == "K104")) == []


def test_what_is_done_to_a_thing_does_not_overlap_it() -> None:
    assert branches("{name: 特困人员供养解读}", "{name: 甲}") == []
    assert branches("{name: 特困人员供养标准}", "{name: 甲}") == ["K102"]


@pytest.mark.parametrize(
    ("name", "content"), [("财政预算", "本年度财政预算"), ("“三公”经费", "本单位上一年度“三公”经费")]
)
def test_the_year_adds_nothing_to_a_name(name: str, content: str) -> None:
    assert ("K187", content) in codes(catalog([(name, content)]))
    assert ("K187", "本年度收支总表") not in codes(catalog([(name, "本年度收支总表")]))


def test_a_deep_item_may_repeat_its_parent_only_where_it_is_alone() -> None:
    rules = tuple(rule for rule in all_rules() if rule.code == "K101")
    text = "id: x\ntitle: t\nprofile: luozhuang-6\nitems: [{name: 救助, items: [{name: 低保, items: [{name: 审批, items: [%s]}]}]}]\n"
    assert codes(text % "{name: 审批信息}, {name: 名单}", rules) == [("K101", "审批信息")]
    assert codes(text % "{name: 审批信息}", rules) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("政务要闻、通知公告、工作动态", True),
        ("政务要闻、通知公告等信息", True),
        ("政务要闻、通知公告等事项的名称、依据", False),
    ],
)
def test_a_kind_is_no_element(content: str, told: bool) -> None:
    rows = catalog([("政务动态", content), ("通知公告", "会议和检查的通知")])
    assert ("K190" in [code for code, _ in codes(rows)]) == told


def test_as_above_is_told_in_every_column_once_where_it_is_a_habit() -> None:
    (rule,) = (rule for rule in all_rules() if rule.code == "K193")
    text = catalog([(f"事项{n}", "职责") for n in range(5)])
    habit = text.replace('"职责"', '"职责"\n        basis: 同上')
    assert codes(habit, (rule,)) == [("K193", "同上")]
    assert codes(habit.replace("basis: 同上", "channels: [政府网站, 同上]", 2), (rule,)) == [("K193", "同上")] * 5
    assert codes(habit.replace("同上", "《预算法》"), (rule,)) == []


def test_a_form_without_contents_has_its_elements_in_the_names() -> None:
    name = "学校机构设置、专业设置情况、办学规模情况"
    rule = tuple(rule for rule in all_rules() if rule.code == "K185")
    assert codes(catalog([(name, "")]), rule) == [("K185", name)]
    home = Home(None)
    form = home.profiles["basic-8"]
    columns = [column.model_dump() for column in form.columns if column.shows != "content"]
    bare = type(form).model_validate({**form.model_dump(), "columns": columns})
    loaded = load(read(catalog([(name, "")]).encode(), "x.yaml"), {**home.profiles, "basic-8": bare})
    assert list(check([loaded], rule)) == []


@pytest.mark.parametrize(("rows", "told"), [(3, 3), (4, 1)])
def test_a_habit_of_beginning_with_a_verb_is_told_once(rows: int, told: int) -> None:
    (rule,) = (rule for rule in all_rules() if rule.code == "K192")
    text = catalog([(f"事项{n}", f"公布第{n}季度抽检计划") for n in range(rows)] + [("甲", "发布年度抽检计划")])
    assert [content[:2] for _, content in codes(text, (rule,))] == ["公布"] * told + ["发布"]


def test_a_vague_content_with_a_verb_is_told_as_vague_alone() -> None:
    assert [code for code, _ in codes(catalog([("通知", "公开其他相关的文件")]))] == ["K183"]


def test_a_column_blank_from_top_to_bottom_is_told_once() -> None:
    (rule,) = (rule for rule in all_rules() if rule.code == "K105")
    rows = [(f"事项{n}", "职责") for n in range(4)]
    filled = catalog(rows).replace(
        '"职责"', '"职责"\n        office: 办公室\n        time_limit: 及时\n        channels: [甲]'
    )
    loaded = load(read(filled.encode(), "x.yaml"), Home(None).profiles)
    assert [d.message[:13] for d in check([loaded], (rule,))] == ["“公开栏目”整列4格都空着"]
    one = filled.replace("channels: [甲]", "channels: [甲]\n        sections: [甲-乙]", 1)
    assert len(codes(one, (rule,))) == 3


def test_the_agency_that_publishes_is_no_promise() -> None:
    assert codes(catalog([("领导简介", "姓名、职务")], duty="发布机关基本信息")) == []


def test_a_name_that_says_all_may_be_said_again() -> None:
    for name in ("规范性文件", "通知公告", "消费提示", "权责清单"):
        assert ("K187", f"本局{name}") not in codes(catalog([(name, f"本局{name}")]))


def test_a_long_cell_is_named_by_its_head() -> None:
    thing = "特种设备安全监察的各种结果以及有关的各种情况汇总"
    for content, code in ((f"公布{thing}{thing}", "K188"), (f"对{thing}{thing}进行公示", "K191")):
        text = catalog([("监察", content)], f"{content}。")
        loaded = load(read(text.encode(), "x.yaml"), Home(None).profiles)
        told = [d.message for d in check([loaded], RULES) if d.code == code]
        assert told and f"“{content[:24]}…”" in told[0]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("行政执法", "执法主体、救济方式，执法主体、执法依据、救济方式", "“执法主体、救济方式”各写了两遍"),
        ("较大食品安全事件", "重大食品安全事件处置", "公开内容写“重大食品安全”，名称写“较大食品安全”；请核对级别"),
        ("意见征集", "完成意见征集任务", "如征集公告、结果及采纳情况"),
        ("国家政策", "涉及本单位业务的全国性法律法规政策", "“全国性法律法规政策”"),
    ],
)
def test_a_message_says_what_is_there(name: str, content: str, expected: str) -> None:
    loaded = load(read(catalog([(name, content)]).encode(), "x.yaml"), Home(None).profiles)
    assert any(expected in d.message for d in check([loaded], RULES))
