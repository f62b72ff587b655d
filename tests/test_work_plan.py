"""The work plan: the transcribed plan of Liupanshui against its source, rules and their pages, tables, the JSON."""

import importlib
import json
import pkgutil
import re
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import docx
import openpyxl
import pytest

from gkml.catalog.names import Registers
from gkml.lint.check import all_rules, check
from gkml.schema.documents import AnyLoaded
from gkml.work_plan import rules
from gkml.work_plan.compare import compare
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.form import plan_forms
from gkml.work_plan.layout import table
from gkml.work_plan.load import load
from gkml.work_plan.next_edition import _moved
from gkml.work_plan.roles import GENERIC, Roles, parted, roles, words
from gkml.work_plan.tasks import is_continuous, last_day
from gkml.yamltext.source import read
from tests.conftest import ROOT, Result

PLAN = ROOT / "catalogs" / "liupanshui-scjg" / "2020-work-plan.yaml"
SOURCE = ROOT / "tests" / "sources" / "003_dd604773f4baf31b.txt"
"""The text of the published plan, as the project was given it."""
HEAD = "kind: work-plan\nid: x\ntitle: 某局2026年政务公开工作方案\nagency: 某局\nyear: 2026\n"
MODULES = [
    importlib.import_module(f"gkml.work_plan.rules.{info.name}") for info in pkgutil.iter_modules(rules.__path__)
]
RULES = {rule.code: rule for rule in all_rules() if rule.kind == "work-plan"}


def loaded(text: str) -> AnyLoaded:
    result = load(read(text.encode(), "x.yaml"), {})
    assert result.entry is not None, result.diagnostics
    return result


def plan(path: Path = PLAN) -> PlanEntry:
    entry = load(read(path.read_bytes(), "x.yaml"), {}).entry
    assert entry is not None
    return entry


# --- the transcription ---


def test_the_word_file_prints_every_line_of_the_source(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    assert gkml(f"build {PLAN} --format docx --out {tmp_path}").code == 0
    (path,) = tmp_path.rglob("*.docx")
    lines = [line.strip() for line in SOURCE.read_text("utf-8").splitlines() if line.strip()]
    assert [paragraph.text for paragraph in docx.Document(str(path)).paragraphs][: len(lines)] == lines


def test_the_json_has_every_task_with_its_path_and_offices(gkml: Callable[..., Result], tmp_path: Path) -> None:
    assert gkml(f"build {PLAN} --format json --out {tmp_path}").code == 0
    (path,) = tmp_path.rglob("2020-work-plan.json")
    data = json.loads(path.read_text("utf-8"))
    assert (data["kind"], data["year"], data["issued"], len(data["tasks"])) == ("work-plan", 2020, "2020-05-27", 17)
    paths = [task["path"] for task in data["tasks"]]
    assert paths[:4] == [["一", "（一）"], ["一", "（二）"], ["一", "（三）"], ["一", "（四）", "1"]]
    assert paths[-3:] == [["四", "（一）"], ["四", "（二）"], ["四", "（三）"]]
    third = data["tasks"][2]
    assert third["lead"] == ["政策法规科", "登记注册科", "信用监管科"]
    assert third["responsible"] == ["局机关科室", "中心", "执法支队"]
    assert [task["due"] for task in data["tasks"] if task["due"]] == ["2020年5月底前"]
    assert data["quotas"] == [
        {"per": "office", "at_least": 2, "each": "quarter"},
        {"per": "office", "at_least": 10, "each": "year"},
    ]
    assert len({task["id"] for task in data["tasks"]}) == 17


def test_the_faults_of_the_plan_are_those_that_a_reader_found() -> None:
    """domain: one deadline two working days after the issue, 14 tasks with generic offices, 5 commas and 9 semicolons."""
    result = load(read(PLAN.read_bytes(), "x.yaml"), {})
    messages = {d.code: d.message for d in check([result], RULES.values(), known=())}
    assert set(messages) == {"PL1", "PL5", "PL7", "PL8", "PL9"}
    assert "只有2个工作日" in messages["PL1"]
    assert "“；”（9处），也有用“，”5处" in messages["PL7"]
    offices = Registers(
        offices=("办公室", "执法支队", "登记注册科", "政策法规科", "信用监管科", "科技与信息化科", "应急宣传科")
    )
    found = [d.message for d in check([result], [RULES["PL6"]], registers=offices, known=())]
    assert len(found) == 1
    assert found[0].startswith("“网络值班科室”不在科室登记里")


# --- rules ---


def examples(module: ModuleType) -> Iterator[tuple[str, str]]:
    for heading, body in re.findall(
        r"^(错误|正确)：[^\n]*\n\n((?:    .*\n?|\n)+)", (module.__doc__ or "") + "\n", re.MULTILINE
    ):
        yield heading, textwrap.dedent(body)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_the_examples_of_a_rule_do_what_its_page_says(module: ModuleType) -> None:
    code = module.__name__.rpartition(".")[2].partition("_")[0].upper()
    shown = list(examples(module))
    assert [heading for heading, _ in shown] == ["错误", "正确"]
    registers = Registers(offices=("办公室", "法规科")) if code == "PL6" else Registers()
    for heading, body in shown:
        text = HEAD + body
        marks = [n for n, line in enumerate(text.splitlines(), 1) if f"# {code}" in line]
        assert bool(marks) == (heading == "错误")
        places = [d.position.line for d in check([loaded(text)], [RULES[code]], registers=registers, known=())]
        assert sorted(places) == marks


TASK = HEAD + "sections:\n  - heading: 平台\n    parts:\n      - {title: 甲, lead: 办公室, due: %s}\n"


@pytest.mark.parametrize(
    ("issued", "due", "fires"),
    [
        ("2026-05-27", "5月底前", True),  # 27, 28 and 29 May
        ("2026-05-25", "5月底前", True),  # four working days after the day of issue
        ("2026-05-22", "5月底前", False),
        ("2026-06-01", "2026年5月31日前", True),
        ("2026-05-27", "持续推进", False),
        ("2026-05-27", "每月10日前", False),
    ],
)
def test_a_deadline_needs_five_working_days(issued: str, due: str, fires: bool) -> None:
    text = (TASK % due).replace("year: 2026", f"year: 2026\nissued: {issued}")
    assert bool(list(check([loaded(text)], [RULES["PL1"]], known=()))) == fires


# --- the words of plans ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（牵头科室：办公室、法规科；责任科室：各科室）", Roles(("办公室", "法规科"), ("各科室",))),
        ("(牵头科室:办公室,责任科室:中心)", Roles(("办公室",), ("中心",))),
        ("（牵头单位：甲局，责任单位：乙局、丙局，配合单位：丁局）", Roles(("甲局",), ("乙局", "丙局"), ("丁局",))),
        ("（牵头处室：办公室；会办处室：法规处）", Roles(("办公室",), (), ("法规处",))),
        ("办公室牵头，各科室配合", Roles(("办公室",), (), ("各科室",))),
        ("市财政局牵头落实", Roles(("市财政局",))),
        ("市金融办、人民银行潍坊市中心支行分别牵头落实", Roles(("市金融办", "人民银行潍坊市中心支行"))),
        ("（甲科、乙科负责）", Roles((), ("甲科", "乙科"))),
        ("由办公室负责落实", Roles((), ("办公室",))),
        ("信息公开要及时", Roles()),
    ],
)
def test_the_offices_of_a_text_by_role(text: str, expected: Roles) -> None:
    assert roles(text) == expected


def test_in_a_column_of_offices_names_alone_are_responsible() -> None:
    assert roles("财务科", plain=True) == Roles((), ("财务科",))
    assert roles("办公室、财务科", plain=True, first_is_lead=True) == Roles(("办公室",), ("财务科",))


@pytest.mark.parametrize(
    "text", ["做好公开。（牵头科室：办公室）", "做好公开。(牵头科室:办公室;责任科室:各科室(含中心))。"]
)
def test_the_bracket_at_the_end_of_a_task_is_parted_off(text: str) -> None:
    assert parted(text)[0] == "做好公开。"


def test_another_bracket_stays_in_the_text() -> None:
    assert parted("修订标准规范（附件2）") == ("修订标准规范（附件2）", "")


def test_composed_words_are_read_back() -> None:
    named = Roles(("办公室",), ("法规科", "人事科"), ("各科室",))
    assert roles(words(*named)) == named


@pytest.mark.parametrize("name", ["各科室", "局机关科室", "中心", "市局各有关科室", "市政府各有关部门", "各县市区政府"])
def test_a_name_for_several_offices_is_generic(name: str) -> None:
    assert GENERIC.search(name)


@pytest.mark.parametrize("name", ["办公室", "执法支队", "信息中心", "登记注册科", "市财政局", "网络值班科室"])
def test_the_name_of_one_office_is_not_generic(name: str) -> None:
    assert not GENERIC.search(name)


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("2026年5月底前", "2026-05-31"),
        ("年底前", "2026-12-31"),
        ("11月底前完成", "2026-11-30"),
        ("6月30日之前", "2026-06-30"),
        ("2027年1月31日前", "2027-01-31"),
        ("上半年", "2026-06-30"),
        ("每月8日前", None),
        ("持续推进", None),
        ("按月公开", None),
        ("及时", None),
        ("", None),
    ],
)
def test_the_last_day_of_a_task(due: str, day: str | None) -> None:
    assert last_day(due, date(2026, 1, 1)) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize("due", ["持续推进", "常态化开展", "长期坚持", "贯穿全年"])
def test_what_goes_on_for_ever_is_continuous(due: str) -> None:
    assert is_continuous(due)
    assert not is_continuous(f"{due}，6月底前完成首轮".replace(due, "6月底前"))


# --- tables ---


@pytest.mark.parametrize("name", sorted(plan_forms()))
def test_every_form_prints_every_task_once(name: str) -> None:
    entry = plan()
    form = plan_forms()[name]
    printed = table(entry, form)
    assert [row.key for row in printed.body if row.key] == [task.id for task in entry.tasks]
    assert [path[-1] for path in printed.headings()] == [column.heading for column in form.columns]


def test_the_ledger_offers_the_states_and_names_its_rows(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    assert gkml(f"build {PLAN} --format xlsx --out {tmp_path}").code == 0
    (path,) = tmp_path.rglob("*.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["任务台账", "方案"]
    lists = [rule.formula1 for rule in book["任务台账"].data_validations.dataValidation if rule.type == "list"]
    assert lists == ['"未开始,推进中,已完成,已销账"']


# --- bad input ---


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (HEAD, (1, 1), "缺少"),
        (HEAD + "form: 表\nsections: [{heading: 甲}]\n", (6, 7), "没有“表”这种任务表"),
        (HEAD + "sections: [{heading: 甲, parts: [{number: 1.}]}]\n", (6, 33), "任务没有标题也没有正文"),
        (
            HEAD + "sections:\n  - heading: 甲\n    parts:\n      - {id: a, title: 乙}\n      - {id: a, title: 丙}\n",
            (10, 14),
            "编号“a”已经用在任务“乙”",
        ),
        (HEAD + "sections: [{heading: 甲}]\nquotas: [{each: 年, at_least: 1}]\n", (7, 17), "month"),
        (HEAD + "sections: [{heading: 甲}]\nquotas: [{each: year, at_least: 0}]\n", (7, 33), "0"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_place_and_a_line(text: str, place: tuple[int, int], message: str) -> None:
    result = load(read(text.encode(), "x.yaml"), {})
    assert result.entry is None
    first = result.diagnostics[0]
    assert message in first.message
    assert (first.position.line, first.position.column) == place


# --- the next year ---


def test_the_next_years_plan_keeps_tasks_and_drops_progress(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    path = tmp_path / "2020-work-plan.yaml"
    text = PLAN.read_text("utf-8")
    assert "due: 2020年5月底前" in text
    path.write_text(
        text.replace("due: 2020年5月底前", "due: 2020年5月底前\n        progress:\n          state: 推进中"), "utf-8"
    )
    result = gkml(f"new {path}")
    assert result.code == 0, result.err
    draft = plan(tmp_path / "2021-work-plan.yaml")
    assert (draft.plan.year, draft.plan.previous, draft.plan.draft) == (2021, "2020-work-plan.yaml", True)
    assert [task.id for task in draft.tasks] == [task.id for task in plan().tasks]
    assert [task.task.due for task in draft.tasks if task.task.due] == ["2021年5月底前"]
    assert not any(task.task.progress for task in draft.tasks)
    assert "【2016】年以来" in draft.tasks[-3].body
    assert draft.plan.issued is None
    assert not draft.plan.basis


# --- the 台账 that comes back ---


def ledger(tmp_path: Path, gkml: Callable[..., Result]) -> tuple[Path, Path]:
    path = tmp_path / "plan.yaml"
    text = PLAN.read_text("utf-8").replace("quotas:", "# 注释留着\nquotas:")
    path.write_text(text, "utf-8")
    assert gkml(f"build {path} --format xlsx --out {tmp_path}").code == 0
    return path, tmp_path / "plan.xlsx"


def fill(path: Path, cells: dict[tuple[int, str], object]) -> None:
    """Writes cells by the number of the task (from 1) and the heading."""
    book = openpyxl.load_workbook(path)
    sheet = book["任务台账"]
    head = next(row for row in range(1, 9) if sheet.cell(row, 1).value == "部分")
    columns = {sheet.cell(head, column).value: column for column in range(1, 14)}
    for (task, heading), value in cells.items():
        sheet.cell(head + task, columns[heading]).value = value
    book.save(path)


def test_progress_that_came_back_is_written_and_nothing_else(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    path, sheet = ledger(tmp_path, gkml)
    before = path.read_text("utf-8")
    assert gkml(f"import --update {path} {sheet}").out == "没有改动。\n"
    fill(sheet, {
        (1, "进展"): "已完成", (1, "完成日期"): date(2020, 6, 30), (1, "佐证材料"): "六盘水市监发〔2020〕9号\nhttp://a/1",
        (13, "进展"): "推进中", (13, "时限"): "6月底前", (13, "牵头科室"): "办公室；科技与信息化科、人事科",
    })  # fmt: skip
    result = gkml(f"import --update {path} {sheet}")
    assert result.code == 0, result.out + result.err
    first, other = (plan(path).tasks[n].task for n in (0, 12))
    assert first.progress is not None
    assert (first.progress.state, first.progress.done, first.progress.evidence) == (
        "已完成", date(2020, 6, 30), ("六盘水市监发〔2020〕9号", "http://a/1"),
    )  # fmt: skip
    assert (other.due, other.lead) == ("6月底前", ("办公室", "科技与信息化科", "人事科"))
    lines = set(before.splitlines())
    assert set(lines - set(path.read_text("utf-8").splitlines())) == {"        due: 2020年5月底前"}
    assert "# 注释留着" in path.read_text("utf-8")
    assert gkml(f"import --update {path} {sheet} --base {path}").out == "没有改动。\n"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({(1, "进展"): "做完了"}, "“做完了”不是进展；可写：未开始、推进中、已完成、已销账"),
        ({(2, "完成日期"): "1/4/2026"}, "分不清哪个是月、哪个是日"),
        ({(2, "完成日期"): "2026-02-30"}, "没有这一天"),
        ({(3, "任务"): "另一个名称"}, "这一列请在方案里改"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_and_changes_nothing(
    cells: dict[tuple[int, str], object], message: str, tmp_path: Path, gkml: Callable[..., Result]
) -> None:
    path, sheet = ledger(tmp_path, gkml)
    before = path.read_bytes()
    fill(sheet, cells)
    result = gkml(f"import --update {path} {sheet}")
    assert result.code == 1
    assert message in result.out
    assert "没有合并：第" in result.out
    assert path.read_bytes() == before


def test_a_value_that_both_changed_is_a_conflict(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    path, sheet = ledger(tmp_path, gkml)
    base = tmp_path / "base.yaml"
    base.write_bytes(path.read_bytes())
    fill(sheet, {(13, "时限"): "6月底前", (1, "进展"): "推进中"})
    path.write_text(path.read_text("utf-8").replace("due: 2020年5月底前", "due: 7月底前"), "utf-8")
    result = gkml(f"import --update {path} {sheet} --base {base}")
    assert result.code == 1
    assert "方案里已经改成“7月底前”，台账里是“6月底前”，没有写" in result.out
    assert plan(path).tasks[12].task.due == "7月底前"
    first = plan(path).tasks[0].task.progress
    assert first is not None
    assert first.state == "推进中"


def test_another_table_is_refused_in_a_line(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    path, sheet = ledger(tmp_path, gkml)
    book = openpyxl.load_workbook(sheet)
    book["任务台账"].delete_cols(9)
    book.save(sheet)
    result = gkml(f"import --update {path} {sheet}")
    assert result.code == 2
    assert "没有找到任务台账，或列标题改过" in result.err


# --- two years ---


def test_two_years_plans_are_compared_task_by_task(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    old, new = tmp_path / "2020.yaml", tmp_path / "2021.yaml"
    text = PLAN.read_text("utf-8")
    old.write_text(text, "utf-8")
    later = text.replace("year: 2020", "year: 2021\nprevious: 2020.yaml").replace(
        "due: 2020年5月底前", "due: 2021年6月底前"
    )
    later = later.replace("(牵头科室:应急宣传科;", "(牵头科室:应急科、宣传科;")
    later = re.sub(r'          - number: "5."\n(?:            .*\n)+', "", later)
    later = later.replace(
        "quotas:",
        "  - number: 五、\n    heading: 新部分\n    parts:\n      - {title: 建立数据资源目录, lead: 科技科}\nquotas:",
    )
    new.write_text(later, "utf-8")
    data = json.loads(gkml(f"diff {old} {new} --output-format json").out)
    assert [(c["kind"], c["field"], c["before"] if c["field"] else "", c["after"] if c["field"] else "") for c in data["changes"]] == [
        ("changed", "牵头科室", "应急宣传科", "应急科、宣传科"),
        ("changed", "时限", "2020年5月底前", "2021年6月底前"),
        ("added", "", "", ""),
        ("gone", "", "", ""),
    ]  # fmt: skip
    assert data["kept"] == 14
    assert data["changes"][-1]["name"] == "及时公布流通领域商品质量抽检结果"
    for form in ("text", "markdown", "html", "xlsx", "docx"):
        out = tmp_path / f"out-{form}"
        result = gkml(
            f"diff {new} --output-format {form} --output-file {out}.{ {'text': 'txt', 'markdown': 'md'}.get(form, form) }"
        )
        assert result.code == 0, result.err
    assert "没有 redline 格式" in gkml(f"diff {old} {new} --output-format redline --output-file {tmp_path}/x.docx").err
    assert json.loads(gkml(f"diff {old} {old} --output-format json").out)["changes"] == []


# --- import ---


def imported(path: Path, gkml: Callable[..., Result]) -> PlanEntry:
    result = gkml(f"import {path} -o -")
    assert result.code in {0, 1}, result.err
    return loaded(result.out).entry  # type: ignore[return-value]


@pytest.mark.parametrize("form", ["docx", "html"])
def test_the_printed_plan_is_read_back_to_the_letter(form: str, tmp_path: Path, gkml: Callable[..., Result]) -> None:
    assert gkml(f"build {PLAN} --format {form} --out {tmp_path}").code == 0
    (path,) = tmp_path.rglob(f"2020-work-plan.{form}")
    again, before = imported(path, gkml), plan()
    assert (again.plan.title, again.plan.year, again.plan.issued) == (before.plan.title, 2020, before.plan.issued)
    assert again.plan.notice == before.plan.notice
    for one, other in zip(again.tasks, before.tasks, strict=True):
        assert (one.path, one.task.title + one.body, one.task.assigned, one.roles) == (
            other.path, other.task.title + other.body, other.task.assigned, other.roles,
        )  # fmt: skip
    assert gkml(f"import {path} -o {tmp_path / 'again.yaml'}").code in {0, 1}
    assert gkml(f"build {tmp_path / 'again.yaml'} --format docx --out {tmp_path / 'o'}").code == 0
    lines = [line.strip() for line in SOURCE.read_text("utf-8").splitlines() if line.strip()]
    printed = [each.text for each in docx.Document(str(tmp_path / "o" / "again.docx")).paragraphs]
    assert printed[: len(lines)] == lines


def test_a_plan_in_plain_word_paragraphs(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    file = docx.Document()
    for line in SOURCE.read_text("utf-8").splitlines():
        if line.strip():
            file.add_paragraph(line.strip())
    file.save(str(tmp_path / "a.docx"))
    again = imported(tmp_path / "a.docx", gkml)
    assert [task.path for task in again.tasks] == [task.path for task in plan().tasks]
    assert [task.roles for task in again.tasks] == [task.roles for task in plan().tasks]


@pytest.mark.parametrize("name", sorted(set(plan_forms()) - {"prose"}))
def test_a_table_of_tasks_in_each_form(name: str, tmp_path: Path, gkml: Callable[..., Result]) -> None:
    """Made up, in the headings of published plans."""
    form = plan_forms()[name]
    cells = {
        "group": ["一、基础工作", "一、基础工作", "二、政策解读"], "number": ["1", "2", "3"], "title": ["规范专栏", "编制年报", "做好解读"],
        "text": ["清理专栏。", "编制年度报告。", "随文解读。"], "lead": ["办公室", "办公室", "法规科"], "responsible": ["法规科", "人事科", "办公室"],
        "offices": ["办公室牵头，法规科配合", "办公室", "法规科、办公室"], "due": ["年底前", "1月31日前", "持续推进"],
        "state": ["推进中", "已完成", "未开始"], "remark": ["", "", ""],
    }  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某局2026年政务公开工作任务清单"])
    sheet.append([column.heading for column in form.columns])
    for row in range(3):
        sheet.append([cells[column.shows][row] for column in form.columns])
    group = next((n for n, column in enumerate(form.columns, 1) if column.shows == "group"), None)
    if group:
        sheet.merge_cells(start_row=3, end_row=4, start_column=group, end_column=group)
    book.save(tmp_path / "a.xlsx")
    result = gkml(f"import {tmp_path / 'a.xlsx'} -o -")
    entry = loaded(result.out).entry
    assert isinstance(entry, PlanEntry)
    assert entry.plan.form == name
    assert len(entry.tasks) == 3
    shown = {column.shows for column in form.columns}
    if "due" in shown:
        assert [task.task.due for task in entry.tasks] == cells["due"]
    if "offices" in shown:
        assert [task.roles for task in entry.tasks] == [
            Roles(("办公室",), (), ("法规科",)), Roles((), ("办公室",)), Roles((), ("法规科", "办公室")),
        ]  # fmt: skip
    if "group" in shown:
        assert [section.heading for section in entry.plan.sections] == ["一、基础工作", "二、政策解读"]
    assert "没有看懂 0" in result.err


def test_a_directory_with_a_plan_in_its_preface_is_a_directory(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    path = ROOT / "catalogs" / "jincheng-food-drug" / "2020.yaml"
    assert gkml(f"build {path} --format docx --out {tmp_path}").code == 0
    (file,) = tmp_path.rglob("2020.docx")
    assert "kind: work-plan" not in gkml(f"import {file} -o -").out


def test_a_formula_without_a_value_empties_nothing(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    path, sheet = ledger(tmp_path, gkml)
    before = path.read_bytes()
    fill(sheet, {(13, "时限"): '="6月"&"底前"'})
    result = gkml(f"import --update {path} {sheet}")
    assert result.code == 2
    assert "没有存值的公式，没有合并" in result.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("due", "later"),
    [
        ("2020年5月底前", "2021年5月底前"),
        ("2020年5月底前、2020年10月底前", "2021年5月底前、2021年10月底前"),
        ("5月底前", "5月底前"),
        ("持续推进", "持续推进"),
        ("2020-05-31", "【2020-05-31】"),
        ("2020/5/31", "【2020/5/31】"),
        ("二〇二〇年底前", "【二〇二〇年底前】"),
        ("2020-2021年", "【2020-2021年】"),
        ("2020年2月29日前", "【2020年2月29日前】"),
    ],
)
def test_a_deadline_is_moved_on_by_a_year_or_marked(due: str, later: str) -> None:
    assert _moved(due, 2021) == later


def test_a_rewritten_task_is_one_and_different_plans_have_none_in_common() -> None:
    def made(words: str, count: int) -> PlanEntry:
        tasks = "".join(f"      - {{title: {words}{n}号任务的第{n * 7}项{words * 3}}}\n" for n in range(count))
        entry = loaded(f"{HEAD}sections:\n  - heading: 甲\n    parts:\n{tasks}").entry
        assert isinstance(entry, PlanEntry)
        return entry

    few = compare(made("公开财政预算", 1), made("公开财政预决算", 1))
    assert [change.kind for change in few.changes] == ["changed"]
    many = compare(made("天地玄黄", 300), made("宇宙洪荒", 300))
    assert {change.kind for change in many.changes} == {"added", "gone"}


def test_an_import_calls_a_plan_a_plan(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    assert gkml(f"build {PLAN} --format docx --out {tmp_path}").code == 0
    (path,) = tmp_path.rglob("*.docx")
    result = gkml(f"import {path} -o {tmp_path / 'again.yaml'}")
    assert "17 项任务，工作方案，格式 prose" in result.out + result.err
