"""The three tables of a report as figures that can be looked up by name and added up; totals left out are computed.

A name is what prose refers to a figure by: `三.新收.自然人`, `二.规章.现行有效件数`, `四.行政复议.总计`. The last step may be
left out: it is 总计, or the only column of a row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gkml.annual_report.figure import Figure, figure, printed
from gkml.annual_report.form import APPLICANTS, BLOCKS, RESULTS, ReportForm


@dataclass(frozen=True)
class Tables:
    """`disclosures` by row and column, `applications` by the key of the row (seven figures), `reviews` fifteen figures.

    A table that a report does not have is empty. `computed` holds the keys of applications' rows whose total was left out.
    """

    form: ReportForm
    disclosures: Mapping[str, Mapping[str, Figure]]
    applications: Mapping[str, tuple[Figure, ...]]
    reviews: tuple[Figure, ...]

    def number(self, name: str) -> Decimal | None:
        """The number that a name stands for, groups and several columns added up; None if one of its cells states none.

        Raises `KeyError` with the unknown step and the known names for it, as a tuple.
        """
        table, *steps = [step.strip() for step in name.split(".")]
        look = {"二": self._disclosure, "三": self._application, "四": self._review}.get(table)
        if look is None:
            raise KeyError(table, ("二", "三", "四"))
        return _total(look(steps))

    def _disclosure(self, steps: Sequence[str]) -> list[Figure]:
        row = self.disclosures[_known(steps, 0, self.disclosures)]
        return [row[_known(steps, 1, row)]]

    def _application(self, steps: Sequence[str]) -> list[Figure]:
        rows = self._rows()
        keys = rows[_known(steps, 0, rows)]
        columns: dict[str, tuple[int, ...]] = {name: (place,) for place, name in enumerate(APPLICANTS)}
        columns["法人或其他组织"] = tuple(range(1, 6))
        places = columns[_known(steps, 1, columns)] if len(steps) > 1 else (6,)
        return [self.applications[key][place] for key in keys for place in places]

    def _rows(self) -> dict[str, tuple[str, ...]]:
        """Returns the keys of the rows by their names, groups included."""
        rows: dict[str, tuple[str, ...]] = {line.name: (line.key,) for line in self.form.lines}
        for line in self.form.lines:
            for label in line.groups[1:]:
                name = label.partition("）")[2]
                rows[name] = self.form.group(name)
        return {name: keys for name, keys in rows.items() if all(key in self.applications for key in keys)}

    def _review(self, steps: Sequence[str]) -> list[Figure]:
        blocks = {name: (place,) for place, name in enumerate(BLOCKS)} | {"行政诉讼": (1, 2)}
        chosen = blocks[_known(steps, 0, blocks)] if self.reviews else ()
        column = RESULTS.index(_known(steps, 1, RESULTS)) if len(steps) > 1 else len(RESULTS) - 1
        return [self.reviews[block * len(RESULTS) + column] for block in chosen]


def _known(steps: Sequence[str], place: int, names: Iterable[str]) -> str:
    """Returns the step at a place, or the only name if the step is left out."""
    choices = tuple(names)
    if place < len(steps) and steps[place] in choices:
        return steps[place]
    if place >= len(steps) and len(choices) == 1:
        return choices[0]
    raise KeyError(steps[place] if place < len(steps) else "", choices)


def _total(figures: Sequence[Figure]) -> Decimal | None:
    numbers = [each.number for each in figures]
    return None if None in numbers or not numbers else sum((n for n in numbers if n is not None), Decimal())


def completed(rows: Mapping[str, Sequence[str]], form: ReportForm) -> dict[str, tuple[Figure, ...]]:
    """The rows of the table of applications as figures: a row of six gets its total, and （七）总计 its sums if it is missing."""
    figures = {key: _with_total([figure(text) for text in texts]) for key, texts in rows.items()}
    leaves = [figures[key] for key in form.outcomes if key in figures]
    if "tot" not in figures and len(leaves) == len(form.outcomes):
        figures["tot"] = tuple(_sum(column) for column in zip(*leaves, strict=True))
    return figures


def _with_total(figures: list[Figure]) -> tuple[Figure, ...]:
    return (*figures, _sum(figures)) if len(figures) == len(APPLICANTS) - 1 else tuple(figures)


def _sum(figures: Sequence[Figure]) -> Figure:
    """Returns the sum as a figure; a blank one if one of the figures states no number."""
    total = _total(figures)
    return figure("") if total is None else figure(printed(total))
