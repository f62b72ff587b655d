"""Files of offices that are linted as they were sent in: read in memory, and every finding put at its cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from gkml.catalog.load import Loaded
from gkml.diagnostics import FILE_START, SEVERITIES, Diagnostic, GkmlError, Route
from gkml.formats.notes import Note
from gkml.formats.unreadable import UnreadableFile
from gkml.layout.findings import TITLE, layout
from gkml.project.files import display, read_bytes
from gkml.project.submission import READ, Foreign, foreign, modern
from gkml.project.workspace import Home
from gkml.project.writing import put_output
from gkml.recognise.grid import Spot
from gkml.report.text import LABELS, summary


class Submitted(NamedTuple):
    """The catalogs found in such files, and for each file where its values stand."""

    loads: list[Loaded]
    spots: dict[str, Mapping[Route, Spot]]


def parted(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The paths of catalogs and folders, and those of files that offices sent in."""
    paths = list(paths)
    sent = [path for path in paths if path.suffix.lower() in READ and not path.is_dir()]
    return [path for path in paths if path not in sent], sent


def submitted(paths: Sequence[Path], home: Home) -> Submitted:
    """Raises `GkmlError` where a file cannot be read or holds no directory."""
    loads: list[Loaded] = []
    spots: dict[str, Mapping[Route, Spot]] = {}
    for path in paths:
        found = opened(path, home)
        for draft, loaded in zip(found.recognised.drafts, found.loads, strict=True):
            loads.append(loaded)
            spots[loaded.source.file] = draft.spots
    return Submitted(loads, spots)


def opened(path: Path, home: Home) -> Foreign:
    """One file. Raises `GkmlError`."""
    return foreign(read_bytes(path), display(path), home.profiles)


def placed(diagnostics: Iterable[Diagnostic], spots: Mapping[str, Mapping[Route, Spot]]) -> list[Diagnostic]:
    """The diagnostics in their order, those of files that were sent in at their cells and without a fix."""
    return [_placed(each, spots[each.file]) if each.file in spots else each for each in diagnostics]


def _placed(found: Diagnostic, spots: Mapping[Route, Spot]) -> Diagnostic:
    spot = spot_of(found.route, spots)
    return replace(found, place=str(spot) if spot else "表外", position=FILE_START)


def spot_of(route: Route, spots: Mapping[Route, Spot]) -> Spot | None:
    """Where the value of a route stands: its own cell, that of the list it is in, or the name of its item."""
    for end in range(len(route), 0, -1):
        for key in (route[:end], (*route[:end], "name")):
            if key in spots:
                return spots[key]
    return None


# --- the file itself, with what was found ---

_MARKS = {"error": "FFC7CE", "warning": "FFEB9C", "info": "DDEBF7"}


def annotate(path: Path, out: Path, diagnostics: Sequence[Diagnostic], sent: Submitted) -> None:
    """Writes a copy of the file with every finding at its cell and the 问题清单 at its end. Raises `GkmlError`."""
    what, data = modern(read_bytes(path), path.suffix.lower())
    if what not in {"docx", "xlsx"}:
        raise GkmlError(f"{display(path)}: 批注只能写进 Word 和 Excel 文件；请用 --output-format xlsx 另出问题清单")
    if out.suffix.lower() != f".{what}":
        raise GkmlError(f"--annotate 的 {display(out)} 应以 .{what} 结尾")
    writer = import_module(f"gkml.formats.{'word' if what == 'docx' else 'excel'}.annotate")
    (table,) = layout(diagnostics, summary(diagnostics)).tables()
    try:
        made = writer.annotate(data, _notes(diagnostics, sent.spots), TITLE, table)
    except UnreadableFile as error:
        raise GkmlError(f"{display(path)}: {error}") from error
    put_output(out, made, [path])


def _notes(diagnostics: Iterable[Diagnostic], spots: Mapping[str, Mapping[Route, Spot]]) -> list[Note]:
    """One note a cell, with all that was found there; its colour is that of the worst."""
    said: dict[Spot, list[Diagnostic]] = {}
    for found in diagnostics:
        spot = spot_of(found.route, spots.get(found.file, {}))
        if spot:
            said.setdefault(spot, []).append(found)
    return [
        Note(spot.table, spot.sheet, spot.row, spot.column, "\n".join(map(_line, found)), _MARKS[_worst(found)])
        for spot, found in sorted(said.items())
    ]


def _line(found: Diagnostic) -> str:
    return f"{LABELS[found.severity]} {found.code}：{found.message}"


def _worst(found: Iterable[Diagnostic]) -> str:
    return min((each.severity for each in found), key=SEVERITIES.index)
