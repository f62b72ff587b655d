"""`gkml lint`: arguments in, the findings printed or written, the exit code out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from gkml.cli.screen import Output, complain, deliver, echo, form_of, progress, say, written
from gkml.diagnostics import SEVERITIES, GkmlError
from gkml.project.lint.baseline_options import BaselineOptions
from gkml.project.lint.lines import Lines
from gkml.project.lint.reports import FORMATS, SHARD, report_parts
from gkml.project.lint.run import LintOptions, LintResult, Run, fails, look_at, result_of
from gkml.project.paths import display
from gkml.project.submission import is_submission
from gkml.report.lint import Results
from gkml.report.text import sentence, severities, statistics

if TYPE_CHECKING:
    from gkml.project.fix import Fixes


class LintView(NamedTuple):
    """How findings are shown: the least severity that fails, the report, counts, only a difference, an annotated copy."""

    output: Output
    fail_on: str = "error"
    statistics: bool = False
    diff: bool = False
    annotate: Path | None = None


def run(options: LintOptions, view: LintView) -> int:
    """Lints and returns the exit code, which depends on the findings alone."""
    form = form_of(view.output, (*FORMATS, SHARD))
    _check(options, view, form)
    looked = look_at(options, progress("检查"))
    if form == SHARD:
        return _share(looked, options, view.output)
    result = result_of(looked, options)
    failures: list[str] = []
    if result.fixes:
        failures = _show_fixes(result.fixes, view)
        if view.diff:
            return _code_of_diff(result, result.fixes)
    code = report(result, form, view)
    if view.annotate:
        from gkml.project.annotated import annotate

        annotate(options.paths[0], view.annotate, list(result.diagnostics), result.home)
        typer.echo(f"写好了：{display(view.annotate)}", err=True)
    return 2 if failures else code


def _share(looked: Run, options: LintOptions, output: Output) -> int:
    """Writes the result of a share. Its findings do not count yet: the exit code is that of files that cannot be read."""
    from gkml.project.lint.shard_file import shard_parts

    deliver(shard_parts(looked, options), output)
    written(output)
    return 0


def merge(paths: Sequence[Path], baseline: BaselineOptions, view: LintView, config: Path | None) -> int:
    """Reports the findings of all shares as `run` would report the whole; returns the same exit code."""
    from gkml.project.lint.shard_file import joined

    form = form_of(view.output, FORMATS)
    check_fail_on(view.fail_on)
    looked, heading = joined(paths, config)
    return report(result_of(looked, LintOptions((), heading.select, heading.ignore, baseline=baseline)), form, view)


def check_fail_on(word: str) -> None:
    """Raises `GkmlError` if a word is no severity and not `never`."""
    if word not in (*SEVERITIES, "never"):
        raise GkmlError(f"--fail-on 的值“{word}”不对；可选：{'、'.join(SEVERITIES)}、never")


def _check(options: LintOptions, view: LintView, form: str) -> None:
    check_fail_on(view.fail_on)
    if form == SHARD and (options.fix or options.unsafe or options.baseline.write or view.annotate):
        raise GkmlError("--output-format shard 只记下问题，不能和 --fix、--diff、--write-baseline、--annotate 一起用")
    if view.diff and (view.output.file or options.baseline.write):
        raise GkmlError("--diff 只显示修改，不能和 --output-file、--write-baseline 一起用")
    if view.annotate and view.output.file and view.annotate.resolve() == view.output.file.resolve():
        raise GkmlError("--annotate 和 --output-file 不能写到同一个文件")
    if view.annotate and (len(options.paths) != 1 or not is_submission(options.paths[0])):
        raise GkmlError("--annotate 一次批注一份 Word 或 Excel 文件，如 gkml lint 提交稿.docx --annotate 批注稿.docx")


def _show_fixes(fixes: "Fixes", view: LintView) -> list[str]:
    """Writes the fixes, or with `--diff` prints them; returns a message for each file that could not be written."""
    from gkml.project.fix import difference, write_changes

    if not fixes.is_settled:
        typer.echo("有的修改互相抵消，没有改完；请看剩下的问题，自己决定怎么写。", err=True)
    failures: list[str] = []
    if view.diff:
        for before, after in fixes.changes:
            echo(difference(before, after))
    else:
        failures = write_changes(fixes.changes)
    say(failures)
    verb = "可以改" if view.diff else "改了"
    typer.echo(f"{verb} {len(fixes.changes) - len(failures)} 个文件的 {fixes.values} 处。", err=True)
    return failures


def _code_of_diff(result: LintResult, fixes: "Fixes") -> int:
    """Prints why files could not be read, as no difference is shown of them; returns the exit code."""
    complain(fixes.refused)
    if not result.is_readable:
        return 2
    return int(bool(fixes.refused or fixes.changes))


def report(result: LintResult, form: str, view: LintView) -> int:
    """Prints or writes the report of a result; returns the exit code, which depends on the findings alone."""
    output = view.output
    results = Results(result.diagnostics, Lines(result.paths), output.is_colored)
    parts = report_parts(results, form, result.home, result.paths)
    is_text = form in {"text", "concise", "full"}
    deliver(parts, output, result.paths.values(), as_text=is_text)
    counts = result.diagnostics.counts
    if output.file:
        typer.echo(sentence(severities(counts)))
    if view.statistics:
        typer.echo(statistics(counts), err=not is_text, nl=False)
    say(result.notes)
    if not result.is_readable or any(code == "K028" for code, _, _ in counts):
        return 2
    return int(fails((severity for _, _, severity in counts), view.fail_on))
