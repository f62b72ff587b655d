"""Drafts the next edition of a directory: the same items without values that belong to one year only."""

import re
from collections.abc import Mapping
from typing import Any

from gkml.catalog.model import Entry
from gkml.schema.documents import NextEdition

_OF_ONE_EDITION = frozenset({"issued", "source", "revision", "renamed", "abolished", "draft", "previous", "edition"})
_OF_ONE_ITEM = frozenset({"revision"})
_YEAR = re.compile(r"(?:19|20)\d\d")


def next_edition(entry: Entry, data: Mapping[str, Any], file: str) -> NextEdition:
    """Returns the draft; `data` is the plain data of the file, `file` its name as the new file writes it.

    The year after that of the edition, else of the date of issue; "" if neither names one. Raises nothing.
    """
    catalog = entry.catalog
    year = _YEAR.search(catalog.edition)
    edition = _next(catalog.edition, int(year[0])) if year else str(catalog.issued.year + 1) if catalog.issued else ""
    draft = {key: value for key, value in data.items() if key not in _OF_ONE_EDITION}
    draft["title"] = _next(catalog.title, int(year[0])) if year else catalog.title
    draft |= {"edition": edition, "draft": "true", "previous": file, "items": _items(data["items"])}
    to_fill = (
        "issued：印发后写上日期，并删去 draft",
        "事项有增减、改名的：取消的写进 abolished，改了名的机构写进 renamed，改动的理由写在事项的 revision",
    )
    return NextEdition(edition, {key: value for key, value in draft.items() if value}, to_fill)


def _next(text: str, year: int) -> str:
    return text.replace(str(year), str(year + 1))


def _items(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Returns the items without their remarks on this edition's changes."""
    kept = ({key: value for key, value in item.items() if key not in _OF_ONE_ITEM} for item in items)
    return [{**item, "items": _items(item["items"])} if "items" in item else item for item in kept]
