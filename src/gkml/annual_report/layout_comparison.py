"""The comparison of two years' reports in, its Document out: numbers side by side, the carry-over, the prose by words."""

from collections.abc import Iterator

from gkml.annual_report.compare import NumberChange, ReportComparison
from gkml.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    PageSetup,
    Paragraph,
    Properties,
    Row,
    Run,
    Section,
    Table,
)

_SHARES = (0.08, 0.42, 0.13, 0.13, 0.12, 0.12)
_PARTS = {"二": "第二部分", "三": "第三部分", "四": "第四部分"}


def lay_out(comparison: ReportComparison) -> Document:
    """Returns the comparison as it is printed; marks are looks, nothing is to be accepted."""
    new = comparison.new.report
    title = f"{new.agency}{comparison.old.report.year}、{new.year}年度报告对照"
    blocks = (Heading(title, 0), *_blocks(comparison))
    return Document(title, (Section(blocks, PageSetup(landscape=False)),), Properties(font_size=9, tracked=False))


def _blocks(comparison: ReportComparison) -> Iterator[Block]:
    years = (str(comparison.old.report.year), str(comparison.new.report.year))
    changed = [each for each in comparison.numbers if {each.before, each.after} - {"0", ""}]
    yield _paragraph(f"共 {len(comparison.numbers)} 个数，{len(comparison.changed)} 个有变化；两年都是0的不列。")
    if changed:
        yield _numbers(changed, years)
    yield Heading("结转", 2)
    for line in comparison.carry_over or ("上年结转、现行有效件数与上一年的报告相符，或不是相邻的两年。",):
        yield _paragraph(line)
    heading = ""
    for change in comparison.prose:
        if change.heading != heading:
            heading = change.heading
            yield Heading(heading, 2)
        yield Paragraph(change.runs, role="body")


def _numbers(changes: list[NumberChange], years: tuple[str, str]) -> Table:
    headings = ("部分", "项目", years[0], years[1], "增减", "增减幅度")
    columns = tuple(Column(share, "left" if place == 1 else "center") for place, share in enumerate(_SHARES))
    rows = (_row((_PARTS[c.table], c.name, c.before, c.after, c.difference, c.share)) for c in changes)
    return Table(columns, (_row(headings),), tuple(rows), sheet="对照")


def _row(texts: tuple[str, ...]) -> Row:
    return Row(tuple(Cell(place, (Run(text),)) for place, text in enumerate(texts)))


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),), role="body")
