"""Directories with judged findings in, precision and recall out: `python -m tests.bench.judge` (make judge).

`learned/` are directories that rules were written after; nobody tunes to `measured/`. judged.tsv has a verdict on each
finding (right, noise, wrong), missed.tsv each defect that no finding named, with the rule and words that would name it.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import Diagnostic
from gkml.project.lint.baseline_options import BaselineOptions
from gkml.project.lint.run import LintOptions, lint

HERE = Path(__file__).parent
SETS = ("learned", "measured")


class Finding(NamedTuple):
    """A finding by its file, its rule and the beginning of what is wrong: places and counts may change."""

    file: str
    rule: str
    words: str


class Missed(NamedTuple):
    """A defect without a finding; `rule` is "-" if no rule is meant to find it."""

    file: str
    kind: str
    defect: str
    rule: str
    words: str


class Measured(NamedTuple):
    """Verdicts by finding; findings that are new, and judged ones that are gone; defects that are found now, and not."""

    verdicts: dict[Finding, str]
    new: list[Finding]
    gone: list[Finding]
    matched: list[Missed]
    open: list[Missed]


def measure(folder: Path) -> Measured:
    """Returns what the rules say of the directories of a folder, against its lists."""
    findings = {finding: None for path in sorted(folder.iterdir()) if path.suffix != ".tsv" for finding in _lint(path)}
    judged = {
        Finding(row["file"], row["rule"], _head(row["message"])): row["verdict"] for row in _rows(folder, "judged")
    }
    missed = [Missed(**row) for row in _rows(folder, "missed")]
    matched = [each for each in missed if any(_names(finding, each) for finding in findings)]
    naming = {finding for finding in findings for each in matched if _names(finding, each)}
    verdicts = {finding: judged.get(finding, "right" if finding in naming else "") for finding in findings}
    return Measured(
        {finding: verdict for finding, verdict in verdicts.items() if verdict},
        [finding for finding, verdict in verdicts.items() if not verdict],
        [finding for finding in judged if finding not in findings],
        matched,
        [each for each in missed if each not in matched],
    )


def report(name: str, result: Measured) -> Iterator[str]:
    """Yields the lines of one set: totals, by rule, by file, and what changed against the lists."""
    right = sum(verdict == "right" for verdict in result.verdicts.values())
    lost = [f for f in result.gone if f.words]
    yield f"== {name}: {right}/{len(result.verdicts)} judged findings upheld, {len(result.new)} not judged"
    yield f"   defects found: {right}/{right + len(result.open)} ({len(result.matched)} of those once missed)"
    for title, key in (("rule", 1), ("file", 0)):
        every = Counter(finding[key] for finding in result.verdicts)
        good = Counter(finding[key] for finding, verdict in result.verdicts.items() if verdict == "right")
        yield f"   by {title}: " + "  ".join(f"{each} {good[each]}/{count}" for each, count in sorted(every.items()))
    yield from (f"   + {each.file} {each.rule} {each.words}" for each in result.new)
    yield from (f"   - {each.file} {each.rule} {each.words}" for each in lost)
    yield from (f"   ? {each.file} {each.kind}: {each.defect}" for each in result.open)


def _lint(path: Path) -> Iterator[Finding]:
    options = LintOptions([path], baseline=BaselineOptions(use=False))
    return (Finding(path.stem, each.code, _head(each.message)) for each in _shown(lint(options).diagnostics))


def _shown(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Leaves out what was inferred at import, and infos about the file as a whole."""
    return [each for each in diagnostics if each.code != "K169"]


def _head(message: str) -> str:
    """Returns the words by which a message is known: without its advice, blanks and counts."""
    return "".join(message.split("；", maxsplit=1)[0].split("（这样的共", maxsplit=1)[0].split()).replace("\\n", "")


def _names(finding: Finding, missed: Missed) -> bool:
    return (finding.file, finding.rule) == (missed.file, missed.rule) and missed.words in finding.words


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    for chosen in sys.argv[1:] or SETS:
        print("\n".join(report(chosen, measure(HERE / chosen))))
