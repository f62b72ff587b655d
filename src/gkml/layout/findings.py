"""Diagnostics in, the 问题清单 out as a `Document`: what a reviewer sends back to the office, one row a problem."""

import re
from collections.abc import Sequence

from gkml.catalog.model import Catalog, Disclosure, Item
from gkml.diagnostics import LABELS, Diagnostic
from gkml.document import Document, Paragraph, Run
from gkml.layout.listing import listing
from gkml.quoting import visible

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


def layout(diagnostics: Sequence[Diagnostic], summary: str) -> Document:
    """The list in the order given, and below it how many there are of each kind."""
    rows = [_texts(number, each) for number, each in enumerate(diagnostics, 1)]
    document = listing(TITLE, _COLUMNS, rows, {"字段", "依据", "规则", "级别"}, TITLE)
    return document.followed_by(Paragraph((Run(summary),)))


def _texts(number: int, found: Diagnostic) -> list[str]:
    problem, advice = found.problem_and_advice()
    if found.fix and not advice:
        advice = found.fix.value if isinstance(found.fix.value, str) else "、".join(found.fix.value)
    texts = [
        str(number),
        found.title or "（整份目录）",
        _FIELDS.get(found.field, found.field),
        found.text,
        problem,
        advice,
        found.basis,
        f"{found.code} {found.name}",
        LABELS[found.severity],
        found.where if found.place else f"{found.file}:{found.position.line}",
    ]
    return ["\n".join(map(visible, text.split("\n"))) for text in texts]
