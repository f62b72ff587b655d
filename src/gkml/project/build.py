"""Builds catalogs: files in, outputs written where they changed, and what became of every catalog."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from gkml.diagnostics import Diagnostic, GkmlError
from gkml.formats import FORMATS, LooksError
from gkml.project import cache
from gkml.project import compile as compiler
from gkml.project.compile_all import Outcome, Task, run
from gkml.project.files import contents, read_file
from gkml.project.loading import load_file
from gkml.project.paths import display
from gkml.project.pool import processes
from gkml.project.shard import Shard
from gkml.project.workspace import Batch, CatalogFile, Home, find_batches
from gkml.project.writing import check_folder, put_below, stops_all
from gkml.schema.documents import same_edition
from gkml.schema.parse import refuse
from gkml.yamltext.head import edition_of, head

CACHED_FROM = 20
"""With fewer catalogs, compiling takes less time than finding out what changed."""


class BuildOptions(NamedTuple):
    """What is built, in which formats (none: those of gkml.yaml), and where to (None: as gkml.yaml says).

    Only the catalogs of `shard` are built. Without `write` outputs are only compared.
    """

    paths: Sequence[Path] = ()
    formats: Sequence[str] = ()
    out: Path | None = None
    jobs: int = 0
    shard: Shard = Shard()
    write: bool = True
    config: Path | None = None


class BuildResult(NamedTuple):
    """What became of every catalog, by target; the outputs that changed; the folders; faults of forms; what was not written."""

    outcomes: list[Outcome]
    changed: list[str]
    folders: list[Path]
    faults: list[Diagnostic]
    failures: list[str]

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Why catalogs were not compiled, in order."""
        every = [*self.faults, *(d for outcome in self.outcomes for d in outcome.diagnostics)]
        return sorted(every, key=Diagnostic.sort_key)


class _Plan(NamedTuple):
    """Where one workspace's outputs go, their formats, the share, and whether they are written."""

    out: Path
    formats: list[str]
    shard: Shard
    write: bool


def build(options: BuildOptions, progress: Callable[[int, int], None] = lambda done, total: None) -> BuildResult:
    """Builds the catalogs and an index page of each workspace. Raises `GkmlError` for options that cannot be met."""
    formats = _checked_formats(options.formats)
    batches = find_batches(options.paths, options.config, to_build=True)
    plans = [_plan(batch, options, formats) for batch in batches]
    results = [_build(batch, plan, options.jobs, progress) for batch, plan in zip(batches, plans, strict=True)]
    return BuildResult(
        [outcome for result in results for outcome in result.outcomes],
        [name for result in results for name in result.changed],
        list(dict.fromkeys(folder for result in results for folder in result.folders)),
        [fault for result in results for fault in result.faults],
        list(dict.fromkeys(failure for result in results for failure in result.failures)),
    )


def build_one(options: BuildOptions) -> bytes | list[Diagnostic]:
    """Returns the only output of the only catalog, or the diagnostics for which there is none. Raises `GkmlError`."""
    formats = _checked_formats(options.formats)
    batches = find_batches(options.paths, options.config, to_build=True)
    formats = formats or _checked_formats(batches[0].home.config.formats, batches[0].home.file)
    files = [(file, batch.home) for batch in batches for file in batch.files]
    if len(files) != 1 or len(formats) != 1:
        counts = f"{len(files)} 份、{len(formats)} 种"
        raise GkmlError(f"--out - 一次只输出一份目录的一种格式，现在是 {counts}；请写明路径和 --format")
    ((file, home),) = files
    loaded = load_file(file.path, home)
    if loaded.entry is None:
        return list(loaded.diagnostics)
    return compiler.compile(loaded.entry, formats, home, cache.digest(contents(file.path)))[formats[0]]


def _plan(batch: Batch, options: BuildOptions, formats: list[str]) -> _Plan:
    home = batch.home
    out = options.out or home.own(home.config.out if home.root else "build", "out")
    check_folder(out)
    formats = formats or _checked_formats(home.config.formats, home.file)
    _check_index(batch.files, formats)
    return _Plan(out, formats, options.shard, options.write)


def _checked_formats(names: Iterable[str], config: Path | None = None) -> list[str]:
    for name in names:
        if name not in FORMATS:
            where = f"{display(config)} 的 formats：" if config else ""
            raise GkmlError(f"{where}不认识的格式“{name}”；可选：{'、'.join(FORMATS)}")
    return list(dict.fromkeys(names))


def _check_index(files: Iterable[CatalogFile], formats: list[str]) -> None:
    for file in files:
        if file.target.casefold() == "index" and "html" in formats:
            raise GkmlError(f"{display(file.path)} 会编译成 index.html，与索引页同名；请改名")


# --- one workspace ---


def _build(batch: Batch, plan: _Plan, jobs: int, progress: Callable[[int, int], None]) -> BuildResult:
    home, files = batch.home, batch.files
    rejected = _same_editions(files)
    stamp = cache.stamp(home) if len(files) >= CACHED_FROM and plan.write else ""
    records = cache.recall(plan.out, stamp) if stamp else {}
    tasks, outcomes = _tasks([file for file in files if file.target not in rejected], home, plan, records)
    outcomes += rejected.values()
    for done, outcome in enumerate(run(tasks, home, processes(jobs, len(tasks))), 1):
        outcomes.append(outcome)
        progress(done, len(tasks))
    outcomes.sort(key=lambda outcome: outcome.target)
    changed = [name for outcome in outcomes for name in outcome.changed]
    failures = [failure for outcome in outcomes for failure in outcome.failures]
    if "html" in plan.formats and plan.shard.number == 1:
        try:
            changed += _index(outcomes, plan, home)
        except GkmlError as error:
            if stops_all(error, plan.out):
                raise
            failures.append(str(error))
    if stamp:
        cache.remember(plan.out, stamp, records | _record(outcomes))
    return BuildResult(outcomes, changed, [plan.out], home.profiles.faults(), failures)


def _same_editions(files: Iterable[CatalogFile]) -> dict[str, Outcome]:
    """Returns the outcome of every file that claims an edition of a catalog that another file has already, by target."""
    first: dict[tuple[str, str], CatalogFile] = {}
    rejected: dict[str, Outcome] = {}
    for file in files:
        try:
            top = head(contents(file.path))
        except OSError:
            continue
        key = (top.get("id", ""), edition_of(top))
        other = first.setdefault(key, file)
        if key[0] and other != file:
            message = same_edition(*key, display(other.path))
            diagnostic = refuse(read_file(file.path), "K026", ("id",), message, key[0])
            rejected[file.target] = Outcome(file.target, (diagnostic,))
    return rejected


def _tasks(
    files: list[CatalogFile], home: Home, plan: _Plan, records: cache.Record
) -> tuple[list[Task], list[Outcome]]:
    """Returns the tasks and the outcomes of what is current already. The first share loads all others, for the index."""
    tasks: list[Task] = []
    done: list[Outcome] = []
    for file in files:
        mine = plan.shard.takes(file.path, home.root)
        if not (mine or plan.shard.number == 1):
            continue
        outputs = {form: plan.out / f"{file.target}.{form}" for form in plan.formats} if mine else {}
        source = _digest(file.path)
        before = records.get(file.target)
        if before and cache.is_current(before, source, outputs):
            done.append(Outcome(file.target, (), before["outputs"], (), source, before["about"]))
        else:
            tasks.append(Task(file, source, outputs, plan.out, plan.write))
    return tasks, done


def _digest(path: Path) -> str:
    try:
        return cache.digest(contents(path))
    except OSError:
        return ""


def _record(outcomes: Iterable[Outcome]) -> cache.Record:
    return {
        o.target: {"source": o.source, "outputs": o.digests, "about": o.about}
        for o in outcomes
        if o.digests and o.source and not o.failures
    }


def _index(outcomes: Iterable[Outcome], plan: _Plan, home: Home) -> list[str]:
    """Writes the page that lists all catalogs; returns its name if it changed."""
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
    path = plan.out / "index.html"
    try:
        data = write_index(entries, home.looks("page"))
    except LooksError as error:
        raise GkmlError(str(error)) from error
    return [display(path)] if put_below(plan.out, path, data, write=plan.write) else []


def _link(target: str, form: str) -> str:
    return quote(f"{target}.{form}", errors="surrogateescape")
