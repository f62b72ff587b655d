"""The corrected editions: drafts that were never issued, each change of them with its reason, nothing lost without one."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gkml.catalog.model import Catalog, Entry, Item
from gkml.diff.changes import Change, Comparison
from gkml.diff.compare import compare
from gkml.diff.judging import judge
from gkml.project.files import read_file
from gkml.project.workspace import Home
from tests.conftest import ROOT, Result, entry_of

CORRECTED = sorted(ROOT.glob("catalogs/*/corrected.yaml"))
WITHOUT_A_PLACE = {"renumbered", "reordered"}
"""Follow from other changes."""


@pytest.fixture(params=CORRECTED, ids=lambda path: path.parent.name)
def draft(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def issued(draft: Path) -> Entry:
    return entry_of(draft.parent / entry_of(draft).catalog.previous)


def changes(draft: Path) -> Comparison:
    old, new = issued(draft), entry_of(draft)
    return compare(old.catalog, new.catalog, old.profile, new.profile)


def reason_beside(change: Change, catalog: Catalog) -> str:
    """What stands on the changed item itself, not on those above it."""
    if not change.new:
        return change.reason
    return next((node.item.revision for node in catalog.nodes if node.route == change.new[0].route), "")


def test_each_directory_as_issued_has_a_corrected_edition() -> None:
    assert [path.parent.name for path in CORRECTED] == ["jincheng-food-drug", "liuzhou-scjg", "liuzhou-swj"]


def test_nobody_takes_a_draft_for_a_document_that_was_issued(draft: Path) -> None:
    catalog = entry_of(draft).catalog
    assert catalog.title.endswith("（更正稿，未印发）") and "更正稿" in catalog.edition
    assert catalog.issued is None
    assert catalog.source and "更正稿，没有印发" in catalog.source.notes[0]
    assert "更正稿" in read_file(draft).text.splitlines()[1]


def test_every_change_has_its_reason_on_the_item(draft: Path) -> None:
    catalog = entry_of(draft).catalog
    found = [change for change in changes(draft).changes if change.kind not in WITHOUT_A_PLACE]
    assert found
    for change in found:
        reason = change.reason if change.kind == "catalog" else reason_beside(change, catalog)
        assert reason, (change.kind, change.verdict, change.name, change.field)


def test_an_item_with_a_reason_has_changed(draft: Path) -> None:
    old, new = ({node.item.id: stated(node.item) for node in e.catalog.nodes} for e in (issued(draft), entry_of(draft)))
    reasons = {node.item.id for node in entry_of(draft).catalog.nodes if node.item.revision}
    unchanged = {ident for ident in reasons if old.get(ident) == new[ident]}
    moved = {side.id for change in changes(draft).changes if change.kind == "moved" for side in change.new}
    assert unchanged <= moved


def stated(item: Item) -> dict[str, object]:
    """What an item says to the public."""
    return item.model_dump(exclude={"items", "revision", "ignore"})


def test_ids_stay_and_what_is_gone_is_told(draft: Path) -> None:
    old, new = issued(draft).catalog, entry_of(draft).catalog
    gone = set(old.ids.values()) - set(new.ids.values())
    assert gone == {entry.id for entry in new.abolished}
    assert all(entry.successor in {None, *new.ids.values()} for entry in new.abolished)


def test_a_draft_passes_without_the_list_of_old_findings(draft: Path, gkml: Callable[[str], Result]) -> None:
    result = gkml(f"lint {draft} --no-baseline")
    assert (result.code, result.out) == (0, "没有发现问题。\n")


def test_the_guide_has_the_two_licence_items_that_its_own_text_demands() -> None:
    catalog = entry_of(CORRECTED[0]).catalog
    added = [
        leaf.item for leaf in catalog.leaves if re.search("食品生产经营许可(?:服务指南|基本信息)$", leaf.item.name)
    ]
    assert len(added) == 2
    assert all("有事权部门" in item.content and "网站链接" in item.content for item in added)
    assert any(isinstance(text, str) and f"3个方面{len(catalog.leaves)}类" in text for text in catalog.preface)


# --- what the comparison had to learn for them ---


def test_a_time_limit_that_goes_to_its_own_column_is_not_lost() -> None:
    before, after = "解读材料、回应关切。与政策文件同步发布", "解读材料、回应关切"
    assert judge("content", before, after)[0] == "weakened"
    assert judge("content", before, after, "信息形成之日起20个工作日内")[0] == "weakened"
    assert judge("content", before, after, "与政策文件同步发布")[0] == "substantive"


def test_a_change_of_the_directory_itself_has_its_reason() -> None:
    form = Home(None).profiles["basic-8"]
    old = Catalog.model_validate(
        {"id": "c", "title": "目录", "profile": "basic-8", "items": [{"id": "a1", "name": "甲"}]}
    )
    new = old.model_copy(update={"title": "目录（更正稿）", "revision": "标明没有印发"})
    assert [(c.field, c.reason) for c in compare(old, new, form, form).changes] == [("title", "标明没有印发")]
