"""The findings of a run from the records of its files: what depends on other files is added, what is accepted left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gkml.diagnostics import Diagnostic
from gkml.lint.habits import folded
from gkml.project.lint.record import Head
from gkml.project.lint.spool import Kept, Spool
from gkml.report.text import Kind, counted
from gkml.schema.documents import same_edition
from gkml.schema.refusals import REFUSALS


class Others(NamedTuple):
    """What files say of each other: the earlier file of the same edition by file, and the ids of documents that are guides.

    Guides are pairs of scope and id.
    """

    earlier: Mapping[str, str]
    guides: frozenset[tuple[str, str]]


def others(heads: Iterable[Head]) -> Others:
    """Returns what the files of a run say of each other; of two with one edition, the first by name is the earlier."""
    first: dict[tuple[str, str, str], str] = {}
    earlier: dict[str, str] = {}
    guides: set[tuple[str, str]] = set()
    for head in sorted(heads, key=lambda head: head.file):
        if head.is_loaded:
            other = first.setdefault((head.scope, head.document, head.edition), head.file)
            if other != head.file:
                earlier[head.file] = other
            guides.add((head.scope, head.guide))
    return Others(earlier, frozenset(guides))


def among(diagnostics: list[Diagnostic], head: Head, run: Others) -> list[Diagnostic]:
    """Returns the diagnostics of a file as they count among the other files of the run, in order."""
    if head.spares and (head.scope, head.document) in run.guides:
        diagnostics = [each for each in diagnostics if each.code not in head.spares]
    if head.file in run.earlier:
        same = _same(head, run.earlier[head.file])
        # Cells have no order of their own: the findings in a submission stay in that of its document.
        return [same, *diagnostics] if same.place else sorted([same, *diagnostics], key=Diagnostic.sort_key)
    return diagnostics


def _same(head: Head, other: str) -> Diagnostic:
    refusal = REFUSALS["K026"]
    message = same_edition(head.document, head.edition, other)
    return Diagnostic(
        "K026", refusal.name, refusal.severity, message, head.file, head.id_at, head.document, field="id", route=("id",),
        place=head.id_place,
    )  # fmt: skip


class Findings:
    """The diagnostics of a run that count, in order by file. They are read anew each time that they are gone through.

    `remaining` are the diagnostics that a baseline leaves, by file.
    """

    def __init__(self, spool: Spool, run: Others, remaining: Mapping[str, Sequence[Diagnostic]]) -> None:
        self._spool, self._run, self._remaining = spool, run, remaining
        self._counts: Counter[Kind] | None = None

    def __iter__(self) -> Iterator[Diagnostic]:
        counts: Counter[Kind] = Counter()
        for kept in sorted(self._spool.kept, key=lambda kept: kept.head.file):
            for each in self._of(kept):
                counts[each.code, each.name, each.severity] += 1
                yield each
        self._counts = counts

    def _of(self, kept: Kept) -> list[Diagnostic]:
        if kept.head.file in self._remaining:
            return folded(self._remaining[kept.head.file], kept.head.once)
        return folded(among(self._spool.diagnostics(kept), kept.head, self._run), kept.head.once)

    @property
    def counts(self) -> Counter[Kind]:
        """The number of diagnostics by rule and severity; counted while they are gone through, if they have been."""
        return counted(self) if self._counts is None else self._counts
