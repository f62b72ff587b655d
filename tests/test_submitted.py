"""`gkml lint` of the files that offices send in: the same findings as in the catalog, each at its own cell."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gkml.project.compile import compile as made
from tests.conftest import ROOT, Result, entry_of
from tests.documents import HOME

FILE = ROOT / "catalogs/liuzhou-scjg/as-issued.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for form, data in made(entry_of(FILE), ["docx", "xlsx", "html"], HOME).items():
        (tmp_path / f"提交稿.{form}").write_bytes(data)
    return tmp_path


def found(result: Result) -> list[tuple[str, str, str]]:
    return sorted((each["code"], each["title"], each["message"]) for each in json.loads(result.out))


@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
def test_what_was_sent_in_is_linted_as_the_catalog_is(form: str, folder: Path, gkml: Callable[..., Result]) -> None:
    sent = gkml(f"lint 提交稿.{form} --output-format json")
    assert sent.code == 1
    assert found(sent) == found(gkml(f"lint {FILE} --no-baseline --output-format json"))


def test_a_finding_stands_at_its_cell(folder: Path, gkml: Callable[..., Result]) -> None:
    assert "提交稿.docx:表1 第2行 第4列: 错误 K110" in gkml("lint 提交稿.docx").out
    assert "提交稿.xlsx:目录!D3: 错误 K110" in gkml("lint 提交稿.xlsx").out
    told = json.loads(gkml("lint 提交稿.xlsx --select K110 --output-format json").out)[0]
    assert (told["place"], told["fix"] is None) == ("目录!D3", False)
    assert "--> 提交稿.xlsx:目录!D3\n  | 本局领导的领导相片" in gkml("lint 提交稿.xlsx --output-format full").out


@pytest.mark.parametrize("option", ["--fix", "--diff", "--unsafe-fixes", "--write-baseline"])
def test_what_was_sent_in_is_not_written(option: str, folder: Path, gkml: Callable[..., Result]) -> None:
    before = (folder / "提交稿.docx").read_bytes()
    result = gkml(f"lint 提交稿.docx {option}")
    assert result.code == 2 and "gkml import" in result.err
    assert (folder / "提交稿.docx").read_bytes() == before


def test_a_file_without_a_directory_is_one_clear_line(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "空.csv").write_text("甲,乙\n1,2\n", "utf-8")
    (folder / "坏.docx").write_bytes(b"PK\3\4 broken")
    for file in ("空.csv", "坏.docx"):
        result = gkml(f"lint {file}")
        assert (result.code, result.err.count("\n"), result.err.startswith(f"{file}: ")) == (2, 1, True)


def test_the_annotated_copy_is_no_other_output(folder: Path, gkml: Callable[..., Result]) -> None:
    assert gkml("lint 提交稿.docx --annotate a.docx --output-file a.docx").code == 2
    assert gkml("lint 提交稿.docx --annotate 提交稿.docx").code == 2
    assert gkml("lint 提交稿.docx 提交稿.xlsx --annotate a.docx").code == 2
    assert gkml("lint 提交稿.html --annotate a.html").code == 2
