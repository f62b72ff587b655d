"""`gkml import`: arguments in, catalogs written, what became of every cell printed, the exit code out."""

import sys
from pathlib import Path
from typing import NamedTuple

import typer

from gkml.cli.screen import Output, deliver, echo, form_of, say
from gkml.diagnostics import GkmlError
from gkml.project.fix import difference
from gkml.project.importing import REPORTS, Imported, ImportOptions, import_files, import_report
from gkml.project.paths import SOURCES, display
from gkml.project.plan_update import is_plan, update_plan
from gkml.project.update import UpdateOptions, update_catalog
from gkml.project.workspace import Home, find_home
from gkml.project.writing import check_output, put_over
from gkml.report import merge_text
from gkml.report.import_text import summary


class ImportView(NamedTuple):
    """The report on the cells, and whether guesses count as findings."""

    output: Output
    lenient: bool = False


def run(options: ImportOptions, view: ImportView, config: Path | None) -> int:
    """Imports files; 1 if something was guessed or left out, 2 if no file could be read."""
    form = form_of(view.output, REPORTS, "--report-format")
    _check(options, view, form)
    home = find_home(options.out or options.files[0], config)
    faults = home.profiles.faults()
    every = list[Imported]()
    for each in import_files(options, home):
        every.append(each)
        _show(each, form, view, options, home)
    say(f"{fault.where}: {fault.message}" for fault in faults)
    if every and all(each.failure for each in every):
        return 2
    failed = any(each.failure for each in every)
    return int(failed or (not view.lenient and not all(each.is_certain for each in every)))


def _check(options: ImportOptions, view: ImportView, form: str) -> None:
    to_file = options.to_text or (options.out and options.out.suffix in SOURCES)
    if len(options.files) > 1 and (options.id or view.output.file or to_file):
        raise GkmlError("--id、--report-file 和写成一个文件的 --out 一次只能导入一个文件；请分开导入")
    if view.output.file:
        check_output(view.output.file, options.files)
    if form == "xlsx" and not view.output.file:
        raise GkmlError("xlsx 报告请加 --report-file 文件名.xlsx")


def _show(each: Imported, form: str, view: ImportView, options: ImportOptions, home: Home) -> None:
    if each.submission is None:
        say([each.failure])
        return
    if options.to_text:
        sys.stdout.write(each.texts[0])
    say(each.notes)
    named = len(options.files) > 1 or view.output.file is not None
    report = import_report(each.submission, form, home, named=named)
    if view.output.file:
        deliver(report, view.output, options.files)
        typer.echo(summary(each.submission.recognised.account), err=True)
    else:
        echo(report.decode(), err=options.to_text)


def run_update(options: UpdateOptions, config: Path | None, *, dry_run: bool) -> int:
    """Merges a file into its catalog; 0 if everything is merged, 1 if something is left to decide."""
    if is_plan(options.catalog):
        return _run_plan(options, config, dry_run=dry_run)
    result = update_catalog(options, find_home(options.catalog, config))
    echo(merge_text.report(result.merged))
    if result.after and dry_run:
        echo(difference(result.before, result.after))
    elif result.after:
        put_over(options.catalog, result.before.text, result.after.text)
        say([f"写入 {display(options.catalog)}。"])
    merged = result.merged
    return int(merged.is_stopped or bool(merged.waiting or merged.left_out))


def _run_plan(options: UpdateOptions, config: Path | None, *, dry_run: bool) -> int:
    """Writes the progress of a 任务台账 into its plan; 1 if a cell was not taken."""
    result = update_plan(options, find_home(options.catalog, config))
    say(
        (f"改：{each.task} {each.heading}  {_words(each.before)}→{_words(each.after)}" for each in result.edits),
        err=False,
    )
    say((f"没有合并：{each.place} {each.message}".replace("： ", "：") for each in result.faults), err=False)
    if result.after and dry_run:
        echo(difference(result.before, result.after))
    elif result.after:
        put_over(options.catalog, result.before.text, result.after.text)
        say([f"写入 {display(options.catalog)}。"])
    elif not result.faults:
        typer.echo("没有改动。")
    return int(bool(result.faults))


def _words(text: str) -> str:
    return "、".join(text.splitlines()) or "（空）"
