"""The comparison of two years' plans in, its Document out: one row for each change, both texts by words."""

from gkml.diff.words import sides
from gkml.document import Cell, Column, Document, Heading, Paragraph, Properties, Row, Run, Section, Table
from gkml.work_plan.compare import KINDS, Comparison, TaskChange

_COLUMNS = (("序号", 0.05), ("任务", 0.17), ("变化", 0.06), ("字段", 0.08), ("原来", 0.32), ("现在", 0.32))


def lay_out(comparison: Comparison) -> Document:
    """Returns the comparison as it is printed; marks are looks, nothing is to be accepted."""
    old, new = comparison.old.plan, comparison.new.plan
    title = f"{new.agency}{old.year}、{new.year}年政务公开工作方案对照"
    head = Row(tuple(Cell(place, (Run(heading),)) for place, (heading, _) in enumerate(_COLUMNS)))
    rows = tuple(_row(number, change) for number, change in enumerate(comparison.changes, 1))
    columns = tuple(Column(share, "center" if share < 0.1 else "left", filter=share < 0.1) for _, share in _COLUMNS)
    counts = "，".join(
        f"{words} {count} 处"
        for kind, words in KINDS.items()
        if (count := sum(change.kind == kind for change in comparison.changes))
    )
    line = Paragraph((Run(f"{counts or '没有变化'}；{comparison.kept} 项任务没有变化。"),))
    table = (Table(columns, (head,), rows, "对照"),) if rows else ()
    properties = Properties(product="工作方案对照", tracked=False)
    return Document(title, (Section((Heading(title, 0), line, *table)),), properties)


def _row(number: int, change: TaskChange) -> Row:
    before, after = sides(change.before, change.after)
    texts = ((Run(str(number)),), (Run(change.name),), (Run(KINDS[change.kind]),), (Run(change.field),))
    cells = (*texts, before or (Run(""),), after or (Run(""),))
    return Row(tuple(Cell(place, runs) for place, runs in enumerate(cells)))
