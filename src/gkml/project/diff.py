"""Compares editions: names of files or revisions in, changes with their verdicts and decisions out, in any report."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import GkmlError
from gkml.diff.changes import Change, Comparison
from gkml.diff.compare import compare
from gkml.diff.policy import GATES, Decision, Decisions, FailOn, decided, failing, text_of, unused
from gkml.diff.upstream import against_guide
from gkml.project.config import read_settings
from gkml.project.editions import Edition, editions, guide_of, pairs, previous
from gkml.project.files import read_file
from gkml.project.paths import display
from gkml.project.rendering import rendered
from gkml.project.workspace import Home
from gkml.project.writing import put_over

_TABLES = {"markdown": "md", "html": "html", "xlsx": "xlsx", "docx": "docx"}
FORMATS = ("text", "json", *_TABLES, "redline")
"""The reports; those in `_TABLES` are the 修订对照表, by the format that writes it."""
DECISIONS = ".gkml-changes.yaml"
"""The file of decisions if gkml.yaml names none."""


class DiffOptions(NamedTuple):
    """What is compared, which changes fail (none: as gkml.yaml says), and which are accepted for what reason by whom."""

    names: Sequence[str]
    fail_on: str = ""
    accept: Sequence[str] = ()
    reason: str = ""
    approver: str = ""
    decisions: Path | None = None
    guide: bool = False


class ComparedEditions(NamedTuple):
    """Two editions and the changes between them."""

    old: Edition
    new: Edition
    comparison: Comparison


class DiffResult(NamedTuple):
    """Every comparison; the changes that fail the gate; the decisions whose change is gone; the file of decisions."""

    comparisons: list[ComparedEditions]
    gate: FailOn
    failing: list[Change]
    unused: Sequence[Decision]
    file: Path


def diff(options: DiffOptions, home: Home) -> DiffResult:
    """Returns what changed; writes the decisions if changes are accepted. Raises `GkmlError`."""
    gate = _gate(options.fail_on or home.config.fail_on)
    chosen = _against_guides(options.names, home) if options.guide else _pairs(options.names, home)
    every = [ComparedEditions(old, new, _compared(old, new, guide=options.guide)) for old, new in chosen]
    path = options.decisions or home.own(home.config.decisions or DECISIONS, "decisions")
    if options.decisions and not path.is_file() and not options.accept:
        raise GkmlError(f"找不到 {display(path)}")
    before = read_file(path).text if path.is_file() else None
    decisions = read_settings(Decisions, path, "K030") if path.is_file() else Decisions()
    if options.accept:
        decisions = _accepted(options, every, decisions)
        put_over(path, before, text_of(decisions))
    every = [each._replace(comparison=decided(each.comparison, decisions)) for each in every]
    bad = [change for each in every for change in failing(each.comparison, gate)]
    idle = unused({each.new.entry.catalog.id: each.comparison for each in every}, decisions)
    return DiffResult(every, gate, bad, idle, path)


def _gate(name: str) -> FailOn:
    for gate in GATES:
        if gate == name:
            return gate
    raise GkmlError(f"--fail-on 的值“{name}”不对；可选：{'、'.join(GATES)}")


def _pairs(names: Sequence[str], home: Home) -> list[tuple[Edition, Edition]]:
    """Returns the two editions that are named, or each catalog with the edition before it."""
    if len(names) == 2:
        return pairs(editions(names[0], home), editions(names[1], home))
    every = editions(names[0], home)
    if len(every) > 1:
        every = [edition for edition in every if edition.entry.catalog.previous]
        if not every:
            raise GkmlError(f"{names[0]} 下的目录都没有写 previous（上一版的文件）；请写上，或用 gkml diff 旧 新")
    return [(previous(edition, home), edition) for edition in every]


def _against_guides(names: Sequence[str], home: Home) -> list[tuple[Edition, Edition]]:
    return [(guide_of(edition, home), edition) for edition in editions(names[0], home)]


def _compared(old: Edition, new: Edition, *, guide: bool) -> Comparison:
    comparison = compare(old.entry.catalog, new.entry.catalog, old.entry.profile, new.entry.profile)
    return against_guide(comparison, old.entry.catalog, new.entry.catalog) if guide else comparison


def _accepted(options: DiffOptions, every: Sequence[ComparedEditions], decisions: Decisions) -> Decisions:
    """Returns the decisions with these changes added. Raises `GkmlError` for a change that is not there."""
    subjects = {
        change.fingerprint: {"catalog": each.new.entry.catalog.id, "name": change.name}
        for each in every
        for change in each.comparison.changes
    }
    for change in options.accept:
        if change not in subjects:
            raise GkmlError(f"没有编号为“{change}”的变化；编号是 gkml diff 每行末尾的12位")
    kept = [each for each in decisions.changes if each.change not in options.accept]
    new = [
        Decision(change=change, **subjects[change], reason=options.reason.strip(), approver=options.approver.strip())
        for change in dict.fromkeys(options.accept)
    ]
    return Decisions(changes=(*kept, *new))


# --- reports ---


def diff_report(comparisons: Sequence[ComparedEditions], form: str, home: Home, *, color: bool = False) -> bytes:
    """Returns the report in one of `FORMATS`. Raises `GkmlError` if a format takes one comparison and there are several."""
    if len(comparisons) > 1 and form not in {"text", "markdown"}:
        raise GkmlError(f"{form} 一次写一份目录的比较；这里有 {len(comparisons)} 份，请逐份执行")
    return b"\n".join(_report(each, form, home, color=color) for each in comparisons)


def _report(each: ComparedEditions, form: str, home: Home, *, color: bool) -> bytes:
    old, new = each.old.entry, each.new.entry
    if form in {"text", "json"}:
        return _text(each, form, color=color).encode()
    if form == "redline":
        from gkml.diff.matching import match
        from gkml.layout import redline

        return rendered(redline.layout(old, new, match(old.catalog, new.catalog)), "docx", home)
    from gkml.layout import changes

    return rendered(changes.layout(each.comparison, old.catalog, new.catalog, new.profile), _TABLES[form], home)


def _text(each: ComparedEditions, form: str, *, color: bool) -> str:
    from gkml.report import diff_text
    from gkml.report.diff_edition import ComparedEdition

    old, new = (
        ComparedEdition(edition.entry.catalog, edition.file, edition.locate) for edition in (each.old, each.new)
    )
    if form == "json":
        from gkml.report import diff_json

        return diff_json.report(each.comparison, old, new, each.new.entry.profile)
    return diff_text.report(each.comparison, old, new, each.new.entry.profile, color=color)


def history_report(names: Sequence[str], home: Home, form: str, *, take_up: bool, color: bool = False) -> bytes:
    """Returns the report of `--changelog` or `--take-up` in one of `FORMATS` but docx and redline. Raises `GkmlError`."""
    from gkml.project.history import changelog, to_take_up

    report = (to_take_up if take_up else changelog)(names, home, as_text=form == "text", color=color)
    return report.encode() if isinstance(report, str) else rendered(report, _TABLES.get(form, form), home)
