"""Office packages (ECMA-376 Part 2): parts and what a document says about itself in, the bytes of one file out."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping

from gkml.document import Document

Parts = Mapping[str, bytes]
"""The members of a package by name."""

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def zipped(parts: Parts, streams: Mapping[str, Iterable[str]]) -> bytes:
    """The parts as a zip that depends on nothing else: content types first as readers like it, the streams last.

    Streams are compressed as they come: the text of ten thousand rows is 23 MB.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            package.writestr(_member(name), parts[name])
        for name, pieces in streams.items():
            with package.open(_member(name), "w") as stream:
                for piece in pieces:
                    stream.write(piece.encode())
    return out.getvalue()


def rezipped(data: bytes, mended: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """A package that a library wrote, without the moment at which it did; members by name may be `mended`."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {member.filename: package.read(member) for member in package.infolist()}
    for name, mend in (mended or {}).items():
        if name in parts:
            parts[name] = mend(parts[name])
    return zipped(parts, {})


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    # Level 3 takes half the time of the usual 6; a catalog of 62 items grows by a tenth.
    member._compresslevel = 3  # type: ignore[attr-defined]  # public as compress_level from Python 3.13 on
    member.create_system = 0
    return member


def escaped(text: str) -> str:
    """For XML text. (The standard library's own comes with an HTTP client, which takes longer to import than to use.)"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """For the value of an attribute in double quotes."""
    return escaped(text).replace('"', "&quot;")


def relationships(targets: Iterable[tuple[str, str]]) -> bytes:
    """A relationships part: (type, target) pairs become rId1, rId2 …; a type is the last step of an Office one, or whole."""
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if ":" in kind else f"{_OFFICE}/relationships/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{XML}<Relationships xmlns="{space}">{entries}</Relationships>'.encode()


ABOUT = (
    ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
    ("extended-properties", "docProps/app.xml"),
    ("custom-properties", "docProps/custom.xml"),
)
"""How a package names the parts of `about`."""


def about(document: Document, more: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The parts that tell a document's title, agency, date, edition, id and source. Without a date it is 2000-01-01:

    a clock would make other bytes each time. `more` are further properties of our own.
    """
    properties = document.properties
    product = {"gkml-product": properties.product} if properties.product else {}
    return {
        "docProps/core.xml": _core(document).encode(),
        "docProps/app.xml": f'{XML}<Properties xmlns="{_OFFICE}/extended-properties"><Application>gkml</Application></Properties>'.encode(),
        "docProps/custom.xml": _custom(
            {"gkml-id": properties.id, "gkml-source": properties.source, **product, **(more or {})}
        ).encode(),
    }


def _core(document: Document) -> str:
    properties = document.properties
    date = f"{properties.issued or '2000-01-01'}T00:00:00Z"
    package = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{package}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(document.title)}</dc:title><dc:creator>{escaped(properties.agency)}</dc:creator>"
        f'<dc:language>zh-CN</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f"<cp:version>{escaped(properties.edition)}</cp:version></cp:coreProperties>"
    )


def _custom(named: Mapping[str, str]) -> str:
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(named.items(), 2)
    )
    return (
        f'{XML}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{properties}</Properties>"
    )
