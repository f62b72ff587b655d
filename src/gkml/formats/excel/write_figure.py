"""Figures in a workbook: the drawings of its sheets, with the pictures and charts in them (ECMA-376 Part 1, 20.5)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gkml.document import Block, Chart, Figure, Picture, Table
from gkml.formats.package.chart import CHART_TYPE, chart_xml
from gkml.formats.package.write import XML, attribute, relationships

DRAWING = '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>'
"""How a worksheet names its drawing."""
TALLEST_FIGURE = 400.0
"""In points: a figure stands over one row, and Excel's highest row has 409."""

_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_DRAWING_ML = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU = 12_700
"""English Metric Units in a point."""


class Drawings(NamedTuple):
    """The parts of a package that figures need, and the content types of these by part."""

    parts: dict[str, bytes]
    types: list[tuple[str, str]]


class _Placed(NamedTuple):
    """A figure, the row that it stands over (from 0), and its number in the workbook."""

    figure: Picture | Chart
    row: int
    number: int


def drawings(sheets: Sequence[Sequence[Block]]) -> Drawings:
    """The drawings of the sheets, of which these are the blocks; blocks stand below one another, a row each but tables."""
    parts: dict[str, bytes] = {}
    types: list[tuple[str, str]] = []
    figures = 0
    for number, blocks in enumerate(sheets, 1):
        placed = list(_placed(blocks, figures))
        if not placed:
            continue
        figures += len(placed)
        name = f"drawing{number}.xml"
        parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = relationships([("drawing", f"../drawings/{name}")])
        parts[f"xl/drawings/{name}"] = _drawing(placed).encode()
        parts[f"xl/drawings/_rels/{name}.rels"] = relationships([_related(each) for each in placed])
        types.append((f"/xl/drawings/{name}", _DRAWING_TYPE))
        for each in placed:
            part = _part(each)
            parts[f"xl/{part}"] = (
                chart_xml(each.figure).encode() if isinstance(each.figure, Chart) else each.figure.data
            )
            types.append((f"/xl/{part}", CHART_TYPE if isinstance(each.figure, Chart) else f"image/{each.figure.kind}"))
    return Drawings(parts, types)


def _placed(blocks: Sequence[Block], before: int) -> Iterator[_Placed]:
    row, number = 0, before
    for block in blocks:
        if isinstance(block, Table):
            row += len(block.head) + len(block.body)
            continue
        if isinstance(block, Figure):
            number += 1
            yield _Placed(block, row, number)
        row += 1


def _part(placed: _Placed) -> str:
    """Returns the name of the part below xl/."""
    if isinstance(placed.figure, Chart):
        return f"charts/chart{placed.number}.xml"
    return f"media/image{placed.number}.{placed.figure.kind}"


def _related(placed: _Placed) -> tuple[str, str]:
    return ("chart" if isinstance(placed.figure, Chart) else "image"), f"../{_part(placed)}"


def _drawing(placed: Sequence[_Placed]) -> str:
    anchors = "".join(_anchor(each, f"rId{number}") for number, each in enumerate(placed, 1))
    return (
        f'{XML}<xdr:wsDr xmlns:xdr="{_DRAWING_ML}/spreadsheetDrawing" xmlns:a="{_DRAWING_ML}/main" '
        f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{anchors}</xdr:wsDr>'
    )


def _anchor(placed: _Placed, relation: str) -> str:
    """Returns the figure at the left end of its row, made smaller if it is too tall for a row."""
    figure = placed.figure
    scale = min(1, TALLEST_FIGURE / figure.height)
    size = f'cx="{round(figure.width * scale * _EMU)}" cy="{round(figure.height * scale * _EMU)}"'
    content = _chart(placed, relation) if isinstance(figure, Chart) else _picture(placed, relation, size)
    return (
        f"<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{placed.row}</xdr:row>"
        f"<xdr:rowOff>{4 * _EMU}</xdr:rowOff></xdr:from><xdr:ext {size}/>{content}<xdr:clientData/></xdr:oneCellAnchor>"
    )


def _named(placed: _Placed) -> str:
    return f'<xdr:cNvPr id="{placed.number + 1}" name="{placed.number}" descr="{attribute(placed.figure.alt)}"/>'


def _chart(placed: _Placed, relation: str) -> str:
    return (
        f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>{_named(placed)}<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{_DRAWING_ML}/chart"><c:chart xmlns:c="{_DRAWING_ML}/chart" r:id="{relation}"/></a:graphicData>'
        "</a:graphic></xdr:graphicFrame>"
    )


def _picture(placed: _Placed, relation: str, size: str) -> str:
    return (
        f"<xdr:pic><xdr:nvPicPr>{_named(placed)}<xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>"
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
    )
