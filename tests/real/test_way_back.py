"""A workbook or Word file that LibreOffice has opened and saved says what it said when it was built."""

import shlex
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Result
from tests.real.cases import Case
from tests.real.libreoffice import LibreOffice

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def saved(built: dict[str, Case], libreoffice: LibreOffice) -> dict[tuple[str, str], Path]:
    """Every Word and Excel file as LibreOffice saves it."""
    found: dict[tuple[str, str], Path] = {}
    for form in ("docx", "xlsx"):
        made = libreoffice.convert([case.file(form) for case in built.values()], form)
        found |= {(name, form): path for name, path in zip(built, made, strict=True)}
    return found


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_file_that_was_only_saved_changes_nothing(
    case: Case, saved: dict[tuple[str, str], Path], form: str, gkml: Callable[..., Result]
) -> None:
    command = ["import", "--update", str(case.source), str(saved[case.name, form]), "--dry-run"]
    assert gkml(shlex.join(command))[:2] == (0, "送回的文件没有改动。\n")


def test_a_cell_that_was_edited_after_it_was_saved_is_the_one_change(
    published: Case, saved: dict[tuple[str, str], Path], tmp_path: Path, gkml: Callable[..., Result]
) -> None:
    book = openpyxl.load_workbook(saved[published.name, "xlsx"])
    sheet = book["目录"]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "编号" for cell in row))
    column = next(cell.column for row in sheet.iter_rows(max_row=4) for cell in row if "公开内容" in str(cell.value))
    sheet.cell(head[0].row + 1, column).value = "改过的内容"
    book.save(tmp_path / "back.xlsx")
    command = ["import", "--update", str(published.source), str(tmp_path / "back.xlsx"), "--dry-run"]
    result = gkml(shlex.join(command)).out
    lines = [line for line in result.splitlines() if line[:1] in "+-" and line[:3] not in {"---", "+++"}]
    assert [line[:1] for line in lines] == ["-", "+"]
    assert lines[1].endswith("content: 改过的内容")
    assert "合并了 1 处改动。" in result
