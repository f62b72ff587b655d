"""Every call into gkml stands here: in-process stages, command lines, and how the process is set up."""

import gc
import json
import resource
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gkml.catalog.load import load
from gkml.catalog.model import Entry as Catalog
from gkml.catalog.model import Workspace
from gkml.deadlines.due import Question, due
from gkml.deadlines.workdays import calendar
from gkml.diff.compare import compare
from gkml.formats.excel import write as xlsx
from gkml.formats.html import write as page
from gkml.formats.word import write as docx
from gkml.layout.catalog import layout
from gkml.layout.pages import paginate
from gkml.lint.check import all_rules
from gkml.project.files import read_file
from gkml.project.workspace import find_home

HOME = find_home(Path("/"))

GKML = Path(sys.executable).with_name("gkml")


def prepare() -> None:
    """Set the process up as the `gkml` command does; called before any other function here."""
    gc.disable()


def read(path: Path) -> Catalog:
    """Read and validate one catalog file, as `gkml build` does; raise when it has diagnostics."""
    loaded = load(read_file(path), HOME.profiles)
    if loaded.entry is None:
        raise ValueError(loaded.diagnostics)
    return loaded.entry


def word(catalog: Catalog) -> bytes:
    """Lay the catalog out and write it as .docx."""
    return docx.write(paginate(layout(catalog.catalog, catalog.profile)), HOME.looks("docx"))


def excel(catalog: Catalog) -> bytes:
    """Lay the catalog out and write it as .xlsx (sheets 目录 and 数据)."""
    return xlsx.write(paginate(layout(catalog.catalog, catalog.profile)), HOME.looks("page"))


def html(catalog: Catalog) -> bytes:
    """Lay the catalog out and write it as one page of HTML."""
    return page.write(layout(catalog.catalog, catalog.profile), HOME.looks("page"))


def lint(catalog: Catalog) -> int:
    """Ask every rule for catalogs about the catalog; how much they find is of no interest."""
    rules = (rule for rule in all_rules() if rule.kind == catalog.kind)
    return sum(1 for rule in rules for _ in rule.check(Workspace((catalog,))))


def rounds(path: Path) -> int:
    """Read and check one catalog many times; return by how many KiB the process has grown since the 20th time.

    The file names the catalog and the number of rounds.
    """
    gc.enable()
    order = json.loads(path.read_text("utf-8"))
    for _ in range(20):
        lint(read(Path(order["catalog"])))
    before = resident()
    for _ in range(order["rounds"]):
        lint(read(Path(order["catalog"])))
    return (resident() - before) // 1024


def resident() -> int:
    """Return the bytes of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


def editions(path: Path) -> tuple[Catalog, Catalog]:
    """Read both editions that stand beside each other."""
    return read(path), read(path.with_suffix(".next.yaml"))


def diff(both: tuple[Catalog, Catalog]) -> int:
    """Compare two editions; return how many changes there are to read."""
    old, new = both
    return len(compare(old.catalog, new.catalog, old.profile, new.profile).changes)


def dates(events: Sequence[tuple[date, int]]) -> list[date | None]:
    """Answer each event in full: the limit read from its words, the day counted, doubts about the calendar looked for."""
    china = calendar()
    today = date(2026, 1, 1)
    answers = (due(Question(f"信息形成之日起{n}个工作日内", day), china, today) for day, n in events)
    return [answer.main.due if answer.main else None for answer in answers]


def build_command(source: Path, out: Path, jobs: int | None = None) -> list[str]:
    """Return the command line that builds a file or a workspace folder into `out`, in the three formats."""
    command = [str(GKML), "build", str(source), "--out", str(out), "--format", "docx,xlsx,html"]
    return command if jobs is None else [*command, "--jobs", str(jobs)]


def lint_command(source: Path) -> list[str]:
    """Return the command line that checks one file, whatever it finds."""
    return [str(GKML), "lint", str(source), "--fail-on", "never"]


def default_build(source: Path, out: Path) -> list[str]:
    """Return the command line that builds one file into `out` in the formats that a user gets unasked."""
    return [str(GKML), "build", str(source), "--out", str(out)]


def help_command() -> list[str]:
    """Return the command line that only starts gkml."""
    return [str(GKML), "--help"]
