"""The findings in a document by the address of the cell that they are about."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from gkml.diagnostics import Diagnostic, Route
from gkml.project.editor.opened import Opened


class CellFinding(NamedTuple):
    """A finding with the address of its cell ("" if the page has none) and a name that stays while the finding does."""

    id: str
    at: str
    diagnostic: Diagnostic


def cell_findings(opened: Opened, addresses: Collection[str]) -> list[CellFinding]:
    """Returns the findings in a document in the order of the file; `addresses` are those of the cells on the page."""
    ids = opened.loaded.entry.document.ids if opened.loaded.entry else {}
    own = (each for each in opened.diagnostics if each.file == opened.source.file)
    times: Counter[str] = Counter()
    nearest = _nearest(addresses)
    return [_placed(each, address_of(each.route, ids, nearest), times) for each in own]


def _nearest(addresses: Iterable[str]) -> dict[str, str]:
    """Returns the address of a cell by its own address, and the first cell by the address of all that it is a part of."""
    nearest = {at: at for at in addresses}
    for at in list(nearest):
        parts = at.split("/")
        for end in range(1, len(parts)):
            nearest.setdefault("/".join(parts[:end]), at)
    return nearest


def _placed(diagnostic: Diagnostic, at: str, times: Counter[str]) -> CellFinding:
    """Returns the finding with its name; the same fault may stand several times in a cell: then it is numbered."""
    words = "\x1f".join([diagnostic.code, at, diagnostic.message])
    times[words] += 1
    name = hashlib.blake2b(f"{words}\x1f{times[words]}".encode(), digest_size=6).hexdigest()
    return CellFinding(name, at, diagnostic)


def address_of(route: Route, ids: Mapping[Route, str], nearest: Mapping[str, str]) -> str:
    """Returns the address of the cell for a finding: that of the value at its route, or of a value around or within it."""
    inside = max((end for end in range(len(route) + 1) if route[:end] in ids), default=0)
    own: Route = (f"#{ids[route[:inside]]}", *route[inside:]) if inside else route
    tried = [own[:end] for end in range(len(own), 1, -1)] + ([(own[0], "name")] if inside else []) + [own[:1]]
    tried += [route[:end] for end in range(len(route), inside, -1)] if inside else []
    return next((nearest[at] for steps in tried if (at := "/".join(map(str, steps))) in nearest), "")
