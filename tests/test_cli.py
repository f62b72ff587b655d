"""The command line: exit codes, what is on disk after the worst, and words that a clerk understands. Real processes."""

import hashlib
import io
import json
import os
import re
import resource
import shutil
import signal
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from gkml.cli import run
from gkml.project.workspace import Home
from gkml.report.text import LABELS
from tests.conftest import ROOT, Result

SAMPLE = (ROOT / "templates/workspace/catalogs/shili-ju/2026.yaml").read_text("utf-8")
BAD = SAMPLE.replace("office: 人事科", "ofice: 人事科").replace("id: shili-ju", "id: bad")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one good catalog, with a record of builds of its own; every test stands in it."""
    work = tmp_path / "w"
    (work / "catalogs").mkdir(parents=True)
    (work / "gkml.yaml").write_text("version: 1\ncatalogs: catalogs\n", "utf-8")
    (work / "catalogs" / "a.yaml").write_text(SAMPLE, "utf-8")
    monkeypatch.chdir(work)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return work


@pytest.fixture
def gkml(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Runs the command line in this process."""

    def call(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["gkml", *arguments])
        code = run()
        return Result(code, *capfd.readouterr())

    return call


def process(*arguments: str, **options: object) -> subprocess.Popen[str]:
    """Runs the command line in a process of its own, that answers to signals as one at a terminal does."""
    return subprocess.Popen(
        [sys.executable, "-m", "gkml", *arguments],
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "start_new_session": True, **options},
    )  # type: ignore[call-overload]


def finished(*arguments: str, **options: object) -> Result:
    running = process(*arguments, **options)
    out, err = running.communicate(timeout=120)
    return Result(running.returncode, out or "", err or "")


def many(folder: Path, count: int) -> None:
    """Catalogs enough for two processes and for the record of builds."""
    (folder / "catalogs" / "a.yaml").unlink()
    for number in range(count):
        text = SAMPLE.replace("id: shili-ju", f"id: ju-{number}").replace("领导简介", f"领导简介{number}")
        (folder / "catalogs" / f"{number:03}.yaml").write_text(text, "utf-8")


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def whole(path: Path) -> bool:
    if path.suffix in {".docx", ".xlsx"}:
        return zipfile.is_zipfile(path) and zipfile.ZipFile(path).testzip() is None
    return path.read_text("utf-8").rstrip().endswith("</html>")


# --- exit codes ---


def test_a_clean_workspace_is_0_a_finding_1_an_unreadable_one_2(folder: Path, gkml: Callable[..., Result]) -> None:
    assert gkml("lint") == (0, "没有发现问题。\n", "")
    (folder / "catalogs" / "b.yaml").write_text(BAD, "utf-8")
    assert gkml("lint").code == 1
    assert gkml("lint", "--fail-on", "never").code == 0
    (folder / "catalogs" / "b.yaml").write_bytes(BAD.encode("gbk"))
    assert gkml("lint").code == 1, "the other catalog was read"
    assert gkml("lint", "catalogs/b.yaml").code == 2
    assert gkml("build", "catalogs/b.yaml").code == 2
    assert gkml("lint", "catalogs/b.yaml", "--fail-on", "never").code == 2


def test_only_findings_as_grave_as_asked_for_fail(folder: Path, gkml: Callable[..., Result]) -> None:
    twice = "      - {id: jg0009, name: 领导简介, content: 另一份, office: 办公室, sections: [政务公开]}\n"
    (folder / "catalogs" / "a.yaml").write_text(
        SAMPLE.replace("      - id: jg0003\n", f"{twice}      - id: jg0003\n"), "utf-8"
    )
    severities = {finding["severity"] for finding in json.loads(gkml("lint", "--output-format", "json").out)}
    assert severities == {"warning"}
    assert gkml("lint").code == 0
    assert gkml("lint", "--fail-on", "warning").code == 1
    assert gkml("lint", "--fail-on", "info").code == 1


def test_a_build_of_many_goes_on_after_a_bad_one(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "catalogs" / "b.yaml").write_text(BAD, "utf-8")
    (folder / "catalogs" / "c.yaml").write_text(SAMPLE.replace("id: shili-ju", "id: third"), "utf-8")
    result = gkml("build", "--format", "html,json")
    assert result.code == 1
    assert "1 份目录有误，没有编译：catalogs/b.yaml" in result.err
    assert list(contents(folder / "build")) == ["a.html", "a.json", "c.html", "c.json", "index.html"]
    assert "b.html" not in (folder / "build" / "index.html").read_text("utf-8")


USAGE = [
    (["buid"], "没有命令 buid；是不是 build？加 --help 看说明"),
    (["build", "--fromat", "x"], "没有选项 --fromat；是不是 --format？加 --help 看说明"),
    (["build", "-z"], "没有选项 -z；加 --help 看说明"),
    (["build", "--format"], "选项 --format 后面要跟一个值；加 --help 看说明"),
    (["build", "--check=1"], "选项 --check 后面不要跟值；加 --help 看说明"),
    (["build", "--jobs", "两个"], "选项 --jobs 的值“两个”应是整数；加 --help 看说明"),
    (["build", "--jobs", "-1"], "选项 --jobs 的值 -1 超出范围（x>=0）；加 --help 看说明"),
    (["rule", "K101", "K102"], "多余的参数 K102；加 --help 看说明"),
    (["rule", "没有的"], "没有规则“没有的”；gkml rule 列出全部规则"),
    (["schema", "目录"], "没有叫“目录”的 schema；可选：catalog、annual-report、work-plan、config、profile、findings"),
    (["lint", "--select", "K999"], "没有规则“K999”；gkml rule 列出全部规则"),
    (["lint", "--fail-on", "致命"], "--fail-on 的值“致命”不对；可选：error、warning、info、never"),
    (["lint", "--output-format", "xml"], "不认识的输出格式“xml”；可选：text、concise、full、json、"),
    (["lint", "--config", "没有.yaml"], "找不到配置文件 没有.yaml"),
    (["lint", "没有.yaml"], "找不到 没有.yaml；请检查路径"),
    (["lint", "长" * 300], "：名字太长"),
    (["build", "--format", "doc"], "不认识的格式“doc”；可选：docx、xlsx、html、csv、md、json、pdf"),
    (["build", "--shard", "3/2"], "--shard 的值“3/2”应写成 i/n，如 1/4，i 从 1 到 n"),
    (["build", "--shard", "一/二"], "--shard 的值“一/二”应写成 i/n，如 1/4，i 从 1 到 n"),
    (["build", "--out", "-"], "--out - 一次只输出一份目录的一种格式，现在是 1 份、3 种；请写明路径和 --format"),
    (["build", "--out", "gkml.yaml"], "gkml.yaml 是文件，不能当输出文件夹"),
    (["build", "--out", "gkml.yaml/b"], "写不进 gkml.yaml/b/a.docx（上级不是文件夹）；原来的文件没有改动"),
    (["lint", "--output-file", "catalogs"], "写不进 catalogs（是文件夹）；请换个文件名"),
    (["lint", "--output-file", "gkml.yaml/x"], "写不进 gkml.yaml/x（上级不是文件夹）；原来的文件没有改动"),
    (["init", "gkml.yaml"], "gkml.yaml 是文件，不能当工作区"),
    (["init", "gkml.yaml/x"], "写不进 gkml.yaml/x/"),
]


@pytest.mark.parametrize(
    ("arguments", "message"), USAGE, ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else ""
)
def test_what_cannot_be_done_is_one_chinese_line_and_2(
    arguments: list[str], message: str, gkml: Callable[..., Result]
) -> None:
    result = gkml(*arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert result.err.count("\n") == 1


def test_without_a_command_there_is_the_help_and_2(gkml: Callable[..., Result]) -> None:
    result = gkml()
    assert result.code == 2
    assert "gkml [选项] 命令 [参数]..." in result.err


@pytest.mark.parametrize("command", ["", "init", "build", "lint", "fmt", "rule", "schema"])
def test_help_is_chinese(command: str, gkml: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    for width in ("100", "20", "1", "0", "many"):
        monkeypatch.setenv("COLUMNS", width)
        result = gkml(*([command] if command else []), "--help")
        assert result.code == 0
        assert not re.search(r"Usage|Options|Arguments|Commands|Show this|default:|required", result.out)


# --- findings as JSON ---


def test_findings_as_json_hold_to_their_schema_and_are_exact(folder: Path, gkml: Callable[..., Result]) -> None:
    text = BAD.replace("office: 办公室", "office: ''", 1).replace(
        "sections: [政务公开-机构概况]", "sections: [政务公开-机构概况, {一: 二}]", 1
    )
    (folder / "catalogs" / "a.yaml").write_text(text, "utf-8")
    (folder / "catalogs" / "b.yaml").write_text(SAMPLE.replace("office: 人事科", "office: ''"), "utf-8")
    result = gkml("lint", "--output-format", "json")
    findings = json.loads(result.out)
    jsonschema.validate(findings, json.loads((ROOT / "schema/findings.schema.json").read_text("utf-8")))
    assert list(findings[0]) == [
        *("code", "name", "severity", "message", "file", "line", "column", "end_line", "end_column"),
        *("catalog", "item", "field", "fix", "text", "title", "basis", "place"),
    ]
    places = {
        (
            f["code"],
            f["file"],
            f["line"],
            f["column"],
            f["end_line"],
            f["end_column"],
            f["catalog"],
            f["item"],
            f["field"],
        )
        for f in findings
    }
    assert places == {
        ("K020", "catalogs/a.yaml", 19, 9, 19, 14, "bad", "jg0002", "ofice"),
        ("K022", "catalogs/a.yaml", 20, 31, 20, 37, "bad", "jg0002", "sections"),
        ("K105", "catalogs/b.yaml", 19, 17, 19, 19, "shili-ju", "jg0002", "office"),
    }
    assert all(finding["fix"] is None and finding["severity"] in LABELS for finding in findings)


def test_findings_in_a_file_are_those_on_the_screen(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "catalogs" / "b.yaml").write_text(BAD, "utf-8")
    shown = gkml("lint", "--output-format", "json").out
    assert gkml("lint", "--output-format", "json", "--output-file", "out/f.json") == (
        1,
        "共 1 个问题：错误 1 个。\n",
        "",
    )
    assert (folder / "out" / "f.json").read_text("utf-8") == shown
    assert json.loads(gkml("lint", "catalogs/a.yaml", "--output-format", "json").out) == []


def test_a_message_stays_on_its_line(folder: Path, gkml: Callable[..., Result]) -> None:
    text = SAMPLE.replace("name: 领导简介", 'name: "领导\\n简介"').replace("office: 人事科", "office: ''")
    (folder / "catalogs" / "a.yaml").write_text(text, "utf-8")
    result = gkml("lint").out.splitlines()
    assert len(result) == 2
    assert "“领导\\n简介”" in result[0]


# --- what is found in a folder ---


def test_odd_things_in_the_folder_are_told_and_hold_nothing_up(folder: Path) -> None:
    inside = folder / "catalogs"
    (inside / "folder.yaml").mkdir()
    (inside / "folder.yaml" / "b.yaml").write_text(SAMPLE.replace("id: shili-ju", "id: second"), "utf-8")
    (inside / "round").symlink_to(".")
    (inside / "gone.yaml").symlink_to("nowhere.yaml")
    (inside / "itself.yaml").symlink_to("itself.yaml")
    (inside / "zero.yaml").symlink_to("/dev/zero")
    os.mkfifo(inside / "pipe.yaml")
    (inside / ".hidden.yaml").write_text("]", "utf-8")
    (inside / "~$b.docx").write_bytes(b"")
    for command in (["lint"], ["build", "--format", "json"], ["fmt", "--check"]):
        result = finished(*command, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30)))
        assert result.code == 1
        told = sorted(
            re.findall(
                r"^catalogs/(\S+):1:1: 错误 K001 unreadable-file 读不出来：(.*)$", result.out + result.err, re.MULTILINE
            )
        )
        assert told == [
            ("gone.yaml", "不存在"),
            ("itself.yaml", "链接绕成了圈"),
            ("pipe.yaml", "不是普通文件"),
            ("zero.yaml", "不是普通文件"),
        ]
    assert list(contents(folder / "build")) == ["a.json", "folder.yaml/b.json"]


@pytest.mark.parametrize("name", [b"\xc1\xec\xb5\xbc.yaml", b"a\nb.yaml", b"a\x1b[31m.yaml"])
def test_a_file_name_that_cannot_be_printed_is_refused(name: bytes, folder: Path, gkml: Callable[..., Result]) -> None:
    path = os.fsencode(folder / "catalogs") + b"/" + name
    Path(os.fsdecode(path)).write_text(SAMPLE.replace("id: shili-ju", "id: other"), "utf-8")
    result = gkml("lint")
    assert result.code == 1
    assert result.out.splitlines()[0].endswith("文件名里有换行等控制字符，或不是 UTF-8 编码；请改名")
    assert len(json.loads(gkml("lint", "--output-format", "json").out)) == 1
    assert gkml("lint", "--output-file", "f.txt").code == 1
    assert gkml("build", "--format", "html").code == 1
    assert list(contents(folder / "build")) == ["a.html", "index.html"]


def test_a_linked_file_is_built_where_the_link_stands(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder.parent / "outside.yaml").write_text(SAMPLE.replace("id: shili-ju", "id: outside"), "utf-8")
    (folder / "catalogs" / "linked.yaml").symlink_to(folder.parent / "outside.yaml")
    assert gkml("build", "--format", "json").code == 0
    assert list(contents(folder / "build")) == ["a.json", "linked.json"]


@pytest.mark.parametrize(
    "text", [SAMPLE, "items:\n  - name: 一\nprofile: basic-8\ntitle: 一\nid: shili-ju\nedition: '2026'\n"]
)
def test_two_files_of_one_edition_are_told_by_lint_and_build(
    text: str, folder: Path, gkml: Callable[..., Result]
) -> None:
    (folder / "catalogs" / "b.yaml").write_text(text, "utf-8")
    message = "目录代号“shili-ju”已经用在 catalogs/a.yaml（版本“2026”）；请改代号，或用 edition 区分版本"
    lint, build = gkml("lint"), gkml("build", "--format", "json")
    assert (lint.code, build.code) == (1, 1)
    assert message in lint.out
    assert message in build.err
    assert list(contents(folder / "build")) == ["a.json"]
    (folder / "catalogs" / "b.yaml").write_text(text.replace("2026", "2027"), "utf-8")
    assert gkml("build", "--format", "json").code == 0


# --- a template that came from somewhere ---


def package(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


PARTS: dict[str, bytes | str] = dict(Home(None).looks("docx"))
PARTS.setdefault("word/document.xml", "<a/>")
BOMB = package({**PARTS, "word/media/a.png": b"\0" * (40 << 20)})


def lying(data: bytes) -> bytes:
    """The bomb, that says of itself that it is small."""
    lie = bytearray(data)
    struct.pack_into("<I", lie, data.rindex(b"PK\x01\x02") + 24, 10)
    return bytes(lie)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "不是完好的 Word 文件", id="empty"),
        pytest.param(package({}), "不是 Word 文件", id="an empty package"),
        pytest.param(package({"xl/workbook.xml": "<a/>"}), "不是 Word 文件", id="a workbook"),
        pytest.param(package(PARTS)[:-400], "不是完好的 Word 文件", id="cut off"),
        pytest.param(package({**PARTS, "word/vbaProject.bin": b"x"}), "模板里有宏", id="macros"),
        pytest.param(BOMB, "展开后超过 32 MiB", id="a bomb"),
        pytest.param(lying(BOMB), "不是完好的 Word 文件", id="a bomb that lies"),
        pytest.param(
            package({**PARTS, **{f"a/{n}": "" for n in range(3_000)}}), "2000 个部件", id="thousands of parts"
        ),
        pytest.param(package({**PARTS, "../../a.xml": "<a/>"}), "越出文件本身的路径", id="a path out of it"),
        pytest.param(package({**PARTS, "word/styles.xml": "<a"}), "word/styles.xml 不是完好的 XML", id="broken XML"),
        pytest.param(
            package({**PARTS, "word/styles.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
            "word/styles.xml 不是完好的 XML",
            id="entities",
        ),
    ],
)
def test_a_template_that_is_none_is_one_clear_line(
    data: bytes, message: str, folder: Path, gkml: Callable[..., Result]
) -> None:
    (folder / "gkml.yaml").write_text("version: 1\ncatalogs: catalogs\ntemplate: 红头.docx\n", "utf-8")
    (folder / "红头.docx").write_bytes(data)
    result = gkml("build", "--format", "docx")
    assert (result.code, result.out) == (2, "")
    assert re.fullmatch(f"红头.docx: .*{re.escape(message)}.*\n", result.err)
    assert contents(folder / "build") == {}


def test_a_good_template_is_used(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "base.docx").write_bytes(package({**PARTS, "word/theme/red.xml": "<a/>"}))
    assert gkml("build", "--format", "docx").code == 0
    assert "word/theme/red.xml" in zipfile.ZipFile(folder / "build" / "a.docx").namelist()


# --- what is on disk after the worst ---


def test_a_full_disk_leaves_no_half_file(folder: Path) -> None:
    assert finished("build", "--format", "docx,json").code == 0
    before = contents(folder / "build")
    (folder / "catalogs" / "a.yaml").write_text(SAMPLE.replace("领导简介", "领导介绍" * 2_000), "utf-8")
    result = finished(
        *("build", "--format", "docx,json"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, 4_096)),
    )
    assert result == (2, "", "写不进 build/a.docx（文件太大）；原来的文件没有改动\n")
    assert contents(folder / "build") == before


def test_a_folder_that_cannot_be_written_is_told(gkml: Callable[..., Result]) -> None:
    result = gkml("build", "--out", "/proc/gkml")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("写不进 /proc/gkml/a.docx（")


def test_killed_in_the_middle_it_leaves_only_whole_files(folder: Path) -> None:
    many(folder, 60)
    for delay in (0.0, 0.02, 0.06):
        shutil.rmtree(folder / "build", ignore_errors=True)
        running, pids = started(folder)
        time.sleep(delay)
        for pid in (running.pid, *pids):
            os.kill(pid, signal.SIGKILL)
        running.communicate(timeout=20)
        made = [path for path in (folder / "build").rglob("*") if not path.name.startswith(".gkml-")]
        assert made
        assert all(map(whole, made))
    assert finished("build").code == 0
    assert finished("build", "--check").out == "60 份目录的编译结果都是最新的。\n"


def test_two_builds_at_once_make_the_same_as_one(folder: Path) -> None:
    many(folder, 60)
    assert finished("build", "--out", "alone").code == 0
    both = [process("build", "--jobs", jobs) for jobs in ("2", "1")]
    assert [running.communicate(timeout=60)[1] for running in both] == ["", ""]
    assert [running.returncode for running in both] == [0, 0]
    assert contents(folder / "build") == contents(folder / "alone")


def children(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in listed.stdout.split()]


def started(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A build by two processes that has begun to write."""
    running = process("build", "--jobs", "2")
    while not (list(folder.glob("build/*.docx")) and len(pids := children(running.pid)) >= 2):
        assert running.poll() is None
        time.sleep(0.005)
    return running, pids


def gone(pids: list[int]) -> bool:
    for _ in range(80):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


def test_ctrl_c_ends_a_build_of_two_processes_cleanly(folder: Path) -> None:
    many(folder, 300)
    running, pids = started(folder)
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=20)
    assert (running.returncode, out, err) == (130, "", "已中断，没有留下写了一半的文件。\n")
    assert gone(pids)
    assert all(map(whole, (path for path in (folder / "build").rglob("*") if path.is_file())))


def test_a_process_that_the_system_kills_is_told_and_not_waited_for(folder: Path) -> None:
    many(folder, 300)
    running, pids = started(folder)
    os.kill(pids[0], signal.SIGKILL)
    _, err = running.communicate(timeout=20)
    assert (running.returncode, err[:16]) == (2, "编译的一个进程被系统结束了，多半")
    assert gone(pids)


def test_when_the_build_is_killed_its_processes_end_too(folder: Path) -> None:
    many(folder, 300)
    running, pids = started(folder)
    running.kill()
    assert gone(pids)
    running.communicate(timeout=20)


# --- building again, in parts, to be checked ---


@pytest.mark.parametrize("count", [3, 40])
def test_a_second_build_writes_nothing(count: int, folder: Path) -> None:
    many(folder, count)
    assert finished("build").out == f"编译了 {count} 份目录，写了 {3 * count + 1} 个文件到 build/。\n"
    before = {path: path.stat().st_mtime_ns for path in (folder / "build").iterdir()}
    assert finished("build").out == f"编译了 {count} 份目录，写了 0 个文件到 build/。\n"
    assert {path: path.stat().st_mtime_ns for path in (folder / "build").iterdir()} == before


@pytest.mark.parametrize("count", [5, 40])
def test_shards_together_are_the_whole(count: int, folder: Path) -> None:
    many(folder, count)
    (folder / "catalogs" / "bad.yaml").write_text(BAD, "utf-8")
    assert finished("build", "--format", "docx,html,json").code == 1
    for number in (3, 1, 2):
        assert finished("build", "--format", "docx,html,json", "--out", "parts", "--shard", f"{number}/3").code in {
            0,
            1,
        }
    assert contents(folder / "parts") == contents(folder / "build")
    assert len(contents(folder / "build")) == 3 * count + 1


@pytest.mark.parametrize("count", [2, 30])
def test_check_names_what_is_stale_edited_or_missing_and_writes_nothing(
    count: int, folder: Path, gkml: Callable[..., Result]
) -> None:
    many(folder, count)
    assert gkml("build", "--format", "csv,html").code == 0
    assert gkml("build", "--format", "csv,html", "--check") == (0, f"{count} 份目录的编译结果都是最新的。\n", "")
    with (folder / "build" / "000.csv").open("ab") as file:
        file.write(b"x")
    (folder / "build" / "001.html").unlink()
    before = contents(folder / "build")
    assert gkml("build", "--format", "csv,html", "--check") == (1, "过时：build/000.csv\n过时：build/001.html\n", "")
    assert contents(folder / "build") == before
    assert gkml("build", "--format", "csv,html").out == f"编译了 {count} 份目录，写了 2 个文件到 build/。\n"
    source = folder / "catalogs" / "001.yaml"
    source.write_text(source.read_text("utf-8").replace("人事科", "人事处"), "utf-8")
    assert gkml("build", "--format", "csv,html", "--check") == (1, "过时：build/001.csv\n过时：build/001.html\n", "")
    with (folder / "build" / "index.html").open("ab") as file:
        file.write(b"x")
    assert "过时：build/index.html\n" in gkml("build", "--format", "csv,html", "--check").out


def test_out_to_the_screen_is_what_a_build_writes(folder: Path, gkml: Callable[..., Result]) -> None:
    assert gkml("build", "--format", "json,docx").code == 0
    shown = subprocess.run(
        [sys.executable, "-m", "gkml", "build", "catalogs/a.yaml", "--out", "-", "--format", "docx"],
        capture_output=True,
        check=True,
    )
    assert shown.stdout == (folder / "build" / "a.docx").read_bytes()
    assert gkml("build", "--out", "-", "--format", "json").out == (folder / "build" / "a.json").read_text("utf-8")
    (folder / "catalogs" / "a.yaml").write_text(BAD, "utf-8")
    result = gkml("build", "--out", "-", "--format", "json")
    assert (result.code, result.out) == (1, "")
    assert "K020" in result.err


def test_json_is_rows_by_leaf_heading_with_ids(folder: Path, gkml: Callable[..., Result]) -> None:
    text = (ROOT / "tests/catalogs/jincheng-food-drug.yaml").read_text("utf-8")
    (folder / "catalogs" / "a.yaml").write_text(text, "utf-8")
    built = json.loads(gkml("build", "--out", "-", "--format", "json").out)
    assert list(built) == ["id", "title", "edition", "columns", "column_paths", "rows"]
    assert built["columns"][:5] == ["序号", "一级事项", "二级事项", "三级事项", "公开内容(要素)"]
    assert built["column_paths"][:2] == [["序号"], ["公开事项", "一级事项"]]
    assert [path[-1] for path in built["column_paths"]] == built["columns"]
    assert all(list(row) == ["id", *built["columns"]] for row in built["rows"])
    assert len({row["id"] for row in built["rows"]}) == len(built["rows"]) > 0


# --- the screen ---


def test_a_reader_that_goes_away_is_no_fault(folder: Path) -> None:
    items = "".join(f"  - {{name: 事项{number}, 错: 一}}\n" for number in range(4_000))
    (folder / "catalogs" / "a.yaml").write_text(SAMPLE.split("items:", maxsplit=1)[0] + "items:\n" + items, "utf-8")
    for arguments in (["lint"], ["lint", "--output-format", "json"], ["rule"], ["schema", "catalog"]):
        running = process(*arguments)
        assert running.stdout is not None
        assert running.stdout.read(1)
        running.stdout.close()
        assert running.wait(timeout=60) in {0, 1, 141}
        assert running.stderr is not None
        assert running.stderr.read() == ""


@pytest.mark.parametrize("closed", [(1,), (2,), (1, 2), (0, 1, 2)])
def test_closed_streams_change_neither_the_verdict_nor_any_file(closed: tuple[int, ...], folder: Path) -> None:
    before = contents(folder / "catalogs")
    for arguments, code in ((["build", "--format", "json,html"], 0), (["lint"], 0), (["lint", "没有"], 2)):
        result = finished(*arguments, preexec_fn=lambda: [os.close(stream) for stream in closed])
        assert result.code == code
        assert "出错" not in result.out + result.err
    assert contents(folder / "catalogs") == before
    assert list(contents(folder / "build")) == ["a.html", "a.json", "index.html"]


def test_a_screen_that_takes_no_more_is_told(folder: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = finished("rule", stdout=full)
    assert (result.code, result.err) == (2, "输出写不出去：磁盘已满\n")


def test_chinese_comes_out_whatever_the_locale(folder: Path) -> None:
    plain = {"PATH": os.environ["PATH"], "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    result = finished("lint", "没有", env=plain, encoding="utf-8")
    assert result == (2, "", "找不到 没有；请检查路径\n")
    (folder / "catalogs" / "目录.yaml").write_text(BAD, "utf-8")
    assert finished("lint", env=plain, encoding="utf-8").out.startswith("catalogs/目录.yaml:19:9: 错误 K020")
    (folder / "catalogs" / "目录.yaml").write_text(SAMPLE.replace("shili-ju", "other"), "utf-8")
    assert finished("build", "--format", "html", env=plain, encoding="utf-8").code == 0
    assert "%E7%9B%AE%E5%BD%95.html" in (folder / "build" / "index.html").read_text("utf-8")


def test_colours_are_for_those_who_want_them(
    folder: Path, gkml: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "catalogs" / "a.yaml").write_text(BAD, "utf-8")
    assert "\x1b" not in gkml("lint").out
    assert "\x1b[1;31m错误\x1b[0m" in gkml("lint", "--color").out
    assert "\x1b[1;31m错误\x1b[0m" in gkml("build", "--color").err
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m错误\x1b[0m" in gkml("lint", "--color").out, "asked for in so many words"
    assert "\x1b" not in gkml("lint", "--no-color").out


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_colours_and_one_line_of_progress(
    environment: dict[str, str], coloured: bool, folder: Path
) -> None:
    many(folder, 4)
    (folder / "catalogs" / "bad.yaml").write_text(BAD, "utf-8")
    master, terminal = os.openpty()
    running = process("build", env={**os.environ, "TERM": "xterm", **environment}, stdout=terminal, stderr=terminal)
    os.close(terminal)
    shown = b""
    try:
        while piece := os.read(master, 4_096):
            shown += piece
    except OSError:  # how a terminal says that nobody writes to it any more
        os.close(master)
    assert running.wait(timeout=60) == 1
    shown = shown.decode()
    assert ("\x1b[1;31m" in shown) == coloured
    assert "\r编译 1/5" in shown
    assert "Traceback" not in shown


# --- a new workspace ---


def test_init_writes_over_nothing_and_what_it_makes_builds(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "new").mkdir()
    (folder / "new" / "gkml.yaml").write_text("version: 1\n", "utf-8")
    result = gkml("init", "new")
    assert result.code == 0
    assert "已有，没有改动：new/gkml.yaml\n" in result.out
    assert (folder / "new" / "gkml.yaml").read_text("utf-8") == "version: 1\n"
    before = contents(folder / "new")
    assert gkml("init", "new").code == 0
    assert contents(folder / "new") == before
    assert gkml("lint", "new").code == 0
    assert gkml("fmt", "--check", "new").code == 0
    assert gkml("build", "new").code == 0


def test_init_leaves_an_older_package_alone(folder: Path, gkml: Callable[..., Result]) -> None:
    """pip refuses two versions in one command, and the pinned versions belong to the older one."""
    (folder / ".gkml").mkdir()
    (folder / ".gkml" / "gkml-0.1.0-py3-none-any.whl").write_bytes(b"old")
    assert "已有，没有改动：.gkml/gkml-0.1.0-py3-none-any.whl\n" in gkml("init", ".").out
    assert [path.name for path in (folder / ".gkml").iterdir()] == ["gkml-0.1.0-py3-none-any.whl"]


def test_init_says_that_ci_has_nothing_to_install(
    folder: Path, gkml: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gkml.project.init.wheel", dict)  # as in a program that runs from a folder
    result = gkml("init", ".")
    assert (result.code, "没有放安装包" in result.out) == (0, True)


def test_init_pins_all_that_the_program_needs(folder: Path, gkml: Callable[..., Result]) -> None:
    gkml("init", ".")
    pinned = (folder / ".gkml" / "constraints.txt").read_text("utf-8").splitlines()
    names = {line.partition("==")[0].lower() for line in pinned}
    assert {"typer", "rich", "lxml", "pydantic-core", "markupsafe", "et-xmlfile"} <= {
        n.replace("_", "-") for n in names
    }
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in pinned)
    assert not names & {"pytest", "pdfplumber", "pygls"}
