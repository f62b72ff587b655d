"""A foreign document in, its draft catalogs as plain data out, with their table forms and what became of every cell."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from gkml.catalog.profile import OptionList, Profile
from gkml.diagnostics import Route
from gkml.document import Document, LeftOut
from gkml.recognise.account import Account, Ledger
from gkml.recognise.directory import Directory, directories, notes_below, uncaptioned
from gkml.recognise.form import DERIVED, banded, completed, derived, fitting
from gkml.recognise.grid import Grid, Prose, Spot, parts
from gkml.recognise.prose import Around, around
from gkml.recognise.rows import Reader
from gkml.recognise.ticks import CheckList, check_list
from gkml.recognise.tree import tree
from gkml.recognise.values import printed_so

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


TITLE_OF_FILE = "文件里没有标题，用了文件名"
"""What is told where a catalog's title is the file's name."""


class Draft(NamedTuple):
    """A catalog as plain data, ready for `dump`; its form, and whether that was derived; and where each value stood."""

    data: dict[str, Any]
    form: Profile
    is_derived: bool
    spots: Mapping[Route, Spot]
    titled: bool = True
    """Whether the document states a title; else it is that of the file."""


class Recognised(NamedTuple):
    """All directories of a document, in order; the account of its cells; and what no table holds."""

    drafts: tuple[Draft, ...]
    account: Account
    left_out: tuple[LeftOut, ...]


def recognise(
    document: Document, forms: Mapping[str, Profile], name: str = "", wanted: Profile | None = None
) -> Recognised:
    """The directories of a document. `name` is that of its file, without ending; `wanted` the form that it must have."""
    pieces = list(parts(document))
    ledger = Ledger(piece for piece in pieces if isinstance(piece, Grid))
    drafts: list[Draft] = []
    left: list[LeftOut] = list(document.left_out)
    for directory in directories(pieces, ledger):
        draft, outside = _draft(directory, document, forms, ledger, name, wanted)
        left += outside
        if draft:
            drafts.append(draft)
    return Recognised(tuple(drafts), ledger.closed(), tuple(left))


def _draft(
    directory: Directory,
    document: Document,
    forms: Mapping[str, Profile],
    ledger: Ledger,
    name: str,
    wanted: Profile | None,
) -> tuple[Draft | None, list[LeftOut]]:
    ours = bool(document.properties.id)
    below = notes_below(directory, ledger)
    form, is_derived = _form(directory, document, forms, name, wanted)
    reader = Reader(directory, form, ledger, verbatim=ours, banded=wanted is None)
    entries = list(reader.entries())
    if not entries:
        prose = [*directory.before, *directory.captions.values(), *map(Prose, below), *directory.after]
        return None, [LeftOut("", "表外的文字", each.text) for each in prose if each.text.strip()]
    items, spots = tree(entries)
    deeper = reader.bands.depth
    if not deeper:
        uncaptioned(directory)
    told = around(directory.before, [*map(Prose, below), *directory.after], form, document.title, verbatim=ours)
    for _ in range(deeper):
        form, is_derived = banded(form), True
    if is_derived:
        form = completed(form, [*range(1, deeper + 1), *(level + deeper for level in _merged(reader))])
    data = _data(told, form, document, name, items)
    outside = [LeftOut("", "表外的文字", text) for text in told.outside]
    if not told.title:
        outside.append(LeftOut("", TITLE_OF_FILE, data["title"]))
    return Draft(data, form, is_derived, spots, bool(told.title)), outside


def _merged(reader: Reader) -> list[int]:
    """The levels of which some cell is merged over several rows."""
    columns = reader.columns
    return [column.level for n in reader.merges if (column := columns[n])]


# --- the form ---


def _form(
    directory: Directory, document: Document, forms: Mapping[str, Profile], name: str, wanted: Profile | None
) -> tuple[Profile, bool]:
    """The form that the heading, the check-lists and the numbers fit, and whether it had to be derived."""
    if wanted:
        return wanted, False
    marked = list(_check_lists(directory))
    if not any(option.on is False for each in marked for option in each.options):
        marked = []  # only what is chosen is named, each with a tick: nobody says what else there is
    numbering = _numbering(directory)
    found = [form for form in fitting(directory.head, forms) if _prints(marked, form)]
    found.sort(key=lambda form: (form.numbering != numbering, -_options(form)))
    if found:
        return found[0], False
    shares = [column.share for column in directory.first.table.columns]
    about = {
        "title": "导入时按原件的表头归纳的表式",
        "source": document.title or name or "导入的文件",
        "numbering": numbering,
        "paper": document.properties.paper,
        "option_lists": {f"选项{number}": each for number, each in enumerate(_lists(marked), 1)},
    }
    form = derived(directory.head, shares, about)
    return form, True


def _check_lists(directory: Directory) -> Iterable[CheckList]:
    """Every check-list of the column of channels."""
    column = next((n for n, shown in enumerate(directory.head.columns) if shown and shown.shows == "channels"), None)
    for _, line in directory.rows if column is not None else ():
        place = line.places[column or 0]
        if not (place.above or place.left) and (marked := check_list(place.text)) is not None:
            yield marked


def _prints(marked: Iterable[CheckList], form: Profile) -> bool:
    """Whether a form has every check-list that the cells show; one made of another file has none that they do not show."""
    lists, marked = form.option_lists.values(), list(marked)
    if lists and not marked and form.name.startswith(DERIVED):
        return False
    return all(any(printed_so(each, known) for known in lists) for each in dict.fromkeys(marked))


def _options(form: Profile) -> int:
    """How many options a form prints: of two with one heading, the fuller list is the general one."""
    return max((len(each.options) for each in form.option_lists.values()), default=0)


def _lists(marked: Iterable[CheckList]) -> list[OptionList]:
    """The different check-lists of a table, in the order in which they are first seen."""
    found: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for each in dict.fromkeys(marked):
        separators = found.setdefault((each.names, each.other), [])
        if each.other_on and each.separator and each.separator not in separators:
            separators.append(each.separator)
    return [
        OptionList(options=names, other=other, separator=separator)
        for (names, other), separators in found.items()
        if names
        for separator in separators or ["："]
    ]


def _numbering(directory: Directory) -> str:
    """Whom the numbers are given to: each row, each row within its first level, or each first level."""
    shown = directory.head.columns
    number = next((n for n, each in enumerate(shown) if each and each.shows == "number"), None)
    if number is None:
        return "leaf"
    levels = [n for n, each in enumerate(shown) if each and each.shows == "level"]
    named = [line for _, line in directory.rows if any(line.places[n].text.strip() for n in levels)]
    cells = [line.places[number] for line in named]
    own = [place.text.strip() for place in cells if place.text.strip() and not place.above]
    if len(own) * 10 < len(cells) * 9:
        return "top"
    return "leaf-in-top" if own.count("1") > 1 else "leaf"


# --- the catalog ---


def _data(told: Around, form: Profile, document: Document, name: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    said = document.properties
    data: dict[str, Any] = {
        "format": "1",
        "id": (said.id if is_slug(said.id) else "") or _slug(name) or _derived_id(told.title),
        "title": told.title or name or "（无标题）",
        "agency": said.agency,
        "profile": form.name,
        "edition": said.edition or told.edition,
        "issued": said.issued,
        "preface": told.preface,
        "defaults": told.defaults,
        "items": items,
        "notes": told.notes,
    }
    return {key: value for key, value in data.items() if value}


def _slug(name: str) -> str:
    slug = re.sub(r"[\s_.]+", "-", name.lower())
    return slug if is_slug(slug) else ""


def is_slug(text: str) -> bool:
    """Whether a text may be a catalog's id, and so the name of its file."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= 64


def _derived_id(title: str) -> str:
    return f"mulu-{hashlib.blake2b(title.encode(), digest_size=4).hexdigest()}"
