"""What to run goes in; the best of a few fresh processes comes out, or None with a line that says what is missing."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Measured:
    """Seconds, the peak of resident memory in MiB, and what the function counted, where it returned a number."""

    seconds: float
    mib: float
    count: int = 0


def stage(name: str, loader: str, source: Path, warm: Path, most: int = 7) -> Measured | None:
    """Measure one function of tests.bench in processes of its own (see child.py), `most` times where loading is slow."""
    first = child(name, loader, source, warm)
    if first is None:
        return None
    others = [child(name, loader, source, warm) for _ in range(min(most, repeats(first.seconds)) - 1)]
    return min((first, *filter(None, others)), key=lambda each: each.seconds)


def child(name: str, loader: str, source: Path, warm: Path) -> Measured | None:
    """Run child.py once."""
    words = [sys.executable, "-m", "tests.bench.child", name, loader, str(source), str(warm)]
    outcome = json.loads(run(words).splitlines()[-1])
    if "missing" in outcome:
        left_out(f"{name}: {outcome['missing']}")
        return None
    return Measured(**outcome)


def process(command: Callable[[int], Sequence[str]], fewest: int = 1) -> float | None:
    """Time whole processes; `command` is asked anew for each, so that each may write to a folder of its own."""
    if not Path(command(0)[0]).exists():
        left_out(f"{command(0)[0]} does not exist")
        return None
    best = timed(command(0))
    for number in range(1, max(fewest, repeats(best))):
        best = min(best, timed(command(number)))
    return best


def in_turn(ours: Callable[[int], Sequence[str]], theirs: Sequence[str], times: int = 15) -> tuple[float, float]:
    """Time two commands in turn, so that what else the machine does slows both; return the best time of each."""
    best = (float("inf"), float("inf"))
    for number in range(times):
        best = min(best[0], timed(ours(number))), min(best[1], timed(theirs))
    return best


def timed(words: Sequence[str]) -> float:
    """Return the seconds that one process took from start to end."""
    start = perf_counter()
    run(words)
    return perf_counter() - start


def run(words: Sequence[str]) -> str:
    """Run a process to its end and return what it printed; show its errors and raise when it fails."""
    done = subprocess.run(words, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout[-2000:], done.stderr[-4000:], sep="\n", file=sys.stderr)
    done.check_returncode()
    return done.stdout


def repeats(seconds: float) -> int:
    """Decide how often to measure: short things vary more and cost less."""
    return 7 if seconds < 1 else 3 if seconds < 4 else 2 if seconds < 30 else 1


def left_out(reason: str) -> None:
    """Say on the error stream why a measurement is left out."""
    print(f"  left out: {reason}", file=sys.stderr)
