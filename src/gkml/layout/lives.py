"""The history of a directory's items in, a table out: one row for what one edition did to one item."""

from collections.abc import Iterator, Sequence

from gkml.catalog.profile import Profile
from gkml.diff.changes import KINDS, VERDICTS, Value
from gkml.diff.history import History, Life
from gkml.diff.naming import heading
from gkml.document import Document
from gkml.layout.listing import listing

TITLE = "目录沿革"
_COLUMNS = (
    ("事项", 18.0),
    ("版本", 8.0),
    ("类别", 5.0),
    ("字段", 6.0),
    ("原来", 20.0),
    ("现在", 20.0),
    ("变化", 7.0),
    ("依据", 16.0),
)


def layout(found: History, labels: Sequence[str], form: Profile) -> Document:
    """`labels` name the editions, oldest first."""
    rows = [row for life in found.lives for row in _rows(life, labels, form)]
    return listing(TITLE, _COLUMNS, rows, {"版本", "类别", "字段", "变化"})


def _rows(life: Life, labels: Sequence[str], form: Profile) -> Iterator[list[str]]:
    name = " › ".join(life.path)
    if not life.first:
        yield [name, labels[0], "原有", "", "", "", "", ""]
    for step in life.steps:
        for change in step.changes:
            yield [
                name,
                labels[step.edition],
                KINDS[change.kind],
                heading(change.field, form) if change.field else "",
                _said(change.before),
                _said(change.after),
                VERDICTS[change.verdict],
                change.reason,
            ]


def _said(value: Value) -> str:
    return value if isinstance(value, str) else "、".join(value)
