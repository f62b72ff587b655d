"""`gkml diff`: arguments in, the changes printed or written, the exit code out."""

from pathlib import Path
from typing import NamedTuple

import typer

from gkml.cli.screen import Output, deliver, form_of, written
from gkml.diagnostics import GkmlError
from gkml.project.diff import FORMATS, DiffOptions, DiffResult, diff, diff_report, history_report
from gkml.project.paths import display
from gkml.project.workspace import Home, find_home


class DiffView(NamedTuple):
    """What is shown: the changes, or the history of each item, or what a guide asks to take up; and how."""

    output: Output
    changelog: bool = False
    take_up: bool = False


def run(options: DiffOptions, view: DiffView, config: Path | None) -> int:
    """Compares and returns the exit code: 1 if the gate says no."""
    form = form_of(view.output, FORMATS)
    _check(options, view, form)
    last = Path(options.names[-1])
    home = find_home(last if last.exists() else Path(), config)
    if view.changelog or view.take_up:
        report = history_report(options.names, home, form, take_up=view.take_up, color=view.output.is_colored)
        deliver(report, view.output, map(Path, options.names), as_text=form == "text")
        written(view.output)
        return 0
    from gkml.project.report_diff import compared_reports, report_comparison

    reports = compared_reports(options.names, home)
    if reports:
        deliver(report_comparison(reports, form, home), view.output, map(Path, options.names))
        written(view.output)
        return 0
    from gkml.project.plan_diff import compared_plans, plan_comparison

    plans = compared_plans(options.names, home)
    if plans:
        deliver(plan_comparison(plans, form, home), view.output, map(Path, options.names))
        written(view.output)
        return 0
    result = diff(options, home)
    if options.accept:
        verb = "已审定" if options.approver else "写明了依据"
        typer.echo(f"记入 {display(result.file)}：{len(options.accept)} 处变化{verb}。", err=True)
    _show(result, form, view, home)
    return _verdict(result, options)


def _check(options: DiffOptions, view: DiffView, form: str) -> None:
    if view.changelog + view.take_up + options.guide > 1:
        raise GkmlError("--guide、--take-up、--changelog 只能写一个")
    if options.guide and len(options.names) > 1:
        raise GkmlError("--guide 和目录自己的 guide 比，只写一份目录")
    if (view.changelog or view.take_up) and form in {"docx", "redline"}:
        raise GkmlError("--changelog、--take-up 的格式可选 text、json、markdown、html、xlsx")
    if len(options.names) > 2 and not view.changelog:
        raise GkmlError("gkml diff 比较两版：gkml diff 旧 新；三版以上的来历用 --changelog")
    if options.accept and not options.reason.strip():
        raise GkmlError("--accept 要写明依据：--reason 调整依据；已审定的再写 --approver 审定人")
    if form == "redline" and not view.output.file:
        raise GkmlError("redline 是 Word 文件，请加 --output-file 修订稿.docx")


def _show(result: DiffResult, form: str, view: DiffView, home: Home) -> None:
    if not result.comparisons:
        return
    report = diff_report(result.comparisons, form, home, color=view.output.is_colored)
    inputs = [edition.path for each in result.comparisons for edition in (each.old, each.new)]
    deliver(report, view.output, inputs, as_text=form == "text")
    written(view.output)


def _verdict(result: DiffResult, options: DiffOptions) -> int:
    if result.unused and (options.decisions or not options.guide):
        names = "、".join(each.change for each in result.unused[:5])
        typer.echo(f"{display(result.file)} 里有 {len(result.unused)} 项对应的变化已经不在：{names}", err=True)
    if result.failing:
        advice = "审定用 --accept 编号 --reason 依据 --approver 审定人"
        typer.echo(f"{len(result.failing)} 处变化没有审定（--fail-on {result.gate}）；{advice}", err=True)
    return int(bool(result.failing))
