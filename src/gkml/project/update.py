"""Merges a file that an office has edited and sent back into the catalog that it was built of."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gkml.catalog.model import Entry
from gkml.diagnostics import GkmlError
from gkml.document import Document, LeftOut
from gkml.formats.excel.read_copy import read_copy
from gkml.layout.catalog import layout
from gkml.merge.outcome import Merged, Options
from gkml.merge.update import update
from gkml.project import cache
from gkml.project.files import read_bytes, read_file
from gkml.project.git import versions
from gkml.project.loading import load_catalog
from gkml.project.paths import display
from gkml.project.submission import modern, read_document
from gkml.project.workspace import Home
from gkml.recognise.draft import recognise
from gkml.report.text import report
from gkml.yamltext.source import Source, read


class UpdateOptions(NamedTuple):
    """The catalog, the file that came back, how they are merged, and what the file was built of if git does not know."""

    catalog: Path
    file: Path
    merge: Options = Options()
    base: Path | None = None


class UpdateResult(NamedTuple):
    """What the merge did, and the sources before and after; `after` is None if nothing changes or the merge stopped."""

    merged: Merged
    before: Source
    after: Source | None


def merge_options(*, ours: bool = False, theirs: bool = False, remove: bool = False, reason: str = "") -> Options:
    """Returns the options of a merge. Raises `GkmlError` if they contradict each other."""
    if ours and theirs:
        raise GkmlError("--ours 和 --theirs 只能写一个")
    return Options("ours" if ours else "theirs" if theirs else "", remove, reason)


def update_catalog(options: UpdateOptions, home: Home) -> UpdateResult:
    """Returns the catalog with the changes of the file; writes nothing. Raises `GkmlError` if it cannot be merged."""
    source = read_file(options.catalog)
    entry = _entry(source, home)
    name = display(options.file)
    document = returned_document(options.file)
    properties = document.properties
    if properties.id and properties.id != entry.catalog.id:
        raise GkmlError(f"{name} 是目录“{properties.id}”编译出的，不是 {source.file} 的“{entry.catalog.id}”；请核对")
    base = _base(options, properties.source, source, entry, home)
    _check_headings(document, base, name)
    if not any(row.key for table in document.tables() for row in table.body):
        raise GkmlError(
            f"{name}: 各行的编号（隐藏的一列）不见了，认不出哪行是哪个事项；请在编译出的表上改，不要复制到新的表里"
        )
    # A program that saved the file may have dropped its properties; the user says that it was built of this catalog.
    document = replace(document, properties=replace(properties, id=entry.catalog.id))
    recognised = recognise(document, home.profiles.usable(), wanted=base.profile, returned=True)
    edits = _edits_of_copy(read_bytes(options.file), base)
    recognised = recognised._replace(left_out=(*recognised.left_out, *edits))
    merged = update(source, entry, base, recognised, home.profiles.usable(), options.merge)
    after = replace(read(merged.text.encode(), source.file), path=source.path) if merged.text is not None else None
    return UpdateResult(merged, source, after)


def _edits_of_copy(data: bytes, base: Entry) -> list[LeftOut]:
    """Returns the cells of the sheet 数据 that were edited; only 目录 is merged, so they are reported."""
    if modern(data, "")[0] != "xlsx":
        return []
    table = next(layout(base.catalog, base.profile).tables())
    sent = {row.key: texts for row, texts in table.filled()}
    return [
        LeftOut(cell.place, "“数据”是“目录”的副本，改动要写在“目录”里", cell.text)
        for cell in read_copy(modern(data, "")[1])
        if cell.key in sent
        and cell.column < len(sent[cell.key])
        and _bare(cell.text) != _bare(sent[cell.key][cell.column])
    ]


def _bare(text: str) -> str:
    """Returns the text without blanks and line breaks, which differ between the sheets."""
    return "".join(text.split())


def _entry(source: Source, home: Home) -> Entry:
    loaded = load_catalog(source, home)
    if loaded.entry is None:
        raise GkmlError(f"{report(loaded.diagnostics)}目录有误，没有合并；改正后再导入")
    return loaded.entry


def _base(options: UpdateOptions, digest: str, source: Source, entry: Entry, home: Home) -> Entry:
    """Returns what the file was built of: what was named, the catalog as it is, or an earlier version of it in git."""
    built_of = source_built_of(options, digest, source)
    base = entry if built_of is source else _entry(built_of, home)
    if base.catalog.id != entry.catalog.id:
        raise GkmlError(f"--base 的 {base.file} 是目录“{base.catalog.id}”，不是“{entry.catalog.id}”；请核对")
    return base


def source_built_of(options: UpdateOptions, digest: str, source: Source) -> Source:
    """Returns the source that a file was built of: the one that was named, `source` itself, or a version of it in git.

    Raises `GkmlError` if it cannot be known.
    """
    if options.base:
        return read_file(options.base)
    if digest and cache.digest(read_bytes(options.catalog)) == digest:
        return source
    for version in versions(options.catalog) if digest else ():
        # A checkout may have changed the ends of lines.
        for data in (version, version.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")):
            if cache.digest(data) == digest:
                return read(data, f"{source.file}（编译时的版本）")
    reason = "目录在编译以后改过，git 里也没有编译时的那一版" if digest else "没有写明是由目录的哪一版编译的"
    raise GkmlError(f"{display(options.file)}: {reason}；请用 --base 文件 写明编译时所用的那一份目录")


def returned_document(path: Path) -> Document:
    """Returns the document of a file that was edited and came back.

    Raises `GkmlError` if it cannot be read, and for a formula whose value is not in the file: it would be read as a cell
    that was emptied.
    """
    name = display(path)
    document = read_document(read_bytes(path), name)
    formulas = [each.place for each in document.left_out if each.kind == "没有存值的公式"]
    if formulas:
        raise GkmlError(
            f"{name}: {formulas[0]} 是没有存值的公式，没有合并；请改成文字，或在 Excel、WPS 里打开另存后再导入"
        )
    return document


def _check_headings(document: Document, base: Entry, name: str) -> None:
    """Raises `GkmlError` if a column was moved, added or renamed: it would be read as another one."""
    expected = next(layout(base.catalog, base.profile).tables()).headings()
    if expected not in [table.headings() for table in document.tables()]:
        raise GkmlError(f"{name}: 表头与编译时的不同；请恢复原来的列和列标题（不增减、不移动、不改名），再导入")
