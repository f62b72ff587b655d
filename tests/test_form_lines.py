"""Lines that a form prints beside its table: filled from the catalog, at their places, and read back into its fields."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from gkml.catalog.form_line import FormLine
from gkml.catalog.model import Catalog, Item
from gkml.catalog.profile import Profile
from gkml.document import Document, Heading, Paragraph, Table
from gkml.layout.catalog import layout
from gkml.layout.last_page import in_parts
from gkml.layout.pages import paginate
from gkml.project.compile import write
from gkml.recognise.draft import recognise
from tests.conftest import ROOT, Result
from tests.documents import HOME, READERS

BASIC = HOME.profiles["basic-8-item"]
LINES = (
    FormLine(text="附件1", at="over-title"),
    FormLine(text="（{edition}年版）", at="under-title"),
    FormLine(text="编制单位：{agency}", at="over-table"),
    FormLine(text="注：以上事项以网站为准。", at="under-table"),
    FormLine(text="{agency}", at="signature"),
    FormLine(text="{issued}", at="signature"),
)


def form_of(*lines: FormLine) -> Profile:
    return BASIC.model_copy(update={"name": "own", "lines": lines})


def catalog_of(**fields: object) -> Catalog:
    rows = tuple(Item(id=f"r{n}", name=f"事项{n}", content="内容") for n in range(3))
    values = {"id": "x", "title": "某县教育局政府信息主动公开目录", "profile": "own"}
    return Catalog.model_validate({**values, "items": (Item(name="职责", items=rows),), **fields})


STATED = {"agency": "某县教育局", "edition": "2026", "issued": date(2026, 3, 1)}


def lines_of(document: Document) -> list[tuple[str, str]]:
    """Returns the role and the text of each block, in order."""
    return [
        (block.role if isinstance(block, Paragraph) else type(block).__name__, getattr(block, "text", ""))
        for block in document.blocks
    ]


def test_the_lines_stand_at_their_places_around_those_of_the_catalog() -> None:
    document = layout(catalog_of(**STATED, subtitle=["单位：份"], notes=["联系电话见网站"]), form_of(*LINES))
    assert lines_of(document) == [
        ("attachment", "附件1"),
        ("Heading", "某县教育局政府信息主动公开目录"),
        ("subtitle", "（2026年版）"),
        ("subtitle", "单位：份"),
        ("lead", "编制单位：某县教育局"),
        ("Table", ""),
        ("note", "联系电话见网站"),
        ("note", "注：以上事项以网站为准。"),
        ("signature", "某县教育局"),
        ("date", "2026年3月1日"),
    ]


def test_a_line_without_its_value_is_not_printed() -> None:
    roles = [role for role, _ in lines_of(layout(catalog_of(edition="2026"), form_of(*LINES)))]
    assert roles == ["attachment", "Heading", "subtitle", "Table", "note"]


@pytest.mark.parametrize("text", ["{agent}", "{agency", "agency}", "{}", "{agency}{agency}", "{agency.__class__}"])
def test_a_line_with_anything_but_the_three_fields_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match=r"\{agency|同一个字段"):
        FormLine(text=text, at="signature")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html"])
@settings(max_examples=20, deadline=None)
@given(
    lines=st.lists(st.sampled_from(LINES), unique=True).map(lambda lines: tuple(sorted(lines, key=LINES.index))),
    stated=st.sets(st.sampled_from(sorted(STATED))),
    subtitle=st.lists(st.sampled_from(["单位：份", "（征求意见稿）"]), unique=True),
    notes=st.lists(st.sampled_from(["联系电话见网站", "注：另行通知。"]), unique=True),
)
def test_a_file_with_the_lines_of_its_form_is_read_back_unchanged(
    kind: str, lines: tuple[FormLine, ...], stated: set[str], subtitle: list[str], notes: list[str]
) -> None:
    form = form_of(*lines)
    catalog = catalog_of(**{field: STATED[field] for field in stated}, subtitle=subtitle, notes=notes)
    document = layout(catalog, form, "hash")
    data = write(document, paginate(document), kind, HOME)
    (draft,) = recognise(READERS[kind](data), {form.name: form}, "x").drafts
    kept = {field: draft.data.get(field, "") for field in ("title", "agency", "edition", "issued")}
    assert kept == {
        "title": catalog.title,
        "agency": catalog.agency,
        "edition": catalog.edition,
        "issued": catalog.issued.isoformat() if catalog.issued else "",
    }
    assert list(draft.data.get("subtitle", [])) == subtitle
    assert list(draft.data.get("notes", [])) == notes
    assert not draft.data.get("preface")


def test_of_two_forms_with_one_heading_the_one_whose_lines_stand_there_is_taken() -> None:
    own = form_of(*LINES)
    document = layout(catalog_of(**STATED), own, "hash")
    data = write(document, paginate(document), "docx", HOME)
    (draft,) = recognise(READERS["docx"](data), {"basic-8-item": BASIC, "own": own}, "x").drafts
    assert draft.form.name == "own"


def test_a_signature_stands_with_the_last_rows_in_every_program() -> None:
    for rows in range(2, 60):
        below = tuple(Item(id=f"r{n}", name=f"事项{n}", content="公开的内容和要素" * 9) for n in range(rows))
        catalog = catalog_of(**STATED, items=(Item(name="职责", items=below),))
        document = in_parts(paginate(layout(catalog, form_of(*LINES))))
        tables = [block for block in document.sections[-1].blocks if isinstance(block, Table)]
        assert len(tables[-1].body) >= 2
        assert sum(len(table.body) for table in document.tables()) == rows
        assert [block.text for block in document.blocks if isinstance(block, Heading)] == [catalog.title]


def test_a_line_that_an_office_edited_changes_the_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("schema/profiles").mkdir(parents=True)
    Path("gkml.yaml").write_bytes(b"version: 1\n")
    form = (ROOT / "schema/profiles/basic-8-item.yaml").read_text("utf-8").replace("name: basic-8-item", "name: own")
    Path("schema/profiles/own.yaml").write_text(
        form + 'lines:\n  - {text: "编制单位：{agency}", at: over-table}\n', "utf-8"
    )
    Path("ju.yaml").write_text(
        "id: ju\ntitle: 目录\nagency: 某县教育局   # 机构改革前的名称\nprofile: own\n"
        "items:\n  - {name: 职责, items: [{id: a1, name: 甲, content: 内容}]}\n",
        "utf-8",
    )
    assert gkml("build ju.yaml --format docx --out build").code == 0
    file = docx.Document("build/ju.docx")
    (line,) = (paragraph for paragraph in file.paragraphs if "编制单位" in paragraph.text)
    line.runs[0].text = "编制单位：某县教育体育局"
    file.save("back.docx")
    result = gkml("import back.docx --update ju.yaml")
    assert "某县教育局" in result.out and "某县教育体育局" in result.out
    assert "agency: 某县教育体育局   # 机构改革前的名称\n" in Path("ju.yaml").read_text("utf-8")
    assert gkml("diff ju.yaml back.docx").code == 0
