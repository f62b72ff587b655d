"""`gkml fmt` and the writer of canonical YAML: nothing that a file says is lost, and a second time changes nothing."""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gkml.catalog.load import load
from gkml.catalog.model import Catalog
from gkml.cli.fmt import run as fmt
from gkml.diagnostics import GkmlError
from gkml.project.workspace import Home
from gkml.project.writing import put_over
from gkml.schema.style import style_of
from gkml.yamltext.decode import legible, unseen
from gkml.yamltext.dump import canonical, dump
from gkml.yamltext.source import Source, read
from tests.conftest import CATALOGS

PROFILES = Home(None).profiles
# Every shape that a value can be written in, and out of order.
WRITTEN = """\
# yaml-language-server: $schema=../schema/catalog.schema.json
title: '示例局目录'
id: shili-ju
format: 1
profile: basic-8
source: {document: 原件, notes: [一, 二]}
preface:
- 说明
- {heading: 总则, level: 1}
items:
- name: 机构基本概况
  id: jg01
  items:
  - {name: 领导简介, id: jg02, channels: [网站, 公众号]}
  - office: "人事科"
    name: 机构职能
    content: |
      第一行 # 不是注释
      # 也不是注释

      第三行
    channels: [网站,
      公众号,
      公告栏
    ]
    basis:
    - 甲
    - '乙 # 不是注释'
    sections: []
    extra: {监督电话: "12345",
      公开时长: 长期}
    remark: "a\\tb"
notes: 一条
"""


def read_text(text: str) -> Source:
    return read(text.encode(), "x.yaml")


def catalog_of(source: Source) -> Catalog:
    loaded = load(source, PROFILES)
    assert loaded.entry is not None, loaded.diagnostics
    return loaded.entry.catalog


def formatted(text: str) -> str:
    source = read_text(text)
    return canonical(source, catalog_of(source).ids, style_of(Catalog))


def without_ids(catalog: Catalog) -> list[object]:
    """All that is printed, and the ids as they are given or derived."""
    head = catalog.model_dump(exclude={"items"})
    return [
        head,
        *((leaf.id, [i.name for i in leaf.path], leaf.item.model_dump(exclude={"id"})) for leaf in catalog.leaves),
    ]


# --- what is kept ---


@pytest.mark.parametrize("text", [WRITTEN, *(path.read_text("utf-8") for path in CATALOGS)])
def test_the_formatted_catalog_says_the_same_and_is_formatted(text: str) -> None:
    once = formatted(text)
    assert without_ids(catalog_of(read_text(once))) == without_ids(catalog_of(read_text(text)))
    assert formatted(once) == once


def test_keys_stand_in_the_schemas_order_and_every_item_has_an_id() -> None:
    once = formatted(WRITTEN)
    assert re.findall(r"^(\w+):", once, re.MULTILINE) == [
        "format",
        "id",
        "title",
        "profile",
        "source",
        "preface",
        "items",
        "notes",
    ]
    assert len(re.findall(r"^ *- id: \w+$", once, re.MULTILINE)) == 3


def test_an_id_that_is_given_is_kept_and_a_missing_one_stays_the_same() -> None:
    before = catalog_of(read_text(WRITTEN)).ids
    after = catalog_of(read_text(formatted(WRITTEN))).ids
    assert after == before
    assert "jg02" in after.values()


CALM = st.text(st.sampled_from("甲乙 a1.-_#:，、。“”=+*&!|>%@`'\"\\{}[],?~\n\t\u3000\u00a0\u200b𠀀"), max_size=12)
TRAPS = ["=1+1", "#N/A", "010", "1.10", "no", "null", "~", "", " ", "a: b", "a #b", "- a", "2024-03-29", "\n", "a\n", "\na", "a\n\n",
         "a \nb", " a\nb", "'", '"', "\\n", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a", "?", "? a", "-", "---", "...", "[", "{", "]",
         "true", "12:30", "0x1F", "1e3", "<<", "=", ":", "a:", "#", "𠀀", "\u00a0a", "　a", "a\tb"]  # fmt: skip


@given(st.lists(CALM | st.sampled_from(TRAPS), min_size=1, max_size=6), CALM | st.sampled_from(TRAPS))
@settings(max_examples=400, deadline=None)
def test_any_text_comes_back_from_the_canonical_form(texts: list[str], alone: str) -> None:
    item = {
        "name": "一",
        "content": alone,
        "basis": texts,
        "extra": {f"列{place}": text for place, text in enumerate(texts)},
    }
    written = {"id": "a", "title": "一", "profile": "basic-8", "preface": texts, "items": [item], "notes": texts}
    source = read_text(dump(written, style_of(Catalog)))
    assert source.problems == ()
    assert source.data == written


# --- comments ---

BLOCK = re.compile(r"^ *(?:第一行|# 也|第三行)")


def sprinkled(text: str, chance: random.Random) -> str:
    """The text with comments on lines of their own, at line ends, between entries in brackets, at the end of the file."""
    lines: list[str] = []
    for line in text.splitlines():
        inside = BLOCK.match(line) or (not line and lines[-1:] != [""])
        if not inside and chance.random() < 0.15:
            lines.append(" " * chance.randrange(5) + chance.choice(["# 注", "#注", "## 注", "#"]) + f"{len(lines)}")
        if not inside and chance.random() < 0.1:
            lines.append("")
        ends = line.strip() and not BLOCK.match(line) and not line.startswith("#")
        lines.append(
            line + (f"  {chance.choice(['# 尾', '## 尾'])}{len(lines)}" if ends and chance.random() < 0.2 else "")
        )
    lines += chance.choice([[], ["# 末尾"], ["", "  # 末尾", "", "# 末尾", ""]])
    return chance.choice(["\n", "\r\n"]).join(lines) + chance.choice(["", "\n", "\n\n"])


def result(text: str) -> list[str]:
    return sorted(re.findall(r"#+ ?(?:注|尾|末尾)\d*|(?<!\S)#\d+|# yaml-language\S+", text))


@given(st.integers(0, 2**32))
@example(0)
@settings(max_examples=300, deadline=None)
def test_every_comment_is_kept_wherever_it_stands(seed: int) -> None:
    chance = random.Random(seed)
    text = sprinkled(chance.choice([WRITTEN, formatted(WRITTEN)]), chance)
    once = formatted(text)
    assert result(once) == result(text)
    assert formatted(once) == once
    assert without_ids(catalog_of(read_text(once))) == without_ids(catalog_of(read_text(WRITTEN)))


def test_a_comment_stays_with_what_it_speaks_of() -> None:
    text = """\
# 文件
format: 1

# 代号
id: a  # 不要改
title: 一
profile: basic-8
items:  # 事项
  # 机构
  - name: 机构
    # 领导
    items:
      - {name: 领导, channels: [网站, 公众号]}  # 两处
      - name: 职能
        basis:
          - 甲  # 第一
          # 第二
          - 乙
# 完
"""
    assert (
        formatted(text)
        == """\
# 文件
format: 1

# 代号
id: a  # 不要改
title: 一
profile: basic-8
items:  # 事项
  # 机构
  - id: eubc6b
    name: 机构
    # 领导
    items:
      - id: x3t85u
        name: 领导
        channels: [网站, 公众号]  # 两处
      - id: kuffx6
        name: 职能
        basis:
          - 甲  # 第一
          # 第二
          - 乙
# 完
"""
    )


def test_what_stands_above_everything_stays_there() -> None:
    lines = formatted(WRITTEN).splitlines()
    assert lines[:2] == ["# yaml-language-server: $schema=../schema/catalog.schema.json", "format: 1"]


def test_a_comment_that_would_cut_text_off_is_put_above_it() -> None:
    text = formatted("id: a\ntitle: 一\nprofile: basic-8\nitems:\n  - name: 一\n    basis: #甲\n      - 乙\n")
    assert "    #甲\n    basis: [乙]\n" in text


# --- files ---


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "gkml.yaml").write_text("version: 1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_names_what_is_to_be_formatted_and_leaves_it(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "a.yaml").write_text(WRITTEN, "utf-8")
    (folder / "b.yaml").write_text(formatted(WRITTEN), "utf-8")
    assert fmt([], None, check=True) == 1
    assert capfd.readouterr().out == "要整理：a.yaml\n"
    assert (folder / "a.yaml").read_text("utf-8") == WRITTEN


def test_fmt_writes_what_it_changes_once(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "a.yaml").write_text(WRITTEN, "utf-8")
    assert fmt([], None, check=False) == 0
    assert fmt([], None, check=False) == 0
    assert fmt([], None, check=True) == 0
    assert capfd.readouterr().out == "整理了：a.yaml\n1 份目录都已经是整理好的。\n1 份目录都已经是整理好的。\n"
    assert (folder / "a.yaml").read_text("utf-8") == formatted(WRITTEN)


def test_a_file_with_errors_stays_and_the_others_are_formatted(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    wrong = WRITTEN.replace("office", "ofice").encode()
    (folder / "a.yaml").write_bytes(wrong)
    (folder / "b.yaml").write_bytes(WRITTEN.encode("gbk"))
    (folder / "c.yaml").write_text(WRITTEN, "utf-8")
    assert fmt([], None, check=False) == 1
    assert (folder / "a.yaml").read_bytes() == wrong
    assert (folder / "b.yaml").read_bytes() == WRITTEN.encode("gbk")
    assert (folder / "c.yaml").read_text("utf-8") == formatted(WRITTEN)
    assert "a.yaml:15:5: 错误 K020" in capfd.readouterr().err


def test_a_file_that_was_edited_meanwhile_is_not_written_over(folder: Path) -> None:
    path = folder / "a.yaml"
    path.write_text(WRITTEN + "# 刚刚加上\n", "utf-8")
    with pytest.raises(GkmlError, match=r"a\.yaml: 处理时文件被别的程序改动了，没有写入"):
        put_over(path, WRITTEN, formatted(WRITTEN))
    assert path.read_text("utf-8") == WRITTEN + "# 刚刚加上\n"


def test_an_edit_in_the_middle_of_a_run_survives_it(folder: Path) -> None:
    for number in range(60):
        (folder / f"{number:02}.yaml").write_text(WRITTEN, "utf-8")
    running = subprocess.Popen([sys.executable, "-m", "gkml", "fmt"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    last = folder / "59.yaml"
    while running.poll() is None:
        edited = last.read_bytes()
        if "# 手写".encode() not in edited:
            with last.open("ab") as file:
                file.write("# 手写\n".encode())
        time.sleep(0.001)
    assert running.wait() in {0, 2}
    assert "# 手写" in last.read_text("utf-8")


def test_a_link_stays_a_link_and_the_mode_stays(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    target = folder / "elsewhere" / "a.txt"
    target.write_text(WRITTEN, "utf-8")
    target.chmod(0o640)
    (folder / "a.yaml").symlink_to(target)
    assert fmt([folder / "a.yaml"], None, check=False) == 0
    assert (folder / "a.yaml").is_symlink()
    assert target.read_text("utf-8") == formatted(WRITTEN)
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(folder / "elsewhere")) == ["a.txt"]


@given(st.text(st.characters(exclude_categories=()), max_size=12), st.sampled_from(["value", "list", "key"]))
def test_what_is_written_is_read_back_or_refused_with_its_reason(text: str, place: str) -> None:
    data: dict[str, Any] = {"value": {"a": text}, "list": {"a": [text, {"b": text}]}, "key": {text: "a"}}[place]
    try:
        written = dump(data)
    except GkmlError as error:
        assert "U+" in str(error) and unseen(text)
        return
    source = read(written.encode(), "x.yaml")
    assert (source.data, source.problems) == (data, ())


@given(st.text(st.characters(exclude_categories=()), max_size=12))
def test_a_text_that_is_made_legible_can_be_written(text: str) -> None:
    clean = legible(text)
    assert read(dump({"a": clean}).encode(), "x.yaml").data == {"a": clean}
    assert legible(clean) == clean and (clean == text or unseen(text))
