"""A report in, its Document out: portrait pages, six sections of prose, the three tables in their official grids, signature."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gkml.annual_report.dump import write
from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import figure, printed
from gkml.annual_report.form import APPLICANTS, BLOCKS, RESULTS, ApplicationRow, DisclosureBlock
from gkml.annual_report.model import Chart as ReportChart
from gkml.annual_report.model import Section as ReportSection
from gkml.annual_report.model import Subheading
from gkml.document import (
    Block,
    Cell,
    Chart,
    Check,
    Column,
    Document,
    Heading,
    Notice,
    PageSetup,
    Paragraph,
    Properties,
    Role,
    Row,
    Run,
    Section,
    Series,
    Table,
    Wording,
)

TABLE_SIZE = 9
"""Size of the text of the tables, in points (小五)."""
_WORDING = Wording(
    sheet="报告",
    key="代号",
    key_locked=Notice("代号不能改", "这一列是表的行的代号，由程序编排。"),
    column_locked="行名不能改",
    table="统计表",
    skip="跳到第一张表",
    rows="{title}",
)
_HINT = "填整数，没有填0"
_LABELS = (0.06, 0.13, 0.31)
"""Shares of the three label columns of the table of applications."""


def lay_out(entry: ReportEntry, source: str = "") -> Document:
    """Returns the report as it is printed; `source` is a hash of its file."""
    report = entry.report
    issued = report.issued.isoformat() if report.issued else ""
    properties = Properties(report.id, report.edition, report.agency, issued, source, font_size=TABLE_SIZE)
    title = " ".join(report.title.split())
    section = Section(tuple(_blocks(entry)), PageSetup(landscape=False))
    return Document(title, (section,), properties, wording=_WORDING, data=write(entry).decode())


def _blocks(entry: ReportEntry) -> Iterator[Block]:
    report = entry.report
    yield Heading(report.title, 0)
    yield from (_paragraph(entry, text) for text in report.opening)
    for number, section in enumerate(report.sections):
        yield Heading(section.heading, 2)
        yield from _prose(entry, section)
        yield from _table(entry, number)
        yield from (_paragraph(entry, text, "note") for text in section.after)
    for place, line in enumerate(report.signature):
        yield _paragraph(entry, line, "date" if place == len(report.signature) - 1 else "signature")


def _prose(entry: ReportEntry, section: ReportSection) -> Iterator[Block]:
    for part in section.paragraphs:
        match part:
            case str():
                yield _paragraph(entry, part)
            case Subheading(heading=heading):
                yield Heading(heading, 3)
            case ReportChart(points=points) if points:
                yield _chart(part)
            case ReportChart(chart=caption):
                yield _paragraph(entry, caption)


def _paragraph(entry: ReportEntry, text: str, role: Role = "body") -> Paragraph:
    """A paragraph with its references filled in; each has its basis."""
    if "{" not in text and "}" not in text:
        return Paragraph((Run(text),), role=role)
    runs = [
        Run(piece.text, basis=entry.basis(piece.reference) if piece.reference and not piece.problem else "")
        for piece in entry.pieces(text)
    ]
    return Paragraph(tuple(runs), role=role)


def _chart(chart: ReportChart) -> Chart:
    values = tuple(number if number is not None else Decimal() for number in map(_number, chart.points.values()))
    listed = "、".join(f"{name} {text}{chart.unit}" for name, text in chart.points.items())
    series = (Series(chart.unit or chart.chart, values),)
    return Chart(chart.style, chart.chart, tuple(chart.points), series, chart.unit, alt=f"{chart.chart}：{listed}")


def _number(text: str) -> Decimal | None:
    return figure(text).number


def _table(entry: ReportEntry, section: int) -> Iterator[Table]:
    """Yields the table that belongs to a section, by its place in the form."""
    if section == 1 and entry.report.disclosures:
        yield _disclosures(entry)
    elif section == 2 and entry.report.applications:
        yield _applications(entry)
    elif section == 3 and entry.report.reviews:
        yield _reviews(entry)


# --- section two ---


def _disclosures(entry: ReportEntry) -> Table:
    blocks = entry.form.disclosures
    width = max(len(block.columns) for block in blocks)
    columns = tuple(Column(1 / width, "center") for _ in range(width))
    rows = [row for block in blocks for row in _block(block, entry, width)]
    return Table(columns, (), _together(rows), sheet="主动公开")


def _block(block: DisclosureBlock, entry: ReportEntry, width: int) -> Iterator[Row]:
    labels = entry.report.labels
    yield Row((_cell(0, labels.get(block.article, block.article), colspan=width),), keep=True)
    yield Row(tuple(_stretched(block.columns, width)), keep=True)
    for name in block.rows:
        numbers = entry.report.disclosures.get(name, ("",) * (len(block.columns) - 1))
        texts = (labels.get(name, name), *numbers[: len(block.columns) - 1])
        yield Row(tuple(_stretched(texts, width)), key=name)


def _stretched(texts: Sequence[str], width: int) -> Iterator[Cell]:
    """Yields the cells of a row; the last one reaches to the table's end."""
    last = len(texts) - 1
    yield from (_cell(place, text, colspan=width - last if place == last else 1) for place, text in enumerate(texts))


# --- section three ---


def _applications(entry: ReportEntry) -> Table:
    numbers = (1 - sum(_LABELS)) / len(APPLICANTS)
    columns = (
        *(Column(share, editable=False) for share in _LABELS),
        *(Column(numbers, "center", hint=_HINT, number="count") for _ in APPLICANTS),
    )
    head = (
        Row((_cell(0, entry.applications_form.applications.note, 3, 3), _cell(3, "申请人情况", 1, 7))),
        Row((_cell(3, APPLICANTS[0], 2, 1), _cell(4, "法人或其他组织", 1, 5), _cell(9, APPLICANTS[6], 2, 1))),
        Row(tuple(_cell(4 + place, name) for place, name in enumerate(APPLICANTS[1:6]))),
    )
    body = [Row(cells, key) for key, cells in _lines(entry.applications_form.applications.rows, 0, entry)]
    keys = [row.key for row in body]
    return Table(columns, head, _together(body), sheet="申请情况", checks=tuple(_balances(keys, entry)))


def _lines(rows: Sequence[ApplicationRow], depth: int, entry: ReportEntry) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Each row with its key; the label of a group stands in the first of its rows and spans them all."""
    for row in rows:
        if not row.rows:
            label = entry.report.labels.get(row.key, row.label)
            yield row.key, (_cell(depth, label, 1, 3 - depth), *_numbers(entry, row.key))
            continue
        below = list(_lines(row.rows, depth + 1, entry))
        key, cells = below[0]
        yield key, (_cell(depth, row.label, len(below)), *cells)
        yield from below[1:]


def _numbers(entry: ReportEntry, key: str) -> Iterator[Cell]:
    figures = entry.tables.applications.get(key, ())
    for place in range(len(APPLICANTS)):
        cell = _cell(3 + place, figures[place].text if place < len(figures) else "")
        basis = _basis(entry, key, place) if cell.text else ""
        yield cell._replace(runs=(Run(cell.text, basis=basis),)) if basis else cell


def _basis(entry: ReportEntry, key: str, place: int) -> str:
    """The sum that a total has to be; "" for a cell that is no total, whose parts are not all numbers, or are all 0 as it is."""
    rows = entry.tables.applications
    if place == len(APPLICANTS) - 1:
        parts, names = rows[key][:place], "前六列之和"
    elif key == "tot":
        parts, names = (
            tuple(rows[row][place] for row in entry.applications_form.outcomes if row in rows),
            "各项结果之和",
        )
    else:
        return ""
    numbers = [part.number for part in parts if part.number is not None]
    if len(numbers) < len(parts) or not any((*numbers, rows[key][place].number)):
        return ""
    return f"{names}：{printed(sum(numbers, Decimal()))}"


def _balances(keys: Sequence[str], entry: ReportEntry) -> Iterator[Check]:
    """Yields the sums that have to be equal: by rows the total, by columns the outcomes and the balance of A01."""
    first, last = 3, 2 + len(APPLICANTS)
    place = {key: number for number, key in enumerate(keys)}
    for row in range(len(keys)):
        yield Check((row, last), tuple((row, column) for column in range(first, last)), ((row, last),))
    outcomes = [place[key] for key in entry.applications_form.outcomes]
    for column in range(first, last + 1):
        total = (place["tot"], column)
        yield Check(total, tuple((row, column) for row in outcomes), (total,))
        given = tuple((place[key], column) for key in ("new", "prev"))
        yield Check((place["next"], column), given, (total, (place["next"], column)))


# --- section four ---


def _reviews(entry: ReportEntry) -> Table:
    width = len(RESULTS)
    columns = tuple(Column(1 / (3 * width), "center", hint=_HINT, number="count") for _ in range(3 * width))
    head = (
        Row((_cell(0, BLOCKS[0], 1, width), _cell(width, "行政诉讼", 1, 2 * width))),
        Row(
            (
                *(_cell(place, result, 2) for place, result in enumerate(RESULTS)),
                *(_cell(width * (n + 1), block, 1, width) for n, block in enumerate(BLOCKS[1:])),
            )
        ),
        Row(tuple(_cell(width + place, RESULTS[place % width]) for place in range(2 * width))),
    )
    texts = [*entry.report.reviews, *[""] * (3 * width)][: 3 * width]
    body = (Row(tuple(_cell(place, text) for place, text in enumerate(texts)), "reviews"),)
    checks = tuple(
        Check((0, end), tuple((0, place) for place in range(end + 1 - width, end)), ((0, end),))
        for end in range(width - 1, 3 * width, width)
    )
    return Table(columns, head, body, sheet="复议诉讼", checks=checks)


def _together(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Returns the rows of a table that stands on one page."""
    return (*(row._replace(keep=True) for row in rows[:-1]), *rows[-1:])


def _cell(column: int, text: str, rowspan: int = 1, colspan: int = 1) -> Cell:
    return Cell(column, (Run(text),), rowspan, colspan)
