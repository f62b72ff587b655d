"""What a writer wrote, its reader reads back; and no file, however broken or hostile, raises anything but `UnreadableFile`."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gkml.compile import documents, write
from gkml.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Mark,
    Paragraph,
    Properties,
    Row,
    Run,
    Table,
)  # fmt: skip
from gkml.formats import read_csv, read_docx, read_html, read_json, read_xlsx
from gkml.formats.unreadable import UnreadableFile
from gkml.load import load
from gkml.workspace import Home, find_catalogs, find_home, read_file

READERS: Mapping[str, Callable[[bytes], Document]] = {
    "docx": read_docx.read,
    "xlsx": read_xlsx.read,
    "html": read_html.read,
    "csv": read_csv.read,
    "json": read_json.read,
}
WHOLE = ("docx", "xlsx", "html")
"""The formats that carry a table as it is printed; the others carry its cells with merges filled."""
HOME = Home(None)
CATALOGS = Path(__file__).parent.parent / "catalogs"

AWKWARD = [
    "=1+1", "#N/A", "010", "<b>&amp;</b>", "a\nb", "\u00a0", "“双随机、一公开”", "𠀀", " lead", "trail ", "a  b", "\t",
    "_x0041_", "'x", "", "]]>", "&#13;", "👩‍👩‍👧", "\u3000", "长" * 4000, "\n", "x005F_", "_x005F_", "1e5", "TRUE", "2024-03-29",
    "</td>", "编号", "+1", "-1", "@a", '"', "\u0085", "\u2028", "\ufeff", "e\u0301",
]  # fmt: skip


# --- documents ---

letters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="'\ufffe\uffff")
"""Not ': CSV cannot tell one of the text from one that guards against formulas."""
texts = st.sampled_from(AWKWARD) | st.text(letters, max_size=6)
marks: st.SearchStrategy[Mark] = st.sampled_from(["", "", "inserted", "deleted"])
keys = st.just("") | st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,9}", fullmatch=True)


@st.composite
def runs(draw: st.DrawFn) -> tuple[Run, ...]:
    """One run, or up to three with no two neighbours of one mark and none empty."""
    found = [Run(draw(texts), draw(marks))]
    while len(found) < 3 and draw(st.integers(0, 4)) == 0:
        found.append(Run(draw(texts), draw(marks)))
    told = [run for run in found if run.text]
    kept = [run for n, run in enumerate(told) if not n or told[n - 1].mark != run.mark]
    return tuple(kept) or (Run(""),)


@st.composite
def grids(draw: st.DrawFn, width: int, height: int) -> tuple[Row, ...]:
    """Rows tiled with cells of random spans."""
    free = [[True] * width for _ in range(height)]
    rows: list[list[Cell]] = [[] for _ in range(height)]
    for row in range(height):
        for column in range(width):
            if not free[row][column]:
                continue
            room = next((n for n in range(column, width) if not free[row][n]), width) - column
            down, across = draw(st.integers(1, 3)), draw(st.integers(1, 3))
            down, across = min(down, height - row), min(across, room)
            for covered in free[row : row + down]:
                covered[column : column + across] = [False] * across
            rows[row].append(Cell(column, draw(runs()), down, across))
    return tuple(Row(tuple(cells)) for cells in rows)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 8))
    parts = draw(st.lists(st.floats(0.2, 1), min_size=width, max_size=width))
    head = draw(grids(width, draw(st.integers(1, 2))))
    body = draw(grids(width, draw(st.integers(0, 6))))
    body = tuple(row._replace(key=draw(keys), mark=draw(marks)) for row in body)
    return Table(tuple(Column(part / sum(parts)) for part in parts), head, body)


paragraphs = st.builds(Paragraph, runs())
headings = st.builds(Heading, texts, st.integers(1, 4))
short = texts.filter(lambda text: len(text) < 256)
"""What Excel takes for a property."""
properties = st.builds(
    Properties, id=keys, edition=short, agency=short, issued=st.sampled_from(["", "2024-03-29"]), source=keys
)


@st.composite
def whole_documents(draw: st.DrawFn) -> Document:
    title = draw(texts)
    preface = draw(st.lists(headings | paragraphs, max_size=3))
    preamble, notes = draw(st.lists(paragraphs, max_size=2)), draw(st.lists(paragraphs, max_size=2))
    blocks = (*preface, Heading(title, 0), *preamble, draw(tables()), *notes)
    return Document(title, blocks, draw(properties))


# --- what is compared ---


def substance(document: Document) -> tuple[Any, ...]:
    """A document without what files round or leave out: shares, alignment, heights, `keep`, properties."""
    blocks = [
        tuple([(row.key, row.mark, row.cells) for row in rows] for rows in (block.head, block.body))
        if isinstance(block, Table)
        else block
        for block in document.blocks
    ]
    return document.title, blocks


def carried(document: Document, form: str) -> Document:
    """What of a document its file carries by design. Excel: one level of headings, marks only in parts of a cell."""
    if form != "xlsx":
        return document
    return replace(document, blocks=tuple(map(_in_excel, document.blocks)))


def _in_excel(block: Block) -> Block:
    if isinstance(block, Heading):
        return block if block.level < 2 else Paragraph((Run(block.text),))
    if isinstance(block, Paragraph):
        return Paragraph((Run(block.text),))
    head, body = (tuple(map(_row_in_excel, rows)) for rows in (block.head, block.body))
    return Table(block.columns, head, body)


def _row_in_excel(row: Row) -> Row:
    cells = (c._replace(runs=(Run(c.text),)) if len(c.runs) == 1 else c for c in row.cells)
    return row._replace(cells=tuple(cells), mark="")


def escaped_twice(table: Table) -> bool:
    """XlsxWriter writes `_x0041_` wrong in a cell of several runs, as `_x005F_x005F_x0041_`."""
    rich = (cell for row in (*table.head, *table.body) for cell in row.cells if len(cell.runs) > 1)
    return any("_x00" in cell.text for cell in rich)


def written(document: Document, form: str) -> bytes:
    return write(document, document, form, HOME)


def shares(document: Document) -> list[float]:
    return [column.share for table in document.tables() for column in table.columns]


quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("form", WHOLE)
@quick
@given(document=whole_documents())
def test_what_was_written_is_read_back(form: str, document: Document) -> None:
    assume(form != "xlsx" or not any(map(escaped_twice, document.tables())))
    read = READERS[form](written(document, form))
    assert substance(read) == substance(carried(document, form))
    assert shares(read) == pytest.approx(shares(document), abs=0.01)


@quick
@given(document=whole_documents())
def test_what_a_file_says_about_itself_is_read_back(document: Document) -> None:
    told = document.properties
    word, excel, page = (READERS[form](written(document, form)).properties for form in WHOLE)
    assert word == told
    assert excel == replace(told, edition="")
    assert (page.agency, page.edition, page.issued) == (told.agency, told.edition, told.issued)


def filled(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.key, texts) for table in document.tables() for row, texts in table.filled()]


@quick
@given(document=whole_documents())
def test_flat_formats_carry_every_cell_with_merges_filled(document: Document) -> None:
    table = next(document.tables())
    head = Row(tuple(Cell(n, (Run(f"列{n}"),)) for n in range(len(table.columns))))
    document = replace(document, blocks=(Heading(document.title, 0), replace(table, head=(head,))))
    assert filled(read_json.read(written(document, "json"))) == filled(document)
    assert [texts for _, texts in filled(read_csv.read(written(document, "csv")))] == [t for _, t in filled(document)]


# --- the real catalogs ---


@cache
def real_documents() -> list[tuple[Document, Document]]:
    home = find_home(CATALOGS)
    loaded = [load(read_file(found.path), home.profiles) for found in find_catalogs([CATALOGS], home)]
    return [documents(entry.entry, "hash") for entry in loaded if entry.entry]


@cache
def real_file(form: str) -> bytes:
    return write(*real_documents()[0], form, HOME)


@pytest.mark.parametrize("form", WHOLE)
def test_real_catalogs_are_read_back(form: str) -> None:
    assert len(real_documents()) >= 3
    for screen, paper in real_documents():
        laid_out = screen if form == "html" else paper
        read = READERS[form](write(screen, paper, form, HOME))
        assert substance(read) == substance(carried(laid_out, form))
        assert shares(read) == pytest.approx(shares(laid_out), abs=0.001)
        for table, original in zip(read.tables(), laid_out.tables(), strict=True):
            assert [c.align for c in table.columns] == [c.align for c in original.columns]
            assert form != "docx" or [r.keep for r in table.body] == [r.keep for r in original.body]
            assert form != "xlsx" or [r.height for r in table.body] == pytest.approx(
                [r.height for r in original.body], abs=0.5
            )


@pytest.mark.parametrize("form", ["csv", "json"])
def test_real_catalogs_are_read_back_from_flat_formats(form: str) -> None:
    for screen, paper in real_documents():
        read = READERS[form](write(screen, paper, form, HOME))
        assert [texts for _, texts in filled(read)] == [texts for _, texts in filled(screen)]
        (table,), (original,) = read.tables(), screen.tables()
        assert table.headings() == original.headings()
        assert form != "json" or [row.key for row in table.body] == [row.key for row in original.body]


# --- broken and hostile files ---


def reads_or_refuses(form: str, data: bytes) -> None:
    try:
        assert isinstance(READERS[form](data), Document)
    except UnreadableFile as error:
        assert any("\u4e00" <= letter <= "\u9fff" for letter in str(error))


@pytest.mark.parametrize("form", READERS)
@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=200), cut=st.integers(0, 10**6))
def test_garbage_and_torn_files_are_refused(form: str, data: bytes, cut: int) -> None:
    whole = real_file(form)
    reads_or_refuses(form, data)
    reads_or_refuses(form, whole[: cut % len(whole)])
    reads_or_refuses(form, whole[: cut % len(whole)] + data + whole[cut % len(whole) + len(data) :])


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
    parts = members(real_file(form))
    assert old in parts[name]
    return packed(parts | {name: parts[name].replace(old, new, 1)})


SNIPPETS = [
    b"", b"<", b"-1", b"99999999999999999999", b"\xff", "九".encode(), b'"', b"&x;", b"<w:tbl/>", b"<w:tr/>", b"<w:tc/>", b"A1:",
    b"<td colspan=0 rowspan=0>", b"</table>", b'r="XFD1048576"', b"w:val=", b"<!--", b"<w:p>", b"1e999", b"<v/>", b"nan",
]  # fmt: skip
places = st.tuples(st.integers(0, 10**6), st.integers(0, 12), st.sampled_from(SNIPPETS))


def mutated(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for number, length, snippet in changes:
        place = number % (len(data) + 1)
        data = data[:place] + snippet + data[place + length :]
    return data


@pytest.mark.parametrize("form", READERS)
@settings(max_examples=150, deadline=None)
@given(pick=st.integers(0, 99), changes=st.lists(places, min_size=1, max_size=4))
def test_mutated_files_are_read_or_refused(form: str, pick: int, changes: list[tuple[int, int, bytes]]) -> None:
    if form not in ("docx", "xlsx"):
        reads_or_refuses(form, mutated(real_file(form), changes))
        return
    parts = members(real_file(form))
    name = sorted(parts)[pick % len(parts)]
    reads_or_refuses(form, packed(parts | {name: mutated(parts[name], changes)}))


WORD, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
DTD = b'?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
WIDE = b"<table>" + b"<tr>" * 3000 + b"<td colspan=1000><td>"


def stretched() -> bytes:
    parts = members(edited("xlsx", SHEET, b'<row r="18"', b'<row r="1048576"'))
    return packed(parts | {"xl/styles.xml": parts["xl/styles.xml"].replace(b"thin", b"none")})


HOSTILE: dict[str, Callable[[], tuple[str, bytes]]] = {
    "a DTD in Word": lambda: ("docx", edited("docx", WORD, b"?>", DTD)),
    "a DTD in Excel": lambda: ("xlsx", edited("xlsx", "xl/workbook.xml", b"?>", DTD)),
    "a zip bomb": lambda: ("docx", packed(members(real_file("docx")) | {"word/bomb.xml": bytes(257 * 2**20)})),
    "nested without end": lambda: ("docx", edited("docx", WORD, b"<w:body>", b"<w:body>" + b"<w:sdt>" * 10_000)),
    "a page nested without end": lambda: ("html", b"<div>" * 10_000 + b"<p>x"),
    "a row at the end of a sheet without borders": lambda: ("xlsx", stretched()),
    "a row beyond Excel": lambda: ("xlsx", edited("xlsx", SHEET, b'<row r="1"', b'<row r="9999999"')),
    "a grid of three million": lambda: ("html", WIDE),
    "many small grids": lambda: ("html", WIDE.replace(b"3000", b"900") * 9),
    "another kind of package": lambda: ("docx", packed({"mimetype": b"application/zip"})),
    "Excel called Word": lambda: ("docx", real_file("xlsx")),
    "Word called Excel": lambda: ("xlsx", real_file("docx")),
    "an old Word file": lambda: ("docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name: str) -> None:
    form, data = HOSTILE[name]()
    with pytest.raises(UnreadableFile):
        READERS[form](data)


ABSURD = {
    "a span of a billion columns": ("docx", WORD, b"<w:gridSpan w:val=\"3\"/>", b'<w:gridSpan w:val="999999999"/>'),
    "a merge of the whole sheet": ("xlsx", SHEET, b'ref="A2:A3"', b'ref="A1:XFD1048576"'),
    "a link over the whole sheet": ("xlsx", SHEET, b"</mergeCells>", b'</mergeCells><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'),
}  # fmt: skip


@pytest.mark.parametrize("name", ABSURD)
def test_absurd_spans_are_cut_to_the_grid(name: str) -> None:
    form, member, old, new = ABSURD[name]
    read = READERS[form](edited(form, member, old, new))
    assert len(shares(read)) == 15
    assert [row.key for table in read.tables() for row in table.body] == [
        r.key for r, _ in next(real_documents()[0][0].tables()).filled()
    ]
