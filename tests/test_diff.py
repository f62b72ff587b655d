"""Two editions compared: the promises as properties, then what is told of one edited directory after another."""

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gkml.catalog.model import Catalog
from gkml.diff.changes import Change, Comparison, Side, Value
from gkml.diff.compare import compare
from gkml.diff.judging import bare, judge
from gkml.diff.rows import renamed, renamed_text, rows
from gkml.phrases.content import lost
from gkml.phrases.limit_length import longer
from gkml.project.workspace import Home
from tests.conftest import CATALOGS, entry_of

PROFILES = Home(None).profiles
Data = dict[str, Any]

OFFICE: Data = yaml.load(
    """
id: ju
title: 临江县城市管理局主动公开目录
profile: standard-15
defaults: {time_limit: 信息形成或变更之日起20个工作日内, channels: [政府网站, 公示栏], audience: [全社会], mode: [主动], tiers: [县级]}
items:
- id: a
  name: 行政执法
  items:
  - id: a1
    name: 许可处罚
    items:
    - {id: a11, name: 行政许可和行政处罚, content: 许可事项、许可条件、许可结果、处罚依据、处罚程序、处罚决定}
    - {id: a12, name: 行政强制, content: 强制种类、实施依据、救济渠道}
  - id: a2
    name: 抽查
    items:
    - {id: a21, name: 1.1抽查计划, content: 抽查对象、抽查时间}
    - {id: a22, name: 1.2抽查结果, content: 抽查结论、处理情况}
- id: b
  name: 公共服务
  items:
  - id: b1
    name: 市容
    items:
    - {id: b11, name: 停车泊位, content: 泊位位置、泊位数量、收费标准}
    - {id: b12, name: 公厕分布, content: 公厕名称、开放时间}
    - {id: b13, name: 投诉电话, content: 电话号码、受理范围}
""",
    yaml.BaseLoader,
)


def told(old: Data, new: Data) -> Comparison:
    return compare(
        *(Catalog.model_validate(data) for data in (old, new)), *(PROFILES[d["profile"]] for d in (old, new))
    )


def edited(edit: Callable[[Data], object], old: Data = OFFICE) -> Data:
    new = copy.deepcopy(old)
    edit(new)
    return new


def items_of(items: list[Data]) -> list[Data]:
    return [each for item in items for each in (item, *items_of(item.get("items", [])))]


def find(data: Data, name: str) -> Data:
    return next(item for item in items_of(data["items"]) if item["id"] == name)


def home(data: Data, name: str) -> list[Data]:
    return next(
        below
        for below in (data["items"], *(item["items"] for item in items_of(data["items"]) if "items" in item))
        if any(item.get("id") == name for item in below)
    )


def take(data: Data, name: str) -> Data:
    item = find(data, name)
    home(data, name).remove(item)
    return item


def without_ids(data: Data) -> Data:
    found = copy.deepcopy(data)
    for item in items_of(found["items"]):
        item.pop("id", None)
    return found


# --- the promises ---

WORDS = st.sampled_from(
    ["行政许可", "行政处罚", "1.1抽查", "1.2抽查", "财政预算", "财政决算", "许可和处罚", "公示", "𠀀", "=1+1"]
)
CONTENTS = st.lists(
    st.sampled_from(["姓名", "简历", "分工", "检查制度", "检查结果", "处罚决定", "许可条件", "1.5米"]),
    max_size=4,
    unique=True,
).map("、".join)
LEAVES = st.fixed_dictionaries(
    {"name": WORDS, "content": CONTENTS},
    optional={
        "time_limit": st.sampled_from(["及时", "20个工作日内", "30日内", "每季度"]),
        "channels": st.lists(st.sampled_from(["政府网站", "公示栏", "公报"]), max_size=2, unique=True),
        "office": st.sampled_from(["一科", "二科", "工商局一科"]),
    },
)
GROUPS = st.fixed_dictionaries({"name": WORDS, "items": st.lists(LEAVES, min_size=1, max_size=4)})
TREES = st.lists(
    st.one_of(
        LEAVES, GROUPS, st.fixed_dictionaries({"name": WORDS, "items": st.lists(GROUPS, min_size=1, max_size=3)})
    ),
    min_size=1,
    max_size=5,
)


def catalog(items: list[Data], **more: Any) -> Data:
    return {"id": "ju", "title": "目录", "profile": "standard-15", "items": items, **more}


def numbered(items: list[Data], chosen: Sequence[bool]) -> list[Data]:
    """The items, those that are chosen with an id."""
    found = copy.deepcopy(items)
    for number, item in enumerate(items_of(found)):
        if chosen[number % len(chosen)]:
            item["id"] = f"k{number}"
    return found


def apply(old: Catalog, changes: Sequence[Change]) -> list[tuple[tuple[str, ...], Mapping[str, Value]]]:
    """The rows of the new edition, sorted, made of those of the old one and of nothing but what the changes say."""
    names = {str(change.before): str(change.after) for change in changes if change.kind == "organisation"}
    moved: dict[tuple[str | int, ...], Side] = {
        was.route: now
        for change in changes
        if change.kind in {"renamed", "moved", "reordered", "renumbered"}
        for was, now in zip(change.old, change.new, strict=True)
    }
    found: list[tuple[tuple[str, ...], Mapping[str, Value]]] = []
    gone = {side.route for change in changes if change.kind in {"removed", "split", "merged"} for side in change.old}
    for route, row in rows(old).items():
        if route in gone:
            continue
        values = {field: renamed(value, names) for field, value in row.values.items()}
        for change in changes:
            if change.kind == "modified" and change.old[0].route == route:
                assert values.get(change.field, change.before) == change.before
                values[change.field] = change.after
        known = next((end for end in range(len(route), 0, -2) if route[:end] in moved), 0)
        above = moved[route[:known]].path if known else ()
        rest = tuple(renamed_text(name, names) for name in row.side.path[known // 2 :])
        found.append((above + rest, {field: value for field, value in values.items() if value}))
    for change in changes:
        if change.kind in {"added", "split", "merged"}:
            found += [(side.path, values) for side, values in zip(change.new, change.values, strict=True)]
    return sorted(found, key=repr_of)


def repr_of(row: tuple[tuple[str, ...], Mapping[str, Value]]) -> str:
    return repr((row[0], sorted(row[1].items())))


@given(TREES, TREES, st.lists(st.booleans(), min_size=1, max_size=7), st.lists(st.booleans(), min_size=1, max_size=7))
@example(  # a group that comes up to the top, out of one that is gone
    [{"name": "抽查", "items": [{"name": "许可", "items": [{"name": "许可", "content": ""}]}]}],
    [{"name": "许可", "content": ""}, {"name": "许可", "items": [{"name": "许可", "content": ""}]}],
    [False],
    [False],
)
@settings(max_examples=300, deadline=None)
def test_the_changes_are_enough_to_make_the_new_edition_of_the_old(
    one: list[Data], two: list[Data], mine: list[bool], theirs: list[bool]
) -> None:
    old = catalog(numbered(one, mine))
    new = catalog(numbered(two, theirs), renamed=[{"from": "工商局", "to": "市场监管局"}])
    changes = told(old, new).changes
    wanted = sorted(((r.side.path, r.values) for r in rows(Catalog.model_validate(new)).values()), key=repr_of)
    assert apply(Catalog.model_validate(old), changes) == wanted
    assert len({change.fingerprint for change in changes}) == len(changes)


@given(TREES, st.lists(st.booleans(), min_size=1, max_size=5))
@settings(max_examples=200, deadline=None)
def test_an_edition_does_not_differ_from_itself(items: list[Data], ids: list[bool]) -> None:
    same = catalog(numbered(items, ids), renamed=[{"from": "二科", "to": "一科"}])
    assert told(same, same).changes == ()


@pytest.mark.parametrize("path", CATALOGS, ids=str)
def test_a_catalog_does_not_differ_from_itself_with_or_without_ids(path: Any) -> None:
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    entry = entry_of(path)
    assert compare(entry.catalog, entry.catalog, entry.profile, entry.profile).changes == ()
    assert told(data, without_ids(data)).changes == told(without_ids(data), data).changes == ()


@given(TREES, st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=200, deadline=None)
def test_another_order_is_told_once_and_is_not_substantive(items: list[Data], chance: Any, with_ids: bool) -> None:
    old = numbered(items, [with_ids])
    new = copy.deepcopy(old)
    for below in (new, *(item["items"] for item in items_of(new) if "items" in item)):
        chance.shuffle(below)
    if not with_ids and len({str(without_ids(catalog([i]))) for i in items_of(old)}) < len(items_of(old)):
        return  # equal items without ids: which is which, nobody can say
    if not with_ids and len({item["name"] for item in items_of(old)}) < len(items_of(old)):
        return
    changes = told(catalog(old), catalog(new)).changes
    assert {change.kind for change in changes} <= {"reordered", "renumbered"}
    assert len(changes) <= 2
    assert {change.verdict for change in changes} <= {"editorial"}


def test_no_stage_compares_each_with_each() -> None:
    def alike(count: int, name: Callable[[int], str], content: Callable[[int], str]) -> Data:
        return catalog([{"name": "组", "items": [{"name": name(n), "content": content(n)} for n in range(count)]}])

    many = 6000  # each with each: 36,000,000 comparisons, minutes; nobody waits for them here
    same = alike(many, lambda _: "行政许可", lambda _: "许可事项、许可结果")
    assert told(same, same).changes == ()
    other = alike(many, lambda _: "行政处罚", lambda _: "许可事项、许可结果")
    assert {change.kind for change in told(same, other).changes} == {"renamed"}
    strange = alike(many, lambda n: chr(0x4E00 + n) * 3, lambda n: f"{chr(0x5E00 + n)}{chr(0x6E00 + n)}、许可结果")
    kinds = [change.kind for change in told(same, strange).changes]
    assert (kinds.count("removed"), kinds.count("added")) == (many, many)


# --- fingerprints ---


def changed(data: Data) -> None:
    find(data, "a12")["time_limit"] = "信息形成或变更之日起30个工作日内"
    find(data, "b11")["name"] = "停车泊位及收费"
    take(data, "b13")
    home(data, "a21").append({"id": "a29", "name": "抽查公告", "content": "公告全文、公告时间"})


def fingerprints(old: Data, new: Data) -> dict[tuple[str, str, str], str]:
    changes = told(old, new).changes
    return {(c.kind, c.name, c.field): c.fingerprint for c in changes if c.kind not in {"reordered", "renumbered"}}


def test_fingerprints_do_not_depend_on_ids_or_order() -> None:
    new = edited(changed)
    expected = fingerprints(OFFICE, new)
    assert len(expected) == 4
    assert all(len(each) == 12 and int(each, 16) >= 0 for each in expected.values())
    assert fingerprints(without_ids(OFFICE), without_ids(new)) == expected
    assert fingerprints(without_ids(OFFICE), new) == expected
    backwards = edited(
        lambda data: [item["items"].reverse() for item in items_of(data["items"]) if "items" in item], new
    )
    assert fingerprints(OFFICE, backwards) == expected


def test_changes_of_items_of_one_path_have_fingerprints_of_their_own() -> None:
    twins = catalog(
        [{"name": "组", "items": [{"name": "公示", "content": "甲、乙"}, {"name": "公示", "content": "甲、乙"}]}]
    )
    changes = told(twins, catalog([{"name": "别的", "content": "丙"}])).changes
    assert [change.kind for change in changes].count("removed") == 2
    assert len({change.fingerprint for change in changes}) == len(changes)


# --- what is told ---


def split(data: Data) -> None:
    find(data, "a11").update(name="行政许可", content="许可事项、许可条件、许可结果")
    home(data, "a11").insert(1, {"id": "n1", "name": "行政处罚", "content": "处罚依据、处罚程序、处罚决定"})


def merged(data: Data) -> None:
    take(data, "b12")
    find(data, "b11").update(name="停车泊位和公厕分布", content="泊位位置、泊位数量、收费标准、公厕名称、开放时间")


def joined(data: Data) -> None:
    home(data, "b12").extend(
        [{"id": "n5", "name": "财政预算", "content": "预算"}, {"id": "n6", "name": "财政决算", "content": "决算"}]
    )


def test_names_that_are_joined_in_a_shorter_way_are_told_as_merged_and_split() -> None:
    apart = edited(joined)

    def one(data: Data) -> None:
        take(data, "n6")
        find(data, "n5").update(name="财政预决算", content="预算决算及说明")

    together = edited(one, apart)
    for change in (str, without_ids):
        old, new = (copy.deepcopy(data) if change is str else without_ids(data) for data in (apart, together))
        kinds = [[c.kind for c in told(*pair).changes if c.kind != "renumbered"] for pair in ((old, new), (new, old))]
        assert kinds == [["merged"], ["split"]]


def another_in_its_place(data: Data) -> None:
    take(data, "b13")
    home(data, "b12").append({"id": "n2", "name": "门前三包", "content": "责任区域、检查办法"})


def numbers(data: Data) -> None:
    take(data, "a21")
    find(data, "a22")["name"] = "1.1抽查结果"


def office_renamed(data: Data) -> None:
    data["renamed"] = [{"from": "城市管理局", "to": "综合执法局"}]
    data["title"] = "临江县综合执法局主动公开目录"


def own_limit(days: int) -> Callable[[Data], None]:
    return lambda data: data.update(policy={"max_working_days": str(days), "stated_in": "某办发"})


def gone_with(*entries: Data) -> Callable[[Data], None]:
    def edit(data: Data) -> None:
        take(data, "b13")
        take(data, "b12")
        data["abolished"] = list(entries)

    return edit


WEAKER = ("removed", "投诉电话", "", "weakened"), ("removed", "公厕分布", "", "weakened")
TOLD: list[tuple[str, Callable[[Data], object], list[tuple[str, str, str, str]]]] = [
    ("split", split, [("split", "行政许可", "", "substantive")]),
    ("merged", merged, [("merged", "停车泊位和公厕分布", "", "substantive")]),
    ("moved", lambda d: find(d, "b1")["items"].append(take(d, "a12")), [("moved", "行政强制", "", "substantive")]),
    ("group renamed", lambda d: find(d, "a2").update(name="监督"), [("renamed", "监督", "name", "substantive")]),
    ("group moved", lambda d: find(d, "b")["items"].append(take(d, "a2")), [("moved", "抽查", "", "substantive")]),
    ("marks of a name", lambda d: find(d, "b11").update(name="“停车”泊位"), [("renamed", "“停车”泊位", "name", "editorial")]),
    ("replaced", another_in_its_place, [("removed", "投诉电话", "", "weakened"), ("added", "门前三包", "", "strengthened")]),
    ("number", numbers, [("removed", "1.1抽查计划", "", "weakened"), ("renumbered", "1.1抽查结果", "name", "editorial")]),
    ("year", lambda d: find(d, "b11").update(name="2025停车泊位"), [("renamed", "2025停车泊位", "name", "substantive")]),
    ("organisation", office_renamed, [("organisation", "", "", "substantive")]),
    ("own limit", own_limit(7), [("catalog", "", "policy", "strengthened")]),
    ("gone", gone_with(), [WEAKER[1], WEAKER[0]]),
    ("gone, by id", gone_with({"id": "b13", "name": "投诉", "reason": "并入12345"}), [WEAKER[1], ("removed", "投诉电话", "", "substantive")]),
    ("gone, by name", gone_with({"id": "zz", "name": "3.投诉电话", "reason": "并入12345"}), [WEAKER[1], ("removed", "投诉电话", "", "substantive")]),
    ("defaults", lambda d: [i.update(mode=["主动"]) for i in items_of(d["items"]) if "items" not in i], []),
]  # fmt: skip


@pytest.mark.parametrize("ids", [True, False], ids=["ids", "no ids"])
@pytest.mark.parametrize(("edit", "expected"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_each_change_is_told_once(
    edit: Callable[[Data], object], expected: list[tuple[str, str, str, str]], ids: bool
) -> None:
    old, new = OFFICE, edited(edit)
    if not ids:
        old, new = without_ids(old), without_ids(new)
        if any(entry["id"] == "b13" for entry in new.get("abolished", [])):
            return  # an id of an edition that has none
    changes = [c for c in told(old, new).changes if c.kind != "renumbered" or c.field]
    assert sorted((c.kind, c.name, c.field, c.verdict) for c in changes) == sorted(expected)


def test_a_reason_for_a_group_is_one_for_all_below_it() -> None:
    def edit(data: Data) -> None:
        take(data, "b")
        data["abolished"] = [{"id": "b", "name": "公共服务", "reason": "职能划转"}]

    assert {(c.verdict, c.reason) for c in told(OFFICE, edited(edit)).changes} == {("substantive", "职能划转")}


def test_a_reason_for_one_of_several_items_of_a_name_is_for_that_one() -> None:
    old = catalog(
        [{"name": g, "items": [{"id": g, "name": "行政许可", "content": g}, {"name": "其他"}]} for g in ("g1", "g2")]
    )
    new = catalog([{"name": g, "items": [{"name": "其他"}]} for g in ("g1", "g2")])
    new["abolished"] = [{"id": "g2", "name": "行政许可", "reason": "取消"}]
    assert [c.verdict for c in told(old, new).changes if c.kind == "removed"] == ["weakened", "substantive"]


def test_items_of_one_name_are_told_apart_by_a_group_that_was_renamed() -> None:
    def groups(names: Sequence[str], limit: str) -> Data:
        below = [{"name": "行政许可", "content": "条件、结果"}, {"name": "行政处罚", "content": "决定书"}]
        return catalog([{"name": n, "items": [dict(below[0], time_limit=limit), below[1]]} for n in names])

    old = groups([f"负责{n}的监督管理" for n in ("食品", "药品", "电梯", "计量")], "及时")
    new = groups([f"承担{n}监督管理" for n in ("食品", "药品", "电梯", "计量")], "每年")
    kinds = [change.kind for change in told(old, new).changes]
    assert (kinds.count("renamed"), kinds.count("modified"), len(kinds)) == (4, 4, 8)


def test_names_are_replaced_at_once_and_one_that_stands_there_already_stays() -> None:
    assert renamed_text("一科、二科", {"一科": "二科", "二科": "三科"}) == "二科、三科"
    assert renamed_text("商务局、柳州市商务局", {"商务局": "柳州市商务局"}) == "柳州市商务局、柳州市商务局"


# --- verdicts ---

VERDICTS: list[tuple[str, Value, Value, str]] = [
    ("time_limit", "形成之日起20个工作日内", "形成之日起30日内", "weakened"),
    ("time_limit", "形成之日起7个工作日内", "形成之日起10日内", "substantive"),
    ("time_limit", "形成之日起20个工作日内", "及时", "substantive"),
    ("time_limit", "形成之日起20个工作日内", "形成之日起二十个工作日内", "editorial"),
    ("time_limit", "形成之日起3个工作日内", "形成之日起24小时内", "strengthened"),
    ("time_limit", "形成之日起20个工作日内", "形成之日起20个工作日内，法律法规另有规定的从其规定", "substantive"),
    ("time_limit", "每季度", "每半年", "weakened"),
    ("time_limit", "每年1月31日前", "每年3月31日前", "weakened"),
    ("time_limit", "每月25日前", "每月15日前", "strengthened"),
    ("time_limit", "每年1月31日前", "", "weakened"),
    ("channels", ("政府网站", "公示栏"), ("政府网站",), "weakened"),
    ("channels", ("政府网站", "公示栏"), ("政府网站", "政务新媒体"), "substantive"),
    ("channels", ("政府网站", "公示栏"), ("政府网站", "内部办公系统"), "weakened"),
    ("channels", ("政府网站", "公示栏"), ("政府网站、公示栏",), "editorial"),
    ("channels", ("某市商务局政府网站",), ("某市商务局门户网站",), "editorial"),
    ("channels", ("政府网站",), ("政府网站", "公示栏"), "strengthened"),
    ("audience", ("全社会",), ("社会救助对象",), "weakened"),
    ("audience", ("申请人",), ("行政相对人",), "substantive"),
    ("audience", ("申请人", "用人单位"), ("申请人",), "weakened"),
    ("mode", ("主动",), ("依申请",), "weakened"),
    ("mode", ("主动公开",), ("主动",), "editorial"),
    ("tiers", ("县级", "乡级"), ("乡级",), "weakened"),
    ("basis", ("《中华人民共和国预算法》第十四条",), ("《预算法》第十四条",), "editorial"),
    ("basis", ("《中华人民共和国预算法》第十四条",), ("《预算法》第十五条",), "substantive"),
    ("content", "姓名、职务、简历", "姓名、职务、个人简历", "substantive"),
    ("content", "姓名、办公地址", "姓名、地址", "substantive"),
    ("content", "姓名、简历及工作分工", "姓名及工作分工", "weakened"),
    ("content", "姓名、职务", "姓名，职务。", "editorial"),
    ("content", "面积1.5万平方米以上的", "面积15万平方米以上的", "substantive"),
    ("content", "姓名、职务", "", "weakened"),
    ("remark", "办公室 （一楼）", "办公室(一楼)", "editorial"),
]


@pytest.mark.parametrize(("field", "before", "after", "verdict"), VERDICTS)
def test_the_verdict_is_the_one_that_the_public_would_give(
    field: str, before: Value, after: Value, verdict: str
) -> None:
    assert judge(field, before, after)[0] == verdict


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("10个工作日内", "15日内", True),
        ("5个工作日内", "7日内", None),
        ("30日内", "1个月内", None),
        ("1个月内", "2个月内", True),
    ],
)
def test_limits_are_compared_in_whichever_unit(one: str, other: str, expected: bool | None) -> None:
    assert longer(f"形成之日起{one}", f"形成之日起{other}") is expected
    assert longer(f"形成之日起{other}", f"形成之日起{one}") is (None if expected is None else not expected)


def test_what_is_lost_of_a_content_is_named() -> None:
    assert lost("领导的相片、姓名、简历及工作分工", ["姓名及工作分工"]) == ["领导的相片", "简历"]
    assert lost("受理和处理情况", ["受理情况、处理情况"]) == []
    assert lost("涉及企业的信用信息", ["无"]) == ["涉及企业的信用"]  # 及 joins nothing in 涉及


def test_words_that_end_a_list_are_no_element_of_it() -> None:
    assert lost("姓名、电子邮箱等内容", ["姓名、电子邮箱"]) == []
    assert lost("姓名、信用等级", ["姓名"]) == ["信用等级"]


def test_of_equal_items_without_ids_the_one_that_changed_is_told_where_it_stands() -> None:
    def alike(count: int) -> Data:
        return catalog(
            [{"name": "组", "items": [{"name": "检查", "content": "检查计划、检查结果"} for _ in range(count)]}]
        )

    new = alike(9)
    new["items"][0]["items"][4]["content"] = "检查计划、检查结果、整改情况"
    assert sorted(change.kind for change in told(alike(10), new).changes) == ["modified", "removed"]


def test_marks_between_digits_say_something() -> None:
    assert bare("1.5万，20—30岁") != bare("15万，2030岁")
    assert bare("姓名，职务。") == bare("姓名、职务")
