"""Looks at one file alone: a path in, its findings out. What depends on other files of the run comes after it (`among`)."""

from collections.abc import Sequence
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

from gkml.diagnostics import FILE_START, Diagnostic, GkmlError
from gkml.lint.check import Rule, check, guide_of, not_run
from gkml.project.annotated import Spots, place_of, placed, spots_of
from gkml.project.config import refusal
from gkml.project.files import read_file
from gkml.project.linked import beside, linked
from gkml.project.lint.cache import state_of
from gkml.project.lint.record import FileFindings, Head, scope_of
from gkml.project.loading import load_source
from gkml.project.paths import display, relative
from gkml.project.submission import Submission, is_submission, open_submission
from gkml.project.workspace import Home
from gkml.schema.documents import AnyLoaded
from gkml.schema.refusals import UNREADABLE

_NAMED = 32
"""Documents named by others that are kept: all files of a workspace may follow one guide."""


class Reader:
    """Reads files of a workspace and looks at each."""

    def __init__(self, home: Home, rules: Sequence[Rule]) -> None:
        self.home, self.rules = home, rules
        self._states: dict[Path, str] = {}
        self._named = lru_cache(_NAMED)(self._load_named)

    def look(self, path: Path) -> list[FileFindings]:
        """Returns the findings in a file, an entry for each document in it."""
        if is_submission(path):
            return self._submission(path)
        loaded = self.load(path)
        return [findings_of(loaded, self.rules, self.home, self._links(path, loaded))]

    def load(self, path: Path) -> AnyLoaded:
        """Returns the document of a file with the documents that it names."""
        (loaded,) = linked([load_source(read_file(path), self.home)], self.home, self._named)
        return loaded

    def _load_named(self, path: Path) -> AnyLoaded:
        # The state is taken before the file is read: a change in between makes a record stale, never wrong.
        self._states[path] = state_of(path, self.home)
        return load_source(read_file(path), self.home)

    def _links(self, path: Path, loaded: AnyLoaded) -> tuple[tuple[str, str], ...]:
        names = loaded.entry.links.values() if loaded.entry else ()
        paths = [beside(path, name) for name in names if name]
        return tuple((str(each), self._states.get(each.resolve()) or state_of(each, self.home)) for each in paths)

    def _submission(self, path: Path) -> list[FileFindings]:
        try:
            submission = open_submission(path, self.home)
        except GkmlError as error:
            message = str(error).removeprefix(f"{display(path)}: ")
            fault = refusal(path, "K001", FILE_START, message)
            return [
                FileFindings(
                    Head(
                        display(path),
                        relative(path, Path.cwd()),
                        scope_of(self.home, are_documents=False),
                        is_readable=False,
                    ),
                    [fault],
                )
            ]
        return of_submission(submission, path, self.rules, self.home)


def of_submission(submission: Submission, path: Path, rules: Sequence[Rule], home: Home) -> list[FileFindings]:
    """Returns the findings in each document of a submission, at their cells."""
    spots = spots_of(submission)
    every = [findings_of(loaded, rules, home) for loaded in submission.loads]
    return [FileFindings(_at_cells(head, path, spots, home), placed(listed, spots)) for head, listed in every]


def _at_cells(head: Head, path: Path, spots: Spots, home: Home) -> Head:
    place = place_of(("id",), spots[head.file])
    return head._replace(
        path=relative(path, Path.cwd()), scope=scope_of(home, are_documents=False), id_at=FILE_START, id_place=place
    )


def findings_of(
    loaded: AnyLoaded, rules: Sequence[Rule], home: Home, links: tuple[tuple[str, str], ...] = ()
) -> FileFindings:
    """Returns the findings in a document that has been loaded with the documents that it names."""
    diagnostics = diagnostics_of(loaded, rules, home)
    codes = {each.code for each in diagnostics}
    head = Head(
        loaded.source.file,
        relative(loaded.source.path, Path.cwd()) if loaded.source.path else "",
        scope_of(home, are_documents=True),
        is_readable=all(each.code not in UNREADABLE for each in loaded.diagnostics),
        once=tuple(sorted(rule.code for rule in rules if rule.once and rule.code in codes)),
        spares=tuple(sorted(rule.code for rule in rules if rule.spares_guides and rule.code in codes)),
        links=links,
    )
    entry = loaded.entry
    if entry is None:
        return FileFindings(head, diagnostics)
    return FileFindings(
        head._replace(
            document=entry.document.id,
            edition=entry.document.edition,
            guide=guide_of(entry),
            id_at=loaded.source.locate(("id",)),
            is_loaded=True,
            lacking=not_run([entry], rules)[1],
        ),
        diagnostics,
    )


def diagnostics_of(loaded: AnyLoaded, rules: Sequence[Rule], home: Home) -> list[Diagnostic]:
    """Returns every diagnostic of a document in order, but for those that gkml.yaml leaves out."""
    diagnostics = [
        *loaded.diagnostics,
        *check([loaded], rules, home.config.severity, home.config.registers, home.rules),
    ]
    path = loaded.source.path or Path(loaded.source.file)
    return sorted((each for each in diagnostics if not is_left_out(each, path, home)), key=Diagnostic.sort_key)


def is_left_out(diagnostic: Diagnostic, path: Path, home: Home) -> bool:
    """Tells whether `per_path` says that the rule does not count in this file."""
    if not home.config.per_path or home.root is None:
        return False
    full = path.resolve()
    inside = full.relative_to(home.root).as_posix() if full.is_relative_to(home.root) else full.as_posix()
    return any(
        fnmatch(inside, pattern) and {diagnostic.code, diagnostic.name} & {*names, *(name.upper() for name in names)}
        for pattern, names in home.config.per_path.items()
    )
