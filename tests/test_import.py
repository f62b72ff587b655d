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


# --- foreign tables ---

LEVELS = ("序号", "具体职责", "事项名称")
PLAIN = (*LEVELS, "公开内容", "责任科室", "公开时限", "公开渠道", "公开栏目")


def foreign(*rows: Sequence[Any], head: Sequence[str] = PLAIN, above: Sequence[str] = ("某县商务局主动公开基本目录",)) -> Document:
    """A document of one table; a cell is a text, or (text, rows, columns) where it spans; None is a place that is covered."""
    from gkml.document import Cell

    def row(cells: Sequence[Any]) -> Row:
        made = []
        for column, cell in enumerate(cells):
            if cell is not None:
                text, down, across = (cell, 1, 1) if isinstance(cell, str) else (*cell, 1)[:3]
                made.append(Cell(column, (Run(text),), down, across))
        return Row(tuple(made))

    table = formed((), (), [row(cells) for cells in (head, *rows)])
    assert table
    return Document("", (*(Paragraph((Run(line),)) for line in above), table))


def leaves(document: Document) -> list[tuple[Any, ...]]:
    """For each item its names and what of these fields it has."""
    (draft,) = imported(document).drafts
    kept = ("content", "office", "time_limit", "channels", "sections")
    return [
        ("›".join(item.name for item in leaf.path), *(getattr(leaf.item, field) for field in kept))
        for leaf in catalog_of(draft).leaves
    ]


def doubts(document: Document) -> list[str]:
    return [f"{doubt.spot} {doubt.kind} {doubt.text}" for doubt in imported(document).account.doubts]


LIMIT = "信息形成之日起20个工作日内"


def test_only_merged_cells_are_filled_down() -> None:
    merged = foreign(
        ("1", ("职责甲", 2), "事项一", ("内容", 2), "办公室", LIMIT, "网站", "甲-乙"),
        ("2", None, "事项二", None, "", LIMIT, "网站", "甲-乙"),
    )
    assert leaves(merged) == [
        ("职责甲›事项一", "内容", "办公室", LIMIT, ("网站",), ("甲-乙",)),
        ("职责甲›事项二", "内容", "", LIMIT, ("网站",), ("甲-乙",)),
    ]
    assert doubts(merged) == []
