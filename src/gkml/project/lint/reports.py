"""The reports of `gkml lint` by name: takes results and yields bytes."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from gkml.diagnostics import Diagnostic, GkmlError
from gkml.project.workspace import Home, repository
from gkml.report import lint
from gkml.report.lint import Results, RulePage
from gkml.report.text import summary
from gkml.schema.refusals import REFUSALS

if TYPE_CHECKING:
    from gkml.lint.check import Rule

_SYNONYMS = {"concise": "text"}
_FIRST = ("text", *_SYNONYMS, "full", "json")
_TEXTS = [*_FIRST, *(module.name for module in iter_modules(lint.__path__) if module.name not in _FIRST)]
_TABLES = {"markdown": "md", "html": "html", "xlsx": "xlsx"}
"""Reports that are the 问题清单, by the format that writes it."""
FORMATS = (*_TEXTS, *_TABLES)
SHARD = "shard"
"""The result of a share (`shard_file`), which is no report yet."""
MAX_ROWS = 1_000_000
"""Rows of a table; Excel opens sheets of 1,048,576."""
_WITH_PAGES = {"sarif"}
"""Reports that quote the manual pages of the rules."""
_OF_REPOSITORY = {"github", "gitlab", "sarif"}
"""Reports whose readers look for files from the top of the repository."""


def lint_report(results: Results, name: str, home: Home, paths: Mapping[str, Path | None] | None = None) -> bytes:
    """Returns the report of one of `FORMATS`; `paths` are the real paths of the files by their names."""
    return b"".join(report_parts(results, name, home, paths or {}))


def report_parts(results: Results, name: str, home: Home, paths: Mapping[str, Path | None]) -> Iterator[bytes]:
    """Yields what `lint_report` returns, in parts. Raises `GkmlError` for a table that would have too many rows."""
    if name in _TABLES:
        yield _table(results, name, home)
        return
    if name in _OF_REPOSITORY:
        results = _from_repository(results, paths)
    if name in _WITH_PAGES:
        results = results._replace(pages=_pages(home.rules, results))
    report = import_module(f"gkml.report.lint.{_SYNONYMS.get(name, name)}").report
    for part in report(results):
        yield part.encode()


def _table(results: Results, name: str, home: Home) -> bytes:
    from gkml.layout.findings import layout
    from gkml.project.rendering import rendered

    diagnostics = list(islice(results.diagnostics, MAX_ROWS + 1))
    if len(diagnostics) > MAX_ROWS:
        raise GkmlError(f"问题超过 {MAX_ROWS:,} 个，一张表放不下；请分地区或分文件夹检查，或用 --output-format json")
    return rendered(layout(diagnostics, summary(diagnostics)), _TABLES[name], home)


def _pages(rules: "Iterable[Rule]", results: Results) -> dict[str, RulePage]:
    """Returns the manual pages of the rules and of what the schema refuses, by code.

    A check that another workspace states has a page with its name alone.
    """
    from gkml.ledger.checks import CHECKS

    pages = {rule.code: (rule.name, rule.page) for rule in rules}
    pages |= {code: (refusal.name, refusal.page) for code, refusal in REFUSALS.items()}
    pages |= {code: (check.name, check.page) for code, check in CHECKS.items()}
    others = {each.code: RulePage(each.name, "", "") for each in results.diagnostics if each.code not in pages}
    return others | {code: RulePage(name, page.split("\n", 1)[0], page) for code, (name, page) in pages.items()}


class _Renamed:
    """Diagnostics whose files have other names; may be gone through several times."""

    def __init__(self, diagnostics: Iterable[Diagnostic], name: Callable[[str], str]) -> None:
        self._diagnostics, self._name = diagnostics, name

    def __iter__(self) -> Iterator[Diagnostic]:
        return (each._replace(file=self._name(each.file)) for each in self._diagnostics)


def _from_repository(results: Results, paths: Mapping[str, Path | None]) -> Results:
    """Returns the results with the names of files relative to the top of their git repository, if there is one."""

    @cache
    def name(file: str) -> str:
        return _name(paths.get(file) or Path(file)) or file

    return results._replace(diagnostics=_Renamed(results.diagnostics, name))


def _name(path: Path) -> str:
    folder = Path(os.path.realpath(path.parent))
    top = repository(folder)
    return (folder / path.name).relative_to(top).as_posix() if top else ""
