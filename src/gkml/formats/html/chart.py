"""A chart from figures as SVG, drawn with attributes alone: the page's policy lets no styles in but its own."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gkml.document import Chart, Series, number_text
from gkml.formats.html.write_table import escaped_html
from gkml.formats.package.chart import COLOURS

_TITLE, _LEGEND, _SIDE, _TEXT = 44, 34, 56, 12
"""Room for the title above, the legend and the categories below, the axis at the left; the size of the text."""
_LINES = 4
"""Lines across the plot, the one at the bottom not counted."""


def chart_svg(chart: Chart) -> str:
    """Returns the chart as an image with a text alternative; the value stands at each bar or point."""
    low, high = _range(chart)
    scale = _Scale(chart, low, high)
    parts = [*_grid(scale), *_categories(scale)]
    draw = _line if chart.kind == "line" else _bars
    for number, series in enumerate(chart.series):
        parts += draw(scale, series, number)
    parts += _legend(chart) if len(chart.series) > 1 else ()
    title = _label(chart.width / 2, 24, chart.title, 'text-anchor="middle" font-size="16"')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escaped_html(chart.alt or chart.title)}" '
        f'viewBox="0 0 {chart.width:g} {chart.height:g}" width="{chart.width:g}" height="{chart.height:g}" '
        f'font-size="{_TEXT}" fill="#1a1a1a">{title}{"".join(parts)}</svg>'
    )


def _range(chart: Chart) -> tuple[float, float]:
    """Returns the ends of the axis: round numbers around all values and zero."""
    values = [float(value) for series in chart.series for value in series.values if value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    step = _step((high - low) / _LINES or 1)
    return -step * -(low // step), step * max(-(-high // step), 1)


def _step(least: float) -> float:
    """Returns the next of 1, 2, 5, 10, 20 …"""
    power = 10.0 ** (len(str(int(least))) - 1) if least >= 1 else 0.1
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)


class _Scale:
    """Where values and categories stand in the picture."""

    def __init__(self, chart: Chart, low: float, high: float) -> None:
        self.chart, self.low, self.high = chart, low, high
        self.left, self.right = float(_SIDE), chart.width - 12
        self.top, self.bottom = float(_TITLE), chart.height - _LEGEND - 12
        self.slot = (self.right - self.left) / len(chart.categories)

    def y(self, value: float | Decimal) -> float:
        return self.bottom - (float(value) - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def x(self, place: int) -> float:
        """Returns the middle of a category."""
        return self.left + (place + 0.5) * self.slot


def _label(x: float, y: float, text: str, attributes: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {attributes}>{escaped_html(text)}</text>'


def _grid(scale: _Scale) -> Iterator[str]:
    step = _step((scale.high - scale.low) / _LINES)
    count = round((scale.high - scale.low) / step)
    for number in range(count + 1):
        value = scale.low + number * step
        y = scale.y(value)
        yield f'<path d="M{scale.left:.1f} {y:.1f}H{scale.right:.1f}" stroke="#d9d9d9"/>'
        yield _label(scale.left - 6, y + 4, f"{value:g}", 'text-anchor="end"')
    if scale.chart.unit:
        yield _label(4, scale.top - 8, scale.chart.unit, 'text-anchor="start"')


def _categories(scale: _Scale) -> Iterator[str]:
    for place, name in enumerate(scale.chart.categories):
        yield _label(scale.x(place), scale.bottom + 16, name, 'text-anchor="middle"')


def _colour(number: int) -> str:
    return f"#{COLOURS[number % len(COLOURS)]}"


def _bars(scale: _Scale, series: Series, number: int) -> Iterator[str]:
    width = scale.slot * 0.7 / len(scale.chart.series)
    for place, value in enumerate(series.values):
        if value is None:
            continue
        x = scale.x(place) - scale.slot * 0.35 + number * width
        zero, y = scale.y(0), scale.y(value)
        height = abs(zero - y)
        yield f'<rect x="{x:.1f}" y="{min(zero, y):.1f}" width="{width:.1f}" height="{height:.1f}" fill="{_colour(number)}"/>'
        yield _label(x + width / 2, min(zero, y) - 4, number_text(value), 'text-anchor="middle"')


def _line(scale: _Scale, series: Series, number: int) -> Iterator[str]:
    for stretch in _stretches(series):
        points = " ".join(f"{scale.x(place):.1f},{scale.y(value):.1f}" for place, value in stretch)
        yield f'<polyline points="{points}" fill="none" stroke="{_colour(number)}" stroke-width="2.5"/>'
        for place, value in stretch:
            yield f'<circle cx="{scale.x(place):.1f}" cy="{scale.y(value):.1f}" r="3" fill="{_colour(number)}"/>'
            yield _label(scale.x(place), scale.y(value) - 8, number_text(value), 'text-anchor="middle"')


def _stretches(series: Series) -> list[list[tuple[int, int | Decimal]]]:
    """Returns the points of a series with their places, parted where there is no figure."""
    stretches: list[list[tuple[int, int | Decimal]]] = [[]]
    for place, value in enumerate(series.values):
        if value is not None:
            stretches[-1].append((place, value))
        elif stretches[-1]:
            stretches.append([])
    return [stretch for stretch in stretches if stretch]


def _legend(chart: Chart) -> Sequence[str]:
    room = chart.width / len(chart.series)
    entries: list[str] = []
    for number, series in enumerate(chart.series):
        x = (number + 0.5) * room
        entries.append(
            f'<rect x="{x - 30:.1f}" y="{chart.height - 20:.1f}" width="10" height="10" fill="{_colour(number)}"/>'
        )
        entries.append(_label(x - 15, chart.height - 11, series.name, 'text-anchor="start"'))
    return entries
