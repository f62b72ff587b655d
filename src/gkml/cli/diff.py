"""`gkml diff`: two editions in, what changed and whether the public lost anything out; exit 1 where the gate says no."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from gkml.cli.screen import wants_color
from gkml.diagnostics import GkmlError
from gkml.diff.changes import Comparison
from gkml.diff.compare import compare
from gkml.diff.matching import match
from gkml.diff.policy import GATES, Decision, Decisions, FailOn, decided, failing, text_of, unused
from gkml.document import Document
from gkml.layout import changes, redline
from gkml.layout.pages import paginate
from gkml.project import compile as compiler
from gkml.project.config import read_settings
from gkml.project.editions import Edition, editions, pairs, previous
from gkml.project.files import display
from gkml.project.lineage import changelog, guide_of, to_take_up
from gkml.project.tables import deliver
from gkml.project.workspace import Home, find_home
from gkml.project.writing import put
from gkml.report import diff_text
from gkml.report.diff_edition import ComparedEdition

_TABLES = {"markdown": "md", "html": "html", "xlsx": "xlsx", "docx": "docx"}
FORMATS = ("text", "json", *_TABLES, "redline")
DECISIONS = ".gkml-changes.yaml"
"""The decisions' file where gkml.yaml names none."""


class Order(NamedTuple):
    """The command's arguments."""

    told: list[str]
    output_format: str
    output_file: Path | None
    fail_on: str
    accept: list[str]
    reason: str
    approver: str
    decisions: Path | None
    guide: bool
    changelog: bool
    take_up: bool
    color: bool | None
    config: Path | None


class Compared(NamedTuple):
    """Two editions and what is between them."""

    old: Edition
    new: Edition
    found: Comparison


def run(order: Order) -> int:
    """Runs the order and returns the exit code."""
    _check_options(order)
    home = find_home(_start(order.told[-1]), order.config)
    if order.changelog or order.take_up:
        return _lineage(order, home)
    gate = _gate(order.fail_on or home.config.fail_on)
    asked = _against_guides(order.told, home) if order.guide else _asked(order.told, home)
    every = [Compared(old, new, _compared(old, new)) for old, new in asked]
    if order.guide:
        every = [each._replace(found=_of_items(each.found)) for each in every]
    path = order.decisions or (home.root or Path()) / (home.config.decisions or DECISIONS)
    decisions = read_settings(Decisions, path, "K030") if path.is_file() else Decisions()
    if order.decisions and not path.is_file() and not order.accept:
        raise GkmlError(f"找不到 {display(path)}")
    if order.accept:
        decisions = _accepted(order, every, decisions)
        put(path, text_of(decisions).encode())
        typer.echo(
            f"记入 {display(path)}：{len(order.accept)} 处变化{'已审定' if order.approver else '写明了依据'}。",
            err=True,
        )
    every = [each._replace(found=decided(each.found, decisions)) for each in every]
    _show(every, order, home)
    return _verdict(every, order, gate, decisions, path)


def _check_options(order: Order) -> None:
    if order.output_format not in FORMATS:
        raise GkmlError(f"不认识的输出格式“{order.output_format}”；可选：{'、'.join(FORMATS)}")
    if order.changelog + order.take_up + order.guide > 1:
        raise GkmlError("--guide、--take-up、--changelog 只能写一个")
    if order.guide and len(order.told) > 1:
        raise GkmlError("--guide 和目录自己的 guide 比，只写一份目录")
    if (order.changelog or order.take_up) and order.output_format in {"docx", "redline"}:
        raise GkmlError("--changelog、--take-up 的格式可选 text、json、markdown、html、xlsx")
    if len(order.told) > 2 and not order.changelog:
        raise GkmlError("gkml diff 比较两版：gkml diff 旧 新；三版以上的来历用 --changelog")
    if order.accept and not order.reason.strip():
        raise GkmlError("--accept 要写明依据：--reason 调整依据；已审定的再写 --approver 审定人")
    if order.output_format == "redline" and not order.output_file:
        raise GkmlError("redline 是 Word 文件，请加 --output-file 修订稿.docx")


def _start(told: str) -> Path:
    path = Path(told)
    return path if path.exists() else Path()


def _gate(told: str) -> FailOn:
    if told not in GATES:
        raise GkmlError(f"--fail-on 的值“{told}”不对；可选：{'、'.join(GATES)}")
    return next(gate for gate in GATES if gate == told)


def _asked(told: Sequence[str], home: Home) -> list[tuple[Edition, Edition]]:
    """The pairs to compare: two that are named, or each catalog and the edition before it."""
    if len(told) == 2:
        return pairs(editions(told[0], home), editions(told[1], home))
    found = editions(told[0], home)
    if len(found) > 1:
        found = [edition for edition in found if edition.entry.catalog.previous]
        if not found:
            raise GkmlError(f"{told[0]} 下的目录都没有写 previous（上一版的文件）；请写上，或用 gkml diff 旧 新")
    return [(previous(edition, home), edition) for edition in found]


def _against_guides(told: Sequence[str], home: Home) -> list[tuple[Edition, Edition]]:
    """A directory and the guide that it is made by."""
    return [(guide_of(edition, home), edition) for edition in editions(told[0], home)]


def _of_items(found: Comparison) -> Comparison:
    """Without what a guide and a local directory never have in common: title, preface, order of their own."""
    return found._replace(changes=tuple(c for c in found.changes if c.kind not in {"catalog", "renumbered"}))


def _lineage(order: Order, home: Home) -> int:
    form = order.output_format
    color = order.output_file is None and wants_color(order.color, sys.stdout)
    told = (changelog if order.changelog else to_take_up)(order.told, home, as_text=form == "text", color=color)
    made = told.encode() if isinstance(told, str) else _written(told, _TABLES.get(form, form), home)
    deliver(made, order.output_file, map(Path, order.told))
    return 0


def _compared(old: Edition, new: Edition) -> Comparison:
    return compare(old.entry.catalog, new.entry.catalog, old.entry.profile, new.entry.profile)


def _accepted(order: Order, every: Sequence[Compared], decisions: Decisions) -> Decisions:
    """The decisions with these changes in them. Raises `GkmlError` for one that is not there."""
    names = {change.fingerprint: change.name for each in every for change in each.found.changes}
    for told in order.accept:
        if told not in names:
            raise GkmlError(f"没有编号为“{told}”的变化；编号是 gkml diff 每行末尾的12位")
    kept = [each for each in decisions.changes if each.change not in order.accept]
    new = [
        Decision(change=told, name=names[told], reason=order.reason.strip(), approver=order.approver.strip())
        for told in dict.fromkeys(order.accept)
    ]
    return Decisions(changes=(*kept, *new))


# --- what is shown ---


def _show(every: Sequence[Compared], order: Order, home: Home) -> None:
    if len(every) > 1 and order.output_format not in {"text", "markdown"}:
        raise GkmlError(f"{order.output_format} 一次写一份目录的比较；这里有 {len(every)} 份，请逐份执行")
    if not every:
        return
    color = order.output_file is None and wants_color(order.color, sys.stdout)
    made = b"\n".join(_made(each, order.output_format, home, color=color) for each in every)
    inputs = [Path(edition.file) for each in every for edition in (each.old, each.new)]
    deliver(made, order.output_file, inputs)


def _made(each: Compared, form: str, home: Home, *, color: bool) -> bytes:
    old, new = each.old.entry, each.new.entry
    if form in {"text", "json"}:
        was, now = (
            ComparedEdition(edition.entry.catalog, edition.file, edition.locate) for edition in (each.old, each.new)
        )
        if form == "json":
            from gkml.report import diff_json

            return diff_json.report(each.found, was, now, new.profile).encode()
        return diff_text.report(each.found, was, now, new.profile, color=color).encode()
    if form == "redline":
        return _written(redline.layout(old, new, match(old.catalog, new.catalog)), "docx", home)
    return _written(changes.layout(each.found, old.catalog, new.catalog, new.profile), _TABLES[form], home)


def _written(document: Document, form: str, home: Home) -> bytes:
    return compiler.write(document, paginate(document), form, home)


def _verdict(every: Sequence[Compared], order: Order, gate: FailOn, decisions: Decisions, path: Path) -> int:
    bad = [change for each in every for change in failing(each.found, gate)]
    idle = unused([each.found for each in every], decisions)
    if idle and order.decisions:
        typer.echo(
            f"{display(path)} 里有 {len(idle)} 项对应的变化已经不在：{'、'.join(each.change for each in idle[:5])}",
            err=True,
        )
    if bad:
        typer.echo(
            f"{len(bad)} 处变化没有审定（--fail-on {gate}）；审定用 --accept 编号 --reason 依据 --approver 审定人",
            err=True,
        )
    return int(bool(bad))
