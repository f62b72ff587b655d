"""Puts a changed module into the running program: functions that others imported get the new code in place."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

OURS = ("gkml.", "tests.")


def swap(module: ModuleType, tree: ast.Module, *, values: bool) -> None:
    """Gives the functions of a module the code of a tree.

    With `values`, for a change outside functions, the module's other values are replaced too, wherever they were imported
    by name, and the modules that import it are run again, because they may have made values of these.
    """
    _replace(module, compile(tree, str(module.__file__), "exec"), values=values)
    for dependent in _dependents(module) if values else ():
        _replace(dependent, _code(dependent.__name__), values=True)
    forget()


def forget() -> None:
    """Empties the caches of functions of the program, except those of data files and of the list of rules."""
    for module in _modules("gkml."):
        if module.__name__.startswith(("gkml.rules", "gkml.phrases", "gkml.catalog")):
            for value in list(vars(module).values()):
                getattr(value, "cache_clear", int)()


def _replace(module: ModuleType, code: CodeType, *, values: bool) -> None:
    new: dict[str, Any] = {"__name__": module.__name__, "__file__": module.__file__, "__package__": module.__package__}
    exec(code, new)
    for name, old in list(vars(module).items()):
        own = name in new and name[:2] != "__" and getattr(old, "__module__", module.__name__) == module.__name__
        if own and not _recoded(old, new[name]) and values:
            _rebind(name, old, new[name])


def _recoded(old: Any, new: Any) -> bool:
    """Gives a function, or the functions of a class, the code of another. Returns whether the value was either."""
    if isinstance(old, type):
        for name, attribute in list(vars(old).items()):
            _recoded(attribute, vars(new).get(name))
        return True
    old, new = (_function(each) for each in (old, new))
    if not (isinstance(old, FunctionType) and isinstance(new, FunctionType)):
        return False
    if len(old.__code__.co_freevars) == len(new.__code__.co_freevars):
        old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    return True


def _function(value: Any) -> Any:
    """Returns the function inside a cache, a property or a class method; the value itself if there is none."""
    for name in ("__wrapped__", "fget", "func", "__func__"):
        inner = getattr(value, name, None)
        if isinstance(inner, FunctionType):
            return inner
    return value


def _rebind(name: str, old: Any, new: Any) -> None:
    if isinstance(old, ModuleType):
        return
    for module in _modules(*OURS):
        if vars(module).get(name) is old:
            setattr(module, name, new)


def _modules(*prefixes: str) -> list[ModuleType]:
    return [module for name, module in list(sys.modules.items()) if name.startswith(prefixes)]


def _dependents(module: ModuleType) -> Iterator[ModuleType]:
    """Yields the modules that import a module's names, directly or not, importers after what they import."""
    reached = {module.__name__}
    for name in _ordered():
        if name not in reached and _imports(name) & reached:
            reached.add(name)
            yield sys.modules[name]


@cache
def _ordered() -> tuple[str, ...]:
    """Returns the modules of rules and phrases, each after those that it imports."""
    order: dict[str, None] = {}

    def add(name: str) -> None:
        if name not in order:
            for other in sorted(_imports(name)):
                add(other)
            order[name] = None

    for module in _modules("gkml.rules.", "gkml.phrases."):
        add(module.__name__)
    return tuple(order)


@cache
def _imports(name: str) -> frozenset[str]:
    """Returns the modules of rules and phrases that a module imports at its start."""
    tree = _tree(name)
    froms = (node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom))
    return frozenset(
        each for each in froms if each.startswith(("gkml.rules.", "gkml.phrases.")) and each in sys.modules
    )


@cache
def _tree(name: str) -> ast.Module:
    with open(str(sys.modules[name].__file__), encoding="utf-8") as file:
        return ast.parse(file.read())


@cache
def _code(name: str) -> CodeType:
    return compile(_tree(name), str(sys.modules[name].__file__), "exec")
