"""`gkml diff --changelog` and `--take-up`: many editions, or a guide with a new one, in; a table or lines out."""

from collections.abc import Sequence
from itertools import islice

from gkml.diagnostics import GkmlError
from gkml.diff.compare import compare
from gkml.diff.history import history
from gkml.diff.upstream import tasks
from gkml.document import Document
from gkml.layout import lives, take_up
from gkml.project.editions import Edition, editions, guide_of, previous, read_edition
from gkml.project.git import versions
from gkml.project.workspace import Home
from gkml.report import history_text, take_up_text

MOST = 200
"""Versions of a file in git that are read for one history."""


def changelog(names: Sequence[str], home: Home, *, as_text: bool, color: bool) -> Document | str:
    """Returns the history of each item over the editions that are named (oldest first).

    If one is named: over those that it names one after another, or else those in git. As a table, or as lines for a
    terminal. Raises `GkmlError` if there is but one edition.
    """
    every = [edition for name in names for edition in editions(name, home)]
    if len(names) == 1:
        every = _chain(every[0], home)
    if len(every) < 2:
        raise GkmlError(f"{names[0]} 没有写 previous，git 里也只有一版，没有沿革可列")
    labels = [edition.entry.catalog.edition or edition.file for edition in every]
    if len(set(labels)) < len(labels):
        labels = [edition.file for edition in every]
    items, profile = history([edition.entry for edition in every]), every[-1].entry.profile
    return history_text.report(items, labels, profile, color=color) if as_text else lives.layout(items, labels, profile)


def _chain(last: Edition, home: Home) -> list[Edition]:
    """Returns the editions before one, oldest first, as each names the one before; if it names none, those in git."""
    chain, visited = [last], {last.path.resolve()}
    while chain[-1].entry.catalog.previous:
        before = previous(chain[-1], home)
        if before.path.resolve() in visited:
            raise GkmlError(f"{before.file} 的 previous 绕成了圈；请改正")
        visited.add(before.path.resolve())
        chain.append(before)
    return chain[::-1] if len(chain) > 1 else _versions(last, home)


def _versions(last: Edition, home: Home) -> list[Edition]:
    """Returns the versions of a file in git, oldest first, but for those that do not load."""
    every = [last]
    for number, data in enumerate(islice(versions(last.path), MOST), 1):
        version = read_edition(data, f"{last.file}（git 第{number}新的一版）", home)
        if version and version.source.text != every[-1].source.text:
            every.append(version)
    return every[::-1]


def to_take_up(names: Sequence[str], home: Home, *, as_text: bool, color: bool) -> Document | str:
    """Returns what the guide of a directory has changed and the directory still has to: a table, or lines for a terminal."""
    (local, *others) = editions(names[0], home)
    if others or len(names) > 1:
        raise GkmlError("--take-up 一次看一份目录")
    guide = guide_of(local, home)
    before = previous(guide, home)
    comparison = compare(before.entry.catalog, guide.entry.catalog, before.entry.profile, guide.entry.profile)
    listed = tasks(comparison, before.entry.catalog, local.entry.catalog)
    profile = local.entry.profile
    return take_up_text.report(listed, profile, color=color) if as_text else take_up.layout(listed, profile)
