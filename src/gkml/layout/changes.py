"""Takes two editions and their changes and returns the 修订对照表 as a `Document`, for meetings and notices."""

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
"""The most names or numbers that are listed of a change of order."""

Line = tuple[Run, ...]


class _Editions(NamedTuple):
    """The rows of both editions, and the profile of the new one."""

    old: Mapping[Route, ItemRow]
    new: Mapping[Route, ItemRow]
    profile: Profile


def layout(comparison: Comparison, old: Catalog, new: Catalog, profile: Profile) -> Document:
    """Returns one row for each change, in the order of the new edition, with their number and the losses above the table.

    `profile` is that of the new edition, whose headings name the fields. Marks are looks: the table is there to be printed.
    """
    editions = _Editions(rows(old), rows(new), profile)
    columns = (
        ("序号", 4.0),
        ("原条目", 26.0),
        ("新条目", 26.0),
        ("类别", 6.0),
        ("变化", 6.5),
        ("说明", 13.0),
        ("调整依据", 10.0),
        (_office_heading(profile), 8.5),
    )
    document = listing(title(old, new), columns, (), {"类别", "变化", columns[-1][0]}, SHEET)
    top, table = document.blocks[0], next(document.tables())
    body = tuple(_row(number, change, editions) for number, change in enumerate(comparison.changes, 1))
    blocks = (top, *_summary(comparison, old, new, profile), replace(table, body=body))
    return Document(document.title, (Section(blocks),), _properties(old, new))


def title(old: Catalog, new: Catalog) -> str:
    """Returns 《…》修订对照表（旧版→新版）; a title within the title has 〈〉."""
    named = new.title.replace("《", "〈").replace("》", "〉")
    return f"《{named}》{SHEET}（{_editions(old, new)}）"


def _editions(old: Catalog, new: Catalog) -> str:
    was, now = (one.edition or (one.issued.isoformat() if one.issued else "") for one in (old, new))
    return f"{was or '旧版'}→{now or '新版'}"


def _properties(old: Catalog, new: Catalog) -> Properties:
    issued = new.issued.isoformat() if new.issued else ""
    return Properties(new.id, _editions(old, new), new.agency, issued, tracked=False, product=SHEET)


# --- above the table ---


def _summary(comparison: Comparison, old: Catalog, new: Catalog, profile: Profile) -> Iterator[Paragraph]:
    before, after = comparison.items
    items = f"事项由 {before} 项变为 {after} 项" if before != after else f"事项仍为 {after} 项"
    if not comparison.changes:
        yield _paragraph(f"与上一版相比没有变化，{items}。")
        return
    counts = totals(comparison.changes)
    yield _paragraph(
        f"与上一版相比共有 {len(comparison.changes)} 处变化：{verdict_counts(counts)}。{items}，{comparison.kept} 项没有变化。"
    )
    yield from _weakened(comparison.changes)
    yield _paragraph(f"按类别：{kind_counts(counts)}。按级别：{_levels(counts, profile)}。")
    yield Paragraph(
        (Run("对照："), Run("删去的文字", "deleted"), Run("，"), Run("新增的文字", "inserted"), Run("。")), role="lead"
    )


def _weakened(changes: Sequence[Change]) -> Iterator[Paragraph]:
    """Yields the numbers of the rows with losses: those to be decided, and those that are accepted."""
    weak = [(number, change) for number, change in enumerate(changes, 1) if change.verdict == "weakened"]
    open_ = [str(number) for number, change in weak if not change.approver]
    settled = [str(number) for number, change in weak if change.approver]
    if open_:
        yield _paragraph(f"▼ {VERDICTS['weakened']}：见序号 {'、'.join(open_)}。")
    if settled:
        yield _paragraph(f"▽ {VERDICTS['weakened']}，已审定：见序号 {'、'.join(settled)}。")


def _levels(counts: Totals, profile: Profile) -> str:
    return "、".join(f"{level(depth, profile)} {count} 处" for depth, count in counts.levels.items())


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),), role="lead")


# --- a change ---


def _office_heading(profile: Profile) -> str:
    """Returns 责任科室, or 公开主体 if the profile has no offices."""
    return heading("body", profile) if "body" in profile.shown and "office" not in profile.shown else "责任科室"


def _row(number: int, change: Change, editions: _Editions) -> Row:
    old, new = (_lined(lines) for lines in _lines(change, editions))
    texts = (
        KINDS[change.kind],
        VERDICTS[change.verdict],
        _why(change, editions.profile),
        change.reason,
        change.office,
    )
    cells = [(Run(str(number)),), old, new, *((Run(text),) for text in texts)]
    return Row(tuple(Cell(place, runs) for place, runs in enumerate(cells)))


def _lined(lines: Sequence[Line]) -> Line:
    return joined([run for place, line in enumerate(lines) for run in ((Run("\n"),) if place else ()) + line])


def _why(change: Change, profile: Profile) -> str:
    """Returns the field, the grounds of the verdict, and who has accepted the change."""
    field = heading(change.field, profile) if change.field and not change.is_group else ""
    why = "；".join(change.why)
    grounds = "：".join(part for part in ("分组名称" if change.is_group else field, why) if part)
    return "\n".join(part for part in (grounds, f"已审定（{change.approver}）" if change.approver else "") if part)


def _lines(change: Change, editions: _Editions) -> tuple[list[Line], list[Line]]:
    """Returns the lines of the old and the new column."""
    match change.kind:
        case "added" | "removed":
            return _alone(change, editions.profile)
        case "split" | "merged":
            return _parted(change, editions)
        case "reordered" | "renumbered":
            before, after = ordered(change)
            return [_folded("原", before, change)], [_folded("新", after, change)]
        case "renamed":
            return _renamed(change)
        case "moved":
            return _moved(change)
        case _:
            return _modified(change, editions.profile)


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
        [(*_parent(change.before, "deleted"), Run(old.name))],
        [(*_parent(change.after, "inserted"), Run(new.name))],
    )


def _parent(path: Value, mark: Mark) -> Line:
    """Returns the path of the group that an item moved out of or into; () at the top level."""
    return (Run(f"{path} › ", mark),) if path else ()


def _modified(change: Change, profile: Profile) -> tuple[list[Line], list[Line]]:
    """Returns a value of an item, of the catalog or of an organisation, with its changed words."""
    named = "机构名称" if change.kind == "organisation" else heading(change.field, profile)
    between = "\n" if change.field in {"basis", "subtitle", "preface", "notes"} else "、"
    values = sides(*_paragraphs(change), between)
    places = ([(Run(_place(side[0])),)] if side else [] for side in (change.old, change.new))
    old, new = (
        [*place, (Run(f"{named}："), *(runs if any(run.text for run in runs) else (Run("（空白）"),)))]
        for place, runs in zip(places, values, strict=True)
    )
    return old, new


def _paragraphs(change: Change) -> tuple[Value, Value]:
    """Returns both values; of the text around the table, which may be long, only the changed paragraphs."""
    if change.field not in {"subtitle", "preface", "notes"}:
        return change.before, change.after
    changed = [pair for pair in pairs(change.before, change.after) if pair[0] != pair[1]]
    before, after = (
        (tuple(text for text in side if text) for side in zip(*changed, strict=True)) if changed else ((), ())
    )
    return before, after


def _alone(change: Change, profile: Profile) -> tuple[list[Line], list[Line]]:
    """Returns the lines of an item that is in one edition only."""
    if change.kind == "added":
        return [(Run("（无）"),)], _whole(change.new[0], change.values[0], "inserted", profile)
    return _whole(change.old[0], change.values[0], "deleted", profile), [(Run("（取消）"),)]


def _whole(side: Side, values: Values, mark: Mark, profile: Profile) -> list[Line]:
    """Returns all values of an item."""
    texts = [_place(side), *(f"{heading(field, profile)}：{_joined(value)}" for field, value in values.items())]
    return [(Run(text, mark),) for text in texts]


def _joined(value: Value) -> str:
    return value if isinstance(value, str) else "、".join(value)


def _parted(change: Change, editions: _Editions) -> tuple[list[Line], list[Line]]:
    """Returns the items of both sides with their contents; names of one side only are marked."""
    was, now = ({side.name for side in part} for part in (change.old, change.new))
    old = _parts(change.old, editions.old, now, "deleted")
    return old, _parts(change.new, editions.new, was, "inserted")


def _parts(parts: Sequence[Side], rows: Mapping[Route, ItemRow], others: set[str], mark: Mark) -> list[Line]:
    lines: list[Line] = []
    for side in parts:
        lines.append((Run(_group(side)), Run(side.name, "" if side.name in others else mark)))
        content = str(rows[side.route].values.get("content", ""))
        lines += [(Run(content),)] if content else []
    return lines


def _folded(which: str, listed: Sequence[str], change: Change) -> Line:
    """Returns the first entries of a long list, and their number."""
    most = _MOST[change.kind]
    more = f" 等 {len(listed)} 项" if len(listed) > most else ""
    named = "序号" if change.kind == "renumbered" else "次序"
    return (Run(f"{which}{named}：{'、'.join(listed[:most])}{more}"),)
