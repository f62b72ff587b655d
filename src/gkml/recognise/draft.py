"""Reads a foreign document into draft catalogs as plain data, with their table forms and the fate of every cell."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from gkml.catalog.profile import Column, OptionList, Profile
from gkml.diagnostics import Route
from gkml.document import Document, LeftOut, Properties
from gkml.recognise.account import Account, Ledger
from gkml.recognise.agency import of_file
from gkml.recognise.directory import Directory, directories, notes_below, uncaptioned
from gkml.recognise.form import DERIVED, banded, completed, deepened, derived, fitting, placed
from gkml.recognise.form_lines import lines_of
from gkml.recognise.grid import Grid, Prose, Spot, parts
from gkml.recognise.head import without_blank_levels
from gkml.recognise.names import Reading
from gkml.recognise.pending import pending
from gkml.recognise.prose import Around, around
from gkml.recognise.rows import Reader, TableForm
from gkml.recognise.ticks import CheckList, check_list
from gkml.recognise.tree import tree
from gkml.recognise.values import printed_so

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


COLUMN_LACKING = "表式的这一列，文件里没有"
"""The message about a column of the form that the table lacks."""
AGENCY_OF_TITLE = "编制机关取自标题"
AGENCY_OF_FILE = "编制机关取自文件名"
"""The message about an agency that only the title names."""
TITLE_OF_FILE = "文件里没有标题，用了文件名"
"""The message about a title that is the name of the file."""


class Draft(NamedTuple):
    """A catalog as plain data for `dump`; its form, and whether the form is derived; and the place of each value."""

    data: dict[str, Any]
    form: Profile
    is_derived: bool
    spots: Mapping[Route, Spot]
    titled: bool = True
    """Whether the document states a title; otherwise the title is the name of the file."""
    kind: str = "catalog"


class Recognised(NamedTuple):
    """All directories of a document in order, the account of its cells, and the content outside tables."""

    drafts: tuple[Draft, ...]
    account: Account
    left_out: tuple[LeftOut, ...]


class _Source(NamedTuple):
    """The input of a draft: the document, the name of its file without suffix, the known forms and the required form."""

    document: Document
    name: str
    forms: Mapping[str, Profile]
    wanted: Profile | None
    reading: Reading


def recognise(
    document: Document,
    forms: Mapping[str, Profile],
    name: str = "",
    wanted: Profile | None = None,
    *,
    returned: bool = False,
) -> Recognised:
    """Returns the directories of a document; `name` is that of its file without suffix, `wanted` the required form.

    `returned` says that an office has edited a file that gkml built. Raises `GkmlError` if `wanted` does not fit.
    """
    ours = bool(document.properties.id)
    source = _Source(document, name, forms, wanted, Reading(ours, returned or not ours, wanted is None))
    pieces = list(parts(document))
    ledger = Ledger(piece for piece in pieces if isinstance(piece, Grid))
    drafts: list[Draft] = []
    left_out: list[LeftOut] = [*document.left_out, *pending(document, pieces)]
    for directory in directories(pieces, ledger):
        draft, outside = _draft(directory, source, ledger)
        left_out += outside
        if draft:
            drafts.append(draft)
    return Recognised(tuple(map(_numbered, drafts, count(1))), ledger.closed(), tuple(left_out))


def _numbered(draft: Draft, number: int) -> Draft:
    """Gives different ids to the directories of one document."""
    return draft if number == 1 else draft._replace(data={**draft.data, "id": f"{draft.data['id'][:60]}-{number}"})


def _draft(directory: Directory, source: _Source, ledger: Ledger) -> tuple[Draft | None, list[LeftOut]]:
    below = notes_below(directory, ledger)
    directory.head = without_blank_levels(
        directory.head, [line for _, line in directory.rows], verbatim=source.reading.verbatim
    )
    form, is_derived = _form(directory, source)
    columns = placed(form, directory.head)
    reader = Reader(TableForm(directory, form, columns), ledger, source.reading, banded=source.wanted is None)
    entries = list(reader.entries())
    if not entries:
        prose = [*directory.before, *directory.captions.values(), *map(Prose, below), *directory.after]
        return None, [LeftOut("", "表外的文字", each.text) for each in prose if each.text.strip()]
    items, spots = tree(entries)
    deeper = reader.bands.depth
    if not deeper:
        uncaptioned(directory)
    surroundings = around(
        directory.before,
        [*map(Prose, below), *directory.after],
        form,
        source.document.title,
        _printed(source.document.properties) if source.reading.verbatim else None,
    )
    for _ in range(deeper):
        form, is_derived = banded(form), True
    if reader.levels.is_deeper:
        form, is_derived = deepened(form), True
    if is_derived:
        form = completed(form, [*range(1, deeper + 1), *(level + deeper for level in reader.merged_levels)])
    data = _data(surroundings, form, source, items)
    return Draft(data, form, is_derived, spots, bool(surroundings.title)), _outside(
        surroundings, data, form, columns, source.name
    )


def _printed(properties: Properties) -> dict[str, str]:
    """Returns the values that lines of the form print, as the properties of a file state them."""
    return {"agency": properties.agency, "edition": properties.edition, "issued": properties.issued}


def _outside(
    prose: Around, data: Mapping[str, Any], form: Profile, columns: Sequence[Column | None], name: str
) -> list[LeftOut]:
    """Returns the messages about a directory that belong to no cell."""
    outside = [LeftOut("", "表外的文字", text) for text in prose.outside]
    if not prose.title:
        outside.append(LeftOut("", TITLE_OF_FILE, data["title"]))
    if data.get("agency") and data["agency"] == of_file(name) and not prose.agency:
        outside.append(LeftOut("", AGENCY_OF_FILE, data["agency"]))
    if prose.agency_is_guess and data.get("agency") == prose.agency:
        outside.append(LeftOut("", AGENCY_OF_TITLE, prose.agency))
    shown = {column.heading for column in columns if column}
    lacking = [column.heading for column in form.leaves if column.heading not in shown and column.shows != "level"]
    return outside + [LeftOut("", COLUMN_LACKING, heading) for heading in lacking]


# --- the form ---


def _form(directory: Directory, source: _Source) -> tuple[Profile, bool]:
    """Returns the form that the heading, the check-lists and the numbers fit, and whether it had to be derived."""
    if source.wanted:
        return source.wanted, False
    marked = list(_check_lists(directory))
    if not any(option.on is False for each in marked for option in each.options):
        marked = []  # only what is chosen is named, each with a tick: nobody says what else there is
    numbering = _numbering(directory)
    forms = [form for form in fitting(directory.head, source.forms) if _prints(marked, form)]
    prose = [each.text for each in (*directory.before, *directory.after)]
    forms.sort(key=lambda form: (form.numbering != numbering, -lines_of(form.lines, prose), -_options(form)))
    if forms:
        return forms[0], False
    about = {
        "title": "导入时按原件的表头归纳的表式",
        "source": source.document.title or source.name or "导入的文件",
        "numbering": numbering,
        "paper": min(section.page.paper for section in source.document.sections),
        "option_lists": {f"选项{number}": each for number, each in enumerate(_lists(marked), 1)},
    }
    return derived(directory.head, _shares(directory), about), True


_USUAL_SHARES = {"number": 4.0, "content": 20.0, "basis": 18.0, "time_limit": 10.0, "channels": 12.0, "sections": 12.0}


def _shares(directory: Directory) -> list[float]:
    """Returns the widths of the columns; computes them from the content if the file states none or all are equal."""
    shares = [column.share for column in directory.first.table.columns]
    if max(shares) - min(shares) > 0.001:
        return shares
    columns = directory.head.columns
    return [3.0 if shown and shown.tick else _USUAL_SHARES.get(shown.shows if shown else "", 8.0) for shown in columns]


def _check_lists(directory: Directory) -> Iterable[CheckList]:
    """Yields every check-list of the column of channels."""
    column = next((n for n, shown in enumerate(directory.head.columns) if shown and shown.shows == "channels"), None)
    for _, line in directory.rows if column is not None else ():
        place = line.places[column or 0]
        if not (place.above or place.left) and (marked := check_list(place.text)) is not None:
            yield marked


def _prints(marked: Iterable[CheckList], form: Profile) -> bool:
    """Returns whether a form has every check-list of the cells, and, if it is derived, no other."""
    lists, marked = form.option_lists.values(), list(marked)
    if lists and not marked and form.name.startswith(DERIVED):
        return False
    return all(any(printed_so(each, shown) for shown in lists) for each in dict.fromkeys(marked))


def _options(form: Profile) -> int:
    """Returns the number of options of a form; of two forms with one heading, that with more options is the general one."""
    return max((len(each.options) for each in form.option_lists.values()), default=0)


def _lists(marked: Iterable[CheckList]) -> list[OptionList]:
    """Returns the different check-lists of a table, in the order of their first cells."""
    separators_of: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for each in dict.fromkeys(marked):
        separators = separators_of.setdefault((each.names, each.other), [])
        if each.other_on and each.separator and each.separator not in separators:
            separators.append(each.separator)
    return [
        OptionList(options=names, other=other, separator=separator)
        for (names, other), separators in separators_of.items()
        if names
        for separator in separators or ["："]
    ]


def _numbering(directory: Directory) -> str:
    """Returns what the numbers count: rows, rows within their first level, or first levels."""
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


def _data(prose: Around, form: Profile, source: _Source, items: list[dict[str, Any]]) -> dict[str, Any]:
    properties = source.document.properties
    given = properties.id if is_slug(properties.id) else ""
    data: dict[str, Any] = {
        "format": "1",
        "id": given or _slug(source.name) or _derived_id(prose.title),
        "title": prose.title or source.name or "（无标题）",
        "subtitle": prose.subtitle,
        "agency": properties.agency or prose.agency or ("" if source.reading.verbatim else of_file(source.name)),
        "profile": form.name,
        "edition": properties.edition or prose.edition,
        "issued": properties.issued,
        **prose.values,
        "preface": prose.preface,
        "defaults": prose.defaults,
        "items": items,
        "notes": prose.notes,
    }
    return {key: value for key, value in data.items() if value}


def _slug(name: str) -> str:
    slug = re.sub(r"[\s_.]+", "-", name.lower())
    return slug if is_slug(slug) else ""


def is_slug(text: str) -> bool:
    """Returns whether a text is valid as a catalog's id and file name."""
    return bool(_SLUG.fullmatch(text)) and len(text) <= 64


def _derived_id(title: str) -> str:
    return f"mulu-{hashlib.blake2b(title.encode(), digest_size=4).hexdigest()}"
