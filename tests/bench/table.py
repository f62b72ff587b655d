"""Pairs of measurements go in; aligned lines with ratio, target and verdict come out."""

from dataclasses import dataclass

HEAD = ["case", "gkml", "rival", "", "ratio", "target", ""]
SHAPE = "{:<26} {:>12}  {:<34} {:>12} {:>8} {:>8}  {}"


@dataclass(frozen=True)
class Target:
    """A bound on the ratio: `≥` bounds rival ÷ gkml, `≤` bounds gkml ÷ rival."""

    sign: str
    bound: float

    def ratio(self, ours: float, theirs: float) -> float:
        """Return the ratio that this target bounds."""
        return theirs / ours if self.sign == "≥" else ours / theirs

    def holds(self, ratio: float) -> bool:
        """Tell whether the ratio keeps the bound."""
        return ratio >= self.bound if self.sign == "≥" else ratio <= self.bound


ANY = Target("≥", 0)  # no promise: the ratio is only shown


@dataclass(frozen=True)
class Row:
    """One line; a measurement that could not be made is None."""

    case: str
    ours: float | None
    rival: str
    theirs: float | None
    target: Target = ANY
    unit: str = "s"

    @property
    def ratio(self) -> float | None:
        """Return the ratio, where both sides were measured."""
        return None if self.ours is None or self.theirs is None else self.target.ratio(self.ours, self.theirs)

    @property
    def verdict(self) -> str:
        """Return ok, MISS, skip, or nothing where nothing is promised."""
        if self.target.bound == 0:
            return ""
        if self.ratio is None:
            return "skip"
        return "ok" if self.target.holds(self.ratio) else "MISS"


def heading() -> str:
    """Return the line above the table."""
    return SHAPE.format(*HEAD)


def line(row: Row) -> str:
    """Return one row as a line of text."""
    ratio = "—" if row.ratio is None else f"{row.ratio:.2f}"
    target = f"{row.target.sign} {row.target.bound:g}" if row.target.bound else ""
    ours, theirs = amount(row.ours, row.unit), amount(row.theirs, row.unit)
    return SHAPE.format(row.case, ours, row.rival, theirs, ratio, target, row.verdict).rstrip()


def amount(value: float | None, unit: str) -> str:
    """Return a measurement with three or so figures, and its unit."""
    return "—" if value is None else f"{value:.3f} {unit}" if value < 10 else f"{value:.1f} {unit}"
