"""Rules on channels, sections and responsibility: what they find, what looks wrong and is right, what a fix makes of it."""

import pytest

from gkml.catalog.load import load
from gkml.catalog.names import Channel, Registers
from gkml.diagnostics import Diagnostic
from gkml.lint.check import all_rules, check, chosen, fixes
from gkml.phrases.office import offices
from gkml.project.workspace import Home
from gkml.yamltext.fix import fixed
from gkml.yamltext.source import read

OURS = [
    *("several-channels-in-entry", "mixed-path-separators", "section-too-shallow", "channels-without-sections"),
    *("option-lists-differ", "ticked-without-text", "generic-body", "channel-not-public", "not-a-channel"),
    *("promised-channel-missing", "section-of-another-system", "section-unfit", "office-not-named"),
    *("offices-without-lead", "office-of-another-body"),
]


def look(text: str, *names: str, registers: Registers | None = None) -> list[Diagnostic]:
    """What these rules (or all of this family) find in a catalog without its head."""
    loaded = load(read(f"id: x\ntitle: t\n{text}".encode(), "x.yaml"), Home(None).profiles)
    assert loaded.entry is not None, loaded.diagnostics
    return list(check([loaded], chosen(names or OURS, []), registers=registers))


def rows(*fields: str, name: str = "职责", profile: str = "basic-8", head: str = "") -> str:
    """A catalog with a row for each text of fields, as they stand in braces."""
    items = "".join(f"      - {{name: 事项{n}, {text}}}\n" for n, text in enumerate(fields))
    return f"profile: {profile}\n{head}items:\n  - name: {name}\n    items:\n{items}"


def mended(text: str, name: str) -> str:
    """The catalog after the safe fixes of a rule, which finds nothing in it any more."""
    source = read(f"id: x\ntitle: t\n{text}".encode(), "x.yaml")
    new, applied = fixed(source, fixes(look(text, name), unsafe=False))
    assert applied
    body = new.removeprefix("id: x\ntitle: t\n")
    assert not look(body, name)
    return body


def test_the_family_is_whole() -> None:
    assert set(OURS) <= {rule.name for rule in all_rules()}


@pytest.mark.parametrize(
    "channel",
    [
        *("“双随机、一公开”监管平台", "双随机、一公开监管平台", "社区/企事业单位/村公示栏（电子屏）", "发布会/听证会"),
        *(
            "人力资源和社会保障局网站",
            "住房和城乡建设局网站",
            "国家发展和改革委员会网站",
            "市、县政府门户网站",
            "入户/现场",
        ),
        *(
            "广播/电视",
            "政务公开栏（电子屏、触摸屏）",
            "《中国市场监管报》、",
            "广西行政执法与刑事司法衔接信息共享平台",
            "𠀀",
            "、",
        ),
    ],
)
def test_one_channel_is_left_whole(channel: str) -> None:
    assert look(rows(f'channels: ["{channel}"]'), "several-channels-in-entry") == []


@pytest.mark.parametrize(
    ("channel", "names"),
    [
        ("市政府网站/市商务局网站", "市政府网站, 市商务局网站"),
        ("政府网站、微信公众号和政务公开栏", "政府网站, 微信公众号, 政务公开栏"),
        ("住房和城乡建设局网站；“住建发布”微信公众号", "住房和城乡建设局网站, “住建发布”微信公众号"),
        ("政府网站，“双随机、一公开”监管平台", "政府网站, “双随机、一公开”监管平台"),
        ("1.政府网站 2.两微一端", "政府网站, 两微一端"),
    ],
)
def test_joined_channels_are_parted(channel: str, names: str) -> None:
    before = rows(f'channels: ["{channel}", 公示栏]')
    assert f"channels: [{names}, 公示栏]" in mended(before, "several-channels-in-entry")


def test_joined_options_are_left_to_the_rule_on_options() -> None:
    joined = rows("channels: 政府网站、两微一端", profile="standard-14")
    assert look(joined, "several-channels-in-entry") == []
    assert len(look(joined, "option-misspelt")) == 1
    assert len(look(rows("channels: 政府网站、县教育公众号", profile="standard-14"), "several-channels-in-entry")) == 1


@pytest.mark.parametrize(
    ("channel", "option"),
    [
        ("政府服务中心", "政务服务中心"),
        ("纸质载体", "纸质媒体"),
        ("公开查询点", "公开查阅点"),
        ("发布会听证会", "发布会/听证会"),
    ],
)
def test_an_option_with_one_wrong_character_is_told(channel: str, option: str) -> None:
    (found,) = look(rows(f"channels: [政府网站, {channel}]", profile="standard-14"), "option-misspelt")
    assert f"与选项“{option}”只差" in found.message


@pytest.mark.parametrize(("count", "told"), [(3, 3), (4, 1)])
def test_a_misspelt_option_all_the_way_down_is_told_once(count: int, told: int) -> None:
    found = look(rows(*["channels: [政府网站, 其他（线下）]"] * count, profile="standard-14"), "option-misspelt")
    assert ["共4格" in each.message for each in found] == [count == 4] * told


def test_two_names_of_one_place_are_one_channel() -> None:
    assert look(rows("channels: [公开查阅点/政务公开专区]"), "several-channels-in-entry") == []
    assert len(look(rows("channels: [公开查阅点、政务公开专区]"), "several-channels-in-entry")) == 1


@pytest.mark.parametrize("channel", ["行政服务中心", "税务服务中心", "新闻发布会", "办税服务厅", "政务新媒体"])
def test_a_channel_of_its_own_is_no_misspelt_option(channel: str) -> None:
    assert look(rows(f"channels: [政府网站, {channel}]", profile="standard-14"), "option-misspelt") == []


@pytest.mark.parametrize("channel", ["微信平台等", "报刊、电视或其他便于公众知晓的方式", "其他渠道"])
@pytest.mark.parametrize(("count", "told"), [(3, 3), (4, 1)])
def test_a_channel_that_is_left_open_is_told_once_where_it_is_a_habit(channel: str, count: int, told: int) -> None:
    assert len(look(rows(*[f'channels: [政府网站, "{channel}"]'] * count), "not-a-channel")) == told


def test_other_is_an_option() -> None:
    assert look(rows("channels: [政府网站, 其他]", profile="standard-14"), "not-a-channel") == []
    assert look(rows("channels: [政府网站, 其他：村民微信群]"), "not-a-channel") == []


def test_a_known_channel_may_have_any_name() -> None:
    known = Registers(channels=(Channel(name="甲网站和乙网站"), Channel(name="丙内网", public=True)))
    assert look(rows("channels: [甲网站和乙网站, 丙内网]"), registers=known) == []
    hidden = Registers(channels=(Channel(name="便民系统", public=False),))
    assert len(look(rows("channels: 便民系统"), "channel-not-public", registers=hidden)) == 1


def test_the_majority_of_separators_is_what_others_are_changed_to() -> None:
    paths = [
        "政务公开 > 机构概况",
        "政务公开 > 通知",
        "政务公开-“双随机-一公开”-结果",
        "2020-2025年规划",
        "政策法规/解读",
    ]
    before = rows(*(f'sections: ["{path}"]' for path in paths))
    after = mended(before, "mixed-path-separators")
    assert "政务公开 > “双随机-一公开” > 结果" in after
    assert "2020-2025年规划" in after and "政策法规/解读" in after


def test_one_separator_throughout_is_right_whichever_it_is() -> None:
    for separator in "-", " > ", "／", "——":
        text = rows(*(f'sections: ["政务公开{separator}{step}"]' for step in ("概况", "通知", "规划")))
        assert look(text, "mixed-path-separators") == []


@pytest.mark.parametrize("section", ["政务公开", "政府信息公开-法定主动公开内容", "网站首页-政务公开", "政务公开专栏"])
def test_a_section_that_is_all_root_is_too_shallow(section: str) -> None:
    assert len(look(rows(f"channels: 局网站, sections: {section}"), "section-too-shallow")) == 1


def test_a_section_without_steps_above_is_out_of_line_only_among_paths_and_on_a_site() -> None:
    paths = [f"channels: 局网站, sections: 政务公开-{step}" for step in ("概况", "通知", "规划", "数据发布")]
    alone = look(rows(*paths, "channels: 局网站, sections: 数据发布"), "section-too-shallow")
    assert ["政务公开-数据发布" in found.message for found in alone] == [True]
    assert "别的行都写了" in alone[0].message
    two = look(rows(*paths, *(f"channels: 局网站, sections: {s}" for s in ("数据发布", "人事"))), "section-too-shallow")
    assert ["别的行多数写了" in found.message for found in two] == [True, True]
    assert look(rows(*paths, "channels: 信用柳州, sections: 信息公示"), "section-too-shallow") == []
    top = look(
        rows(*paths, *(f"channels: 局网站, sections: {s}" for s in ("健康科普", "健康科普-义诊"))),
        "section-too-shallow",
    )
    assert top == [], "other sections begin with it"
    assert (
        look(
            rows(*(f"channels: 局网站, sections: {s}" for s in ["概况", "通知", "规划", "数据", "政策", "法规"])),
            "section-too-shallow",
        )
        == []
    )


def test_accounts_and_notice_boards_need_no_section() -> None:
    right = rows(
        "channels: [局网站, “商务”微信公众号, 公示栏], sections: 政务公开-通知",
        "channels: [局网站], sections: [政务公开-通知, 政务公开-政策]",
    )
    assert look(right, "channels-without-sections") == []
    wrong = rows(
        "channels: [局网站, 省政务一体化平台], sections: 政务公开-通知",
        "channels: 局网站, sections: [政务公开-通知, 新闻-通知]",
    )
    assert len(look(wrong, "channels-without-sections")) == 2


def test_each_other_list_of_options_is_told_once() -> None:
    text = rows(
        *(f"channels: 政府网站, options: {o}" for o in ("便民服务热线", "便民服务站", "便民服务热线")),
        profile="jincheng-food-drug",
    )
    (found,) = look(text, "option-lists-differ")
    assert "有2行" in found.message
    assert look(rows("channels: 政府网站", "channels: 其他网站", profile="standard-14"), "option-lists-differ") == []


def test_what_is_named_may_stand_beside_its_tick() -> None:
    named = rows("channels: [政府网站], audience: [特定群体, 在校学生]", "audience: 老年人", profile="standard-14")
    assert look(named, "ticked-without-text") == []
    bare = rows("audience: [全社会, 特定群体]", "channels: [政府网站, '其他：']", profile="standard-14")
    assert len(look(bare, "ticked-without-text")) == 2


@pytest.mark.parametrize("body", ["县市场监督管理局", "柳州市教育部门", "县教育部门", "乡镇人民政府", "城关镇人民政府"])
def test_a_body_of_a_place_is_not_generic(body: str) -> None:
    assert look(rows(f"body: {body}", profile="standard-14", head="agency: 某县教育局\n"), "generic-body") == []


@pytest.mark.parametrize(
    "body", ["市场监督管理部门", "城市管理部门", "县级以上人民政府教育行政部门", "各级人民政府", "有关部门"]
)
def test_a_generic_body_is_told_where_an_agency_lists_its_own(body: str) -> None:
    text = rows(f"body: {body}", profile="standard-14")
    (without_agency,) = look(text, "generic-body")
    assert without_agency.message.endswith(("请写机关的名称", "请写出是哪几个机关"))
    assert len(look("agency: 某县教育局\n" + text, "generic-body")) == 1
    assert look("agency: 某市教育局\nsource: {document: 教育领域标准指引}\n" + text, "generic-body") == []


def test_a_generic_body_all_the_way_down_is_told_once() -> None:
    text = rows(*["body: 教育部门"] * 4, "body: 公安部门", profile="standard-14", head="agency: 某县教育局\n")
    found = look(text, "generic-body")
    assert [each.text for each in found] == ["教育部门", "公安部门"]
    assert "等4格" in found[0].message and "等" not in found[1].message
    (others,) = look(rows("body: 各有关部门", profile="standard-14", head="agency: 某县教育局\n"), "generic-body")
    assert others.message.endswith("请写出是哪几个机关")


@pytest.mark.parametrize(
    "channel", ["国内网站", "新闻客户端", "信用中国", "广西数字政务一体化平台", "食品安全抽检公布结果查询系统"]
)
def test_what_the_public_sees_is_a_channel(channel: str) -> None:
    assert look(rows(f"channels: {channel}"), "channel-not-public", "not-a-channel") == []


@pytest.mark.parametrize(
    "channel", ["市协同办公系统", "局内网", "两法衔接平台", "食品安全抽样检验信息系统", "市电子政务外网认证客户端"]
)
def test_what_the_public_does_not_see_is_no_channel_for_it(channel: str) -> None:
    assert len(look(rows(f"channels: {channel}"), "channel-not-public")) == 1


@pytest.mark.parametrize(
    "channel", ["办公室", "市商务局", "依申请公开", "长期", "20个工作日内", "社会公众", "新闻报道", "政务公开-通知"]
)
def test_what_is_no_channel_is_told(channel: str) -> None:
    assert len(look(rows(f"channels: {channel}"), "not-a-channel")) == 1


@pytest.mark.parametrize(
    "channel", ["办税服务厅", "政务服务大厅", "村委会公示栏", "邮局", "公开查阅点", "12345", "入户", "x", "/"]
)
def test_a_place_is_a_channel(channel: str) -> None:
    assert look(rows(f"channels: {channel}"), "not-a-channel") == []


def test_a_way_of_disclosure_is_right_where_the_column_asks_for_it() -> None:
    assert look(rows("channels: 主动公开", profile="mentougou-7"), "not-a-channel") == []


@pytest.mark.parametrize(
    ("duty", "channels", "missing"),
    [
        ("将结果通过公示系统、专业抽查系统和部门网站等渠道进行公示", "国家企业信用信息公示系统", "部门网站"),
        (
            "通过国家企业信用信息公示系统或全国信用信息共享平台公示",
            "局网站",
            "国家企业信用信息公示系统或全国信用信息共享平台",
        ),
        ("通过国家企业信用信息公示系统或全国信用信息共享平台公示", "国家企业信用信息公示系统", ""),
        ("通过企业信用信息公示系统向社会公示", "国家企业信用信息公示系统", ""),
        ("通过局门户网站公布", "市商务局网站", ""),
        ("指导网站公开工作，通过调查发布通报", "公示栏", ""),
    ],
)
def test_a_channel_that_the_duty_promises_has_to_be_there(duty: str, channels: str, missing: str) -> None:
    found = look(rows(f"channels: {channels}", name=duty), "promised-channel-missing")
    assert [f"通过{missing}公开" in each.message for each in found] == ([True] if missing else [])


@pytest.mark.parametrize(
    ("channel", "section", "expected"),
    [
        ("广西“双随机、一公开”监管平台", "国家企业信用信息公示系统 - 结果", 1),
        ("国家企业信用信息公示系统", "国家企业信用信息公示系统-结果", 0),
        ("市局网站", "服务平台-办事指南", 0),
        ("市局网站", "市民互动平台-咨询", 0),
        ("市政府网站", "市局网站：新闻-动态", 0),
        ("“信用中国”网站", "信用中国-双公示", 0),
    ],
)
def test_a_section_has_to_be_in_its_channel(channel: str, section: str, expected: int) -> None:
    assert len(look(rows(f"channels: {channel}, sections: '{section}'"), "section-of-another-system")) == expected


@pytest.mark.parametrize(
    ("content", "sections", "expected"),
    [
        ("行政处罚信息", "[政务公开-社会公益事业建设]", 1),
        ("行政处罚信息", "[政务公开-社会公益事业建设-行政处罚]", 0),
        ("行政处罚的依据、条件、程序", "[政务公开-政策法规]", 0),
        ("领导简介", "[政务公开-机构概况]", 0),
        ("政策解读材料", "[政务公开-政策法规, 政务公开-政策解读]", 0),
        ("政策解读材料", "[政务公开-政策法规]", 1),
    ],
)
def test_only_what_is_plainly_unfit_is_told(content: str, sections: str, expected: int) -> None:
    assert len(look(rows(f"content: {content}, sections: {sections}"), "section-unfit")) == expected


OFFICES = [
    *(
        "办公室",
        "文化和旅游股",
        "教育、科技和文化股",
        "规划与财务科",
        "事业单位管理科",
        "部门预算科",
        "机关党委",
        "保险业务科",
    ),
    *(
        "办公室（政务公开科）",
        "政策法规科（牵头）、办公室",
        "宣传科牵头，食品科、药品科配合",
        "投诉举报指挥处置中心",
        "x",
        "/",
    ),
    *(
        "柳州市市场监督管理局办公室",
        "县卫生健康局基层卫生股",
        "纪检监察组",
        "市容环卫处",
        "执法大队",
        "“双随机、一公开”科",
    ),
]


@pytest.mark.parametrize("office", OFFICES)
def test_an_office_by_its_name_is_right(office: str) -> None:
    head = "agency: 柳州市市场监督管理局\n"
    assert (
        look(rows(f"office: {office}", head=head), "office-not-named", "offices-without-lead", "office-of-another-body")
        == []
    )


@pytest.mark.parametrize(
    "office",
    [
        "各科室",
        "局属各单位",
        "有关部门",
        "相关科室",
        "政策起草科室负责",
        "业务科",
        "机关各处室",
        "各科室（单位）",
        "各有关科室(站、所)",
        "政策制定部门",
    ],
)
def test_an_office_that_is_nobody_in_particular_is_told(office: str) -> None:
    found = look(rows(f"office: {office}"), "office-not-named", "offices-without-lead")
    assert [each.name for each in found] == ["office-not-named"]


def test_one_vague_wording_of_many_rows_is_told_once_and_what_can_be_mended_in_each() -> None:
    (found,) = look(rows(*["office: 各科室按业务分工负责"] * 5), "office-not-named")
    assert "等5格没有写明" in found.message
    assert len(look(rows(*["office: 办公室负责"] * 5), "office-not-named")) == 5


def test_a_form_without_offices_has_them_under_the_body() -> None:
    bodies = [f"body: {body}" for body in ("相关科室", "综合和规划工作线", "县财政局", "会计科、监管科", "有关部门")]
    text = rows(*bodies, profile="luozhuang-6", head="agency: 县财政局\n")
    assert [found.text for found in look(text, "office-not-named")] == ["相关科室"]
    assert [found.text for found in look(text, "offices-without-lead")] == ["会计科、监管科"]
    assert look(rows(*bodies, profile="guangdong"), "office-not-named") == [], "there 责任单位 has a column of its own"


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("办公室负责", "办公室"),
        ("法规科。", "法规科"),
        ("由人事科负责", "人事科"),
        ("甲科牵头，乙科配合。", "甲科牵头，乙科配合"),
    ],
)
def test_a_sentence_is_cut_down_to_the_name(office: str, name: str) -> None:
    assert f"office: {name}}}" in mended(rows(f"office: {office}"), "office-not-named")


def test_a_sentence_without_a_name_has_no_fix() -> None:
    for office in "各科室按业务分工负责", "按职责分工负责", "谁制作谁公开":
        (found,) = look(rows(f"office: {office}"), "office-not-named")
        assert found.fix is None


@pytest.mark.parametrize(
    "office", ["法规科、局办公室", "综合科和法规科", "统计科 法规科", "市场信用科及“双随机、一公开”办公室"]
)
def test_several_offices_need_one_that_leads(office: str) -> None:
    (found,) = look(rows(f"office: {office}"), "offices-without-lead")
    assert "有2个" in found.message


def test_bodies_publish_their_own_and_need_no_lead_unless_they_are_offices() -> None:
    head = "agency: 某县民政局\n"
    bodies = (
        "县民政局、乡镇人民政府",
        "县民政局、县财政局",
        "县教育局、各中小学校",
        "县司法局、县公证处",
        "救助科、办公室",
    )
    found = look(rows(*(f"body: {body}" for body in bodies), profile="standard-14", head=head), "offices-without-lead")
    assert [each.text for each in found] == ["救助科、办公室"]


def test_a_habit_of_naming_several_offices_is_told_once() -> None:
    four = rows(*(f"office: {office}" for office in ("甲科、乙科", "甲科、丙科", "丁科、乙科", "乙科、丁科")))
    (found,) = look(four, "offices-without-lead")
    assert found.message.startswith("责任科室“甲科、乙科”等4格各写了几个")


@pytest.mark.parametrize(
    "office", ["柳州市市场监督管理局", "本局", "市财政局", "各县区局、分局", "打击传销领导小组办公室", "县人民政府"]
)
def test_another_body_is_no_office_of_the_agency(office: str) -> None:
    text = rows(f"office: {office}", head="agency: 柳州市市场监督管理局\n")
    assert len(look(text, "office-of-another-body")) == 1
    assert look(text.replace("basic-8", "guangdong"), "office-of-another-body") == [], "the column asks for 责任单位"


def test_a_value_under_defaults_is_told_once() -> None:
    text = rows(
        "content: 甲", "content: 乙", head="defaults: {office: 各科室, channels: 市局内网, sections: 政务公开}\n"
    )
    assert sorted(found.name for found in look(text)) == [
        "channel-not-public",
        "office-not-named",
        "section-too-shallow",
    ]


def test_awkward_texts_are_borne() -> None:
    for text in [
        "",
        " ",
        "𠀀",
        "、",
        "-",
        "->",
        "“",
        "）（",
        "及",
        "。",
        "负责",
        "由",
        "/",
        "1.",
        "其他",
        "\\n",
        "\\u00a0",
        "各",
        "通过公示",
        "https://x.cn/a-b",
    ]:
        fields = ", ".join(f'{field}: ["{text}"]' for field in ("channels", "sections", "audience"))
        for profile in "basic-8", "standard-15", "guangdong":
            look(
                rows(
                    f'office: "{text}", body: "{text}", content: "{text}", {fields}', name="通过，公示", profile=profile
                )
            )


def test_what_does_not_end_like_an_office_is_part_of_the_next() -> None:
    names = [office.name for office in offices("法规科及产生行政许可、行政处罚信息相关科室")]
    assert names == ["法规科", "产生行政许可、行政处罚信息相关科室"]
    assert [office.name for office in offices("法规科、办公室")] == ["法规科", "办公室"]


@pytest.mark.parametrize(
    ("body", "which"),
    [
        ("区县交通主管部门", ""),
        ("市级生态环境部门", ""),
        ("公安机关", ""),
        ("各级税务机关", ""),
        ("区卫生健康行政部门", ""),
        ("县（市、区）人民政府", ""),
        ("城市管理行政执法部门或相关行政主管部门", "城市管理行政执法部门、相关行政主管部门"),
        ("县级农业农村部门、各乡镇人民政府", "县级农业农村部门"),
        ("县级人民政府民政部门、乡镇人民政府（街道办事处）", "县级人民政府民政部门、乡镇人民政府"),
        ("应急管理部门、县消防救援大队", "应急管理部门"),
        ("农业农村部门和乡村振兴部门", "农业农村部门、乡村振兴部门"),
    ],
)
def test_a_kind_of_body_is_generic(body: str, which: str) -> None:
    (finding,) = look(rows(f"body: {body}", profile="standard-14", head="agency: 某县教育局\n"), "generic-body")
    assert finding.message.startswith(f"公开主体“{body}”{f'里的“{which}”' if which else ''}是通称")


@pytest.mark.parametrize(
    "body",
    [
        "各乡镇人民政府",
        "县人民政府",
        "县教育局、各学校",
        "本机关",
        "某县公安局交通警察大队",
        "街道办事处",
        "医疗机构",
        "乡村振兴局",
    ],
)
def test_a_body_or_all_of_them_is_not_generic(body: str) -> None:
    assert look(rows(f"body: {body}", profile="standard-14", head="agency: 某县教育局\n"), "generic-body") == []


@pytest.mark.parametrize(
    ("bodies", "faults"),
    [
        (["乡镇人民政府"] * 2, 2),
        (["各镇人民政府（农业农村办公室）"], 1),
        (["街道办事处", "镇人民政府"], 2),
        (["乡（镇）人民政府、乡镇便民服务中心"], 1),
        (["县民政局", "乡镇人民政府"], 0),
        (["县民政局、各乡（镇）人民政府（街道办事处）"], 0),
        (["富兴街道办事处", "荷花镇人民政府"], 0),
        (["市、区两级人民政府民政部门、街镇人民政府", "某市民政局"], 1),
    ],
)
def test_towns_alone_are_generic_where_no_agency_is_written(bodies: list[str], faults: int) -> None:
    text = rows(*(f"body: {body}" for body in bodies), profile="standard-14")
    assert len(look(text, "generic-body")) == faults


def test_a_generic_body_is_quoted_as_it_is_written() -> None:
    (finding,) = look(rows("body: 县（区、市）人民政府及房屋征收部门", profile="standard-14"), "generic-body")
    assert "里的“县（区、市）人民政府、房屋征收部门”是通称" in finding.message


def test_a_town_writes_its_own_name() -> None:
    text = rows("body: 乡镇人民政府", profile="standard-14", head="agency: 某县城关镇人民政府\n")
    assert [d.message.partition("；")[2] for d in look(text, "generic-body")] == [
        "请写机关的名称，如“某县城关镇人民政府”"
    ]


@pytest.mark.parametrize("channel", ["现场", "会议", "各类会议", "上墙", "网上", "口头", "其他", "其它"])
def test_a_word_that_says_no_place_is_no_channel(channel: str) -> None:
    (finding,) = look(rows(f"channels: {channel}"), "not-a-channel")
    assert "没有写是哪一个" in finding.message


@pytest.mark.parametrize(
    "channel", ["入户/现场", "办事大厅", "政务服务中心", "其他：村广播", "新闻发布会", "居民会议公示栏"]
)
def test_a_place_or_an_option_is_a_channel(channel: str) -> None:
    assert look(rows(f"channels: {channel}"), "not-a-channel") == []


def test_a_centre_of_government_is_one_of_services() -> None:
    (finding,) = look(rows("channels: 政府服务中心"), "not-a-channel")
    assert finding.fix is not None
    assert finding.fix.value == "政务服务中心"
