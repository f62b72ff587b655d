"""Checks a text that may not be saved, as if the file held it: for an editor or a page."""

from dataclasses import replace
from pathlib import Path

from gkml.diagnostics import Diagnostic
from gkml.project.linked import linked
from gkml.project.lint.one_file import diagnostics_of
from gkml.project.lint.rules import rules_of
from gkml.project.loading import load_source
from gkml.project.paths import display
from gkml.project.workspace import Home, find_home
from gkml.schema.documents import AnyLoaded
from gkml.yamltext.source import read


def findings(text: str, path: Path, home: Home | None = None) -> list[Diagnostic]:
    """Returns the findings in a text, with the documents that it names."""
    home = home or find_home(path)
    source = read(text.encode("utf-8", "surrogatepass"), display(path))
    return findings_in(load_source(replace(source, path=path), home), home)


def findings_in(loaded: AnyLoaded, home: Home) -> list[Diagnostic]:
    """Returns the findings in a document that was loaded from a text, with the documents that it names."""
    (loaded,) = linked([loaded], home)
    return diagnostics_of(loaded, rules_of(home), home)
