"""A ledger's file in, its rows of texts out, one after the other: a file of a million rows is never held whole.

CSV in UTF-8, UTF-16 or GB 18030, parted by commas, semicolons or tabs; workbooks (.xlsx, .xls, .ods) through calamine.
Dates of a workbook come out as 2026-03-02.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

MAX_COLUMNS = 256
_SAMPLE = 2**16
_ENCODINGS = {"utf-8-sig": "UTF-8", "gb18030": "GBK"}


class LedgerError(ValueError):
    """A ledger that cannot be read; the message is Chinese and says what to do."""


class SheetRow(NamedTuple):
    """A row: the sheet's name ("" in CSV), the line of the file or the row of the sheet from 1, and the texts."""

    sheet: str
    number: int
    texts: list[str]


def rows(path: Path) -> Iterator[SheetRow]:
    """Yields the rows of all sheets. Raises `LedgerError`."""
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".et", ".ods"}:
        return _of_workbook(path)
    return _of_text(path)


def _of_text(path: Path) -> Iterator[SheetRow]:
    encoding, separator = _dialect(path)
    begin = 1
    try:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=separator, strict=True)
            for texts in reader:
                if texts:
                    yield SheetRow("", begin, texts)
                begin = reader.line_num + 1
    except csv.Error as error:
        raise LedgerError(f"从第{begin}行起引号不成对，或一格太长；请用 Excel、WPS 重新另存为 CSV") from error
    except UnicodeDecodeError as error:
        raise LedgerError(_undecodable(path, encoding, separator)) from error


def _undecodable(path: Path, encoding: str, separator: str) -> str:
    """Returns the message about a text that is not in its encoding, with the line and the column of the first bad byte."""
    advice = "请改正这一格，或另存为 UTF-8 或 GBK 的 CSV"
    if encoding == "utf-16":
        return f"编码认不出来；{advice}"
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(encoding)
                column = len(next(csv.reader([before], delimiter=separator), [""]))
                return f"第{number}行第{column}列有认不出的字，不是 {_ENCODINGS[encoding]}；{advice}"
    return f"文件末尾的字不完整；{advice}"


def _dialect(path: Path) -> tuple[str, str]:
    """Returns the encoding of a text file and the separator of its columns, from its beginning."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    encoding = "utf-16" if sample[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = io.TextIOWrapper(io.BytesIO(sample), encoding, errors="strict").read(_SAMPLE // 4)
    except UnicodeDecodeError:
        encoding = "gb18030"
        text = sample.decode(encoding, "replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    return encoding, max(",\t;", key=first.count)


def _of_workbook(path: Path) -> Iterator[SheetRow]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise LedgerError("打不开：不是完好的工作簿，或设了密码；请另存一份不设密码的") from error
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        first = sheet.start[0] + 1 if sheet.start else 1
        for number, values in enumerate(sheet.iter_rows(), first):
            texts = [value if value.__class__ is str else _text(value) for value in values[:MAX_COLUMNS]]
            if any(texts):
                yield SheetRow(name, number, texts)


def _text(value: Any) -> str:
    """A cell as it reads: whole numbers without a point, dates as 2026-03-02."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else str(value)
