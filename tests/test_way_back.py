"""What the program printed is read back with its fields and its tree, wherever pages end (promise 2 of DESIGN)."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gkml.catalog.model import Catalog, Item
from gkml.catalog.profile import Profile
from gkml.document import PageSetup
from gkml.layout.catalog import layout
from gkml.layout.pages import paginate
from gkml.project.compile import write
from gkml.recognise.draft import recognise
from tests.documents import HOME, READERS

quick = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
PAGES = [PageSetup("A4"), PageSetup("A3"), PageSetup("A4", landscape=False), PageSetup("A3", landscape=False)]
FORMS = sorted(HOME.profiles)

names = st.sampled_from(["甲", "乙", "丙（续）", "1.职责", "政策文件"])
"""Few, so that neighbours often have one name."""
long_texts = st.sampled_from(["", "内容", "公开内容的要素，" * 12, "一\n二\n三"])


@st.composite
def items(draw: st.DrawFn, depth: int) -> Item:
    """An item; a group has up to nine items below it, so that some groups are longer than a page."""
    name = draw(names)
    if depth == 1 or draw(st.integers(0, 5)) == 0:
        return Item(name=name, content=draw(long_texts))
    below = draw(st.lists(items(depth - 1), min_size=1, max_size=9))
    return Item(name=name, items=tuple(below))


@st.composite
def catalogs(draw: st.DrawFn) -> tuple[Catalog, Profile]:
    form = HOME.profiles[draw(st.sampled_from(FORMS))]
    listed = draw(st.lists(items(len(form.levels)), min_size=1, max_size=6))
    lines = tuple(
        draw(st.lists(st.sampled_from(["（2025年版）", "编制单位：某局", "单位：份"]), max_size=2, unique=True))
    )
    return Catalog(id="x", title="某局目录", subtitle=lines, profile=form.name, items=tuple(listed)), form


def tree(entries: Any) -> list[Any]:
    """The names, content and order of items, whether models or plain data."""
    if isinstance(entries, tuple):
        return [(item.name, tree(item.items) if item.items else item.content) for item in entries]
    return [(each["name"], tree(each["items"]) if "items" in each else each.get("content", "")) for each in entries]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
@quick
@given(made=catalogs(), page=st.sampled_from(PAGES), size=st.sampled_from([7, 9, 14]))
def test_the_tree_comes_back_whatever_the_page(
    kind: str, made: tuple[Catalog, Profile], page: PageSetup, size: int
) -> None:
    catalog, form = made
    document = layout(catalog, form, "hash")
    (section,) = document.sections
    properties = replace(document.properties, font_size=size)
    document = replace(document, sections=(section._replace(page=page),), properties=properties)
    data = write(document, paginate(document), kind, HOME)
    found = recognise(READERS[kind](data), HOME.profiles, "x")
    (draft,) = found.drafts
    assert [column.heading for column in draft.form.leaves] == [column.heading for column in form.leaves]
    assert tree(draft.data["items"]) == tree(catalog.items)
    assert draft.data.get("subtitle", []) == list(catalog.subtitle)
    assert found.account.clean


def test_a_long_group_is_divided_and_neighbours_of_one_name_are_not_joined() -> None:
    form = HOME.profiles["basic-8"]
    long = Item(name="甲", items=tuple(Item(name=f"事项{n}", content="要素，" * 30) for n in range(40)))
    catalog = Catalog(id="x", title="某局目录", profile=form.name, items=(long, long))
    paper = paginate(layout(catalog, form, "hash"))
    (table,) = paper.tables()
    assert sum(cell.text == "甲" for row in table.body for cell in row.cells) > 4
    (draft,) = recognise(paper, HOME.profiles).drafts
    assert [len(item["items"]) for item in draft.data["items"]] == [40, 40]
