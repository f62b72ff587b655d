"""What changed between two editions in, what a person reads at a terminal out: the totals, then item by item.

Within an item what the public lost stands first, with an exclamation mark. Each line ends with the change's fingerprint.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import combining, east_asian_width

from gkml.catalog.profile import Profile
from gkml.diff.changes import KINDS, VERDICTS, Change, Comparison, Side, Value
from gkml.diff.naming import heading, level, ordered
from gkml.diff.totals import kind_counts, totals, verdict_counts
from gkml.diff.words import compared, pairs
from gkml.document import Run
from gkml.quoting import visible
from gkml.report.diff_edition import ComparedEdition

_NEAR = 10
"""Characters of unchanged text that are shown on either side of a change."""
_BRIEF = 30
_NAMED = 3
"""Names or numbers of a change of order that are shown."""
_RED, _GREEN, _BOLD, _END = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
_SIGNS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}
_COLORS = {"deleted": (f"{_RED}\x1b[9m", _END), "inserted": (_GREEN, _END)}


def report(found: Comparison, old: ComparedEdition, new: ComparedEdition, form: Profile, *, color: bool = False) -> str:
    """Without colours what is deleted stands in [-…-] and what is inserted in {+…+}."""
    told = [*_summary(found, old, new, form)]
    for _, changes in groupby(found.changes, _subject):
        listed = sorted(changes, key=lambda change: change.verdict != "weakened")
        told += ["", _head(listed[0], old, new, color), *lines(listed, form, color)]
    return "".join(f"{line}\n" for line in told)


def _summary(found: Comparison, old: ComparedEdition, new: ComparedEdition, form: Profile) -> Iterator[str]:
    was, now = (_named(edition) for edition in (old, new))
    yield f"{was} → {now}"
    before, after = found.items
    items = f"事项 {before} → {after} 项，{found.kept} 项没有变化。"
    if not found.changes:
        yield f"没有变化。{items}"
        return
    counts = totals(found.changes)
    yield f"共 {len(found.changes)} 处变化：{verdict_counts(counts)}。{items}"
    levels = "、".join(f"{level(depth, form)} {count} 处" for depth, count in counts.levels.items())
    yield f"按类别：{kind_counts(counts)}。按级别：{levels}。"


def _named(edition: ComparedEdition) -> str:
    said = edition.catalog.edition
    return visible(f"{edition.file}（{said}）" if said else edition.file)


# --- the item ---


def _subject(change: Change) -> tuple[object, ...]:
    """What changes must have in common to stand together: the item, or a part of the catalog."""
    if change.kind in {"reordered", "renumbered", "organisation", "catalog"}:
        return ("catalog", change.kind in {"reordered", "renumbered"})
    side = (change.new or change.old)[0]
    return ("new" if change.new else "old", side.route)


def _head(change: Change, old: ComparedEdition, new: ComparedEdition, color: bool) -> str:
    """The item with its place in both files."""
    if _subject(change)[0] == "catalog":
        return _bold("次序和序号" if _subject(change)[1] else "目录", color)
    names = " › ".join((change.new or change.old)[0].path)
    places = [*_places(change.old[:1], old), *_places(change.new[:1], new)]
    return "  ".join(part for part in (_bold(visible(names), color), visible(" → ".join(places))) if part)


def _places(sides: Sequence[Side], edition: ComparedEdition) -> Iterator[str]:
    if edition.locate:
        yield from (edition.locate(side.route) for side in sides)


def _bold(text: str, color: bool) -> str:
    return f"{_BOLD}{text}{_END}" if color else text


# --- its changes ---


def lines(changes: Sequence[Change], form: Profile, color: bool) -> Iterator[str]:
    """One line a change, in columns: mark, kind, verdict, field; then the text, why, and the fingerprint."""
    fields = [heading(change.field, form) if change.field and change.field != "name" else "" for change in changes]
    widest = max(map(_width, fields))
    for change, field in zip(changes, fields, strict=True):
        columns = [_padded(KINDS[change.kind], 8), _padded(VERDICTS[change.verdict], 8)]
        columns += [_padded(visible(field), widest)] if widest else []
        mark = "!" if change.verdict == "weakened" else " "
        said = [*columns, _text(change, color), *_told(change), f"[{change.fingerprint}]"]
        yield f"  {mark} {'  '.join(part for part in said if part)}"


def _told(change: Change) -> Iterator[str]:
    if change.why:
        yield f"（{visible('；'.join(change.why))}）"
    if change.reason:
        yield f"依据：{visible(change.reason)}"
    if change.approver:
        yield f"已审定（{visible(change.approver)}）"


def _text(change: Change, color: bool) -> str:
    match change.kind:
        case "reordered" | "renumbered":
            return " → ".join(map(_listed, ordered(change)))
        case "added" | "removed":
            content = str(change.values[0].get("content", "")) if change.values else ""
            mark = "inserted" if change.kind == "added" else "deleted"
            return _marked(Run(_brief(content), mark), color) if content else ""  # type: ignore[arg-type]
        case "split" | "merged":
            return f"{'、'.join(_quoted(change.old))} → {'、'.join(_quoted(change.new))}"
        case _:
            return words(change.before, change.after, color)


def _quoted(sides: Sequence[Side]) -> Iterator[str]:
    return (f"“{visible(side.name)}”" for side in sides)


def _listed(listed: Sequence[str]) -> str:
    more = f" 等 {len(listed)} 项" if len(listed) > _NAMED else ""
    return f"{'、'.join(map(visible, listed[:_NAMED]))}{more}"


def _brief(text: str) -> str:
    return text if len(text) <= _BRIEF else f"{text[:_BRIEF]}…"


def words(before: Value, after: Value, color: bool) -> str:
    """The texts with what changed; of a list the entries that did."""
    changed = [pair for pair in pairs(before, after) if pair[0] != pair[1]]
    return "、".join(_of_runs(compared(*pair), color) for pair in changed)


def _of_runs(runs: Sequence[Run], color: bool) -> str:
    last = len(runs) - 1
    return "".join(
        _marked(run, color) if run.mark else visible(_cut(run.text, first=not place, last=place == last))
        for place, run in enumerate(runs)
        if run.text
    )


def _marked(run: Run, color: bool) -> str:
    start, end = (_COLORS if color else _SIGNS)[run.mark]
    return f"{start}{visible(run.text)}{end}"


def _cut(text: str, *, first: bool, last: bool) -> str:
    """Of unchanged text, what is beside the changes."""
    before, behind = ("" if first else text[:_NEAR]), ("" if last else text[-_NEAR:])
    return text if len(text) <= len(before + behind) + 4 else f"{before}…{behind}"


# --- columns ---


def _width(text: str) -> int:
    """Columns of a terminal that the text takes: Chinese characters two, accents none."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
