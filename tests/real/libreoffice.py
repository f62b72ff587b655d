"""LibreOffice as a reader: files in, PDFs and flat OpenDocument out, and the cells of the latter.

It also accepts or rejects the tracked changes of a Word file, by a macro in its profile.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tests.real.grids import Grid, Placed

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
{aliases}
</fontconfig>
"""
_ALIAS = '<alias binding="same"><family>{}</family><prefer><family>{}</family></prefer></alias>'
_ALIASES = {
    "仿宋_GB2312": "Noto Serif CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
}
"""The fonts of official documents are not free; these stand in for them."""

Converted = dict[tuple[str, str], Path]
"""What became of the files, by name of the catalog and suffix of the file that was converted."""


class LibreOffice:
    """The program with a profile and fonts of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self._folder = folder
        fonts = folder / "fonts.conf"
        aliases = "\n".join(_ALIAS.format(*pair) for pair in _ALIASES.items())
        fonts.write_text(_FONTS.format(aliases=aliases), "utf-8")
        self._command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        self._environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}

    def convert(self, files: Sequence[Path], suffix: str) -> list[Path]:
        """Each file in another format. LibreOffice exits with 0 even where it wrote nothing, so that is looked at."""
        folder = self._folder / f"{files[0].suffix[1:]}-to-{suffix}"
        folder.mkdir()
        sources = [folder / f"{number:03}{path.suffix}" for number, path in enumerate(files)]
        for source, path in zip(sources, files, strict=True):
            source.write_bytes(path.read_bytes())
        words = [*self._command, "--convert-to", suffix, "--outdir", str(folder), *map(str, sources)]
        run = subprocess.run(words, env=self._environment, capture_output=True, text=True, timeout=300, check=False)
        made = [source.with_suffix(f".{suffix}") for source in sources]
        for path, source in zip(made, files, strict=True):
            assert path.exists(), f"LibreOffice made no {suffix} of {source}:\n{run.stdout}{run.stderr}"
        return made

    def resolved(self, file: Path) -> tuple[Path, Path]:
        """The Word file with all its tracked changes accepted, and with all rejected, saved as Word again."""
        if not (self._folder / "profile").exists():
            # The first start makes the profile, and overwrites what is there of it.
            self.convert([file], "txt")
        basic = self._folder / "profile" / "user" / "basic" / "Standard"
        (basic / "script.xlb").write_text(_LIBRARY, "utf-8")
        (basic / "Gkml.xba").write_text(_MACRO, "utf-8")
        accepted, rejected = (file.with_name(f"{file.stem}-{word}.docx") for word in ("accepted", "rejected"))
        addresses = ",".join(f'"{path.as_uri()}"' for path in (file, accepted, rejected))
        words = [*self._command, f"macro:///Standard.Gkml.Both({addresses})"]
        run = subprocess.run(words, env=self._environment, capture_output=True, text=True, timeout=300, check=False)
        for path in (accepted, rejected):
            assert path.exists(), f"LibreOffice did not write {path}:\n{run.stdout}{run.stderr}"
        return accepted, rejected


_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Gkml"/></library:library>"""
_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Gkml" script:language="StarBasic">
Sub Both(source As String, accepted As String, rejected As String)
  Resolve(source, "AcceptAllTrackedChanges", accepted)
  Resolve(source, "RejectAllTrackedChanges", rejected)
End Sub
Sub Resolve(source As String, command As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  Dim none()
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  saved(0).Name = "FilterName"
  saved(0).Value = "MS Word 2007 XML"
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; command, "", 0, none())
  document.storeToURL(target, saved())
  document.close(True)
End Sub
</script:module>"""


# --- flat OpenDocument: what LibreOffice understood ---

_NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_TABLE, _TEXT, _OFFICE = (f"{{{_NS[name]}}}" for name in ("table", "text", "office"))


class Understood(NamedTuple):
    """A table as LibreOffice read it: its cells, how many rows repeat as headings, and cells that are not plain text."""

    grid: Grid
    headings: int
    foreign: list[str]


def tables(path: Path) -> dict[str, Understood]:
    """The tables (or sheets) of a .fodt or .fods by name."""
    root = etree.parse(str(path), etree.XMLParser(huge_tree=True)).getroot()
    return {str(table.get(f"{_TABLE}name")): _understood(table) for table in root.iter(f"{_TABLE}table")}


def _understood(table: etree._Element) -> Understood:
    grid: Grid = {}
    foreign: list[str] = []
    headings = 0
    for number, row in enumerate(_rows(table)):
        headings += row.getparent().tag == f"{_TABLE}table-header-rows"
        for column, cell in _cells(row):
            if cell.tag == f"{_TABLE}covered-table-cell":
                continue
            spans = (int(cell.get(f"{_TABLE}number-{kind}-spanned", "1")) for kind in ("rows", "columns"))
            grid[number, column] = Placed(_text(cell), *spans)
            kind = cell.get(f"{_OFFICE}value-type", "string")
            if kind != "string" or cell.get(f"{_TABLE}formula") is not None:
                foreign.append(f"row {number}, column {column}: {kind} {cell.get(f'{_TABLE}formula')}")
    return Understood(grid, headings, foreign)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Each row once for each time that it is there; the endless empty rows below a sheet's last are left out."""
    for row in table.iter(f"{_TABLE}table-row"):
        times = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        if times < 1000:
            yield from [row] * times


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Each cell with its column; the endless empty cells at a sheet's right are left out."""
    column = 0
    for cell in row:
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if times < 1000:
            yield from ((column + more, cell) for more in range(times))
        column += times


def _text(cell: etree._Element) -> str:
    return "\n".join("".join(_pieces(line)) for line in cell.iterfind(f"{_TEXT}p"))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        else:
            yield from _pieces(child)
        yield child.tail or ""
