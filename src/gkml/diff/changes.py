"""The result of a comparison: changes, each with its kind, its verdict, its places in both editions and its fingerprint."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from gkml.diagnostics import Route

ChangeKind = Literal[
    "organisation",  # 机构改名: declared once, shown once
    "catalog",       # a part of the catalog that is no item: title, preface, notes …
    "added", "removed", "split", "merged", "moved", "renamed", "modified",
    "reordered", "renumbered",
]  # fmt: skip
KINDS: dict[ChangeKind, str] = {
    "organisation": "机构改名", "catalog": "目录", "added": "新增", "removed": "取消", "split": "拆分", "merged": "合并",
    "moved": "移动", "renamed": "改名", "modified": "修改", "reordered": "调整次序", "renumbered": "重编序号",
}  # fmt: skip

Verdict = Literal["weakened", "strengthened", "substantive", "editorial"]
VERDICTS: dict[Verdict, str] = {
    "weakened": "公开减弱", "strengthened": "公开加强", "substantive": "实质修改", "editorial": "文字修改",
}  # fmt: skip

Value = str | tuple[str, ...]
"""The value of a field: a text, or the entries of a list."""
Values = Mapping[str, Value]
"""The non-blank fields of an item; a column that only its profile has is `extra/标题`."""


class Side(NamedTuple):
    """An item in one edition: its id, its names from the top down, and its route in the file."""

    id: str
    path: tuple[str, ...]
    route: Route

    @property
    def name(self) -> str:
        return self.path[-1]


class Change(NamedTuple):
    """One change. `old` and `new` are the item in each edition: () if it is absent, several if it was split or merged.

    `field`, `before` and `after` are set if a value changed. `why` gives the grounds of the verdict, `reason` the 调整依据,
    `approver` the person who accepted the change. `values` are all fields of the items that are new (added, split, merged)
    or gone (removed), one mapping for each. `depth` is the level of the item, 0 for the catalog itself.
    """

    kind: ChangeKind
    verdict: Verdict
    old: tuple[Side, ...] = ()
    new: tuple[Side, ...] = ()
    field: str = ""
    before: Value = ""
    after: Value = ""
    why: tuple[str, ...] = ()
    reason: str = ""
    office: str = ""
    approver: str = ""
    is_group: bool = False
    values: tuple[Values, ...] = ()
    fingerprint: str = ""

    @property
    def depth(self) -> int:
        sides = self.new or self.old
        return len(sides[0].path) if sides else 0

    @property
    def name(self) -> str:
        """The new name of the item; for a removed item, its old name."""
        sides = self.new or self.old
        return sides[0].name if sides else ""


class Comparison(NamedTuple):
    """All changes in the order of the new edition, removed items at their old place; and the number of items of each edition."""

    changes: tuple[Change, ...]
    items: tuple[int, int]
    kept: int
    """The number of items without any change."""


def fingerprinted(catalog: str, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Returns the changes with fingerprints: 12 hex digits that do not depend on place, verdict or the language of reports.

    A fingerprint is computed from names instead of ids, so that it is the same if ids are missing or new. If two items
    with the same path changed alike, all their fields are included; identical changes are numbered.
    """
    words = [_words(catalog, change) for change in changes]
    seen = Counter(words)
    fuller = [
        (*each, repr(sorted(map(_sorted, change.values)))) if seen[each] > 1 else each
        for each, change in zip(words, changes, strict=True)
    ]
    count: Counter[tuple[str, ...]] = Counter()
    result: list[Change] = []
    for each, change in zip(fuller, changes, strict=True):
        count[each] += 1
        text = "\x1f".join(each if count[each] == 1 else (*each, str(count[each])))
        result.append(change._replace(fingerprint=hashlib.sha256(text.encode()).hexdigest()[:12]))
    return tuple(result)


def _words(catalog: str, change: Change) -> tuple[str, ...]:
    items = sorted("\x1d".join(side.path) for side in change.old or change.new)
    gained = sorted("\x1d".join(side.path) for side in change.new) if change.kind in {"split", "merged"} else []
    kind = f"{change.kind} group" if change.is_group else change.kind
    values = (change.field, *_entries(change.before), "\x1e", *_entries(change.after))
    return (catalog, kind, *items, "\x1e", *gained, *values)


def _sorted(values: Values) -> list[tuple[str, Value]]:
    return sorted(values.items())


def _entries(value: Value) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value
