"""`gkml diff` at the command line: paths, folders, real git revisions, files that were sent in, gates, decisions, lineage."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from gkml.project.compile import compile as made
from gkml.project.git import at
from tests.conftest import Result, entry_of
from tests.documents import HOME

OLD = """format: 1
id: some-ju
title: 某局政府信息主动公开基本目录
profile: basic-8
edition: "2025"
items:
  - id: g1aaaa
    name: 机构概况
    items:
      - id: a1aaaa
        name: 领导简介
        content: 姓名、职务、简历
        office: 人事科
        time_limit: 信息形成之日起7个工作日内
        channels: [某局网站, 政务公开栏]
        sections: [政务公开-领导]
      - id: a2aaaa
        name: 机构职能
        content: 主要职责
        office: 办公室
        time_limit: 信息形成之日起7个工作日内
        channels: [某局网站]
        sections: [政务公开-职能]
"""
NEW = (
    OLD.replace('"2025"', '"2026"\nprevious: "2025.yaml"')
    .replace(
        "7个工作日内\n        channels: [某局网站, 政务公开栏]", "15日内\n        channels: [某局网站, 政务公开栏]"
    )
    .replace("content: 主要职责", "content: 主要职责、内设机构")
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gkml.yaml").write_text("version: 1\ncatalogs: catalogs\n", "utf-8")
    (tmp_path / "catalogs").mkdir()
    (tmp_path / "catalogs/2025.yaml").write_text(OLD, "utf-8")
    (tmp_path / "catalogs/2026.yaml").write_text(NEW, "utf-8")
    return tmp_path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real repository: the old edition is tagged v1, the new one stands in the working tree's last commit."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "catalogs").mkdir()
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run([*git, "init", "-q", "."], check=True)
    for text, tag in ((OLD, "v1"), (NEW.replace('previous: "2025.yaml"\n', ""), "v2")):
        (tmp_path / "catalogs/x.yaml").write_text(text, "utf-8")
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-qm", tag], check=True)
        subprocess.run([*git, "tag", tag], check=True)
    return tmp_path


def kinds(result: Result) -> list[tuple[str, str, str]]:
    return [(each["kind"], each["verdict"], each["field"]) for each in json.loads(result.out)["changes"]]


CHANGES = [("modified", "weakened", "time_limit"), ("modified", "strengthened", "content")]


def test_a_catalog_alone_is_compared_with_the_edition_before_it(folder: Path, gkml: Callable[..., Result]) -> None:
    result = gkml("diff catalogs/2026.yaml")
    assert result.code == 1
    assert "公开减弱 1 处" in result.out and "时限延长" in result.out
    assert "catalogs/2025.yaml:10:9 → catalogs/2026.yaml:11:9" in result.out
    assert kinds(gkml("diff catalogs/2025.yaml catalogs/2026.yaml --output-format json")) == CHANGES


def test_an_edition_is_the_same_as_itself(folder: Path, gkml: Callable[..., Result]) -> None:
    result = gkml("diff catalogs/2025.yaml catalogs/2025.yaml")
    assert result.code == 0 and "没有变化" in result.out


@pytest.mark.parametrize(
    ("gate", "code"), [("weakened", 1), ("removed", 0), ("substantive", 1), ("any", 1), ("never", 0)]
)
def test_the_gate_decides_the_exit_code(gate: str, code: int, folder: Path, gkml: Callable[..., Result]) -> None:
    assert gkml(f"diff catalogs/2026.yaml --fail-on {gate}").code == code


def test_the_configuration_sets_the_gate(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "gkml.yaml").write_text("version: 1\ncatalogs: catalogs\nfail_on: removed\n", "utf-8")
    assert gkml("diff catalogs/2026.yaml").code == 0


def test_what_was_accepted_passes_and_is_shown(folder: Path, gkml: Callable[..., Result]) -> None:
    change = json.loads(gkml("diff catalogs/2026.yaml --output-format json").out)["changes"][0]["fingerprint"]
    result = gkml(f"diff catalogs/2026.yaml --accept {change} --reason 局长办公会 --approver 张三")
    assert (result.code, "已审定（张三）" in result.out, "依据：局长办公会" in result.out) == (0, True, True)
    assert gkml("diff catalogs/2026.yaml").code == 0
    assert {"张三", "some-ju"} <= set(re.findall("张三|some-ju", (folder / ".gkml-changes.yaml").read_text("utf-8")))


def test_a_reason_alone_is_printed_and_passes_nothing(folder: Path, gkml: Callable[..., Result]) -> None:
    change = json.loads(gkml("diff catalogs/2026.yaml --output-format json").out)["changes"][0]["fingerprint"]
    result = gkml(f"diff catalogs/2026.yaml --accept {change} --reason 法律修订")
    assert result.code == 1 and "依据：法律修订" in result.out


def test_a_decision_about_nothing_is_told(folder: Path, gkml: Callable[..., Result]) -> None:
    text = "changes:\n  - {change: 0123456789ab, reason: 从前, approver: 李四}\n"
    (folder / ".gkml-changes.yaml").write_text(text, "utf-8")
    assert "0123456789ab" in gkml("diff catalogs/2026.yaml --decisions .gkml-changes.yaml").err
    assert "0123456789ab" in gkml("diff catalogs/2026.yaml").err
    other = "changes:\n  - {change: 0123456789ab, catalog: other-ju, reason: 从前, approver: 李四}\n"
    (folder / ".gkml-changes.yaml").write_text(other, "utf-8")
    assert "0123456789ab" not in gkml("diff catalogs/2026.yaml").err
    mixed = (
        other + "  - {change: ba9876543210, reason: 从前}\n  - {change: cccccccccccc, catalog: some-ju, reason: 从前}\n"
    )
    (folder / ".gkml-changes.yaml").write_text(mixed, "utf-8")
    result = gkml("diff catalogs/2026.yaml").err
    assert "cccccccccccc" in result and "ba9876543210" not in result


def test_a_folder_in_a_revision_has_its_catalogs_and_nothing_else(
    repository: Path, gkml: Callable[..., Result]
) -> None:
    for name in ("gkml.yaml", ".hidden/a.yaml", "schema/b.yaml", "x/templates/c.yaml", "notes.txt"):
        file = repository / "catalogs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("no catalog: [", "utf-8")
    deep = repository / "catalogs/deep/y.yml"
    deep.parent.mkdir()
    deep.write_text(OLD.replace("some-ju", "deep-ju"), "utf-8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "v3"], check=True)
    assert [name for name, _ in at("HEAD", "catalogs")] == ["catalogs/deep/y.yml", "catalogs/x.yaml"]
    assert gkml("diff v2:catalogs HEAD:catalogs").code == 0


def test_revisions_of_a_real_repository(repository: Path, gkml: Callable[..., Result]) -> None:
    for old in ("v1:catalogs/x.yaml", "HEAD~1:catalogs/x.yaml", "HEAD~1:./catalogs/x.yaml"):
        assert kinds(gkml(f"diff {old} catalogs/x.yaml --output-format json")) == CHANGES
    assert kinds(gkml("diff v1:catalogs v2:catalogs --output-format json")) == CHANGES


def test_a_revision_that_is_not_there_says_how_to_get_it(repository: Path, gkml: Callable[..., Result]) -> None:
    result = gkml("diff v9:catalogs/x.yaml catalogs/x.yaml")
    assert result.code == 2 and "git fetch origin refs/tags/v9:refs/tags/v9" in result.err
    assert "没有 nowhere.yaml" in gkml("diff v1:nowhere.yaml catalogs/x.yaml").err


def test_a_revision_is_no_option(repository: Path, gkml: Callable[..., Result]) -> None:
    result = gkml("diff -- --output=owned:catalogs/x.yaml catalogs/x.yaml")
    assert result.code == 2 and not (repository / "owned").exists()


def test_the_history_of_a_file_in_git(repository: Path, gkml: Callable[..., Result]) -> None:
    result = gkml("diff catalogs/x.yaml --changelog")
    assert result.code == 0 and result.out.startswith("2 版：2025 → 2026\n")
    assert "机构概况 › 领导简介" in result.out and "公开减弱" in result.out


def test_the_history_over_named_editions_as_a_table(folder: Path, gkml: Callable[..., Result]) -> None:
    gkml("diff catalogs/2025.yaml catalogs/2026.yaml --changelog --output-format xlsx --output-file 沿革.xlsx")
    rows = list(openpyxl.load_workbook(folder / "沿革.xlsx").worksheets[0].values)
    assert any(row[0] == "机构概况 › 机构职能" and row[6] == "公开加强" for row in rows)


def test_a_file_that_was_sent_in_is_compared(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "送审.docx").write_bytes(made(entry_of(folder / "catalogs/2026.yaml"), ["docx"], HOME)["docx"])
    result = gkml("diff catalogs/2025.yaml 送审.docx --output-format json")
    assert kinds(result) == CHANGES
    assert "→ 送审.docx:表1 第2行 第3列" in gkml("diff catalogs/2025.yaml 送审.docx").out


def test_folders_are_compared_by_the_catalogs_ids(folder: Path, gkml: Callable[..., Result]) -> None:
    for name, text in (("old", OLD), ("new", NEW)):
        (folder / name).mkdir()
        (folder / name / "a.yaml").write_text(text, "utf-8")
        (folder / name / "b.yaml").write_text(text.replace("some-ju", "other-ju"), "utf-8")
    result = gkml("diff old new")
    assert result.code == 1 and result.out.count("公开减弱 1 处") == 2
    assert gkml("diff old new --output-format json").code == 2


GUIDE = OLD.replace("some-ju", "guide").replace('"2025"', '"1"')
TAKEN = (
    GUIDE.replace('"1"', '"2"\nprevious: guide-1.yaml')
    .replace("主要职责", "主要职责、内设机构")
    .replace("7个工作日", "5个工作日")
)


def test_a_directory_against_its_guide(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "guide-2.yaml").write_text(TAKEN, "utf-8")
    (folder / "guide-1.yaml").write_text(GUIDE, "utf-8")
    local = NEW.replace('previous: "2025.yaml"', "guide: ../guide-2.yaml")
    (folder / "catalogs/2026.yaml").write_text(local, "utf-8")
    result = gkml("diff catalogs/2026.yaml --guide --output-format json")
    assert ("modified", "weakened", "time_limit") in kinds(result)
    told = gkml("diff catalogs/2026.yaml --take-up").out
    assert (
        "上级指引有 3 处变化：本目录还是旧的写法，要改 1 处、本目录另有写法，请核对 1 处、本目录已经一致 1 处" in told
    )


BAD = """
diff nowhere.yaml
diff catalogs/2025.yaml
diff catalogs/2025.yaml bad.yaml
diff catalogs/2025.yaml other.yaml
diff catalogs/2025.yaml empty.yaml
diff catalogs/2026.yaml --output-format pdf
diff catalogs/2026.yaml --output-format redline
diff catalogs/2026.yaml --fail-on sometimes
diff catalogs/2026.yaml --accept 0123456789ab
diff catalogs/2026.yaml --accept 0123456789ab --reason x
diff catalogs/2026.yaml --guide
diff catalogs/2026.yaml --guide --changelog
diff catalogs/2025.yaml --take-up
diff catalogs/2025.yaml --changelog
diff v1:catalogs/x.yaml catalogs/2025.yaml
""".strip().splitlines()


@pytest.mark.parametrize("command", BAD)
def test_bad_input_is_told_and_ends_with_2(command: str, folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "bad.yaml").write_text("id: x\nitems: 1\n", "utf-8")
    (folder / "other.yaml").write_text(OLD.replace("some-ju", "other-ju"), "utf-8")
    (folder / "empty.yaml").write_text("format: 1\nid: some-ju\ntitle: 空\nprofile: basic-8\nitems: []\n", "utf-8")
    result = gkml(command)
    assert result.code == 2 and result.err and "内部出错" not in result.err, result.err


def test_a_history_is_not_written_over_an_edition(folder: Path, gkml: Callable[..., Result]) -> None:
    book = folder / "新.xlsx"
    book.write_bytes(made(entry_of(folder / "catalogs/2026.yaml"), ["xlsx"], HOME)["xlsx"])
    before = book.read_bytes()
    assert gkml("diff --changelog catalogs/2025.yaml 新.xlsx --output-format xlsx --output-file 新.xlsx").code == 2
    assert book.read_bytes() == before


def test_what_is_quoted_of_the_command_line_does_not_steer_the_terminal(
    folder: Path, gkml: Callable[..., Result]
) -> None:
    result = gkml("diff a\u202e\x1b[31m.yaml catalogs/2025.yaml")
    assert result.code == 2 and "a\\u202e\\u001b[31m" in result.err


def test_what_is_declared_abolished_is_gone_however_like_another_is(folder: Path, gkml: Callable[..., Result]) -> None:
    text = NEW.replace("a2aaaa", "b2bbbb").replace("name: 机构职能", "name: 机构主要职能")
    text += "abolished:\n  - {id: a2aaaa, name: 机构职能, reason: 三定规定}\n"
    (folder / "catalogs/2026.yaml").write_text(text, "utf-8")
    assert [kind for kind, _, _ in kinds(gkml("diff catalogs/2026.yaml --output-format json"))].count("removed") == 1
    assert "依据：三定规定" in gkml("diff catalogs/2026.yaml").out


def test_an_enormous_file_in_a_revision_is_not_read(
    repository: Path, gkml: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gkml.project.git.MAX_BYTES", 100)
    result = gkml("diff v1:catalogs/x.yaml catalogs/x.yaml")
    assert result.code == 2 and "不像一份目录" in result.err
