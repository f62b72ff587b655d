"""`gkml diff --changelog` and `--take-up`: many editions, or a guide with a new one, in; tables out."""

from pathlib import Path

from gkml.diagnostics import GkmlError
from gkml.diff.compare import compare
from gkml.diff.history import history
from gkml.diff.upstream import tasks
from gkml.document import Document
from gkml.layout import lives, take_up
from gkml.project.editions import Edition, editions, previous, read_edition
from gkml.project.files import display
from gkml.project.git import versions
from gkml.project.workspace import Home
from gkml.report import history_text, take_up_text

MOST = 200
"""Versions of git that are read for one history."""


def changelog(told: list[str], home: Home, *, as_text: bool, color: bool) -> Document | str:
    """The history of each item, over the editions that are named (oldest first), or those that one names or git has.

    As a table, or as lines for a terminal. Raises `GkmlError` where there is but one edition.
    """
    found = [edition for each in told for edition in editions(each, home)]
    if len(told) == 1:
        found = _chain(found[0], home)
    if len(found) < 2:
        raise GkmlError(f"{told[0]} 没有写 previous，git 里也只有一版，没有沿革可列")
    labels = [edition.entry.catalog.edition or edition.file for edition in found]
    if len(set(labels)) < len(labels):
        labels = [edition.file for edition in found]
    lived, form = history([edition.entry for edition in found]), found[-1].entry.profile
    return history_text.report(lived, labels, form, color=color) if as_text else lives.layout(lived, labels, form)


def _chain(last: Edition, home: Home) -> list[Edition]:
    """The editions before one, as each says itself; where it says none, what git remembers of its file."""
    chain, seen = [last], {Path(last.file).resolve()}
    while chain[-1].entry.catalog.previous:
        before = previous(chain[-1], home)
        if Path(before.file).resolve() in seen:
            raise GkmlError(f"{before.file} 的 previous 绕成了圈；请改正")
        seen.add(Path(before.file).resolve())
        chain.append(before)
    if len(chain) > 1:
        return chain[::-1]
    return _remembered(last, home)


def _remembered(last: Edition, home: Home) -> list[Edition]:
    """The versions of a file in git, oldest first; those that do not load are passed over."""
    found = [last]
    for number, data in enumerate(versions(Path(last.file))):
        if number == MOST:
            break
        version = read_edition(data, f"{last.file}（git 第{number + 1}新的一版）", home)
        if version and version.source.text != found[-1].source.text:
            found.append(version)
    return found[::-1]


def to_take_up(told: list[str], home: Home, *, as_text: bool, color: bool) -> Document | str:
    """What the guide of a directory has changed, and how the directory stands to it: a table, or lines for a terminal."""
    (local, *others) = editions(told[0], home)
    if others or len(told) > 1:
        raise GkmlError("--take-up 一次看一份目录")
    guide = guide_of(local, home)
    before = previous(guide, home)
    found = compare(before.entry.catalog, guide.entry.catalog, before.entry.profile, guide.entry.profile)
    asked, form = tasks(found, before.entry.catalog, local.entry.catalog), local.entry.profile
    return take_up_text.report(asked, form, color=color) if as_text else take_up.layout(asked, form)


def guide_of(local: Edition, home: Home) -> Edition:
    """The guide that a directory names. Raises `GkmlError`."""
    named = local.entry.catalog.guide
    path = Path(local.file).parent / named
    if not named or not path.is_file():
        what = f"的 guide 指到 {display(path)}，没有这个文件" if named else "没有写 guide（上级指引的文件）"
        raise GkmlError(f"{local.file} {what}")
    return editions(str(path), home)[0]
