"""Catalogs and rules in, diagnostics out: asks every rule, joins what it says to the place in the file, heeds what is accepted."""

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from gkml import rules
from gkml.catalog.load import Loaded, item_and_field, refuse
from gkml.catalog.model import Registers, Workspace
from gkml.diagnostics import Diagnostic, Finding, Findings, Fix, Route, Severity
from gkml.lint.acceptance import Acceptance, acceptances
from gkml.quoting import shown, visible

FIRST_VERSION = "0.1.0"


class Rule(NamedTuple):
    """A file of `rules/`: code and name from its file name, the manual page from its docstring.

    `basis` is the article or document that it rests on, `since` the version of gkml that has it first. It stands back
    where one of the rules named in `behind` has found something in the same cell: then what it says goes without saying.
    """

    code: str
    name: str
    severity: Severity
    page: str
    check: Callable[[Workspace], Findings]
    basis: str = ""
    since: str = FIRST_VERSION
    behind: frozenset[str] = frozenset()


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule by code."""
    found = []
    for module_info in sorted(pkgutil.iter_modules(rules.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"gkml.rules.{module_info.name}")
        code, _, name = module_info.name.partition("_")
        page = (module.__doc__ or "").strip()
        basis, since = getattr(module, "BASIS", ""), getattr(module, "SINCE", FIRST_VERSION)
        behind = frozenset(getattr(module, "BEHIND", ()))
        found.append(
            Rule(code.upper(), name.replace("_", "-"), module.SEVERITY, page, module.check, basis, since, behind)
        )
    return tuple(found)


def chosen(select: Collection[str], ignore: Collection[str], every: Iterable[Rule] | None = None) -> tuple[Rule, ...]:
    """The rules named in `select` (all where it is empty) and not in `ignore`, by code or name."""
    every = all_rules() if every is None else every
    return tuple(r for r in every if (not select or _named(r, select)) and not _named(r, ignore))


def _named(rule: Rule, names: Collection[str]) -> bool:
    return rule.name in names or rule.code in {name.upper() for name in names}


def check(
    loads: Iterable[Loaded],
    chosen_rules: Iterable[Rule],
    severity: Mapping[str, Severity] | None = None,
    registers: Registers | None = None,
) -> Iterator[Diagnostic]:
    """All findings, with `severity` overriding the rules' own by code or name, but for those that are accepted.

    Acceptances of these rules that nothing was found for, and malformed ones, are diagnostics too.
    """
    sources = {loaded.source.file: loaded for loaded in loads if loaded.entry}
    entries = tuple(loaded.entry for loaded in sources.values() if loaded.entry)
    workspace = Workspace(entries, registers or Registers())
    asked = tuple(chosen_rules)
    accepted = {entry.file: acceptances(sources[entry.file].source, entry) for entry in entries}
    used: set[tuple[str, Acceptance]] = set()
    for rule, finding in _found(asked, workspace):
        file, route = str(finding[0][0]), finding[0][1:]
        by = _accepting(accepted[file], route, rule)
        if by:
            used.add((file, by))
        else:
            yield _placed(sources[file], rule, _override(rule, severity or {}), route, finding)
    for file, listed in accepted.items():
        yield from _of_acceptances(sources[file], listed, {by for at, by in used if at == file}, asked)


def _found(asked: Collection[Rule], workspace: Workspace) -> Iterator[tuple[Rule, Finding]]:
    """What the rules find, but for what goes without saying beside another finding in the same cell."""
    every = [(rule, finding) for rule in asked for finding in rule.check(workspace)]
    there: dict[Route, set[str]] = {}
    for rule, finding in every:
        there.setdefault(finding[0], set()).add(rule.name)
    return ((rule, finding) for rule, finding in every if not rule.behind & there[finding[0]])


def _override(rule: Rule, severity: Mapping[str, Severity]) -> Severity:
    return next((own for name, own in severity.items() if _named(rule, [name])), rule.severity)


def _accepting(listed: Sequence[Acceptance], route: Route, rule: Rule) -> Acceptance | None:
    return next((by for by in listed if by.reason and by.covers(route) and _named(rule, by.rules)), None)


def _of_acceptances(
    loaded: Loaded, listed: Sequence[Acceptance], used: Collection[Acceptance], asked: Collection[Rule]
) -> Iterator[Diagnostic]:
    """What is wrong with acceptances; one for a rule that was not asked is left alone."""
    catalog = loaded.entry.catalog.id if loaded.entry else ""
    for by in listed:
        if by.unclear:
            message = f"看不懂“{shown(by.unclear)}”；要接受一个问题，请写成 # gkml: ignore[K105] 理由"
            yield refuse(loaded.source, "K031", by.at, message, catalog)
            continue
        unknown = [name for name in by.rules if not any(_named(rule, [name]) for rule in all_rules())]
        if unknown or not by.rules:
            said = f"没有规则“{shown(unknown[0])}”" if unknown else "没有写是哪条规则"
            yield refuse(loaded.source, "K031", by.at, f"{said}；请写成 # gkml: ignore[K105] 理由", catalog)
        elif not by.reason:
            yield refuse(loaded.source, "K031", by.at, f"接受 {'、'.join(by.rules)} 没有写理由；请在后面写上", catalog)
        elif by not in used and any(_named(rule, by.rules) for rule in asked):
            message = f"这里已经没有 {'、'.join(by.rules)} 的问题；请删去这条 ignore"
            yield refuse(loaded.source, "K032", by.at, message, catalog)


def _placed(loaded: Loaded, rule: Rule, severity: Severity, route: Route, finding: Finding) -> Diagnostic:
    assert loaded.entry is not None
    catalog, source = loaded.entry.catalog, loaded.source
    _, field = item_and_field(source.data, route)
    inside = max((end for end in range(len(route) + 1) if route[:end] in catalog.ids), default=0)
    text = _text_at(source.data, route)
    return Diagnostic(
        rule.code,
        rule.name,
        severity,
        visible(finding[1]),
        source.file,
        source.locate(route),
        catalog.id,
        catalog.ids.get(route[:inside], ""),
        field,
        fix=_worthwhile(finding[2], text) if len(finding) > 2 else None,
        route=route,
        text=text,
        title=_text_at(source.data, (*route[:inside], "name")) if inside else "",
        basis=rule.basis,
        edition=catalog.edition,
    )


def _worthwhile(fix: Fix, text: str) -> Fix | None:
    """The fix, where it writes something, and something else than stands there."""
    return fix if fix.value != text and "".join(fix.value).strip() else None


def _text_at(data: object, route: Route) -> str:
    """The text at a route, a list's joined; "" where the file has none there. One text may stand for a list of one."""
    for step in route:
        if isinstance(data, str) and step == 0:
            break
        try:
            data = data[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return ""
    if isinstance(data, list):
        return "、".join(entry for entry in data if isinstance(entry, str))
    return data if isinstance(data, str) else ""


def fixes(diagnostics: Iterable[Diagnostic], *, unsafe: bool) -> dict[Route, Fix]:
    """One fix a value, of those that may be applied; what else is wrong with a value is left for the next look at it."""
    found: dict[Route, Fix] = {}
    for diagnostic in diagnostics:
        if diagnostic.fix and (diagnostic.fix.safe or unsafe):
            found.setdefault(diagnostic.route, diagnostic.fix)
    return found
