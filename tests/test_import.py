"""What was built is imported again whole; what stands in a foreign table is understood; every cell is accounted for."""

from pathlib import Path
from typing import Any

import pytest

from gkml.compile import compile as made
from gkml.document import Document
from gkml.dump import dump
from gkml.load import load
from gkml.model import LEAF_FIELDS, Catalog, Entry
from gkml.recognise.draft import Draft, Recognised, recognise
from gkml.source import read
from tests.conftest import CATALOGS, entry_of, name_of
from tests.documents import HOME, READERS

# --- the way out and in again ---


def imported(document: Document, name: str = "x") -> Recognised:
    return recognise(document, HOME.profiles, name)


def catalog_of(draft: Draft) -> Catalog:
    loaded = load(read(dump(draft.data).encode(), "draft"), {**HOME.profiles, draft.form.name: draft.form})
    assert loaded.entry, loaded.diagnostics
    return loaded.entry.catalog


def fields(entry: Entry, catalog: Catalog) -> list[tuple[Any, ...]]:
    """For each row its id, its names, and every field that the form prints."""
    shown = [field for field in LEAF_FIELDS if field in entry.profile.shown or field == "extra"]
    first = next(iter(entry.profile.option_lists), "")
    return [
        (
            leaf.id,
            [item.name for item in leaf.path],
            {field: getattr(leaf.item, field) for field in shown},
            leaf.item.options or first,
        )
        for leaf in catalog.leaves
    ]


@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("file", CATALOGS, ids=name_of)
def test_what_was_built_is_imported_again(file: Path, form: str) -> None:
    entry = entry_of(file)
    found = imported(READERS[form](made(entry, [form], HOME, "hash")[form]))
    (draft,) = found.drafts
    again = catalog_of(draft)
    assert fields(entry, again) == fields(entry, entry.catalog)
    assert (again.title, again.notes, again.profile) == (entry.catalog.title, entry.catalog.notes, entry.profile.name)
    assert found.account.clean
    assert not found.left_out
