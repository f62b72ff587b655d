"""Builds the 政府信息公开目录 of what was published: ledgers in, the index as Word, Excel, page … out."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import GkmlError
from gkml.diagnostics.quoting import visible
from gkml.formats import FORMATS
from gkml.layout.listing import listing
from gkml.ledger.entries import IndexEntry, check_pattern, entries
from gkml.ledger.publication import BadRow, Headings, Record, records
from gkml.ledger.rows import LedgerError, rows
from gkml.project.config import CONFIG
from gkml.project.paths import display, reason
from gkml.project.rendering import rendered
from gkml.project.workspace import Home
from gkml.project.writing import put_below

SUFFIXES = {".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".et", ".ods"}
"""Suffixes of ledgers."""
TITLE = "政府信息公开目录"
_COLUMNS = (
    ("索引号", 12.0),
    ("名称", 30.0),
    ("内容概述", 34.0),
    ("文号", 12.0),
    ("生成日期", 8.0),
    ("公开日期", 8.0),
    ("责任科室", 9.0),
)


class IndexResult(NamedTuple):
    """The entries, the files written, and a line for each row that is in no entry."""

    entries: int
    files: tuple[Path, ...]
    faults: tuple[str, ...]


def is_ledger(path: Path) -> bool:
    """Tells by the suffix whether a path that is to be built is a ledger."""
    return path.suffix.lower() in SUFFIXES and path.is_file()


def build_index(path: Path, formats: Sequence[str], out: Path | None, today: date, home: Home) -> IndexResult:
    """Writes the index of a ledger in the formats below `out`. Raises `GkmlError`."""
    settings = home.config.ledger
    try:
        if settings.index_number:
            check_pattern(settings.index_number)
    except ValueError as error:
        raise GkmlError(
            f"{display(home.file or Path(CONFIG))} 的 ledger.index_number“{settings.index_number}”{error}"
        ) from error
    faults: list[str] = []
    try:
        listed = list(_entries(path, today, home, faults))
    except LedgerError as error:
        raise GkmlError(f"{display(path)}: {error}") from error
    except OSError as error:
        raise GkmlError(f"{display(path)}: 读不出来：{reason(error)}") from error
    if not listed:
        raise GkmlError("\n".join([*faults, f"{display(path)}: 没有可以编入目录的记录，要有标题和形成日期"]))
    document = listing(TITLE, _COLUMNS, list(map(_texts, listed)), {"责任科室"}, TITLE)
    folder = out or home.own(home.config.out if home.root else "build", "out")
    names = [form for form in formats or home.config.formats if form in FORMATS]
    files = []
    for form in names:
        target = folder / f"{path.stem}-{TITLE}.{form}"
        put_below(folder, target, rendered(document, form, home), write=True)
        files.append(target)
    return IndexResult(len(listed), tuple(files), tuple(faults))


def _entries(path: Path, today: date, home: Home, faults: list[str]) -> Iterator[IndexEntry]:
    settings, headings, name = home.config.ledger, Headings({}, {}, {}), display(path)
    kept: list[Record] = []
    for record in records(rows(path), settings.columns, today, headings):
        if isinstance(record, BadRow):
            faults.append(
                f"{name} {record.sheet} 第{record.row}行没有编入：“{record.column}”一列：{record.message}".replace(
                    "  ", " "
                )
            )
        else:
            kept.append(record)
    for each in entries(kept, settings.index_number, settings.code):
        if isinstance(each, IndexEntry):
            yield each
        else:
            faults.append(f"{name} {each.sheet} 第{each.row}行没有编入：没有标题或形成日期".replace("  ", " "))


def _texts(entry: IndexEntry) -> list[str]:
    days = (entry.formed.isoformat(), entry.published.isoformat() if entry.published else "")
    return [*map(visible, (entry.index_number, entry.title, entry.summary, entry.number)), *days, visible(entry.office)]
