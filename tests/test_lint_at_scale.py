"""Lint of many files: processes, the cache and shares change how long it takes, and nothing that is reported."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from gkml.diagnostics import FILE_START, Diagnostic, Fix
from gkml.project.lint.one_file import Reader
from gkml.project.lint.record import FileFindings, Head, diagnostics_in, head_of, record_of
from gkml.project.shard import Shard
from tests.conftest import ROOT, Result

SAMPLE = (ROOT / "templates/workspace/catalogs/shili-ju/2026.yaml").read_text("utf-8")
COUNT = 60
SHARDS = ROOT / "templates" / "shards"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of 60 catalogs, each with findings of its own; a guide that some follow; two of one edition."""
    work = tmp_path / "w"
    (work / "catalogs").mkdir(parents=True)
    (work / "gkml.yaml").write_text("version: 1\ncatalogs: catalogs\n", "utf-8")
    for number in range(COUNT):
        text = SAMPLE.replace("id: shili-ju", f"id: ju-{number % (COUNT - 1)}").replace(
            "领导简介", f"领导的的简介{number}"
        )
        if number % 7 == 1:
            text = text.replace("profile:", "guide: ju.yaml\nprofile:")
        (work / "catalogs" / f"{number:03}.yaml").write_text(text, "utf-8")
    (work / "catalogs" / "ju.yaml").write_text(SAMPLE.replace("id: shili-ju", "id: guide"), "utf-8")
    (work / "catalogs" / "bad.yaml").write_text("id: x\nitems: [", "utf-8")
    monkeypatch.chdir(work)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return work


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are looked at in this process."""
    names: list[str] = []
    look = Reader.look

    def noted(self: Reader, path: Path) -> Any:
        names.append(path.name)
        return look(self, path)

    monkeypatch.setattr(Reader, "look", noted)
    return names


def test_processes_change_nothing(gkml: Callable[..., Result]) -> None:
    one = gkml("lint --no-cache --jobs 1")
    assert one.code == 1 and one.out.count("的的") > COUNT and "K026" in one.out
    assert gkml("lint --no-cache --jobs 2") == one
    assert gkml("lint --jobs 2") == one
    assert gkml("lint --jobs 2") == one


def test_what_has_not_changed_is_not_looked_at_again(
    gkml: Callable[..., Result], folder: Path, looked_at: list[str]
) -> None:
    first = gkml("lint --jobs 1")
    assert len(looked_at) == COUNT + 2
    looked_at.clear()
    assert gkml("lint --jobs 1") == first and looked_at == []
    file = folder / "catalogs" / "005.yaml"
    file.write_text(file.read_text("utf-8").replace("的的", "的"), "utf-8")
    after = gkml("lint --jobs 1")
    assert (
        looked_at == ["005.yaml"]
        and "005.yaml" in first.out
        and after.out.count("005.yaml") < first.out.count("005.yaml")
    )
    looked_at.clear()
    assert gkml("lint --jobs 1 --no-cache") == after and len(looked_at) == COUNT + 2


def test_a_changed_guide_is_looked_at_with_all_that_follow_it(
    gkml: Callable[..., Result], folder: Path, looked_at: list[str]
) -> None:
    gkml("lint --jobs 1")
    looked_at.clear()
    guide = folder / "catalogs" / "ju.yaml"
    guide.write_text(guide.read_text("utf-8").replace("20个工作日", "10个工作日"), "utf-8")
    after = gkml("lint --jobs 1")
    following = {f"{number:03}.yaml" for number in range(COUNT) if number % 7 == 1}
    assert set(looked_at) == {"ju.yaml", *following}
    guide.unlink()
    looked_at.clear()
    gone = gkml("lint --jobs 1")
    assert set(looked_at) == following and gone.out.count("K033") == len(following) and gone != after


@pytest.mark.parametrize(
    "settings", ["ignore: [K113]\n", "severity: {doubled-word: info}\n", "per_path: {'catalogs/0*': [doubled-word]}\n"]
)
def test_changed_settings_count(settings: str, gkml: Callable[..., Result], folder: Path) -> None:
    gkml("lint")
    with (folder / "gkml.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    assert gkml("lint") == gkml("lint --no-cache")


@pytest.mark.parametrize("damage", ["text", "record", "no table"])
def test_a_damaged_cache_is_made_again(damage: str, gkml: Callable[..., Result], tmp_path: Path) -> None:
    first = gkml("lint")
    file = tmp_path / "cache" / "gkml" / "lint.sqlite"
    assert file.is_file()
    if damage == "text":
        file.write_text("x" * 9000, "utf-8")
    else:
        with sqlite3.connect(file) as database:
            database.execute(
                "UPDATE files SET record = substr(record, 1, 900)"
                if damage == "record"
                else "ALTER TABLE files DROP COLUMN checksum"
            )
        database.close()
    assert gkml("lint") == first
    assert gkml("lint") == first


def test_without_a_place_for_the_cache_all_is_looked_at(
    gkml: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = gkml("lint --no-cache")
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert gkml("lint") == first


def test_a_record_is_read_back_as_it_was() -> None:
    every = [
        Diagnostic(
            "K101", "x", "error", "a“b”；\ud800c", "f.yaml", FILE_START, "id", "i1", "name", Fix("x"), ("items", 0), "t"
        ),
        Diagnostic("K101", "x", "error", "b", "f.yaml", FILE_START, "id", edition="2026", fix=Fix(("a", "b"), False)),
        Diagnostic("K001", "y", "info", "", "f.yaml", FILE_START, place="表1 第2行"),
    ]
    head = Head("f.yaml", "f.yaml", "w", "id", "2026", lacking=("K120",), links=(("g.yaml", "abc"),))
    record = record_of(FileFindings(head, every))
    assert diagnostics_in(record) == every and head_of(record) == head
    with pytest.raises(ValueError):
        diagnostics_in(record[:-3])


# --- folders that were handed in ---


def submission(name: str) -> str:
    row = (
        f"<tr><td>1</td><td>{name}</td><td>姓名、职务、</td><td>20个工作日内</td><td>县甲局</td><td>政府网站</td></tr>"
    )
    headings = "".join(
        f"<th>{each}</th>" for each in ("序号", "事项名称", "公开内容", "公开时限", "公开主体", "公开渠道")
    )
    return f"<h1>{name}主动公开目录</h1><table><tr>{headings}</tr>{row}</table>"


def test_a_folder_of_submissions_is_looked_at(gkml: Callable[..., Result], folder: Path) -> None:
    for number in range(30):
        (folder / "sent" / f"{number % 3}").mkdir(parents=True, exist_ok=True)
        (folder / "sent" / f"{number % 3}" / f"{number}.html").write_text(submission(f"某县第{number}局"), "utf-8")
    (folder / "sent" / "~$x.docx").write_bytes(b"")
    (folder / "sent" / "broken.xlsx").write_bytes(b"x")
    whole = gkml("lint sent --jobs 2")
    assert gkml("lint sent --jobs 1") == whole == gkml("lint sent --no-cache")
    assert {f"sent/{number % 3}/{number}.html:表1" in whole.out for number in range(30)} == {True}
    assert "sent/broken.xlsx" in whole.out and whole.code == 1
    assert gkml(f"merge-reports {' '.join(shared(gkml, 4, 'sent'))}") == whole


def test_shares_of_an_import_write_what_one_import_writes(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "sent").mkdir()
    for number in range(8):
        (folder / "sent" / f"{number}.html").write_text(submission(f"某县第{number}局"), "utf-8")
    names = " ".join(f"sent/{number}.html" for number in range(8))
    gkml(f"import {names} --out whole")
    for number in (2, 3, 1):
        gkml(f"import {names} --out shares --shard {number}/3")
    whole, shares = ({path.name: path.read_bytes() for path in (folder / out).iterdir()} for out in ("whole", "shares"))
    assert len(whole) == 8 and shares == whole


def test_files_beside_documents_are_left_out_with_a_note(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "原件.docx").write_bytes(b"x")
    (folder / "build").mkdir()
    (folder / "build" / "a.docx").write_bytes(b"x")
    note = "catalogs 里另有 1 份 Word、Excel 文件没有检查；要检查请写出文件名，或放到单独的文件夹。\n"
    assert note in gkml("lint catalogs").err
    assert "另有 1 份" in gkml("lint .").err


# --- shares ---


def shared(gkml: Callable[..., Result], total: int, more: str = "") -> list[str]:
    names = [f"{number}.gkml-report" for number in range(1, total + 1)]
    for number, name in enumerate(names, 1):
        result = gkml(f"lint --shard {number}/{total} --output-file {name} {more}")
        assert (result.code, result.out) == (0, f"写好了：{name}\n")
    return names


@pytest.mark.parametrize("form", ["text", "full", "json", "sarif", "github", "gitlab", "junit", "markdown", "html"])
def test_all_shares_are_the_whole(form: str, gkml: Callable[..., Result]) -> None:
    whole = gkml(f"lint --output-format {form} --statistics")
    assert gkml(f"merge-reports {' '.join(reversed(shared(gkml, 3)))} --output-format {form} --statistics") == whole


def test_a_share_may_be_empty_and_one_share_is_the_whole(gkml: Callable[..., Result]) -> None:
    whole = gkml("lint catalogs/00*.yaml".replace("00*", "000"))
    names = shared(gkml, 9, "catalogs/000.yaml")
    assert gkml(f"merge-reports {' '.join(names)}") == whole
    assert gkml(f"merge-reports {shared(gkml, 1, 'catalogs/000.yaml')[0]}") == whole


def test_the_baseline_counts_once_for_all_shares(gkml: Callable[..., Result], folder: Path) -> None:
    gkml("lint --write-baseline --reason 先接受")
    file = folder / "catalogs" / "009.yaml"
    file.write_text(file.read_text("utf-8").replace("的的", "的").replace("office: 人事科", "office: ''"), "utf-8")
    whole = gkml("lint")
    assert "已经改好" in whole.err and "009.yaml" in whole.out
    names = " ".join(shared(gkml, 2))
    assert gkml(f"merge-reports {names}") == whole
    assert gkml(f"merge-reports {names} --no-baseline") == gkml("lint --no-baseline")


def test_a_new_file_moves_no_other(folder: Path) -> None:
    files = sorted((folder / "catalogs").iterdir())
    before = {file: [n for n in range(1, 5) if Shard(n, 4).takes(file, folder)] for file in files}
    assert all(len(numbers) == 1 for numbers in before.values())
    assert {number for numbers in before.values() for number in numbers} == {1, 2, 3, 4}
    assert all(Shard(n, 4).takes(Path(os.path.relpath(file)), folder) for file, (n,) in before.items())


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda names: names[:-1], "少了 3/3 这1份；请把各份的结果都写上"),
        (lambda names: [*names, names[0]], "1.gkml-report 和 1.gkml-report 都是第 1/3 份；请只写一个"),
        (lambda names: [*names[:2], "other"], "找不到"),
        (
            lambda names: [*names[:2], "gkml.yaml"],
            "gkml.yaml 不是 gkml lint --shard 写的结果，或被改动过；请重新检查这一份",
        ),
    ],
)
def test_what_is_no_whole_is_refused(
    spoil: Callable[[list[str]], list[str]], message: str, gkml: Callable[..., Result]
) -> None:
    result = gkml(f"merge-reports {' '.join(spoil(shared(gkml, 3)))}")
    assert (result.code, result.out) == (2, "") and message.replace("找不到", "不存在") in result.err


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b'"0.', b'"9.', "请用同一个版本检查和合并"),
        (b'"select":[]', b'"select":["K101"]', "不是同一次检查的结果"),
        (b',"error",', b',"fatal",', "或被改动过"),
        (b'["K003"', b"[7", "或被改动过"),
    ],
)
def test_a_share_of_another_run_or_with_changes_is_refused(
    old: bytes, new: bytes, message: str, gkml: Callable[..., Result], folder: Path
) -> None:
    names = shared(gkml, 2)
    for name in names[1:]:
        data = (folder / name).read_bytes()
        assert old in data
        (folder / name).write_bytes(data.replace(old, new, 1))
    result = gkml(f"merge-reports {' '.join(names)}")
    assert (result.code, result.out) == (2, "") and message in result.err


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b'["catalogs/000.yaml","catalogs/000.yaml"', b'["catalogs/000.yaml","/etc/passwd"', "在工作区外面，没有合并"),
        (
            b'["catalogs/000.yaml","catalogs/000.yaml"',
            b'["a\\n::stop-commands::x","catalogs/000.yaml"',
            "不能显示的字符",
        ),
        (b'"doubled-word"', b'"\\u001b[31m"', "不能显示的字符"),
        (b'"scope":"."', b'"scope":"/etc"', "或被改动过"),
        (b'"shard":[1,1]', b'"shard":[1,900000000000]', "少了 2/900000000000、3/900000000000"),
        (b'"shard":[1,1]', b'"shard":[2,1]', "或被改动过"),
        (b'"catalogs/000.yaml",".",', b'"catalogs/000.yaml","/etc",', "或被改动过"),
    ],
)
def test_a_share_that_a_stranger_wrote_reads_and_steers_nothing(
    old: bytes, new: bytes, message: str, gkml: Callable[..., Result], folder: Path
) -> None:
    (name,) = shared(gkml, 1, "catalogs/000.yaml")
    data = (folder / name).read_bytes()
    assert old in data
    (folder / name).write_bytes(data.replace(old, new))
    result = gkml(f"merge-reports {name} --output-format full")
    assert (result.code, result.out) == (2, "") and message in result.err


def test_a_share_cut_off_is_refused(gkml: Callable[..., Result], folder: Path) -> None:
    names = shared(gkml, 2)
    lines = (folder / names[1]).read_bytes().splitlines(keepends=True)
    (folder / names[1]).write_bytes(b"".join(lines[:-1]))
    result = gkml(f"merge-reports {' '.join(names)}")
    assert result.code == 2 and f"不全：应有 {len(lines) - 1} 份文件，只有 {len(lines) - 2} 份" in result.err


# --- the engines that share out ---


def sh(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs a shell script in which `gkml` is the program of these tests."""
    (folder / "gkml").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gkml "$@"\n', "utf-8")
    (folder / "gkml").chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_matrix_of_github_is_the_whole(gkml: Callable[..., Result], folder: Path) -> None:
    jobs = yaml.safe_load((SHARDS / "github.yml").read_text("utf-8"))["jobs"]
    numbers = jobs["share"]["strategy"]["matrix"]["shard"]
    (share,) = [step["run"] for step in jobs["share"]["steps"] if "--shard" in step.get("run", "")]
    for number in numbers:
        assert sh(share.replace("${{ matrix.shard }}", str(number)), folder).returncode == 0
    (whole,) = [step["run"] for step in jobs["whole"]["steps"] if "merge" in step.get("run", "")]
    done = sh(whole, folder)
    assert Result(done.returncode, done.stdout, done.stderr) == gkml("lint")


def test_parallel_jobs_of_gitlab_are_the_whole(gkml: Callable[..., Result], folder: Path) -> None:
    share, whole = yaml.safe_load((SHARDS / "gitlab.yml").read_text("utf-8")).values()
    for number in range(1, share["parallel"] + 1):
        variables = {"CI_NODE_INDEX": str(number), "CI_NODE_TOTAL": str(share["parallel"])}
        assert sh(share["script"][-1], folder, **variables).returncode == 0
    done = sh(whole["script"][-1], folder)
    assert Result(done.returncode, done.stdout, done.stderr) == gkml("lint")


def test_an_array_of_slurm_is_the_whole(gkml: Callable[..., Result], folder: Path) -> None:
    script = (SHARDS / "slurm.sh").read_text("utf-8")
    for number in range(1, 5):
        done = sh(script, folder, SLURM_ARRAY_TASK_ID=str(number), SLURM_ARRAY_TASK_COUNT="4")
        assert done.returncode == 0, done.stderr
    names = " ".join(f"{number}.gkml-report" for number in range(1, 5))
    assert gkml(f"merge-reports {names}") == gkml("lint")
