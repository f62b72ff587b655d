"""Takes the checks that a workspace states in gkml.yaml and returns rules, which work like those of the program."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from gkml.catalog.cells import Text, of_field
from gkml.catalog.model import Entry, Leaf, Workspace
from gkml.diagnostics import Findings, Route
from gkml.diagnostics.quoting import shown
from gkml.lint.check import Rule
from gkml.lint.own_check import OwnCheck


def own_rules(checks: Mapping[str, OwnCheck]) -> tuple[Rule, ...]:
    """Returns a rule for each check, by code. All have one name, so that they can be chosen together."""
    return tuple(
        Rule(code, "own-check", each.severity, _page(each), partial(_check, each), each.reason, since="")
        for code, each in sorted(checks.items())
    )


def _page(check: OwnCheck) -> str:
    """Returns the manual page, whose first sentence is the message."""
    lines = [check.message, "", "这是工作区的 gkml.yaml（checks）里写的检查。", "", f"查哪一列：{check.field}"]
    lines += [f"必须有：{'、'.join(check.must)}"] if check.must else []
    lines += [f"不能有：{'、'.join(check.must_not)}"] if check.must_not else []
    limits = (("表式", check.profiles), ("级别", map(str, check.levels)), ("责任科室", check.offices))
    lines += [f"只查的{name}：{'、'.join(words)}" for name, given in limits if (words := tuple(given))]
    return "\n".join(lines)


def _check(check: OwnCheck, workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        if check.profiles and entry.catalog.profile not in check.profiles:
            continue
        if check.must_not:
            yield from _refused(check, entry)
        if check.must:
            yield from _missing(check, entry)


def _refused(check: OwnCheck, entry: Entry) -> Findings:
    """Findings for the written texts that have a word of `must_not`; a default is one text, whatever rows print it."""
    offices = _offices_below(entry) if check.offices else {}
    for cell in of_field(entry, check.field):
        if _applies(check, cell, offices):
            word = next((word for word in check.must_not if _has(word, cell.text, check.whole)), "")
            if word:
                yield cell.route, f"“{shown(cell.text)}”{'是' if check.whole else '里有'}“{word}”；{check.message}"


def _offices_below(entry: Entry) -> dict[Route, set[str]]:
    """Returns the offices of the rows at and below each route of an item."""
    offices: dict[Route, set[str]] = defaultdict(set)
    for leaf in entry.catalog.leaves:
        for end in range(0, len(leaf.route) + 1, 2):
            offices[leaf.route[:end]].add(leaf.item.office)
    return offices


def _applies(check: OwnCheck, cell: Text, offices: Mapping[Route, set[str]]) -> bool:
    if check.levels and not (cell.node and cell.node.depth in check.levels):
        return False
    owner = cell.node.route if cell.node else ()
    return not check.offices or any(_of_offices(check, office) for office in offices.get(owner, ()))


def _of_offices(check: OwnCheck, office: str) -> bool:
    return not check.offices or any(_has(word, office, whole=False) for word in check.offices)


class _Place(NamedTuple):
    """A place where a word must stand: its route and the texts there, none if it is blank."""

    route: Route
    texts: tuple[str, ...]


def _missing(check: OwnCheck, entry: Entry) -> Findings:
    """Findings for the places without any word of `must`; a list is one place."""
    wanted = "、".join(f"“{word}”" for word in check.must)
    for route, texts in _places(check, entry):
        if not any(_has(word, text, check.whole) for word in check.must for text in texts):
            fault = f"“{shown('、'.join(texts))}”{'不是' if check.whole else '里没有'}" if any(texts) else "空着，没有"
            yield (entry.file, *route), f"{fault}{wanted}{'之一' if len(check.must) > 1 else ''}；{check.message}"


def _places(check: OwnCheck, entry: Entry) -> Iterator[_Place]:
    catalog, field = entry.catalog, check.field
    if field == "title":
        yield _Place(("title",), (catalog.title,))
    elif field in {"preface", "notes"}:
        yield _Place((field,), tuple(text.text for text in of_field(entry, field)))
    elif field == "name":
        for node in catalog.nodes:
            if not check.offices and (not check.levels or node.depth in check.levels):
                yield _Place((*node.route, "name"), (node.name,))
        rows = (leaf for leaf in catalog.leaves if check.offices and _is_row(check, leaf))
        yield from (_Place((*leaf.route, "name"), (leaf.item.name,)) for leaf in rows)
    elif field in entry.profile.shown:
        yield from (
            _Place((*leaf.route, field), _texts(leaf, field)) for leaf in catalog.leaves if _is_row(check, leaf)
        )


def _is_row(check: OwnCheck, leaf: Leaf) -> bool:
    return (not check.levels or len(leaf.path) in check.levels) and _of_offices(check, leaf.item.office)


def _texts(leaf: Leaf, field: str) -> tuple[str, ...]:
    """Returns the texts of a field of a row, defaults applied."""
    value = getattr(leaf.item, field)
    return (value,) if isinstance(value, str) else tuple(value.values() if field == "extra" else value)


_START, _END = "\x02", "\x03"
"""Put around a text and a word where the word must be the whole text; no cell contains these characters."""
_SIGNS = {"#": "(?<![0-9])[0-9]+(?![0-9])", "?": "[^\x02\x03]"}


def _has(word: str, text: str, whole: bool) -> bool:
    """Returns whether a word stands in a text, or is the whole of it.

    Each part of the word between two `*` is looked for once, at the first place behind the part before: where any places
    fit, these do. The time is that of a search for each part, at most the product of both lengths.
    """
    text, place = f"{_START}{text.strip()}{_END}", 0
    for pattern in _patterns(f"{_START}{word}{_END}" if whole else word):
        match = pattern.search(text, place)
        if match is None:
            return False
        place = match.end()
    return True


@lru_cache(maxsize=1024)
def _patterns(word: str) -> tuple[re.Pattern[str], ...]:
    """Returns the parts of a word between its `*`."""
    signs = [[_SIGNS.get(character) or re.escape(character) for character in part] for part in word.split("*")]
    return tuple(re.compile("".join(part)) for part in signs)
