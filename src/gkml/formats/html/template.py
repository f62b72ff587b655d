"""A template of a page and values in, the page out. The template may come from a stranger's workspace.

Jinja2's sandbox hides what leads from a value to the interpreter, but lets a template run for ever and fill the memory.
So a template may only print values and compare, add, choose and loop over them: it calls nothing and stores nothing. Its
loops have a number of steps in all, and the page has a size.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gkml.formats import Looks, LooksError

MAX_TEMPLATE = 64 * 1024
"""Bytes of a template."""
MAX_STEPS = 1_000_000
"""Steps of all loops together."""
MAX_PAGE = 64 * 2**20
"""Characters of a page."""

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Getattr, nodes.Getitem,
    nodes.Const, nodes.Tuple, nodes.List, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Add,
    nodes.Sub, nodes.Neg, nodes.Concat, nodes.Filter, nodes.Test,
)  # fmt: skip
_FILTERS = {"length", "count", "escape", "e", "default", "d", "upper", "lower", "trim", "first", "last"}
"""Filters that give a short text for a short one."""
_FAULTS = (
    TemplateError,
    ValueError,
    TypeError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
)
"""What jinja2 and Python raise for templates that they cannot read or fill in."""


def rendered(looks: Looks, name: str, values: Mapping[str, Any]) -> str:
    """Returns the template `name` of the looks, filled in. Raises `LooksError`, whose text is one line."""
    budget = _Budget()
    try:
        template = _template(looks[name])
        return "".join(_limited(template.generate(**values, **{_BUDGET: budget})))
    except _FAULTS as error:
        raise LooksError(f"网页模板（templates/ 下的 .j2 文件）有误：{_reason(error)}") from error
    except SyntaxError as error:  # of the code that jinja2 makes
        raise LooksError("网页模板（templates/ 下的 .j2 文件）有误：写法太复杂") from error


def _reason(error: Exception) -> str:
    """What is wrong, in a line."""
    if isinstance(error, _Refused):
        return str(error)
    if isinstance(error, UndefinedError):
        name = re.search("'([^']+)'(?: is undefined)?$", str(error))
        return f"没有叫“{name[1]}”的变量" if name else str(error).split("\n", 1)[0]
    if isinstance(error, TemplateSyntaxError):
        return f"第 {error.lineno} 行写法不对"
    if isinstance(error, RecursionError | MemoryError):
        return "写法太复杂"
    return str(error).split("\n", 1)[0] or type(error).__name__


class _Refused(ValueError):
    """A template asks for what templates may not do; the text says what."""


class _Budget:
    """The steps that the loops of a page have left."""

    def __init__(self) -> None:
        self.left = MAX_STEPS

    def steps(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.left -= 1
            if self.left < 0:
                raise _Refused(f"循环超过 {MAX_STEPS // 10_000} 万步，不再继续")
            yield value


_BUDGET = "_budget"


@pass_context
def _steps(context: Context, values: Iterable[Any]) -> Iterator[Any]:
    budget: _Budget = context[_BUDGET]
    return budget.steps(values)


def _limited(pieces: Iterable[str]) -> Iterator[str]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_PAGE:
            raise _Refused(f"网页超过 {MAX_PAGE >> 20} MiB，不再继续")
        yield piece


@lru_cache(maxsize=8)
def _template(source: bytes) -> Template:
    """Returns the template, checked, its loops counted. A line's end after a tag is not printed; values are escaped."""
    if len(source) > MAX_TEMPLATE:
        raise _Refused(f"模板超过 {MAX_TEMPLATE >> 10} KiB，不使用")
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.globals.clear()
    environment.filters["_steps"] = _steps
    tree = environment.parse(source.decode())
    _check(tree)
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, "_steps", [], [], None, None, lineno=loop.lineno)
    return Template.from_code(environment, environment.compile(tree), environment.globals)


def _check(tree: nodes.Template) -> None:
    """Raises `_Refused` at the first thing that a template may not do."""
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Filter):
            if node.name not in _FILTERS:
                raise _Refused(f"第 {node.lineno} 行：不能用过滤器“{node.name}”；可用：{'、'.join(sorted(_FILTERS))}")
        elif not isinstance(node, _ALLOWED):
            raise _Refused(f"第 {node.lineno} 行：模板只能输出、判断和循环，不能用 {type(node).__name__}")
