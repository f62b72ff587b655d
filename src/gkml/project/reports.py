"""The reports of `gkml lint` by name: takes results and returns bytes."""

from importlib import import_module
from pkgutil import iter_modules

from gkml.layout.findings import layout
from gkml.layout.pages import paginate
from gkml.lint.check import all_rules
from gkml.project import compile as compiler
from gkml.project.workspace import Home
from gkml.report import lint, text
from gkml.report.lint import Results, RulePage
from gkml.schema.refusals import REFUSALS

_TEXTS = sorted((module.name for module in iter_modules(lint.__path__)), key=lambda name: (name != "text", name))
_SYNONYMS = {"concise": "text"}
_TABLES = {"markdown": "md", "html": "html", "xlsx": "xlsx"}
"""Reports that are the 问题清单, by the format that writes it."""
FORMATS = (*_TEXTS, *_SYNONYMS, *_TABLES)


def written(results: Results, name: str, home: Home) -> bytes:
    """Returns the report of one of `FORMATS`."""
    if name in _TABLES:
        document = layout(results.diagnostics, text.summary(results.diagnostics))
        return compiler.write(document, paginate(document), _TABLES[name], home)
    report = import_module(f"gkml.report.lint.{_SYNONYMS.get(name, name)}").report
    output: str = report(results._replace(pages=_pages()))
    return output.encode()


def _pages() -> dict[str, RulePage]:
    """Returns the manual pages of the rules and of what the schema refuses, by code."""
    pages = {rule.code: (rule.name, rule.page) for rule in all_rules()}
    pages |= {code: (refusal.name, refusal.page) for code, refusal in REFUSALS.items()}
    return {code: RulePage(name, page.split("\n", 1)[0], page) for code, (name, page) in pages.items()}
