"""Patterns that are compiled at their first use, and behave as the compiled ones."""

import re
import subprocess
import sys

import pytest

from gkml.phrases.patterns import regex


def test_a_pattern_behaves_as_its_compiled_one() -> None:
    late, compiled = regex("(?P<n>[0-9]+)日", re.ASCII), re.compile("(?P<n>[0-9]+)日", re.ASCII)
    text = "3日、12日和三日"
    for _ in range(2):
        assert late.findall(text) == compiled.findall(text) == ["3", "12"]
        assert late.sub("·", text) == compiled.sub("·", text)
        assert [m["n"] for m in late.finditer(text)] == ["3", "12"]
        assert late.search("无") is None
    assert (late.pattern, late.flags, late.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)


def test_a_pattern_is_not_compiled_before_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_importing_the_rules_compiles_next_to_nothing() -> None:
    """Hundreds of patterns were compiled at import: half of the time of `gkml lint` on a small catalog."""
    script = (
        "import re, re._compiler as c\n"
        "import pydantic, yaml, gkml.yamltext.comments\n"
        "counted, compile = [], c.compile\n"
        "c.compile = lambda p, flags=0: counted.append(p) or compile(p, flags)\n"
        "from gkml.lint.check import all_rules; all_rules(); print(*(p for p in counted if max(str(p)) > chr(0x2E80)), sep=chr(10))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)
    assert len(run.stdout.splitlines()) <= 3, run.stdout
