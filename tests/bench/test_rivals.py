"""A rival that leaves rows out would be no rival: what each one writes is read back and compared."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from lxml import etree, html
from openpyxl import load_workbook

from tests.bench import child, corpus, editions, subject
from tests.bench.flat import HEADINGS, Flat, flatten
from tests.bench.rivals import days, differences, excel, read, word
from tests.bench.rivals import html as page

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def flat() -> Flat:
    """Return 25 generated rows."""
    return flatten(corpus.as_data(corpus.corpus(25)))


def unmerged(flat: Flat) -> list[list[str]]:
    """Return the rows as a merged table shows them: a duty stands in its first row only."""
    return [(["", ""] if place else row[:2]) + row[2:] for group in flat.groups() for place, row in enumerate(group)]


def word_rows(document: bytes) -> list[list[str]]:
    """Read the cells of a .docx without the library that wrote it."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    return [["".join(map(str, cell.itertext())) for cell in row.iter(f"{W}tc")] for row in tree.iter(f"{W}tr")]


def test_the_corpus_is_the_same_every_time_and_has_unique_ids() -> None:
    made = corpus.corpus(200)
    ids = [duty.id for duty in made.duties] + [item.id for duty in made.duties for item in duty.items]
    assert made == corpus.corpus(200)
    assert len(set(ids)) == len(ids)


def test_the_yaml_text_says_what_the_corpus_says() -> None:
    made = corpus.corpus(200)
    assert flatten(yaml.safe_load(corpus.to_yaml(made))) == flatten(corpus.as_data(made))


def test_the_reading_rival_reads_every_item(tmp_path: Path) -> None:
    path = corpus.write(tmp_path, 25)
    assert sum(len(duty.items) for duty in read.models(path).items) == 25


@pytest.mark.parametrize("write", [word.careful, word.naive])
def test_word_rivals_write_every_cell(flat: Flat, write: Callable[[Flat], bytes]) -> None:
    assert word_rows(write(flat)) == [HEADINGS, *unmerged(flat)]


def test_docxtpl_writes_every_cell(flat: Flat) -> None:
    template = pytest.importorskip("tests.bench.rivals.word_template")
    assert word_rows(template.row_loop(flat)) == [HEADINGS, *unmerged(flat)]


def test_openpyxl_writes_both_sheets(flat: Flat) -> None:
    book = load_workbook(BytesIO(excel.two_sheets(flat)))
    printed = [[value or "" for value in row] for row in book["目录"].iter_rows(min_row=2, values_only=True)]
    filtered = [list(row) for row in book["数据"].iter_rows(values_only=True)]
    assert printed == [HEADINGS, *unmerged(flat)]
    assert filtered == [HEADINGS, *flat.rows]


@pytest.mark.parametrize("write", [page.bare, page.marked, page.cells])
def test_html_rivals_write_every_cell(flat: Flat, write: Callable[[Flat], bytes]) -> None:
    rows = html.document_fromstring(write(flat)).findall(".//tr")[1:]
    expected = [[text for text in row if text] for row in unmerged(flat)]
    assert [["".join(map(str, cell.itertext())) for cell in row.findall("td")] for row in rows] == expected


def test_the_libraries_and_gkml_find_the_same_days(tmp_path: Path) -> None:
    count = tmp_path / "events.txt"
    count.write_text("2000", "utf-8")
    events = child.events(count)
    assert len(events) == 2000
    assert subject.dates(events) == days.with_holidays(events) == days.with_chinesecalendar(events)


def test_the_next_edition_has_other_items_and_says_so_to_all_alike(tmp_path: Path) -> None:
    editions.main(str(tmp_path), "400")
    path = tmp_path / "editions-400.yaml"
    pair = editions.pair(path)
    expected = differences.recursive(pair)
    assert 10 < expected < 40
    assert subject.diff(subject.editions(path)) == expected
    daff = pytest.importorskip("daff")
    assert daff and differences.with_daff(pair) == expected
    assert subject.diff(subject.editions(tmp_path / "editions-400-reform.yaml")) <= expected + 3
