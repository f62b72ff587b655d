"""Changes in, how many there are of each verdict, kind and level out: what every report says first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gkml.diff.changes import KINDS, VERDICTS, Change


class Totals(NamedTuple):
    """Counts by key, those that are none left out: verdicts with 公开减弱 first, kinds, levels from the catalog (0) down."""

    verdicts: Mapping[str, int]
    kinds: Mapping[str, int]
    levels: Mapping[int, int]
    accepted: Mapping[str, int]
    """Of each verdict, the changes that somebody has accepted."""


def totals(changes: Sequence[Change]) -> Totals:
    verdicts = Counter(change.verdict for change in changes)
    kinds = Counter(change.kind for change in changes)
    levels = Counter(change.depth for change in changes)
    accepted = Counter(change.verdict for change in changes if change.approver)
    return Totals(
        {verdict: verdicts[verdict] for verdict in VERDICTS if verdicts[verdict]},
        {kind: kinds[kind] for kind in KINDS if kinds[kind]},
        dict(sorted(levels.items())),
        {verdict: accepted[verdict] for verdict in VERDICTS if accepted[verdict]},
    )


def told_verdicts(found: Totals) -> str:
    """公开减弱 2 处（其中已审定 1 处）、文字修改 3 处."""
    return "、".join(
        f"{VERDICTS[verdict]} {count} 处"  # type: ignore[index]
        + (f"（其中已审定 {found.accepted[verdict]} 处）" if found.accepted.get(verdict) else "")
        for verdict, count in found.verdicts.items()
    )


def told_kinds(found: Totals) -> str:
    return "、".join(f"{KINDS[kind]} {count} 处" for kind, count in found.kinds.items())  # type: ignore[index]
