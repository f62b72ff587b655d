"""A table that an office has edited comes back into its catalog: exactly what was changed, and every other byte as it was."""

import random
import re
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkml.catalog.load import load
from gkml.catalog.model import Catalog, Disclosure, Entry
from gkml.document import Cell, Document, Run, Section, Table
from gkml.merge.outcome import Merged, Options
from gkml.merge.update import update
from gkml.project.compile import compile as made
from gkml.recognise.draft import recognise
from gkml.yamltext.dump import dump
from gkml.yamltext.source import Source, read
from tests.conftest import CATALOGS, name_of
from tests.documents import HOME, READERS

# --- helpers ---


def loaded(text: str) -> tuple[Source, Entry]:
    source = read(text.encode(), "目录.yaml")
    found = load(source, HOME.profiles)
    assert found.entry, found.diagnostics
    return source, found.entry


def merged(mine: str, base: str, theirs: str, form: str = "xlsx", **options: Any) -> Merged:
    """What comes of a file that was built of `base` and edited until it says what `theirs` does, in the catalog `mine`."""
    source, entry = loaded(mine)
    _, sent = loaded(base)
    _, edited = loaded(theirs)
    document = READERS[form](made(edited, [form], HOME, "hash")[form])
    found = recognise(document, HOME.profiles, wanted=sent.profile)
    return update(source, entry, sent, found, HOME.profiles, Options(**options))


def shape(items: Any) -> list[Any]:
    """The names of a tree."""
    return [[item.name, shape(item.items)] if item.items else item.name for item in items]


def result(catalog: Catalog) -> Any:
    """All that a table prints of a catalog."""
    return (
        catalog.title,
        catalog.notes,
        shape(catalog.items),
        [{field: getattr(leaf.item, field) for field in Disclosure.model_fields} for leaf in catalog.leaves],
    )


# --- any catalog, any edits ---

WORDS = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=4)
FIELDS = ("content", "time_limit", "office")


@st.composite
def catalogs(draw: st.DrawFn) -> dict[str, Any]:
    """Plain data of the form basic-8: groups with rows, some values inherited."""
    number = iter(range(1000))
    groups = []
    for _ in range(draw(st.integers(1, 4))):
        n = next(number)
        rows = [item(draw, next(number)) for _ in range(draw(st.integers(1, 4)))]
        group: dict[str, Any] = {"id": f"g{n}", "name": f"组{n}", "items": rows}
        if draw(st.booleans()):
            group["defaults"] = {"time_limit": draw(WORDS)}
        groups.append(group)
    data: dict[str, Any] = {"format": "1", "id": "x", "title": "某局目录", "profile": "basic-8", "items": groups}
    if draw(st.booleans()):
        data["defaults"] = {"office": draw(WORDS), "channels": ["甲网"]}
    return data | ({"notes": [draw(WORDS)]} if draw(st.booleans()) else {})


def item(draw: Any, number: int, prefix: str = "i") -> dict[str, Any]:
    values = {field: draw(WORDS) for field in FIELDS if draw(st.booleans())}
    lists = {"channels": draw(st.lists(WORDS, max_size=3, unique=True))} if draw(st.booleans()) else {}
    return {"id": f"{prefix}{number}", "name": f"项{prefix}{number}", **values, **lists}


VALUES = ["field", "empty", "list", "name", "group", "title", "notes"]
ROWS = ["move", "up", "groups", "remove", "add", "add group"]


def _row(data: dict[str, Any], rng: random.Random) -> tuple[list[Any], dict[str, Any]]:
    """A row, and the list that it stands in."""
    rows = rng.choice(data["items"])["items"]
    return rows, rng.choice(rows)


def _put(entries: list[Any], entry: Any, rng: random.Random) -> None:
    entries.insert(rng.randint(0, len(entries)), entry)


def edit_value(data: dict[str, Any], kind: str, rng: random.Random, number: int) -> None:
    """A cell that says something else, in place."""
    _, row = _row(data, rng)
    match kind:
        case "field":
            row[rng.choice(FIELDS)] = f"改{number}"
        case "empty":
            row[rng.choice(FIELDS)] = ""
        case "list":
            row["channels"] = [f"改{number}", "戊己", "庚"][: rng.randint(0, 3)]
        case "name":
            row["name"] = f"新名{number}"
        case "group":
            rng.choice(data["items"])["name"] = f"新组{number}"
        case "title":
            data["title"] = f"改过的目录{number}"
        case "notes":
            data["notes"] = [f"注：{number}"]


def edit_rows(data: dict[str, Any], kind: str, rng: random.Random, number: int) -> None:
    """Rows that come, go or stand elsewhere, in place."""
    groups = data["items"]
    rows, row = _row(data, rng)
    new = {"id": f"n{number}", "name": f"新项{number}", "content": "新内容"}
    match kind:
        case "move" | "remove" if len(rows) > 1:
            rows.remove(row)
            if kind == "move":
                _put(rng.choice(groups)["items"], row, rng)
        case "up":
            rows.remove(row)
            _put(rows, row, rng)
        case "groups":
            groups.append(groups.pop(rng.randrange(len(groups))))
        case "add":
            _put(rows, new, rng)
        case "add group":
            _put(groups, {"id": f"k{number}", "name": f"新组{number}", "items": [new]}, rng)


def commented(text: str) -> str:
    """A comment above each item and at the end of each line of content."""
    text = re.sub(r"(?m)^( *)- id: (\w+)$", r"\1# 说明 \2\n\1- id: \2", text)
    return re.sub(r"(?m)^( *content: .*)$", r"\1  # 核对过", text)


def wide(text: str) -> str:
    """The same data, indented by four."""
    return re.sub(r"(?m)^( *)(- )?", lambda m: m[1] * 2 + ("-   " if m[2] else ""), text)


def effective(data: dict[str, Any]) -> dict[str, Any]:
    """The same catalog where rows carry all that they print: a row that moves takes its values with it."""
    _, entry = loaded(dump(data))
    changed = deepcopy(data)
    rows = [row for group in changed["items"] for row in group["items"]]
    for row, leaf in zip(rows, entry.catalog.leaves, strict=True):
        row.update({field: getattr(leaf.item, field) for field in FIELDS}, channels=list(leaf.item.channels))
    return changed


@settings(max_examples=60, deadline=None)
@given(catalogs(), st.sampled_from(["xlsx", "docx"]))
def test_a_table_that_nobody_touched_changes_nothing(data: dict[str, Any], form: str) -> None:
    text = dump(data)
    found = merged(text, text, text, form)
    assert found == Merged(None)


@settings(max_examples=150, deadline=None)
@given(
    catalogs(),
    st.lists(st.sampled_from(VALUES + ROWS), min_size=1, max_size=4),
    st.integers(0, 10**6),
    st.sampled_from(["xlsx", "docx"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_the_edited_table_makes_the_edited_catalog(
    data: dict[str, Any], kinds: list[str], seed: int, form: str, ending: str, is_wide: bool
) -> None:
    rng = random.Random(seed)
    edited = effective(data)
    for number, kind in enumerate(kinds):
        (edit_value if kind in VALUES else edit_rows)(edited, kind, rng, number)
    text = commented(dump(data))
    text = (wide(text) if is_wide else text).replace("\n", ending)
    found = merged(text, text, dump(edited), form, remove=True, reason="机构改革")
    assert not found.is_stopped
    if found.text is None:
        assert result(loaded(dump(edited))[1].catalog) == result(loaded(text)[1].catalog)
        return
    after, entry = loaded(found.text)
    assert result(entry.catalog) == result(loaded(dump(edited))[1].catalog)
    assert found.text.count("\r\n") == (found.text.count("\n") if ending == "\r\n" else 0)
    kept = {row["id"] for group in after.data["items"] for row in group["items"]}
    was, now = (set(re.findall(r"# 说明 (i\w+)", each)) for each in (text, found.text))
    assert now == was & kept, "comments go and stay with their rows"
    again = merged(found.text, text, dump(edited), form, remove=True, reason="机构改革")
    assert not again.changes, "a second time nothing is new"


@settings(max_examples=80, deadline=None)
@given(catalogs(), st.integers(0, 10**6), st.sampled_from(FIELDS), st.sampled_from(FIELDS))
def test_edits_of_different_cells_survive_on_both_sides(data: dict[str, Any], seed: int, one: str, two: str) -> None:
    rng = random.Random(seed)
    mine, theirs = deepcopy(data), effective(data)
    places = [(g, r, f) for g, group in enumerate(data["items"]) for r in range(len(group["items"])) for f in FIELDS]
    (g, r, field), (h, s, other) = rng.sample(places, 2)
    mine["items"][g]["items"][r][field] = "这边改"
    theirs["items"][h]["items"][s][other] = "那边改"
    found = merged(dump(mine), dump(data), dump(theirs))
    assert not found.conflicts
    assert found.text
    after = loaded(found.text)[0].data["items"]
    assert after[g]["items"][r][field] == "这边改"
    assert after[h]["items"][s][other] == "那边改"


# --- a merged cell that lost its text with its first row ---


def without_first_row_of_second_group(document: Document, height: int) -> Document:
    """What LibreOffice makes of a table when the first row of the group is deleted: a blank cell over the rest."""
    place, table = next((n, block) for n, block in enumerate(document.blocks) if isinstance(block, Table))
    body = list(table.body)
    del body[1]
    blank = tuple(Cell(column, (Run(""),), height) for column in (0, 1))
    body[1] = body[1]._replace(cells=(*blank, *(cell for cell in body[1].cells if cell.column > 1)))
    for n in range(2, 4) if height == 1 else ():
        alone = tuple(Cell(column, (Run(""),)) for column in (0, 1))
        body[n] = body[n]._replace(cells=(*alone, *(cell for cell in body[n].cells if cell.column > 1)))
    blocks = (*document.blocks[:place], replace(table, body=tuple(body)), *document.blocks[place + 1 :])
    return replace(document, sections=(Section(blocks, document.page),))


@pytest.mark.parametrize("height", [1, 3])
def test_the_rest_of_a_group_stays_one_when_its_first_row_is_deleted(height: int) -> None:
    groups = [
        {"id": f"g{g}", "name": f"组{g}", "items": [{"id": f"i{g}{n}", "name": f"项{n}"} for n in range(size)]}
        for g, size in enumerate([1, 4])
    ]
    text = dump({"format": "1", "id": "x", "title": "某局目录", "profile": "basic-8", "items": groups})
    source, entry = loaded(text)
    document = without_first_row_of_second_group(READERS["xlsx"](made(entry, ["xlsx"], HOME, "hash")["xlsx"]), height)
    found = recognise(document, HOME.profiles, wanted=entry.profile)
    after = update(source, entry, entry, found, HOME.profiles, Options(remove=True, reason="机构改革"))
    assert [(change.point.kind, change.point.key) for change in after.changes] == [("removed", "i10")]
    assert after.text
    assert shape(loaded(after.text)[1].catalog.items) == [["组0", ["项0"]], ["组1", ["项1", "项2", "项3"]]]


# --- every form, as its catalogs are ---


def leaves_of(items: list[Any]) -> list[tuple[list[Any], dict[str, Any]]]:
    """Each row with the list that it stands in."""
    found = []
    for each in items:
        found += leaves_of(each["items"]) if "items" in each else [(items, each)]
    return found


def groups_of(items: list[Any]) -> list[dict[str, Any]]:
    return [group for each in items if "items" in each for group in (each, *groups_of(each["items"]))]


def shuffled(data: dict[str, Any], rng: random.Random) -> None:
    """Several edits of a catalog of any depth, in place."""
    for number in range(rng.randint(1, 6)):
        leaves = leaves_of(data["items"])
        siblings, row = rng.choice(leaves)
        match rng.choice(["content", "name", "group", "move", "remove", "add", "order"]):
            case "content":
                row["content"] = f"改过的内容{number}"
            case "name":
                row["name"] = f"改过的名称{number}"
            case "group" if groups := groups_of(data["items"]):
                rng.choice(groups)["name"] = f"改过的组{number}"
            case "move" | "remove" as kind if len(siblings) > 1:
                siblings.remove(row)
                others = rng.choice([each for each, other in leaves if other is not row and each])
                if kind == "move":
                    others.insert(rng.randint(0, len(others)), row)
            case "add":
                siblings.insert(rng.randint(0, len(siblings)), {"name": f"新增{number}", "content": "新内容"})
            case "order":
                rng.shuffle(siblings)


def printed(entry: Entry) -> Any:
    """What the form prints: names, order, and fields."""
    catalog = entry.catalog
    fields = [field for field in Disclosure.model_fields if field in entry.profile.shown]
    rows = [{field: getattr(leaf.item, field) for field in fields} for leaf in catalog.leaves]
    return shape(catalog.items), rows


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("file", CATALOGS, ids=name_of)
def test_edits_of_every_form_come_back(file: Path, seed: int) -> None:
    text = file.read_text("utf-8")
    data, rng = deepcopy(loaded(text)[0].data), random.Random(f"{name_of(file)} {seed}")
    shuffled(data, rng)
    found = merged(text, text, dump(data), rng.choice(["xlsx", "docx"]), remove=True, reason="机构改革")
    assert not found.is_stopped, found
    after = loaded(found.text or text)[1]
    assert printed(after) == printed(loaded(dump(data))[1])
