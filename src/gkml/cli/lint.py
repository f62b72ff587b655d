"""`gkml lint`: reads catalogs, asks the rules, reports; the exit code depends on findings and `--fail-on` alone."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import typer

from gkml.check import Rule, all_rules, check, chosen
from gkml.cli.files import put
from gkml.cli.screen import listed, progress, wants_color
from gkml.diagnostics import SEVERITIES, Diagnostic, GkmlError
from gkml.load import Loaded, load, same_ids
from gkml.refusals import UNREADABLE
from gkml.report import json, text
from gkml.workspace import Home, display, find_catalogs, find_home, read_file

REPORTS: dict[str, Callable[..., str]] = {"text": text.report, "json": json.report}


class Order(NamedTuple):
    """The command's arguments."""

    paths: list[Path]
    select: list[str]
    ignore: list[str]
    fail_on: str
    output_format: str
    output_file: Path | None
    color: bool | None
    config: Path | None


def lint(order: Order) -> int:
    """Runs the order and returns the exit code."""
    home = find_home(order.paths[0] if order.paths else Path(), order.config)
    if order.output_format not in REPORTS:
        raise GkmlError(f"不认识的输出格式“{order.output_format}”；可选：{'、'.join(REPORTS)}")
    if order.fail_on not in (*SEVERITIES, "never"):
        raise GkmlError(f"--fail-on 的值“{order.fail_on}”不对；可选：{'、'.join(SEVERITIES)}、never")
    rules = _rules(order, home)
    loads = _load_all(order, home)
    diagnostics = [d for loaded in loads for d in loaded.diagnostics] + list(same_ids(loads))
    diagnostics += check(loads, rules, home.config.severity)
    diagnostics.sort(key=Diagnostic.sort_key)
    color = order.output_file is None and wants_color(order.color, sys.stdout)
    shown = REPORTS[order.output_format](diagnostics, color=color)
    if order.output_file:
        put(order.output_file, shown.encode())
        typer.echo(text.summary(diagnostics))
    else:
        typer.echo(shown, nl=False, color=color)
    return _code(diagnostics, loads, order.fail_on)


def _load_all(order: Order, home: Home) -> list[Loaded]:
    found = find_catalogs(order.paths, home)
    loads: list[Loaded] = []

    def steps() -> Iterator[int]:
        for entry in found:
            loads.append(load(read_file(entry.path), home.profiles))
            yield 1

    for _ in progress(steps(), len(found), "检查"):
        pass
    return loads


def _rules(order: Order, home: Home) -> tuple[Rule, ...]:
    _check_names([*listed(order.select), *listed(order.ignore)], "")
    if home.file:
        named = (*home.config.select, *home.config.ignore, *home.config.severity)
        _check_names(named, f"{display(home.file)}：")
    select = listed(order.select) or list(home.config.select)
    ignore = listed(order.ignore) or list(home.config.ignore)
    return chosen(select, ignore)


def _check_names(names: Iterable[str], where: str) -> None:
    known = {name for rule in all_rules() for name in (rule.code, rule.name)}
    for name in names:
        if name not in known and name.upper() not in known:
            raise GkmlError(f"{where}没有规则“{name}”；gkml rule 列出全部规则")


def _code(diagnostics: list[Diagnostic], loads: list[Loaded], fail_on: str) -> int:
    if not any(_readable(loaded) for loaded in loads):
        return 2
    if fail_on == "never":
        return 0
    bad = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return int(any(d.severity in bad for d in diagnostics))


def _readable(loaded: Loaded) -> bool:
    return not any(d.code in UNREADABLE for d in loaded.diagnostics)
