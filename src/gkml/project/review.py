"""Reviews the directories that many bodies handed in: files in any format in, summary, lists to send back and JSON out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gkml.catalog.model import Catalog, Entry
from gkml.catalog.tree import Node, numbers
from gkml.deadlines.workdays import Unannounced, calendar
from gkml.diagnostics import Diagnostic, GkmlError, Route
from gkml.diagnostics.quoting import without_keys
from gkml.diff.compare import compare
from gkml.diff.naming import heading
from gkml.lint.check import Rule, check, chosen, counting
from gkml.project.annotated import spot_of
from gkml.project.paths import display
from gkml.project.review_files import round_before, write_all
from gkml.project.review_reading import HandedIn, Progress, Read, identity_of, read_all, read_guide
from gkml.project.workspace import Home
from gkml.project.writing import check_folder
from gkml.review.body import Body, Defect, keyed, name_of, region_of
from gkml.review.coverage import coverage, guide_for
from gkml.review.identity import Identity, known_as
from gkml.review.replies import Reply, Round, assigned, checked, new_defects
from gkml.review.score import Weights, ranks, score
from gkml.review.summary import GuideSummary, Ranked, Summary
from gkml.schema.documents import AnyLoaded

DAYS_TO_MEND = 10
"""Working days to correct the findings, if the reviewer names no day."""


class ReviewOptions(NamedTuple):
    """What was handed in, what it is compared with, and where the results go.

    `guides` are the guides, `last_year` files or folders with the editions before, `previous` the JSON of the round
    before; `day` is that of the review, `due` that by which the bodies reply (None: in `DAYS_TO_MEND` working days).
    """

    paths: Sequence[Path]
    out: Path
    day: date
    guides: Sequence[Path] = ()
    last_year: Sequence[Path] = ()
    previous: Path | None = None
    due: date | None = None
    formats: Sequence[str] = ("xlsx",)


class ReviewResult(NamedTuple):
    """The summary, the files written, and lines about files that are neither a directory nor a reply."""

    summary: Summary
    files: tuple[Path, ...]
    notes: tuple[str, ...]


def review(options: ReviewOptions, home: Home, progress: Progress = lambda done, total: None) -> ReviewResult:
    """Reads, checks and compares everything and writes the results below `options.out`. Raises `GkmlError`."""
    _check_out(options.out)
    before = round_before(options.previous) if options.previous else None
    guides = [each for path in options.guides for each in read_guide(path, home)]
    read = read_all(options.paths, home, progress)
    if not read.directories:
        reasons = "\n".join(f"{file}: {reason}" for file, reason in read.unread)
        raise GkmlError(f"{reasons}\n没有一份目录读得进来".strip())
    last_year = read_all(options.last_year, home)
    editions = {identity_of(each): each.entry for each in last_year.directories}
    own = [identity_of(each) for each in read.directories]
    earlier = [editions.get(identity) for identity in known_as(own, list(editions))]
    identities = known_as(own, before.bodies if before else ())
    answers, unknown = assigned(before.defects if before else (), read.replies)
    rules = chosen(home.config.select, home.config.ignore, home.rules, home.config.enable)
    of_guides = {each.entry.catalog.title: _guide_findings(each, rules, home) for each in guides}
    catalogs = [each.entry.catalog for each in guides]
    around = _Around(catalogs, of_guides, rules, home)
    judged = [_body(*each, around) for each in zip(read.directories, identities, earlier, strict=True)]
    bodies = [body for body, _ in judged]
    carried = Counter((body.guide, finding) for body, theirs in judged for finding in theirs)
    summary = Summary(
        options.day.isoformat(),
        (options.due or _due(options.day, home)).isoformat(),
        _ranked(bodies, Weights(**dict(home.config.review)), new_defects(before, bodies) if before else {}),
        tuple(_guide_summary(each, around, carried) for each in guides),
        tuple(read.unread),
        tuple(checked(before.defects, answers, bodies) if before else ()),
        Weights(**dict(home.config.review)),
    )
    notes = [*read.notes, *_not_used(last_year), *_not_counted(unknown, before), *_handed_in_twice(read, own)]
    return ReviewResult(summary, write_all(summary, options.out, options.formats, home), tuple(notes))


def _check_out(out: Path) -> None:
    """Raises `GkmlError` if the folder for the results is none, or holds files: they may have been edited."""
    check_folder(out)
    if out.exists() and any(out.iterdir()):
        raise GkmlError(f"{display(out)} 里已经有文件，没有写；请用 --out 写到一个新的文件夹")


def _not_used(last_year: Read) -> Iterator[str]:
    """Yields a line for each file of last year that could not be read."""
    for file, reason in last_year.unread:
        yield f"上一版没有读成，没有对照：{file}：{reason}"


def _not_counted(unknown: Sequence[Reply], before: Round | None) -> Iterator[str]:
    """Yields a line for each list with replies that answer nothing of the round before."""
    why = "对不上上次的问题" if before else "没有复核：请用 --previous 写上次审核结果的文件夹"
    for file, count in Counter(reply.file for reply in unknown).items():
        yield f"{file} 里有 {count} 条回复{why}。"


def _handed_in_twice(read: Read, own: Sequence[Identity]) -> Iterator[str]:
    """Yields a line for each directory that several files hold."""
    files: dict[Identity, list[str]] = {}
    for each, identity in zip(read.directories, own, strict=True):
        files.setdefault(identity, []).append(each.loaded.source.file)
    for identity, several in files.items():
        if len(several) > 1:
            yield f"{identity.name}的《{identity.title}》送了 {len(several)} 次，都列入了排名：{'、'.join(several)}"


def _due(day: date, home: Home) -> date:
    try:
        return calendar(home.config.region, home.config.calendar, estimate=True).nth_working_day(day, DAYS_TO_MEND)
    except Unannounced as error:
        raise GkmlError(f"算不出整改时限（{error}）；请用 --mend-by 写明日期") from error


def _ranked(bodies: Sequence[Body], weights: Weights, new: Mapping[Identity, int]) -> tuple[Ranked, ...]:
    scores = [score(body, weights) for body in bodies]
    places = ranks([each.total for each in scores])
    ranked = [
        Ranked(body, mark, place, new.get(body.identity))
        for body, mark, place in zip(bodies, scores, places, strict=True)
    ]
    return tuple(sorted(ranked, key=lambda each: (each.rank, each.body.name, each.body.title)))


# --- one body ---

Finding = tuple[str, Route, str, str]
"""A finding of a guide: the rule's code, the route of the guide's item, the field and the text at fault."""


class _Around(NamedTuple):
    """What a directory is looked at with."""

    guides: Sequence[Catalog]
    of_guides: Mapping[str, Mapping[Finding, Diagnostic]]
    rules: Sequence[Rule]
    home: Home


def _body(each: HandedIn, identity: Identity, earlier: Entry | None, around: _Around) -> tuple[Body, list[Finding]]:
    """Returns the body, and which findings of its guide it carries: these are the guide's and do not count for it."""
    entry = each.entry
    catalog = entry.catalog
    guide = entry.guide or guide_for(catalog, around.guides)
    previous = entry.previous or (earlier.catalog if earlier else None)
    entry = entry._replace(guide=guide, previous=previous)
    diagnostics = _diagnostics(each.loaded._replace(entry=entry), around.rules, around.home)
    own, carried = _parted(diagnostics, entry, around.of_guides.get(guide.title, {}) if guide else {})
    name, title = name_of(catalog, each.folder, each.path.stem), catalog.title
    body = Body(
        identity=identity,
        name=name,
        region=region_of(each.folder, name, title),
        title=title,
        field=catalog.field,
        edition=catalog.edition,
        issued=catalog.issued.isoformat() if catalog.issued else "",
        file=each.loaded.source.file,
        items=len(catalog.leaves),
        defects=tuple(_defects(own, each, identity)),
        guide=guide.title if guide else "",
        coverage=coverage(entry),
        weakened=_weakened(entry, earlier) if previous else None,
    )
    return body, carried


def _weakened(entry: Entry, earlier: Entry | None) -> int:
    assert entry.previous is not None
    profile = earlier.profile if earlier else entry.profile
    changes = compare(entry.previous, entry.catalog, profile, entry.profile).changes
    return sum(change.verdict == "weakened" for change in changes)


def _diagnostics(loaded: AnyLoaded, rules: Sequence[Rule], home: Home) -> list[Diagnostic]:
    listed = [*loaded.diagnostics, *check([loaded], rules, home.config.severity, home.config.registers, home.rules)]
    return sorted(listed, key=lambda each: (each.severity != "error", each.severity == "info", each.sort_key()))


def _parted(
    diagnostics: Iterable[Diagnostic], entry: Entry, theirs: Mapping[Finding, Diagnostic]
) -> tuple[list[Diagnostic], list[Finding]]:
    """Parts the findings of a body from those that its guide has at the same item, in the same field, on the same text."""
    partners = {pair.own.route: pair.theirs.route for pair in entry.comparison.pairs}
    own: list[Diagnostic] = []
    carried: list[Finding] = []
    for diagnostic in diagnostics:
        route = _item_of(diagnostic.route, entry.catalog)
        finding = (diagnostic.code, partners.get(route, route), diagnostic.field, diagnostic.text)
        if finding in theirs:
            carried.append(finding)
        else:
            own.append(diagnostic)
    return own, list(dict.fromkeys(carried))


def _item_of(route: Route, catalog: Catalog) -> Route:
    """Returns the route of the item that a value belongs to, () for one of the catalog itself."""
    return next((route[:end] for end in range(len(route), 0, -1) if route[:end] in catalog.ids), ())


def _defects(diagnostics: Sequence[Diagnostic], each: HandedIn, body: Identity) -> Iterator[Defect]:
    catalog, spots = each.entry.catalog, each.draft.spots if each.draft else None
    printed = dict(
        zip((leaf.route for leaf in catalog.leaves), numbers(catalog.leaves, each.entry.profile.numbering), strict=True)
    )
    names = {node.route: node for node in catalog.nodes}
    routes = [_item_of(diagnostic.route, catalog) for diagnostic in diagnostics]
    paths = [_path(names.get(route)) for route in routes]
    for key, route, diagnostic in zip(keyed(body, paths, diagnostics), routes, diagnostics, strict=True):
        problem, advice = map(without_keys, diagnostic.problem_and_advice())
        spot = spot_of(diagnostic.route, spots) if spots is not None else None
        yield Defect(
            key=key,
            code=diagnostic.code,
            severity=diagnostic.severity,
            field=diagnostic.field,
            heading=heading(diagnostic.field, each.entry.profile) if diagnostic.field else "",
            number=printed.get(route, ""),
            item=names[route].name if route in names else "",
            text=diagnostic.text,
            problem=problem,
            advice=advice or _fix_of(diagnostic),
            basis=diagnostic.basis,
            place=str(spot) if spot else "" if spots is not None else f"第 {diagnostic.position.line} 行",
        )


def _fix_of(diagnostic: Diagnostic) -> str:
    if diagnostic.fix is None:
        return ""
    value = diagnostic.fix.value
    return value if isinstance(value, str) else "、".join(value)


def _path(node: Node | None) -> str:
    """Returns the names of an item and of those above it, one a line."""
    names = []
    while node:
        names.append(node.name)
        node = node.parent
    return "\n".join(reversed(names))


# --- guides ---


def _guide_findings(each: HandedIn, rules: Sequence[Rule], home: Home) -> dict[Finding, Diagnostic]:
    """Returns the findings in a guide, also those that were accepted in its file: a local directory repeats them."""
    catalog = each.entry.catalog
    every = check([each.loaded], rules, home.config.severity, home.config.registers, known=())
    every = counting(every, {catalog.id}, rules)
    return {
        (diagnostic.code, _item_of(diagnostic.route, catalog), diagnostic.field, diagnostic.text): diagnostic
        for diagnostic in every
    }


def _guide_summary(each: HandedIn, around: "_Around", carried: Mapping[tuple[str, Finding], int]) -> GuideSummary:
    """Returns a guide with its findings but for those that were accepted in its file."""
    catalog, findings = each.entry.catalog, around.of_guides[each.entry.catalog.title]
    open_ones = {(d.code, d.route, d.message) for d in _diagnostics(each.loaded, around.rules, around.home)}
    kept = {f: d for f, d in findings.items() if (d.code, d.route, d.message) in open_ones}
    counts = [carried.get((catalog.title, finding), 0) for finding in kept]
    defects = _defects(list(kept.values()), each, Identity(catalog.title, "", ""))
    rows = tuple(tuple(item.name for item in leaf.path) for leaf in catalog.leaves)
    return GuideSummary(catalog.title, rows, tuple(zip(defects, counts, strict=True)))
