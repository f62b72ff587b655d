"""The manual's pages: what they show is run, what they name exists, what is generated holds everything."""

import re
from pathlib import Path

import pytest
import yaml

from gkml.cli import app
from gkml.lint.check import all_rules
from gkml.lint.manual import pages as rule_pages
from gkml.project.schemas import NAMES
from gkml.registers.instruments import titles
from manual import commands, fields, laws, rules
from manual.__main__ import SOURCE, generated
from manual.links import dead_links
from tests.conftest import ROOT
from tests.test_readme import run, sessions

PAGES = sorted((SOURCE / "pages").glob("*.md"))


def name_of(path: Path) -> str:
    return path.stem


def command_names() -> set[str]:
    return {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}


@pytest.mark.parametrize("path", [path for path in PAGES if "```console" in path.read_text("utf-8")], ids=name_of)
def test_a_session_prints_what_is_shown(path: Path, tmp_path: Path) -> None:
    folder = tmp_path
    for command, output in sessions(path.relative_to(ROOT).as_posix()):
        if command.startswith("cd "):
            folder /= command[3:]
        else:
            assert run(command, folder) == output, command


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_commands_and_options_that_a_page_names_exist(path: Path) -> None:
    text = path.read_text("utf-8")
    reference = commands.page()
    for name, words in re.findall(r"gkml ([a-z]+(?:-[a-z]+)?)((?: [^\n`|]*)?)", text):
        if name in ("init", "serve") or name in command_names():
            section = reference.partition(f"## gkml {name}\n")[2].partition("\n## ")[0]
            assert section, f"{path.name} names gkml {name}"
            for option in re.findall(r"(?<= )--[a-z-]+", words):
                assert f"{option}" in section, f"{path.name}: gkml {name} has no {option}"


def test_the_form_of_the_manual_works_as_it_stands(tmp_path: Path) -> None:
    """Whoever writes a form from the page alone starts from these two files."""
    form, catalog = re.findall(r"^```yaml\n(.*?)^```", (SOURCE / "pages" / "form.md").read_text("utf-8"), re.M | re.S)
    (tmp_path / "gkml.yaml").write_text("version: 1\ncatalogs: catalogs\n", "utf-8")
    for name, text in (("schema/profiles/shili-9.yaml", form), ("catalogs/shili.yaml", catalog)):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert "编译了 1 份目录" in run("gkml build --format docx,csv", tmp_path)
    (csv,) = (tmp_path / "build").rglob("*.csv")
    heading, row = csv.read_text("utf-8-sig").splitlines()[-2:]
    assert heading.endswith("主动,保存期限") and row.endswith("√,长期")
    assert run("gkml lint", tmp_path) == "没有发现问题。\n"


def test_the_page_of_forms_names_every_key() -> None:
    text = (SOURCE / "pages" / "form.md").read_text("utf-8")
    schema = dict(fields.pages())["profile.md"]
    shows = re.search(r"^\| `shows`（必填） \| (.*?) \|", schema, re.M)
    assert shows
    for key in re.findall(r"`(\w+)`", shows[1]):
        assert f"| `{key}` |" in text, key


def test_every_command_has_its_section() -> None:
    assert set(re.findall(r"^## gkml (\S+)$", commands.page(), re.M)) == command_names()
    assert "[default" not in commands.page() and "<str" not in commands.page()


def test_every_rule_is_on_one_page_under_its_code() -> None:
    anchors = [code for _, text in rules.pages() for code in re.findall(r"\{ #(\w+) \}$", text, re.M)]
    assert sorted(anchors) == sorted(page.code.lower() for page in rule_pages(all_rules()))


@pytest.mark.parametrize(
    ("code", "name"), [("K001", "reading"), ("K131", "limits"), ("K999", "content"), ("A03b", "annual")]
)
def test_a_rule_has_its_subject(code: str, name: str) -> None:
    assert rules.group_of(code).name == name


def test_every_kind_of_file_that_is_written_by_hand_has_its_page() -> None:
    assert {"config", "profile"} <= fields.FILES.keys() & {*NAMES}
    assert all("| `" in text for _, text in fields.pages())


def test_every_instrument_of_law_is_in_the_register() -> None:
    text = "".join(text for _, text in laws.pages())
    assert [title for title in titles() if f"## {title}\n" not in text] == []


def test_every_page_is_in_the_menu() -> None:
    config = yaml.safe_load((SOURCE / "mkdocs.yml").read_text("utf-8"))
    menu = set(re.findall(r"[\w/-]+\.md", str(config["nav"])))
    assert menu == {path.name for path in PAGES} | {name for name, _ in generated()}


@pytest.mark.parametrize(
    ("page", "dead"),
    [
        ('<a href="b.html">', "leads nowhere"),
        ('<a href="a.html#x">', "no such anchor"),
        ('<a href="#y">', "no such anchor"),
        ('<img src="c.png">', "leads nowhere"),
        ('<script src="https://example.org/x.js"></script>', "loaded from elsewhere"),
        ('<link rel="stylesheet" href="//example.org/x.css">', "loaded from elsewhere"),
        ('<a href="a.html#z"><a href="/a.html"><a href="https://example.org/">', ""),
    ],
)
def test_a_dead_link_is_found(tmp_path: Path, page: str, dead: str) -> None:
    (tmp_path / "a.html").write_text(f'<html><body><p id="z">{page}</body></html>', "utf-8")
    lines = list(dead_links(tmp_path))
    assert bool(lines) == bool(dead) and all(dead in line for line in lines)
