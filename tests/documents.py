"""Documents to write and read: hypothesis strategies for awkward ones, and those of the repository's catalogs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from gkml.catalog.load import load
from gkml.document import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Margins,
    Mark,
    PageSetup,
    Paragraph,
    Picture,
    Properties,
    Row,
    Run,
    Section,
    Series,
    Table,
)
from gkml.formats.excel import read as read_xlsx
from gkml.formats.grid import heading
from gkml.formats.html import read as read_html
from gkml.formats.text import read_csv, read_json
from gkml.formats.word import read as read_docx
from gkml.project.compile import documents, write
from gkml.project.files import read_file
from gkml.project.workspace import Home, find_catalogs, find_home

READERS: Mapping[str, Callable[[bytes], Document]] = {
    "docx": read_docx.read,
    "xlsx": read_xlsx.read,
    "html": read_html.read,
    "csv": read_csv.read,
    "json": read_json.read,
}
HOME = Home(None)

AWKWARD = [
    "=1+1", "#N/A", "010", "<b>&amp;</b>", "a\nb", "\u00a0", "“双随机、一公开”", "𠀀", " lead", "trail ", "a  b", "\t",
    "_x0041_", "'x", "", "]]>", "&#13;", "👩‍👩‍👧", "\u3000", "长" * 4000, "\n", "x005F_", "_x005F_", "1e5", "TRUE", "2024-03-29",
    "</td>", "<r><t>x</t></r>", "编号", "+1", "-1", "@a", '"', "\u0085", "\u2028", "\ufeff", "e\u0301",
]  # fmt: skip

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


paragraphs = st.builds(Paragraph, runs(), marks)
headings = st.builds(heading, runs(), st.integers(1, 4), marks)
titles = st.builds(heading, runs(), st.just(0), marks)
dates = st.sampled_from(["", "2024-03-29"])
properties = st.builds(Properties, id=keys, edition=texts, agency=texts, issued=dates, source=keys)


@st.composite
def whole_documents(draw: st.DrawFn) -> Document:
    """A preface, a title, lines above the table, the table, notes."""
    title = draw(titles)
    preface = draw(st.lists(headings | paragraphs, max_size=3))
    preamble, notes = draw(st.lists(paragraphs, max_size=2)), draw(st.lists(paragraphs, max_size=2))
    blocks = (*preface, title, *preamble, draw(tables()), *notes)
    return Document(title.text, (Section(blocks),), draw(properties))


margins = st.builds(Margins, *[st.integers(20, 90).map(float)] * 4)
pages = st.builds(PageSetup, st.sampled_from(["A4", "A3"]), st.booleans(), margins)
roles = st.sampled_from(["note", "body", "subtitle", "signature", "date"])
names = st.text(letters, min_size=1, max_size=6)
values = st.none() | st.integers(-(10**6), 10**6) | st.decimals(-1000, 1000, places=2)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    categories = tuple(draw(st.lists(names, min_size=1, max_size=4)))
    rows = st.tuples(*[values] * len(categories))
    series = tuple(draw(st.lists(st.builds(Series, names, rows), min_size=1, max_size=3)))
    return Chart(draw(st.sampled_from(["bar", "line"])), draw(names), categories, series, draw(texts), draw(texts))


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f00050001ff56c72f0d0000000049454e44ae426082"
)
pictures = st.builds(Picture, st.just(PNG), texts, st.floats(1, 900), st.floats(1, 900))


def _under_headings(blocks: list[Block]) -> list[Block]:
    """The blocks with subtitles under headings alone: one on top of a sheet would be its title."""
    before: list[Block | None] = [None, *blocks]
    return [
        each._replace(role="note")
        if isinstance(each, Paragraph) and each.role == "subtitle" and not isinstance(above, Heading)
        else each
        for above, each in zip(before, blocks, strict=False)
    ]


@st.composite
def reports(draw: st.DrawFn, count: int) -> Document:
    """A document of `count` tables in sections of either orientation, with text and figures between them."""
    others = st.lists(st.builds(Paragraph, runs(), marks, roles) | headings | pictures | charts(), max_size=3).map(
        _under_headings
    )
    title = draw(titles)
    blocks: list[Block] = [title]
    sections: list[Section] = []
    for _ in range(count):
        blocks += [*draw(others), replace(draw(tables()), sheet=draw(names) if count > 1 else ""), *draw(others)]
        if draw(st.booleans()):
            sections.append(Section(tuple(blocks), draw(pages)))
            blocks = draw(others)
    blocks += draw(others)
    if blocks:
        sections.append(Section(tuple(blocks), draw(pages)))
    return Document(title.text, tuple(sections), draw(properties))


def report(count: int, seed: int) -> Document:
    """A document with a picture, a chart of each kind, and `count` tables, in sections of both orientations."""
    figures: list[Block] = [Picture(PNG, '<"&>', 120, 800)]
    figures += [
        Chart(kind, "图", ("甲", "乙"), (Series("a", (1, None)), Series("b", (-2, 3))), "件")
        for kind in ("bar", "line")
    ]
    head = Row(tuple(Cell(n, (Run(f"列{n}"),)) for n in range(2)))
    body = tuple(Row(tuple(Cell(n, (Run(f"{row}<&"),)) for n in range(2)), f"k{row}") for row in range(seed * 40))
    columns = (Column(0.5), Column(0.5, choices=("", "√")))
    tables: list[Block] = [Table(columns, (head,), body, f"表'{n}[x]") for n in range(count)]
    signed = [Paragraph((Run("某局"),), role="signature"), Paragraph((Run("某日"),), role="date")]
    portrait = PageSetup("A4", False, Margins(100, 70, 100, 80))
    sections = (Section((Heading("题", 0), *figures, *tables[:1]), portrait), Section((*tables[1:], *signed, *figures)))
    return Document("题", sections, Properties(id="x", source="hash" if seed else ""))


def written(document: Document, form: str) -> bytes:
    """The document as it is in the format, without a workspace of its own looks."""
    return write(document, document, form, HOME)


@cache
def real_documents() -> list[tuple[Document, Document]]:
    """The repository's catalogs, each as on a screen and as on paper."""
    folder = Path(__file__).parent.parent / "catalogs"
    home = find_home(folder)
    loaded = [load(read_file(found.path), home.profiles) for found in find_catalogs([folder], home)]
    return [documents(one.entry, "hash") for one in loaded if one.entry]


@cache
def real_file(form: str) -> bytes:
    """The first of the repository's catalogs in a format: fifteen columns, two head rows, a preface."""
    return write(*real_documents()[0], form, HOME)
