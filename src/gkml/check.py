"""Catalogs and rules in, diagnostics out: asks every rule, and joins what it says to the place in the file."""

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple, cast

from gkml import rules
from gkml.diagnostics import Diagnostic, Findings, Route, Severity
from gkml.load import Loaded, item_and_field
from gkml.model import Workspace


class Rule(NamedTuple):
    """A file of `rules/`: code and name from its file name, the manual page from its docstring."""

    code: str
    name: str
    severity: Severity
    page: str
    check: Callable[[Workspace], Findings]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule by code."""
    found = []
    for module_info in sorted(pkgutil.iter_modules(rules.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"gkml.rules.{module_info.name}")
        code, _, name = module_info.name.partition("_")
        page = (module.__doc__ or "").strip()
        found.append(Rule(code.upper(), name.replace("_", "-"), module.SEVERITY, page, module.check))
    return tuple(found)


def chosen(select: Collection[str], ignore: Collection[str], every: Iterable[Rule] | None = None) -> tuple[Rule, ...]:
    """The rules named in `select` (all where it is empty) and not in `ignore`, by code or name."""
    every = all_rules() if every is None else every
    return tuple(r for r in every if (not select or _named(r, select)) and not _named(r, ignore))


def _named(rule: Rule, names: Collection[str]) -> bool:
    return rule.name in names or rule.code in {name.upper() for name in names}


def check(
    loads: Iterable[Loaded], chosen_rules: Iterable[Rule], severity: Mapping[str, Severity] | None = None
) -> Iterator[Diagnostic]:
    """All findings, with `severity` overriding the rules' own by code or name; items' `ignore` is heeded."""
    sources = {loaded.source.file: loaded for loaded in loads if loaded.entry}
    workspace = Workspace(tuple(loaded.entry for loaded in sources.values() if loaded.entry))
    for rule in chosen_rules:
        weight = cast("Severity", _override(rule, severity or {}))
        for route, message in rule.check(workspace):
            loaded = sources[str(route[0])]
            if not _ignored(loaded, route[1:], rule):
                yield _placed(loaded, route[1:], rule, weight, message)


def _override(rule: Rule, severity: Mapping[str, Severity]) -> str:
    return severity.get(rule.code) or severity.get(rule.name) or rule.severity


def _ignored(loaded: Loaded, route: Route, rule: Rule) -> bool:
    """Whether the item that the route leads into accepts findings of this rule."""
    data = loaded.source.data
    accepted: list[str] = []
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(data, dict) and isinstance(data.get("ignore"), list):
            accepted = [str(entry.get("rule", "")) for entry in data["ignore"]]
    return any(name.upper() == rule.code or name == rule.name for name in accepted)


def _placed(loaded: Loaded, route: Route, rule: Rule, severity: Severity, message: str) -> Diagnostic:
    assert loaded.entry is not None
    catalog = loaded.entry.catalog
    _, field = item_and_field(loaded.source.data, route)
    inside = max((end for end in range(len(route) + 1) if route[:end] in catalog.ids), default=0)
    item = catalog.ids.get(route[:inside], "")
    position = loaded.source.locate(route)
    return Diagnostic(rule.code, rule.name, severity, message, loaded.source.file, position, catalog.id, item, field)
