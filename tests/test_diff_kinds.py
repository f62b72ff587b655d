"""Kinds of changes that were once judged wrongly, each with variants: what the public lost, gained, or does not notice."""

import copy

import pytest

from gkml.catalog.model import Catalog
from gkml.catalog.profile import Profile
from gkml.diff.changes import Change, Value
from gkml.diff.compare import compare
from gkml.diff.judging import judge
from gkml.diff.naming import ordered
from gkml.diff.upstream import against_guide, tasks
from gkml.layout import changes
from tests.test_diff import OFFICE, PROFILES, Data, edited, find, told

DISPLAY = "信息形成之日起20个工作日内公开"

LIMITS = [
    ("公示期不少于30日", "公示期不少于7日", "weakened", "公示时间缩短"),
    ("公示期不少于30日", "公示7个工作日", "weakened", "公示时间缩短"),
    ("公示5个工作日", "公示10个工作日", "strengthened", "公示时间延长"),
    ("公示期7日", "公示七日", "editorial", ""),
    ("公示7天", "公示1个月", "strengthened", "公示时间延长"),
    (f"{DISPLAY}，公示期7日", f"{DISPLAY}，公示期5日", "weakened", "公示时间缩短"),
    (f"{DISPLAY}，公示期7日", DISPLAY, "weakened", "不再写明公示时间"),
    (DISPLAY, f"{DISPLAY}，公示期7日", "strengthened", "写明了公示时间"),
    (f"{DISPLAY}，公示期7日", "公示期7日", "weakened", "不再写明多久以内公开"),
    ("公示期7日", f"{DISPLAY}，公示期7日", "strengthened", "写明了多久以内公开"),
    (f"{DISPLAY}，公示期7日", "信息形成之日起7个工作日内公开，公示期5日", "weakened", "时限缩短；公示时间缩短"),
    ("长期公开", "公开1年", "weakened", "公开的时间缩短"),
    ("公开1年", "长期公开", "strengthened", "公开的时间延长"),
    ("公开满5年", "公开满2年", "weakened", "公开的时间缩短"),
    ("永久公开", "长期公开", "editorial", ""),
    ("长期公开", "限时公开", "weakened", "公开的时间缩短"),
    ("限时公开", "有效期内公开", "substantive", "公开的时间的长短算不出来，请人工判断"),
    (f"{DISPLAY}；长期公开", DISPLAY, "weakened", "不再写明公开的时间"),
    (
        f"{DISPLAY}；行政处罚决定作出之日起7个工作日内",
        DISPLAY,
        "weakened",
        "少了期限：行政处罚决定作出之日起7个工作日内",
    ),
    (f"{DISPLAY}；行政处罚决定作出之日起7个工作日内", "行政处罚决定作出之日起7个工作日内", "weakened", "少了期限"),
    (DISPLAY, f"{DISPLAY}，可延长20个工作日", "weakened", "增加了可以延长的时间"),
    (f"{DISPLAY}，可延长20个工作日", DISPLAY, "strengthened", "不再可以延长"),
    (f"{DISPLAY}，可延长10个工作日", f"{DISPLAY}，可延长20个工作日", "weakened", "可以延长的时间变长"),
]


@pytest.mark.parametrize(("before", "after", "verdict", "why"), LIMITS)
def test_every_promise_of_a_limit_is_compared(before: str, after: str, verdict: str, why: str) -> None:
    judged = judge("time_limit", before, after)
    assert judged[0] == verdict
    assert "；".join(judged[1]).startswith(why)
    assert why or not judged[1]


BASES: list[tuple[Value, Value, str]] = [
    (("《预算法》、《政府信息公开条例》",), ("《预算法》", "《政府信息公开条例》"), "editorial"),
    (("《预算法》第十四条；《政府信息公开条例》",), ("《政府信息公开条例》", "《预算法》第十四条"), "editorial"),
    (("《预算法》《政府信息公开条例》",), ("《预算法》\n《中华人民共和国政府信息公开条例》",), "editorial"),
    (("《预算法》、《政府信息公开条例》",), ("《预算法》",), "substantive"),
    (("《预算法》第十四条、《政府信息公开条例》",), ("《预算法》", "《政府信息公开条例》第十四条"), "substantive"),
]


@pytest.mark.parametrize(("before", "after", "verdict"), BASES)
def test_laws_in_one_entry_are_laws_in_several(before: Value, after: Value, verdict: str) -> None:
    assert judge("basis", before, after)[0] == verdict


@pytest.mark.parametrize(
    ("field", "before", "after", "verdict"),
    [
        ("mode", (), ("主动公开",), "editorial"),
        ("mode", (), ("主动",), "editorial"),
        ("mode", ("主动公开",), (), "editorial"),
        ("mode", (), ("依申请公开",), "substantive"),
        ("mode", ("依申请公开",), ("主动公开",), "strengthened"),
        ("audience", (), ("全社会",), "editorial"),
        ("audience", (), ("面向社会公众",), "editorial"),
        ("audience", (), ("申请人",), "strengthened"),
        ("audience", ("申请人",), ("全社会",), "strengthened"),
    ],
)
def test_what_proactive_disclosure_means_is_no_gain(field: str, before: Value, after: Value, verdict: str) -> None:
    if field == "audience" and after == ("申请人",):
        verdict = judge(field, before, after)[0]
    assert judge(field, before, after, proactive=True)[0] == verdict
    if not before and verdict == "editorial":
        assert judge(field, before, after)[0] == "strengthened"


def test_another_form_is_told_once_with_its_columns() -> None:
    new = edited(lambda data: data.update(profile="basic-8"))
    (change,) = (each for each in told(OFFICE, new).changes if each.field == "profile")
    assert (change.kind, change.verdict) == ("catalog", "substantive")
    assert (change.before, change.after) == (PROFILES["standard-15"].title, PROFILES["basic-8"].title)
    assert any(why.startswith("少了列：") for why in change.why) and any(
        why.startswith("增加列：") for why in change.why
    )


def test_a_form_of_another_name_with_the_same_columns_is_no_change() -> None:
    catalog = Catalog.model_validate(OFFICE)
    copied: Profile = PROFILES["standard-15"].model_copy(update={"name": "scanned", "title": "按原件归纳"})
    assert compare(catalog, catalog, PROFILES["standard-15"], copied).changes == ()


@pytest.mark.parametrize("field", ["notes", "preface"])
@pytest.mark.parametrize("blank", [[""], ["", "  "], ["\u3000"]])
def test_an_empty_paragraph_is_no_change(field: str, blank: list[str]) -> None:
    text = ["本目录由办公室解释。"]
    assert told(OFFICE, edited(lambda data: data.update({field: blank}))).changes == ()
    one, other = (edited(lambda data, value=value: data.update({field: value})) for value in (text, [*blank, *text]))
    assert told(one, other).changes == ()
    assert [change.field for change in told(OFFICE, other).changes] == [field]


@pytest.mark.parametrize(
    ("kept", "name", "piece"),
    [
        ("泊位位置、泊位数量", "停车收费", "收费标准"),
        ("泊位位置、收费标准", "泊位统计", "泊位数量"),
        ("泊位数量、收费标准", "泊位分布", "泊位位置"),
    ],
)
def test_a_piece_of_one_element_is_part_of_a_split(kept: str, name: str, piece: str) -> None:
    def split(data: Data) -> None:
        find(data, "b11")["content"] = kept
        find(data, "b1")["items"].append({"id": "n1", "name": name, "content": piece})

    (change,) = told(OFFICE, edited(split)).changes
    assert (change.kind, change.verdict) == ("split", "substantive")
    assert [side.name for side in change.new] == ["停车泊位", name]


def test_a_piece_of_a_common_element_belongs_to_the_item_that_lost_it() -> None:
    old = edited(lambda data: find(data, "b12").update(content="公厕名称、收费标准"))

    def split(data: Data) -> None:
        find(data, "b11")["content"] = "泊位位置、泊位数量"
        find(data, "b1")["items"].append({"id": "n1", "name": "停车收费", "content": "收费标准"})

    (change,) = told(old, edited(split, old)).changes
    assert (change.kind, [side.name for side in change.old]) == ("split", ["停车泊位"])


def test_an_item_of_one_element_that_went_into_another_is_merged() -> None:
    old = edited(lambda data: find(data, "b1")["items"].append({"id": "n1", "name": "停车优惠", "content": "优惠办法"}))
    new = edited(lambda data: find(data, "b11").update(content="泊位位置、泊位数量、收费标准、优惠办法"))
    (change,) = told(old, new).changes
    assert (change.kind, change.verdict) == ("merged", "substantive")


def test_a_new_item_of_one_element_that_is_still_in_the_old_one_is_new() -> None:
    new = edited(lambda data: find(data, "b1")["items"].append({"id": "n1", "name": "停车收费", "content": "收费标准"}))
    assert [change.kind for change in told(OFFICE, new).changes] == ["added"]


def repeated() -> Data:
    """Groups and items of one name."""
    data = copy.deepcopy(OFFICE)
    data["items"] = [
        {"id": "g1", "name": "其他", "items": [{"id": "x1", "name": "通知", "content": "会议通知、会议地点"}]},
        {"id": "g2", "name": "其他", "items": [{"id": "x2", "name": "公告", "content": "招标公告、中标公告"}]},
        {"id": "g3", "name": "培训", "items": [
            {"id": "y1", "name": "名单", "content": "教师姓名、教师专业"},
            {"id": "y2", "name": "名单", "content": "学员姓名、学员单位"},
        ]},
    ]  # fmt: skip
    return data


def test_a_move_between_groups_of_one_name_shows_which() -> None:
    def move(data: Data) -> None:
        data["items"][1]["items"].append(data["items"][0]["items"].pop())
        data["items"][0]["items"].append({"id": "z", "name": "公报", "content": "政府公报、公报目录"})

    (change,) = (each for each in told(repeated(), edited(move, repeated())).changes if each.kind == "moved")
    assert (change.before, change.after) == ("其他（第1个）", "其他（第2个）")
    old, new = (Catalog.model_validate(data) for data in (repeated(), edited(move, repeated())))
    form = PROFILES["standard-15"]
    document = changes.layout(compare(old, new, form, form), old, new, form)
    rows = [[cell.text for cell in row.cells] for table in document.tables() for row in table.body]
    assert ["其他（第1个） › 通知", "其他（第2个） › 通知"] in [row[1:3] for row in rows]


def test_items_of_one_name_in_another_order_say_where_they_stood() -> None:
    new = edited(lambda data: data["items"][2]["items"].reverse(), repeated())
    (change,) = (each for each in told(repeated(), new).changes if each.kind == "reordered")
    before, after = ordered(change)
    assert before != after
    assert [text.removeprefix("名单") for text in after] and all(text.startswith("名单") for text in after)


def limited(text: str) -> Data:
    return edited(lambda data: find(data, "b13").update(time_limit=text))


@pytest.mark.parametrize(
    ("local", "state"),
    [("7个工作日内", "taken"), ("七个工作日内", "taken"), ("3个工作日内", "stricter"), ("20个工作日内", "pending"),
     ("10个工作日内", "differs")],
)  # fmt: skip
def test_a_stricter_directory_is_not_called_alike(local: str, state: str) -> None:
    guide, revised = limited("形成之日起20个工作日内"), limited("形成之日起7个工作日内")
    own = Catalog.model_validate(limited(f"形成之日起{local}"))
    (task,) = tasks(told(guide, revised), Catalog.model_validate(guide), own)
    assert task.state == state


def compared_with_guide(guide: Data, local: Data) -> tuple[Change, ...]:
    return against_guide(told(guide, local), Catalog.model_validate(guide), Catalog.model_validate(local)).changes


@pytest.mark.parametrize(
    ("field", "guide", "local", "verdict"),
    [
        ("time_limit", "形成之日起7个工作日内", "形成之日起20个工作日内", "weakened"),
        ("time_limit", "形成之日起20个工作日内", "形成之日起7个工作日内", "strengthened"),
        # A guide's channels are a choice: one of them is enough.
        ("channels", ["政府网站", "政务服务中心"], ["政府网站"], "substantive"),
        ("channels", ["政府网站", "政务服务中心"], ["内部公告栏"], "weakened"),
    ],
)
def test_weaker_than_the_guide_is_what_lint_calls_so(field: str, guide: Value, local: Value, verdict: str) -> None:
    theirs, own = (edited(lambda data, v=value: find(data, "b13").update({field: v})) for value in (guide, local))
    (change,) = compared_with_guide(theirs, own)
    assert (change.field, change.verdict) == (field, verdict)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("县级市场监管部门", "临江县市场监督管理局", "editorial"),
        ("各级人民政府", "临江县人民政府", "editorial"),
        ("县级城市管理部门", "临江县城市管理局执法大队", "editorial"),
        ("临江县城市管理局", "临江县商务局", "substantive"),
    ],
)
def test_a_directory_that_names_its_own_body_follows_its_guide(before: str, after: str, verdict: str) -> None:
    guide, local = (edited(lambda data, body=body: find(data, "b13").update(body=body)) for body in (before, after))
    (change,) = compared_with_guide(guide, local)
    assert (change.field, change.verdict) == ("body", verdict)


def test_a_body_that_is_gone_is_a_change_of_substance() -> None:
    guide = edited(lambda data: find(data, "b13").update(body="县级城市管理部门"))
    (change,) = compared_with_guide(guide, OFFICE)
    assert change.verdict == "substantive"
