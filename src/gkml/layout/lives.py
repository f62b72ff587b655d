"""Takes the history of items and returns a table with one row for each change of an item in an edition."""

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


def layout(history: History, labels: Sequence[str], profile: Profile) -> Document:
    """`labels` name the editions, oldest first."""
    rows = [row for life in history.lives for row in _rows(life, labels, profile)]
    return listing(TITLE, _COLUMNS, rows, {"版本", "类别", "字段", "变化"})


def _rows(life: Life, labels: Sequence[str], profile: Profile) -> Iterator[list[str]]:
    name = " › ".join(life.path)
    if not life.first:
        yield [name, labels[0], "原有", "", "", "", "", ""]
    for step in life.steps:
        for change in step.changes:
            yield [
                name,
                labels[step.edition],
                KINDS[change.kind],
                heading(change.field, profile) if change.field else "",
                _joined(change.before),
                _joined(change.after),
                VERDICTS[change.verdict],
                change.reason,
            ]


def _joined(value: Value) -> str:
    return value if isinstance(value, str) else "、".join(value)
