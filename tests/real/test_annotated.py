"""What was sent in comes back annotated: Microsoft's SDK has no complaint, the cells are as they were, the notes are at them."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document as word_document

from gkml.formats.excel import read as read_xlsx
from gkml.formats.word import read as read_docx
from tests.real.cases import PUBLISHED, Case, gkml
from tests.real.test_office_validity import complaints

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def annotated(built: dict[str, Case], tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """For docx and xlsx the file that was sent in, and what came back."""
    folder = tmp_path_factory.mktemp("annotated")
    files = {form: (built[PUBLISHED[0]].file(form), folder / f"批注.{form}") for form in ("docx", "xlsx")}
    for sent, back in files.values():
        gkml("lint", sent, "--annotate", back, "--fail-on", "never", cwd=folder)
    return files


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_sdk_has_no_complaint(form: str, annotated: dict[str, tuple[Path, Path]]) -> None:
    assert complaints(annotated[form][1]) == []


def test_the_table_is_as_it_was(annotated: dict[str, tuple[Path, Path]]) -> None:
    for form, reader in (("docx", read_docx), ("xlsx", read_xlsx)):
        sent, back = (next(reader.read(path.read_bytes()).tables()) for path in annotated[form])
        assert [texts for _, texts in back.filled()] == [texts for _, texts in sent.filled()]


def test_the_notes_stand_at_their_cells(annotated: dict[str, tuple[Path, Path]]) -> None:
    sheet = openpyxl.load_workbook(annotated["xlsx"][1])["目录"]
    noted = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    comments = [comment.text for comment in word_document(str(annotated["docx"][1])).comments]
    assert len(noted) > 5
    assert sorted(noted.values()) == sorted(comments)
    assert all(" K1" in text or " K2" in text for text in comments)


def test_the_list_of_problems_is_behind(annotated: dict[str, tuple[Path, Path]]) -> None:
    assert openpyxl.load_workbook(annotated["xlsx"][1]).sheetnames[-1] == "问题清单"
    last = word_document(str(annotated["docx"][1])).tables[-1]
    assert [cell.text for cell in last.rows[0].cells][:3] == ["序号", "事项", "字段"]


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_same_file_is_annotated_the_same(
    form: str, annotated: dict[str, tuple[Path, Path]], tmp_path: Path
) -> None:
    sent, back = annotated[form]
    gkml("lint", sent, "--annotate", tmp_path / f"again.{form}", "--fail-on", "never", cwd=tmp_path)
    with zipfile.ZipFile(back) as one, zipfile.ZipFile(tmp_path / f"again.{form}") as other:
        assert one.namelist() == other.namelist()
        assert all(one.read(name) == other.read(name) for name in one.namelist() if "docProps" not in name)
