"""Runs every rule on the documents and returns diagnostics with places, without accepted findings."""

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

from gkml.catalog.names import Registers
from gkml.diagnostics import Diagnostic, Finding, Findings, Fix, Route, Severity
from gkml.diagnostics.quoting import quoted_once, shown, visible
from gkml.kinds import KINDS
from gkml.lint.acceptance import Acceptance, acceptances
from gkml.schema.documents import AnyEntry, AnyLoaded
from gkml.schema.parse import item_and_field, refuse
from gkml.yamltext.source import Source

FIRST_VERSION = "0.1.0"


class Rule(NamedTuple):
    """A file of a rule package: code and name from its file name, the manual page from its docstring.

    `kind` is the key of the kind of document that it checks. `basis` is the article or document that it rests on, `since`
    the first version of gkml that has it. Its finding is left out if a rule named in `behind` has one in the same cell.
    With `once`, a fault that a file has again and again is reported once (`habits`). It finds nothing in a document whose
    field `needs` is empty. One that is `optional` runs only if it is named. One that `spares_guides` does not count in a
    document that others name as their guide.
    """

    code: str
    name: str
    severity: Severity
    page: str
    check: Callable[[Any], Findings]
    basis: str = ""
    since: str = FIRST_VERSION
    behind: frozenset[str] = frozenset()
    kind: str = "catalog"
    once: bool = False
    needs: str = ""
    optional: bool = False
    spares_guides: bool = False


def all_rules() -> tuple[Rule, ...]:
    """Returns every rule of every kind of document, by code."""
    return tuple(rule for kind in KINDS for rule in _rules_of(kind))


@cache
def _rules_of(kind: str) -> tuple[Rule, ...]:
    package = KINDS[kind].rule_package()
    modules = sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name)
    return tuple(_rule(importlib.import_module(f"{package.__name__}.{info.name}"), kind) for info in modules)


def _rule(module: ModuleType, kind: str) -> Rule:
    code, _, name = module.__name__.rpartition(".")[2].partition("_")
    letters = code.rstrip("0123456789") if code[-1].isdigit() else code[0]
    return Rule(
        letters.upper() + code[len(letters) :],
        name.replace("_", "-"),
        module.SEVERITY,
        (module.__doc__ or "").strip(),
        _check_of(module, kind),
        getattr(module, "BASIS", ""),
        getattr(module, "SINCE", FIRST_VERSION),
        frozenset(getattr(module, "BEHIND", ())),
        kind,
        getattr(module, "ONCE", False),
        getattr(module, "NEEDS", ""),
        getattr(module, "OPTIONAL", False),
        getattr(module, "SPARES_GUIDES", False),
    )


def _check_of(module: ModuleType, kind: str) -> Callable[[Any], Findings]:
    """Returns the argument of a rule: all documents of its kind together, or each by itself."""
    if not KINDS[kind].one_by_one:
        check: Callable[[Any], Findings] = module.check
        return check
    return lambda workspace: (finding for entry in workspace.entries for finding in module.check(entry))


def chosen(
    select: Collection[str],
    ignore: Collection[str],
    every: Iterable[Rule] | None = None,
    enable: Collection[str] = (),
) -> tuple[Rule, ...]:
    """Returns the rules named in `select` and not in `ignore`, by code or name.

    If `select` is empty, these are all rules but the optional ones, and the optional ones named in `enable`.
    """
    every = all_rules() if every is None else every
    wanted = (r for r in every if (_named(r, select) if select else not r.optional or _named(r, enable)))
    return tuple(rule for rule in wanted if not _named(rule, ignore))


def _named(rule: Rule, names: Collection[str]) -> bool:
    return rule.name in names or rule.code.upper() in {name.upper() for name in names}


def check(
    loads: Iterable[AnyLoaded],
    rules: Iterable[Rule],
    severity: Mapping[str, Severity] | None = None,
    registers: Registers | None = None,
    known: Collection[Rule] | None = None,
) -> Iterator[Diagnostic]:
    """Yields the findings of the rules that are not accepted, with `severity` overriding the rules' own by code or name.

    An acceptance of these rules without a finding, and one that is malformed or that names no `known` rule (one of the
    program's, if None), is a diagnostic too. With no `known` rules at all, acceptances are not read and everything counts.
    """
    checked = {loaded.source.file: _Checked(loaded.source, loaded.entry) for loaded in loads if loaded.entry}
    workspaces = _workspaces([each.entry for each in checked.values()], registers or Registers())
    rules = tuple(rules)
    heeded = checked if known is None or known else {}
    accepted = {file: acceptances(each.source, each.entry.document.ids) for file, each in heeded.items()}
    used: set[tuple[str, Acceptance]] = set()
    for rule, finding in _findings(rules, workspaces):
        file, route = str(finding[0][0]), finding[0][1:]
        acceptance = _accepting(accepted.get(file, ()), route, rule)
        if acceptance:
            used.add((file, acceptance))
        else:
            yield _placed(checked[file], rule, _override(rule, severity or {}), route, finding)
    for file, listed in accepted.items():
        unused = [each for each in listed if (file, each) not in used]
        yield from _of_acceptances(checked[file], listed, unused, rules, all_rules() if known is None else known)


class _Checked(NamedTuple):
    """A source and the entry that was loaded from it."""

    source: Source
    entry: AnyEntry


def _workspaces(entries: Sequence[AnyEntry], registers: Registers) -> dict[str, Any]:
    """Returns the argument of the rules for each kind of document that is present."""
    of_kind: dict[str, list[AnyEntry]] = {}
    for entry in entries:
        of_kind.setdefault(entry.kind, []).append(entry)
    return {key: KINDS[key].workspace(tuple(listed), registers) for key, listed in of_kind.items()}


def _findings(rules: Collection[Rule], workspaces: Mapping[str, Any]) -> Iterator[tuple[Rule, Finding]]:
    """Returns the findings of all rules without those that another finding in the same cell implies."""
    every = [
        (rule, finding) for rule in rules if rule.kind in workspaces for finding in rule.check(workspaces[rule.kind])
    ]
    names: dict[Route, set[str]] = {}
    for rule, finding in every:
        names.setdefault(finding[0], set()).add(rule.name)
    return ((rule, finding) for rule, finding in every if not rule.behind & names[finding[0]])


def guide_of(entry: AnyEntry) -> str:
    """Returns the id of the guide that a document follows, "" if it follows none."""
    guide = entry.linked.get("guide")
    return guide.id if guide else ""


def counting(diagnostics: Iterable[Diagnostic], guides: Collection[str], rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    """Yields the diagnostics without those that do not count in `guides`, the ids of documents that others follow."""
    sparing = {rule.code for rule in rules if rule.spares_guides}
    return (each for each in diagnostics if each.code not in sparing or each.catalog not in guides)


def not_run(entries: Iterable[AnyEntry], rules: Iterable[Rule]) -> tuple[int, tuple[str, ...]]:
    """Returns how many documents lack a field that rules need, and the codes of these rules."""
    needing = [rule for rule in rules if rule.needs]
    lacking = [(entry, rule.code) for entry in entries for rule in needing if _lacks(entry, rule)]
    return len({id(entry) for entry, _ in lacking}), tuple(dict.fromkeys(code for _, code in lacking))


def _lacks(entry: AnyEntry, rule: Rule) -> bool:
    return entry.kind == rule.kind and not getattr(entry.document, rule.needs)


def _override(rule: Rule, severity: Mapping[str, Severity]) -> Severity:
    return next((own for name, own in severity.items() if _named(rule, [name])), rule.severity)


def _accepting(listed: Sequence[Acceptance], route: Route, rule: Rule) -> Acceptance | None:
    return next((each for each in listed if each.reason and each.covers(route) and _named(rule, each.rules)), None)


def _of_acceptances(
    checked: _Checked,
    listed: Sequence[Acceptance],
    unused: Collection[Acceptance],
    rules: Collection[Rule],
    known: Collection[Rule],
) -> Iterator[Diagnostic]:
    """Yields the faults of acceptances, except those for rules that are not among `rules`."""
    for acceptance in listed:
        fault = _fault(acceptance, known)
        if fault:
            yield refuse(checked.source, "K031", acceptance.at, fault, checked.entry.document.id)
        elif acceptance in unused and any(_named(rule, acceptance.rules) for rule in rules):
            message = f"这里已经没有 {'、'.join(acceptance.rules)} 的问题；请删去这条 ignore"
            yield refuse(checked.source, "K032", acceptance.at, message, checked.entry.document.id)


def _fault(acceptance: Acceptance, known: Collection[Rule]) -> str:
    """Returns the reason why an acceptance is invalid, "" if it is valid."""
    if acceptance.unclear:
        return f"看不懂“{shown(acceptance.unclear)}”；要接受一个问题，请写成 # gkml: ignore[K105] 理由"
    unknown = [name for name in acceptance.rules if not any(_named(rule, [name]) for rule in known)]
    if unknown or not acceptance.rules:
        problem = f"没有规则“{shown(unknown[0])}”" if unknown else "没有写是哪条规则"
        return f"{problem}；请写成 # gkml: ignore[K105] 理由"
    return "" if acceptance.reason else f"接受 {'、'.join(acceptance.rules)} 没有写理由；请在后面写上"


def _placed(checked: _Checked, rule: Rule, severity: Severity, route: Route, finding: Finding) -> Diagnostic:
    document, source = checked.entry.document, checked.source
    _, field = item_and_field(source.data, route)
    inside = max((end for end in range(len(route) + 1) if route[:end] in document.ids), default=0)
    text = _text_at(source.data, route)
    return Diagnostic(
        rule.code,
        rule.name,
        severity,
        quoted_once(visible(finding[1])),
        source.file,
        source.locate(route),
        document.id,
        document.ids.get(route[:inside], ""),
        field,
        fix=worthwhile(finding[2], text) if len(finding) > 2 else None,
        route=route,
        text=text,
        title=_text_at(source.data, (*route[:inside], "name")) if inside else "",
        basis=rule.basis,
        edition=document.edition,
    )


def worthwhile(fix: Fix, text: str) -> Fix | None:
    """Returns the fix if it changes the text, else None."""
    return fix if fix.value != text and "".join(fix.value).strip() else None


def _text_at(data: object, route: Route) -> str:
    """Returns the text at a route, the entries of a list joined; "" without one. A text may be a list of one entry."""
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
    """Returns the first applicable fix of each value; the other faults of a value are left for the next check."""
    chosen_fixes: dict[Route, Fix] = {}
    for diagnostic in diagnostics:
        if diagnostic.fix and (diagnostic.fix.safe or unsafe):
            chosen_fixes.setdefault(diagnostic.route, diagnostic.fix)
    return chosen_fixes
