"""Files of older programs come in through LibreOffice, which neither runs nor fetches anything; ours come back whole."""

import http.server
import io
import threading
import zipfile
from collections.abc import Iterator

import pytest

from gkml.diagnostics import GkmlError
from gkml.document import Document, Table
from gkml.formats.excel import read as read_xlsx
from gkml.formats.sniff import kind
from gkml.formats.word import read as read_docx
from gkml.project import libreoffice as office
from tests.documents import real_documents, real_file
from tests.real.parts import command

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def program() -> str:
    return command("soffice", "libreoffice-writer libreoffice-calc")


def saved(program: str, data: bytes, source: str, wanted: str) -> bytes:
    """A file as LibreOffice saves it in another format."""
    made = office._converted(program, data, source, wanted, "", "too late")
    assert made is not None
    return made


def cells(document: Document) -> list[tuple[str, tuple[tuple[int, str, int, int], ...]]]:
    (table,) = document.tables()
    return [(row.key, tuple((c.column, c.text, c.rowspan, c.colspan) for c in row.cells)) for row in (*table.head, *table.body)]  # fmt: skip


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not isinstance(block, Table)]


@pytest.mark.parametrize("path", ["xlsx", "xls", "ods"])
def test_our_workbook_is_known_after_libreoffice_saved_it(program: str, path: str) -> None:
    ours = read_xlsx.read(real_file("xlsx"))
    data = saved(program, real_file("xlsx"), "xlsx", path)
    assert kind(data, "") == path
    back = read_xlsx.read(data if path == "xlsx" else office.to_xlsx(data, path))
    assert cells(back) == cells(ours)
    assert any(key for key, _ in cells(back))
    assert lines(back) == lines(ours)
    assert [len(table.head) for table in back.tables()] == [len(table.head) for table in ours.tables()]
    assert (back.title, back.properties, back.left_out) == (ours.title, ours.properties, ())


@pytest.mark.parametrize("path", ["doc", "odt", "rtf"])
def test_a_text_of_an_older_program_keeps_its_cells(program: str, path: str) -> None:
    data = saved(program, real_file("docx"), "docx", path)
    assert kind(data, "") == path
    (back,) = read_docx.read(office.to_docx(data, path)).tables()
    (meant,) = real_documents()[0][1].tables()
    assert [texts for _, texts in back.filled()][-len(meant.body) :] == [texts for _, texts in meant.filled()]


def test_what_libreoffice_cannot_open_is_refused(program: str) -> None:
    data = saved(program, real_file("xlsx"), "xlsx", "xls")
    with pytest.raises(GkmlError, match=r"打不开这份 \.xls 文件：可能设了密码，或已损坏.*另存为 \.xlsx"):
        office.to_xlsx(data[:2000], "xls")


def test_what_takes_too_long_is_refused_and_ends(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "TIMEOUT", 0.3)
    with pytest.raises(GkmlError, match="没有读完"):
        office.to_xlsx(real_file("xlsx"), "xlsx")


def test_where_libreoffice_is_missing_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(GkmlError, match=r"LibreOffice，这台机器上没有.*另存为 \.docx"):
        office.to_docx(b"", "doc")


# --- nothing is fetched ---


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what it was asked for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, format: str, *arguments: object) -> None: ...

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


MANIFEST = """<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


def text_with_picture(address: str) -> bytes:
    """A text whose picture stands on a server."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = {n: f"{space}:{v}:1.0" for n, v in (("office", "office"), ("text", "text"), ("draw", "drawing"))}
    names |= {"svg": f"{space}:svg-compatible:1.0", "xlink": "http://www.w3.org/1999/xlink"}
    declared = " ".join(f'xmlns:{name}="{uri}"' for name, uri in names.items())
    image = f'<draw:image xlink:href="{address}/a.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
    frame = f'<draw:frame svg:width="2cm" svg:height="2cm">{image}</draw:frame>'
    body = f"<office:body><office:text><text:p>目录{frame}</text:p></office:text></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("META-INF/manifest.xml", MANIFEST)
        package.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {declared} office:version="1.2">{body}</office:document-content>',
        )
    return out.getvalue()


Asked = tuple[str, list[str]]


@pytest.mark.parametrize("guarded", [True, False])
def test_pictures_from_elsewhere_are_not_fetched(
    program: str, asked: Asked, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not guarded:  # without the settings it would ask: the test can fail
        monkeypatch.setattr(office, "_SETTINGS", [])
    address, paths = asked
    assert office.to_docx(text_with_picture(address), "odt")
    assert bool(paths) is not guarded


def test_a_strangers_file_is_not_opened_without_the_guard(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_declared", lambda program: None)
    with pytest.raises(GkmlError, match="没法关掉宏和外部链接"):
        office.to_docx(b"{\\rtf1 a}", "rtf")
