"""The baseline of a workspace: the file of accepted old findings, compared with the findings of today and written."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import Diagnostic, GkmlError
from gkml.lint.baseline import Accepted, Baseline, Compared, compare, started, text_of
from gkml.lint.check import Rule
from gkml.project.config import read_settings
from gkml.project.files import read_file
from gkml.project.lint.baseline_options import BaselineOptions
from gkml.project.paths import display
from gkml.project.workspace import Home
from gkml.project.writing import put_new, put_over


class Checked(NamedTuple):
    """What was checked: ids and editions of documents, the rules, and whether these are all documents of the workspace."""

    editions: Collection[tuple[str, str]]
    rules: Sequence[Rule]
    is_whole: bool


def new_findings(
    diagnostics: list[Diagnostic], checked: Checked, options: BaselineOptions, home: Home, path: Path
) -> tuple[list[Diagnostic], str]:
    """Returns the diagnostics that the baseline at a path does not accept, and a line about it. No refusal is accepted."""
    of_rules = {rule.code for rule in home.rules}
    refusals = [diagnostic for diagnostic in diagnostics if diagnostic.code not in of_rules]
    findings = [diagnostic for diagnostic in diagnostics if diagnostic.code in of_rules]
    if not path.is_file():
        return refusals, _start(findings, options.reason.strip(), path)
    before = read_file(path).text
    baseline = read_settings(Baseline, path, "K030")
    result = _compared(findings, baseline, checked, of_rules)
    note = _note(result, baseline, path, write=options.write)
    if options.write:
        put_over(path, before, text_of(result.held))
    return sorted([*result.new, *refusals], key=Diagnostic.sort_key), note


def _start(findings: list[Diagnostic], reason: str, path: Path) -> str:
    """Writes the first baseline; returns a line about it."""
    if not reason:
        raise GkmlError("第一次写 --write-baseline 要写理由：--reason “为什么先接受这些问题”")
    put_new(path, text_of(started(findings, reason)).encode())
    return f"{len(findings)} 个问题写进了 {display(path)}；以后只报告新的。"


def _compared(findings: list[Diagnostic], baseline: Baseline, checked: Checked, of_rules: set[str]) -> Compared:
    rules = {rule.code for rule in checked.rules}

    def looked_for(accepted: Accepted) -> bool:
        is_read = checked.is_whole or (accepted.catalog, accepted.edition) in checked.editions
        return accepted.rule not in of_rules or (accepted.rule in rules and is_read)

    return compare(findings, baseline, looked_for)


def _note(result: Compared, baseline: Baseline, path: Path, *, write: bool) -> str:
    name, gone = display(path), result.mended(baseline)
    note = f"另有 {result.known} 个旧问题已接受（{name}），--no-baseline 可以看到。" if result.known else ""
    if write:
        return f"{note}从 {name} 删去了已经改好的 {gone} 个；新的问题不会加进去。"
    if any(entry.edition is None for entry in baseline.accepted):
        return f"{note}{name} 是旧写法，没有分版本；请执行 gkml lint --write-baseline 补上。"
    return f"{note}{name} 里有 {gone} 个已经改好；请用 --write-baseline 删去。" if gone else note
