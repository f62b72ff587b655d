"""`python -m tests.bench.mutants [NUMBER or FILE …]`: a sample of the mutants, or all of these files; without words all."""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.bench.measure import ROOT
from tests.bench.mutants.changes import Mutant, mutants
from tests.bench.mutants.session import Session

SEED = 15
TESTS = (
    "test_rules*.py", "test_habits.py", "test_time_limits.py", "test_limit_kinds.py", "test_patterns.py", "test_mending.py",
    "test_deadline.py", "test_instruments.py", "test_law.py", "test_fix.py",
)  # fmt: skip
"""The test files that run rules and phrases in their own process."""
NOT_SLOW = "not twice_the_cell and not too_long_to_be_looked_at"
EQUIVALENT = Path(__file__).parent / "equivalent.txt"


def main(words: Sequence[str]) -> None:
    files = [path for room in ("rules", "phrases") for path in sorted((ROOT / "src/gkml" / room).glob("[a-z]*.py"))]
    names = [word for word in words if not word.isdigit()]
    files = [path for path in files if not names or any(path.stem.startswith(name) for name in names)]
    every = [mutant for path in files for mutant in mutants(path)]
    number = next((int(word) for word in words if word.isdigit()), len(every))
    sample = sorted(random.Random(SEED).sample(range(len(every)), min(number, len(every))))
    report = Account(_equivalent())
    tests = sorted(str(path) for name in TESTS for path in (ROOT / "tests").glob(name))
    plugins = [Session([every[place] for place in sample], report.add)]
    pytest.main(
        ["-n0", "-q", "-s", "-p", "no:cacheprovider", "--hypothesis-seed=15", "-k", NOT_SLOW, *tests], plugins=plugins
    )
    print(report.summary(), f"of {len(every)}")


class Account:
    """Counts the mutants of each file and prints the survivors."""

    def __init__(self, equivalent: frozenset[str]) -> None:
        self._equivalent = equivalent
        self._tried: Counter[str] = Counter()
        self._killed: Counter[str] = Counter()
        self._same = 0

    def add(self, mutant: Mutant, killed: bool) -> None:
        if not killed and mutant.name in self._equivalent:
            self._same += 1
            return
        self._tried[mutant.path.name] += 1
        self._killed[mutant.path.name] += killed
        if not killed:
            line = mutant.lines.start
            print(f"SURVIVED {mutant.path.parent.name}/{mutant.path.name}:{line} {mutant.name}", flush=True)

    def summary(self) -> str:
        files = sorted(self._tried, key=lambda file: (self._killed[file] / self._tried[file], file))
        lines = [
            f"{self._killed[file] / self._tried[file]:4.0%} {self._killed[file]}/{self._tried[file]} {file}"
            for file in files
        ]
        tried, killed = self._tried.total(), self._killed.total()
        total = f"{killed} of {tried} mutants die ({killed / max(1, tried):.1%}); {self._same} change no meaning;"
        return "\n".join([*lines, total])


def _equivalent() -> frozenset[str]:
    """Returns the names of mutants that change no meaning: lines without indent; the indented line below tells why."""
    return frozenset(line for line in EQUIVALENT.read_text("utf-8").splitlines() if line and line[0] not in " #")


if __name__ == "__main__":
    main(sys.argv[1:])
