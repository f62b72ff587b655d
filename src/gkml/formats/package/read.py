"""Office packages (ECMA-376 Part 2): reads the members of a package and what the file says about itself.

Every package is unpacked here: a document that is read, a file that is annotated, a user's Word template.
"""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from gkml.document import Properties
from gkml.formats.unreadable import MAX_BYTES, UnreadableFile, check_size

Parts = Mapping[str, bytes]
"""The XML members by name in lower case: part names are compared case-insensitively (Part 2, 6.2.2.3)."""
Element = Any
"""An element of lxml, which has no types."""


class Limits(NamedTuple):
    """The most that a package may hold: bytes once unpacked, and members."""

    size: int
    members: int


DOCUMENT = Limits(MAX_BYTES, 50_000)
TEMPLATE = Limits(32 * 2**20, 2_000)
"""A template is copied into every file that is built."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 2**20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""The only compression methods that a package may use (Part 2, annex B)."""
_BROKEN = (
    *(ValueError, KeyError, OSError, EOFError, OverflowError, RuntimeError, NotImplementedError),
    *(struct.error, zipfile.BadZipFile, zlib.error),
)
"""What zipfile raises if a package is damaged or encrypted."""
_ANY = ("",)


def unpacked(data: bytes, limits: Limits = DOCUMENT, suffixes: tuple[str, ...] = _ANY) -> dict[str, bytes]:
    """Returns the members whose names have one of the suffixes, by their names. Raises `UnreadableFile`."""
    if data.startswith(_OLE):
        raise UnreadableFile(
            "这是旧格式（.doc、.xls）或加了密码的文件；请在 Office 或 WPS 里另存为不设密码的 .docx、.xlsx"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return dict(_members(package, limits, suffixes))
    except UnreadableFile:
        raise
    except _BROKEN as error:
        raise UnreadableFile("打不开：压缩包已损坏或加了密码") from error


def _members(package: zipfile.ZipFile, limits: Limits, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yields the bytes are counted as they come: a stated size may be wrong."""
    infos = [info for info in package.infolist() if not info.is_dir() and info.filename.lower().endswith(suffixes)]
    room = limits.size if len(infos) <= limits.members else -1
    for info in infos:
        if info.compress_type not in _METHODS:
            raise UnreadableFile("打不开：压缩方法不是 Office 文件所用的")
        chunks: list[bytes] = []
        with package.open(info) as stream:
            while room >= 0 and (chunk := stream.read(min(_CHUNK, room + 1))):
                room -= len(chunk)
                chunks.append(chunk)
        if room < 0:
            raise UnreadableFile(f"文件展开后超过 {limits.size >> 20} MiB 或 {limits.members} 个部件，不读")
        yield info.filename, b"".join(chunks)


def members(data: bytes) -> dict[str, bytes]:
    """Returns the XML members by their normalised names. Raises `UnreadableFile`."""
    parts = unpacked(data, suffixes=_XML)
    return {name.replace("\\", "/").lstrip("/").lower(): xml for name, xml in parts.items()}


_XML = (".xml", ".rels")


def parsed(xml: bytes) -> Element:
    """Returns the root of a member. Raises `UnreadableFile` if it has a DTD, which no Office file needs."""
    check_size(xml)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile("文件里有 DTD 或自定义实体，Office 文件不该有，不读")
    return root


# --- a template ---

_NEEDED = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml")


def template(data: bytes) -> dict[str, bytes]:
    """Returns the parts of a Word file that lends its styles and headers, by name. Raises `UnreadableFile`.

    The file is the user's own, but may come from anywhere: nothing in it is run, expanded or fetched.
    """
    try:
        parts = unpacked(data, TEMPLATE)
    except UnreadableFile as error:
        if error.__cause__ is None and not data.startswith(_OLE):
            raise
        raise UnreadableFile("模板打不开，不是完好的 Word 文件（.docx）；请在 Word 里打开后另存一份") from error
    if fault := _fault(parts):
        raise UnreadableFile(fault)
    return parts


def _fault(parts: Mapping[str, bytes]) -> str:
    if any(name not in parts for name in _NEEDED):
        return "不是 Word 文件（.docx），不能作模板"
    if any("vbaProject" in name for name in parts):
        return "模板里有宏，不使用；请另存为不含宏的 .docx"
    if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in parts):
        return "模板里有越出文件本身的路径，不使用"
    broken = (name for name, xml in parts.items() if name.endswith(_XML) and not _is_plain_xml(xml))
    return next((f"模板的 {name} 不是完好的 XML；请在 Word 里打开后另存一份" for name in broken), "")


def _is_plain_xml(xml: bytes) -> bool:
    """Returns whether the XML is well formed, in UTF-8 and without a DTD: some reader would expand its entities."""
    try:
        xml.decode()
        parsed(xml)
    except (SyntaxError, UnicodeError, UnreadableFile):
        return False
    return True


# --- relations and properties ---


class Relation(NamedTuple):
    """A reference from one part to another: the last step of the relation's type, and the name of the other part."""

    kind: str
    target: str


def relations(parts: Parts, source: str = "") -> dict[str, Relation]:
    """Returns the relations of a part by id; those of the package if `source` is ""."""
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
    """Returns the name and root of the main part of the package. Raises `UnreadableFile` if it has none."""
    targets = [relation.target for relation in relations(parts).values() if relation.kind == "officeDocument"]
    name = next((target for target in targets if target in parts), usual)
    if name not in parts:
        raise UnreadableFile("打不开：压缩包里没有 Office 文件的正文")
    return name, parsed(parts[name])


def title(parts: Parts) -> str:
    """Returns the title in the core properties, "" if there is none."""
    return _texts(parts, "docprops/core.xml").get("title", "")


def is_ours(parts: Parts) -> bool:
    """Returns whether gkml wrote the file, even if another program has saved it since."""
    return "gkml-id" in _custom(parts)


def printed_sheets(parts: Parts) -> tuple[str, ...]:
    """Returns the names of the printed sheets of a workbook of ours that has several."""
    names = _custom(parts).get("gkml-sheets", "")
    return tuple(names.split("/")) if names else ()


def properties(parts: Parts) -> Properties:
    """Returns the properties that gkml wrote; none for other files, whose author and dates mean something else."""
    custom = _custom(parts)
    if "gkml-id" not in custom:
        return Properties()
    core = _texts(parts, "docprops/core.xml")
    issued = _iso_date(core.get("created", "")[:10])
    return Properties(
        id=custom["gkml-id"],
        edition=core.get("version", ""),
        agency=core.get("creator", ""),
        # `package.write` writes this date if the catalog has none.
        issued="" if issued == "2000-01-01" else issued,
        source=custom.get("gkml-source", ""),
        product=custom.get("gkml-product", ""),
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
    """Returns the XML of a member."""
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return xml


def local(element: Element) -> str:
    """Returns the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
