"""The copy of a file that `gkml lint --annotate` writes is read as the original, and no file makes its writer fail."""

import io
from collections.abc import Callable
from html import unescape

import pytest
from docx import Document as word_document
from openpyxl import load_workbook
from openpyxl.comments import Comment

from gkml.document import Cell, Column, Document, LeftOut, Row, Run, Table
from gkml.formats.excel.annotate import annotate as annotate_excel
from gkml.formats.notes import APPENDED, Note
from gkml.formats.unreadable import UnreadableFile
from gkml.formats.word.annotate import annotate as annotate_word
from tests.documents import READERS, real_file
from tests.test_hostile_files import SHEET, members, packed

ANNOTATE = {"docx": annotate_word, "xlsx": annotate_excel}
FINDINGS = Table((Column(0.5), Column(0.5)), (Row((Cell(0, (Run("位置"),)), Cell(1, (Run("问题"),)))),), (Row((Cell(0, (Run("表1"),)), Cell(1, (Run("=错"),)))),))  # fmt: skip
NOTES = {
    "docx": [Note(1, "", 3, 2, "错误 K114：超过期限"), Note(1, "", 4, 1, "提示")],
    "xlsx": [Note(1, "目录", 6, 4, "错误 K114：超过期限"), Note(1, "目录", 7, 2, "提示")],
}


def annotated(form: str, data: bytes) -> bytes:
    return ANNOTATE[form](data, NOTES[form], "问题清单", FINDINGS)


def text_of(data: bytes) -> str:
    return unescape("".join(part.decode("utf-8", "ignore") for part in members(data).values()))


def content(document: Document) -> tuple[object, ...]:
    return document.title, document.blocks, document.left_out


@pytest.mark.parametrize("form", ANNOTATE)
@pytest.mark.parametrize("times", [1, 2])
def test_an_annotated_copy_is_read_as_the_original(form: str, times: int) -> None:
    data = real_file(form)
    for _ in range(times):
        data = annotated(form, data)
    original, read = READERS[form](real_file(form)), READERS[form](data)
    assert [type(block) for block in read.blocks] == [type(block) for block in original.blocks]
    assert content(read) == (*content(original)[:2], (*original.left_out, LeftOut("", APPENDED)))


@pytest.mark.parametrize("form", ANNOTATE)
def test_a_copy_annotated_again_has_one_list_and_one_comment_a_finding(form: str) -> None:
    once = annotated(form, real_file(form))
    for data in (once, annotated(form, once)):
        text = text_of(data)
        assert (text.count("=错"), text.count("超过期限")) == (1, 1)


@pytest.mark.parametrize("form", ANNOTATE)
def test_what_gkml_adds_is_in_the_copy(form: str) -> None:
    text = text_of(annotated(form, real_file(form)))
    assert "超过期限" in text
    assert "=错" in text


@pytest.mark.parametrize("author", ["", " "])
def test_findings_of_a_workbook_whose_authors_were_dropped_are_no_comments_of_others(author: str) -> None:
    book = load_workbook(io.BytesIO(real_file("xlsx")))
    book["目录"]["D6"].comment = Comment("警告 K111：有空格\n提示 K200：没有写", author)
    book["目录"]["D7"].comment = Comment("警告 K111 是什么意思", author)
    out = io.BytesIO()
    book.save(out)
    assert [each.text for each in READERS["xlsx"](out.getvalue()).left_out] == ["警告 K111 是什么意思"]


def commented_word() -> bytes:
    document = word_document(io.BytesIO(real_file("docx")))
    paragraph = document.tables[0].rows[2].cells[1].paragraphs[0]
    document.add_comment(paragraph.runs, "请核对", "甲", "甲")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def commented_excel() -> bytes:
    book = load_workbook(io.BytesIO(real_file("xlsx")))
    book["目录"].cell(6, 4).comment = Comment("请核对", "甲")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("form", "made"), [("docx", commented_word), ("xlsx", commented_excel)])
def test_the_comments_of_others_stay(form: str, made: Callable[[], bytes]) -> None:
    (before,) = READERS[form](made()).left_out
    assert before == LeftOut(before.place, "批注", "请核对")
    read = READERS[form](annotated(form, annotated(form, made())))
    assert set(read.left_out) == {before, LeftOut("", APPENDED)}


WIDE = {
    "spaces": b'<mergeCell ref = "J1:XFD20000"/>',
    "a line end": b'<mergeCell\n ref\n=\n"J1:XFD20000"/>',
    "signs": b'<mergeCell ref="$J$1:$XFD$20000"/>',
    "references": b'<mergeCell ref="J1&#58;XFD20000"/>',
    "small letters": b'<mergeCell ref="j1:xfd20000"/>',
    "turned round": b'<mergeCell ref="XFD20000:J1"/>',
}


@pytest.mark.parametrize("how", WIDE)
def test_merges_too_wide_for_openpyxl_are_refused(how: str) -> None:
    parts = members(real_file("xlsx"))
    data = packed(parts | {SHEET: parts[SHEET].replace(b"</mergeCells>", WIDE[how] + b"</mergeCells>")})
    with pytest.raises(UnreadableFile):
        annotated("xlsx", data)


BROKEN = {
    "no content types": ("docx", "[Content_Types].xml", b""),
    "no styles": ("docx", "word/styles.xml", b"<a/>"),
    "broken relations": ("docx", "word/_rels/document.xml.rels", b"<Relationships>"),
    "no relation targets": ("docx", "_rels/.rels", b"<Relationships/>"),
    "content types of a workbook": ("xlsx", "[Content_Types].xml", b"<Types/>"),
    "styles of a workbook": ("xlsx", "xl/styles.xml", b"<a/>"),
    "a broken workbook": ("xlsx", "xl/workbook.xml", b"<workbook"),
    "other sheets": ("xlsx", "xl/workbook.xml", b"<workbook/>"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_file_that_the_libraries_refuse_is_one_clear_line(how: str) -> None:
    form, part, xml = BROKEN[how]
    try:
        annotated(form, packed(members(real_file(form)) | {part: xml}))
    except UnreadableFile as error:
        assert any("\u4e00" <= letter <= "\u9fff" for letter in str(error))
