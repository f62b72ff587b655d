"""Mutants of rules and phrases in, how many the tests kill out: `python -m tests.bench.mutants 100` (make mutants).

A mutant is a copy of the source with one change of meaning: a comparison, a constant, a boolean operator or a returned value.
Each runs in a copy of the source, so that the source stays as it is, with the tests that name the module's rule or subject.
"""

import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.bench.measure import ROOT

SEED = 15
TIMEOUT = 300
"""Seconds for the tests of one mutant; one that takes longer is dead."""
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ALWAYS = ("tests/test_rules.py", "tests/test_rules_borders.py")


class Mutant(NamedTuple):
    """A file with one change, and what the change is."""

    path: Path
    text: str
    change: str


def places(path: Path) -> list[tuple[Path, int]]:
    """Returns where a file can be changed: the file, and which node of its tree, counted as `ast.walk` goes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [(path, place) for place, node in enumerate(ast.walk(tree)) if _change(node)]


def mutant(path: Path, place: int) -> Mutant:
    """Returns the mutant with a change at one place of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    node = list(ast.walk(tree))[place]
    change = _change(node)
    return Mutant(path, ast.unparse(tree), f"{path.name}:{getattr(node, 'lineno', 0)} {change}")


def _change(node: ast.AST) -> str:
    """Changes a node in place and returns what was done; "" if it has no mutant."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _OPPOSITE:
        before = ast.unparse(node)
        node.ops[0] = _OPPOSITE[type(node.ops[0])]()
        return f"{before} -> {ast.unparse(node)}"
    if isinstance(node, ast.BoolOp):
        before = ast.unparse(node)
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return f"{before} -> {ast.unparse(node)}"
    if isinstance(node, ast.Constant) and type(node.value) in {int, bool}:
        before = ast.unparse(node)
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1
        return f"{before} -> {ast.unparse(node)}"
    if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        node.value = ast.Constant(None)
        return "return None"
    return ""


def tests_of(path: Path) -> list[list[str]]:
    """Returns the arguments of pytest for a module, quick tests first.

    Those of a rule are the examples of its page, and the files that name it; those of a phrase the files that import it and the
    pages of the rules that do.
    """
    if path.parent.name == "rules":
        code = path.stem.split("_")[0].upper()
        return [["-k", code, *_ALWAYS], _naming(code, path.stem.partition("_")[2].replace("_", "-"))]
    module = f"phrases.{path.stem}"
    rules = [
        rule
        for rule in (ROOT / "src/gkml/rules").glob("k*.py")
        if f"gkml.{module} " in rule.read_text(encoding="utf-8")
    ]
    codes = [rule.stem.split("_")[0].upper() for rule in rules]
    pages = [["-k", " or ".join(codes), *_ALWAYS]] if codes else []
    return [*pages, _naming(module, *codes)]


def _naming(*words: str) -> list[str]:
    """Returns the test files that have one of these words, besides the tests of all rules."""
    files = sorted((ROOT / "tests").glob("test_*.py"))
    named = [file for file in files if any(word in file.read_text(encoding="utf-8") for word in words)]
    return [str(file.relative_to(ROOT)) for file in named if str(file.relative_to(ROOT)) not in _ALWAYS]


def is_killed(changed: Mutant, source: Path) -> bool:
    """Tells whether a test fails with the mutant in a copy of the source."""
    place = source / changed.path.relative_to(ROOT / "src")
    before = place.read_text(encoding="utf-8")
    place.write_text(changed.text, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{source}{os.pathsep}{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"}
    pytest = [sys.executable, "-m", "pytest", "-n0", "-q", "-x", "-p", "no:cacheprovider"]
    try:
        for arguments in filter(None, tests_of(changed.path)):
            run = subprocess.run(
                [*pytest, *arguments], cwd=ROOT, env=environment, capture_output=True, timeout=TIMEOUT, check=False
            )
            if run.returncode not in {0, 5}:  # 5: no test was selected
                return True
    except subprocess.TimeoutExpired:
        return True
    finally:
        place.write_text(before, encoding="utf-8")
    return False


def _unchanged(path: Path) -> Mutant:
    return Mutant(path, path.read_text(encoding="utf-8"), "")


def main(number: int) -> None:
    files = [path for room in ("rules", "phrases") for path in sorted((ROOT / "src/gkml" / room).glob("[a-z]*.py"))]
    every = [place for path in files for place in places(path)]
    sample = random.Random(SEED).sample(every, min(number, len(every)))
    dead = 0
    with tempfile.TemporaryDirectory() as folder:
        for data in ("schema", "templates"):  # the source finds them beside itself
            shutil.copytree(ROOT / data, Path(folder) / data)
        source = Path(shutil.copytree(ROOT / "src", Path(folder) / "src"))
        if is_killed(_unchanged(files[0]), source):
            raise SystemExit("the tests fail without a mutant: nothing can be counted")
        for tried, at in enumerate(sample, 1):
            changed = mutant(*at)
            killed = is_killed(changed, source)
            dead += killed
            print(f"{dead}/{tried} {'killed  ' if killed else 'SURVIVED'} {changed.change}", flush=True)
    print(f"{dead} of {len(sample)} mutants die ({dead / max(1, len(sample)):.0%}); {len(every)} there are")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100)
