"""`gkml review`: directories of made-up counties (said to be examples) with seeded differences, their replies, the next round."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml

from gkml.project.review_replies import replies as read_replies
from gkml.project.submission import read_document
from gkml.review.body import region_of, unnumbered
from gkml.review.score import ranks
from tests.conftest import Result

GUIDE: dict[str, Any] = {
    "id": "guide",
    "title": "示例市社会救助领域基层政务公开标准目录",
    "profile": "standard-14",
    "items": [
        {"id": "g1", "name": "综合业务", "items": [
            {"id": "g11", "name": "政策文件"}, {"id": "g12", "name": "信访通讯地址"}, {"id": "g13", "name": "投诉举报电话"},
        ]},
        {"id": "g2", "name": "最低生活保障", "items": [
            {"id": "g21", "name": "办事指南"}, {"id": "g22", "name": "低保对象名单"}, {"id": "g23", "name": "审批结果"},
        ]},
    ],
}  # fmt: skip
FIELDS = {
    "content": "文件名称、文号、发布日期",
    "basis": ["《中华人民共和国政府信息公开条例》"],
    "time_limit": "信息形成或者变更之日起20个工作日内",
    "body": "县级民政部门",
    "channels": ["政府网站", "公开查阅点"],
    "audience": ["全社会"],
    "mode": ["主动"],
    "tiers": ["县级"],
}


def leaves(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [leaf for item in items for leaf in (leaves(item["items"]) if "items" in item else [item])]


def directory(name: str = "", **changes: dict[str, Any]) -> dict[str, Any]:
    """The guide, or a county's directory that follows it to the letter but for `changes` (fields by id; {} takes it out)."""
    data: dict[str, Any] = json.loads(json.dumps(GUIDE))
    for leaf in leaves(data["items"]):
        leaf.update(FIELDS)
        if name:
            leaf["body"] = f"{name}民政局"
        leaf.update(changes.get(leaf["id"], {}))
    for gone in [key for key, fields in changes.items() if not fields]:
        for top in data["items"]:
            top["items"] = [item for item in top["items"] if item["id"] != gone]
    if name:
        data |= {"id": "county", "title": f"{name}社会救助领域基层政务公开标准目录", "agency": f"{name}民政局"}
    return data


COUNTIES = {
    "云溪县": directory("云溪县"),
    "江口区": directory("江口区", g13={"time_limit": "信息形成或者变更之日起30个工作日内"}),
    "石岭县": directory("石岭县", g23={}),
    "南屏县": directory("南屏县", g21={"channels": ["宣传栏"]}),
    "北塘区": directory("北塘区", g22={"audience": ["本县低保对象"]}, g11={"mode": ["依申请"]}),
}
SEEDED = {
    ("江口区", "K177", "time_limit"),
    ("江口区", "K131", "time_limit"),
    ("石岭县", "K175", ""),
    ("南屏县", "K177", "channels"),
    ("北塘区", "K177", "audience"),
    ("北塘区", "K177", "mode"),
}


def put(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[[str], Result]) -> Path:
    """Five counties' files: two in Word, two in Excel, one in YAML, each in the folder of its county."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "gkml.yaml", {"version": 1, "catalogs": "made"})
    put(tmp_path / "guide.yaml", directory())
    for number, (name, data) in enumerate(COUNTIES.items()):
        form = ("docx", "xlsx", "docx", "xlsx", "yaml")[number]
        target = tmp_path / "in" / name
        put((target if form == "yaml" else tmp_path / "made") / f"c{number}.yaml", data)
        if form != "yaml":
            assert gkml(f"build made/c{number}.yaml --format {form} --out built").code == 0
            target.mkdir(parents=True)
            (tmp_path / "built" / f"c{number}.{form}").rename(target / f"目录.{form}")
    return tmp_path


def reviewed(
    folder: Path, gkml: Callable[[str], Result], out: str = "r1", more: str = "", code: int = 0
) -> dict[str, Any]:
    result = gkml(f"review in --guide guide.yaml --out {out} --as-of 2026-12-01 {more}")
    assert (result.code, result.err if not code else "") == (code, "")
    review: dict[str, Any] = json.loads((folder / out / "审核.json").read_text("utf-8"))
    return review


def serious(review: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {
        (body["region"], defect["code"], defect["field"])
        for body in review["bodies"]
        for defect in body["defects"]
        if defect["severity"] == "error"
    }


def test_what_was_seeded_is_all_that_is_serious(folder: Path, gkml: Callable[[str], Result]) -> None:
    review = reviewed(folder, gkml)
    assert serious(review) == SEEDED
    coverage = {body["region"]: body["coverage"] for body in review["bodies"]}
    assert coverage["云溪县"] == ["full"] * 6
    assert coverage["江口区"] == ["full", "full", "weak", "full", "full", "full"]
    assert coverage["石岭县"] == ["full", "full", "full", "full", "full", "missing"]
    assert coverage["北塘区"] == ["weak", "full", "full", "full", "weak", "full"]
    assert review["due"] == "2026-12-15"


def test_what_the_guide_carries_is_counted_there_and_not_for_the_bodies(
    folder: Path, gkml: Callable[[str], Result]
) -> None:
    slip = {"content": "文件名称 、文号、发布日期", "basis": ["《中华人民共和国政府信息公开条列》"]}
    guide = directory(g11=slip)
    put(folder / "guide.yaml", guide)
    for path in (folder / "in").rglob("*"):
        if path.is_file():
            path.unlink()
    for name in ("云溪县", "江口区"):
        put(folder / "in" / name / "c.yaml", directory(name, g11=slip))
    review = reviewed(folder, gkml)
    codes = {defect["code"]: defect["bodies"] for defect in review["guides"][0]["defects"]}
    assert codes["K111"] == 2
    assert all(count == 2 for count in codes.values())
    assert not {defect["code"] for body in review["bodies"] for defect in body["defects"]} & codes.keys()


def test_every_sheet_and_page_holds_what_the_json_holds(folder: Path, gkml: Callable[[str], Result]) -> None:
    review = reviewed(folder, gkml, more="-f xlsx,docx")
    book = openpyxl.load_workbook(folder / "r1" / "审核汇总.xlsx")
    assert book.sheetnames == ["总表", "得分", "覆盖矩阵", "问题清单"]
    total = sum(len(body["defects"]) for body in review["bodies"])
    sheet = book["问题清单"]
    head = next(row for row in range(1, 9) if sheet.cell(row, 1).value == "序号")
    assert sheet.max_row - head == total
    assert sheet.auto_filter.ref == f"A{head}:P{head + total}"
    overview = list(book["总表"].iter_rows(values_only=True))
    sums = next(row for row in overview if row[1] == "合计 5 份")
    counts = [sum(defect["severity"] == name for body in review["bodies"] for defect in body["defects"])
              for name in ("error", "warning", "info")]  # fmt: skip
    assert list(sums[8:11]) == counts
    letters = sorted(path.name for path in (folder / "r1" / "反馈").iterdir())
    with_defects = [body["name"] for body in review["bodies"] if body["defects"]]
    assert letters == sorted(f"问题清单-{name}.{form}" for name in with_defects for form in ("docx", "xlsx"))
    page = (folder / "r1" / "问题清单.html").read_text("utf-8")
    assert all(
        defect["problem"] in page.replace("&#34;", '"') for body in review["bodies"] for defect in body["defects"]
    )


def test_equal_scores_share_a_rank() -> None:
    assert ranks([90, 100, 90, 80, 100]) == [3, 1, 3, 5, 1]


def test_weights_of_the_workspace_decide_the_score(folder: Path, gkml: Callable[[str], Result]) -> None:
    before = {body["region"]: body["score"] for body in reviewed(folder, gkml)["bodies"]}
    weights = {"points": {"error": 4, "K175": 10}, "bands": {"好": 95, "差": 0}}
    put(folder / "gkml.yaml", {"version": 1, "catalogs": "made", "review": weights})
    after = {body["region"]: body for body in reviewed(folder, gkml, "r2")["bodies"]}
    assert before["石岭县"] - after["石岭县"]["score"] == pytest.approx(6 - 0)
    assert (after["云溪县"]["band"], after["石岭县"]["band"]) == ("好", "差")


def filled(path: Path, replies: dict[int, dict[str, str]], out: Path) -> None:
    """The list of a body with replies in the rows with these numbers, as Excel or Word would save it."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        rows = list(book.active.iter_rows())
        head = next(row for row in rows if row[0].value == "序号")
        for row in rows[head[0].row :]:
            for heading, text in replies.get(int(row[0].value or 0) if str(row[0].value).isdigit() else 0, {}).items():
                next(cell for cell, top in zip(row, head, strict=True) if top.value == heading).value = text
        book.save(out)
        return
    letter = docx.Document(str(path))
    table = letter.tables[0]
    headings = [cell.text for cell in table.rows[0].cells]
    for number, texts in replies.items():
        for heading, text in texts.items():
            table.rows[number].cells[headings.index(heading)].text = text
    letter.save(str(out))


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_next_round_believes_the_new_file(form: str, folder: Path, gkml: Callable[[str], Result]) -> None:
    first = reviewed(folder, gkml, more="-f xlsx,docx")
    # 江口区 mends its limit; 南屏县 says that it mended and did not; 北塘区 declines one; 石岭县 sends nothing.
    put(folder / "in" / "江口区" / "c.yaml", directory("江口区"))
    (folder / "in" / "江口区" / "目录.xlsx").unlink()
    (folder / "in" / "石岭县" / "目录.docx").unlink()
    lists = folder / "r1" / "反馈"
    for region, status in (("南屏县", "已整改"), ("北塘区", "不采纳")):
        name = f"问题清单-{region}民政局.{form}"
        filled(lists / name, {1: {"整改情况": status, "整改措施": "见说明"}}, folder / "in" / region / name)
    second = reviewed(folder, gkml, "r2", "--previous r1")
    outcomes = {
        (each["name"][:3], defect["code"], defect["field"]): (each["outcome"], each["replied"], each["contradicts"])
        for each, defect in zip(second["checked"], (d for b in first["bodies"] for d in b["defects"]), strict=True)
        if defect["severity"] == "error"
    }
    assert outcomes[("江口区", "K177", "time_limit")] == ("mended", "", False)
    assert outcomes[("南屏县", "K177", "channels")] == ("remains", "已整改", True)
    assert outcomes[("石岭县", "K175", "")] == ("unchecked", "", False)
    assert [value for key, value in outcomes.items() if key[0] == "北塘区" and value[0] == "declined"] == [
        ("declined", "不采纳", False)
    ]
    assert {body["region"]: body["new"] for body in second["bodies"]} == {
        "云溪县": 0,
        "江口区": 0,
        "南屏县": 0,
        "北塘区": 0,
    }


def test_a_value_that_is_changed_and_still_wrong_is_the_same_defect(
    folder: Path, gkml: Callable[[str], Result]
) -> None:
    reviewed(folder, gkml)
    (folder / "in" / "江口区" / "目录.xlsx").unlink()
    longer = {"time_limit": "信息形成或者变更之日起25个工作日内"}
    put(folder / "in" / "江口区" / "c.yaml", directory("江口区", g13=longer))
    second = reviewed(folder, gkml, "r2", "--previous r1")
    assert {each["outcome"] for each in second["checked"]} == {"remains"}


def test_a_list_that_lost_its_hidden_column_is_known_by_its_words(folder: Path, gkml: Callable[[str], Result]) -> None:
    first = reviewed(folder, gkml)
    path = folder / "r1" / "反馈" / "问题清单-南屏县民政局.xlsx"
    filled(path, {1: {"整改情况": "部分整改"}}, path)
    book = openpyxl.load_workbook(path)
    book.active.delete_cols(14)
    book.save(path)
    (reply,) = read_replies(read_document(path.read_bytes(), path.name), path.name)
    wanted = next(d for b in first["bodies"] if b["region"] == "南屏县" for d in b["defects"])
    assert (reply.key, reply.words, reply.status) == ("", (wanted["item"], wanted["problem"]), "部分整改")


def test_last_years_edition_tells_what_was_weakened(folder: Path, gkml: Callable[[str], Result]) -> None:
    before = directory("江口区")
    before["title"] = "江口区社会救助领域基层政务公开标准目录（2025年版）"
    put(folder / "last" / "江口区.yaml", before)
    review = reviewed(folder, gkml, more="--last-year last")
    assert {b["region"]: b["weakened"] for b in review["bodies"]}["江口区"] == 1
    assert {b["region"]: b["weakened"] for b in review["bodies"]}["云溪县"] is None


def test_files_that_cannot_be_read_are_named_and_the_others_reviewed(
    folder: Path, gkml: Callable[[str], Result]
) -> None:
    (folder / "in" / "坏县").mkdir()
    (folder / "in" / "坏县" / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "in" / "坏县" / "~$坏.docx").write_bytes(b"lock")
    (folder / "in" / "坏县" / "坏.yaml").write_text("id: [", "utf-8")
    review = reviewed(folder, gkml, code=1)
    assert len(review["bodies"]) == 5
    assert sorted(Path(each["file"]).name for each in review["unread"]) == ["坏.docx", "坏.yaml"]
    overview = openpyxl.load_workbook(folder / "r1" / "审核汇总.xlsx")["总表"]
    last = [row[20] for row in overview.iter_rows(values_only=True) if row[1] == "（没有读成）"]
    assert sorted(Path(name).name for name in last) == ["坏.docx", "坏.yaml"]


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("review nowhere", "找不到 nowhere；请检查路径"),
        ("review in --out in", "in 里已经有文件，没有写；请用 --out 写到一个新的文件夹"),
        ("review in --guide nothing.yaml", "找不到 nothing.yaml；请检查路径"),
        (
            "review in --previous gkml.yaml",
            "gkml.yaml 不是 gkml review 写的 审核.json，或被改动过；请用上次审核结果里的那一份",
        ),
        ("review in -f pdf", "--format 的值“pdf”不对；可选：xlsx、docx"),
        ("review in --as-of 2026-02-30", "“2026-02-30”没有这一天，2026年2月只有28天"),
    ],
)
def test_a_wrong_option_is_one_line_and_nothing_is_written(
    command: str, message: str, folder: Path, gkml: Callable[[str], Result]
) -> None:
    before = sorted(folder.rglob("*"))
    result = gkml(command)
    assert (result.code, result.err.strip().removeprefix("gkml: ")) == (2, message)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("texts", "region"),
    [
        (("沁水县市场监督管理局",), "沁水县"),
        (("广西壮族自治区柳州市柳北区人民政府",), "柳北区"),
        (("", "高平市2025年目录"), "高平市"),
        (("恭城瑶族自治县",), "恭城瑶族自治县"),
        (("全县政务公开目录",), ""),
        (("市场监督管理局",), ""),
    ],
)
def test_the_region_is_the_innermost_that_a_name_begins_with(texts: tuple[str, ...], region: str) -> None:
    assert region_of(*texts) == region


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A1", "../../etc/局", "a" * 300, "某\u202e局"])
def test_a_name_from_a_file_is_no_path_and_no_formula(name: str, folder: Path, gkml: Callable[[str], Result]) -> None:
    data = directory("云溪县", g13={"time_limit": "信息形成或者变更之日起30个工作日内"})
    data["agency"] = name.replace("\u202e", "")
    put(folder / "in" / "云溪县" / "c.yaml", data)
    (folder / "in" / "云溪县" / "目录.docx").unlink()
    reviewed(folder, gkml)
    assert all(path.resolve().is_relative_to(folder / "r1") for path in (folder / "r1").rglob("*"))
    assert len(list((folder / "r1" / "反馈").glob("*.xlsx"))) >= 4
    for path in (folder / "r1").rglob("*.xlsx"):
        cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in cells)


SAME = {"g21": {"channels": ["宣传栏"]}}
TWO = ("云溪县", "南屏县")


@pytest.mark.parametrize("lost", ["keys", "properties"])
def test_a_reply_without_keys_counts_for_its_own_body_alone(
    lost: str, folder: Path, gkml: Callable[[str], Result]
) -> None:
    """Two counties have the same defect; one copies its list into a new workbook, or deletes the column of the keys."""
    for name in TWO:
        put(folder / "in" / name / "c.yaml", directory(name, **SAME))
        next((folder / "in" / name).glob("目录.*")).unlink()
    reviewed(folder, gkml)
    path = folder / "r1" / "反馈" / "问题清单-南屏县民政局.xlsx"
    filled(path, {1: {"整改情况": "不予采纳", "整改措施": "理由"}}, path)
    book = openpyxl.load_workbook(path)
    book.active.delete_cols(14)
    if lost == "properties":
        rows = list(book.active.iter_rows(values_only=True))
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
    book.save(folder / "in" / "南屏县" / "回复.xlsx")
    second = reviewed(folder, gkml, "r2", "--previous r1")
    replied = {each["name"]: each["replied"] for each in second["checked"] if each["replied"]}
    assert replied == {"南屏县民政局": "不采纳"}


def test_a_title_or_agency_that_was_mended_makes_no_other_directory(
    folder: Path, gkml: Callable[[str], Result]
) -> None:
    data = directory("北塘区", g22={"audience": ["本县低保对象"]})
    reviewed(folder, gkml)
    for round_before, this, title in (
        ("r1", "r2", "北塘区民政局政务公开目录（2026年版）"),
        ("r2", "r3", "北塘区标准目录"),
    ):
        put(folder / "in" / "北塘区" / "c4.yaml", data | {"title": title, "agency": "北塘区民政和人社局"})
        review = reviewed(folder, gkml, this, f"--previous {round_before}")
        outcomes = {each["outcome"] for each in review["checked"]}
        assert outcomes <= {"mended", "remains"}
        assert "remains" in outcomes


def test_replies_that_nothing_asked_for_are_named(folder: Path, gkml: Callable[[str], Result]) -> None:
    reviewed(folder, gkml)
    path = folder / "r1" / "反馈" / "问题清单-南屏县民政局.xlsx"
    filled(path, {1: {"整改情况": "已整改"}}, folder / "in" / "回复.xlsx")
    result = gkml("review in --guide guide.yaml --out r2")
    assert "in/回复.xlsx 里有 1 条回复没有复核：请用 --previous" in result.err


@pytest.mark.parametrize("name", ["05-北塘区", "附件3：北塘区", "3.北塘区", "三、北塘区"])
def test_the_number_of_a_folder_is_no_part_of_a_name(name: str) -> None:
    assert (region_of(name), unnumbered(name)) == ("北塘区", "北塘区")
