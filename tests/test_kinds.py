"""What a file is, is told by its content; its suffix only where that says nothing."""

import io
import zipfile

import pytest

from gkml.formats.sniff import Kind, kind
from tests.documents import real_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def stream(name: str) -> bytes:
    """An entry of the directory of an OLE file."""
    result = name.encode("utf-16-le")
    return result.ljust(64, b"\0") + (len(result) + 2).to_bytes(2, "little") + bytes(62)


def packed(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in members:
            package.writestr(name, data)
    return out.getvalue()


ODS = ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
PAGE = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>序号".encode("gb18030")
KINDS: list[tuple[bytes, str, Kind]] = [
    (real_file("docx"), ".doc", "docx"),
    (real_file("xlsx"), ".csv", "xlsx"),
    (real_file("html"), ".xls", "html"),
    (PAGE, ".doc", "html"),
    (OLE + stream("WordDocument"), ".wps", "doc"),
    (OLE + stream("Workbook"), ".et", "xls"),
    (OLE + stream("Book"), ".doc", "xls"),
    (OLE + stream("WordDocument") + stream("Workbook"), ".doc", "doc"),
    (OLE + stream("Workbook") + stream("WordDocument"), ".wps", "doc"),
    (OLE + stream("WordDocument") + stream("Workbook"), ".xls", "xls"),
    (OLE + stream("WordDocument") + stream("Book"), ".ET", "xls"),
    (OLE + stream("EncryptedPackage"), ".docx", "password"),
    (OLE + stream("Other"), ".doc", "other"),
    (OLE + "WordDocument".encode("utf-16-le"), ".doc", "other"),
    (packed(ODS), ".xls", "ods"),
    (packed(ODS, ("META-INF/manifest.xml", b"<manifest:encryption-data/>")), ".ods", "password"),
    (packed(("mimetype", b"application/vnd.oasis.opendocument.text")), ".odt", "odt"),
    (packed(("readme.md", b"")), ".docx", "other"),
    (b"PK\x03\x04" + bytes(40), ".docx", "other"),
    (b"%PDF-1.7\n", ".docx", "pdf"),
    (b"{\\rtf1\\ansi", ".doc", "rtf"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", ".doc", "mhtml"),
    (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', ".xls", "xls"),
    ("序号\t事项\n".encode("gb18030"), ".xls", "csv"),
    ("序号\t事项\n".encode("utf-16"), ".xls", "csv"),
    ("序号,事项\n".encode(), ".csv", "csv"),
    ("一、机构职能\n".encode(), ".txt", "txt"),
    ("一、机构职能\n".encode(), ".doc", "txt"),
    (b"\x89PNG\r\n\x1a\n\0\0", ".csv", "other"),
    (b"", ".txt", "txt"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "suffix", "expected"), KINDS)
def test_kinds(data: bytes, suffix: str, expected: Kind) -> None:
    assert kind(data, suffix) == expected
