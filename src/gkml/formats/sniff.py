"""Finds the kind of a file by its content first and its suffix second: portals name pages .doc and .xls."""

import io
import re
import zipfile
from typing import Literal

Kind = Literal[
    "docx", "xlsx", "html", "csv", "txt", "json", "doc", "xls", "odt", "ods", "rtf", "pdf", "mhtml", "password", "other"
]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR_LIMIT = 64 * 2**20
"""How many bytes of an OLE file are searched for its directory."""
_BY_SUFFIX: dict[str, Kind] = {
    "csv": "csv", "tsv": "csv", "txt": "txt", "json": "json", "html": "html", "htm": "html", "xls": "csv", "et": "csv",
    "xlsx": "csv", "md": "txt",
}  # fmt: skip
"""The kinds of texts that do not show their kind: one that is called a workbook has tabs or commas."""


def kind(data: bytes, suffix: str) -> Kind:
    """Returns the kind; "password" for an encrypted document, "other" for a kind without a reader."""
    if data.startswith(_OLE):
        return _ole(data[:_SECTOR_LIMIT], suffix)
    if data.startswith(b"PK\x03\x04"):
        return _zip(data)
    if data[:1024].lstrip(b"\0\r\n\t \xef\xbb\xbf").startswith(b"%PDF-"):
        return "pdf"
    if data.lstrip(b"\r\n\t ").startswith(b"{\\rtf"):
        return "rtf"
    return _text(data, suffix.lower().lstrip("."))


def _ole(data: bytes, suffix: str) -> Kind:
    """Returns the kind of an OLE file by the names of its streams, UTF-16 in its directory ([MS-CFB] 2.6)."""

    def has(name: str) -> bool:
        # An entry is 128 bytes: the name in 64, then its length in bytes with the zero at its end.
        entry = name.encode("utf-16-le")
        length = (len(entry) + 2).to_bytes(2, "little")
        place = data.find(entry + b"\0\0")
        while place >= 0:
            if place % 128 == 0 and data[place + 64 : place + 66] == length:
                return True
            place = data.find(entry + b"\0\0", place + 2)
        return False

    if has("EncryptedPackage"):
        return "password"
    word, excel = has("WordDocument"), has("Workbook") or has("Book")
    if word and excel:  # a document may hold a workbook, and the other way round
        return "xls" if suffix.lower().lstrip(".") in {"xls", "et"} else "doc"
    return "doc" if word else "xls" if excel else "other"


_MIMETYPES: dict[bytes, Kind] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}


def _zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in package.namelist()}
            if "mimetype" in names:
                with package.open("mimetype") as stream:
                    mimetype = stream.read(100).strip()
                if "meta-inf/manifest.xml" in names and _is_encrypted(package):
                    return "password"
                return _MIMETYPES.get(mimetype.removesuffix(b"-template"), "other")
    except (zipfile.BadZipFile, ValueError, KeyError, OSError, RuntimeError, NotImplementedError, EOFError):
        return "other"
    if any(name.startswith("word/") for name in names):
        return "docx"
    return "xlsx" if any(name.startswith("xl/") for name in names) else "other"


def _is_encrypted(package: zipfile.ZipFile) -> bool:
    """Returns whether the manifest of an OpenDocument file declares encrypted members (Part 3, 4.8)."""
    with package.open("META-INF/manifest.xml") as stream:
        return b"encryption-data" in stream.read(2**20)


_PAGE = re.compile(r"<(!doctype\s+html|html|head|body|table|meta|style|title|div|p|h[1-6])[\s>]", re.IGNORECASE)
_MHTML = re.compile(r"^(mime-version|content-type:\s*multipart/related)\b", re.IGNORECASE | re.MULTILINE)


def _text(data: bytes, suffix: str) -> Kind:
    """Returns the kind of a text by its beginning; binary data is "other"."""
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _kind_of_text(start[: len(start) // 2 * 2].decode("utf-16", "replace"), suffix)
    return "other" if b"\0" in start else _kind_of_text(start.decode("latin-1").removeprefix("\xef\xbb\xbf"), suffix)


def _kind_of_text(text: str, suffix: str) -> Kind:
    """Returns the kind of a text by its first characters."""
    head = text.lstrip()
    kinds: list[tuple[Kind, bool]] = [
        ("mhtml", _MHTML.search(head[:500]) is not None and not head.startswith("<")),
        ("xls", head.startswith("<?xml") and 'progid="Excel.Sheet"' in text),
        ("doc", head.startswith("<?xml") and 'progid="Word.Document"' in text),
        ("html", (head.startswith("<") and _PAGE.search(text) is not None) or suffix in {"html", "htm"}),
        ("txt", suffix in {"doc", "docx", "wps"}),
    ]
    return next((kind for kind, is_so in kinds if is_so), _BY_SUFFIX.get(suffix, "txt"))
