"""Counts the automatic numbers of a Word package (ECMA-376 Part 1, 17.9): they are shown, but in no text of the file."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from gkml.formats.ordinals import ordinal
from gkml.formats.package.read import Element, Parts, parsed, relations
from gkml.formats.signs import is_of_signs, signs
from gkml.formats.word.styles import Numbered, W, as_number, is_on, value_of

_LEVELS = 9
_TAKEN = re.compile("%([1-9])")


class _Level(NamedTuple):
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str = ""
    legal: bool = False


_Levels = Mapping[int, _Level]


@dataclass
class Numbering:
    """The lists of a document and their counts; `label` must be called in the order of the paragraphs."""

    lists: Mapping[str, tuple[str, _Levels]] = field(default_factory=dict)
    """For each number (w:numId) its list, which others may share, and its levels."""
    starts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """For each number the levels at which it restarts its list, and their first counts."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, numbered: Numbered, style: str = "") -> str:
        """Returns the text of the number of the next paragraph; "" if it has none."""
        number = numbered.number or ""
        if number not in self.lists:
            return ""
        counted, levels = self.lists[number]
        level = numbered.level
        if level is None:
            level = next((n for n, level_form in levels.items() if style and level_form.style == style), 0)
        if level not in levels:
            return ""
        counts = self._counts.setdefault(counted, {})
        self._count(number, level, levels, counts)
        return _label(levels, level, counts)

    def _count(self, number: str, level: int, levels: _Levels, counts: dict[int, int]) -> None:
        if number not in self._begun:
            self._begun.add(number)
            for anew in self.starts.get(number, {}):
                counts.pop(anew, None)
        starts = self.starts.get(number, {})
        for above in range(level):
            if above in levels:
                counts.setdefault(above, starts.get(above, levels[above].start))
        level_form = levels[level]
        counts[level] = counts[level] + 1 if level in counts else starts.get(level, level_form.start)
        for below in [n for n in counts if n > level]:
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart and level < restart):
                del counts[below]


def _label(levels: _Levels, level: int, counts: Mapping[int, int]) -> str:
    own = levels[level]
    if own.form in ("bullet", "none"):
        return own.text if own.form == "bullet" else _TAKEN.sub("", own.text)

    def counted(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        level_form = levels.get(at)
        if level_form is None or at not in counts:
            return ""
        return ordinal(counts[at], "decimal" if own.legal else level_form.form)

    return _TAKEN.sub(counted, own.text)


def numbering(parts: Parts, document: str, style_number: Callable[[str], str]) -> Numbering:
    """Returns the lists of the document. `style_number` returns the number that a list style has, "" if none."""
    name = next((r.target for r in relations(parts, document).values() if r.kind == "numbering"), "")
    xml = parts.get(name)
    if not xml:
        return Numbering()
    root = parsed(xml)
    abstract = {element.get(f"{W}abstractNumId", ""): element for element in root.iterchildren(f"{W}abstractNum")}
    named = {n.get(f"{W}numId", ""): n for n in root.iterchildren(f"{W}num")}
    refers = {number: value_of(element, "abstractNumId") for number, element in named.items()}
    levels = {identifier: _levels(element) for identifier, element in abstract.items()}
    lists: dict[str, tuple[str, _Levels]] = {}
    starts: dict[str, dict[int, int]] = {}
    for number, element in named.items():
        counted = _linked(refers[number], abstract, refers, style_number)
        own = {n: level for o in element.iterchildren(f"{W}lvlOverride") for n, level in _levels(o).items()}
        base = levels.get(counted, {})
        lists[number] = counted, (base | own if own else base)
        starts[number] = dict(_starts(element))
    return Numbering(lists, starts)


def _linked(
    identifier: str, abstract: Mapping[str, Element], refers: Mapping[str, str], style_number: Callable[[str], str]
) -> str:
    """Returns the list that a list refers to by a list style (17.9.21)."""
    visited: set[str] = set()
    while identifier in abstract and identifier not in visited:
        visited.add(identifier)
        link = value_of(abstract[identifier], "numStyleLink")
        if not link:
            break
        identifier = refers.get(style_number(link), "")
    return identifier


def _starts(number: Element) -> dict[int, int]:
    starts: dict[int, int] = {}
    for override in number.iterchildren(f"{W}lvlOverride"):
        start = override.find(f"{W}startOverride")
        level = as_number(override, "ilvl", _LEVELS)
        if start is not None and level < _LEVELS:
            starts[level] = as_number(start, default=1)
    return starts


def _levels(parent: Element) -> dict[int, _Level]:
    levels = ((as_number(level, "ilvl", _LEVELS), level) for level in parent.iterchildren(f"{W}lvl"))
    return {number: _level(element) for number, element in levels if number < _LEVELS}


def _level(element: Element) -> _Level:
    restart = element.find(f"{W}lvlRestart")
    text = value_of(element, "lvlText")[:200]
    fonts = element.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii", "")
    form = _form(element)
    return _Level(
        as_number(element.find(f"{W}start"), default=0),
        form,
        signs(text, font) if form == "bullet" and is_of_signs(font) else text,
        None if restart is None else as_number(restart),
        value_of(element, "pStyle"),
        is_on(element, "isLgl"),
    )


def _form(element: Element) -> str:
    """Returns the number format; newer versions of Word state one by example, within a choice (001, 002, 003, …)."""
    form = element.find(f"{W}numFmt")
    if form is None:
        form = next(element.iter(f"{W}numFmt"), None)
    if form is None:
        return "decimal"
    example = form.get(f"{W}format", "").split(",")[0].strip()
    zeros = re.fullmatch("0{1,9}1", example)
    return f"{len(example)} digits" if zeros else str(form.get(f"{W}val", "decimal"))
