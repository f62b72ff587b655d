"""Files in the manner of offices, written by other means than ours, and the catalogs that are in them."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from gkml.project.submission import Submission, submission
from gkml.recognise.draft import Draft
from tests.conftest import ROOT, Result
from tests.documents import HOME
from tests.test_foreign_word import package

HEAD = ("序号", "具体职责", "事项名称", "公开内容", "责任科室", "公开时限", "公开渠道", "公开栏目")
ROWS = (
    ("1", "机构信息", "领导简介", "姓名、职务", "办公室", "20个工作日内", "政府网站", "政务公开-领导"),
    ("2", "政策文件", "规范性文件", "文件全文", "法规科", "20个工作日内", "政府网站", "政务公开-政策"),
)


def read(data: bytes, name: str) -> Submission:
    found = submission(data, name, HOME.profiles)
    assert all(load.entry for load in found.loads)
    return found


def rows(found: Submission) -> list[tuple[str, ...]]:
    return [
        (
            *(item.name for item in leaf.path),
            leaf.item.content,
            leaf.item.office,
            *leaf.item.channels,
            *leaf.item.sections,
        )
        for load in found.loads
        if load.entry
        for leaf in load.entry.catalog.leaves
    ]


EXPECTED = [(*row[1:5], *row[6:]) for row in ROWS]


def word_table(grid: Sequence[int], lines: Sequence[Sequence[tuple[str, int]]]) -> str:
    """A table of these widths; a cell is its text and over how many columns it spans."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    made = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'
            for text, span in line
        )
        + "</w:tr>"
        for line in lines
    )
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{made}</w:tbl>"


def test_slivers_that_dragged_borders_leave_are_no_columns() -> None:
    grid = [1000, 1000, 1000, 150, 850, 1000, 1000, 1000, 1000]
    head = [(text, 2 if n == 2 else 1) for n, text in enumerate(HEAD)]
    body = [[(text, 2 if n == 3 else 1) for n, text in enumerate(row)] for row in ROWS]
    found = read(package(word_table(grid, [head, *body])), "目录.docx")
    assert rows(found) == EXPECTED
    assert found.recognised.account.clean
    assert found.recognised.drafts[0].form.name.startswith("basic-8")


def test_a_narrow_column_with_cells_of_its_own_stays() -> None:
    grid = [100, *[1000] * 7]
    found = read(package(word_table(grid, [[(text, 1) for text in row] for row in (HEAD, *ROWS)])), "目录.docx")
    assert rows(found) == EXPECTED


def test_a_workbook_of_today_in_the_manner_of_offices() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet["B3"] = "某局主动公开基本目录"
    sheet.merge_cells("B3:I3")
    sheet["B4"] = "填报单位：某局"
    for down, row in enumerate((HEAD, *ROWS), 5):
        for across, text in enumerate(row, 2):
            sheet.cell(down, across).value = int(text) if text.isdigit() else text
    sheet["B8"] = "填表人：张三"
    out = io.BytesIO()
    book.save(out)
    found = read(out.getvalue(), "目录.xlsx")
    assert rows(found) == EXPECTED
    (draft,) = found.recognised.drafts
    around = [draft.data[part] for part in ("title", "subtitle", "agency", "notes")]
    assert around == ["某局主动公开基本目录", ["填报单位：某局"], "某局", ["填表人：张三"]]


PAGE = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in (HEAD, *ROWS))
TEXTS = {
    "page.htm": f"<meta charset=gbk><h1>某局主动公开目录</h1><table>{PAGE}</table><p>注：每年更新。".encode("gbk"),
    "lines.csv": "\n".join(["某局主动公开目录" + "," * 7, *map(",".join, (HEAD, *ROWS)), "注：每年更新。" + "," * 7]).encode("gbk"),
    "tabs.txt": "\n".join(["某局主动公开目录", *map("\t".join, (HEAD, *ROWS)), "注：每年更新。"]).encode(),
    "table.md": "\n".join(
        ["# 某局主动公开目录", "", *("|" + "|".join(row) + "|" for row in (HEAD, ["---"] * 8, *ROWS)), "", "注：每年更新。"]
    ).encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_pages_and_texts(name: str) -> None:
    found = read(TEXTS[name], name)
    (draft,) = found.recognised.drafts
    assert rows(found) == EXPECTED
    assert (draft.data["title"], draft.data["notes"]) == ("某局主动公开目录", ["注：每年更新。"])
    assert found.recognised.account.clean


def test_backslashes_of_markdown_are_not_text() -> None:
    text = TEXTS["table.md"].decode().replace("姓名、职务", r"姓名\*、\[职务\]")
    assert rows(read(text.encode(), "table.md"))[0][2] == "姓名*、[职务]"


def made(draft: Draft) -> str:
    return str((draft.data, draft.form))


def test_the_same_file_makes_the_same_catalog() -> None:
    data = TEXTS["page.htm"].replace("责任科室".encode("gbk"), "监督部门".encode("gbk"))
    first, second = (read(data, "某局目录.htm").recognised.drafts[0] for _ in range(2))
    assert made(first) == made(second)


@pytest.mark.parametrize("name", ["page.html", "table.csv", "table.md", "table.docx"])
@pytest.mark.parametrize(
    ("character", "left", "told"),
    [
        ("\ufeff", "", "U+FEFF"),
        ("\u2028", "\n", ""),
        ("\u0085", "\n", ""),
        ("\u2029", "\n", ""),
    ],
)
def test_a_character_that_no_catalog_may_hold_is_left_out_and_told(
    name: str, character: str, left: str, told: str
) -> None:
    content = f"职责{character}分工"
    lines = [[*HEAD], *([*row] for row in ROWS)]
    lines[1][3] = content
    if name == "page.html":
        cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in line) + "</tr>" for line in lines)
        data = f"<meta charset=utf-8><h1>某局主动公开目录</h1><table>{cells}</table>".encode()
    elif name == "table.csv":
        data = "\n".join(",".join(f'"{text}"' for text in line) for line in lines).encode()
    elif name == "table.md":
        data = "\n".join("|" + "|".join(line) + "|" for line in (lines[0], ["---"] * 8, *lines[1:])).encode()
    else:
        data = package(word_table([1000] * 8, [[(text, 1) for text in line] for line in lines]))
    found = read(data, name)
    assert all(load.entry for load in found.loads), [load.diagnostics for load in found.loads]
    assert content.replace(character, left) in {text for row in rows(found) for text in row}
    assert bool(told) == any(told in each.text for each in found.recognised.left_out if each.kind == "看不见的字符")


# --- what gkml makes and is no directory ---

DIRECTORY = "catalogs/jincheng-food-drug/2020.yaml"
DIFF = f"diff {DIRECTORY} catalogs/jincheng-food-drug/corrected.yaml --fail-on never"
PRODUCTS = {
    "修订对照表": (DIFF, "docx xlsx html markdown"),
    "问题清单": (f"lint {DIRECTORY} --no-baseline --fail-on never", "xlsx html markdown"),
    "期限": (f"due {DIRECTORY} --from 2026-03-02 --as-of 2026-03-02", "xlsx html csv md"),
    "年": (f"calendar {DIRECTORY} --year 2026", "xlsx html csv md"),
    "目录沿革": (DIFF.replace("diff", "diff --changelog").removesuffix(" --fail-on never"), "xlsx html markdown"),
}
CASES = [(name, command, form) for name, (command, forms) in PRODUCTS.items() for form in forms.split()]


@pytest.mark.parametrize(("product", "command", "form"), CASES)
def test_a_list_of_gkml_is_no_directory(
    product: str, command: str, form: str, tmp_path: Path, gkml: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    made = tmp_path / f"x.{'md' if form == 'markdown' else form}"
    assert gkml(f"{command} --output-format {form} --output-file {made}").code == 0
    before = sorted(tmp_path.iterdir())
    result = gkml(f"import {made} --out {tmp_path}/out")
    assert result.code == 2
    assert "这是" in result.err and "不是目录" in result.err and product in result.err
    assert sorted(tmp_path.iterdir()) == before
