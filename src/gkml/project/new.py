"""The next edition of a document, written beside the one that it continues: a directory's, or next year's report."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gkml.annual_report.form import APPLICANTS
from gkml.deadlines.workdays import calendar
from gkml.diagnostics import GkmlError
from gkml.kinds import KINDS
from gkml.ledger.application import register, table_three
from gkml.ledger.rows import LedgerError, rows
from gkml.project.files import read_file
from gkml.project.loading import load_source
from gkml.project.paths import display, reason
from gkml.project.workspace import Home
from gkml.project.writing import check_source, put
from gkml.report.text import report
from gkml.schema.documents import NextEdition
from gkml.yamltext.comments import comments
from gkml.yamltext.dump import dump


class NewOptions(NamedTuple):
    """The document that is continued, where to (None: beside it), its edition ("" for the next year), a register of applications."""

    path: Path
    today: date
    out: Path | None = None
    edition: str = ""
    applications: Path | None = None


class NewResult(NamedTuple):
    """The file that was written, and lines on what the office fills in and what could not be counted."""

    path: Path
    edition: str
    to_fill: tuple[str, ...]
    notes: tuple[str, ...] = ()


def new(options: NewOptions, home: Home) -> NewResult:
    """Writes the next edition. Raises `GkmlError` if the document does not load or the file is there already."""
    source = read_file(options.path)
    loaded = load_source(source, home)
    if loaded.entry is None:
        raise GkmlError(f"{report(loaded.diagnostics)}{display(options.path)} 有误，没有新建；请先改正")
    kind = KINDS[loaded.entry.kind]
    draft = kind.next_edition(loaded.entry, source.data, options.path.name)
    if options.edition:
        draft = draft._replace(edition=options.edition, data={**draft.data, "edition": options.edition})
    if not draft.edition:
        raise GkmlError(f"{display(options.path)} 没有写年度（edition、issued），不知下一版叫什么；请写 --edition")
    draft, notes = _with_applications(draft, options, home)
    target = options.out or options.path.with_name(_name(options.path, loaded.entry.document.edition, draft.edition))
    check_source(target)
    if target.exists():
        raise GkmlError(f"已经有 {display(target)}，没有新建；请用 --out 写到别处")
    kept = comments(source) if loaded.entry.kind == "catalog" else {}
    put(target, dump(draft.data, kind.style, kept).encode())
    return NewResult(target, draft.edition, draft.to_fill, notes)


def _name(path: Path, old: str, edition: str) -> str:
    """Returns the file's name with the year of the new edition in place of the old one's."""
    before, after = (re.search(r"(?:19|20)\d\d", text) for text in (old, edition))
    if before and after and before[0] in path.stem:
        return path.name.replace(before[0], after[0])
    return f"{after[0] if after else 'next'}{path.suffix}"


def _with_applications(draft: NextEdition, options: NewOptions, home: Home) -> tuple[NextEdition, tuple[str, ...]]:
    """Returns the draft with table three counted from the register, and lines on the rows that were not counted."""
    if options.applications is None:
        return draft, ()
    if draft.data.get("kind") != "annual-report":
        raise GkmlError("--applications 只用于年度报告")
    name = display(options.applications)
    year = int(draft.data["year"])
    try:
        days = calendar(home.config.region, home.config.calendar)
        result = register(rows(options.applications), name, days, options.today)
    except LedgerError as error:
        raise GkmlError(f"{name}: {error}") from error
    except OSError as error:
        raise GkmlError(f"{name}: 读不出来：{reason(error)}") from error
    counted = table_three(result.applications, year)
    prev = draft.data["applications"].get("prev", [""] * len(APPLICANTS))
    data = {**draft.data, "applications": {key: list(map(str, row)) for key, row in counted.items()}}
    notes = [
        f"{name}{f' {fault.sheet}' if fault.sheet else ''} 第{fault.row}行没有计入：{fault.message}"
        for fault in result.faults
    ]
    if prev[-1] and prev[-1] != str(counted["prev"][-1]):
        notes.append(f"上年结转：登记表数出 {counted['prev'][-1]} 件，上一年报告的结转下年度是 {prev[-1]} 件；请核对")
    notes.append(
        f"第三部分的表由 {len(result.applications)} 件申请数出；没有读的列：{'、'.join(result.private) or '无'}"
    )
    return draft._replace(data=data), tuple(notes)
