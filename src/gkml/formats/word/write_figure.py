"""Figures in Word: the paragraph that holds a picture or chart, and the parts that it refers to (ECMA-376 Part 1, 20.4)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from gkml.document import Chart, Document, PageSetup, Picture
from gkml.formats import Looks
from gkml.formats.package.chart import CHART_TYPE, chart_xml
from gkml.formats.package.write import attribute, relationships

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU = 12_700
"""English Metric Units in a point."""


def figure_xml(figure: Picture | Chart, number: int, page: PageSetup) -> str:
    """A centred paragraph with the figure, the `number`-th of the document; it is made smaller if the page is too small."""
    scale = min(1, page.text_width / figure.width, page.text_height / figure.height)
    size = f'cx="{round(figure.width * scale * _EMU)}" cy="{round(figure.height * scale * _EMU)}"'
    named = f'id="{number}" name="{number}" descr="{attribute(figure.alt)}"'
    content = _chart(number) if isinstance(figure, Chart) else _picture(number, size, named)
    return (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/><wp:docPr {named}/>"
        f'<a:graphic xmlns:a="{_DRAWING}/main">{content}</a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


def _chart(number: int) -> str:
    return f'<a:graphicData uri="{_DRAWING}/chart"><c:chart xmlns:c="{_DRAWING}/chart" r:id="{_id(number)}"/></a:graphicData>'


def _picture(number: int, size: str, named: str) -> str:
    return (
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {named}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{_id(number)}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></pic:spPr></pic:pic></a:graphicData>"
    )


def _id(number: int) -> str:
    return f"rIdFigure{number}"


# --- parts ---


class _Part(NamedTuple):
    """A part that a figure refers to: its name below word/, its bytes, the relationship to it, and its content type."""

    name: str
    data: bytes
    relation: str
    declared: str


def with_figures(parts: Looks, document: Document) -> dict[str, bytes]:
    """Returns the parts of the package and those of the figures, with the relationships and content types of these."""
    figures = [block for block in document.blocks if isinstance(block, Picture | Chart)]
    added = list(_parts(figures))
    if not added:
        return dict(parts)
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    types_xml = parts[types].decode()
    declared = "".join(dict.fromkeys(part.declared for part in added if part.declared not in types_xml))
    return {
        **parts,
        **{f"word/{part.name}": part.data for part in added},
        rels: _before_end(parts.get(rels, relationships([])).decode(), "".join(part.relation for part in added)),
        types: _before_end(types_xml, declared),
    }


def _parts(figures: list[Picture | Chart]) -> Iterator[_Part]:
    for number, figure in enumerate(figures, 1):
        if isinstance(figure, Chart):
            name, kind, data = f"charts/gkml{number}.xml", "chart", chart_xml(figure).encode()
            declared = f'<Override PartName="/word/{name}" ContentType="{CHART_TYPE}"/>'
        else:
            name, kind, data = f"media/gkml{number}.{figure.kind}", "image", figure.data
            declared = f'<Override PartName="/word/{name}" ContentType="image/{figure.kind}"/>'
        relation = f'<Relationship Id="{_id(number)}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
        yield _Part(name, data, relation, declared)


def _before_end(xml: str, added: str) -> bytes:
    """Returns the elements put before the end tag of the root, whose namespace is the default one in these parts."""
    return re.sub(r"(</\w+>\s*)$", lambda end: f"{added}{end[1]}", xml).encode()
