"""Office packages (ECMA-376 Part 2): bytes in, their XML members and what the file says about itself out."""

import io
import posixpath
import struct
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from gkml.document import Properties
from gkml.formats.unreadable import MAX_BYTES, UnreadableFile, check_size

Parts = Mapping[str, bytes]
"""The XML members by name in lower case: names of parts are compared without regard to case (Part 2, 6.2.2.3)."""
Element = Any
"""An element of lxml, which has no types."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 2**20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""The only ones that a package may use (Part 2, annex B)."""


def members(data: bytes) -> dict[str, bytes]:
    """The XML members. Raises `UnreadableFile` on what is no package, or unpacks beyond the limit."""
    if data.startswith(_OLE):
        raise UnreadableFile(
            "这是旧格式（.doc、.xls）或加了密码的文件；请在 Office 或 WPS 里另存为不设密码的 .docx、.xlsx"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _unpacked(package)
    except (ValueError, KeyError, OSError, struct.error, OverflowError, RuntimeError, NotImplementedError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile("打不开：压缩包已损坏或加了密码") from error


def _unpacked(package: zipfile.ZipFile) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = MAX_BYTES
    for member in package.infolist():
        name = member.filename.replace("\\", "/").lstrip("/").lower()
        if not name.endswith((".xml", ".rels")):
            continue
        if member.compress_type not in _METHODS:
            raise UnreadableFile("打不开：压缩方法不是 Office 文件所用的")
        chunks: list[bytes] = []
        with package.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                room -= len(chunk)
                if room < 0:
                    raise UnreadableFile(f"文件展开后超过 {MAX_BYTES >> 20} MiB，不读")
                chunks.append(chunk)
        parts[name] = b"".join(chunks)
    return parts


def parsed(xml: bytes) -> Element:
    """The root of a member. Raises `UnreadableFile` where it has a DTD, which no Office file needs."""
    check_size(xml)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile("文件里有 DTD 或自定义实体，Office 文件不该有，不读")
    return root


class Relation(NamedTuple):
    """What one part says of another: the last word of the relation's type, and the other's name."""

    kind: str
    target: str


def relations(parts: Parts, source: str = "") -> dict[str, Relation]:
    """The relations of a part (of the package where it is "") by their ids."""
    folder, base = posixpath.split(source)
    xml = parts.get(posixpath.join(folder, "_rels", f"{base}.rels").lower())
    return dict(_relations(parsed(xml), folder)) if xml else {}


def _relations(root: Element, folder: str) -> Iterator[tuple[str, Relation]]:
    for element in root.iterchildren("{*}Relationship"):
        if element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
            kind = element.get("Type", "").rpartition("/")[2]
            yield element.get("Id", ""), Relation(kind, target.lstrip("/").lower())


def main_part(parts: Parts, usual: str) -> tuple[str, Element]:
    """The name and root of the part that the package is about."""
    found = [relation.target for relation in relations(parts).values() if relation.kind == "officeDocument"]
    name = next((target for target in found if target in parts), usual)
    if name not in parts:
        raise UnreadableFile("打不开：压缩包里没有 Office 文件的正文")
    return name, parsed(parts[name])


def title(parts: Parts) -> str:
    """The title among the file's properties."""
    return _texts(parts, "docprops/core.xml").get("title", "")


def is_ours(parts: Parts) -> bool:
    """Whether one of our writers made the file, whoever saved it since."""
    return "gkml-id" in _custom(parts)


def properties(parts: Parts) -> Properties:
    """What our writers said of the file; nothing of a stranger's, whose author and dates mean something else."""
    custom = _custom(parts)
    if "gkml-id" not in custom:
        return Properties()
    core = _texts(parts, "docprops/core.xml")
    issued = _iso_date(core.get("created", "")[:10])
    return Properties(
        id=custom["gkml-id"],
        edition=core.get("version", ""),
        agency=core.get("creator", ""),
        # The date that stands for none.
        issued="" if issued == "2000-01-01" else issued,
        source=custom.get("gkml-source", ""),
    )


def _iso_date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _texts(parts: Parts, name: str) -> dict[str, str]:
    xml = parts.get(name)
    return {local(child): child.text or "" for child in parsed(xml)} if xml else {}


def _custom(parts: Parts) -> dict[str, str]:
    xml = parts.get("docprops/custom.xml")
    root = parsed(xml) if xml else ()
    return {element.get("name", ""): "".join(element.itertext()) for element in root}


def written(root: Element) -> bytes:
    """The bytes of a member."""
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
