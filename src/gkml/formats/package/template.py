"""The bytes of a Word file that lends its styles, headers and footers in; its parts out, or why it cannot be used.

The file is the user's own, but may come from anywhere: it is read as what it is, with nothing run, expanded or fetched.
"""

import io
import zipfile
import zlib
from xml.parsers import expat

from gkml.diagnostics import GkmlError

MAX_BYTES = 32 * 2**20
MAX_PARTS = 2_000
_NEEDED = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml")


def template(data: bytes, name: str) -> dict[str, bytes]:
    """The parts by their names in the package. Raises `GkmlError`, one line that begins with `name`."""
    try:
        parts = _parts(data, name)
    except (OSError, EOFError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise GkmlError(f"{name}: 模板打不开，不是完好的 Word 文件（.docx）；请在 Word 里打开后另存一份") from error
    fault = _fault(parts)
    if fault:
        raise GkmlError(f"{name}: {fault}")
    return parts


def _parts(data: bytes, name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = [member for member in package.infolist() if not member.is_dir()]
        if len(members) > MAX_PARTS or sum(member.file_size for member in members) > MAX_BYTES:
            raise GkmlError(f"{name}: 模板展开后超过 {MAX_BYTES >> 20} MiB 或 {MAX_PARTS} 个部件，不使用")
        # What a member holds beyond the size that it states is not read, and is a fault of the file.
        return {member.filename: package.read(member) for member in members}


def _fault(parts: dict[str, bytes]) -> str:
    if any(name not in parts for name in _NEEDED):
        return "不是 Word 文件（.docx），不能作模板"
    if any("vbaProject" in name for name in parts):
        return "模板里有宏，不使用；请另存为不含宏的 .docx"
    for name, data in parts.items():
        if name.startswith("/") or ".." in name.split("/") or "\\" in name:
            return "模板里有越出文件本身的路径，不使用"
        if name.endswith((".xml", ".rels")) and not _is_plain_xml(data):
            return f"模板的 {name} 不是完好的 XML；请在 Word 里打开后另存一份"
    return ""


def _is_plain_xml(data: bytes) -> bool:
    """Well-formed, in UTF-8, and without a document type: entities are expanded by some reader sooner or later."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    try:
        data.decode()
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError):
        return False
    return True


def _refuse(*_: object) -> None:
    raise ValueError("document type")
