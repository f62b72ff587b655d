"""Checks catalogs and submissions: files in, findings out, after fixes, acceptances and the baseline of each workspace."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import FILE_START, SEVERITIES, Diagnostic, GkmlError
from gkml.lint.check import Rule, check, chosen, counting, guide_of, not_run
from gkml.lint.habits import folded
from gkml.project.annotated import Spots, placed
from gkml.project.config import refusal
from gkml.project.files import read_file
from gkml.project.fix import FixResult, fix_all
from gkml.project.linked import linked
from gkml.project.lint.baseline import BaselineOptions, Checked, new_findings
from gkml.project.loading import load_source
from gkml.project.paths import display
from gkml.project.submission import is_lock, is_submission, open_submission
from gkml.project.workspace import Batch, Home, find_batches, find_home
from gkml.schema.documents import AnyLoaded, same_ids
from gkml.schema.refusals import UNREADABLE
from gkml.yamltext.source import read

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


class LintResult(NamedTuple):
    """The diagnostics that count, the files that they are in, and lines about what was left out.

    `spots` are the cells of submissions; `fixes` are not written yet; `home` is the first workspace.
    """

    diagnostics: list[Diagnostic]
    loads: list[AnyLoaded]
    home: Home
    spots: Spots
    notes: list[str]
    fixes: FixResult | None = None

    @property
    def is_readable(self) -> bool:
        """Whether any file could be read."""
        return any(all(d.code not in UNREADABLE for d in loaded.diagnostics) for loaded in self.loads)

    @property
    def lines(self) -> dict[str, Sequence[str]]:
        """The lines of every file by its name."""
        return {loaded.source.file: loaded.source.lines for loaded in self.loads}


def lint(options: LintOptions, progress: Progress = lambda done, total: None) -> LintResult:
    """Returns the findings in all files. Writes nothing but, if asked, the baseline. Raises `GkmlError`."""
    submissions = [path for path in options.paths if is_submission(path)]
    catalogs = [path for path in options.paths if path not in submissions]
    _check_options(options, submissions)
    batches = find_batches(catalogs, options.config) if catalogs or not submissions else []
    total, results = sum(len(batch.files) for batch in batches), list[LintResult]()
    for batch in batches:
        done = sum(len(result.loads) for result in results)
        results.append(_lint_batch(batch, options, lambda n, done=done: progress(done + n, total)))  # type: ignore[misc]
    results += _lint_submissions(submissions, options)
    return _joined(results)


def findings(text: str, path: Path, home: Home | None = None) -> list[Diagnostic]:
    """Returns the findings in a text that is not saved yet, as if the file held it: for an editor or a page."""
    home = home or find_home(path)
    source = read(text.encode("utf-8", "surrogatepass"), display(path))
    return findings_in(load_source(replace(source, path=path), home), home)


def findings_in(loaded: AnyLoaded, home: Home) -> list[Diagnostic]:
    """Returns the findings in a document that was loaded from a text, with the documents that it names."""
    return _diagnostics(linked([loaded], home), _rules(LintOptions(), home), home)


def _check_options(options: LintOptions, submissions: Sequence[Path]) -> None:
    if options.baseline.write and not options.baseline.use:
        raise GkmlError("--write-baseline 和 --no-baseline 不能一起用")
    if submissions and (options.fix or options.unsafe or options.baseline.write):
        names = "--fix、--unsafe-fixes、--diff、--write-baseline"
        raise GkmlError(f"{names} 只用于 YAML 目录；{display(submissions[0])} 请先用 gkml import 导入")


def _joined(results: Sequence[LintResult]) -> LintResult:
    if len(results) == 1:
        return results[0]
    fixes = [result.fixes for result in results if result.fixes]
    return LintResult(
        sorted((d for result in results for d in result.diagnostics), key=_file_of),
        [loaded for result in results for loaded in result.loads],
        results[0].home,
        {name: spots for result in results for name, spots in result.spots.items()},
        list(dict.fromkeys(note for result in results for note in result.notes)),
        FixResult(
            [loaded for each in fixes for loaded in each.loads],
            [change for each in fixes for change in each.changes],
            sum(each.values for each in fixes),
            all(each.is_settled for each in fixes),
        )
        if fixes
        else None,
    )


def _file_of(diagnostic: Diagnostic) -> str:
    """Returns the key that sorts diagnostics by file and leaves those of one file in their order."""
    return diagnostic.file


# --- catalogs ---


def _lint_batch(batch: Batch, options: LintOptions, progress: Callable[[int], None]) -> LintResult:
    home = batch.home
    rules = _rules(options, home)
    loads: list[AnyLoaded] = []
    for file in batch.files:
        loads.append(load_source(read_file(file.path), home))
        progress(len(loads))
    loads = linked(loads, home)
    fixes = None
    if options.fix or options.unsafe:
        fixes = fix_all(loads, lambda some: _diagnostics(some, rules, home), home, unsafe=options.unsafe)
        loads = fixes.loads
    diagnostics = sorted([*home.profiles.faults(), *_diagnostics(loads, rules, home)], key=Diagnostic.sort_key)
    is_whole = batch.is_whole and all(loaded.entry for loaded in loads)
    result = LintResult(diagnostics, loads, home, {}, [], fixes)
    if not result.is_readable:
        return result
    remaining, note = new_findings(diagnostics, Checked(loads, rules, is_whole), options.baseline, home)
    notes = [*filter(None, [note]), *_lacking(loads, rules)]
    return result._replace(diagnostics=folded(remaining, rules), notes=notes)


def _diagnostics(loads: list[AnyLoaded], rules: Sequence[Rule], home: Home) -> list[Diagnostic]:
    """Returns every diagnostic of these files in order, but for those that gkml.yaml leaves out."""
    diagnostics = [d for loaded in loads for d in loaded.diagnostics] + list(same_ids(loads))
    guides = {guide_of(loaded.entry) for loaded in loads if loaded.entry}
    diagnostics += counting(check(loads, rules, home.config.severity, home.config.registers, home.rules), guides, rules)
    paths = {loaded.source.file: loaded.source.path for loaded in loads}
    kept = (d for d in diagnostics if not _is_left_out(d, paths.get(d.file), home))
    return sorted(kept, key=Diagnostic.sort_key)


def _is_left_out(diagnostic: Diagnostic, path: Path | None, home: Home) -> bool:
    """Tells whether `per_path` says that the rule does not count in this file."""
    if not home.config.per_path or home.root is None:
        return False
    full = (path or Path(diagnostic.file)).resolve()
    inside = full.relative_to(home.root).as_posix() if full.is_relative_to(home.root) else full.as_posix()
    return any(
        fnmatch(inside, pattern) and {diagnostic.code, diagnostic.name} & {*names, *(name.upper() for name in names)}
        for pattern, names in home.config.per_path.items()
    )


def _rules(options: LintOptions, home: Home) -> tuple[Rule, ...]:
    _check_names([*options.select, *options.ignore], "", home.rules)
    if home.file:
        of_paths = [name for names in home.config.per_path.values() for name in names]
        of_rules = (*home.config.select, *home.config.ignore, *home.config.enable)
        named = (*of_rules, *home.config.severity, *of_paths)
        _check_names(named, f"{display(home.file)}：", home.rules)
    select, ignore = options.select or home.config.select, options.ignore or home.config.ignore
    return chosen(select, ignore, home.rules, home.config.enable)


def _lacking(loads: Iterable[AnyLoaded], rules: Iterable[Rule]) -> list[str]:
    """Returns a note if rules could not run because a document does not say whose it is."""
    count, codes = not_run((loaded.entry for loaded in loads if loaded.entry), rules)
    if not count:
        return []
    return [f"有 {count} 份目录没有写编制机关（agency），{'、'.join(codes)} 没有检查；请写上编制机关的全称"]


def _check_names(names: Iterable[str], where: str, rules: Iterable[Rule]) -> None:
    known = {name for rule in rules for name in (rule.code, rule.name)}
    for name in names:
        if name not in known and name.upper() not in known:
            raise GkmlError(f"{where}没有规则“{name}”；gkml rule 列出全部规则")


# --- submissions ---


def _lint_submissions(paths: Sequence[Path], options: LintOptions) -> list[LintResult]:
    """Returns the findings in submissions by workspace; a file that cannot be read is a diagnostic.

    Raises `GkmlError` if no file can be read and no catalog is checked.
    """
    by_root: dict[Path | None, tuple[Home, list[Path]]] = {}
    for path in paths:
        home = find_home(path, options.config)
        by_root.setdefault(home.root, (home, []))[1].append(path)
    alone = len(paths) == len(options.paths)
    results = [_of_home(home, mine, options) for home, mine in by_root.values()]
    faults = [d for result in results for d in result.diagnostics if d.code in UNREADABLE]
    if alone and paths and not any(result.loads for result in results):
        locks = [note for result in results for note in result.notes]
        raise GkmlError("\n".join([*(f"{fault.file}: {fault.message}" for fault in faults), *locks]))
    return results


def _of_home(home: Home, paths: Sequence[Path], options: LintOptions) -> LintResult:
    rules = _rules(options, home)
    loads: list[AnyLoaded] = []
    faults: list[Diagnostic] = []
    notes: list[str] = []
    spots = {}
    for path in paths:
        if is_lock(path):
            notes.append(f"跳过 {display(path)}：它是 Word、WPS 打开文件时的临时文件，不是目录。")
            continue
        try:
            submission = open_submission(path, home)
        except GkmlError as error:
            message = str(error).removeprefix(f"{display(path)}: ")
            faults.append(refusal(path, "K001", FILE_START, message))
            continue
        for draft, loaded in zip(submission.drafts, submission.loads, strict=True):
            loads.append(loaded)
            spots[loaded.source.file] = draft.spots
    diagnostics = placed(_diagnostics(loads, rules, home), spots)
    if loads:
        checked = Checked(loads, rules, is_whole=False)
        diagnostics, note = new_findings(diagnostics, checked, options.baseline, home)
        notes += [*filter(None, [note]), *_lacking(loads, rules)]
    return LintResult(sorted([*faults, *folded(diagnostics, rules)], key=_file_of), loads, home, spots, notes)


def fails(diagnostics: Iterable[Diagnostic], fail_on: str) -> bool:
    """Tells whether a diagnostic is at least as severe as `fail_on`: a severity, or `never`."""
    bad = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return any(diagnostic.severity in bad for diagnostic in diagnostics)
