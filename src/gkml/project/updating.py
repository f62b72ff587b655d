"""`gkml import --update`: a file that an office has edited in, its catalog with the changes in it out."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import typer

from gkml.catalog.load import load
from gkml.catalog.model import Entry
from gkml.diagnostics import GkmlError
from gkml.document import Document
from gkml.layout.catalog import layout
from gkml.merge.outcome import Options
from gkml.merge.update import update
from gkml.project import cache
from gkml.project.files import display, read_bytes, read_file
from gkml.project.fixing import difference
from gkml.project.git import versions
from gkml.project.submission import document
from gkml.project.workspace import Home, find_home
from gkml.project.writing import put_over
from gkml.recognise.draft import recognise
from gkml.report import merge_text
from gkml.report.text import report
from gkml.yamltext.source import Source, read


class Order(NamedTuple):
    """The command's arguments: the catalog, the file that came back, and how to merge."""

    catalog: Path
    file: Path
    options: Options = Options()
    base: Path | None = None
    dry_run: bool = False
    config: Path | None = None


def options_of(*, ours: bool = False, theirs: bool = False, remove: bool = False, reason: str = "") -> Options:
    """The options of a merge as they are asked for. Raises `GkmlError` where they contradict each other."""
    if ours and theirs:
        raise GkmlError("--ours 和 --theirs 只能写一个")
    return Options("ours" if ours else "theirs" if theirs else "", remove, reason)


def run(order: Order) -> int:
    """Merges the file into its catalog and says what changed. 0: all is merged; 1: something is left to decide."""
    home = find_home(order.catalog, order.config)
    source = read_file(order.catalog)
    entry = _entry(source, home)
    name = display(order.file)
    came = document(read_bytes(order.file), name)
    _check_values(came, name)
    said = came.properties
    if said.id and said.id != entry.catalog.id:
        raise GkmlError(f"{name} 是目录“{said.id}”编译出的，不是 {source.file} 的“{entry.catalog.id}”；请核对")
    base = _base(order, said.source, source, entry, home)
    _check_headings(came, base, name)
    if not any(row.key for table in came.tables() for row in table.body):
        raise GkmlError(
            f"{name}: 各行的编号（隐藏的一列）不见了，认不出哪行是哪个事项；请在编译出的表上改，不要复制到新的表里"
        )
    # A program that saved the file may have dropped what it says of itself; what was built of this catalog is taken at its word.
    came = replace(came, properties=replace(said, id=entry.catalog.id))
    found = recognise(came, home.profiles, wanted=base.profile)
    merged = update(source, entry, base, found, home.profiles, order.options)
    typer.echo(merge_text.report(merged), nl=False)
    if merged.text is not None and order.dry_run:
        typer.echo(difference(source, read(merged.text.encode(), source.file)), nl=False)
    elif merged.text is not None:
        put_over(order.catalog, source.text, merged.text)
        typer.echo(f"写入 {source.file}。", err=True)
    return int(merged.is_stopped or bool(merged.waiting))


def _entry(source: Source, home: Home) -> Entry:
    loaded = load(source, home.profiles)
    if loaded.entry is None:
        raise GkmlError(f"{report(loaded.diagnostics)}目录有误，没有合并；改正后再导入")
    return loaded.entry


def _base(order: Order, digest: str, source: Source, entry: Entry, home: Home) -> Entry:
    """What the file was built of: what was named, the catalog as it is, or an earlier version of it in git."""
    if order.base:
        base = _entry(read_file(order.base), home)
        if base.catalog.id != entry.catalog.id:
            raise GkmlError(f"--base 的 {base.file} 是目录“{base.catalog.id}”，不是“{entry.catalog.id}”；请核对")
        return base
    if digest and cache.digest(read_bytes(order.catalog)) == digest:
        return entry
    for version in versions(order.catalog) if digest else ():
        # A checkout may have turned line ends round.
        for data in (version, version.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")):
            if cache.digest(data) == digest:
                return _entry(read(data, f"{source.file}（编译时的版本）"), home)
    what = "目录在编译以后改过，git 里也没有编译时的那一版" if digest else "没有写明是由目录的哪一版编译的"
    raise GkmlError(f"{display(order.file)}: {what}；请用 --base 文件 写明编译时所用的那一份目录")


def _check_values(came: Document, name: str) -> None:
    """A formula whose value the file does not hold would be read as a cell that was emptied."""
    formulas = [each.place for each in came.left_out if each.what == "没有存值的公式"]
    if formulas:
        raise GkmlError(
            f"{name}: {formulas[0]} 是没有存值的公式，没有合并；请改成文字，或在 Excel、WPS 里打开另存后再导入"
        )


def _check_headings(came: Document, base: Entry, name: str) -> None:
    """A column that was moved, added or renamed would be read as another one."""
    expected = next(layout(base.catalog, base.profile).tables()).headings()
    found = [table.headings() for table in came.tables()]
    if expected not in found:
        raise GkmlError(f"{name}: 表头与编译时的不同；请恢复原来的列和列标题（不增减、不移动、不改名），再导入")
