"""Takes diagnostics and returns the 问题清单 as a `Document` for the office, with one row for each."""

import re
from collections.abc import Sequence

from gkml.catalog.model import Catalog, Disclosure, Item
from gkml.diagnostics import LABELS, Diagnostic
from gkml.diagnostics.quoting import visible, without_keys
from gkml.document import Document, Paragraph, Run
from gkml.layout.listing import listing

TITLE = "问题清单"
_COLUMNS = (
    ("序号", 4.0),
    ("事项", 13.0),
    ("字段", 7.0),
    ("原文", 16.0),
    ("问题", 25.0),
    ("建议", 16.0),
    ("依据", 10.0),
    ("规则", 13.0),
    ("级别", 4.0),
    ("位置", 16.0),
)
_FIELDS = {
    name: re.split("[，：（]", str(field.description))[0]
    for model in (Catalog, Item, Disclosure)
    for name, field in model.model_fields.items()
}


def field_name(field: str) -> str:
    """Returns what users call a field of a directory; a field of another kind keeps its own name."""
    return _FIELDS.get(field, field)


def layout(diagnostics: Sequence[Diagnostic], summary: str) -> Document:
    """Returns the list in the given order, with the number of each severity below it."""
    rows = [_texts(number, each) for number, each in enumerate(diagnostics, 1)]
    document = listing(TITLE, _COLUMNS, rows, {"字段", "依据", "规则", "级别"}, TITLE)
    return document.followed_by(Paragraph((Run(summary),)))


def _texts(number: int, diagnostic: Diagnostic) -> list[str]:
    problem, advice = map(without_keys, diagnostic.problem_and_advice())
    if diagnostic.fix and not advice:
        advice = diagnostic.fix.value if isinstance(diagnostic.fix.value, str) else "、".join(diagnostic.fix.value)
    texts = [
        str(number),
        diagnostic.title or "（整份目录）",
        field_name(diagnostic.field),
        diagnostic.text,
        problem,
        advice,
        diagnostic.basis,
        f"{diagnostic.code} {diagnostic.name}",
        LABELS[diagnostic.severity],
        diagnostic.where if diagnostic.place else f"{diagnostic.file}:{diagnostic.position.line}",
    ]
    return ["\n".join(map(visible, text.split("\n"))) for text in texts]
