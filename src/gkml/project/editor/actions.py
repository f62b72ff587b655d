"""Changes that an editor offers: the fix of a finding, all safe fixes, an acceptance to be given a reason, formatting, renaming."""

from collections.abc import Iterator
from typing import NamedTuple

from gkml.diagnostics import Diagnostic, Fix, Position, Route
from gkml.kinds import KINDS
from gkml.lint.check import fixes
from gkml.project.editor.opened import Opened
from gkml.yamltext.dump import canonical
from gkml.yamltext.fix import fixed


class TextChange(NamedTuple):
    """A stretch of the text (positions in characters from 1) and what stands there instead."""

    position: Position
    text: str


class Action(NamedTuple):
    """A change with its title; `diagnostic` is what it mends, `is_safe` whether it changes no meaning."""

    title: str
    changes: tuple[TextChange, ...]
    diagnostic: Diagnostic | None = None
    is_safe: bool = False


def quick_fixes(opened: Opened, first: int, last: int) -> Iterator[Action]:
    """Yields the fixes of the findings that touch the lines from `first` to `last` (from 1), and acceptances of them."""
    for diagnostic in opened.diagnostics:
        position = diagnostic.position
        if position.line > last or position.end_line < first:
            continue
        if diagnostic.fix:
            changes = _fixed(opened, {diagnostic.route: diagnostic.fix})
            if changes:
                yield Action(f"改为“{_shown(diagnostic.fix)}”", changes, diagnostic, diagnostic.fix.safe)
        if diagnostic.code[:2] not in {"K0"}:
            yield _acceptance(opened, diagnostic)


def _shown(fix: Fix) -> str:
    text = fix.value if isinstance(fix.value, str) else "、".join(fix.value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _acceptance(opened: Opened, diagnostic: Diagnostic) -> Action:
    line = diagnostic.position.line
    end = len(opened.source.lines[line - 1].rstrip("\r")) + 1
    change = TextChange(Position(line, end, line, end), f"  # gkml: ignore[{diagnostic.code}] ")
    return Action(f"接受 {diagnostic.code}（在行末写明理由）", (change,), diagnostic)


def fix_all(opened: Opened) -> Action | None:
    """Returns all safe fixes as one change, None if there are none."""
    changes = _fixed(opened, fixes(opened.diagnostics, unsafe=False))
    return Action("改正全部不改变意思的写法", changes, is_safe=True) if changes else None


def _fixed(opened: Opened, wanted: dict[Route, Fix]) -> tuple[TextChange, ...]:
    if not wanted:
        return ()
    text, _ = fixed(opened.source, wanted)
    return difference(opened.source.text, text)


def formatted(opened: Opened) -> tuple[TextChange, ...]:
    """Returns the change to the canonical form; nothing for a text that does not load."""
    loaded = opened.loaded
    if loaded.entry is None:
        return ()
    text = canonical(opened.source, loaded.entry.document.ids, KINDS[loaded.entry.kind].style)
    return difference(opened.source.text, text)


def renamed(opened: Opened, route: Route, name: str) -> tuple[TextChange, ...]:
    """Returns the changes that give an office (or a body) another name wherever a cell is that name alone."""
    old = opened.value(route)
    if not isinstance(old, str) or not route or route[-1] not in {"office", "body"}:
        return ()
    wanted = {
        other: Fix(name)
        for other in opened.source.places
        if other and other[-1] == route[-1] and opened.value(other) == old
    }
    return _fixed(opened, wanted)


def difference(old: str, new: str) -> tuple[TextChange, ...]:
    """Returns the one stretch in which two texts differ; nothing if they do not."""
    if old == new:
        return ()
    start, most = 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    position = Position(*_place(old, start), *_place(old, len(old) - end))
    return (TextChange(position, new[start : len(new) - end]),)


def _place(text: str, offset: int) -> tuple[int, int]:
    line = text.count("\n", 0, offset)
    return line + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
