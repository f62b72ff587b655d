"""Who may import whom, and how large things may get: the shape that STYLE promises, held by `ast`."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "gkml"
FILES = sorted(SOURCE.rglob("*.py"))

# What a part may import of gkml; a folder's name stands for its files. What is not listed may import what it needs.
MAY_IMPORT = {
    "diagnostics": set(),
    "resources": set(),
    "refusals": {"diagnostics"},
    "identity": set(),
    "document": set(),
    "profile": set(),
    "dates": set(),
    "notice": {"dates", "profile"},
    "registers": {"dates", "notice", "profile", "registers", "resources", "source"},
    "workdays": {"diagnostics", "notice", "registers"},
    "recurrence": {"dates", "phrases"},
    "deadline": {"dates", "phrases", "recurrence", "workdays"},
    "due": {"deadline", "diagnostics", "phrases", "registers", "workdays"},
    "agenda": {"deadline", "model", "phrases", "recurrence", "registers", "workdays"},
    "decode": {"diagnostics"},
    "syntax": {"diagnostics"},
    "source": {"decode", "diagnostics", "syntax"},
    "comments": {"diagnostics", "source"},
    "model": {"dates", "diagnostics", "identity", "profile"},
    "tree": {"diagnostics", "model"},
    "phrases": {"phrases"},
    "laws": {"model", "phrases", "registers"},
    "coverage": {"model", "tree"},
    "conformance": {"diagnostics", "model", "phrases", "tree"},
    "rules": {
        "cells",
        "conformance",
        "coverage",
        "diagnostics",
        "laws",
        "model",
        "phrases",
        "profile",
        "registers",
        "tree",
        "workdays",
    },
    "diff": {
        "conformance",
        "diagnostics",
        "diff",
        "document",
        "dump",
        "model",
        "phrases",
        "profile",
        "registers",
        "tree",
    },
    "git": {"diagnostics", "source"},
    "blocks": {"diagnostics", "source"},
    "revise": {"blocks", "diagnostics", "dump", "fix", "source"},
    "merge": {
        "diagnostics",
        "identity",
        "layout",
        "load",
        "merge",
        "model",
        "profile",
        "recognise",
        "revise",
        "source",
    },
    "recognise": {"diagnostics", "document", "phrases", "profile", "recognise", "registers"},
    "layout": {
        "agenda",
        "dates",
        "diagnostics",
        "diff",
        "document",
        "due",
        "layout",
        "model",
        "profile",
        "recognise",
        "registers",
        "tree",
    },
    "foreign": {"diagnostics", "document", "dump", "formats", "load", "office", "profile", "recognise", "source"},
    "formats": {"document", "formats"},
    "report": {
        "agenda",
        "dates",
        "deadline",
        "diagnostics",
        "diff",
        "document",
        "due",
        "merge",
        "model",
        "phrases",
        "profile",
        "recognise",
        "report",
        "workdays",
    },
    "wording": {"diagnostics"},
    "template": {"diagnostics"},
    "load": {"diagnostics", "model", "profile", "refusals", "source", "wording"},
    "check": {"acceptance", "diagnostics", "load", "model", "rules"},
    "cells": {"diagnostics", "model", "tree"},
    "acceptance": {"comments", "diagnostics", "model", "source", "tree"},
    "fix": {"diagnostics", "dump", "source"},
    "baseline": {"diagnostics", "dump"},
    "dump": {"comments", "diagnostics", "model", "source"},
    "office": {"diagnostics"},
    "workspace": {
        "decode",
        "diagnostics",
        "load",
        "model",
        "notice",
        "profile",
        "refusals",
        "resources",
        "source",
        "template",
    },
    "compile": {"document", "formats", "layout", "model", "office", "workspace"},
}
# Libraries that one place alone knows.
ALONE = {
    "yaml": {"source"},
    "jinja2": {"formats/html"},
    "lxml": {"formats/package", "formats/html_table", "formats/read_html"},
    "typer": {"cli"},
    "holidays": {"workdays"},
    "icalendar": {"report/ics"},
    "subprocess": {"git", "office"},
    "tempfile": {"cli/files", "office"},
    "time": {"cli/build"},
}


def module(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").as_posix()


def imports(path: Path) -> set[str]:
    """The dotted names that a file imports, names in packages resolved (`from gkml import rules` is gkml.rules)."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=module)
def test_a_part_imports_only_what_stands_before_it(path: Path) -> None:
    part = module(path).split("/")[0]
    if part in MAY_IMPORT:
        used = {name.split(".")[1] for name in imports(path) if name.startswith("gkml.")}
        assert used <= MAY_IMPORT[part], f"{module(path)} may not import {used - MAY_IMPORT[part]}"


@pytest.mark.parametrize("library", ALONE)
def test_a_library_is_known_in_one_place_alone(library: str) -> None:
    users = {module(path) for path in FILES if any(name.split(".")[0] == library for name in imports(path))}
    strangers = {user for user in users if user not in ALONE[library] and user.split("/")[0] not in ALONE[library]}
    assert users, f"nobody imports {library}: take it off the list"
    assert not strangers


def test_rules_do_not_import_one_another() -> None:
    for path in SOURCE.glob("rules/k*.py"):
        assert not any(name.startswith("gkml.rules") for name in imports(path))


def test_files_and_functions_are_of_a_size_that_can_be_read() -> None:
    lengths: list[int] = []
    for path in FILES:
        text = path.read_text("utf-8")
        assert len(text.splitlines()) <= 400, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                assert length <= 50, f"{path}: {node.name} has {length} lines"
                lengths.append(length)
    assert sum(length <= 25 for length in lengths) >= 0.9 * len(lengths)


def test_every_module_says_what_it_is_for() -> None:
    for path in FILES:
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path
