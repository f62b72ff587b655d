"""No file, however broken or hostile, makes a reader raise anything but `UnreadableFile`, or take a gigabyte."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkml.document import Document
from gkml.formats.text import read_txt
from gkml.formats.unreadable import UnreadableFile
from tests.documents import READERS as FORMATS
from tests.documents import real_documents, real_file

READERS = {**FORMATS, "txt": read_txt.read}

WORD, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def edited(form: str, name: str, old: bytes, new: bytes) -> bytes:
    """A real file with one piece of one member replaced."""
    parts = members(real_file(form))
    assert old in parts[name]
    return packed(parts | {name: parts[name].replace(old, new, 1)})


# --- broken by chance ---


def reads_or_refuses(form: str, data: bytes) -> None:
    try:
        assert isinstance(READERS[form](data), Document)
    except UnreadableFile as error:
        assert any("\u4e00" <= letter <= "\u9fff" for letter in str(error))


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=200), cut=st.integers(0, 10**6))
def test_garbage_and_torn_files_are_read_or_refused(form: str, data: bytes, cut: int) -> None:
    whole = real_file(form)
    place = cut % len(whole)
    reads_or_refuses(form, data)
    reads_or_refuses(form, whole[:place])
    reads_or_refuses(form, whole[:place] + data + whole[place + len(data) :])


SNIPPETS = [
    b"", b"<", b"-1", b"99999999999999999999", b"\xff", "九".encode(), b'"', b"&x;", b"<w:tbl/>", b"<w:tr/>", b"<w:tc/>", b"A1:",
    b"<td colspan=0 rowspan=0>", b"</table>", b'r="XFD1048576"', b"w:val=", b"<!--", b"<w:p>", b"1e999", b"<v/>", b"nan",
]  # fmt: skip
changes = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 12), st.sampled_from(SNIPPETS)), min_size=1, max_size=4
)


def mutated(data: bytes, pieces: list[tuple[int, int, bytes]]) -> bytes:
    for number, length, snippet in pieces:
        place = number % (len(data) + 1)
        data = data[:place] + snippet + data[place + length :]
    return data


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=150, deadline=None)
@given(pick=st.integers(0, 99), pieces=changes)
def test_mutated_files_are_read_or_refused(form: str, pick: int, pieces: list[tuple[int, int, bytes]]) -> None:
    if form not in ("docx", "xlsx"):
        reads_or_refuses(form, mutated(real_file(form), pieces))
        return
    parts = members(real_file(form))
    name = sorted(parts)[pick % len(parts)]
    reads_or_refuses(form, packed(parts | {name: mutated(parts[name], pieces)}))


# --- broken on purpose ---

DTD = b'?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
WIDE = b"<table>" + b"<tr>" * 3000 + b"<td colspan=1000><td>"


def stretched() -> bytes:
    """A sheet without borders whose last row is the last that there can be."""
    parts = members(edited("xlsx", SHEET, b'<row r="18"', b'<row r="1048576"'))
    return packed(parts | {"xl/styles.xml": parts["xl/styles.xml"].replace(b"thin", b"none")})


def ladder(height: int) -> bytes:
    """Each row adds one cell that reaches to the last row, and so a column."""
    rows = (f"<tr><td rowspan={height - n}>{n}" for n in range(height))
    return f"<h1>t</h1><table>{''.join(rows)}</table>".encode()


def repeated_string(length: int, cells: int) -> bytes:
    """A workbook of a few kilobytes with one shared string in many cells."""
    parts = members(real_file("xlsx"))
    string = f"<si><t>{'长' * length}</t></si></sst>".encode()
    count = parts["xl/sharedStrings.xml"].count(b"<si>")
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{count}</v></c></row>' for n in range(2_000, 2_000 + cells))
    sheet = parts[SHEET].replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    return packed(
        parts | {SHEET: sheet, "xl/sharedStrings.xml": parts["xl/sharedStrings.xml"].replace(b"</sst>", string)}
    )


def paragraphs(length: int, count: int) -> bytes:
    return ("<w:body>" + f"<w:p><w:r><w:t>{'长' * length}</w:t></w:r></w:p>" * count).encode()


HOSTILE: dict[str, Callable[[], tuple[str, bytes]]] = {
    "a DTD in Word": lambda: ("docx", edited("docx", WORD, b"?>", DTD)),
    "a DTD in Excel": lambda: ("xlsx", edited("xlsx", "xl/workbook.xml", b"?>", DTD)),
    "a zip bomb": lambda: ("docx", packed(members(real_file("docx")) | {"word/bomb.xml": bytes(257 * 2**20)})),
    "Word nested without end": lambda: ("docx", edited("docx", WORD, b"<w:body>", b"<w:body>" + b"<w:sdt>" * 10_000)),
    "a page nested without end": lambda: ("html", b"<h1>t</h1>" + b"<div>" * 10_000 + b"<p>x"),
    "JSON nested without end": lambda: ("json", b'{"rows":' + b"[" * 100_000),
    "a row beyond Excel": lambda: ("xlsx", edited("xlsx", SHEET, b'<row r="1"', b'<row r="9999999"')),
    "a row at the end of a sheet without borders": lambda: ("xlsx", stretched()),
    "a grid of three million": lambda: ("html", WIDE),
    "a heading of a million levels": lambda: ("csv", b"/" * 1_000_000 + b",a\n"),
    "another kind of package": lambda: ("docx", packed({"mimetype": b"application/zip"})),
    "Excel called Word": lambda: ("docx", real_file("xlsx")),
    "Word called Excel": lambda: ("xlsx", real_file("docx")),
    "an old Word file": lambda: ("docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
    "a picture called CSV": lambda: ("csv", b"\x89PNG\r\n\x1a\n\0\0\0"),
    "a page whose spans form a ladder": lambda: ("html", ladder(300)),
    "one long text in a thousand cells": lambda: ("xlsx", repeated_string(30_000, 1_000)),
    "a long text merged over many rows": lambda: (
        "html",
        b"<table><tr><th>a<th>b<tr><td rowspan=2000>" + b"x" * 6000 + b"<td>y" + b"<tr><td>z" * 2000,
    ),
    "a long text in many rows of CSV": lambda: ("csv", ("序号,内容\n" + f"1,{'长' * 30_000}\n" * 400).encode()),
    "a long text in many lines": lambda: ("txt", ("长" * 30_000 + "\n").encode() * 400),
    "a long text in many paragraphs": lambda: ("docx", edited("docx", WORD, b"<w:body>", paragraphs(30_000, 400))),
    "an empty page": lambda: ("html", b""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name: str) -> None:
    form, data = HOSTILE[name]()
    with pytest.raises(UnreadableFile):
        READERS[form](data)


ABSURD = {
    "a span of a billion columns": ("docx", WORD, b'<w:gridSpan w:val="3"/>', b'<w:gridSpan w:val="999999999"/>'),
    "a merge of the whole sheet": ("xlsx", SHEET, b'ref="A2:A3"', b'ref="A1:XFD1048576"'),
    "a link over the whole sheet": (
        "xlsx",
        SHEET,
        b"</mergeCells>",
        b'</mergeCells><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
    ),
    "a cell over a million rows": ("html", "", b'<td rowspan="4"', b'<td rowspan="1000000"'),
}


@pytest.mark.parametrize("name", ABSURD)
def test_absurd_spans_are_cut_to_the_grid(name: str) -> None:
    form, member, old, new = ABSURD[name]
    data = edited(form, member, old, new) if member else real_file(form).replace(old, new, 1)
    (table,) = READERS[form](data).tables()
    (original,) = real_documents()[0][0].tables()
    assert len(table.columns) == len(original.columns)
    assert [row.key for row in table.body] == [row.key for row in original.body]
