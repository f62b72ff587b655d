"""A chart from figures as DrawingML (ECMA-376 Part 1, 21.2), the same for Word and Excel; the figures stand in it."""

from collections.abc import Iterator

from gkml.document import Chart, Series, number_text
from gkml.formats.package.write import XML, escaped

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
COLOURS = ("1F4E79", "C55A11", "7F7F7F", "548235", "BF9000", "5B3A8C")
"""Of the series in their order: told apart in print as well, and dark enough on white."""
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006"
_CATEGORIES, _VALUES = 1, 2
"""The ids of the axes."""


def chart_xml(chart: Chart) -> str:
    """Returns the chart part of an Office package."""
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(chart.series) > 1 else ""
    return (
        f'{XML}<c:chartSpace xmlns:c="{_MAIN}/chart" xmlns:a="{_MAIN}/main"><c:roundedCorners val="0"/><c:chart>'
        f'{_title(chart.title, 1400)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{_plot(chart)}{_axes(chart)}</c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )


def _title(text: str, size: int) -> str:
    """`size` is in hundredths of a point."""
    looks = f'<a:rPr lang="zh-CN" sz="{size}" b="0"/>'
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r>{looks}<a:t>{escaped(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        f'<c:overlay val="0"/></c:title>'
    )


def _plot(chart: Chart) -> str:
    series = "".join(_series(chart))
    ids = f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/>'
    if chart.kind == "line":
        grouping = '<c:grouping val="standard"/><c:varyColors val="0"/>'
        return f'<c:lineChart>{grouping}{series}{_LABELS}<c:marker val="1"/>{ids}</c:lineChart>'
    grouping = '<c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
    return f'<c:barChart>{grouping}{series}{_LABELS}<c:gapWidth val="80"/>{ids}</c:barChart>'


_LABELS = (
    '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
)
"""The value at each bar or point."""


def _series(chart: Chart) -> Iterator[str]:
    for number, series in enumerate(chart.series):
        fill = f'<a:solidFill><a:srgbClr val="{COLOURS[number % len(COLOURS)]}"/></a:solidFill>'
        looks = (
            f'<c:spPr><a:ln w="28575">{fill}</a:ln></c:spPr>' if chart.kind == "line" else f"<c:spPr>{fill}</c:spPr>"
        )
        rest = "" if chart.kind == "line" else '<c:invertIfNegative val="0"/>'
        smooth = '<c:smooth val="0"/>' if chart.kind == "line" else ""
        yield (
            f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:v>{escaped(series.name)}</c:v></c:tx>{looks}{rest}'
            f"<c:cat><c:strLit>{_points(chart.categories)}</c:strLit></c:cat><c:val><c:numLit><c:formatCode>General</c:formatCode>"
            f"{_values(series)}</c:numLit></c:val>{smooth}</c:ser>"
        )


def _values(series: Series) -> str:
    return _points([number_text(value) for value in series.values])


def _points(texts: tuple[str, ...] | list[str]) -> str:
    """Returns the points that there are: a figure that is missing is none."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{escaped(text)}</c:v></c:pt>' for place, text in enumerate(texts) if text
    )
    return f'<c:ptCount val="{len(texts)}"/>{points}'


def _axes(chart: Chart) -> str:
    plain = (
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    )
    unit = _title(chart.unit, 1000) if chart.unit else ""
    grid = '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
    scale = '<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/>{scale}<c:axPos val="b"/>{plain}<c:tickLblPos val="low"/>'
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        f'<c:noMultiLvlLbl val="1"/></c:catAx><c:valAx><c:axId val="{_VALUES}"/>{scale}<c:axPos val="l"/>{grid}{unit}{plain}'
        f'<c:tickLblPos val="nextTo"/><c:crossAx val="{_CATEGORIES}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )
