"""What the shell completes after an option: values in, a function for typer out. Nothing is imported before Tab is pressed."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from gkml.diagnostics import GkmlError

Completer = Callable[[str], list[str]]


def completes(values: Callable[[], Iterable[str]]) -> Completer:
    """Returns a function that completes one value, or the last of several that commas separate."""

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [f"{before}{comma}{value}" for value in _safely(values) if value.lower().startswith(last.lower())]

    return complete


def _safely(values: Callable[[], Iterable[str]]) -> list[str]:
    """Returns the values; none if a file of the workspace cannot be read, as a prompt is no place for messages."""
    try:
        return list(values())
    except (GkmlError, OSError):
        return []


def words(*values: str) -> Completer:
    """Returns a function that completes one of these values."""
    return completes(lambda: values)


def constant(module: str, name: str) -> Completer:
    """Returns a function that completes the values of a constant of the program."""
    return completes(lambda: getattr(import_module(module), name))


_RULES = ("gkml.rules", "gkml.annual_report.rules", "gkml.work_plan.rules")


def rules() -> Iterator[str]:
    """Yields the codes and names of all rules, read from the names of their files, and of what else has a page."""
    from pkgutil import iter_modules

    for package in _RULES:
        for module in sorted(iter_modules(import_module(package).__path__), key=lambda module: module.name):
            code, _, name = module.name.partition("_")
            if name and code[-1:].isalnum() and any(sign.isdigit() for sign in code):
                yield from (
                    code.upper() if code[-1].isdigit() else f"{code[:-1].upper()}{code[-1]}",
                    name.replace("_", "-"),
                )
    for table in (("gkml.schema.refusals", "REFUSALS"), ("gkml.ledger.checks", "CHECKS")):
        for code, page in getattr(import_module(table[0]), table[1]).items():
            yield from (code, page.name)


def items(incomplete: str) -> list[str]:
    """Completes `目录#事项` from the current workspace."""
    from pathlib import Path

    from gkml.project.items import names_of
    from gkml.project.workspace import find_home

    names = _safely(lambda: names_of(incomplete, find_home(Path())))
    return [name for name in names if name.startswith(incomplete)]


def regions() -> Iterator[str]:
    """Yields the provinces, by name and by code."""
    from gkml.registers.days import provinces

    for code, name in provinces().items():
        yield from (name, code)


def audits() -> Iterator[str]:
    """Yields the formats of `gkml audit`, also with --coming."""
    from gkml.project.audit_reports import formats

    yield from dict.fromkeys((*formats(), "ics"))


def levels() -> Iterator[str]:
    """Yields the levels of a body that an annual report may have."""
    from typing import get_args

    from gkml.annual_report.model import Level

    yield from get_args(Level)


def schemas() -> Iterator[str]:
    """Yields the names of what has a JSON Schema."""
    from gkml.project.schemas import schema_list

    yield from (line.split()[0] for line in schema_list().splitlines())


def forms() -> Iterator[str]:
    """Yields the names of the table forms of the current workspace."""
    from pathlib import Path

    from gkml.project.workspace import find_home

    yield from find_home(Path()).profiles


def statutory() -> Iterator[str]:
    """Yields the names of the statutory limits."""
    from gkml.registers.limits import statutory_limits

    yield from (limit.name for limit in statutory_limits())
    yield "list"


def laws() -> Iterator[str]:
    """Yields the titles of the register of law, without 中华人民共和国."""
    from gkml.registers.citations import known_titles

    yield from known_titles()
