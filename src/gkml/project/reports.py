"""The reports of `gkml lint` by name: results in, bytes out."""

from collections.abc import Callable

from gkml import __version__
from gkml.layout.findings import layout
from gkml.layout.pages import paginate
from gkml.lint.check import all_rules
from gkml.project import compile as compiler
from gkml.project.workspace import Home
from gkml.report import Results, full, github, gitlab, json, junit, sarif, text
from gkml.schema.refusals import REFUSALS


def _sarif(results: Results) -> str:
    pages = {rule.code: (rule.name, rule.page) for rule in all_rules()}
    pages |= {code: (refusal.name, refusal.page) for code, refusal in REFUSALS.items()}
    about = {code: sarif.Described(name, page.split("\n", 1)[0], page) for code, (name, page) in pages.items()}
    return sarif.report(results, about, __version__)


def _concise(results: Results) -> str:
    return text.report(results.diagnostics, color=results.color)


_TEXTS: dict[str, Callable[[Results], str]] = {
    "text": _concise,
    "concise": _concise,
    "full": full.report,
    "json": lambda results: json.report(results.diagnostics),
    "sarif": _sarif,
    "github": github.report,
    "gitlab": gitlab.report,
    "junit": junit.report,
}
_TABLES = {"markdown": "md", "html": "html", "xlsx": "xlsx"}
"""Reports that are the 问题清单, by the format that writes it."""
FORMATS = (*_TEXTS, *_TABLES)


def told(results: Results, form: str, home: Home) -> bytes:
    """The report in one of `FORMATS`."""
    if form in _TEXTS:
        return _TEXTS[form](results).encode()
    document = layout(results.diagnostics, text.summary(results.diagnostics))
    return compiler.write(document, paginate(document), _TABLES[form], home)
