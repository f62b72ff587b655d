"""`gkml lint`: arguments in, the findings printed or written, the exit code out."""

from pathlib import Path
from typing import NamedTuple

import typer

from gkml.cli.screen import Output, complain, deliver, echo, form_of, progress, say
from gkml.diagnostics import SEVERITIES, GkmlError
from gkml.project.fix import FixResult, difference, write_changes
from gkml.project.lint.reports import FORMATS, lint_report
from gkml.project.lint.run import LintOptions, LintResult, fails, lint
from gkml.project.paths import display
from gkml.project.submission import is_submission
from gkml.report.lint import Results
from gkml.report.text import statistics, summary


class LintView(NamedTuple):
    """How findings are shown: the least severity that fails, the report, counts, only a difference, an annotated copy."""

    output: Output
    fail_on: str = "error"
    statistics: bool = False
    diff: bool = False
    annotate: Path | None = None


def run(options: LintOptions, view: LintView) -> int:
    """Lints and returns the exit code, which depends on the findings alone."""
    form = form_of(view.output, FORMATS)
    _check(options, view)
    result = lint(options, progress("检查"))
    failures: list[str] = []
    if result.fixes:
        failures = _show_fixes(result.fixes, view)
        if view.diff:
            return _code_of_diff(result)
    _report(result, form, view)
    if view.annotate:
        from gkml.project.annotated import annotate

        annotate(options.paths[0], view.annotate, result.diagnostics, result.spots)
        typer.echo(f"写好了：{display(view.annotate)}", err=True)
    if failures or not result.is_readable or any(d.code == "K028" for d in result.diagnostics):
        return 2
    return int(fails(result.diagnostics, view.fail_on))


def _check(options: LintOptions, view: LintView) -> None:
    if view.fail_on not in (*SEVERITIES, "never"):
        raise GkmlError(f"--fail-on 的值“{view.fail_on}”不对；可选：{'、'.join(SEVERITIES)}、never")
    if view.diff and (view.output.file or options.baseline.write):
        raise GkmlError("--diff 只显示修改，不能和 --output-file、--write-baseline 一起用")
    if view.annotate and view.output.file and view.annotate.resolve() == view.output.file.resolve():
        raise GkmlError("--annotate 和 --output-file 不能写到同一个文件")
    if view.annotate and (len(options.paths) != 1 or not is_submission(options.paths[0])):
        raise GkmlError("--annotate 一次批注一份 Word 或 Excel 文件，如 gkml lint 提交稿.docx --annotate 批注稿.docx")


def _show_fixes(fixes: FixResult, view: LintView) -> list[str]:
    """Writes the fixes, or with `--diff` prints them; returns a message for each file that could not be written."""
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


def _code_of_diff(result: LintResult) -> int:
    """Prints why files could not be read, as no difference is shown of them; returns the exit code."""
    refused = [diagnostic for loaded in result.loads for diagnostic in loaded.diagnostics]
    complain(refused)
    if not result.is_readable:
        return 2
    return int(bool(refused or (result.fixes and result.fixes.changes)))


def _report(result: LintResult, form: str, view: LintView) -> None:
    output = view.output
    paths = {loaded.source.file: loaded.source.path for loaded in result.loads}
    results = Results(result.diagnostics, result.lines, output.is_colored)
    inputs = [path or Path(file) for file, path in paths.items()]
    deliver(lint_report(results, form, result.home, paths), output, inputs, as_text=form in {"text", "concise", "full"})
    if output.file:
        typer.echo(summary(result.diagnostics))
    if view.statistics:
        typer.echo(statistics(result.diagnostics), err=form not in {"text", "concise", "full"}, nl=False)
    say(result.notes)
