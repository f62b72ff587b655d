"""A workspace of generated catalogs goes in; each case yields its rows of the table, most telling rival first."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

from tests.bench import subject, tools
from tests.bench.flat import flatten
from tests.bench.measure import ROOT, Measured, in_turn, process, run, stage, timed
from tests.bench.table import ANY, Row, Target

REAL = ROOT / "catalogs" / "liuzhou-scjg" / "as-issued.yaml"
WARM = 20  # items of the catalog that each function runs on before it is timed


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    items: int
    naive: int
    catalogs: int
    sample: int
    events: int
    line: tuple[int, ...]
    rounds: int


FULL = Sizes(
    items=10_000, naive=60, catalogs=3_000, sample=40, events=1_000_000, line=(1_000, 10_000, 100_000), rounds=1_000
)
QUICK = Sizes(items=1_000, naive=30, catalogs=60, sample=10, events=50_000, line=(1_000, 10_000), rounds=100)


@dataclass(frozen=True)
class Rival:
    """A function under tests.bench that does what a stage of gkml does, and how much faster gkml shall be."""

    label: str
    function: str
    target: Target = ANY


Case = Callable[[Path, Sizes], Iterator[Row]]


def read(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Read and validate one large file."""
    yield against(folder, sizes.items, "read", Rival("CSafeLoader + pydantic", "rivals.read:models", Target("≤", 0.25)))


def word(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Turn a catalog in memory into a finished .docx."""
    pair = partial(against, folder)
    yield pair(sizes.items, "word", Rival("python-docx, careful", "rivals.word:careful", Target("≥", 15)))
    yield pair(sizes.items, "word", Rival("docxtpl", "rivals.word_template:row_loop", Target("≥", 45)))
    yield pair(sizes.items, "word", Rival("zlib of its document.xml", "child:deflate", Target("≤", 4)))
    yield pair(sizes.naive, "word", Rival("python-docx, table.cell", "rivals.word:naive"))


def excel(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Turn a catalog in memory into a finished .xlsx."""
    yield against(
        folder, sizes.items, "excel", Rival("openpyxl, same sheets", "rivals.excel:two_sheets", Target("≥", 6))
    )
    yield against(folder, sizes.items, "excel", Rival("pandas, no looks", "rivals.frames:excel"))


def html(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Turn a catalog in memory into a finished page."""
    yield against(
        folder, sizes.items, "html", Rival("jinja2 per cell, same cells", "rivals.html:cells", Target("≥", 3))
    )
    yield against(folder, sizes.items, "html", Rival("jinja2 per cell, marked", "rivals.html:marked"))
    yield against(folder, sizes.items, "html", Rival("jinja2 per cell, bare", "rivals.html:bare"))
    yield against(folder, sizes.items, "html", Rival("pandas, no looks", "rivals.frames:html"))


def memory(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Read and write all three formats in one process; the bound is in MiB."""
    found = stage("child:everything", "path", corpus(folder, sizes.items), corpus(folder, WARM))
    yield Row(f"memory {sizes.items:,}", found.mib if found else None, "bound", 400, Target("≤", 1), "MiB")


def linear(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Compare the microseconds per item of each stage with those at the smallest size."""
    for name in ("read", "word", "excel", "html"):
        base: float | None = None
        for items in sizes.line:
            found = ours(folder, items, name)
            each = found.seconds / items * 1e6 if found else None
            base = base or each
            yield Row(f"{name} {items:,}", each, f"per item at {sizes.line[0]:,}", base, Target("≤", 1.5), "µs")


def small(folder: Path, _: Sizes) -> Iterator[Row]:
    """Build one real catalog in three formats, from process start to end."""
    source = REAL if REAL.exists() else corpus(folder, 62)
    found = process(lambda number: subject.build_command(source, folder / f"gkml-{number}"))
    script = [sys.executable, "-m", "tests.bench.ordinary", str(source)]
    theirs = process(lambda number: [*script, str(folder / f"ordinary-{number}")])
    yield Row("small, 3 formats", found, "ordinary script", theirs, Target("≤", 0.6))
    flat = flatten(yaml.load(source.read_text("utf-8"), Loader=yaml.CSafeLoader))
    for name, project, target in (
        ("doorstop", tools.doorstop_project, Target("≤", 1)),
        ("strictdoc", tools.strictdoc_project, ANY),
    ):
        place = folder / name
        place.mkdir()
        project(place, flat)
        yield Row("small, 3 formats", found, f"{name}, HTML only", publish(name, place), target)


def publish(name: str, place: Path) -> float | None:
    """Time a tool that publishes a project folder to HTML, each time into a new folder."""
    command = tools.tool(name)
    if command is None:
        return None
    words = {
        "doorstop": lambda number: ["publish", "--project", str(place), "GKML", str(place / f"out-{number}.html")],
        "strictdoc": lambda number: ["export", str(place), "--output-dir", str(place.parent / f"strictdoc-{number}")],
    }
    return process(lambda number: [str(command), *words[name](number)])


def batch(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Build many catalogs of 30 items in three formats: against the ordinary script warm, over jobs, and unchanged."""
    place = batch_corpus(folder, sizes.catalogs)
    case = f"batch {sizes.catalogs:,} × 30"
    rival = stage("ordinary:build_all", "path", batch_corpus(folder, sizes.sample), batch_corpus(folder, 1))
    theirs = rival.seconds / sizes.sample * sizes.catalogs if rival else None
    one = built(place, sizes.catalogs, 1)
    yield Row(case, one, f"ordinary, from {sizes.sample} warm", theirs, Target("≥", 8))
    yield Row(f"{case}, 2 jobs", built(place, sizes.catalogs, 2), "gkml, 1 job", one, Target("≥", 1.6))
    yield Row(f"{case}, again", built(place, sizes.catalogs, 1), "gkml, first build", one, Target("≤", 0.1))


def built(place: Path, catalogs: int, jobs: int) -> float | None:
    """Time one build of a workspace into its folder `out-JOBS`, and see that every file is there."""
    if not subject.GKML.exists():
        return None
    out = place / f"out-{jobs}"
    seconds = timed(subject.build_command(place, out, jobs))
    count = sum(path.is_file() for path in out.rglob("*.*"))
    if count != 3 * catalogs + 1:  # and the index page
        raise subprocess.SubprocessError(f"{catalogs} catalogs gave {count} files")
    return seconds


def lint(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Ask every rule about one large catalog: against the time of reading it, and per item as it grows."""
    found, base = ours(folder, sizes.items, "lint"), ours(folder, sizes.items, "read")
    yield Row(f"lint {sizes.items:,}", seconds(found), "gkml, reading it", seconds(base), Target("≤", 3))
    yield Row(f"lint {sizes.items:,} memory", found.mib if found else None, "bound", 600, Target("≤", 1), "MiB")
    small, few = ours(folder, sizes.items // 10, "lint"), sizes.items // 10
    each = [part.seconds / count * 1e6 if part else None for part, count in ((found, sizes.items), (small, few))]
    yield Row(f"lint {sizes.items:,}", each[0], f"per item at {few:,}", each[1], Target("≤", 1.5), "µs")


def diff(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Compare two editions, 5 % changed: with ids and without, against loading both, and against what else there is."""
    case, few = f"diff {sizes.items:,}", sizes.items // 10
    source, bare, reform = (edition_file(folder, sizes.items, kind) for kind in ("", "-bare", "-reform"))
    warm, warm_bare = edition_file(folder, WARM), edition_file(folder, WARM, "-bare")
    found, plain = (stage("subject:diff", "editions", path, warm, 3) for path in (source, bare))
    loading = stage("subject:editions", "path", source, warm, 3)
    yield Row(case, seconds(found), "gkml, loading both", seconds(loading), Target("≤", 1.5))
    yield Row(f"{case}, no ids", seconds(plain), "gkml, loading both", seconds(loading), Target("≤", 4))
    tenth = stage("subject:diff", "editions", edition_file(folder, few), warm)
    each = [part.seconds / count * 1e6 if part else None for part, count in ((found, sizes.items), (tenth, few))]
    yield Row(case, each[0], f"per item at {few:,}", each[1], Target("≤", 2), "µs")
    for label, rival, ours, target in (
        ("recursive dict diff by id", "recursive", found, ANY),
        ("daff, id as key", "with_daff", found, ANY),
        ("daff, no ids", "with_daff_bare", plain, Target("≥", 1)),
        ("deepdiff by id", "with_deepdiff", found, Target("≥", 1)),
    ):
        theirs = stage(f"rivals.differences:{rival}", "pair", source, warm, 1)
        yield Row(case, seconds(ours), label, seconds(theirs), target)
        yield Row(f"{case}, to read", counted(ours), label, counted(theirs), ANY, "lines")
    renamed = stage("subject:diff", "editions", reform, warm, 1)
    theirs = stage("rivals.differences:with_daff", "pair", reform, warm, 1)
    yield Row(f"{case}, agency renamed", counted(renamed), "daff, id as key", counted(theirs), Target("≥", 10), "lines")
    ours = stage("subject:diff", "editions", edition_file(folder, few, "-bare"), warm_bare, 3)
    theirs = stage("rivals.differences:with_deepdiff_lists", "pair", edition_file(folder, few), warm, 1)
    yield Row(f"diff {few:,}, no ids", seconds(ours), "deepdiff, order ignored", seconds(theirs), Target("≥", 5))


def edition_file(folder: Path, items: int, kind: str = "") -> Path:
    """Return the first of two generated editions, made on first use; `-bare` has no ids, after `-reform` the agency has a new name."""
    path = folder / f"editions-{items}{kind}.yaml"
    if not path.exists():
        run([sys.executable, "-m", "tests.bench.editions", str(folder), str(items)])
    return path


def counted(found: Measured | None) -> float | None:
    """Return how many lines there are to read, if there was a measurement."""
    return found.count if found else None


def due(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Answer many events: the bound is in seconds for a million; the libraries are asked fewer and scaled."""

    def events(count: int) -> Path:
        path = folder / f"events-{count}.txt"
        path.write_text(str(count), "utf-8")
        return path

    found = seconds(stage("subject:dates", "events", events(sizes.events), events(1_000)))
    case = f"due {sizes.events:,}"
    yield Row(case, found, "10 s a million", 10 * sizes.events / 1e6, Target("≤", 1))
    fewer = sizes.events // 20
    for label, rival in (
        ("holidays, nth working day", "with_holidays"),
        ("chinesecalendar, by the day", "with_chinesecalendar"),
    ):
        theirs = seconds(stage(f"rivals.days:{rival}", "events", events(fewer), events(1_000)))
        yield Row(case, found, f"{label}, from {fewer:,}", theirs * 20 if theirs else None)


def startup(folder: Path, _: Sizes) -> Iterator[Row]:
    """Start the command only, and run it on one real catalog: whole processes against the imports that they need."""
    for case, command, imports, bound in (
        ("startup, --help", lambda _: subject.help_command(), "typer", 1.5),
        ("startup, lint 62", lambda _: subject.lint_command(REAL), "typer, pydantic, yaml", 2.5),
        ("startup, build 62", lambda n: subject.default_build(REAL, folder / f"s-{n}"), "typer, pydantic, yaml", 1.8),
    ):
        seconds = in_turn(command, [sys.executable, "-c", f"import {imports}"])
        yield Row(case, seconds[0], f"import {imports}", seconds[1], Target("≤", bound))


def rounds(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Read and check one real catalog again and again in one process; the bound is in MiB of growth."""
    found = stage("subject:rounds", "path", repeated(folder, sizes.rounds), repeated(folder, 1), 1)
    growth = found.count / 1024 if found else None
    yield Row(f"{sizes.rounds:,} × lint 62, growth", growth, "bound", 10, Target("≤", 1), "MiB")


def repeated(folder: Path, rounds: int) -> Path:
    """Write down for `subject.rounds` what to do and how often."""
    path = folder / f"rounds-{rounds}.json"
    path.write_text(json.dumps({"catalog": str(REAL), "rounds": rounds}), "utf-8")
    return path


def against(folder: Path, items: int, name: str, rival: Rival) -> Row:
    """Measure one stage of gkml and one rival on the same rows."""
    loader = "path" if name == "read" else "document" if rival.function == "child:deflate" else "flat"
    theirs = stage(rival.function, loader, corpus(folder, items), corpus(folder, WARM))
    found = ours(folder, items, name)
    return Row(f"{name} {items:,}", seconds(found), rival.label, seconds(theirs), rival.target)


def seconds(found: Measured | None) -> float | None:
    """Return the seconds, if there was a measurement."""
    return found.seconds if found else None


def ours(folder: Path, items: int, name: str) -> Measured | None:
    """Measure one stage of gkml; asked again, answer from the first time in this run."""
    kept = folder / f"measured-{name}-{items}.json"
    if kept.exists():
        known = json.loads(kept.read_text())
        return Measured(**known) if known else None
    loader = "path" if name == "read" else "catalog"
    found = stage(f"subject:{name}", loader, corpus(folder, items), corpus(folder, WARM))
    kept.write_text(json.dumps(vars(found) if found else None))
    return found


def corpus(folder: Path, items: int) -> Path:
    """Return a generated catalog, made on first use in another process (a fat parent would show in a child's peak)."""
    path = folder / f"bench-{items}.yaml"
    if not path.exists():
        run([sys.executable, "-m", "tests.bench.corpus", str(folder), str(items)])
    return path


def batch_corpus(folder: Path, catalogs: int) -> Path:
    """Return a workspace of generated catalogs of 30 items each, made on first use."""
    place = folder / f"batch-{catalogs}"
    if not place.exists():
        place.mkdir()
        run([sys.executable, "-m", "tests.bench.corpus", str(place), "30", str(catalogs)])
    return place


CASES: dict[str, Case] = {
    each.__name__: each
    for each in (read, word, excel, html, memory, small, batch, lint, diff, due, startup, rounds, linear)
}
