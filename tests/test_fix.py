"""Fixes are edits of the text: what they do not speak of stays, byte for byte."""

import difflib

import pytest

from gkml.diagnostics import Fix, Route
from gkml.yamltext.fix import fixed
from gkml.yamltext.source import read

TEXT = """\
# 头上的注释
id: x   # 代号
items:
- id: a1
  name:   局局办公室    # 名称后面的注释
  channels: [政府网站、两微一端, "网站 "]
  sections:
    # 第一个
    - a - b
    - "c"   # 第二个
  content: |
    第一行
    第二行
  remark: '旧的'
- {id: a2, name: 通知公告, extra: {备 注: "x, y"}}
"""


def changed(fixes: dict[Route, Fix]) -> list[str]:
    """The lines that differ, with - and +."""
    text, applied = fixed(read(TEXT.encode(), "x.yaml"), fixes)
    assert set(applied) == set(fixes)
    return [line for line in difflib.ndiff(TEXT.splitlines(), text.splitlines()) if line[0] in "-+"]


@pytest.mark.parametrize(
    ("route", "value", "lines"),
    [
        (
            ("items", 0, "name"),
            "局办公室",
            ["-   name:   局局办公室    # 名称后面的注释", "+   name:   局办公室    # 名称后面的注释"],
        ),
        (
            ("items", 0, "channels", 0),
            ("政府网站", "两微一端"),
            ['-   channels: [政府网站、两微一端, "网站 "]', '+   channels: [政府网站, 两微一端, "网站 "]'],
        ),
        (
            ("items", 0, "channels", 1),
            "网站",
            ['-   channels: [政府网站、两微一端, "网站 "]', "+   channels: [政府网站、两微一端, 网站]"],
        ),
        (("items", 0, "sections", 0), "a-b", ["-     - a - b", "+     - a-b"]),
        (("items", 0, "sections", 1), ("c", "d"), ['-     - "c"   # 第二个', "+     - c", "+     - d   # 第二个"]),
        (
            ("items", 0, "content"),
            "第一行第二行",
            ["-   content: |", "-     第一行", "-     第二行", "+   content: 第一行第二行"],
        ),
        (("items", 0, "content"), "第一行\n改了\n", ["-     第二行", "+     改了"]),
        (("items", 0, "remark"), "a: b", ["-   remark: '旧的'", '+   remark: "a: b"']),
        (("items", 0, "office"), "办公室", ["+   office: 办公室"]),
        (
            ("items", 1, "office"),
            "a, b",
            [
                '- - {id: a2, name: 通知公告, extra: {备 注: "x, y"}}',
                '+ - {id: a2, name: 通知公告, office: "a, b", extra: {备 注: "x, y"}}',
            ],
        ),
        (
            ("items", 1, "extra", "备 注"),
            "x",
            ['- - {id: a2, name: 通知公告, extra: {备 注: "x, y"}}', "+ - {id: a2, name: 通知公告, extra: {备 注: x}}"],
        ),
    ],
)
def test_one_value_is_replaced_and_nothing_else(route: Route, value: str | tuple[str, ...], lines: list[str]) -> None:
    assert sorted(changed({route: Fix(value)})) == sorted(lines)


def test_several_fixes_are_one_edit_of_the_text() -> None:
    lines = changed(
        {
            ("items", 0, "name"): Fix("办公室"),
            ("items", 0, "channels", 0): Fix(("a", "b")),
            ("items", 0, "channels", 1): Fix("c"),
        }
    )
    assert [line for line in lines if line[0] == "+"] == [
        "+   name:   办公室    # 名称后面的注释",
        "+   channels: [a, b, c]",
    ]


def test_what_cannot_be_written_safely_is_left() -> None:
    text = "id: x\nitems:\n- &a {name: b}\n- *a\n"
    source = read(text.encode(), "x.yaml")
    assert fixed(source, {("items", 1): Fix("c")}) == (text, ())
    assert fixed(source, {("items", 1, "name"): Fix("c")}) == (text, ())
    assert fixed(source, {("items", 0, "name"): Fix("c")})[1] in {(), (("items", 0, "name"),)}


def test_no_fix_is_no_change() -> None:
    assert fixed(read(TEXT.encode(), "x.yaml"), {}) == (TEXT, ())


def test_line_ends_and_a_missing_last_one_stay() -> None:
    text = "id: x\r\nname: 局局\r\ntitle: t"
    assert fixed(read(text.encode(), "x.yaml"), {("name",): Fix("局")})[0] == "id: x\r\nname: 局\r\ntitle: t"


@pytest.mark.parametrize(
    ("route", "value"),
    [
        (("items", 0, "office"), "办公室"),
        (("items", 0, "content"), "第一行\n改了\n"),
        (("items", 0, "content"), "第一行第二行"),
        (("items", 0, "sections", 1), ("c", "d")),
        (("items", 0, "remark"), "新的"),
    ],
)
def test_what_is_written_ends_its_lines_as_the_file_does(route: Route, value: str | tuple[str, ...]) -> None:
    text, _ = fixed(read(TEXT.encode(), "x.yaml"), {route: Fix(value)})
    other, applied = fixed(read(TEXT.replace("\n", "\r\n").encode(), "x.yaml"), {route: Fix(value)})
    assert applied and other == text.replace("\n", "\r\n") != TEXT.replace("\n", "\r\n")


def test_one_text_that_stands_for_a_list_is_replaced() -> None:
    route: Route = ("channels", 0)
    source = read("id: x\nchannels: 局局网站  # 网站\n".encode(), "x.yaml")
    assert fixed(source, {route: Fix("局网站")}) == ("id: x\nchannels: 局网站  # 网站\n", (route,))
    assert fixed(source, {route: Fix(("a", "b"))}) == ("id: x\nchannels: [a, b]  # 网站\n", (route,))


def test_a_fix_that_would_change_more_than_its_value_keeps_none_of_the_others_back() -> None:
    items = "".join(f"- {{id: a{n}, name: 局局{n}}}\n" for n in range(200))
    text = f"id: x\nitems:\n- &a {{id: b, name: &n 局局}}\n- {{id: c, name: *n}}\n{items}"
    source = read(text.encode(), "x.yaml")
    fixes: dict[Route, Fix] = {("items", n, "name"): Fix(f"局{n}") for n in range(2, 202)}
    fixes[("items", 0, "name")] = Fix("局")
    after, applied = fixed(source, fixes)
    assert set(applied) == fixes.keys() - {("items", 0, "name")}
    assert after.count("局局") == 1 and "&n 局局" in after
