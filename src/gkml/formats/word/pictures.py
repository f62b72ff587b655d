"""Reads what drawings and alternate content of Word hold: text boxes, drawn text, descriptions."""

from collections.abc import Iterator

from gkml.formats.package.read import Element
from gkml.formats.word.styles import W

ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_VML = "{urn:schemas-microsoft-com:vml}"


def branch(alternate: Element) -> Element:
    """Returns the branch of an AlternateContent that is read: its first choice, equivalent to the others (Part 3, 9.3)."""
    return next((element for element in alternate if len(element)), ())


def text_boxes(parent: Element) -> Iterator[Element]:
    """Yields the texts of the text boxes in a drawing, of one branch only, but not those in other boxes."""
    for child in parent:
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from text_boxes(branch(child) if child.tag == ALTERNATE else child)


def drawn_text(picture: Element) -> str:
    """Returns the text that an older file draws along a path (WordArt); "" if there is none."""
    return next((text for path in picture.iter(f"{_VML}textpath") if (text := path.get("string"))), "")


def description(picture: Element) -> str:
    """Returns the alternative text of a picture (20.4.2.5), or in older files that of its shape."""
    properties = (about.get("descr") or about.get("title") or "" for about in picture.iter("{*}docPr"))
    shapes = (shape.get("alt") or "" for shape in picture.iter(f"{_VML}*"))
    return next((text for text in (*properties, *shapes) if text), "")
