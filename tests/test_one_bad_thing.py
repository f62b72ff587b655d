"""One bad thing is named and the rest is done; a workspace of a stranger runs nothing, and reads and writes nothing outside."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unicodedata import east_asian_width
from urllib.parse import quote

import pytest

from gkml.cli import completion
from gkml.cli.screen import echo
from gkml.diagnostics import GkmlError
from gkml.project.compile import compile as compiled
from gkml.project.files import read_file
from gkml.project.lint.text import findings
from gkml.project.writing import put_over
from tests.conftest import Result, entry_of
from tests.documents import HOME

CATALOG = """\
id: {id}
title: 样例局政府信息主动公开基本目录
agency: 样例局
issued: 2025-01-02
profile: basic-8
items:
  - name: 机构信息
    items:
      - {{id: a1, name: 领导简介, content: 姓名、职务, office: 办公室, time_limit: 形成后20个工作日内, channels: [网站], sections: [政务公开-领导]}}
      - {{id: a2, name: 机构职能, content: 职能, office: '', time_limit: 形成后20个工作日内, channels: [网站], sections: [政务公开-机构]}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "w"
    home.mkdir()
    monkeypatch.chdir(home)
    workspace(home, "one", "two", "three")
    return home


def workspace(folder: Path, *names: str, settings: str = "") -> None:
    folder.mkdir(exist_ok=True)
    (folder / "gkml.yaml").write_text(f"version: 1\n{settings}", "utf-8")
    for name in names:
        (folder / f"{name}.yaml").write_text(CATALOG.format(id=name), "utf-8")


# --- one of many ---


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_output_that_cannot_be_replaced_stops_no_other(jobs: str, folder: Path, gkml: Callable[..., Result]) -> None:
    workspace(folder, *(f"x{number}" for number in range(60)))
    (folder / "build" / "one.docx").mkdir(parents=True)
    result = gkml(f"build --format docx,json --jobs {jobs}")
    assert result.code == 2 and result.err == "写不进 build/one.docx（是文件夹）；原来的文件没有改动\n"
    written = {path.name for path in (folder / "build").iterdir() if path.is_file()}
    expected = {f"{name}.{form}" for name in ("two", "three", "x0", "x59") for form in ("docx", "json")}
    assert expected | {"one.json"} <= written


def test_a_file_that_cannot_be_formatted_stops_no_other(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "one.yaml").chmod(0o444)
    before = (folder / "one.yaml").read_text("utf-8")
    result = gkml("fmt")
    assert result.code == 2 and "one.yaml（文件是只读的）" in result.err
    assert (folder / "one.yaml").read_text("utf-8") == before
    assert "整理了：two.yaml\n" in result.out and "整理了：three.yaml\n" in result.out


def test_submissions_are_linted_one_by_one(folder: Path, gkml: Callable[..., Result]) -> None:
    data = compiled(entry_of(folder / "one.yaml"), ["docx"], HOME)["docx"]
    (folder / "甲.docx").write_bytes(data)
    (folder / "~$甲.docx").write_bytes(b"\x05user" + bytes(157))
    (folder / "坏.docx").write_bytes(b"PK\3\4 broken")
    result = gkml("lint 坏.docx 甲.docx ~$甲.docx --output-format json".replace("~$", "'~$'"))
    codes = {(each["file"], each["code"]) for each in json.loads(result.out)}
    assert result.code == 1 and ("坏.docx", "K001") in codes
    assert any(file == "甲.docx" for file, _ in codes)
    assert "跳过 ~$甲.docx" in result.err


def test_imports_are_done_one_by_one(folder: Path, gkml: Callable[..., Result]) -> None:
    data = compiled(entry_of(folder / "one.yaml"), ["docx"], HOME)["docx"]
    (folder / "甲.docx").write_bytes(data.replace(b"", b"", 1))
    (folder / "坏.docx").write_bytes(b"PK\3\4 broken")
    result = gkml("import 坏.docx 甲.docx --out new")
    assert result.code == 1 and result.err.startswith("坏.docx: ")
    assert len(list((folder / "new").glob("*.yaml"))) >= 1


FORM = """\
name: wode
title: 我的表式
levels: [职责, 事项]
columns:
  - {heading: 序号, shows: 什么}
"""


@pytest.mark.parametrize("command", ["lint", "build", "lint --output-format json"])
def test_a_broken_form_is_named_and_the_others_are_worked(
    command: str, folder: Path, gkml: Callable[..., Result]
) -> None:
    (folder / "schema" / "profiles").mkdir(parents=True)
    (folder / "schema" / "profiles" / "wode.yaml").write_text(FORM, "utf-8")
    result = gkml(command)
    assert result.code == 2 and "K028" in result.out + result.err
    shutil.rmtree(folder / "build", ignore_errors=True)
    text = (folder / "two.yaml").read_text("utf-8").replace("basic-8", "wode")
    (folder / "two.yaml").write_text(text, "utf-8")
    result = gkml(command)
    assert result.code == 2 and "two.yaml" in result.out + result.err and "K024" in result.out + result.err
    if command == "build":
        assert (folder / "build" / "one.docx").exists() and not (folder / "build" / "two.docx").exists()


@pytest.mark.parametrize("paths", ["甲 乙", "."])
def test_every_workspace_has_its_own_settings(
    paths: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace(tmp_path / "甲", "one", settings="ignore: [K111]\nformats: [json]\n")
    workspace(tmp_path / "乙", "two", settings="formats: [md]\n")
    for name in ("甲/one", "乙/two"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(path.read_text("utf-8").replace("姓名、职务", "姓名 、职务"), "utf-8")
    result = gkml(f"lint {paths}")
    assert [line.split(":")[0] for line in result.out.splitlines() if "K111" in line] == ["乙/two.yaml"]
    assert gkml(f"build {paths}").code == 0
    outputs = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*/build/*"))
    assert outputs == ["乙/build/two.md", "甲/build/one.json"]


# --- the format of a file follows its name ---


@pytest.mark.parametrize(
    ("command", "begin"),
    [
        ("diff one.yaml one2.yaml --output-file x.docx", b"PK"),
        ("lint --output-file x.xlsx", b"PK"),
        ("lint --output-file x.json", b"["),
        ("lint --output-file x.HTML", b"<!doctype html>"),
        ("lint --output-file x.sarif", b"{"),
        ("calendar --year 2026 --output-file x.ics", b"BEGIN:VCALENDAR"),
        ("due one --from 2026-03-20 --output-file x.csv", b"\xef\xbb\xbf"),
    ],
)
def test_the_suffix_decides_the_format(command: str, begin: bytes, folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "one2.yaml").write_text(CATALOG.format(id="one").replace("办公室", "办公厅"), "utf-8")
    if not command.startswith("diff"):
        (folder / "one2.yaml").unlink()
    gkml(command)
    (output,) = folder.glob("x.*")
    assert output.read_bytes().lower().startswith(begin.lower())


@pytest.mark.parametrize(
    "command",
    [
        "lint --output-file x.docx",
        "lint --output-file x.pdf",
        "diff one.yaml one.yaml --output-file x.wps",
        "due one --output-file x.zip",
        "lint --output-format json --output-file x.xlsx",
        "due one --output-file x.docx",
        "calendar --output-format ics --output-file x.csv",
        "diff one.yaml one.yaml --output-format text --output-file x.docx",
        "diff one.yaml one.yaml --output-format docx --output-file x.txt",
        "import one.docx --report-file x.docx",
        "import one.docx --report-format json --report-file x.xlsx",
    ],
)
def test_a_suffix_of_another_format_is_refused(command: str, folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "one.docx").write_bytes(compiled(entry_of(folder / "one.yaml"), ["docx"], HOME)["docx"])
    result = gkml(command)
    assert result.code == 2 and result.err.count("\n") == 1
    assert not list(folder.glob("x.*"))


# --- the system around it ---


def git(*words: str, cwd: Path) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", *identity, *words], cwd=cwd, check=True, capture_output=True)


@pytest.fixture
def repository(folder: Path) -> Path:
    git("init", "-q", cwd=folder)
    git("add", ".", cwd=folder)
    git("commit", "-qm", "x", cwd=folder)
    return folder


def test_a_repository_of_another_user_is_told_as_that(
    repository: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = gkml("diff HEAD:one.yaml one.yaml")
    assert result.code == 2 and "属于另一个用户" in result.err and "safe.directory" in result.err
    assert "不在 git 仓库里" not in result.err


def test_git_runs_no_program_of_a_repository(repository: Path, gkml: Callable[..., Result]) -> None:
    program = repository / "program.sh"
    program.write_text("#!/bin/sh\ntouch ran\ncat\n", "utf-8")
    program.chmod(0o755)
    tree = subprocess.run(["git", "cat-file", "commit", "HEAD"], cwd=repository, check=True, capture_output=True).stdout
    head, body = tree.split(b"\n\n", 1)
    signed = head + b"\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n" + body
    commit = subprocess.run(["git", "hash-object", "-t", "commit", "-w", "--stdin"], cwd=repository, input=signed, check=True, capture_output=True)  # fmt: skip
    git("update-ref", "HEAD", commit.stdout.decode().strip(), cwd=repository)
    for key, value in (
        ("log.showSignature", "true"),
        ("gpg.program", str(program)),
        ("diff.external", str(program)),
        ("core.fsmonitor", str(program)),
        ("core.pager", str(program)),
    ):
        git("config", key, value, cwd=repository)
    gkml("diff --changelog one.yaml")
    gkml("diff HEAD:one.yaml one.yaml")
    assert not (repository / "ran").exists()
    subprocess.run(["git", "log", "-1"], cwd=repository, capture_output=True, check=False)
    assert (repository / "ran").exists(), "plain git would have run it"


def test_paths_of_windows_are_paths(repository: Path, gkml: Callable[..., Result]) -> None:
    result = gkml("diff 'C:\\x.yaml' one.yaml")
    assert result.code == 2 and result.err.startswith("找不到 C:\\x.yaml")
    (repository / "sub").mkdir()
    shutil.copy(repository / "one.yaml", repository / "sub" / "one.yaml")
    git("add", ".", cwd=repository)
    git("commit", "-qm", "y", cwd=repository)
    assert gkml("diff 'HEAD:sub\\one.yaml' sub/one.yaml").code == 0


def started(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {key: value for key, value in os.environ.items() if key not in {"HOME", "XDG_CACHE_HOME"}}
    command = [sys.executable, "-m", "gkml", *words]
    return subprocess.run(command, cwd=cwd, env={**kept, **environment}, capture_output=True, check=False)


def test_the_encoding_that_python_is_told_is_used(folder: Path) -> None:
    result = started("lint", "one.yaml", cwd=folder, PYTHONIOENCODING="gbk")
    assert "共" in result.stdout.decode("gbk") and "个问题" in result.stdout.decode("gbk")


def test_many_catalogs_are_built_without_a_home_folder(folder: Path) -> None:
    workspace(folder, *(f"x{number}" for number in range(22)))
    code = (
        "import sys, os, pathlib\n"
        "def no_home(): raise RuntimeError('Could not determine home directory.')\n"
        "pathlib.Path.home = no_home\n"
        "sys.argv = ['gkml', 'build', '--format', 'json']\n"
        "from gkml.cli import run\nsys.exit(run())\n"
    )
    kept = {key: value for key, value in os.environ.items() if key not in {"HOME", "XDG_CACHE_HOME"}}
    result = subprocess.run([sys.executable, "-c", code], cwd=folder, env=kept, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
def test_reports_for_a_repository_name_files_from_its_top(
    form: str, repository: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]
) -> None:
    (repository / "sub").mkdir()
    (repository / "one.yaml").rename(repository / "sub" / "one.yaml")
    monkeypatch.chdir(repository / "sub")
    assert "sub/one.yaml" in gkml(f"lint one.yaml --output-format {form}").out
    assert "sub/one.yaml" not in gkml("lint one.yaml").out
    (repository / "sub" / "坏.docx").write_bytes(b"PK\3\4 broken")
    report = gkml(f"lint one.yaml 坏.docx --output-format {form}").out
    assert "sub/坏.docx" in report or quote("sub/坏.docx") in report


# --- what a workspace names stays inside it ---


@pytest.mark.parametrize("field", ["previous", "guide"])
@pytest.mark.parametrize("target", ["/etc/passwd", "../../../secret.yaml", "link.yaml"])
def test_a_named_file_outside_is_neither_read_nor_quoted(
    field: str, target: str, folder: Path, gkml: Callable[..., Result]
) -> None:
    secret = folder.parent.parent.parent / "secret.yaml" if target.startswith("..") else folder.parent / "secret.yaml"
    try:
        secret.write_text("口令-123: [\n", "utf-8")
        (folder / "link.yaml").symlink_to(folder.parent / "secret.yaml")
        text = (folder / "one.yaml").read_text("utf-8")
        (folder / "one.yaml").write_text(f"{field}: {target}\n{text}", "utf-8")
        commands = [
            "lint one.yaml",
            f"diff one.yaml{' --guide' if field == 'guide' else ''}",
            "diff --changelog one.yaml",
        ]
        for result in map(gkml, commands):
            assert result.code > 0
            assert "口令" not in result.out + result.err and "root" not in result.out + result.err
        assert "在工作区外面" in gkml("lint one.yaml").out
    finally:
        secret.unlink()


@pytest.mark.parametrize("key", ["out", "baseline", "decisions", "catalogs"])
def test_settings_do_not_lead_outside(key: str, folder: Path, gkml: Callable[..., Result]) -> None:
    workspace(folder, settings=f"{key}: ../outside\n")
    (folder.parent / "outside").mkdir(exist_ok=True)
    command = {
        "out": "build",
        "baseline": "lint --write-baseline --reason x",
        "decisions": "diff one.yaml one.yaml",
        "catalogs": "lint",
    }[key]
    result = gkml(command)
    assert result.code == 2 and "工作区外面" in result.err
    assert not list((folder.parent / "outside").iterdir())


def test_forms_and_templates_are_no_links_to_the_outside(folder: Path, gkml: Callable[..., Result]) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_text("口令-123: [\n", "utf-8")
    (folder / "schema" / "profiles").mkdir(parents=True)
    (folder / "schema" / "profiles" / "mine.yaml").symlink_to(secret)
    result = gkml("lint")
    assert result.code == 2 and "指到工作区外面" in result.out and "口令" not in result.out
    (folder / "schema" / "profiles" / "mine.yaml").unlink()
    (folder / "templates").mkdir()
    (folder / "templates" / "page.html.j2").symlink_to(secret)
    result = gkml("build --format html")
    assert result.code == 2 and "指到工作区外面" in result.err and "口令" not in result.err
    assert not list(folder.glob("build/*"))
    (folder / "templates" / "page.html.j2").unlink()
    workspace(folder, settings="template: ../secret.txt\n")
    assert "指到工作区外面" in gkml("build --format docx").err


def test_an_output_folder_outside_may_be_asked_for(folder: Path, gkml: Callable[..., Result]) -> None:
    assert gkml("build --out ../elsewhere --format json").code == 0
    assert (folder.parent / "elsewhere" / "one.json").exists()


def test_a_link_in_the_output_folder_is_not_written_through(folder: Path, gkml: Callable[..., Result]) -> None:
    target = folder.parent / "precious.txt"
    target.write_text("别动", "utf-8")
    (folder / "build").mkdir()
    (folder / "build" / "one.json").symlink_to(target)
    result = gkml("build --format json")
    assert result.code == 2 and "build/one.json" in result.err and "链接" in result.err
    assert target.read_text("utf-8") == "别动" and (folder / "build" / "two.json").exists()


# --- logs, signals, two writers ---


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("::stop-commands::x\n", "\\::stop-commands::x\n"),
        ("a\n \u3000::warning::x\n", "a\n \u3000\\::warning::x\n"),
        ("x ##[error]y ##vso[task.x]\n", "x ##\\[error]y ##\\vso[task.x]\n"),
        ("a::b\nc #[x]\n", "a::b\nc #[x]\n"),
    ],
)
def test_no_line_is_a_command_of_a_ci_system(text: str, printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    echo(text)
    assert capsys.readouterr().out == printed


def test_names_from_files_are_no_commands(folder: Path, gkml: Callable[..., Result]) -> None:
    old = CATALOG.format(id="one")
    (folder / "::warning::x.yaml").write_text(old.replace("领导简介", "'::stop-commands::x'"), "utf-8")
    (folder / "two.yaml").unlink()
    result = [gkml("diff one.yaml ::warning::x.yaml"), gkml("lint ::warning::x.yaml"), gkml("lint ::warning::x.yaml --fix --diff")]  # fmt: skip
    lines = [line for each in result for line in (each.out + each.err).splitlines()]
    assert any("stop-commands" in line or "::warning::" in line for line in lines)
    assert not [line for line in lines if line.lstrip().startswith("::")]


@pytest.mark.parametrize(
    "command", ["due one --from 2026-03-20", "due one#a1 --from 2026-03-20", "calendar --year 2026"]
)
def test_dates_do_not_turn_writing_round(command: str, folder: Path, gkml: Callable[..., Result]) -> None:
    text = (
        (folder / "one.yaml")
        .read_text("utf-8")
        .replace("领导简介", "领导\u202e简介")
        .replace("形成后20个", "每年3月1日前，形成后20个")
    )
    (folder / "one.yaml").write_text(text, "utf-8")
    result = gkml(command)
    assert "\u202e" not in result.out + result.err and "\\u202e" in result.out + result.err


def writer(path: Path, tag: str, rounds: int, queue: "multiprocessing.Queue[tuple[str, int]]") -> None:
    written = 0
    for number in range(rounds):
        text = read_file(path).text
        try:
            put_over(path, text, f"{text}# {tag}{number}\n")
            written += 1
        except GkmlError:
            pass
    queue.put((tag, written))


def test_two_writers_lose_nothing_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("id: x\n", "utf-8")
    queue: multiprocessing.Queue[tuple[str, int]] = multiprocessing.Queue()
    writers = [multiprocessing.Process(target=writer, args=(path, tag, 100, queue)) for tag in "ab"]
    for each in writers:
        each.start()
    claimed = dict(queue.get(timeout=60) for _ in writers)
    for each in writers:
        each.join()
    assert {tag: path.read_text("utf-8").count(f"# {tag}") for tag in "ab"} == claimed
    assert sum(claimed.values()) >= 100 and [entry.name for entry in tmp_path.iterdir()] == ["a.yaml"]


SOFFICE = """\
#!/bin/sh
echo $$ > "$PIDS/pid"
sleep 60
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_libreoffice_too_and_leaves_no_folder(number: int, folder: Path, tmp_path: Path) -> None:
    programs, temporary = tmp_path / "bin", tmp_path / "tmp"
    programs.mkdir()
    temporary.mkdir()
    (programs / "soffice").write_text(SOFFICE, "utf-8")
    (programs / "soffice").chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PIDS": str(tmp_path),
        "TMPDIR": str(temporary),
    }
    command = [sys.executable, "-m", "gkml", "build", "one.yaml", "--format", "pdf"]
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    pid = tmp_path / "pid"
    for _ in range(600):
        if pid.exists() and pid.read_text().strip():
            break
        time.sleep(0.05)
    process.send_signal(number)
    assert process.wait(20) == 128 + number
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
    assert not list(temporary.iterdir())


# --- events ---


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("day", ["2026-03-20", "20260320", "46101", "46101.0", "2026/3/20 0:00:00"])
def test_events_as_spreadsheets_save_them(separator: str, day: str, folder: Path, gkml: Callable[..., Result]) -> None:
    rows = [("事项", "日期"), ("one#a1", day)]
    (folder / "events.csv").write_text("\n".join(separator.join(row) for row in rows), "utf-8")
    result = gkml("due --events events.csv --as-of 2026-04-01 --output-format json")
    assert result.code == 0 and [row["from"] for row in json.loads(result.out)] == ["2026-03-20"]


def test_a_late_event_is_named_and_the_others_are_answered(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "events.csv").write_text("事项,日期\none#a1,2026-03-20\none#a2,2026-05-20\n", "utf-8")
    result = gkml("due --events events.csv --as-of 2026-04-01")
    assert result.code == 2 and "2026-04-20" in result.out
    assert result.err.startswith("events.csv:3:1: 起算日 2026-05-20 晚于 --as-of 的 2026-04-01")


def test_due_takes_the_edition_in_force_as_the_calendar_does(folder: Path, gkml: Callable[..., Result]) -> None:
    for edition, draft in (("2025", ""), ("2026", ""), ("2027", "draft: true\n")):
        text = CATALOG.format(id="many").replace("title:", f"edition: '{edition}'\n{draft}title:", 1)
        (folder / f"{edition}.yaml").write_text(text, "utf-8")
    result = gkml("due many#a1 --from 2026-03-20 --as-of 2026-03-20")
    assert result.code == 0 and "many 有几个版本，只用 2026。" in result.err
    assert "many 有几个版本，只用 2026。" in gkml("calendar --year 2026").err


# --- for an editor ---


def test_findings_of_a_text_that_is_not_saved(folder: Path) -> None:
    text = (folder / "one.yaml").read_text("utf-8")
    assert "K111" not in {each.code for each in findings(text, folder / "one.yaml")}
    unsaved = findings(text.replace("姓名、职务", "姓名 、职务"), folder / "one.yaml")
    assert {each.file for each in unsaved} == {"one.yaml"} and "K111" in {each.code for each in unsaved}
    assert {each.code for each in findings("items: [", folder / "one.yaml")} == {"K003"}


def test_a_folder_with_an_invisible_character_keeps_its_editions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]
) -> None:
    monkeypatch.chdir(tmp_path)
    odd = tmp_path / "目\u200b录"
    workspace(odd, "old", "new")
    for name, edition in (("old", "2025"), ("new", "2026")):
        text = CATALOG.format(id="x").replace("title:", f"edition: '{edition}'\ntitle:", 1)
        (odd / f"{name}.yaml").write_text(text, "utf-8")
    new = odd / "new.yaml"
    new.write_text(f"previous: old.yaml\n{new.read_text('utf-8')}".replace("姓名、职务", "姓名 、职务"), "utf-8")
    assert "K033" not in gkml(f"lint '{odd}'").out
    assert gkml(f"diff '{new}'").code == 0
    assert gkml(f"lint '{odd}' --fix --select K111").code == 0
    assert "姓名、职务" in new.read_text("utf-8") and sorted(tmp_path.iterdir()) == [odd]


# --- what is new builds at once ---


def test_imports_outside_a_workspace_build_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]
) -> None:
    monkeypatch.chdir(tmp_path)
    head = "序号,具体职责,事项名称,公开内容,责任处室,公开时限,公开渠道,本地一列"
    for name in ("某局目录", "某委目录"):
        row = f"1,{name},领导简介,姓名,办公室,20个工作日内,网站,甲"
        (tmp_path / f"{name}.csv").write_text(f"{name},,,,,,,\n{head}\n{row}\n", "utf-8")
    result = gkml("import 某局目录.csv 某委目录.csv --out new --lenient")
    assert result.code == 0, result.err
    assert {path.name for path in (tmp_path / "new").glob("*.yaml")} == {"某局目录.yaml", "某委目录.yaml", "gkml.yaml"}
    assert "原件：某局目录.csv\n" in result.out and "原件：某委目录.csv\n" in result.out
    text = (tmp_path / "new" / "某局目录.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=schema/catalog.schema.json\n# 由 某局目录.csv 导入\n")
    assert (tmp_path / "new" / "schema" / "catalog.schema.json").exists()
    for command in ("build new", "build new/某局目录.yaml", "build ."):
        assert gkml(command).code == 0
    monkeypatch.chdir(tmp_path / "new")
    assert gkml("build").code == 0


def test_a_new_workspace_brings_what_its_ci_installs(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    assert gkml(f"init {tmp_path / 'new'}").code == 0
    steps = (tmp_path / "new" / ".github" / "workflows" / "gkml.yml").read_text("utf-8")
    assert "pip install --constraint .gkml/constraints.txt .gkml/*.whl\n" in steps
    (wheel,) = (tmp_path / "new" / ".gkml").glob("*.whl")
    target = tmp_path / "site"
    subprocess.run([sys.executable, "-m", "zipfile", "-e", str(wheel), str(target)], check=True, capture_output=True)
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    code = "import sys, gkml; sys.path_importer_cache; print(gkml.__file__)\nfrom gkml.cli import run\nsys.argv[0] = 'gkml'\nsys.exit(run())"
    for command in ("lint", "build"):
        result = subprocess.run(
            [sys.executable, "-c", code, command], cwd=tmp_path / "new", env={**kept, "PYTHONPATH": str(target)},
            capture_output=True, check=False,
        )  # fmt: skip
        assert result.returncode == 0 and result.stdout.decode().startswith(str(target)), result.stderr.decode()
    pins = (tmp_path / "new" / ".gkml" / "constraints.txt").read_text("utf-8").splitlines()
    assert {"typer", "pydantic", "lxml"} <= {pin.split("==")[0] for pin in pins} and all("==" in pin for pin in pins)


def test_completion_offers_the_values_of_options() -> None:
    assert completion.completes(completion.rules)("K110") == ["K110"]
    assert completion.completes(completion.rules)("K101,blank-req") == ["K101,blank-required-cell"]
    assert "standard-14" in completion.completes(completion.forms)("standard")
    assert completion.constant("gkml.project.lint.reports", "FORMATS")("s") == ["sarif"]
    assert "article-33" in completion.completes(completion.statutory)("art")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("rule A03", {"A03", "A03b"}),
        ("rule U0", {"U01"}),
        ("rule PL", {"PL1"}),
        ("rule K00", {"K001"}),
        ("rule record-l", {"record-late"}),
        ("due ", {"shili-ju", "shili-ju#"}),
        ("due shili-ju#jg", {"shili-ju#jg0002"}),
        ("due shili-ju#领导", {"shili-ju#领导简介"}),
        ("due nobody#", set()),
        ("due --region 广西", {"广西壮族自治区"}),
        ("calendar --region 4", {"45"}),
        ("schema work", {"work-plan"}),
        ("audit --output-format i", {"ics"}),
        ("review --format ", {"xlsx", "docx"}),
        ("roll-up --level 乡", {"乡镇街道"}),
    ],
)
def test_a_shell_is_offered_values(words: str, offered: set[str], tmp_path: Path, gkml: Callable[..., Result]) -> None:
    """As bash asks; also in a workspace of which one file cannot be read."""
    assert gkml(f"init {tmp_path}").code == 0
    (tmp_path / "catalogs" / "broken.yaml").write_text("id: [", "utf-8")
    line = f"gkml {words}"
    place = {"_GKML_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    code = "import sys; sys.argv = ['gkml']; from gkml.cli import app; app(prog_name='gkml')"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **place}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=False)
    values = done.stdout.decode().split()
    assert offered <= set(values) and done.stderr == b""
    assert bool(values) == bool(offered)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("new catalogs/shili-ju/2026.yaml --out 2027.docx", "请写成 2027.yaml"),
        ("new catalogs/shili-ju/2026.yaml --out 2027", "请写成 2027.yaml"),
        ("roll-up catalogs --agency 市政府 -o 汇总.xlsx", "请写成 汇总.yaml"),
        ("build --out 目录.docx", "目录.docx 是文件的名字"),
        ("site --out site.html", "site.html 是文件的名字"),
        ("review catalogs --out 结果.XLSX", "结果.XLSX 是文件的名字"),
        ("import 表.csv --out 目录.docx", "目录.docx 是文件的名字"),
    ],
)
def test_a_name_that_contradicts_what_is_written_is_refused(
    words: str, says: str, tmp_path: Path, gkml: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert gkml(f"init {tmp_path}").code == 0
    monkeypatch.chdir(tmp_path)
    Path("表.csv").write_text(
        "序号,具体职责,事项名称,公开内容,责任科室,公开时限\n1,概况,简介,姓名,办公室,每年1月31日前\n", "utf-8"
    )
    before = sorted(tmp_path.rglob("*"))
    result = gkml(words)
    assert (result.code, says in result.err) == (2, True), result
    assert sorted(tmp_path.rglob("*")) == before


def test_a_help_page_is_no_wider_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]
) -> None:
    for columns in (60, 80, 110):
        monkeypatch.setenv("COLUMNS", str(columns))
        pages = [gkml("--help").out, gkml("lint --help").out, gkml("diff --help").out]
        widths = [sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for page in pages for line in page.splitlines()]  # fmt: skip
        assert max(widths) <= columns + 8, "but for a sign that may not begin a line"
        assert "内容由 lint 检查。" in "".join(pages[0].split("\n")).replace(" ", "").replace("lint", " lint ") and "..." not in pages[0].replace("...", "", 2)  # fmt: skip
