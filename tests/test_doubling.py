"""Doubling a file at most doubles the time of reading it, also in the shapes that make expressions and spans go back."""

import contextlib
import time
from collections.abc import Callable

import pytest

from gkml.document import Document
from gkml.formats.text import read_txt
from gkml.formats.unreadable import UnreadableFile
from tests.documents import READERS
from tests.test_foreign_word import package
from tests.test_hostile_files import SHEET, members, packed, real_file


def word(body: str) -> bytes:
    return package(body)


def excel(rows: str, after: str = "") -> bytes:
    parts = members(real_file("xlsx"))
    sheet = parts[SHEET].partition(b"<sheetData>")[0].decode() + f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    return packed(parts | {SHEET: sheet.encode()})


def cells(n: int, row: int = 1) -> str:
    return f'<row r="{row}">{"".join("<c><v>1</v></c>" for _ in range(n))}</row>'


SHAPES: dict[str, tuple[str, int, Callable[[int], bytes]]] = {
    "spaces before a box": ("txt", 30_000, lambda n: b"<input" + b" " * n + b"x"),
    "spaces around boxes": ("txt", 30_000, lambda n: b"<input type=checkbox>" + b" " * n + b"x"),
    "spaces in a heading": ("txt", 30_000, lambda n: b"# a" + b" " * n + b"b"),
    "signs in a heading": ("txt", 30_000, lambda n: b"# a" + b" #" * n + b"b"),
    "columns of spaces": ("txt", 1_000, lambda n: b"a  b  c\n" * n),
    "rows of pipes": ("txt", 2_000, lambda n: b"|a|b|\n|-|-|\n" * n),
    "backslashes": ("txt", 20_000, lambda n: b"|" + b"\\" * n + b"|\n|a|\n"),
    "quotes in CSV": ("csv", 20_000, lambda n: b'a,b\n"' + b'""' * n + b'",c\n'),
    "separators in CSV": ("csv", 1_000, lambda n: b"a,b;c\td|e\n" * n),
    "headings in a page": ("html", 1_000, lambda n: b"<table><tr>" + b"<th>a" * n + b"<tr>" + b"<td>b" * n),
    "spaces in a page": ("html", 100_000, lambda n: b"<p>a" + b" " * n + b"b<style>x" + b" " * n + b"{</style>"),
    "a style": ("html", 10_000, lambda n: b"<p style='font:" + b"1/" * n + b"; width" + b" " * n + b":'>a</p>"),
    "fonts within one another": ("html", 2_000, lambda n: (b"<font face=Symbol>" * 50 + b"a" + b"</font>" * 50) * (n // 50)),
    "struck parts": ("html", 2_000, lambda n: b"<s>a<b style='text-decoration:line-through'>b</b></s>" * n),
    "rules of a page": ("html", 1_000, lambda n: b"<style>" + b".a{content:'x';display:none}" * n + b"</style><p class=a>x</p><p>y"),
    "lists": ("html", 2_000, lambda n: b"<ol><li>a</ol>" * n),
    "spans over rows": ("html", 100, lambda n: b"<table>" + b"<tr><td rowspan=3>a<td>b" * n),
    "paragraphs": ("docx", 1_000, lambda n: word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * n)),
    "fields within a field": ("docx", 1_000, lambda n: word("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>a</w:t><w:fldChar w:fldCharType="end"/></w:r>' * n + "</w:p>")),
    "runs of one paragraph": ("docx", 2_000, lambda n: word("<w:p>" + "<w:r><w:rPr><w:strike/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>" * n + "</w:p>")),
    "merged rows": ("docx", 1_000, lambda n: word("<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>' * n + "</w:tbl>")),
    "placeholders": ("docx", 500, lambda n: word("<w:p>" + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>" * n + "</w:p>")),
    "columns of a sheet": ("xlsx", 1_000, lambda n: excel(cells(n) + cells(n, 2))),
    "rows of a sheet": ("xlsx", 1_000, lambda n: excel("".join(cells(3, row) for row in range(1, n)))),
    "merges of a sheet": ("xlsx", 1_000, lambda n: excel("".join(cells(3, row) for row in range(1, n)), "<mergeCells>" + "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, n)) + "</mergeCells>")),
    "tables of a sheet": ("xlsx", 500, lambda n: excel("".join(cells(3, 25 * row) + cells(3, 25 * row + 1) for row in range(1, n)))),
    "one row many times": ("xlsx", 1_000, lambda n: excel(cells(3, 1) * n)),
}  # fmt: skip


def seconds(read: Callable[[bytes], Document], data: bytes) -> float:
    """The least time of three readings, in seconds of this process."""
    times = []
    for _ in range(3):
        start = time.process_time()
        with contextlib.suppress(UnreadableFile):
            read(data)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("name", SHAPES)
def test_twice_the_file_takes_at_most_twice_the_time(name: str) -> None:
    """Three times are allowed, for the machine has other things to do; the square of the length takes four."""
    form, size, make = SHAPES[name]
    read = {**READERS, "txt": read_txt.read}[form]
    small, large = make(size), make(2 * size)
    for _ in range(3):
        if seconds(read, large) <= 3 * seconds(read, small) + 0.02:
            return
    pytest.fail(f"{name}: {seconds(read, small):.3f} s, of twice the size {seconds(read, large):.3f} s")
