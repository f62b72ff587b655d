"""`gkml build`: finds catalogs, shares them out to processes, writes what changed, says what failed."""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import typer

from gkml.cli.screen import listed, wants_color
from gkml.diagnostics import Diagnostic, GkmlError
from gkml.formats import FORMATS
from gkml.kinds import load
from gkml.project import cache
from gkml.project import compile as compiler
from gkml.project.files import contents, display, read_file
from gkml.project.pool import CHUNK, Outcome, Task, holds, run
from gkml.project.workspace import CatalogFile, Home, find_catalogs, find_home
from gkml.project.writing import put
from gkml.report.text import report
from gkml.schema.documents import same_edition
from gkml.schema.parse import refuse
from gkml.schema.refusals import UNREADABLE
from gkml.yamltext.head import head

CACHED_FROM = 20
"""Fewer catalogs are compiled sooner than it is found out whether they changed."""


class Order(NamedTuple):
    """The command's arguments."""

    paths: list[Path]
    formats: list[str]
    out: str
    jobs: int
    shard: str
    check: bool
    watch: bool
    quiet: bool
    color: bool | None
    config: Path | None


def build(order: Order) -> int:
    """Runs the order and returns the exit code."""
    if order.watch:
        return _watch(order)
    home = find_home(order.paths[0] if order.paths else Path(), order.config)
    formats = _formats(order.formats) or _formats(home.config.formats, home.file)
    if order.out == "-":
        return _to_stdout(order, home, formats)
    out = Path(order.out) if order.out else home.out
    if out.exists() and not out.is_dir():
        raise GkmlError(f"{display(out)} 是文件，不能当输出文件夹")
    plan = Plan(out, formats, *_shard(order.shard), write=not order.check)
    every = find_catalogs(order.paths, home, to_build=True)
    _keep_index_free(every, formats)
    rejected = _same_editions(every)
    current = cache.stamp(home) if len(every) >= CACHED_FROM and not order.check else ""
    known = cache.recall(out, current) if current else {}
    tasks, done = _plan([found for found in every if found.target not in rejected], plan, known)
    outcomes = [*done, *rejected.values(), *run(tasks, home, _jobs(order.jobs, len(tasks)))]
    outcomes.sort(key=lambda outcome: outcome.target)
    changed = [name for outcome in outcomes for name in outcome.changed]
    if "html" in formats and plan.number == 1:
        changed += _index(outcomes, plan, home)
    if current:
        cache.remember(out, current, known | _record(outcomes))
    return _tell(order, outcomes, changed, out)


def _formats(names: Iterable[str], config: Path | None = None) -> list[str]:
    formats = listed(names)
    for name in formats:
        if name not in FORMATS:
            where = f"{display(config)} 的 formats：" if config else ""
            raise GkmlError(f"{where}不认识的格式“{name}”；可选：{'、'.join(FORMATS)}")
    return formats


def _shard(text: str) -> tuple[int, int]:
    """`i/n` as numbers."""
    if not text:
        return 1, 1
    number, _, total = text.partition("/")
    if number.isdecimal() and total.isdecimal() and 1 <= int(number) <= int(total):
        return int(number), int(total)
    raise GkmlError(f"--shard 的值“{text}”应写成 i/n，如 1/4，i 从 1 到 n")


def _jobs(asked: int, tasks: int) -> int:
    return min(asked or os.cpu_count() or 1, max(1, -(-tasks // CHUNK)))


# --- what is to be done ---


def _keep_index_free(every: list[CatalogFile], formats: list[str]) -> None:
    for found in every:
        if found.target.casefold() == "index" and "html" in formats:
            raise GkmlError(f"{display(found.path)} 会编译成 index.html，与索引页同名；请改名")


def _same_editions(every: list[CatalogFile]) -> dict[str, Outcome]:
    """The files that say they are an edition of a catalog that another file is already."""
    first: dict[tuple[str, str], CatalogFile] = {}
    rejected: dict[str, Outcome] = {}
    for found in every:
        try:
            top = head(contents(found.path))
        except OSError:
            continue
        key = (top.get("id", ""), top.get("edition", ""))
        other = first.setdefault(key, found)
        if key[0] and other != found:
            source = read_file(found.path)
            told = refuse(source, "K026", ("id",), same_edition(*key, display(other.path)), key[0])
            rejected[found.target] = Outcome(found.target, (told,))
    return rejected


class Plan(NamedTuple):
    """What to make of the catalogs, where, and which share of them: the `number`-th of `total`."""

    out: Path
    formats: list[str]
    number: int
    total: int
    write: bool


def _plan(every: list[CatalogFile], plan: Plan, known: cache.Record) -> tuple[list[Task], list[Outcome]]:
    """The tasks, and the outcomes of what is current already. The first share also loads all others, for the index."""
    tasks: list[Task] = []
    done: list[Outcome] = []
    for place, found in enumerate(every):
        mine = place % plan.total == plan.number - 1
        if not (mine or plan.number == 1):
            continue
        outputs = {form: plan.out / f"{found.target}.{form}" for form in plan.formats} if mine else {}
        source = _digest(found.path)
        before = known.get(found.target)
        if before and cache.is_current(before, source, outputs):
            done.append(Outcome(found.target, (), before["outputs"], (), source, before["about"]))
        else:
            tasks.append(Task(found, source, outputs, plan.write))
    return tasks, done


def _digest(path: Path) -> str:
    try:
        return cache.digest(contents(path))
    except OSError:
        return ""


def _record(outcomes: list[Outcome]) -> cache.Record:
    return {
        o.target: {"source": o.source, "outputs": o.digests, "about": o.about}
        for o in outcomes
        if o.digests and o.source
    }


def _index(outcomes: list[Outcome], plan: Plan, home: Home) -> list[str]:
    """Writes the page that lists all catalogs; gives its name where it changed."""
    from gkml.formats.html.write import write_index

    entries = [
        {
            **o.about,
            "page": _link(o.target, "html"),
            "links": [(FORMATS[form].title, _link(o.target, form)) for form in plan.formats],
        }
        for o in outcomes
        if o.about
    ]
    data = write_index(entries, home.looks("page"))
    path = plan.out / "index.html"
    changed = put(path, data) if plan.write else not holds(path, data)
    return [display(path)] if changed else []


def _link(target: str, form: str) -> str:
    return quote(f"{target}.{form}", errors="surrogateescape")


# --- saying it ---


def _tell(order: Order, outcomes: list[Outcome], changed: list[str], out: Path) -> int:
    failed = [outcome for outcome in outcomes if outcome.diagnostics]
    diagnostics = sorted((d for o in failed for d in o.diagnostics), key=Diagnostic.sort_key)
    if diagnostics:
        _report(diagnostics, order.color)
        names = "、".join(dict.fromkeys(d.file for d in diagnostics))
        typer.echo(f"{len(failed)} 份目录有误，没有编译：{names}", err=True)
    made = len(outcomes) - len(failed)
    if order.check:
        for name in changed:
            typer.echo(f"过时：{name}")
        if not changed and not failed and not order.quiet:
            typer.echo(f"{made} 份目录的编译结果都是最新的。")
        return _code(diagnostics, made) or (1 if changed else 0)
    if not order.quiet and made:
        typer.echo(f"编译了 {made} 份目录，写了 {len(changed)} 个文件到 {display(out)}/。")
    return _code(diagnostics, made)


def _report(diagnostics: Sequence[Diagnostic], asked: bool | None) -> None:
    color = wants_color(asked, sys.stderr)
    typer.echo(report(diagnostics, color=color), err=True, nl=False, color=color)


def _code(diagnostics: list[Diagnostic], made: int) -> int:
    if not diagnostics:
        return 0
    return 2 if not made and all(d.code in UNREADABLE for d in diagnostics) else 1


def _to_stdout(order: Order, home: Home, formats: list[str]) -> int:
    every = find_catalogs(order.paths, home, to_build=True)
    if len(every) != 1 or len(formats) != 1:
        raise GkmlError(
            f"--out - 一次只输出一份目录的一种格式，现在是 {len(every)} 份、{len(formats)} 种；请写明路径和 --format"
        )
    loaded = load(read_file(every[0].path), home.profiles)
    if loaded.entry is None:
        _report(loaded.diagnostics, order.color)
        return _code(list(loaded.diagnostics), 0)
    source = cache.digest(contents(every[0].path))
    sys.stdout.buffer.write(compiler.compile(loaded.entry, formats, home, source)[formats[0]])
    sys.stdout.flush()
    return 0


def _watch(order: Order) -> int:
    """Builds whenever a file of the workspace changes, until interrupted."""
    before: dict[Path, int] | None = None
    once = order._replace(watch=False)
    while True:
        home = find_home(order.paths[0] if order.paths else Path(), order.config)
        now = _watched(order, home)
        if now != before:
            before = now
            try:
                build(once)
            except GkmlError as error:
                typer.echo(str(error), err=True)
        time.sleep(0.5)


def _watched(order: Order, home: Home) -> dict[Path, int]:
    paths = [home.file] if home.file else []
    try:
        paths += [found.path for found in find_catalogs(order.paths, home)]
    except GkmlError:
        return {}
    return {path: path.stat().st_mtime_ns for path in paths if path.exists()}
