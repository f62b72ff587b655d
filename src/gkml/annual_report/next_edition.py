"""Last year's report in, the draft of this year's as plain data out, and what the office has to fill in itself.

上年结转 is last year's 结转下年度, 现行有效 starts from last year's; prose is kept with every number of last year in 【】, which
rule A22 points at until it is gone. Decisions on licences, penalties and compulsory measures are all that were made,
published or not: no ledger of publications knows them, so they stay blank.
"""

import re
from collections.abc import Mapping
from typing import Any

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.form import IN_FORCE, ReportForm
from gkml.annual_report.load import report_forms
from gkml.annual_report.model import Chart, Section, Subheading
from gkml.phrases.patterns import regex
from gkml.schema.documents import NextEdition

_NUMBER = regex(r"(?<![\d.])\d+(?:\.\d+)?\s*(?=[%％件例条封个篇次期场人项元万亿家份年])")
_REFERENCE = regex(r"(\{[^{}]*\})")


def next_edition(entry: ReportEntry, data: Mapping[str, Any], file: str) -> NextEdition:
    """Returns the draft of the next year; `file` is last year's file as the new one names it."""
    report, year = entry.report, entry.report.year + 1
    form = _form_of(year)
    draft: dict[str, Any] = {
        "format": "1",
        "kind": "annual-report",
        "id": report.id,
        "title": _next(report.title, report.year),
        "agency": report.agency,
        "level": report.level,
        "scope": report.scope,
        "year": str(year),
        "form": form.name,
        "draft": "true",
        "previous": file,
        "children": list(report.children),
        "opening": [_marked(text, report.year) for text in report.opening],
        "sections": [_section(section, report.year) for section in report.sections],
        "disclosures": {row: _disclosure(entry, row, len(b.columns) - 1) for b in form.disclosures for row in b.rows},
        "applications": {line.key: _application(entry, line.key) for line in form.lines if line.key != "tot"},
        "reviews": [""] * 15,
        "signature": [line for line in report.signature if not re.search(r"\d", line)],
    }
    return NextEdition(str(year), {key: value for key, value in draft.items() if value}, _to_fill(form))


def _form_of(year: int) -> ReportForm:
    """Returns the newest form that is in force in a year."""
    forms = report_forms().values()
    return max((form for form in forms if form.is_in_force(year)), key=lambda form: form.first_year)


def _next(title: str, year: int) -> str:
    return title.replace(str(year), str(year + 1))


def _marked(text: str, year: int) -> str:
    """The paragraph of the new year: the old year is one later, every other number stands in 【】; references stay."""
    parts = _REFERENCE.split(text)
    return "".join(
        part if place % 2 else _NUMBER.sub(lambda m: _number(m[0], year), part) for place, part in enumerate(parts)
    )


def _number(text: str, year: int) -> str:
    if text.strip() in {str(year), str(year + 1)}:
        return str(int(text) + 1) + text[len(text.rstrip()) :]
    return f"【{text.strip()}】"


def _section(section: Section, year: int) -> dict[str, Any]:
    paragraphs: list[Any] = []
    for part in section.paragraphs:
        match part:
            case str():
                paragraphs.append(_marked(part, year))
            case Subheading(heading=heading):
                paragraphs.append({"heading": _marked(heading, year)})
            case Chart(chart=caption, style=style, unit=unit, points=points):
                blank = {"points": dict.fromkeys(points, "0")} if points else {}
                shape = {"style": style} if style != "bar" else {}
                paragraphs.append({"chart": caption, **shape, **({"unit": unit} if unit else {}), **blank})
    return {"heading": section.heading, **({"paragraphs": paragraphs} if paragraphs else {})}


def _disclosure(entry: ReportEntry, row: str, width: int) -> list[str]:
    before = entry.tables.disclosures.get(row, {}).get(IN_FORCE)
    in_force = before.text if before and before.number is not None and width == 3 else ""
    return [*[""] * (width - 1), in_force]


def _application(entry: ReportEntry, key: str) -> list[str]:
    carried = entry.tables.applications.get("next")
    return [cell.text for cell in carried] if key == "prev" and carried else [""] * 7


def _to_fill(form: ReportForm) -> tuple[str, ...]:
    decisions = "、".join(
        row for block in form.disclosures for row in block.rows if row in {"行政许可", "行政处罚", "行政强制"}
    )
    return (
        f"{decisions}：填本年作出的全部处理决定数量，不论是否公开，向业务科室核实；公开台账里的条数不能用",
        "规章、行政规范性文件：填本年制发、废止的件数，再改现行有效件数（现在是上一年的）",
        "行政事业性收费：向财务核实，单位是万元",
        "第三部分：新收和各种办理结果由依申请公开登记填；上年结转已按上一年的“结转下年度”填好",
        "第四部分：行政复议、行政诉讼的结果，向法规科室核实",
        "正文：【】里是上一年的数字，逐处改成本年的，或改成引用（如 {三.新收}）",
    )
