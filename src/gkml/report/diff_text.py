"""Takes the changes between two editions and returns text for a terminal: the totals, then item by item.

The losses of an item come first, with an exclamation mark. Each line ends with the fingerprint of the change.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import combining, east_asian_width

from gkml.catalog.profile import Profile
from gkml.diagnostics.quoting import visible
from gkml.diff.changes import KINDS, VERDICTS, Change, Comparison, Side, Value
from gkml.diff.naming import heading, level, ordered
from gkml.diff.totals import kind_counts, totals, verdict_counts
from gkml.diff.words import compared, pairs
from gkml.document import Run
from gkml.report.diff_edition import ComparedEdition

_NEAR = 10
"""Characters of unchanged text that are shown on each side of a change."""
_BRIEF = 30
_NAMED = 3
"""The most names or numbers that are shown of a change of order."""
_RED, _GREEN, _BOLD, _END = "\x1b[31m", "\x1b[32m", "\x1b[1m", "\x1b[0m"
_SIGNS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}
_COLORS = {"deleted": (f"{_RED}\x1b[9m", _END), "inserted": (_GREEN, _END)}


def report(
    comparison: Comparison, old: ComparedEdition, new: ComparedEdition, profile: Profile, *, color: bool = False
) -> str:
    """Returns the report. Without colours, deletions are enclosed in [-…-] and insertions in {+…+}."""
    text = [*_summary(comparison, old, new, profile)]
    for _, changes in groupby(comparison.changes, _subject):
        listed = sorted(changes, key=lambda change: change.verdict != "weakened")
        text += ["", _head(listed[0], old, new, color), *lines(listed, profile, color)]
    return "".join(f"{line}\n" for line in text)


def _summary(comparison: Comparison, old: ComparedEdition, new: ComparedEdition, profile: Profile) -> Iterator[str]:
    was, now = (_named(edition) for edition in (old, new))
    yield f"{was} → {now}"
    before, after = comparison.items
    items = f"事项 {before} → {after} 项，{comparison.kept} 项没有变化。"
    if not comparison.changes:
        yield f"没有变化。{items}"
        return
    counts = totals(comparison.changes)
    yield f"共 {len(comparison.changes)} 处变化：{verdict_counts(counts)}。{items}"
    levels = "、".join(f"{level(depth, profile)} {count} 处" for depth, count in counts.levels.items())
    yield f"按类别：{kind_counts(counts)}。按级别：{levels}。"


def _named(edition: ComparedEdition) -> str:
    version = edition.catalog.edition
    return visible(f"{edition.file}（{version}）" if version else edition.file)


# --- the item ---


def _subject(change: Change) -> tuple[object, ...]:
    """Returns the key of changes that are listed together: the item, or a part of the catalog."""
    if change.kind in {"reordered", "renumbered", "organisation", "catalog"}:
        return ("catalog", change.kind in {"reordered", "renumbered"})
    side = (change.new or change.old)[0]
    return ("new" if change.new else "old", side.route)


def _head(change: Change, old: ComparedEdition, new: ComparedEdition, color: bool) -> str:
    """Returns the item with its place in both files."""
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


def lines(changes: Sequence[Change], profile: Profile, color: bool) -> Iterator[str]:
    """Yields one line for each change: mark, kind, verdict and field in columns, then the text, the grounds, the fingerprint."""
    fields = [heading(change.field, profile) if change.field and change.field != "name" else "" for change in changes]
    widest = max(map(_width, fields))
    for change, field in zip(changes, fields, strict=True):
        columns = [_padded(KINDS[change.kind], 8), _padded(VERDICTS[change.verdict], 8)]
        columns += [_padded(visible(field), widest)] if widest else []
        mark = "!" if change.verdict == "weakened" else " "
        parts = [*columns, _text(change, color), *_grounds(change), f"[{change.fingerprint}]"]
        yield f"  {mark} {'  '.join(part for part in parts if part)}"


def _grounds(change: Change) -> Iterator[str]:
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
    """Returns the changed words with their context; of a list, the changed entries."""
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
    """Shortens unchanged text to what is next to the changes."""
    before, behind = ("" if first else text[:_NEAR]), ("" if last else text[-_NEAR:])
    return text if len(text) <= len(before + behind) + 4 else f"{before}…{behind}"


# --- columns ---


def _width(text: str) -> int:
    """Returns the columns of a terminal that a text takes: two for a Chinese character, none for an accent."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
