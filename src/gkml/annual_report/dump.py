"""A report in, its JSON out: the tables by the keys of the form's rows, cells as printed, sections with their prose."""

import json

from gkml.annual_report.entry import ReportEntry


def write(entry: ReportEntry) -> bytes:
    """`{kind, id, year, form, agency, issued, t2, t3, t4, sections}`; a blank cell is "", a computed total its number."""
    report = entry.report
    sections = [
        {
            "heading": section.heading,
            "paragraphs": [each.text for each in entry.prose if each.section == number],
        }
        for number, section in enumerate(report.sections)
    ]
    data = {
        "kind": report.kind,
        "id": report.id,
        "year": report.year,
        "form": report.form,
        "applications_form": report.applications_form or report.form,
        "agency": report.agency,
        "issued": report.issued.isoformat() if report.issued else "",
        "title": report.title,
        "opening": [each.text for each in entry.prose if each.section < 0],
        "t2": {row: list(cells) for row, cells in report.disclosures.items()},
        "t3": {
            line.key: [cell.text for cell in entry.tables.applications[line.key]]
            for line in entry.applications_form.lines
            if line.key in entry.tables.applications
        },
        "t4": list(report.reviews) or [""] * 15,
        "sections": sections,
        "signature": list(report.signature),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
