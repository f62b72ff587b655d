"""How changes are shown: words, the 修订对照表, the table with tracked changes, text and JSON."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkml.compile import write
from gkml.diagnostics import GkmlError
from gkml.diff.matching import match
from gkml.diff.words import compared, sides
from gkml.document import Document, Mark, Run, Table, covered
from gkml.formats import read_docx
from gkml.layout import redline
from gkml.layout.catalog import layout
from gkml.layout.pages import paginate
from gkml.model import Catalog, Entry
from tests.documents import HOME

FORM = HOME.profiles["basic-8"]


# --- words ---


def told(before: str, after: str) -> str:
    signs = {"": "{}", "deleted": "[-{}-]", "inserted": "[+{}+]"}
    return "".join(signs[run.mark].format(run.text) for run in compared(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "信息形成或变更之日起20个工作日内",
            "信息形成之日起7个工作日内",
            "信息形成[-或变更-]之日起[-20-][+7+]个工作日内",
        ),
        ("政府信息公开条例第二十条", "政府信息公开条例第二十一条", "政府信息公开条例第[-二十-][+二十一+]条"),
        ("《食品安全法》", "《食品安全法实施条例》", "[-《食品安全法》-][+《食品安全法实施条例》+]"),
        ("公开“双随机”计划", "公开“双随机、一公开”计划", "公开[-“双随机”-][+“双随机、一公开”+]计划"),
        ("政府网站、公示栏", "政府网站、政府公报、公示栏", "政府网站、[+政府公报、+]公示栏"),
        ("■政府网站\n□政府公报", "■政府网站\n■政府公报", "■政府网站\n[-□-][+■+]政府公报"),
        ("部门预算、工资", "部门决算、工资", "部门[-预算-][+决算+]、工资"),
        ("见www.a.gov.cn首页", "见www.b.gov.cn首页", "见[-www.a.gov.cn-][+www.b.gov.cn+]首页"),
        ("甲乙丙丁", "丁丙乙甲", "[-甲乙丙丁-][+丁丙乙甲+]"),
        ("", "新增", "[+新增+]"),
        ("照旧", "照旧", "照旧"),
    ],
)
def test_words_are_marked_where_a_reader_would_cut(before: str, after: str, shown: str) -> None:
    assert told(before, after) == shown


def test_lists_are_compared_entry_by_entry() -> None:
    before, after = sides(("政府网站", "政府公报", "公示栏"), ("政府门户网站", "公示栏", "微信"), "、")
    assert [run.text for run in before if run.mark] == ["政府公报"]
    assert [run.text for run in after if run.mark] == ["门户", "微信"]


letters = st.text("甲乙丙20、。《》“”a\n", max_size=30)


def kept(runs: tuple[Run, ...], mark: Mark) -> str:
    return "".join(run.text for run in runs if run.mark != mark)


@settings(max_examples=300, deadline=None)
@given(letters, letters)
def test_without_either_mark_one_of_the_texts_is_left(before: str, after: str) -> None:
    runs = compared(before, after)
    assert (kept(runs, "inserted"), kept(runs, "deleted")) == (before, after)


def test_long_cells_are_compared_in_no_time() -> None:
    one = "".join(chr(0x4E00 + n * 7919 % 3000) for n in range(5000))
    other = "".join(chr(0x4E00 + n * 104729 % 3000) for n in range(5000))
    best = min(_seconds(one, other) for _ in range(3))
    assert best < 0.05 * 4, best


def _seconds(one: str, other: str) -> float:
    start = perf_counter()
    compared(one, other)
    return perf_counter() - start


# --- catalogs ---


def catalog(items: list[tuple[str, list[dict[str, str]]]], **more: object) -> Catalog:
    groups = [{"name": name, "items": leaves} for name, leaves in items]
    return Catalog.model_validate(
        {"id": "a", "title": "某局主动公开基本目录", "profile": "basic-8", "items": groups, **more}
    )


OLD = catalog(
    [
        (
            "机构概况",
            [
                {
                    "id": "l1",
                    "name": "领导简介",
                    "content": "姓名、简历",
                    "time_limit": "7个工作日内",
                    "office": "办公室",
                },
                {"id": "l2", "name": "机构设置", "content": "科室名称", "office": "人事科"},
            ],
        ),
        ("行政许可", [{"id": "x1", "name": "办事指南", "content": "条件、材料", "office": "许可科"}]),
        ("财务", [{"id": "c1", "name": "部门预算", "content": "收支", "office": "财务科"}]),
    ],
    edition="2023",
    notes=["注：旧"],
)
NEW = catalog(
    [
        (
            "机构概况",
            [
                {
                    "id": "l1",
                    "name": "领导简介",
                    "content": "姓名、简历、分工",
                    "time_limit": "20个工作日内",
                    "office": "办公室",
                },
                {"id": "l2", "name": "机构设置", "content": "科室名称", "office": "人事科"},
            ],
        ),
        ("行政许可", [{"id": "n1", "name": "收费标准", "content": "项目", "office": "许可科"}]),
        ("财务信息", [{"id": "c1", "name": "部门预算", "content": "收支", "office": "财务科"}]),
    ],
    edition="2024",
    title="某局主动公开标准目录",
    notes=["注：新", "附件略"],
)


def entry(one: Catalog) -> Entry:
    return Entry("a.yaml", one, FORM)


def table_of(document: Document) -> Table:
    return next(document.tables())


def resolved(document: Document, refused: Mark) -> tuple[list[tuple[str, ...]], list[str]]:
    """The rows and the texts beside the table once all changes are rejected (inserted) or accepted (deleted)."""
    table = table_of(document)
    rows = [
        tuple(kept(cell.runs, refused) for cell in cells)
        for row, cells in zip(table.body, covered(table.body, len(table.columns)), strict=True)
        if row.mark != refused
    ]
    texts = [
        kept(block.runs, refused) for block in document.blocks if not isinstance(block, Table) and block.mark != refused
    ]
    return rows, texts


def plain(document: Document) -> tuple[list[tuple[str, ...]], list[str]]:
    beside = [block.text for block in document.blocks if not isinstance(block, Table)]
    return [texts for _, texts in table_of(document).filled()], beside


def redlined(old: Catalog, new: Catalog) -> Document:
    return redline.layout(entry(old), entry(new), match(old, new))


def holds(old: Catalog, new: Catalog) -> None:
    for document in (redlined(old, new), paginate(redlined(old, new))):
        assert resolved(document, "deleted") == plain(layout(new, FORM))
        assert resolved(document, "inserted") == plain(layout(old, FORM))


def test_rejecting_all_gives_the_old_table_and_accepting_all_the_new_one() -> None:
    holds(OLD, NEW)
    holds(NEW, OLD)


names = st.sampled_from(["领导简介", "机构设置", "办事指南", "收费标准", "部门预算", "部门决算"])
leaf = st.fixed_dictionaries(
    {
        "name": names,
        "content": st.sampled_from(["", "姓名、简历", "姓名、分工", "条件\n材料"]),
        "office": st.sampled_from(["甲科", "乙科"]),
    }
)
some = st.lists(
    st.tuples(st.sampled_from(["机构", "许可", "财务"]), st.lists(leaf, min_size=1, max_size=4)), min_size=1, max_size=4
)
notes = st.lists(st.sampled_from(["注一", "注二", "注三"]), max_size=2)
headed = st.lists(st.sampled_from(["前言", {"heading": "一、要求"}, {"heading": "二、要求"}, "正文"]), max_size=3)


@settings(max_examples=150, deadline=None)
@given(some, some, notes, notes, headed, headed)
def test_any_edits_can_be_rejected_and_accepted(one, other, a, b, before, after) -> None:  # type: ignore[no-untyped-def]
    holds(catalog(one, notes=a, preface=before), catalog(other, notes=b, preface=after, title="另一目录"))


def test_a_merge_stays_where_no_row_of_its_group_came_or_went() -> None:
    spans = {cell.text: cell.rowspan for row in table_of(redlined(OLD, NEW)).body for cell in row.cells}
    assert spans["机构概况"] == 2
    fewer = catalog([("机构概况", [{"id": "l1", "name": "领导简介", "content": "姓名"}])])
    assert all(cell.rowspan == 1 for row in table_of(redlined(OLD, fewer)).body for cell in row.cells)


def test_word_is_told_of_rows_words_and_paragraphs() -> None:
    document = redlined(OLD, NEW)
    read = read_docx.read(write(document, paginate(document), "docx", HOME))
    assert resolved(read, "deleted") == plain(layout(NEW, FORM))
    assert resolved(read, "inserted") == plain(layout(OLD, FORM))


def test_editions_of_different_forms_are_not_redlined() -> None:
    other = Entry("b.yaml", NEW, HOME.profiles["basic-8-item"])
    wide = Entry("b.yaml", NEW, HOME.profiles["standard-15"])
    redline.layout(entry(OLD), other, match(OLD, NEW))
    with pytest.raises(GkmlError, match="表列不同"):
        redline.layout(entry(OLD), wide, match(OLD, NEW))
