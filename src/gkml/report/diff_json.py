"""What changed between two editions in, JSON out (schema/diff.schema.json): every change with all that is known of it."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from gkml.catalog.model import Catalog
from gkml.catalog.profile import Profile
from gkml.diagnostics import Route
from gkml.diff.changes import KINDS, VERDICTS, Change, Comparison, Side
from gkml.diff.naming import heading, level
from gkml.diff.totals import totals
from gkml.diff.words import compared, pairs


class Edition(NamedTuple):
    """One of the two: its catalog, the name of its file, and the place (file:line:column) that a route leads to."""

    catalog: Catalog
    file: str
    locate: Callable[[Route], str] | None = None


def report(found: Comparison, old: Edition, new: Edition, form: Profile) -> str:
    """`form` is that of the new edition, whose headings name the fields."""
    told = {
        "old": _edition(old, found.items[0]),
        "new": _edition(new, found.items[1]),
        "kept": found.kept,
        "counts": _counts(found, form),
        "changes": [_change(change, old, new, form) for change in found.changes],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _edition(edition: Edition, items: int) -> dict[str, Any]:
    catalog = edition.catalog
    return {
        "file": edition.file,
        "catalog": catalog.id,
        "title": catalog.title,
        "edition": catalog.edition,
        "issued": catalog.issued.isoformat() if catalog.issued else None,
        "items": items,
    }


def _counts(found: Comparison, form: Profile) -> dict[str, Any]:
    counts = totals(found.changes)
    return {
        "total": len(found.changes),
        "verdicts": {verdict: counts.verdicts.get(verdict, 0) for verdict in VERDICTS},
        "kinds": {kind: counts.kinds.get(kind, 0) for kind in KINDS},
        "levels": [
            {"depth": depth, "name": level(depth, form), "count": count} for depth, count in counts.levels.items()
        ],
        "accepted": sum(counts.accepted.values()),
    }


def _change(change: Change, old: Edition, new: Edition, form: Profile) -> dict[str, Any]:
    return {
        "fingerprint": change.fingerprint,
        "kind": change.kind,
        "verdict": change.verdict,
        "depth": change.depth,
        "is_group": change.is_group,
        "name": change.name,
        "field": change.field,
        "heading": heading(change.field, form) if change.field else "",
        "before": change.before,
        "after": change.after,
        "words": _words(change),
        "why": change.why,
        "reason": change.reason,
        "office": change.office,
        "approver": change.approver,
        "old": [_side(side, old) for side in change.old],
        "new": [_side(side, new) for side in change.new],
        "values": change.values,
    }


def _side(side: Side, edition: Edition) -> dict[str, Any]:
    return {
        "id": side.id,
        "path": side.path,
        "route": side.route,
        "place": edition.locate(side.route) if edition.locate else None,
    }


def _words(change: Change) -> list[list[dict[str, str]]]:
    """The texts word by word, one list a text: of a list, one for each entry."""
    if change.kind in {"reordered", "renumbered"} or not (change.before or change.after):
        return []
    told = (compared(*pair) for pair in pairs(change.before, change.after))
    return [[{"text": run.text, "mark": run.mark} for run in runs if run.text] for runs in told]
