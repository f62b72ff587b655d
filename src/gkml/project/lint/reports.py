"""The reports of `gkml lint` by name: takes results and returns bytes."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from gkml.ledger.checks import CHECKS
from gkml.lint.check import Rule
from gkml.project.rendering import rendered
from gkml.project.workspace import Home, repository
from gkml.report import lint
from gkml.report.lint import Results, RulePage
from gkml.report.text import summary
from gkml.schema.refusals import REFUSALS

_SYNONYMS = {"concise": "text"}
_FIRST = ("text", *_SYNONYMS, "full", "json")
_TEXTS = [*_FIRST, *(module.name for module in iter_modules(lint.__path__) if module.name not in _FIRST)]
_TABLES = {"markdown": "md", "html": "html", "xlsx": "xlsx"}
"""Reports that are the 问题清单, by the format that writes it."""
FORMATS = (*_TEXTS, *_TABLES)
_OF_REPOSITORY = {"github", "gitlab", "sarif"}
"""Reports whose readers look for files from the top of the repository."""


def lint_report(results: Results, name: str, home: Home, paths: Mapping[str, Path | None] | None = None) -> bytes:
    """Returns the report of one of `FORMATS`; `paths` are the real paths of the files by their names."""
    if name in _TABLES:
        from gkml.layout.findings import layout

        return rendered(layout(results.diagnostics, summary(results.diagnostics)), _TABLES[name], home)
    if name in _OF_REPOSITORY:
        results = _from_repository(results, paths or {})
    report = import_module(f"gkml.report.lint.{_SYNONYMS.get(name, name)}").report
    output: str = report(results._replace(pages=_pages(home.rules, results)))
    return output.encode()


def _pages(rules: Iterable[Rule], results: Results) -> dict[str, RulePage]:
    """Returns the manual pages of the rules and of what the schema refuses, by code.

    A check that another workspace states has a page with its name alone.
    """
    pages = {rule.code: (rule.name, rule.page) for rule in rules}
    pages |= {code: (refusal.name, refusal.page) for code, refusal in REFUSALS.items()}
    pages |= {code: (check.name, check.page) for code, check in CHECKS.items()}
    others = {each.code: RulePage(each.name, "", "") for each in results.diagnostics if each.code not in pages}
    return others | {code: RulePage(name, page.split("\n", 1)[0], page) for code, (name, page) in pages.items()}


def _from_repository(results: Results, paths: Mapping[str, Path | None]) -> Results:
    """Returns the results with the names of files relative to the top of their git repository, if there is one."""
    files = {*paths, *(each.file for each in results.diagnostics)}
    names = {file: _name(paths.get(file) or Path(file)) or file for file in files}
    diagnostics = [replace(each, file=names.get(each.file, each.file)) for each in results.diagnostics]
    return results._replace(
        diagnostics=diagnostics, lines={names.get(file, file): lines for file, lines in results.lines.items()}
    )


def _name(path: Path) -> str:
    folder = Path(os.path.realpath(path.parent))
    top = repository(folder)
    return (folder / path.name).relative_to(top).as_posix() if top else ""
