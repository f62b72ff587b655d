"""Flat rows go in, a folder that doorstop or strictdoc publishes comes out; each tool lives in a venv of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.bench.flat import HEADINGS, Flat
from tests.bench.measure import left_out

CACHE = Path(os.environ.get("GKML_BENCH_CACHE", Path.home() / ".cache" / "gkml-bench"))
VERSIONS = {"doorstop": "3.2", "strictdoc": "0.30.4"}
FIELDS = ["OFFICE", "TIME_LIMIT", "CHANNELS", "SECTIONS"]  # the columns after 公开内容

GRAMMAR = """[DOCUMENT]
TITLE: {title}

[GRAMMAR]
ELEMENTS:
- TAG: SECTION
  PROPERTIES:
    IS_COMPOSITE: True
  FIELDS:
  - TITLE: TITLE
    TYPE: String
    REQUIRED: True
- TAG: REQUIREMENT
  FIELDS:
{fields}
"""


def tool(name: str) -> Path | None:
    """Return the tool's command, its pinned version installed once; None, and a line, where that fails."""
    home = CACHE / f"{name}-{VERSIONS[name]}"
    command, done = home / "bin" / name, home / "installed"
    if not done.exists():
        try:
            install(home, f"{name}=={VERSIONS[name]}")
        except subprocess.CalledProcessError as error:
            left_out(f"{name} cannot be installed ({str(error.stderr).strip()[-200:]})")
            return None
        done.touch()
    return command


def install(home: Path, requirement: str) -> None:
    """Make a venv and install one requirement into it."""
    for words in (
        [sys.executable, "-m", "venv", str(home)],
        [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", requirement],
    ):
        subprocess.run(words, check=True, capture_output=True, text=True)


def doorstop_project(folder: Path, flat: Flat) -> None:
    """Write a doorstop document: a heading item for each duty, an item with published attributes for each row."""
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    items = folder / "items"
    items.mkdir()
    attributes = json.dumps({"publish": HEADINGS[4:]}, ensure_ascii=False)
    settings = "{digits: 5, itemformat: yaml, prefix: GKML, sep: ''}"
    (items / ".doorstop.yml").write_text(f"settings: {settings}\nattributes: {attributes}\n", "utf-8")
    entries: list[dict[str, object]] = []
    for place, group in enumerate(flat.groups(), 1):
        entries.append({"level": f"{place}.0", "normative": False, "header": "", "text": group[0][1]})
        for order, row in enumerate(group, 1):
            own = dict(zip(HEADINGS[4:], row[4:], strict=True))
            entries.append({"level": f"{place}.{order}", "normative": True, "header": row[2], "text": row[3]} | own)
    fixed = {"active": True, "derived": False, "links": [], "ref": "", "reviewed": None}
    for number, entry in enumerate(entries, 1):
        text = json.dumps(fixed | entry, ensure_ascii=False, indent=0)
        (items / f"GKML{number:05}.yml").write_text(text, "utf-8")


def strictdoc_project(folder: Path, flat: Flat) -> None:
    """Write a strictdoc document: a section for each duty, a requirement with fields of our own for each row."""
    names = ["UID", "TITLE", "STATEMENT", *FIELDS]
    fields = "\n".join(f"  - TITLE: {name}\n    TYPE: String\n    REQUIRED: True" for name in names)
    parts = [GRAMMAR.format(title=flat.title, fields=fields)]
    for group in flat.groups():
        parts.append(f"[[SECTION]]\nTITLE: {oneline(group[0][1])}\n")
        for order, row in enumerate(group, 1):
            values = [f"G-{row[0]}-{order}", *(oneline(text) or "—" for text in row[2:])]
            lines = [f"{name}: {value}" for name, value in zip(names, values, strict=True)]
            parts.append("\n".join(["[REQUIREMENT]", *lines, ""]))
        parts.append("[[/SECTION]]\n")
    (folder / "catalog.sdoc").write_text("\n".join(parts), "utf-8")


def oneline(text: str) -> str:
    """Join the lines of a text, as strictdoc wants them: no space first."""
    return "".join(text.split("\n")).strip()
