"""The mutants of a file: a comparison, a boolean operator, a negation, a sum, a number or a returned value is changed."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_LOCAL = (ast.FunctionDef, ast.Lambda)


class Mutant(NamedTuple):
    """A change of a file: the node (as `ast.walk` counts), the lines of its statement, its function ("" at module level)."""

    path: Path
    node: int
    lines: range
    function: str
    change: str

    @property
    def name(self) -> str:
        """The name of the mutant without its line, which edits elsewhere in the file would change."""
        return f"{self.path.stem}:{self.function}: {self.change}"


class _Home(NamedTuple):
    """The lines of the innermost statement around a node, and the function around it."""

    lines: range
    function: str


def mutants(path: Path) -> Iterator[Mutant]:
    """Yields all mutants of a file, outer nodes before inner ones."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    homes = dict(_homes(tree, _Home(range(0), "")))
    for place, node in enumerate(ast.walk(tree)):
        change = _change(node)
        if change:
            yield Mutant(path, place, *homes[id(node)], change)


def mutated(mutant: Mutant) -> ast.Module:
    """Returns the tree of the mutant's file with its change."""
    tree = ast.parse(mutant.path.read_text(encoding="utf-8"))
    _change(list(ast.walk(tree))[mutant.node])
    return ast.fix_missing_locations(tree)


def _homes(node: ast.AST, home: _Home) -> Iterator[tuple[int, _Home]]:
    """Yields the home of a node and of all nodes below it, by identity of the node."""
    if isinstance(node, ast.stmt):
        home = home._replace(lines=_lines(node))
    yield id(node), home
    inner = home._replace(function=getattr(node, "name", "lambda")) if isinstance(node, _LOCAL) else home
    body = getattr(node, "body", []) if isinstance(node, _LOCAL) else []
    bodies = {id(each) for each in (body if isinstance(body, list) else [body])}
    for child in ast.iter_child_nodes(node):
        yield from _homes(child, inner if id(child) in bodies else home)


def _lines(statement: ast.stmt) -> range:
    """Returns the lines of a statement; of a compound statement, those before its body."""
    body = getattr(statement, "body", None)
    end = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return range(statement.lineno, max(end, statement.lineno) + 1)


def _change(node: ast.AST) -> str:
    """Changes a node in place and returns the change in words; "" if the node has no mutant."""
    before = ast.unparse(node) if isinstance(node, ast.expr) else ""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _OPPOSITE:
        node.ops[0] = _OPPOSITE[type(node.ops[0])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) and _is_number(node.right):
        node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
    elif isinstance(node, ast.Constant) and type(node.value) in {int, bool}:
        node.value = not node.value if isinstance(node.value, bool) else int(str(node.value)) + 1
    elif isinstance(node, ast.Return) and node.value and not isinstance(node.value, ast.Constant):
        before, node.value = ast.unparse(node), ast.Constant(None)
    else:
        return ""
    return f"{before} -> {ast.unparse(node)}"


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int
