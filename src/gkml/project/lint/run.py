"""Checks catalogs and submissions: files in, findings out, after fixes, acceptances and the baseline of each workspace."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gkml.diagnostics import SEVERITIES, Diagnostic, GkmlError, Severity
from gkml.project.lint.among import Findings, Others, among, others
from gkml.project.lint.baseline_options import BaselineOptions, baseline_file
from gkml.project.lint.inputs import Part, inputs
from gkml.project.lint.many import Work, look
from gkml.project.lint.record import FileFindings, Head, record_of, scope_of
from gkml.project.lint.rules import Wanted, rules_of
from gkml.project.lint.spool import Spool
from gkml.project.paths import display
from gkml.project.shard import Shard
from gkml.project.workspace import Home

if TYPE_CHECKING:
    from gkml.project.fix import Fixes

Progress = Callable[[int, int], None]
"""Receives the number of files done and the number of all files."""


class LintOptions(NamedTuple):
    """What is checked, by which rules, and whether findings with a safe or an unsafe fix are fixed."""

    paths: Sequence[Path] = ()
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    fix: bool = False
    unsafe: bool = False
    baseline: BaselineOptions = BaselineOptions()
    config: Path | None = None
    work: Work = Work()
    shard: Shard = Shard()

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.select, self.ignore)


class LintResult(NamedTuple):
    """The diagnostics that count, the files that were looked at by name, and lines about what was left out.

    `fixes` are not written yet; `home` is the first workspace.
    """

    diagnostics: Findings
    paths: dict[str, Path]
    home: Home
    notes: list[str]
    is_readable: bool
    fixes: "Fixes | None" = None


class Looked(NamedTuple):
    """The files of one scope that were looked at; `is_whole` if these are all documents of the workspace."""

    home: Home
    heads: list[Head]
    is_whole: bool
    scope: str


class Run(NamedTuple):
    """What was looked at: the records of all files, the same by scope, notes, and fixes if they were asked for."""

    spool: Spool
    looked: list[Looked]
    notes: list[str]
    fixes: "Fixes | None"


def lint(options: LintOptions, progress: Progress = lambda done, total: None) -> LintResult:
    """Returns the findings in all files. Writes nothing but, if asked, the baseline. Raises `GkmlError`."""
    return result_of(look_at(options, progress), options)


def look_at(options: LintOptions, progress: Progress = lambda done, total: None) -> Run:
    """Looks at all files. Raises `GkmlError` for options that cannot be met, and if no submission can be read."""
    spool, fixes = Spool(), _fixes(options)
    parts, notes = inputs(options.paths, options.config, options.shard)
    _check_options(options, [file for part in parts if not part.are_documents for file in part.files])
    total, done, looked = sum(len(part.files) for part in parts), 0, list[Looked]()
    for part in parts:
        before = len(spool.kept)
        for _ in _look(part, options, spool, fixes):
            done += 1
            progress(done, total)
        heads = [kept.head for kept in spool.kept[before:] if kept.head.path]
        scope = scope_of(part.home, are_documents=part.are_documents)
        looked.append(Looked(part.home, heads, part.is_whole, scope))
    if parts and not any(part.are_documents for part in parts):
        _check_any(spool, notes)
    return Run(spool, looked, notes, fixes)


def _check_options(options: LintOptions, submissions: Sequence[Path]) -> None:
    if options.baseline.write and not options.baseline.use:
        raise GkmlError("--write-baseline 和 --no-baseline 不能一起用")
    if options.baseline.write and options.shard.total > 1:
        raise GkmlError("--write-baseline 不能和 --shard 一起用：旧问题清单要看过全部目录才能写")
    if submissions and (options.fix or options.unsafe or options.baseline.write):
        names = "--fix、--unsafe-fixes、--diff、--write-baseline"
        raise GkmlError(f"{names} 只用于 YAML 目录；{display(submissions[0])} 请先用 gkml import 导入")


def _look(part: Part, options: LintOptions, spool: Spool, fixes: "Fixes | None") -> Iterator[None]:
    """Adds the records of a part to the spool, after fixes if they are asked for. Yields after each file."""
    for fault in part.home.profiles.faults() if part.are_documents else ():
        spool.add([record_of(FileFindings(Head(fault.file, is_readable=False), [fault]))])
    if fixes is None:
        yield from look(part.files, part.home, options.wanted, options.work, spool)
        return
    from gkml.project.lint.fixing import fix

    yield from fix(part.files, part.home, options.wanted, fixes, spool)


def _fixes(options: LintOptions) -> "Fixes | None":
    """Returns where the fixes of the run go, None if nothing is fixed."""
    if not (options.fix or options.unsafe):
        return None
    from gkml.project.fix import Fixes

    return Fixes(options.unsafe)


def _check_any(spool: Spool, notes: Iterable[str]) -> None:
    """Raises `GkmlError` if none of the submissions could be read."""
    if spool.kept and not any(kept.head.is_readable for kept in spool.kept):
        faults = [each for kept in spool.kept for each in spool.diagnostics(kept)]
        raise GkmlError("\n".join([*(f"{fault.file}: {fault.message}" for fault in faults), *notes]))


def result_of(run: Run, options: LintOptions) -> LintResult:
    """Returns what counts of all that was found. Writes the baseline if asked. Raises `GkmlError`."""
    heads = [kept.head for kept in run.spool.kept]
    among_them, remaining, notes = others(heads), dict[str, list[Diagnostic]](), list(run.notes)
    for each in run.looked:
        if any(head.is_readable for head in each.heads):
            left, note = _left_by_baseline(each, run.spool, among_them, options)
            remaining |= left
            notes += [*filter(None, [note]), *_lacking(each.heads)]
    paths = {head.file: Path(head.path) for head in heads if head.path}
    is_readable = any(head.is_readable for head in heads) or not paths
    home = run.looked[0].home if run.looked else Home(None)
    findings = Findings(run.spool, among_them, remaining)
    return LintResult(findings, paths, home, list(dict.fromkeys(notes)), is_readable, run.fixes)


def _left_by_baseline(
    looked: Looked, spool: Spool, run: Others, options: LintOptions
) -> tuple[dict[str, list[Diagnostic]], str]:
    """Returns the diagnostics that the baseline of a workspace leaves by file, none without one; and a line about it."""
    home = looked.home
    path = baseline_file(options.baseline, home)
    if path is None:
        return {}, ""
    from gkml.project.lint.baseline import Checked, new_findings

    files = {head.file for head in looked.heads}
    own = sorted((kept for kept in spool.kept if kept.head.file in files), key=lambda kept: kept.head.file)
    diagnostics = [each for kept in own for each in among(spool.diagnostics(kept), kept.head, run)]
    editions = {(head.document, head.edition) for head in looked.heads if head.is_loaded}
    is_whole = looked.is_whole and options.shard.total == 1 and all(head.is_loaded for head in looked.heads)
    checked = Checked(editions, rules_of(home, options.wanted), is_whole)
    left, note = new_findings(diagnostics, checked, options.baseline, home, path)
    by_file = {file: list(listed) for file, listed in groupby(left, lambda each: each.file)}
    return {file: by_file.get(file, []) for file in files}, note


def _lacking(heads: Iterable[Head]) -> list[str]:
    """Returns a note if rules could not run because a document does not say whose it is."""
    lacking = [head.lacking for head in heads if head.lacking]
    if not lacking:
        return []
    codes = "、".join(dict.fromkeys(code for codes in lacking for code in codes))
    return [f"有 {len(lacking)} 份目录没有写编制机关（agency），{codes} 没有检查；请写上编制机关的全称"]


def fails(severities: Iterable[Severity], fail_on: str) -> bool:
    """Tells whether a severity is at least `fail_on`: a severity, or `never`."""
    bad = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return any(severity in bad for severity in severities)
