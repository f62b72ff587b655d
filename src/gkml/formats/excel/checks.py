"""The checks of a table in, conditional formats out: a cell turns red while the sums that it stands for differ.

Clauses are those of ECMA-376 Part 1.
"""

from collections.abc import Callable, Sequence

from gkml.document import Check, Place

_RED = (
    '<dxfs count="1"><dxf><font><b/><color rgb="FF9C0006"/></font>'
    '<fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf></dxfs>'
)


def formats(checks: Sequence[Check], top: int, letters: Sequence[str]) -> str:
    """The conditional formats (18.3.1.18) of a table whose body starts in row `top`; `letters` are its columns'."""

    def name(place: Place) -> str:
        return f"${letters[place[1]]}${top + place[0]}"

    by_cell: dict[Place, list[Check]] = {}
    for check in checks:
        by_cell.setdefault(check.marked, []).append(check)
    pieces = []
    for number, (place, own) in enumerate(by_cell.items(), 1):
        sums = (f"{_sum(check.left, name)}&lt;&gt;{_sum(check.right, name)}" for check in own)
        formula = f"OR({','.join(sums)})"
        rule = f'<cfRule type="expression" dxfId="0" priority="{number}"><formula>{formula}</formula></cfRule>'
        pieces.append(f'<conditionalFormatting sqref="{name(place).replace("$", "")}">{rule}</conditionalFormatting>')
    return "".join(pieces)


def _sum(places: Sequence[Place], name: Callable[[Place], str]) -> str:
    """Rounded, because amounts such as 0.1 and 0.2 do not add up to 0.3 exactly."""
    return f"ROUND(SUM({','.join(map(name, places))}),4)"


def with_red(styles: str) -> str:
    """Returns the style sheet with the looks of a failed check (18.8.15)."""
    return styles if "<dxfs" in styles else styles.replace("</cellStyles>", f"</cellStyles>{_RED}")
