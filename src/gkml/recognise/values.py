"""Reads the text of a cell into the value of its field: a text, a list, a tick or a check-list, by its column."""

import re
from typing import NamedTuple

from gkml.catalog.profile import LISTS, Column, OptionList, Profile
from gkml.recognise.headings import meaning
from gkml.recognise.ticks import CheckList, check_list, ticked
from gkml.recognise.wording import guess_of, listed, parted, rejoined

_LONGEST_TICK = 12
_WITHOUT_CHECK_LISTS = {"basis", "sections"}
"""Columns in which a mark before a text is a bullet, not a tick."""
_TICKS = re.compile(r"^[\s■▲▄☑√✓✔☒✅●]+")


class CellValue(NamedTuple):
    """The value of a cell: a text, or the entries of a list with the name of their check-list.

    `problem` is the reason why the cell is not understood, `guess` the description of a guess.
    """

    text: str = ""
    entries: tuple[str, ...] = ()
    options: str = ""
    problem: str = ""
    guess: str = ""


def value_of(text: str, column: Column | None, form: Profile, *, verbatim: bool) -> CellValue:
    """Returns the value of a cell; `verbatim` keeps spaces and line breaks of files that gkml wrote; no `column`: an extra one."""
    if column is None or column.shows not in LISTS:
        return CellValue(text if verbatim else rejoined(text, column.shows if column else ""))
    if column.tick:
        return _tick(text, column, verbatim=verbatim)
    marked = check_list(text) if column.shows not in _WITHOUT_CHECK_LISTS else None
    if marked and column.shows == "channels":
        return _options(marked, form)
    if marked:
        return CellValue(entries=tuple(option.name for option in marked.options if option.on))
    if verbatim:
        return CellValue(entries=parted(text, column.join))
    entries = listed(text, column.shows, column.join, options=column.options)
    return CellValue(entries=entries, guess=guess_of(text, column.shows))


def _tick(text: str, column: Column, *, verbatim: bool) -> CellValue:
    on = ticked(text)
    bare = "".join(text.split())
    if on is not None:
        return CellValue(entries=(column.tick,) if on else ())
    if bare in {column.tick, "".join(column.heading.split())} or _is_other_word(bare, column):
        return CellValue(entries=(column.tick,))
    if not column.rest:
        return CellValue(problem=f"“{column.heading}”一列应是打勾或空白")
    if verbatim:
        return CellValue(entries=parted(text, column.join))
    named = listed(_TICKS.sub("", rejoined(text)), column.shows, column.join)
    return CellValue(entries=named)


def _is_other_word(text: str, column: Column) -> bool:
    """Returns whether a cell repeats the heading of its column in other words, such as 主动公开 below 主动."""
    other = meaning((text,)) if len(text) < _LONGEST_TICK else None
    return other is not None and (other.shows, other.tick) == (column.shows, column.tick)


def _options(marked: CheckList, form: Profile) -> CellValue:
    """Returns the ticked channels; 其他 is replaced by the text behind it."""
    names = [option.name for option in marked.options if option.on]
    options = list_of(marked, form)
    others = listed(marked.text, "channels", "、") if marked.text else ()
    if marked.other_on:
        names += others or (marked.other,)
    first = next(iter(form.option_lists), "")
    problem = "“其他”没有打勾，后面却写了文字" if others and not marked.other_on else ""
    return CellValue(entries=tuple(names), options=options if options != first else "", problem=problem)


def list_of(marked: CheckList, form: Profile) -> str:
    """Returns the name of the form's list with these options; "" if it has none."""
    return next((name for name, each in form.option_lists.items() if printed_so(marked, each)), "")


def printed_so(marked: CheckList, form: OptionList) -> bool:
    """Returns whether a check-list has the options of a form in their order and, if it is known, its separator."""
    if marked.names != form.options or marked.other != form.other:
        return False
    return not (marked.other_on and marked.separator) or marked.separator == form.separator.strip()
