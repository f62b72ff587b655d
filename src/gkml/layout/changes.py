"""Two editions and what changed between them in, the 修订对照表 out as a `Document`: what a meeting looks at and a notice carries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from gkml.catalog.model import Catalog
from gkml.catalog.profile import Profile
from gkml.diagnostics import Route
from gkml.diff.changes import KINDS, VERDICTS, Change, Comparison, Side, Value, Values
from gkml.diff.naming import heading, level, ordered
from gkml.diff.rows import ItemRow, rows
from gkml.diff.totals import Totals, kind_counts, totals, verdict_counts
from gkml.diff.words import joined, pairs, sides
from gkml.document import Cell, Document, Mark, Paragraph, Properties, Row, Run, Section
from gkml.layout.listing import listing

SHEET = "修订对照表"
_MOST = {"reordered": 12, "renumbered": 4}
"""Names or numbers of a change of order that are listed."""

Line = tuple[Run, ...]


class _Book(NamedTuple):
    """What the lines of a change are looked up in."""

    old: Mapping[Route, ItemRow]
    new: Mapping[Route, ItemRow]
    form: Profile


def layout(found: Comparison, old: Catalog, new: Catalog, form: Profile) -> Document:
    """One row a change, in the order of the new edition; above the table how many there are, what the public lost first.

    `form` is that of the new edition, whose headings name the fields. Marks are looks: the table is there to be printed.
    """
    book = _Book(rows(old), rows(new), form)
    columns = (
        ("序号", 4.0),
        ("原条目", 26.0),
        ("新条目", 26.0),
        ("类别", 6.0),
        ("变化", 6.5),
        ("说明", 13.0),
        ("调整依据", 10.0),
        (_office_heading(form), 8.5),
    )
    made = listing(title(old, new), columns, (), {"类别", "变化", columns[-1][0]}, SHEET)
    top, table = made.blocks[0], next(made.tables())
    body = tuple(_row(number, change, book) for number, change in enumerate(found.changes, 1))
    blocks = (top, *_summary(found, old, new, form), replace(table, body=body))
    return Document(made.title, (Section(blocks),), _properties(old, new))


def title(old: Catalog, new: Catalog) -> str:
    """《…》修订对照表（旧版→新版）; a title within the title is set in 〈〉."""
    named = new.title.replace("《", "〈").replace("》", "〉")
    return f"《{named}》{SHEET}（{_editions(old, new)}）"


def _editions(old: Catalog, new: Catalog) -> str:
    was, now = (one.edition or (one.issued.isoformat() if one.issued else "") for one in (old, new))
    return f"{was or '旧版'}→{now or '新版'}"


def _properties(old: Catalog, new: Catalog) -> Properties:
    issued = new.issued.isoformat() if new.issued else ""
    return Properties(new.id, _editions(old, new), new.agency, issued, tracked=False)


# --- above the table ---


def _summary(found: Comparison, old: Catalog, new: Catalog, form: Profile) -> Iterator[Paragraph]:
    before, after = found.items
    items = f"事项由 {before} 项变为 {after} 项" if before != after else f"事项仍为 {after} 项"
    if not found.changes:
        yield _paragraph(f"与上一版相比没有变化，{items}。")
        return
    counts = totals(found.changes)
    yield _paragraph(
        f"与上一版相比共有 {len(found.changes)} 处变化：{verdict_counts(counts)}。{items}，{found.kept} 项没有变化。"
    )
    yield from _weakened(found.changes)
    yield _paragraph(f"按类别：{kind_counts(counts)}。按级别：{_levels(counts, form)}。")
    yield Paragraph(
        (Run("对照："), Run("删去的文字", "deleted"), Run("，"), Run("新增的文字", "inserted"), Run("。")), role="lead"
    )


def _weakened(changes: Sequence[Change]) -> Iterator[Paragraph]:
    """Where the public lost something: the rows that are still to be decided, and those that somebody accepted."""
    weak = [(number, change) for number, change in enumerate(changes, 1) if change.verdict == "weakened"]
    open_ = [str(number) for number, change in weak if not change.approver]
    settled = [str(number) for number, change in weak if change.approver]
    if open_:
        yield _paragraph(f"▼ {VERDICTS['weakened']}：见序号 {'、'.join(open_)}。")
    if settled:
        yield _paragraph(f"▽ {VERDICTS['weakened']}，已审定：见序号 {'、'.join(settled)}。")


def _levels(counts: Totals, form: Profile) -> str:
    return "、".join(f"{level(depth, form)} {count} 处" for depth, count in counts.levels.items())


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),), role="lead")


# --- a change ---


def _office_heading(form: Profile) -> str:
    """责任科室, or 公开主体 in forms that have no offices."""
    return heading("body", form) if "body" in form.shown and "office" not in form.shown else "责任科室"


def _row(number: int, change: Change, book: _Book) -> Row:
    old, new = (_lined(lines) for lines in _lines(change, book))
    texts = (
        KINDS[change.kind],
        VERDICTS[change.verdict],
        _why(change, book.form),
        change.reason,
        change.office,
    )
    cells = [(Run(str(number)),), old, new, *((Run(text),) for text in texts)]
    return Row(tuple(Cell(place, runs) for place, runs in enumerate(cells)))


def _lined(lines: Sequence[Line]) -> Line:
    return joined([run for place, line in enumerate(lines) for run in ((Run("\n"),) if place else ()) + line])


def _why(change: Change, form: Profile) -> str:
    """The field, what the verdict rests on, and who has accepted it."""
    field = heading(change.field, form) if change.field and not change.is_group else ""
    said = "；".join(change.why)
    told = "：".join(part for part in ("分组名称" if change.is_group else field, said) if part)
    return "\n".join(part for part in (told, f"已审定（{change.approver}）" if change.approver else "") if part)


def _lines(change: Change, book: _Book) -> tuple[list[Line], list[Line]]:
    """What stands in the two columns."""
    match change.kind:
        case "added" | "removed":
            return _alone(change, book.form)
        case "split" | "merged":
            return _parted(change, book)
        case "reordered" | "renumbered":
            before, after = ordered(change)
            return [_folded("原", before, change)], [_folded("新", after, change)]
        case "renamed":
            return _renamed(change)
        case "moved":
            return _moved(change)
        case _:
            return _modified(change, book.form)


def _place(side: Side) -> str:
    return " › ".join(side.path)


def _group(side: Side) -> str:
    return "".join(f"{name} › " for name in side.path[:-1])


def _renamed(change: Change) -> tuple[list[Line], list[Line]]:
    before, after = sides(change.before, change.after)
    return [(Run(_group(change.old[0])), *before)], [(Run(_group(change.new[0])), *after)]


def _moved(change: Change) -> tuple[list[Line], list[Line]]:
    old, new = change.old[0], change.new[0]
    return (
        [(Run(_group(old), "deleted"), Run(old.name))],
        [(Run(_group(new), "inserted"), Run(new.name))],
    )


def _modified(change: Change, form: Profile) -> tuple[list[Line], list[Line]]:
    """A value of an item, of the catalog or of an organisation, with the words that changed."""
    named = "机构名称" if change.kind == "organisation" else heading(change.field, form)
    between = "\n" if change.field in {"basis", "preface", "notes"} else "、"
    told = sides(*_paragraphs(change), between)
    places = ([(Run(_place(side[0])),)] if side else [] for side in (change.old, change.new))
    old, new = (
        [*place, (Run(f"{named}："), *(runs if any(run.text for run in runs) else (Run("（空白）"),)))]
        for place, runs in zip(places, told, strict=True)
    )
    return old, new


def _paragraphs(change: Change) -> tuple[Value, Value]:
    """What is shown of both values: of the prose around a table the paragraphs that changed, for it may be pages long."""
    if change.field not in {"preface", "notes"}:
        return change.before, change.after
    changed = [pair for pair in pairs(change.before, change.after) if pair[0] != pair[1]]
    before, after = (
        (tuple(text for text in side if text) for side in zip(*changed, strict=True)) if changed else ((), ())
    )
    return before, after


def _alone(change: Change, form: Profile) -> tuple[list[Line], list[Line]]:
    """An item that is in one edition only."""
    if change.kind == "added":
        return [(Run("（无）"),)], _whole(change.new[0], change.values[0], "inserted", form)
    return _whole(change.old[0], change.values[0], "deleted", form), [(Run("（取消）"),)]


def _whole(side: Side, values: Values, mark: Mark, form: Profile) -> list[Line]:
    """All that an item says."""
    texts = [_place(side), *(f"{heading(field, form)}：{_said(value)}" for field, value in values.items())]
    return [(Run(text, mark),) for text in texts]


def _said(value: Value) -> str:
    return value if isinstance(value, str) else "、".join(value)


def _parted(change: Change, book: _Book) -> tuple[list[Line], list[Line]]:
    """The items on either side with their contents; names that are on one side alone are marked."""
    was, now = ({side.name for side in part} for part in (change.old, change.new))
    old = _parts(change.old, book.old, now, "deleted")
    return old, _parts(change.new, book.new, was, "inserted")


def _parts(parts: Sequence[Side], known: Mapping[Route, ItemRow], others: set[str], mark: Mark) -> list[Line]:
    lines: list[Line] = []
    for side in parts:
        lines.append((Run(_group(side)), Run(side.name, "" if side.name in others else mark)))
        content = str(known[side.route].values.get("content", ""))
        lines += [(Run(content),)] if content else []
    return lines


def _folded(which: str, listed: Sequence[str], change: Change) -> Line:
    """The first of a long list."""
    most = _MOST[change.kind]
    more = f" 等 {len(listed)} 项" if len(listed) > most else ""
    named = "序号" if change.kind == "renumbered" else "次序"
    return (Run(f"{which}{named}：{'、'.join(listed[:most])}{more}"),)
