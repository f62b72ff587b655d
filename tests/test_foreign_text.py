"""CSV and plain text that others wrote: separators and tables that prove themselves, lines, and what no line says."""

import json
from typing import Any

import pytest

from gkml.document import LeftOut, Paragraph, Table
from gkml.formats.text import read_csv, read_txt, txt
from gkml.formats.unreadable import UnreadableFile
from tests.conftest import ROOT
from tests.documents import real_documents
from tests.test_foreign_files import only_table

SOURCES = ROOT / "tests" / "sources"


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in (*table.head, *table.body)]


# --- CSV ---

ROWS = [["序号", "事项"], ["1", "年度计划"], ["2", "总结"]]
CSVS: dict[str, tuple[str, list[list[str]]]] = {
    "commas": ("序号,事项\n1,年度计划\n2,总结\n", ROWS),
    "semicolons": ("序号;事项\n1;年度计划\n2;总结\n", ROWS),
    "tabs": ("序号\t事项\n1\t年度计划\n2\t总结\n", ROWS),
    "bars": ("序号|事项\n1|年度计划\n2|总结\n", ROWS),
    "a separator that is said": ("sep=;\r\n序号;事项\r\n1;年度计划\r\n2;总结", ROWS),
    "commas in a text between semicolons": ("a;b,c,d\n1;x\n2;y", [["a", "b,c,d"], ["1", "x"], ["2", "y"]]),
    "a line break in quotes": ('a,"b\nc"\n1,2\n', [["a", "b\nc"], ["1", "2"]]),
    "a title above, ragged rows and blank columns": (
        "目录,,,\n序号,事项,,\n1\n2,总结,,\n,,,\n",
        [["目录", ""], ["序号", "事项"], ["1", ""], ["2", "总结"]],
    ),
}


@pytest.mark.parametrize("name", CSVS)
def test_foreign_csv(name: str) -> None:
    text, expected = CSVS[name]
    table = only_table(read_csv.read(text.encode()))
    assert texts(table) == expected
    assert (table.head, table.merging) == ((), False)


def test_csv_of_ours_has_a_head_and_that_of_others_none() -> None:
    text = "\ufeff组/甲,组/乙\r\n1,2\r\n"
    assert len(only_table(read_csv.read(text.encode())).head) == 2
    assert not only_table(read_csv.read(text.replace("组/乙", "").encode())).head
    assert not only_table(read_csv.read(text[1:].encode())).head


def test_csv_rows_know_their_lines() -> None:
    table = only_table(read_csv.read(b'sep=,\na,"b\nc"\n\nd,e'))
    assert [row.line for row in table.body] == [2, 5]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("序号,事项".encode("gbk"), None),
        ("序号,事项".encode("gbk"), "GBK"),
        ("序号,事项".encode("gb18030"), "gb2312"),
        ("序号,事项".encode("utf-16-le"), "utf-16le"),
    ],
)
def test_csv_in_other_encodings(data: bytes, encoding: str | None) -> None:
    assert texts(only_table(read_csv.read(data, encoding))) == [["序号", "事项"]]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a,b\n" + b"," * 2_000_001, "200 万格"),
        (b'a,"b\nc', "引号不成对"),
        (bytes(range(1, 9)) * 100, "不是文字文件"),
    ],
)
def test_csv_that_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_csv.read(data)


def test_csv_in_big5_where_it_is_said() -> None:
    assert texts(only_table(read_csv.read("序號,內容".encode("big5"), "big5"))) == [["序號", "內容"]]


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="punycode"):
        read_csv.read(b"\xff\xff", "punycode")


# --- plain text ---

TEXTS: dict[str, tuple[str, list[Any]]] = {
    "a cell on a line": (
        "标题\n\ta\n\tb\n\n\t1\n \t\n\n\t2\n次行\n\tx\n\n注",
        ["标题", [["a", "b"], ["1", ""], ["2\n次行", "x"]], "注"],
    ),
    "a blank line within a cell": ("\ta\n\tb\n\n\t1\n\n\t2\n\n\t3\n\t4", [[["a", "b"], ["1", "2"], ["3", "4"]]]),
    "a row too short stays by itself": (
        "\ta\n\tb\n\n\t1\n\n\t2\n\t3",
        [[["a", "b"], ["1", ""], ["2", "3"]]],
    ),
    "tabs that indent": ("\t为贯彻\n\n\t现将", ["为贯彻", "现将"]),
    "a row on a line": ("前\n\na\tb\tc\n1\t\t\n\nx\ty\tz\n后", ["前", [["a", "b", "c"], ["1", "", ""], ["x", "y", "z"]], "后"]),
    "rows of another width begin another table": ("a\tb\n1\t2\n\nx\ty\tz", [[["a", "b"], ["1", "2"]], [["x", "y", "z"]]]),
    "a row that is cut short belongs to the row above": ("a\tb\tc\n1\t2", [[["a", "b", "c"], ["1", "2", ""]]]),
    "boxes of a page": (
        'a\tb\n1\t<input checked="" type="checkbox"/> 网站 <input type="checkbox"/> 微信',
        [[["a", "b"], ["1", "☑网站\n☐微信"]]],
    ),
    "Markdown": ("| a | b |\n|---|:-:|\n| 1<br>2 | x\\|y |\n|  | z |", [[["a", "b"], ["1\n2", "x|y"], ["", "z"]]]),
    "a box": ("┌──┬──┐\n│甲│ 乙│\n├──┼──┤\n│1 │    │\n└──┴──┘", [[["甲", "乙"], ["1", ""]]]),
    "columns": ("序号  事项  级\n1     年    县\n2           乡\n注：完", [[["序号", "事项", "级"], ["1", "年", "县"], ["2", "", "乡"]], "注：完"]),
    "two spaces in prose": ("各科室  按分工负责\n另一行", ["各科室  按分工负责", "另一行"]),
    "signs of private use": ("甲\t\uf0fe网站", [[["甲", "\uf0fe网站"]]]),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_plain_text(name: str) -> None:
    text, expected = TEXTS[name]
    blocks = read_txt.read(text.encode()).blocks
    assert [block.text if not isinstance(block, Table) else texts(block) for block in blocks] == expected
    assert not any(block.merging for block in blocks if isinstance(block, Table))


def test_what_txt_writes_for_a_terminal_is_read_back() -> None:
    for screen, _ in real_documents():
        (table,) = screen.tables()
        rows = [[" ".join(text.split()) for text in row] for _, row in table.filled()]
        used = [n for n in range(len(table.columns)) if any(row[n] for row in rows)]
        read = max(read_txt.read(txt.write(screen, {})).tables(), key=lambda table: len(table.body))
        assert texts(read)[1:] == [[row[n] for n in used] for row in rows]


def test_rows_of_text_know_their_lines() -> None:
    assert [row.line for row in only_table(read_txt.read("题\n\na\tb\n\n1\t2".encode())).body] == [3, 5]
    assert [row.line for row in only_table(read_txt.read("题\n\ta\n\tb\n\n\t1\n\t2".encode())).body] == [2, 5]


@pytest.mark.parametrize("data", [b"\t" * 3_000_000, b"\n" * 3_000_000, b"  a" * 3_000_000, b"", b" \n\n"])
def test_text_that_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_txt.read(data)


# --- the sources as they were issued ---

ISSUED = {"liuzhou-scjg": (63, 1), "liuzhou-swj": (28, 1), "jincheng-food-drug": (25, 2)}
"""How many rows the table of each has, and how many are headings each time."""


@pytest.mark.parametrize("name", ISSUED)
def test_an_issued_text_has_the_cells_of_its_transcription(name: str) -> None:
    referee = json.loads((ROOT / "tests" / "transcriptions" / f"{name}.json").read_text("utf-8"))
    read = read_txt.read((SOURCES / referee["source"]).read_bytes())
    table = only_table(read)
    rows, heads = ISSUED[name]
    assert len(table.body) == rows
    assert all(isinstance(block, Paragraph | Table) for block in read.blocks)
    found = [["".join(cell.text.split()) for cell in row.cells] for row in table.body]
    expected = [["".join(text.split()).replace("■", "☑").replace("□", "☐") for text in row] for row in referee["rows"]]
    assert len(table.columns) == len(referee["columns"])
    if heads == 1:
        assert found[0] == ["".join(heading.split()) for heading in referee["columns"]]
        assert_same_but_for_blanks(found[1:], expected)
    else:
        items = [row for row in found if row[4] and row[4] != "公开内容(要素)"]
        assert_same_but_for_blanks([row[4:] for row in items], [row[4:] for row in expected])
        assert [row[2] for row in items] == [row[2] for row in expected]


def assert_same_but_for_blanks(found: list[list[str]], expected: list[list[str]]) -> None:
    """A blank stands where a value goes on from above, or where the file has none."""
    assert len(found) == len(expected)
    for ours, theirs in zip(found, expected, strict=True):
        assert [text for text, other in zip(ours, theirs, strict=True) if text and text != other] == []


def test_rows_that_run_together_are_told() -> None:
    read = read_txt.read(b"\ta\n\tb\n\n\t1\n\t2\n \tx\n\n\t3\n\t4")
    assert texts(only_table(read)) == [["a", "b"], ["1", "2"], ["", "x"], ["3", "4"]]
    assert read.left_out == (LeftOut("第6行", "缺行距", "x"),)
