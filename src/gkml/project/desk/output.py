"""A document of the workspace as a file to hand on: as it is printed, its 问题清单, its 修订对照表, and the next edition."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import GkmlError
from gkml.project import cache
from gkml.project.compile import compile as compiled
from gkml.project.desk.documents import Desk, key_of
from gkml.project.due import DueOptions, answers, due_report
from gkml.project.files import read_bytes
from gkml.project.lint.reports import lint_report
from gkml.project.new import NewOptions, new
from gkml.report.lint import Results

FORMS = {"docx": "docx", "xlsx": "xlsx", "html": "html", "csv": "csv", "md": "md", "json": "json"}
"""The formats of a document by the ending of its address."""


class Output(NamedTuple):
    """A file to save: its name and its bytes."""

    name: str
    data: bytes


def output(desk: Desk, key: str, form: str) -> Output:
    """Returns a document in a format, or its list of findings (`findings.xlsx`). Raises `GkmlError`."""
    opened = desk.opened(key)
    stem = opened.path.stem
    if form == "findings.xlsx":
        results = Results(opened.diagnostics, {opened.source.file: opened.source.lines}, False)
        return Output(f"{stem}-问题清单.xlsx", lint_report(results, "xlsx", desk.home))
    if form not in FORMS:
        raise GkmlError(f"没有 {form} 这种格式")
    if opened.loaded.entry is None:
        raise GkmlError("这份文件读不进来，先改正再导出")
    digest = cache.digest(read_bytes(opened.path))
    return Output(f"{stem}.{form}", compiled(opened.loaded.entry, [form], desk.home, digest)[form])


class NextYear(NamedTuple):
    """The next edition that was written: its key, and lines on what the office fills in itself."""

    key: str
    file: Path
    edition: str
    to_fill: tuple[str, ...]


def next_year(desk: Desk, key: str, edition: str = "") -> NextYear:
    """Writes the next edition of a document beside it. Raises `GkmlError` if it is there already."""
    result = new(NewOptions(desk.path(key), date.today(), edition=edition.strip()), desk.home)
    return NextYear(key_of(result.path, desk.folder), result.path, result.edition, (*result.to_fill, *result.notes))


def due_text(desk: Desk, key: str, item: str, day: str) -> str:
    """Returns when the limit of an item ends that begins on a day, and how it is counted. Raises `GkmlError`."""
    options = DueOptions(date.today(), f"{desk.path(key)}#{item}", start=day, estimate=True)
    return due_report(answers(options, desk.home), "text", desk.home, explain=False).decode()
