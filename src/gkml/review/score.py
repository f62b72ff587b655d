"""Points: the defects of a body and the weights of gkml.yaml in, its score with all parts out, and the ranking of many.

A part (完整性, 时限 …) has a full mark; each defect takes points from the part it belongs to, never more than its mark. A
directory larger than `size` rows has its deductions scaled down, or large ones would always lose.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from gkml.review.body import Body, Defect

ScorePart = Literal["完整性", "时限", "渠道", "依据", "规范"]
COMPLETE: ScorePart
LIMITS: ScorePart
CHANNELS: ScorePart
BASIS: ScorePart
FORM: ScorePart
COMPLETE, LIMITS, CHANNELS, BASIS, FORM = "完整性", "时限", "渠道", "依据", "规范"
PARTS: Mapping[ScorePart, float] = {COMPLETE: 40, LIMITS: 20, CHANNELS: 10, BASIS: 15, FORM: 15}
"""The parts with their full marks."""
POINTS: Mapping[str, float] = {"error": 4, "warning": 1.5, "info": 0}
"""Points that a defect takes, by its severity."""
BANDS: Mapping[str, float] = {"优良": 90, "合格": 75, "不合格": 0}
"""The bands with the least score of each."""
SIZE = 30

_OF_FIELD: Mapping[str, ScorePart] = {"time_limit": LIMITS, "channels": CHANNELS, "sections": CHANNELS, "basis": BASIS}
_OF_GUIDE = {"K175", "K105"}
"""Rules about what is not there at all."""


class Weights(NamedTuple):
    """The weights of a review, as gkml.yaml states them; `points` are by severity or by the code of a rule."""

    parts: Mapping[ScorePart, float] = PARTS
    points: Mapping[str, float] = POINTS
    bands: Mapping[str, float] = BANDS
    size: int = SIZE


class Score(NamedTuple):
    """The points of a body: what each part lost, the total of 100, and its band."""

    lost: Mapping[ScorePart, float]
    total: float
    band: str


def score(body: Body, weights: Weights) -> Score:
    """Returns the score of a body; the total is the sum of the parts' points as a share of all full marks, of 100."""
    scale = min(1.0, weights.size / body.items) if body.items else 1.0
    lost = dict.fromkeys(weights.parts, 0.0)
    for defect in body.defects:
        part = part_of(defect)
        if part in lost:
            lost[part] += weights.points.get(defect.code, weights.points.get(defect.severity, 0)) * scale
    lost = {part: round(min(mark, lost[part]), 1) for part, mark in weights.parts.items()}
    full = sum(weights.parts.values())
    total = round((full - sum(lost.values())) / full * 100, 1) if full else 0.0
    return Score(lost, total, _band(total, weights.bands))


def part_of(defect: Defect) -> ScorePart:
    """Returns the part of the score that a defect belongs to."""
    if defect.code in _OF_GUIDE or (defect.code == "K177" and defect.field in {"content", "name"}):
        return COMPLETE
    return _OF_FIELD.get(defect.field, FORM)


def _band(total: float, bands: Mapping[str, float]) -> str:
    reached = [(least, name) for name, least in bands.items() if total >= least]
    return max(reached)[1] if reached else ""


def ranks(totals: Sequence[float]) -> list[int]:
    """Returns the rank of each total, 1 for the best; equal totals share a rank and the next ranks are left out."""
    first: dict[float, int] = {}
    for place, total in enumerate(sorted(totals, reverse=True), 1):
        first.setdefault(total, place)
    return [first[total] for total in totals]
