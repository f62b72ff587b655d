"""A revision changes what it says and no other byte; what cannot be written so is not written."""

from typing import Any

import pytest

from gkml.catalog.model import Catalog
from gkml.diagnostics import GkmlError
from gkml.schema.style import style_of
from gkml.yamltext.revise import Revision, revised
from gkml.yamltext.source import read
from gkml.yamltext.tree import Branch

STYLE = style_of(Catalog)
HEAD = "format: 1\nid: x\ntitle: 目录\nprofile: basic-8\n"
TREE = """items:
  # 第一组
  - id: g1
    name: 甲  # 组名
    items:
      - id: a
        name: 一
        content: 内容  # 核对过

      # 说二
      - {id: b, name: 二, channels: [网站, 公告栏]}
      - id: c
        name: 三
        channels:
          - 网站  # 主
          - 公告栏
  - id: g2
    name: 乙
    items:
      - id: d
        name: 四
        remark: |
          # 不是注释

          末行
# 完
"""
A, B, C, G, D = (("items", g, "items", n) for g, n in ((0, 0), (0, 1), (0, 2), (1, 0), (1, 0)))


def tree(*groups: tuple[Any, ...]) -> tuple[Branch, ...]:
    """Groups as their place and their items."""
    return tuple(
        Branch(("items", place), {}, tuple(r if isinstance(r, Branch) else Branch(r, {}) for r in rows))
        for place, *rows in groups
    )


SAME = tree((0, A, B, C), (1, D))
NEW = Branch(None, {"id": "new1", "name": "新", "content": "新的：内容"})


def changed(values: dict[Any, Any], branches: tuple[Branch, ...], text: str = HEAD + TREE) -> list[str]:
    """The lines that go (-) and come (+)."""
    import difflib

    after = revised(read(text.encode(), "x.yaml"), Revision(values, branches), STYLE).text
    lines = difflib.unified_diff(text.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if line[:2] not in {"--", "++", "@@"}]


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({}, []),
        ({(*A, "content"): "别的"}, ["-        content: 内容  # 核对过", "+        content: 别的  # 核对过"]),
        ({(*A, "office"): "办公室"}, ["+        office: 办公室"]),
        ({(*A, "id"): "zz"}, ["-      - id: a", "+      - id: zz"]),
        ({(*A, "extra", "时长"): "长期"}, ["+        extra:", "+          时长: 长期"]),
        (
            {(*B, "channels"): ["网站"], (*B, "office"): "甲、乙"},
            [
                "-      - {id: b, name: 二, channels: [网站, 公告栏]}",
                "+      - {id: b, name: 二, channels: [网站], office: 甲、乙}",
            ],
        ),
        ({(*C, "channels"): ["网站", "微信", "公告栏"]}, ["+          - 微信"]),
        ({(*C, "channels"): ["网站", "栏"]}, ["-          - 公告栏", "+          - 栏"]),
        (
            {(*C, "channels"): []},
            ["-        channels:", "-          - 网站  # 主", "-          - 公告栏", "+        channels: []"],
        ),
        ({(*C, "content"): "有了"}, ["+        content: 有了"]),
        ({("notes",): ["注"]}, ["+notes: [注]"]),
        ({("items", 0, "name"): "丙"}, ["-    name: 甲  # 组名", "+    name: 丙  # 组名"]),
        ({("title",): "改"}, ["-title: 目录", "+title: 改"]),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_value_changes_its_own_lines(values: dict[Any, Any], lines: list[str], ending: str) -> None:
    found = changed(values, SAME, (HEAD + TREE).replace("\n", ending))
    assert sorted(line.rstrip("\r") for line in found) == sorted(lines)
    assert all(line.endswith(ending[:-1]) for line in found)


@pytest.mark.parametrize(
    ("branches", "lines"),
    [
        (tree((0, A, NEW, B, C), (1, D)), ["+      - id: new1", "+        name: 新", "+        content: 新的：内容"]),
        (
            tree((0, B, C), (1, D)),
            ["-      - id: a", "-        name: 一", "-        content: 内容  # 核对过"],
        ),
        (tree((0, A, C), (1, D)), ["-", "-      # 说二", "-      - {id: b, name: 二, channels: [网站, 公告栏]}"]),
    ],
)
def test_items_come_and_go_with_their_comments(branches: tuple[Branch, ...], lines: list[str]) -> None:
    assert changed({}, branches) == lines


def test_items_that_change_places_keep_every_line() -> None:
    text = HEAD + TREE
    moved = revised(read(text.encode(), "x.yaml"), Revision({}, tree((1, D, A), (0, C, B))), STYLE).text
    assert sorted(moved.split("\n")) == sorted(text.split("\n"))
    assert moved.index("说二") < moved.index("id: b")
    assert moved.index("第一组") < moved.index("id: g1")
    assert "          # 不是注释\n\n          末行\n      - id: a\n" in moved


def test_an_item_that_moves_to_another_depth_is_indented_as_its_new_neighbours() -> None:
    top = (Branch(A, {}), *tree((0, B, C), (1, D)))
    after = revised(read((HEAD + TREE).encode(), "x.yaml"), Revision({}, top), STYLE).text
    assert "items:\n  - id: a\n    name: 一\n    content: 内容  # 核对过\n  # 第一组\n  - id: g1" in after


@pytest.mark.parametrize(
    ("text", "values", "branches"),
    [
        ("items: [{id: a, name: 一}, {id: b, name: 二}]\n", {}, (Branch(("items", 1), {}), Branch(("items", 0), {}))),
        (
            "items:\n- {id: a, name: &n 一}\n- {id: b, name: *n}\n",
            {},
            (Branch(("items", 1), {}), Branch(("items", 0), {})),
        ),
        (
            "items:\n- {id: a, name: &n 一}\n- {id: b, name: *n}\n",
            {("items", 0, "name"): "三"},
            (Branch(("items", 0), {}), Branch(("items", 1), {})),
        ),
    ],
)
def test_what_cannot_be_written_without_changing_more_is_refused(
    text: str, values: dict[Any, Any], branches: tuple[Branch, ...]
) -> None:
    with pytest.raises(GkmlError, match="gkml fmt"):
        revised(read((HEAD + text).encode(), "x.yaml"), Revision(values, branches), STYLE)


@pytest.mark.parametrize(
    ("text", "values", "after"),
    [
        ("{id: x, items: [{name: 一}]}\n", {("title",): "目录"}, "{id: x, items: [{name: 一}], title: 目录}\n"),
        ("items:\n- {name: 一, extra: {}}\n", {("items", 0, "extra", "时长"): "长期"}, "items:\n- {name: 一, extra: {时长: 长期}}\n"),
        ("items:\n- name: 一\n  extra: {}\n", {("items", 0, "extra", "a b"): "1"}, 'items:\n- name: 一\n  extra: {a b: "1"}\n'),
        ("items:\n- name: 一\n", {("items", 0, "office"): "甲"}, "items:\n- name: 一\n  office: 甲\n"),
    ],
)  # fmt: skip
def test_values_are_written_without_the_tree_being_named(text: str, values: dict[Any, Any], after: str) -> None:
    assert revised(read(text.encode(), "x.yaml"), Revision(values), STYLE).text == after
