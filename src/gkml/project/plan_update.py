"""Writes the progress that came back in a 任务台账 into its work plan: comments and every other byte stay."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import GkmlError
from gkml.kinds import KINDS
from gkml.project.files import read_bytes, read_file
from gkml.project.loading import load_source
from gkml.project.paths import SOURCES, display
from gkml.project.update import UpdateOptions, returned_document, source_built_of
from gkml.project.workspace import Home
from gkml.report.text import report
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.update import CellEdit, CellFault, edits, ledger_of, values
from gkml.yamltext.head import head
from gkml.yamltext.revise import Revision, revised
from gkml.yamltext.source import Source


class PlanUpdate(NamedTuple):
    """What the sheet changes, what it says that changes nothing, and the sources before and after (None: no change)."""

    edits: Sequence[CellEdit]
    faults: Sequence[CellFault]
    before: Source
    after: Source | None


def is_plan(path: Path) -> bool:
    """Tells whether a file says that it is a work plan."""
    return path.suffix in SOURCES and path.is_file() and head(read_bytes(path)).get("kind") == "work-plan"


def update_plan(options: UpdateOptions, home: Home) -> PlanUpdate:
    """Returns the plan with the changes of the sheet; writes nothing. Raises `GkmlError` if it cannot be read."""
    source = read_file(options.catalog)
    mine = _entry(source, home)
    name = display(options.file)
    document = returned_document(options.file)
    properties = document.properties
    if properties.id and properties.id != mine.plan.id:
        raise GkmlError(f"{name} 是“{properties.id}”编译出的，不是 {source.file} 的“{mine.plan.id}”；请核对")
    table = ledger_of(document)
    if table is None:
        raise GkmlError(f"{name}: 没有找到任务台账，或列标题改过；请在编译出的 Excel 的“任务台账”上填写，列标题不要改")
    if not any(row.key for row in table.body):
        raise GkmlError(
            f"{name}: 各行的编号（隐藏的一列）不见了，认不出哪行是哪项任务；请在编译出的台账上填，不要复制到新的表里"
        )
    built_of = source_built_of(options, properties.source, source)
    base = mine if built_of is source else _entry(built_of, home)
    every = list(edits(table, base, mine))
    listed = [each for each in every if isinstance(each, CellEdit)]
    faults = [each for each in every if isinstance(each, CellFault)]
    if not listed:
        return PlanUpdate((), faults, source, None)
    revision = Revision(values(listed, source.data))
    after = replace(revised(source, revision, KINDS["work-plan"].style), path=source.path)
    _entry(after, home)
    return PlanUpdate(listed, faults, source, after)


def _entry(source: Source, home: Home) -> PlanEntry:
    loaded = load_source(source, home)
    if not isinstance(loaded.entry, PlanEntry):
        raise GkmlError(f"{report(loaded.diagnostics)}{source.file} 不是读得进来的工作方案，没有合并")
    return loaded.entry
