"""The items that `目录#事项` names (either side an id or a name), as inquiries about their time limits."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gkml.catalog.model import Entry, Leaf
from gkml.deadlines.due import Question
from gkml.deadlines.workdays import FIRST_YEAR, LAST_YEAR
from gkml.diagnostics import GkmlError
from gkml.diagnostics.quoting import nearest, shown
from gkml.phrases.date import day_of
from gkml.project.files import contents, read_file
from gkml.project.loading import load_catalog
from gkml.project.paths import SOURCES, display
from gkml.project.workspace import Home, find_catalogs
from gkml.report.text import report
from gkml.yamltext.decode import unseen
from gkml.yamltext.head import edition_of, head


class Inquiry(NamedTuple):
    """A question, the code of the region whose calendar answers it ("" for the country), and its row in a table, if any."""

    question: Question
    region: str = ""
    place: str = ""


class NamedItem(NamedTuple):
    """A catalog that was found by its name, and a line about the editions that were passed over ("" if there are none)."""

    entry: Entry
    note: str = ""


def of_items(name: str, start: date | None, home: Home) -> tuple[list[Inquiry], str]:
    """Returns the inquiries of `目录#事项`, or of every item of `目录`, and a note. Raises `GkmlError`."""
    catalog, item = split_name(name)
    entry, note = entry_of(catalog, home)
    leaves = [leaf_of(item, entry)] if item else entry.catalog.leaves
    return [inquiry(leaf, entry, start) for leaf in leaves], note


def split_name(name: str) -> tuple[str, str]:
    """Returns `目录#事项` as its two parts; a path may contain #, so the longest path that exists counts."""
    if Path(name).exists():
        return name, ""
    for place in reversed([place for place, sign in enumerate(name) if sign == "#"]):
        if place and Path(name[:place]).exists():
            return name[:place], name[place + 1 :]
    catalog, _, item = name.partition("#")
    return catalog, item


def year_day(text: str) -> date:
    """Returns a date within the years that can be counted. Raises `ValueError` in Chinese for others."""
    day = day_of(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"“{text}”超出了可以计算的年份，只能算{FIRST_YEAR}年到{LAST_YEAR}年")
    return day


def legible(text: str) -> str:
    """Returns the text. Raises `GkmlError` if it has characters that no file and no terminal can show."""
    fault = unseen(text)
    if fault:
        raise GkmlError(f"时限的文字“{shown(text)}”{fault}")
    return text


def inquiry(leaf: Leaf, entry: Entry, start: date | None) -> Inquiry:
    """Returns the question about the time limit of an item."""
    item, catalog = leaf.item, entry.catalog
    question = Question(item.time_limit, start, catalog.id, leaf.id, item.name, item.office or item.body)
    return Inquiry(question, catalog.region or "")


def entry_of(name: str, home: Home) -> NamedItem:
    """Returns the catalog at a path, or the newest edition with an id in the workspace. Raises `GkmlError`."""
    path, note = _path_of(name, home)
    loaded = load_catalog(read_file(path), home)
    if loaded.entry is None:
        raise GkmlError(report(loaded.diagnostics).rstrip("\n"))
    return NamedItem(loaded.entry, note)


def _path_of(name: str, home: Home) -> tuple[Path, str]:
    path = Path(name)
    if path.exists() and not path.is_dir():
        if path.suffix.lower() not in SOURCES:
            raise GkmlError(f"{display(path)} 不是目录文件（.yaml）")
        return path, ""
    by_id = _by_id(home)
    if name in by_id and name:
        return _newest(name, by_id[name])
    if path.is_dir():
        raise GkmlError(f"{display(path)} 是文件夹；请写里面的目录文件，或目录代号")
    hint = nearest(name, filter(None, by_id))
    raise GkmlError(f"没有“{shown(name)}”这份目录，也没有这个文件；{hint or '请写目录文件的路径或目录代号'}")


def names_of(typed: str, home: Home) -> Iterator[str]:
    """Yields what `目录#事项` can be as far as it is typed: the ids of catalogs, behind # the ids and names of items."""
    catalog, item = split_name(typed)
    if item or typed.endswith("#"):
        for leaf in entry_of(catalog, home).entry.catalog.leaves:
            yield from (f"{catalog}#{leaf.id}", f"{catalog}#{leaf.item.name}")
        return
    for name in sorted(filter(None, _by_id(home))):
        yield from (name, f"{name}#")


class _Head(NamedTuple):
    """A catalog file, whether it is no draft, and its edition: of several the greatest is in force."""

    in_force: bool
    edition: str
    path: Path


def _by_id(home: Home) -> dict[str, list[_Head]]:
    heads: dict[str, list[_Head]] = {}
    for file in find_catalogs([], home):
        with suppress(OSError):  # a file that cannot be read has no id
            top = head(contents(file.path))
            each = _Head(top.get("draft") != "true", edition_of(top), file.path)
            heads.setdefault(top.get("id", ""), []).append(each)
    return heads


def _newest(name: str, heads: Iterable[_Head]) -> tuple[Path, str]:
    """Returns the edition in force and a line that says so if there are others. Raises `GkmlError` if two are the same."""
    last, *others = sorted(heads, reverse=True)
    if others and others[0][:2] == last[:2]:
        names = "、".join(display(each.path) for each in (others[0], last))
        raise GkmlError(f"“{name}”有几个版本，请写文件路径：{names}")
    return last.path, only_newest(name, last.edition) if others else ""


def only_newest(name: str, edition: str) -> str:
    """Returns the line for a catalog with several editions of which the newest counts."""
    return f"{name} 有几个版本，只用 {edition}。"


def leaf_of(name: str, entry: Entry) -> Leaf:
    """Returns the item with an id or a name. Raises `GkmlError` with the nearest if there is none, or if there are several."""
    leaves = entry.catalog.leaves
    matches = [leaf for leaf in leaves if leaf.id == name] or [leaf for leaf in leaves if leaf.item.name == name]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise GkmlError(
            f"有 {len(matches)} 个事项叫“{shown(name)}”，请写编号：{'、'.join(leaf.id for leaf in matches)}"
        )
    hint = nearest(name, [*(leaf.id for leaf in leaves), *(leaf.item.name for leaf in leaves)])
    raise GkmlError(f"{entry.catalog.id} 里没有事项“{shown(name)}”；{hint or 'gkml build --format csv 可列出全部事项'}")
