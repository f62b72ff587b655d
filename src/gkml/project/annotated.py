"""Findings at the cells of submissions: places for reports, and a copy of the file with a note at every cell."""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from gkml.diagnostics import FILE_START, LABELS, SEVERITIES, Diagnostic, GkmlError, Route
from gkml.project.files import read_bytes
from gkml.project.paths import display
from gkml.project.submission import Submission, modern, open_submission
from gkml.project.workspace import Home
from gkml.project.writing import put_output
from gkml.report.text import summary

if TYPE_CHECKING:
    from gkml.formats.notes import Note
    from gkml.recognise.grid import Spot

Spots = Mapping[str, Mapping[Route, "Spot"]]
"""By the name of a file: the cell of each value."""

_MARKS = {"error": "FFC7CE", "warning": "FFEB9C", "info": "DDEBF7"}


def spots_of(submission: Submission) -> Spots:
    """Returns the cells of the values of each document in a submission."""
    pairs = zip(submission.loads, submission.drafts, strict=True)
    return {loaded.source.file: draft.spots for loaded, draft in pairs}


def placed(diagnostics: Iterable[Diagnostic], spots: Spots) -> list[Diagnostic]:
    """Returns the diagnostics in their order; those of submissions name a cell in place of a line."""
    return [_placed(each, spots[each.file]) if each.file in spots else each for each in diagnostics]


def _placed(diagnostic: Diagnostic, spots: Mapping[Route, "Spot"]) -> Diagnostic:
    return diagnostic._replace(place=place_of(diagnostic.route, spots), position=FILE_START)


def place_of(route: Route, spots: Mapping[Route, "Spot"]) -> str:
    """Returns the words for the cell of a value."""
    spot = spot_of(route, spots)
    return str(spot) if spot else "表外"


def spot_of(route: Route, spots: Mapping[Route, "Spot"]) -> "Spot | None":
    """Returns the cell of a value: its own, that of the list it is in, or that of the name of its item."""
    for end in range(len(route), 0, -1):
        for key in (route[:end], (*route[:end], "name")):
            if key in spots:
                return spots[key]
    return None


def annotate(path: Path, out: Path, diagnostics: Sequence[Diagnostic], home: Home) -> None:
    """Writes a copy of a submission with every finding at its cell and the 问题清单 at its end. Raises `GkmlError`."""
    from gkml.formats.unreadable import UnreadableFile
    from gkml.layout.findings import TITLE, layout

    kind, data = modern(read_bytes(path), path.suffix.lower())
    if kind not in {"docx", "xlsx"}:
        raise GkmlError(f"{display(path)}: 批注只能写进 Word 和 Excel 文件；请用 --output-format xlsx 另出问题清单")
    if out.suffix.lower() != f".{kind}":
        raise GkmlError(f"--annotate 的 {display(out)} 应以 .{kind} 结尾")
    writer = import_module(f"gkml.formats.{'word' if kind == 'docx' else 'excel'}.annotate")
    (table,) = layout(diagnostics, summary(diagnostics)).tables()
    try:
        copy = writer.annotate(data, _notes(diagnostics, spots_of(open_submission(path, home))), TITLE, table)
    except UnreadableFile as error:
        raise GkmlError(f"{display(path)}: {error}") from error
    put_output(out, copy, [path])


def _notes(diagnostics: Iterable[Diagnostic], spots: Spots) -> list["Note"]:
    """Returns one note a cell with all findings there, in the colour of the worst."""
    from gkml.formats.notes import Note

    by_spot: dict[Spot, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        spot = spot_of(diagnostic.route, spots.get(diagnostic.file, {}))
        if spot:
            by_spot.setdefault(spot, []).append(diagnostic)
    return [
        Note(spot.table, spot.sheet, spot.row, spot.column, "\n".join(map(_line, group)), _MARKS[_worst(group)])
        for spot, group in sorted(by_spot.items())
    ]


def _line(diagnostic: Diagnostic) -> str:
    return f"{LABELS[diagnostic.severity]} {diagnostic.code}：{diagnostic.message}"


def _worst(diagnostics: Iterable[Diagnostic]) -> str:
    return min((each.severity for each in diagnostics), key=SEVERITIES.index)
