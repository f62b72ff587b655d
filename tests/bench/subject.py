"""Every call into gkml stands here: in-process stages, command lines, and how the process is set up."""

import sys
from pathlib import Path
from typing import Any

# Any: whatever gkml calls a loaded catalog; no case looks inside.
Catalog = Any

GKML = Path(sys.executable).with_name("gkml")


def prepare() -> None:
    """Set the process up as the `gkml` command does (the cyclic collector …); called before any other function here."""


def read(path: Path) -> Catalog:
    """Read and validate one catalog file, as `gkml build` does; raise when it has diagnostics."""
    raise NotImplementedError(path)


def word(catalog: Catalog) -> bytes:
    """Lay the catalog out and write it as .docx."""
    raise NotImplementedError


def excel(catalog: Catalog) -> bytes:
    """Lay the catalog out and write it as .xlsx (sheets 目录 and 数据)."""
    raise NotImplementedError


def html(catalog: Catalog) -> bytes:
    """Lay the catalog out and write it as one page of HTML."""
    raise NotImplementedError


def build_command(source: Path, out: Path, jobs: int | None = None) -> list[str]:
    """Return the command line that builds a file or a workspace folder into `out`, in the three formats."""
    command = [str(GKML), "build", str(source), "--out", str(out), "--format", "docx,xlsx,html"]
    return command if jobs is None else [*command, "--jobs", str(jobs)]


def help_command() -> list[str]:
    """Return the command line that only starts gkml."""
    return [str(GKML), "--help"]
