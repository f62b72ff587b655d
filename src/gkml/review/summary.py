"""The outcome of a review, before it is laid out."""

from collections.abc import Iterable
from typing import NamedTuple

from gkml.review.body import Body, Defect
from gkml.review.replies import OUTCOMES, Checked
from gkml.review.score import Score, Weights


class Ranked(NamedTuple):
    """A body with its score and its rank; `new` counts the defects that the round before did not have (None: no round)."""

    body: Body
    score: Score
    rank: int
    new: int | None = None


class GuideSummary(NamedTuple):
    """A guide: its title, the paths of its rows, and its own defects, each with the number of bodies that carry it."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    defects: tuple[tuple[Defect, int], ...]


class Summary(NamedTuple):
    """All results of a review. `unread` are files with the reason, `day` and `due` ISO dates; bodies are in their order."""

    day: str
    due: str
    ranked: tuple[Ranked, ...]
    guides: tuple[GuideSummary, ...]
    unread: tuple[tuple[str, str], ...]
    checked: tuple[Checked, ...]
    weights: Weights


def outcomes(checked: Iterable[Checked]) -> dict[str, int]:
    """Returns how many defects of the round before have each outcome, by its words."""
    counts = dict.fromkeys(OUTCOMES.values(), 0)
    for each in checked:
        counts[OUTCOMES[each.outcome]] += 1
    return counts
