"""`gkml lint`: reads catalogs, asks the rules, mends what may be mended, reports; the exit code depends on findings alone."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import typer

from gkml.cli.screen import listed, progress, wants_color
from gkml.diagnostics import SEVERITIES, Diagnostic, GkmlError
from gkml.kinds import load
from gkml.lint.baseline import Accepted, Baseline, compare, started, text_of
from gkml.lint.check import Rule, all_rules, check, chosen
from gkml.project.config import read_settings
from gkml.project.files import display, read_file
from gkml.project.fixing import mended
from gkml.project.linked import linked
from gkml.project.reports import FORMATS, written
from gkml.project.submitted import annotate, parted, placed, submitted
from gkml.project.workspace import Home, find_catalogs, find_home
from gkml.project.writing import put, put_output
from gkml.report.lint import Results
from gkml.report.text import report, statistics, summary
from gkml.schema.documents import AnyEntry, AnyLoaded, same_ids
from gkml.schema.refusals import UNREADABLE

BASELINE = ".gkml-baseline.yaml"
"""The baseline's file where gkml.yaml names none; hidden, so that it is not taken for a catalog."""


class Order(NamedTuple):
    """The command's arguments."""

    paths: list[Path]
    select: list[str]
    ignore: list[str]
    fail_on: str
    output_format: str
    output_file: Path | None
    statistics: bool
    fix: bool
    unsafe: bool
    diff: bool
    write_baseline: bool
    reason: str
    no_baseline: bool
    color: bool | None
    config: Path | None
    annotate: Path | None = None


def lint(order: Order) -> int:
    """Runs the order and returns the exit code."""
    home = find_home(order.paths[0] if order.paths else Path(), order.config)
    _check_options(order)
    rules = _rules(order, home)
    paths, sent = parted(order.paths)
    _check_sent(order, sent)
    loads = _load_all(paths, home) if paths or not sent else []
    of_sent = submitted(sent, home)
    loads += of_sent.loads
    if order.fix or order.unsafe or order.diff:
        loads, changed = mended(
            loads, lambda some: _all(some, rules, home), home, unsafe=order.unsafe, write=not order.diff
        )
        if order.diff:
            return _of_diff(loads, changed)
    diagnostics = placed(_all(loads, rules, home), of_sent.spots)
    if not any(_readable(loaded) for loaded in loads):
        _report(order, home, loads, diagnostics, "")
        return 2
    remaining, note = _against_baseline(order, home, loads, rules, diagnostics)
    _report(order, home, loads, remaining, note)
    if order.annotate:
        annotate(sent[0], order.annotate, remaining, of_sent)
        typer.echo(f"写好了：{display(order.annotate)}", err=True)
    return _code(remaining, order.fail_on)


def _of_diff(loads: list[AnyLoaded], changed: bool) -> int:
    """Says what could not be read, as nothing is shown of it, and returns the exit code."""
    refused = [diagnostic for loaded in loads for diagnostic in loaded.diagnostics]
    if refused:
        typer.echo(report(refused), err=True, nl=False)
    if not any(_readable(loaded) for loaded in loads):
        return 2
    return int(changed or bool(refused))


def _check_options(order: Order) -> None:
    if order.output_format not in FORMATS:
        raise GkmlError(f"不认识的输出格式“{order.output_format}”；可选：{'、'.join(FORMATS)}")
    if order.fail_on not in (*SEVERITIES, "never"):
        raise GkmlError(f"--fail-on 的值“{order.fail_on}”不对；可选：{'、'.join(SEVERITIES)}、never")
    if order.diff and (order.output_file or order.write_baseline):
        raise GkmlError("--diff 只显示修改，不能和 --output-file、--write-baseline 一起用")
    if order.write_baseline and order.no_baseline:
        raise GkmlError("--write-baseline 和 --no-baseline 不能一起用")


def _check_sent(order: Order, sent: Sequence[Path]) -> None:
    if order.annotate and order.output_file and order.annotate.resolve() == order.output_file.resolve():
        raise GkmlError("--annotate 和 --output-file 不能写到同一个文件")
    if order.annotate and (len(sent) != 1 or len(order.paths) != 1):
        raise GkmlError("--annotate 一次批注一份 Word 或 Excel 文件，如 gkml lint 提交稿.docx --annotate 批注稿.docx")
    if sent and (order.fix or order.unsafe or order.diff or order.write_baseline):
        what = "--fix、--unsafe-fixes、--diff、--write-baseline"
        raise GkmlError(f"{what} 只用于 YAML 目录；{display(sent[0])} 请先用 gkml import 导入")


def _load_all(paths: list[Path], home: Home) -> list[AnyLoaded]:
    found = find_catalogs(paths, home)
    loads: list[AnyLoaded] = []

    def steps() -> Iterator[int]:
        for entry in found:
            loads.append(load(read_file(entry.path), home.profiles))
            yield 1

    for _ in progress(steps(), len(found), "检查"):
        pass
    return linked(loads, home)


def _all(loads: list[AnyLoaded], rules: tuple[Rule, ...], home: Home) -> list[Diagnostic]:
    """Every diagnostic of these files, in order, but for those that the configuration leaves out."""
    diagnostics = [d for loaded in loads for d in loaded.diagnostics] + list(same_ids(loads))
    diagnostics += check(loads, rules, home.config.severity, home.config.registers)
    return sorted((d for d in diagnostics if not _left_out(d, home)), key=Diagnostic.sort_key)


def _left_out(found: Diagnostic, home: Home) -> bool:
    """Whether the configuration says of this file that the rule does not count there."""
    if not home.config.per_path or home.root is None:
        return False
    path = Path(found.file).resolve()
    inside = path.relative_to(home.root).as_posix() if path.is_relative_to(home.root) else path.as_posix()
    return any(
        fnmatch(inside, pattern) and {found.code, found.name} & {*names, *(name.upper() for name in names)}
        for pattern, names in home.config.per_path.items()
    )


def _rules(order: Order, home: Home) -> tuple[Rule, ...]:
    _check_names([*listed(order.select), *listed(order.ignore)], "")
    if home.file:
        of_paths = [name for names in home.config.per_path.values() for name in names]
        named = (*home.config.select, *home.config.ignore, *home.config.severity, *of_paths)
        _check_names(named, f"{display(home.file)}：")
    select = listed(order.select) or list(home.config.select)
    ignore = listed(order.ignore) or list(home.config.ignore)
    return chosen(select, ignore)


def _check_names(names: Iterable[str], where: str) -> None:
    known = {name for rule in all_rules() for name in (rule.code, rule.name)}
    for name in names:
        if name not in known and name.upper() not in known:
            raise GkmlError(f"{where}没有规则“{name}”；gkml rule 列出全部规则")


# --- the baseline ---


def _against_baseline(
    order: Order, home: Home, loads: list[AnyLoaded], rules: tuple[Rule, ...], diagnostics: list[Diagnostic]
) -> tuple[list[Diagnostic], str]:
    """The diagnostics that the baseline does not know, and a line about it. What is no rule's is never accepted."""
    path = (home.root or Path()) / (home.config.baseline or BASELINE)
    if order.no_baseline or not (path.is_file() or order.write_baseline):
        if home.config.baseline and not order.no_baseline:
            raise GkmlError(f"找不到 {display(path)}；请检查 gkml.yaml 的 baseline，或用 --write-baseline 写一份")
        return diagnostics, ""
    if not path.is_file():
        return _first_baseline(order, path, diagnostics)
    baseline = read_settings(Baseline, path, "K030")
    of_rules = {rule.code for rule in all_rules()}
    asked, read = {rule.code for rule in rules}, {_edition(loaded.entry) for loaded in loads if loaded.entry}
    whole = _is_whole(order, home, loads)

    def looked_for(entry: Accepted) -> bool:
        return entry.rule not in of_rules or (entry.rule in asked and (whole or (entry.catalog, entry.edition) in read))

    compared = compare((d for d in diagnostics if d.code in of_rules), baseline, looked_for)
    new = sorted([*compared.new, *(d for d in diagnostics if d.code not in of_rules)], key=Diagnostic.sort_key)
    gone = compared.mended(baseline)
    note = (
        f"另有 {compared.known} 个旧问题已接受（{display(path)}），--no-baseline 可以看到。" if compared.known else ""
    )
    if order.write_baseline:
        put(path, text_of(compared.held).encode())
        note += f"从 {display(path)} 删去了已经改好的 {gone} 个；新的问题不会加进去。"
    elif any(entry.edition is None for entry in baseline.accepted):
        note += f"{display(path)} 是旧写法，没有分版本；请执行 gkml lint --write-baseline 补上。"
    elif gone:
        note += f"{display(path)} 里有 {gone} 个已经改好；请用 --write-baseline 删去。"
    return new, note


def _edition(entry: AnyEntry) -> tuple[str, str | None]:
    return entry.document.id, entry.document.edition


def _is_whole(order: Order, home: Home, loads: list[AnyLoaded]) -> bool:
    """Whether every catalog of the workspace has been read: then one that is not there has been taken away."""
    root = (home.root or Path()).resolve()
    everything = not order.paths or any(path.resolve() == root for path in order.paths)
    return everything and all(loaded.entry for loaded in loads)


def _first_baseline(order: Order, path: Path, diagnostics: list[Diagnostic]) -> tuple[list[Diagnostic], str]:
    if not order.reason.strip():
        raise GkmlError("第一次写 --write-baseline 要写理由：--reason “为什么先接受这些问题”")
    of_rules = {rule.code for rule in all_rules()}
    accepted = [diagnostic for diagnostic in diagnostics if diagnostic.code in of_rules]
    put(path, text_of(started(accepted, order.reason.strip())).encode())
    left = [diagnostic for diagnostic in diagnostics if diagnostic.code not in of_rules]
    return left, f"{len(accepted)} 个问题写进了 {display(path)}；以后只报告新的。"


# --- the verdict ---


def _report(order: Order, home: Home, loads: list[AnyLoaded], diagnostics: list[Diagnostic], note: str) -> None:
    color = order.output_file is None and wants_color(order.color, sys.stdout)
    lines = {loaded.source.file: loaded.source.lines for loaded in loads}
    made = written(Results(diagnostics, lines, color), order.output_format, home)
    if order.output_file:
        put_output(order.output_file, made, (Path(loaded.source.file) for loaded in loads))
        typer.echo(summary(diagnostics))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    if order.statistics:
        typer.echo(statistics(diagnostics), err=order.output_format not in {"text", "concise", "full"}, nl=False)
    if note:
        typer.echo(note, err=True)


def _code(diagnostics: list[Diagnostic], fail_on: str) -> int:
    if fail_on == "never":
        return 0
    bad = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(d.severity in bad for d in diagnostics))


def _readable(loaded: AnyLoaded) -> bool:
    return not any(d.code in UNREADABLE for d in loaded.diagnostics)
