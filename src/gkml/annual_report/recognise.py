"""A foreign document in, the report that it holds as plain data, where each value stood, and what became of every cell out."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rapidfuzz.fuzz import ratio

from gkml.annual_report.form import ReportForm, bare
from gkml.annual_report.read_tables import ReadTables, form_of, read_tables, rows_of
from gkml.diagnostics import Route
from gkml.document import Document, LeftOut
from gkml.phrases.date import day_of
from gkml.phrases.patterns import regex
from gkml.recognise.account import Account, Ledger
from gkml.recognise.grid import Grid, Prose, Spot, parts

_TITLE = regex(
    r"(?P<agency>.*?)\s*(?P<year>20\d\d)\s*年?(?:度)?\s*(?:政府信息公开|政务公开|信息公开).{0,6}(?:年度)?报告"
)
_NUMBERED = regex(r"^\s*([一二三四五六七八九十])\s*[、.．]\s*(.+)$", re.S)
_DATE = regex(r"\s*20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*")
_TOP = 20
"""Blocks from the top among which the title is looked for."""
LIKE = 80
"""Likeness (0 to 100) above which a numbered line is the heading of one of the six sections."""
_LEVELS = (
    ("省级政府", r"(?:省|自治区|北京市|上海市|天津市|重庆市)人民政府$"),
    ("县级政府", r"(?:县|区|旗)人民政府$|市.{1,4}(?:市|区|县)人民政府$"),
    ("市级政府", r"(?:市|州|盟|地区)人民政府$"),
    ("乡镇街道", r"(?:乡|镇)人民政府$|街道(?:办事处)?$"),
)


class ReportDraft(NamedTuple):
    """A report as plain data, ready to be written as YAML; its form; and where its values stood."""

    data: dict[str, Any]
    form: ReportForm
    spots: Mapping[Route, Spot]
    is_derived: bool = False
    titled: bool = True
    kind: str = "annual-report"


class RecognisedReports(NamedTuple):
    """The report of a document, the account of its cells, and what no report holds."""

    drafts: tuple[ReportDraft, ...]
    account: Account
    left_out: tuple[LeftOut, ...]


class _Part(NamedTuple):
    """A section while it is read: its heading (None before the first), and its paragraphs."""

    heading: str | None
    paragraphs: list[str]


def recognise(document: Document, forms: Mapping[str, ReportForm], name: str = "") -> RecognisedReports | None:
    """Reads a report; None if the document is none. `name` is the file's, without ending: its title if the text has none."""
    pieces = list(parts(document))
    grids = [piece for piece in pieces if isinstance(piece, Grid)]
    if not _is_report(pieces, document, name):
        return None
    first, second = form_of(grids, forms)
    if not (first or second):
        return None
    ledger = Ledger(grids)
    chosen = (forms[first or second], forms[second or first])
    tables = read_tables(grids, chosen, ledger)
    sections = _sections(pieces, document, chosen[0], ledger, _places_of_tables(tables))
    draft = ReportDraft(_data(sections, document, name, chosen, tables), chosen[0], tables.spots)
    return RecognisedReports((draft,), ledger.closed(), document.left_out)


def _is_report(pieces: Sequence[Prose | Grid], document: Document, name: str) -> bool:
    texts = [document.title, name, *(piece.text for piece in pieces[:40] if isinstance(piece, Prose))]
    return any(_TITLE.search(_line(text)) or "政府信息公开工作年度报告" in _line(text) for text in texts)


def _places_of_tables(tables: ReadTables) -> set[int]:
    """The numbers of the tables that values were read from."""
    return {spot.table for spot in tables.spots.values()}


def _sections(
    pieces: Sequence[Prose | Grid], document: Document, form: ReportForm, ledger: Ledger, read: set[int]
) -> list[_Part]:
    """The prose by sections. A table that is none of the three stays as lines of text, where it stood."""
    stated = any(_TITLE.search(_line(piece.text)) for piece in pieces[:_TOP] if isinstance(piece, Prose))
    sections = [_Part(None, [document.title] if document.title and not stated else [])]
    waiting = list(form.sections)
    for piece in pieces:
        if isinstance(piece, Grid):
            if piece.number not in read and not _is_of_tables(piece, form):
                sections[-1].paragraphs.extend(_kept(piece, ledger))
            continue
        text = piece.text.strip()
        heading = _heading(text, waiting)
        if heading:
            del waiting[: waiting.index(heading) + 1]
            sections.append(_Part(_line(text), []))
        elif text:
            sections[-1].paragraphs.extend(line for line in map(str.strip, text.split("\n")) if line)
    return sections


def _is_of_tables(grid: Grid, form: ReportForm) -> bool:
    """Whether a table without a value is a piece of one of the three (its heading alone, cut off by a page)."""
    own = {block.article for block in form.disclosures} | {"申请人情况", "行政复议", "行政诉讼"}
    return any("".join(place.text.split()) in own for line in grid.lines for place in line.places)


def _kept(grid: Grid, ledger: Ledger) -> Iterator[str]:
    for line in grid.lines:
        ledger.whole(grid, line, "note")
    yield from rows_of(grid)


def _heading(text: str, waiting: Sequence[str]) -> str:
    """The section that a numbered line begins, of those that are still to come; "" if it begins none."""
    match = _NUMBERED.match(text)
    if not match or len(text) > 40:
        return ""
    own = _loose(match[2])
    likest = max(waiting, key=lambda official: ratio(own, _loose(official)), default="")
    return likest if likest and ratio(own, _loose(likest)) >= LIKE else ""


def _loose(heading: str) -> str:
    return re.sub("政府信息公开工作|主要|存在的?|[的和及与、，\\s]", "", bare(heading))


def _data(
    sections: Sequence[_Part], document: Document, name: str, forms: tuple[ReportForm, ReportForm], tables: ReadTables
) -> dict[str, Any]:
    title, opening = _title(sections[0].paragraphs, name)
    match = _TITLE.search(_line(title))
    agency = (match["agency"] if match else "").strip() or document.properties.agency or _line(title)
    body = [_Part(part.heading, list(part.paragraphs)) for part in sections[1:]]
    signature = _signature(body[-1].paragraphs) if body else []
    data: dict[str, Any] = {
        "format": "1",
        "kind": "annual-report",
        "id": document.properties.id or _derived_id(agency),
        "title": title,
        "agency": agency,
        "level": _level(agency),
        "year": match["year"] if match else str(forms[0].first_year),
        "form": forms[0].name,
    }
    if forms[1].name != forms[0].name:
        data["applications_form"] = forms[1].name
    if signature:
        data["issued"] = day_of("".join(signature[-1].split())).isoformat()
    data["opening"] = opening
    data["sections"] = [_section(part) for part in body]
    data |= {"disclosures": tables.disclosures, "applications": tables.applications, "reviews": tables.reviews}
    data |= {"signature": signature, "labels": tables.labels}
    return {key: value for key, value in data.items() if value or key == "sections"}


def _derived_id(agency: str) -> str:
    """An id that all reports of a body have."""
    return f"report-{hashlib.blake2b(agency.encode(), digest_size=4).hexdigest()}"


def _section(part: _Part) -> dict[str, Any]:
    section: dict[str, Any] = {"heading": part.heading}
    if part.paragraphs:
        section["paragraphs"] = [_escaped(text) for text in part.paragraphs]
    return section


def _escaped(text: str) -> str:
    """A paragraph whose braces are no references."""
    return text.replace("{", "{{").replace("}", "}}")


def _title(paragraphs: Sequence[str], name: str) -> tuple[str, list[str]]:
    """The title (several lines of a cover joined by line breaks) and the paragraphs below it."""
    for end in range(1, min(4, len(paragraphs)) + 1):
        if _TITLE.search(_line("".join(paragraphs[:end]))):
            start = end - 1 if _TITLE.search(_line(paragraphs[end - 1])) and _has_agency(paragraphs[end - 1]) else 0
            return "\n".join(paragraphs[start:end]), [
                _escaped(text) for text in [*paragraphs[:start], *paragraphs[end:]]
            ]
    return name or "政府信息公开工作年度报告", [_escaped(text) for text in paragraphs]


def _has_agency(line: str) -> bool:
    match = _TITLE.search(_line(line))
    return bool(match and match["agency"].strip())


def _signature(paragraphs: list[str]) -> list[str]:
    """The lines of the signature, taken off the end: a short line and a date, or a date alone."""
    if not paragraphs or not _DATE.fullmatch(paragraphs[-1]):
        return []
    count = 2 if len(paragraphs) > 1 and len(paragraphs[-2]) <= 30 and paragraphs[-2][-1] not in "。；：" else 1
    lines = paragraphs[-count:]
    del paragraphs[-count:]
    return lines


def _level(agency: str) -> str:
    return next((level for level, pattern in _LEVELS if re.search(pattern, agency)), "部门")


def _line(text: str) -> str:
    return " ".join(text.split())
