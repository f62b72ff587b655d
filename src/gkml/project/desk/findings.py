"""The findings in a document by the address of the cell that they are about."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
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
    return [_placed(each, address_of(each.route, ids, addresses), times) for each in own]


def _placed(diagnostic: Diagnostic, at: str, times: Counter[str]) -> CellFinding:
    """Returns the finding with its name; the same fault may stand several times in a cell: then it is numbered."""
    words = "\x1f".join([diagnostic.code, at, diagnostic.message])
    times[words] += 1
    name = hashlib.blake2b(f"{words}\x1f{times[words]}".encode(), digest_size=6).hexdigest()
    return CellFinding(name, at, diagnostic)


def address_of(route: Route, ids: Mapping[Route, str], addresses: Collection[str]) -> str:
    """Returns the address of the cell that shows the value at a route, or of its item's name; "" if there is none."""
    inside = max((end for end in range(len(route) + 1) if route[:end] in ids), default=0)
    steps: Route = (f"#{ids[route[:inside]]}", *route[inside:]) if inside else route
    nearest = ("/".join(map(str, steps[:end])) for end in range(len(steps), 0, -1))
    candidates = [*nearest, *([f"{steps[0]}/name"] if inside else [])]
    return next((at for at in candidates if at in addresses), "")
