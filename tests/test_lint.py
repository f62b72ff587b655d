"""`gkml lint` at the command line: what is mended, what is accepted, what counts, and what stays as it was."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from gkml.catalog.load import load
from gkml.diagnostics import Diagnostic, Fix, Position
from gkml.lint.check import all_rules, check, worthwhile
from gkml.project.files import read_file
from gkml.project.fix import fix_all
from gkml.project.workspace import Home, find_home
from gkml.schema.documents import AnyLoaded
from gkml.yamltext.source import read
from tests.conftest import CATALOGS, Result

CODES = {rule.name: rule.code for rule in all_rules()}
DOUBLED, SPACE, BLANK = CODES["doubled-word"], CODES["space-in-text"], CODES["blank-required-cell"]

CATALOG = """\
# 编辑说明：不要动这一行
id: sample
title: 样例局政府信息主动公开基本目录
profile: basic-8
edition: "2026"
issued: 2026-01-05
defaults: {time_limit: 信息形成或变更之日起20个工作日内, channels: [样例网站]}
items:
  - id: g1
    name: 编制本局机构信息
    items:
      - id: a1
        name: 领导简介 # 名称
        content: 领导的的姓名、分工
        office: 人事科
        sections: [政务公开-机构概况]
      - {id: a2, name: 机构职能, content: 内设机构、 职责, office: 办公室, sections: [政务公开-机构概况]}
      - {id: a3, name: 办公地址, content: 地址和电话, office: "", sections: [政务公开-机构概况]}
"""
FIXED = CATALOG.replace("领导的的姓名", "领导的姓名").replace("机构、 职责", "机构、职责")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one catalog with three faults; every test stands in it."""
    (tmp_path / "catalogs").mkdir()
    (tmp_path / "gkml.yaml").write_text("version: 1\ncatalogs: catalogs\n", "utf-8")
    (tmp_path / "catalogs" / "a.yaml").write_text(CATALOG, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(outcome: Result) -> list[str]:
    return [finding["code"] for finding in json.loads(outcome.out)]


def text(folder: Path) -> str:
    return (folder / "catalogs" / "a.yaml").read_text("utf-8")


JSON = "--output-format json"


def test_the_faults_are_found_at_their_cells(gkml: Callable[..., Result]) -> None:
    found = {(f["code"], f["line"], f["field"]) for f in json.loads(gkml(f"lint {JSON}").out)}
    assert {(DOUBLED, 14, "content"), (SPACE, 17, "content"), (BLANK, 18, "office")} <= found


# --- mending ---


def test_fix_mends_what_is_safe_and_nothing_else(gkml: Callable[..., Result], folder: Path) -> None:
    outcome = gkml("lint --fix")
    assert text(folder) == FIXED
    assert outcome.code == 1 and BLANK in outcome.out and DOUBLED not in outcome.out
    assert outcome.err.startswith("改了 1 个文件的 2 处。\n")


def test_a_second_fix_finds_nothing_to_mend(gkml: Callable[..., Result], folder: Path) -> None:
    gkml("lint --fix --unsafe-fixes")
    once = text(folder)
    assert "改了 0 个文件的 0 处。" in gkml("lint --fix --unsafe-fixes").err
    assert text(folder) == once


def test_diff_shows_and_writes_nothing(gkml: Callable[..., Result], folder: Path) -> None:
    outcome = gkml("lint --diff")
    assert (outcome.code, text(folder)) == (1, CATALOG)
    assert "-        content: 领导的的姓名、分工\n+        content: 领导的姓名、分工\n" in outcome.out
    assert outcome.err == "可以改 1 个文件的 2 处。\n"
    (folder / "catalogs" / "a.yaml").write_text(FIXED, "utf-8")
    assert gkml("lint --diff").code == 0


def test_only_chosen_rules_mend(gkml: Callable[..., Result], folder: Path) -> None:
    gkml(f"lint --fix --select {DOUBLED}")
    assert text(folder) == CATALOG.replace("领导的的姓名", "领导的姓名")


@pytest.mark.parametrize("refused", ["tempfile.mkstemp", "os.replace"])
def test_a_file_that_cannot_be_written_is_named_and_stays(
    refused: str, gkml: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "")

    monkeypatch.setattr("gkml.project.writing.exchanged", lambda new, path: False)
    monkeypatch.setattr(refused, refuse)
    outcome = gkml("lint --fix")
    assert outcome.code == 2 and "写不进 catalogs/a.yaml" in outcome.err
    assert text(folder) == CATALOG


@pytest.mark.parametrize("command", ["lint --fix", "fmt"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_stay(
    mark: bytes, ends: str, command: str, gkml: Callable[..., Result], folder: Path
) -> None:
    file = folder / "catalogs" / "a.yaml"
    gkml(command)
    expected = mark + file.read_bytes().replace(b"\n", ends.encode())
    written = mark + CATALOG.replace("\n", ends).encode()
    file.write_bytes(written)
    gkml(command)
    assert file.read_bytes() == expected != written
    gkml(command)
    assert file.read_bytes() == expected


@pytest.mark.parametrize("command", ["lint --fix", "fmt"])
def test_a_file_marked_as_read_only_stays(command: str, gkml: Callable[..., Result], folder: Path) -> None:
    file = folder / "catalogs" / "a.yaml"
    file.chmod(0o444)
    outcome = gkml(command)
    assert outcome.code == 2 and "写不进 catalogs/a.yaml（文件是只读的）；原来的文件没有改动\n" in outcome.err
    assert text(folder) == CATALOG and file.stat().st_mode & 0o777 == 0o444


@pytest.mark.parametrize("command", ["lint --fix", "fmt"])
def test_a_link_is_written_through_and_the_mode_of_its_file_kept(
    command: str, gkml: Callable[..., Result], folder: Path
) -> None:
    link, file = folder / "catalogs" / "a.yaml", folder / "原件.txt"
    link.rename(file)
    file.chmod(0o640)
    link.symlink_to(file)
    gkml(command)
    assert link.is_symlink() and file.read_text("utf-8") != CATALOG
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
@pytest.mark.parametrize("options", ["--fix", "--fix --unsafe-fixes"])
def test_real_catalogs_are_mended_once_and_stay_catalogs(
    path: Path, options: str, gkml: Callable[..., Result], folder: Path
) -> None:
    (folder / "catalogs" / "a.yaml").write_bytes(path.read_bytes())
    gkml(f"lint {options} --fail-on never --no-baseline")
    once = text(folder)
    before = [line.rsplit("#", 1)[1] for line in path.read_text("utf-8").splitlines() if line.lstrip().startswith("#")]
    assert [line.rsplit("#", 1)[1] for line in once.splitlines() if line.lstrip().startswith("#")] == before
    assert load(read(once.encode(), "a.yaml"), Home(None).profiles).entry
    assert "改了 0 个文件的 0 处。" in gkml(f"lint {options} --fail-on never --no-baseline").err
    assert text(folder) == once


# --- accepting ---


def test_a_comment_accepts_one_finding_with_a_reason(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "a.yaml").write_text(
        CATALOG.replace(
            'office: "", sections: [政务公开-机构概况]}',
            f'office: "", sections: [政务公开-机构概况]}}  # gkml: ignore[{BLANK}] 地址由市里统一公布',
        ),
        "utf-8",
    )
    assert BLANK not in codes(gkml(f"lint {JSON}"))
    assert DOUBLED in codes(gkml(f"lint {JSON}"))


def with_comment(comment: str) -> str:
    """The catalog with a comment at the blank cell."""
    return CATALOG.replace(
        'office: "", sections: [政务公开-机构概况]}', f'office: "", sections: [政务公开-机构概况]}}  {comment}'
    )


@pytest.mark.parametrize(
    "comment",
    [
        "# 地址在三楼 # gkml: ignore[K105] 由市里公布",
        "# gkml：ignore［K105］由市里公布",
        "# gkml： ignore【K105】 由市里公布",
        "# ＧＫＭＬ：ＩＧＮＯＲＥ［Ｋ１０５］由市里公布",
        "## GKML: Ignore [K111、K105]：由市里公布",
        "# gkml: ignore[K111] 原文如此 # gkml: ignore[K105] 由市里公布",
    ],
)
def test_an_acceptance_may_stand_anywhere_in_a_comment(comment: str, gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "a.yaml").write_text(with_comment(comment), "utf-8")
    found = codes(gkml(f"lint {JSON} --select {BLANK}"))
    assert BLANK not in found and "K031" not in found


@pytest.mark.parametrize(
    "comment",
    [
        "# gkml ignore[K105] 由市里公布",
        "# gkml: ignore(K105) 由市里公布",
        "# gkml: ignore K105 由市里公布",
        "# gkml: ingore[K105] 由市里公布",
        "# gkml-ignore: K105 由市里公布",
        "# gkml: disable=K105",
        "# gkml: [K105] 由市里公布",
        "# 由市里公布 gkml: ignore[K105]",
        "# ignore[K105] 由市里公布",
        "# gkml: ignore[K105 由市里公布",
        "# gkml: ignore[] 由市里公布",
        "# gkml: ignore[K105]",
        "# ｇｋｍｌ ignore［K105］ 由市里公布",
    ],
)
def test_an_acceptance_that_is_nearly_right_is_told(comment: str, gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "a.yaml").write_text(with_comment(comment), "utf-8")
    outcome = json.loads(gkml(f"lint {JSON}").out)
    told = [finding for finding in outcome if finding["code"] == "K031"]
    assert len(told) == 1 and told[0]["line"] == 18 and BLANK in {finding["code"] for finding in outcome}
    no_reason = "接受 K105 没有写理由；请在后面写上"
    assert told[0]["message"].endswith(
        no_reason if comment == "# gkml: ignore[K105]" else "请写成 # gkml: ignore[K105] 理由"
    )


@pytest.mark.parametrize(
    "comment", ["# 用 gkml fmt 整理过", "# gkml: 见手册", "# 原文如此", "# 见 gkml.yaml", "# origin K105"]
)
def test_another_comment_is_none_of_it(comment: str, gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "a.yaml").write_text(with_comment(comment), "utf-8")
    assert "K031" not in codes(gkml(f"lint {JSON}"))


def test_an_item_accepts_for_all_below_it(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "a.yaml").write_text(
        CATALOG.replace(
            "    name: 编制本局机构信息\n",
            "    name: 编制本局机构信息\n    ignore: [{rule: blank-required-cell, reason: 机构改革中}]\n",
        ),
        "utf-8",
    )
    assert BLANK not in codes(gkml(f"lint {JSON}"))


def test_an_acceptance_that_is_not_needed_is_a_finding(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "a.yaml").write_text(CATALOG.replace("# 名称", f"# gkml: ignore[{BLANK}] 以后补"), "utf-8")
    assert "K032" in codes(gkml(f"lint {JSON}"))
    assert "K032" not in codes(gkml(f"lint {JSON} --select {SPACE}")), "a rule that was not asked says nothing"


def test_a_path_leaves_rules_out(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "gkml.yaml").write_text(
        f"version: 1\ncatalogs: catalogs\nper_path: {{'catalogs/*.yaml': [{BLANK}, doubled-word]}}\n", "utf-8"
    )
    assert not {BLANK, DOUBLED} & set(codes(gkml(f"lint {JSON}")))
    (folder / "gkml.yaml").write_text("version: 1\nper_path: {'*': [K999]}\n", "utf-8")
    assert gkml("lint").code == 2


REPORT = """\
kind: annual-report
id: a
title: 某局2021年政府信息公开工作年度报告
agency: 某局
level: 部门
year: 2021
form: 2021
sections:
  - heading: 一、总体情况
reviews: [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
"""


@pytest.mark.parametrize(
    ("settings", "options", "runs"),
    [
        ("", "", False),
        ("", "--select A12b", True),
        ("enable: [A12b]", "", True),
        ("enable: cases-without-count-in-prose", "", True),
        ("select: [A12b]", "", True),
        ("enable: [A12b]\nignore: [A12b]", "", False),
        ("severity: {A12b: error}", "", False),
    ],
)
def test_an_optional_rule_runs_if_it_is_named(
    gkml: Callable[..., Result], folder: Path, settings: str, options: str, runs: bool
) -> None:
    (folder / "catalogs" / "a.yaml").write_text(REPORT, "utf-8")
    (folder / "gkml.yaml").write_text(f"version: 1\ncatalogs: catalogs\n{settings}\n", "utf-8")
    assert ("A12b" in codes(gkml(f"lint {JSON} {options}"))) is runs


def test_a_name_in_enable_has_to_be_a_rule(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "gkml.yaml").write_text("version: 1\ncatalogs: catalogs\nenable: [A99]\n", "utf-8")
    outcome = gkml("lint")
    assert outcome.code == 2
    assert "没有规则“A99”" in outcome.err


# --- the baseline ---


def test_a_baseline_lets_old_findings_pass_and_new_ones_fail(gkml: Callable[..., Result], folder: Path) -> None:
    assert gkml("lint").code == 1
    outcome = gkml("lint --write-baseline --reason 随年度修订一并改")
    assert (outcome.code, outcome.out) == (0, "没有发现问题。\n")
    assert gkml("lint").code == 0
    assert BLANK in gkml("lint --no-baseline").out
    (folder / "catalogs" / "a.yaml").write_text(CATALOG.replace("office: 人事科", 'office: ""'), "utf-8")
    outcome = gkml("lint")
    assert outcome.code == 1 and outcome.out.count(BLANK) == 1
    assert "个旧问题已接受（.gkml-baseline.yaml）" in outcome.err


def test_a_baseline_only_shrinks(gkml: Callable[..., Result], folder: Path) -> None:
    gkml("lint --write-baseline --reason 随年度修订一并改")
    baseline = folder / ".gkml-baseline.yaml"
    before = baseline.read_text("utf-8")
    assert f"rule: {DOUBLED}" in before and before.count("reason: 随年度修订一并改") == before.count("- catalog: ")
    (folder / "catalogs" / "a.yaml").write_text(FIXED.replace("office: 人事科", 'office: ""'), "utf-8")
    assert "已经改好；请用 --write-baseline 删去" in gkml("lint").err
    outcome = gkml("lint --write-baseline")
    after = baseline.read_text("utf-8")
    assert f"rule: {DOUBLED}" not in after and f"rule: {SPACE}" not in after
    assert after.count(f"rule: {BLANK}") == before.count(f"rule: {BLANK}") == 1
    assert outcome.code == 1, "what is new is not put on the list"


def test_a_baseline_counts_findings_that_say_the_same(gkml: Callable[..., Result], folder: Path) -> None:
    twice = CATALOG.replace("content: 地址和电话", "content: 地址的的门牌").replace(
        "name: 办公地址", "name: 地址的的门牌"
    )
    (folder / "catalogs" / "a.yaml").write_text(twice, "utf-8")
    gkml("lint --write-baseline --reason 以后改")
    assert gkml("lint").code == 0
    assert "count: 2" in (folder / ".gkml-baseline.yaml").read_text("utf-8")


OTHER_EDITION = CATALOG.replace('edition: "2026"', 'edition: "2025"')


def test_what_is_accepted_in_one_edition_is_new_in_another(gkml: Callable[..., Result], folder: Path) -> None:
    gkml("lint --write-baseline --reason 随年度修订一并改")
    (folder / "catalogs" / "b.yaml").write_text(OTHER_EDITION, "utf-8")
    (folder / "catalogs" / "a.yaml").write_text(FIXED.replace('office: ""', "office: 办公室"), "utf-8")
    outcome = gkml(f"lint {JSON}")
    assert outcome.code == 1 and {finding["file"] for finding in json.loads(outcome.out)} == {"catalogs/b.yaml"}
    assert BLANK in codes(outcome)


def test_a_baseline_without_editions_is_read_and_written_with_them(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "b.yaml").write_text(OTHER_EDITION, "utf-8")
    gkml("lint --write-baseline --reason 随年度修订一并改")
    baseline = folder / ".gkml-baseline.yaml"
    now = baseline.read_text("utf-8")
    assert now.count('edition: "2026"') == now.count('edition: "2025"') > 2
    blocks = [
        block for block in re.split("(?m)^(?=  - )", re.sub("    edition: .*\n", "", now)) if "- catalog" in block
    ]
    once = [block.replace("    reason:", "    count: 2\n    reason:") for block in dict.fromkeys(blocks)]
    baseline.write_text("version: 1\naccepted:\n" + "".join(once), "utf-8")
    outcome = gkml("lint")
    assert outcome.code == 0 and outcome.out == "没有发现问题。\n"
    assert "没有分版本；请执行 gkml lint --write-baseline 补上。" in outcome.err
    gkml("lint --write-baseline")
    assert baseline.read_text("utf-8") == now


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--write-baseline", "要写理由：--reason"),
        ("--write-baseline --no-baseline --reason x", "不能一起用"),
        ("--output-file catalogs/a.yaml", "不能写在上面"),
    ],
)
def test_what_cannot_be_asked(options: str, expected: str, gkml: Callable[..., Result], folder: Path) -> None:
    told = gkml(f"lint {options}")
    assert told.code == 2 and expected in told.err
    assert text(folder) == CATALOG and not (folder / ".gkml-baseline.yaml").exists()


def test_a_broken_baseline_is_told_with_its_place(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / ".gkml-baseline.yaml").write_text("version: 1\naccepted:\n  - {catalog: a, rule: K105}\n", "utf-8")
    told = gkml("lint")
    assert told.code == 2 and ".gkml-baseline.yaml:3:" in told.err


# --- the rest ---


def test_a_report_changes_no_verdict(gkml: Callable[..., Result], folder: Path) -> None:
    for form in ("text", "full", "json", "sarif", "github", "gitlab", "junit", "markdown", "html"):
        assert gkml(f"lint --output-format {form}").code == 1, form
        assert gkml(f"lint --output-format {form} --fail-on never").code == 0, form


def test_statistics_do_not_spoil_a_report_for_programs(gkml: Callable[..., Result]) -> None:
    outcome = gkml(f"lint {JSON} --statistics")
    assert json.loads(outcome.out) and DOUBLED in outcome.err
    assert DOUBLED in gkml("lint --statistics").out


def test_a_guide_is_read_from_beside_the_catalog(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "guide").mkdir()
    (folder / "guide" / "g.yaml").write_text(
        CATALOG.replace("id: sample", "id: guide").replace("name: 编制本局机构信息", "name: 机构信息"), "utf-8"
    )
    (folder / "catalogs" / "a.yaml").write_text(FIXED.replace("title:", "guide: ../guide/g.yaml\ntitle:"), "utf-8")
    assert CODES["frame-of-guide-changed"] in codes(gkml(f"lint catalogs {JSON}"))


def test_findings_do_not_hang_on_the_other_catalogs_order(folder: Path) -> None:
    """Every rule says of each catalog alone what it says of it among others."""
    loads = [load(read(path.read_bytes(), str(path)), Home(None).profiles) for path in CATALOGS]
    together = {(d.file, d.position, d.code, d.message) for d in check(loads, all_rules())}
    alone = {(d.file, d.position, d.code, d.message) for one in loads for d in check([one], all_rules())}
    assert together == alone
    backwards = {(d.file, d.position, d.code, d.message) for d in check(loads[::-1], all_rules())}
    assert backwards == together


SECOND = CATALOG.replace("id: sample", "id: second").replace("样例局", "二号局")


@pytest.mark.parametrize("part", [f"--select {DOUBLED}", f"--ignore {BLANK}", "catalogs/b.yaml"])
def test_what_was_not_looked_at_stays_on_the_baseline(part: str, gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "b.yaml").write_text(SECOND, "utf-8")
    gkml("lint --write-baseline --reason 随年度修订一并改")
    before = (folder / ".gkml-baseline.yaml").read_text("utf-8")
    assert "已经改好" not in gkml(f"lint {part}").err
    gkml(f"lint {part} --write-baseline")
    assert (folder / ".gkml-baseline.yaml").read_text("utf-8") == before


def test_a_catalog_that_cannot_be_read_takes_nothing_off_the_baseline(
    gkml: Callable[..., Result], folder: Path
) -> None:
    (folder / "catalogs" / "b.yaml").write_text(SECOND, "utf-8")
    gkml("lint --write-baseline --reason 随年度修订一并改")
    before = (folder / ".gkml-baseline.yaml").read_text("utf-8")
    (folder / "catalogs" / "b.yaml").write_text("items: [", "utf-8")
    assert gkml("lint --write-baseline").code == 1
    assert (folder / ".gkml-baseline.yaml").read_text("utf-8") == before
    (folder / "catalogs" / "b.yaml").unlink()
    gkml("lint --write-baseline")
    assert "second" not in (folder / ".gkml-baseline.yaml").read_text("utf-8"), "it has been taken away"


def test_a_file_that_cannot_be_read_is_never_accepted(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "b.yaml").write_text("items: [", "utf-8")
    outcome = gkml("lint --write-baseline --reason 以后改")
    assert outcome.code == 1 and "b.yaml" in outcome.out
    assert gkml("lint").code == 1


@pytest.mark.parametrize(
    "comment",
    [
        ("profile: basic-8", "profile: basic-8  # {0}"),
        ("items:\n  - id: g1", "items:  # {0}\n  - id: g1"),
        ('office: "", sections: [政务公开-机构概况]}\n', 'office: "", sections: [政务公开-机构概况]}\n      # {0}\n'),
    ],
)
def test_a_comment_outside_an_item_accepts_nothing_in_it(
    comment: tuple[str, str], gkml: Callable[..., Result], folder: Path
) -> None:
    old, new = comment
    written = CATALOG.replace(old, new.replace("{0}", f"gkml: ignore[{SPACE}] 原文如此"))
    assert written != CATALOG
    (folder / "catalogs" / "a.yaml").write_text(written, "utf-8")
    assert SPACE in codes(gkml(f"lint {JSON}"))


def test_a_title_accepts_for_itself(gkml: Callable[..., Result], folder: Path) -> None:
    accepted = f"目录、 表  # gkml: ignore[{SPACE}] 原文如此\nprofile"
    (folder / "catalogs" / "a.yaml").write_text(CATALOG.replace("目录\nprofile", accepted), "utf-8")
    assert codes(gkml(f"lint {JSON} --select {SPACE}")) == [SPACE]


def test_fixes_that_undo_each_other_end_and_are_told(
    gkml: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(loaded: AnyLoaded) -> list[Diagnostic]:
        source = loaded.source
        route = ("title",)
        value = "甲" if source.data["title"] != "甲" else "乙"
        position = source.locate(route)
        return [
            Diagnostic(
                "K111",
                "space-in-text",
                "warning",
                "x",
                source.file,
                position,
                fix=Fix(value),
                route=route,
                text=source.data["title"],
            )
        ]

    loaded = load(read_file(Path("catalogs/a.yaml")), find_home(Path()).profiles)
    after = fix_all(loaded, look, find_home(Path()), unsafe=False)
    assert not after.is_settled and after.loaded.source.data["title"] in {"甲", "乙"}


def test_diff_tells_of_what_cannot_be_read(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "b.yaml").write_text("items: [", "utf-8")
    assert "b.yaml" in gkml("lint --diff").err
    assert gkml("lint --diff catalogs/b.yaml").code == gkml("lint catalogs/b.yaml").code == 1


def test_a_report_does_not_write_over_a_catalog_of_another_suffix(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "a.catalog").write_text(CATALOG, "utf-8")
    assert "不能写在上面" in gkml("lint a.catalog --output-file a.catalog").err
    assert (folder / "a.catalog").read_text("utf-8") == CATALOG


def test_codes_may_be_written_small(gkml: Callable[..., Result], folder: Path) -> None:
    config = folder / "gkml.yaml"
    config.write_text(
        f"version: 1\nper_path: {{'catalogs/*': [{BLANK.lower()}]}}\nseverity: {{{SPACE.lower()}: error}}\n", "utf-8"
    )
    found = {finding["code"]: finding["severity"] for finding in json.loads(gkml(f"lint {JSON}").out)}
    assert BLANK not in found and found[SPACE] == "error"


def test_a_semicolon_in_a_quoted_value_parts_nothing() -> None:
    position = Position(1, 1, 1, 2)
    found = Diagnostic("K111", "x", "warning", "“甲；乙 丙”里有多余的空格；请删去", "a.yaml", position)
    assert found.problem_and_advice() == ("“甲；乙 丙”里有多余的空格", "请删去")


def test_a_guide_is_read_once_however_it_is_named(
    gkml: Callable[..., Result], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "guide.yaml").write_text(SECOND, "utf-8")
    for name in ("a", "b"):
        (folder / "catalogs" / name).mkdir()
        named = CATALOG.replace("id: sample", f"id: s{name}").replace("profile:", "guide: ../../guide.yaml\nprofile:")
        (folder / "catalogs" / name / "2026.yaml").write_text(named, "utf-8")
    read: list[Path] = []
    monkeypatch.setattr("gkml.project.lint.one_file.read_file", lambda path: read.append(path) or read_file(path))
    gkml("lint")
    assert [path.name for path in read].count("guide.yaml") == 1


def test_files_that_would_build_to_one_place_are_looked_at_all_the_same(
    gkml: Callable[..., Result], folder: Path
) -> None:
    (folder / "catalogs" / "a.yml").write_text(SECOND, "utf-8")
    assert {finding["file"] for finding in json.loads(gkml(f"lint {JSON}").out)} == {
        "catalogs/a.yaml",
        "catalogs/a.yml",
    }
    assert gkml("build").code == 2


def test_the_lines_that_diff_shows_do_not_steer_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "format: 1\nid: ju\ntitle: 目录\nprofile: basic-8\nitems:\n  - id: a1\n    name: 甲  # \u202e注\tx\n    content: 姓名，，简历\n"
    (tmp_path / "ju.yaml").write_text(text, "utf-8")
    outcome = gkml("lint ju.yaml --diff --unsafe-fixes")
    assert "\\u202e注\tx" in outcome.out and "\u202e" not in outcome.out


@pytest.mark.parametrize(
    ("value", "text", "is_kept"),
    [
        ("目录", "目彔", True),
        ("目录", "目录", False),
        ("", "目录", False),
        ("  ", "目录", False),
        ((), "目录", False),
        (("", " "), "目录", False),
        (("甲", "乙"), "甲、乙", True),
    ],
)
def test_a_fix_that_writes_nothing_new_is_no_fix(value: str | tuple[str, ...], text: str, is_kept: bool) -> None:
    fix = Fix(value)
    assert worthwhile(fix, text) is (fix if is_kept else None)


@pytest.mark.parametrize("name", ["gkml.yaml", ".gkml-baseline.yaml", ".gkml-changes.yaml"])
def test_a_file_of_settings_that_is_named_is_no_catalog(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]
) -> None:
    """pre-commit and editors hand over every YAML file that was changed."""
    monkeypatch.chdir(tmp_path)
    assert gkml("init .").code == 0
    if not (tmp_path / name).exists():
        (tmp_path / name).write_text("version: 1\n", "utf-8")
    catalog = next(path for path in tmp_path.rglob("*.yaml") if path.parent.parent.name == "catalogs")
    both, alone = gkml(f"lint {catalog} {name}"), gkml(f"lint {catalog}")
    assert both == alone
    result = gkml(f"lint {name}")
    assert (result.code, result.err.strip()) == (2, f"没有目录文件（.yaml）：{name}")
