"""Takes several editions, oldest first, and returns the history of each item: its first edition, its changes, its removal."""

from collections.abc import Sequence
from typing import NamedTuple

from gkml.catalog.model import Entry
from gkml.diagnostics import Route
from gkml.diff.changes import Change, Comparison
from gkml.diff.compare import compare
from gkml.diff.matching import match
from gkml.diff.rows import rows


class Step(NamedTuple):
    """The changes that one edition made to an item."""

    edition: int
    changes: tuple[Change, ...]


class Life(NamedTuple):
    """An item over all editions, with its latest names. `gone` is whether the last edition lacks it."""

    path: tuple[str, ...]
    id: str
    first: int
    steps: tuple[Step, ...]
    gone: bool


class History(NamedTuple):
    """Every item of any edition in the order of the last edition, removed items at the end; and each comparison."""

    lives: tuple[Life, ...]
    comparisons: tuple[Comparison, ...]


def history(editions: Sequence[Entry]) -> History:
    """Takes at least one edition. Changes of groups, order and the catalog itself are only in `comparisons`."""
    living: dict[Route, int] = {}
    names: dict[int, tuple[tuple[str, ...], str]] = {}
    first: dict[int, int] = {}
    steps: dict[int, list[Step]] = {}

    def born(route: Route, edition: int) -> None:
        number = len(first)
        living[route], first[number], steps[number] = number, edition, []

    for route in rows(editions[0].catalog):
        born(route, 0)
    comparisons: list[Comparison] = []
    for edition in range(1, len(editions)):
        old, new = editions[edition - 1], editions[edition]
        comparison = compare(old.catalog, new.catalog, old.profile, new.profile)
        comparisons.append(comparison)
        back = {new_route: route for route, new_route in match(old.catalog, new.catalog).leaves.items()}
        was, living = living, {}
        for route in rows(new.catalog):
            if route in back:
                living[route] = was[back[route]]
            else:
                born(route, edition)
        _record(comparison, edition, was, living, steps)
        names |= {was[route]: (row.side.path, row.side.id) for route, row in rows(old.catalog).items()}
    names |= {living[route]: (row.side.path, row.side.id) for route, row in rows(editions[-1].catalog).items()}
    there = dict.fromkeys(living.values())
    ordered = [*there, *(number for number in first if number not in there)]
    lives = tuple(Life(*names[number], first[number], tuple(steps[number]), number not in there) for number in ordered)
    return History(lives, tuple(comparisons))


def _record(
    comparison: Comparison, edition: int, was: dict[Route, int], living: dict[Route, int], steps: dict[int, list[Step]]
) -> None:
    """Adds each change to the steps of its items."""
    by_item: dict[int, list[Change]] = {}
    for change in comparison.changes:
        if change.is_group or change.kind in {"reordered", "renumbered"}:
            continue
        numbers = {living[side.route] for side in change.new if side.route in living}
        numbers |= {was[side.route] for side in change.old if side.route in was}
        for number in numbers:
            by_item.setdefault(number, []).append(change)
    for number, changes in by_item.items():
        steps[number].append(Step(edition, tuple(changes)))
