"""Files of offices that are linted as they were sent in: read in memory, and every finding put at its cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import FILE_START, Diagnostic, GkmlError, Route
from gkml.foreign import READ, Foreign, foreign
from gkml.load import Loaded
from gkml.recognise.grid import Spot
from gkml.workspace import Home, contents, display, reason


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
    try:
        data = contents(path)
    except OSError as error:
        raise GkmlError(f"{display(path)}: 读不出来：{reason(error)}") from error
    return foreign(data, display(path), home.profiles)


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
