"""`gkml serve` without a browser: what is edited is written at once, whole or not at all, and nobody's edit is lost."""

import re
from pathlib import Path
from typing import Any

import pytest

from gkml.project.desk import edit as editing
from tests.served import SWJ, Served, served

TEXT = """\
# 目录的说明
id: shili
title: 示例局政府信息主动公开基本目录
agency: 示例局
edition: "2026"
profile: basic-8
items:
  - id: a
    name: 职责   # 组
    items:
      - {id: i1, name: 机构职能, content: 职能 、电话, time_limit: 信息形成之日起20个工作日内, office: 办公室, channels: [政府网站], sections: [政务公开-机构概况]}
      - id: i2
        name: 领导信息
        content: 姓名、职务   # 保留
        time_limit: 信息形成之日起30个工作日内
        office: 办公室
        channels: [政府网站]
        sections: [政务公开-机构概况]
  - name: 计划
    items:
      - name: 年度计划
        content: 年度工作计划
        office: 人事科
"""


class Paper(Served):
    """A workspace with one small directory."""

    path: Path

    @property
    def text(self) -> str:
        return self.path.read_bytes().decode()

    def edit(self, at: str, was: Any, now: Any, version: str = "") -> Any:
        return self.post("/edit", key=self.key(self.path), version=version, at=at, was=was, now=now)

    def do(self, path: str, **content: Any) -> Any:
        return self.post(path, key=self.key(self.path), **content)


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    (tmp_path / "gkml.yaml").write_text("version: 1\nregisters: {offices: [办公室, 人事科]}\n", "utf-8")
    (tmp_path / "a.yaml").write_text(TEXT, "utf-8")
    paper = Paper(tmp_path)
    paper.path = tmp_path / "a.yaml"
    return paper


def page(paper: Served, path: Path) -> str:
    return paper.get(f"/d/{paper.key(path)}").text


def test_the_page_shows_the_table_as_it_is_printed(paper: Paper) -> None:
    html = page(paper, paper.path)
    assert re.search(r'<td[^>]* data-at="#a/name" data-editing="text"[^>]* tabindex="-1" rowspan="2">职责</td>', html)
    assert html.count('scope="col') == 9
    assert 'data-at="#i2/channels" data-editing="lines"' in html


@pytest.mark.parametrize(
    ("at", "was", "now", "old", "new"),
    [
        ("#i2/content", "姓名、职务", "姓名、职务、简历", "content: 姓名、职务   # 保留", "content: 姓名、职务、简历   # 保留"),
        ("#i1/office", "办公室", "人事科", "office: 办公室, ch", "office: 人事科, ch"),
        ("#i2/channels", ["政府网站"], ["政府网站", "公告栏"], "channels: [政府网站]\n", "channels: [政府网站, 公告栏]\n"),
        ("#a/name", "职责", "主要职责", "name: 职责   # 组", "name: 主要职责   # 组"),
        ("title", "示例局政府信息主动公开基本目录", "新标题", "title: 示例局政府信息主动公开基本目录", "title: 新标题"),
        ("#i2/remark", "", "附件", "sections: [政务公开-机构概况]\n  - name", "sections: [政务公开-机构概况]\n        remark: 附件\n  - name"),
        ("#i2/content", "姓名、职务", "一\n二: #三", "content: 姓名、职务   # 保留\n", None),
    ],
)  # fmt: skip
def test_an_edit_changes_its_value_and_no_other_byte(
    paper: Paper, at: str, was: Any, now: Any, old: str, new: str | None
) -> None:
    answer = paper.edit(at, was, now)
    if at == "#i2/remark":
        # The form basic-8 has no column for it, so the page has no such cell.
        assert (answer.status, paper.text) == (409, TEXT)
        return
    assert answer.status == 200
    assert answer.json["status"] == "已保存"
    if new is not None:
        assert paper.text == TEXT.replace(old, new, 1)
    else:
        assert "二: #三" in paper.text
        assert "# 目录的说明" in paper.text
    assert not list(paper.folder.glob(".gkml-*"))


def test_windows_line_ends_and_a_mark_stay(paper: Paper) -> None:
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    paper.path.write_bytes(data)
    assert paper.edit("#i2/content", "姓名、职务", "姓名").status == 200
    assert paper.path.read_bytes() == data.replace("姓名、职务".encode(), "姓名".encode(), 1)


def test_a_row_keeps_its_id_when_it_is_renamed(paper: Paper) -> None:
    (own,) = re.findall(r'data-at="(#\w+/name)"[^>]*>年度计划<', page(paper, paper.path))
    assert paper.edit(own, "年度计划", "年度工作计划").status == 200
    assert f"id: {own[1:-5]}" in paper.text
    assert f'data-at="{own}"' in page(paper, paper.path)


# --- two who edit ---


def test_edits_of_different_cells_meet(paper: Paper) -> None:
    version = re.findall(r'data-version="(\w+)"', page(paper, paper.path))[0]
    assert paper.edit("#i1/office", "办公室", "人事科", version).status == 200
    second = paper.edit("#i2/office", "办公室", "财务科", version)
    assert second.status == 200
    assert paper.text == TEXT.replace("office: 办公室", "office: 人事科", 1).replace(
        "office: 办公室", "office: 财务科", 1
    )
    sent = "".join(row for _, _, _, rows in second.json["rows"] for row in rows)
    assert "人事科" in sent  # what the other window changed comes with the answer
    assert "财务科" in sent


def test_an_edit_of_what_another_changed_is_refused_with_their_text(paper: Paper) -> None:
    paper.path.write_text(TEXT.replace("姓名、职务", "对方写的"), "utf-8")
    refused = paper.edit("#i2/content", "姓名、职务", "我写的")
    assert (refused.status, refused.json["theirs"]) == (409, "对方写的")
    assert "我写的" not in paper.text
    assert paper.edit("#i2/content", "对方写的", "我写的").status == 200


def test_the_same_edit_twice_is_no_conflict(paper: Paper) -> None:
    assert paper.edit("#i2/content", "姓名、职务", "姓名").status == 200
    assert paper.edit("#i2/content", "姓名、职务", "姓名").status == 200


def test_an_edit_of_a_row_that_is_gone_is_refused(paper: Paper) -> None:
    assert paper.do("/item", op="delete", item="i2").status == 200
    refused = paper.edit("#i2/content", "姓名、职务", "姓名")
    assert (refused.status, refused.json["theirs"]) == (409, None)


def test_a_program_that_writes_between_reading_and_writing_loses_nothing(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change is made anew on the other program's text."""
    put_over, times = editing.put_over, []

    def late(path: Path, before: str, text: str) -> None:
        if not times:
            paper.path.write_text(paper.text.replace("年度工作计划", "别的程序写的"), "utf-8")
        times.append(text)
        put_over(path, before, text)

    monkeypatch.setattr(editing, "put_over", late)
    assert paper.edit("#i2/office", "办公室", "财务科").status == 200
    assert len(times) == 2
    assert "别的程序写的" in paper.text
    assert "office: 财务科" in paper.text


def test_a_program_that_never_stops_writing_is_given_way_to(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    put_over, times = editing.put_over, []

    def late(path: Path, before: str, text: str) -> None:
        times.append(text)
        paper.path.write_text(TEXT + f"# {len(times)}\n", "utf-8")
        put_over(path, before, text)

    monkeypatch.setattr(editing, "put_over", late)
    refused = paper.edit("#i2/office", "办公室", "财务科")
    assert refused.status == 400
    assert "没有保存" in refused.json["message"]
    assert len(times) == editing.TRIES


# --- what cannot be written ---


@pytest.mark.parametrize(
    ("at", "was", "now", "words"),
    [
        ("#i2/name", "领导信息", "", "name"),
        ("issued", "", "去年", "issued"),
        ("edition", "2026", "20\x0726", ""),
    ],
)
def test_what_would_make_the_file_unreadable_is_not_written(
    paper: Paper, at: str, was: str, now: str, words: str
) -> None:
    refused = paper.edit(at, was, now)
    assert refused.status in {400, 422}
    assert refused.json["message"]
    assert paper.text == TEXT


@pytest.mark.parametrize(
    "at",
    ["kind", "format", "id", "profile", "items", "items/0/name", "#i2/id", "#i2/ignore", "", "#", "#i2/", "defaults/x"],
)
def test_what_the_page_does_not_show_cannot_be_edited(paper: Paper, at: str) -> None:
    assert paper.edit(at, "", "x").status == 409
    assert paper.text == TEXT


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"key": "x"},
        {"key": 1, "at": "", "was": "", "now": ""},
        {"key": "x", "at": "a", "was": "", "now": "", "more": 1},
    ],
)
def test_a_request_that_is_none_is_refused(paper: Paper, content: dict[str, Any]) -> None:
    assert paper.post("/edit", **content).status == 400


def test_a_file_that_cannot_be_read_says_why(paper: Paper) -> None:
    paper.path.write_text(TEXT.replace("title:", "titel:"), "utf-8")
    html = page(paper, paper.path)
    assert "titel" in html
    assert "<table" not in html
    paper.path.write_bytes(TEXT.encode("gbk"))
    assert "GBK" in page(paper, paper.path)


# --- findings ---


def finding(paper: Paper, code: str) -> str:
    listed = re.findall(r'data-finding="(\w+)">(?:(?!</li>).)*?/rule/' + code, page(paper, paper.path), re.S)
    assert listed, code
    return str(listed[0])


def test_findings_are_beside_their_cell(paper: Paper) -> None:
    html = page(paper, paper.path)
    names = re.findall(r'data-at="#i1/content"[^>]*aria-describedby="([^"]+)"', html)[0].split()
    assert all(f'<li id="{name}"' in html for name in names)
    assert "/rule/K113" in html or "/rule/K112" in html or "/rule/K111" in html


def test_findings_come_while_one_types_and_nothing_is_written(paper: Paper) -> None:
    typed = paper.do("/check", at="#i2/content", was="姓名、职务", now="姓名 、职务").json
    assert "空格" in "".join(typed["findings"])
    fault = paper.do("/check", at="#i2/name", was="领导信息", now="").json
    assert fault["fault"]
    assert paper.text == TEXT


def test_a_suggestion_is_written_by_a_click(paper: Paper) -> None:
    html = page(paper, paper.path)
    mendable = re.findall(r'data-at="#i1/content" data-finding="(\w+)">(?:(?!</li>).)*?class="fix"', html, re.S)
    answer = paper.do("/fix", finding=mendable[0])
    assert answer.status == 200
    assert paper.text == TEXT.replace("职能 、电话", "职能、电话")
    assert paper.do("/fix", finding=mendable[0]).status == 400


def test_a_finding_is_accepted_with_a_reason_in_the_file(paper: Paper) -> None:
    html = page(paper, paper.path)
    name, code = re.findall(r'data-at="#i2/time_limit" data-finding="(\w+)">(?:(?!</li>).)*?/rule/(K\d+)', html, re.S)[
        0
    ]
    assert paper.do("/accept", finding=name, reason="  ").status == 400
    assert paper.do("/accept", finding=name, reason="上级文件另有规定").status == 200
    assert f"ignore:\n          - rule: {code}\n            reason: 上级文件另有规定\n" in paper.text
    assert name not in page(paper, paper.path)


def test_a_finding_of_no_item_is_accepted_in_a_comment(tmp_path: Path) -> None:
    server = served(tmp_path, SWJ)
    path = tmp_path / SWJ.name
    html = server.get(f"/d/{server.key(path)}").text
    name = re.findall(r'data-at="agency" data-finding="(\w+)"', html)[0]
    assert server.post("/accept", key=server.key(path), finding=name, reason="原件没有日期").status == 200
    before, after = SWJ.read_text("utf-8").splitlines(), path.read_text("utf-8").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert changed[0][1].startswith(changed[0][0] + "  # gkml: ignore[K169] 原件没有日期")


# --- undo ---


def test_edits_are_taken_back_and_made_again_to_the_byte(paper: Paper) -> None:
    texts = [paper.text]
    for at, was, now in (
        ("#i2/content", "姓名、职务", "姓名"),
        ("#i1/office", "办公室", "人事科"),
        ("notes", [], ["注"]),
    ):
        assert paper.edit(at, was, now).status == 200
        texts.append(paper.text)
    for n in (2, 1, 0):
        assert paper.do("/undo", direction="undo").json["status"].startswith("撤销：")
        assert paper.text == texts[n]
    assert paper.do("/undo", direction="undo").status == 400
    for n in (1, 2, 3):
        assert paper.do("/undo", direction="redo").status == 200
        assert paper.text == texts[n]


def test_taking_back_leaves_what_others_changed(paper: Paper) -> None:
    assert paper.edit("#i2/content", "姓名、职务", "姓名").status == 200
    other = "# 上面加了一行\n" + paper.text.replace("年度工作计划", "别的程序写的")
    paper.path.write_text(other, "utf-8")
    assert paper.do("/undo", direction="undo").status == 200
    assert paper.text == other.replace("content: 姓名   # 保留", "content: 姓名、职务   # 保留")


def test_what_others_changed_since_is_not_taken_back(paper: Paper) -> None:
    assert paper.edit("#i2/content", "姓名、职务", "姓名").status == 200
    other = paper.text.replace("content: 姓名 ", "content: 别的 ")
    paper.path.write_text(other, "utf-8")
    refused = paper.do("/undo", direction="undo")
    assert refused.status == 400
    assert "撤销不了" in refused.json["message"]
    assert paper.text == other


# --- items ---


def names(paper: Paper) -> list[str]:
    return re.findall(r'<td[^>]*data-at="#\w+/name"[^>]*>([^<]*)<', page(paper, paper.path))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"op": "down", "item": "i1"}, ["职责", "领导信息", "机构职能", "计划", "年度计划"]),
        ({"op": "up", "item": "i2"}, ["职责", "领导信息", "机构职能", "计划", "年度计划"]),
        ({"op": "down", "item": "a"}, ["计划", "年度计划", "职责", "机构职能", "领导信息"]),
        ({"op": "after", "item": "i1", "name": "新的"}, ["职责", "机构职能", "新的", "领导信息", "计划", "年度计划"]),
        ({"op": "before", "item": "i1", "name": "新的", "copies": True}, ["职责", "新的", "机构职能", "领导信息", "计划", "年度计划"]),
        ({"op": "after", "item": "i2", "name": "新的", "group": "新组"}, ["职责", "机构职能", "领导信息", "新组", "新的", "计划", "年度计划"]),
        ({"op": "delete", "item": "i1"}, ["职责", "领导信息", "计划", "年度计划"]),
        ({"op": "abolish", "item": "i2", "reason": "机构改革", "since": "2026-03-01"}, ["职责", "机构职能", "计划", "年度计划"]),
    ],
)  # fmt: skip
def test_items_are_added_moved_deleted_and_abolished(
    paper: Paper, content: dict[str, Any], expected: list[str]
) -> None:
    before = names(paper)
    answer = paper.do("/item", **content)
    assert answer.status == 200, answer.json
    assert names(paper) == expected
    assert "# 目录的说明" in paper.text
    assert ("# 保留" in paper.text) == (content["op"] != "abolish")
    if content["op"] == "abolish":
        assert "abolished:\n  - id: i2\n    name: 领导信息\n    since: 2026-03-01\n    reason: 机构改革\n" in paper.text
    if content.get("copies"):
        assert paper.text.count("政务公开-机构概况") == 3
    assert paper.do("/undo", direction="undo").status == 200
    assert (names(paper), paper.text) == (before, TEXT)


def test_an_item_moves_to_another_group_with_its_comments_and_its_id(paper: Paper) -> None:
    group, item = re.findall(r'data-at="#(\w+)/name"[^>]*>(?:计划|年度计划)<', page(paper, paper.path))
    assert paper.do("/item", op="group", item="i2", group=group).status == 200
    assert names(paper) == ["职责", "机构职能", "计划", "年度计划", "领导信息"]
    assert "content: 姓名、职务   # 保留" in paper.text
    assert paper.do("/item", op="group", item=item, group="a").status == 200
    assert names(paper) == ["职责", "机构职能", "年度计划", "计划", "领导信息"]
    assert f"id: {item}\n" in paper.text  # derived before, written now that its place is another
    assert paper.do("/item", op="group", item="i1", group="i2").status == 400


@pytest.mark.parametrize(
    "content",
    [
        {"op": "up", "item": "i1"},
        {"op": "down", "item": "i2"},
        {"op": "after", "item": "i1", "name": " "},
        {"op": "abolish", "item": "i1", "reason": ""},
        {"op": "abolish", "item": "i1", "reason": "改革", "since": "明年"},
    ],
    ids=str,
)
def test_an_operation_that_cannot_be_done_says_why(paper: Paper, content: dict[str, Any]) -> None:
    refused = paper.do("/item", **content)
    assert refused.status in {400, 422}
    assert refused.json["message"]
    assert paper.text == TEXT


def test_the_reason_of_a_change_is_written_to_its_item(paper: Paper) -> None:
    assert paper.do("/item", op="reason", item="i2", reason=" 桂政发〔2026〕3号 ").status == 200
    reason = "        revision: 桂政发〔2026〕3号\n"
    assert paper.text == TEXT.replace("公开-机构概况]\n  - name: 计划", f"公开-机构概况]\n{reason}  - name: 计划")


def test_the_last_item_stays(paper: Paper) -> None:
    for item in ("i1", "i2"):
        assert paper.do("/item", op="delete", item=item).status == 200
    assert names(paper) == ["计划", "年度计划"]
    own = re.findall(r'data-at="#(\w+)/name"[^>]*>年度计划<', page(paper, paper.path))[0]
    refused = paper.do("/item", op="delete", item=own)
    assert (refused.status, names(paper)) == (400, ["计划", "年度计划"])


# --- completion ---


def test_a_cell_offers_what_is_known(paper: Paper) -> None:
    key = paper.key(paper.path)
    assert "人事科" in paper.get(f"/choices/{key}?at=%23i2/office").json["choices"]
    assert "政府网站" in paper.get(f"/choices/{key}?at=%23i2/channels").json["choices"]
    assert paper.get(f"/choices/{key}?at=%23nobody/office").json["choices"] == ""
