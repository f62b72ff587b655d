"""The plan of the house: who may import whom, and how large things may get. Each file is parsed once."""

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "gkml"

# What a room may import of gkml besides itself, in the order of the data flow. Every room stands here.
ROOMS: dict[str, str] = {
    # ground: no kind of document, no file, no screen
    "diagnostics": "",
    "document": "",
    # text and schema: still no kind of document
    "yamltext": "diagnostics",
    "schema": "diagnostics yamltext",
    # knowledge: what phrases mean, what the law says, which days are working days
    "phrases": "",
    "registers": "phrases schema yamltext",
    "deadlines": "catalog diagnostics phrases registers",
    # the kinds of document
    "catalog": "diagnostics phrases schema yamltext",
    # looking at documents
    "rules": "catalog diagnostics phrases registers",
    "diff": "catalog diagnostics document phrases registers yamltext",
    "review": "catalog diagnostics phrases",
    # documents to print, and back
    "recognise": "catalog diagnostics document phrases registers",
    "layout": "catalog deadlines diagnostics diff document ledger phrases recognise registers review",
    # all kinds of document, and their rules run
    "annual_report": "catalog diagnostics diff document phrases recognise schema yamltext",
    "work_plan": "catalog deadlines diagnostics diff document phrases recognise schema yamltext",
    "ledger": "catalog deadlines diagnostics phrases registers work_plan",
    "kinds": "annual_report catalog diagnostics document layout rules schema work_plan yamltext",
    "lint": "catalog diagnostics kinds ledger phrases schema yamltext",
    "formats": "document",
    "merge": "catalog diagnostics document layout recognise schema yamltext",
    "report": "catalog deadlines diagnostics diff document ledger merge phrases recognise registers review",
    # what can be done in a workspace; it knows all of the above, and no screen
    "project": "*",
    # the faces: each calls project
    "cli": "*",
    "__init__": "",
    "__main__": "cli",
}

# Libraries that these places alone know.
ALONE = {
    "yaml": {"yamltext/parser", "yamltext/head"},
    "jinja2": {"formats/html"},
    "lxml": {"formats/package", "formats/html"},
    "typer": {"cli"},
    "pygls": {"cli/language_server"},
    "lsprotocol": {"cli/language_server"},
    "starlette": {"cli/serve"},
    "uvicorn": {"cli/serve/run"},
    "holidays": {"deadlines/national"},
    "icalendar": {"report/ics"},
    "docx": {"formats/word/annotate"},
    "pdfplumber": {"formats/pdf/read"},
    "python_calamine": {"ledger/rows"},
    "openpyxl": {"formats/excel/annotate", "formats/excel/editing"},
    "subprocess": {"project/git", "project/libreoffice"},
    "tempfile": {"project/writing", "project/libreoffice", "project/lint/spool", "cli/serve/run"},
    "sqlite3": {"project/lint/cache"},
    "time": {"cli/build"},
}

# Declared data: files that are tables, whatever their length.
TABLES = {"cli/__init__"}


class Module(NamedTuple):
    """A file of the source: its path without suffix, its text, and the dotted names that it imports."""

    path: str
    text: str
    tree: ast.Module
    imports: frozenset[str]

    @property
    def room(self) -> str:
        return self.path.split("/")[0]


@cache
def modules() -> tuple[Module, ...]:
    return tuple(map(parsed, sorted(SOURCE.rglob("*.py"))))


def parsed(path: Path) -> Module:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    return Module(path.relative_to(SOURCE).with_suffix("").as_posix(), text, tree, frozenset(imported(tree)))


def imported(tree: ast.Module) -> set[str]:
    """Dotted names, members resolved (`from gkml import rules` is gkml.rules); also those that are imported by their name.

    A text that is the name of a room ("gkml.rules") counts: it is imported later.
    """
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                names |= {alias.name for alias in aliases}
            case ast.ImportFrom(module=str(module), names=aliases):
                names |= {f"{module}.{alias.name}" for alias in aliases}
            case ast.Call(func=ast.Name(id="import_module") | ast.Attribute(attr="import_module"), args=[name, *_]):
                names.add(spelled(name))
            case ast.Constant(value=str(text)) if text.startswith("gkml.") and text.split(".")[1] in ROOMS:
                names.add(text)
    return names


def spelled(name: ast.expr) -> str:
    """The name that is given to import_module, up to the first part that is only known when it runs."""
    match name:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
            return text.rstrip(".")
    return ""


def rooms_of(module: Module) -> set[str]:
    """The rooms of gkml that a module imports from, but for its own; the package itself (its version) is no room."""
    names = {name.split(".")[1] for name in module.imports if name.startswith("gkml.")}
    return names - {module.room, "__version__"}


def test_every_room_is_in_the_table() -> None:
    assert {module.room for module in modules()} == ROOMS.keys()


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_the_table_says(room: str) -> None:
    allowed = ROOMS[room].split()
    if allowed != ["*"]:
        strangers = {m.path: rooms_of(m) - set(allowed) for m in modules() if m.room == room}
        assert not {path: names for path, names in strangers.items() if names}


def test_project_knows_no_face() -> None:
    assert not [m.path for m in modules() if m.room == "project" and rooms_of(m) & {"cli", "__main__"}]


@pytest.mark.parametrize("room", [room for room, allowed in ROOMS.items() if allowed != "*"])
def test_every_allowed_arrow_is_used(room: str) -> None:
    used = {name for module in modules() if module.room == room for name in rooms_of(module)}
    assert set(ROOMS[room].split()) <= used


def test_rooms_do_not_import_in_circles() -> None:
    before: set[str] = set()
    waiting = {room: {used for m in modules() if m.room == room for used in rooms_of(m)} for room in ROOMS}
    while ready := [room for room, needs in waiting.items() if needs <= before]:
        before |= set(ready)
        waiting = {room: needs for room, needs in waiting.items() if room not in ready}
    assert not waiting


@pytest.mark.parametrize("library", ALONE)
def test_a_library_is_known_in_its_places_alone(library: str) -> None:
    users = {m.path for m in modules() if any(name.split(".")[0] == library for name in m.imports)}
    assert users, f"nobody imports {library}: take it off the list"
    assert not {user for user in users if not any(f"{user}/".startswith(f"{place}/") for place in ALONE[library])}


def test_rules_do_not_import_one_another() -> None:
    families = [m for m in modules() if m.room == "rules" and m.path.rpartition("/")[2][0] == "k"]
    assert families
    assert not [m.path for m in families if any(name.startswith("gkml.rules.k") for name in m.imports)]


def test_formats_do_not_import_one_another() -> None:
    """A sub-folder of formats/ is one format; what several need is a file of formats/ itself, or package/."""
    for module in modules():
        parts = module.path.split("/")
        if parts[0] == "formats" and len(parts) == 3 and parts[1] != "package":
            used = {n.split(".")[2] for n in module.imports if n.startswith("gkml.formats.")}
            others = {"word", "excel", "html", "text"} - {parts[1]}
            assert not used & others, module.path


def functions() -> list[tuple[str, int]]:
    """Each function with the lines of its body, the docstring not counted."""
    lengths = []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                lengths.append((f"{module.path}: {node.name}", lines))
    return lengths


def test_functions_can_be_read_at_a_glance() -> None:
    lengths = functions()
    assert not [name for name, lines in lengths if lines > 50]
    assert sorted(lines for _, lines in lengths)[len(lengths) * 9 // 10] <= 16


def test_a_file_is_one_room() -> None:
    assert not {m.path: n for m in modules() if (n := len(m.text.splitlines())) > 300 and m.path not in TABLES}


def test_the_first_floor_is_small() -> None:
    assert len({entry.name for entry in SOURCE.iterdir() if entry.name != "__pycache__"}) <= 25


def test_every_module_says_what_it_is_for() -> None:
    assert not [module.path for module in modules() if not ast.get_docstring(module.tree)]
