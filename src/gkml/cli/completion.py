"""What the shell completes after an option: values in, a function for typer out. Nothing is imported before Tab is pressed."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

Completer = Callable[[str], list[str]]


def completes(values: Callable[[], Iterable[str]]) -> Completer:
    """Returns a function that completes one value, or the last of several that commas separate."""

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [f"{before}{comma}{value}" for value in values() if value.lower().startswith(last.lower())]

    return complete


def words(*values: str) -> Completer:
    """Returns a function that completes one of these values."""
    return completes(lambda: values)


def constant(module: str, name: str) -> Completer:
    """Returns a function that completes the values of a constant of the program."""
    return completes(lambda: getattr(import_module(module), name))


def rules() -> Iterator[str]:
    """Yields the codes and names of all rules, read from the names of their files."""
    from pkgutil import iter_modules

    from gkml import rules as package

    for module in sorted(iter_modules(package.__path__), key=lambda module: module.name):
        code, _, name = module.name.partition("_")
        if name:
            yield code.upper()
            yield name.replace("_", "-")


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
