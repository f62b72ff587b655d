"""Takes changes and returns their number by verdict, kind and level, with which every report begins."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gkml.diff.changes import KINDS, VERDICTS, Change


class Totals(NamedTuple):
    """Counts by key without zeros: verdicts with 公开减弱 first, kinds, and levels from the catalog (0) down."""

    verdicts: Mapping[str, int]
    kinds: Mapping[str, int]
    levels: Mapping[int, int]
    accepted: Mapping[str, int]
    """The number of accepted changes of each verdict."""


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


def verdict_counts(counts: Totals) -> str:
    """Returns 公开减弱 2 处（其中已审定 1 处）、文字修改 3 处."""
    return "、".join(
        f"{VERDICTS[verdict]} {count} 处"  # type: ignore[index]
        + (f"（其中已审定 {counts.accepted[verdict]} 处）" if counts.accepted.get(verdict) else "")
        for verdict, count in counts.verdicts.items()
    )


def kind_counts(counts: Totals) -> str:
    return "、".join(f"{KINDS[kind]} {count} 处" for kind, count in counts.kinds.items())  # type: ignore[index]
