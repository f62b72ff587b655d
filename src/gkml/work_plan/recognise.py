"""A document that an office sent in; the work plan that it holds as plain data, with the account of every cell, out.

Plans are prose with numbered sections and the offices in brackets at the end of each task, or a table of tasks in one of
the known forms. Nothing else is taken for a plan.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from gkml.diagnostics import Route
from gkml.document import Document, LeftOut
from gkml.phrases.date import day_of
from gkml.phrases.patterns import regex
from gkml.recognise.account import Account, Ledger
from gkml.recognise.grid import Grid, Prose, Spot, parts
from gkml.recognise.head import head_of
from gkml.work_plan.columns import TaskTable, task_table
from gkml.work_plan.form import PlanForm, plan_forms
from gkml.work_plan.prose import Sections, roles_in, sections_of
from gkml.work_plan.rows import read_rows

_TITLE = regex(
    "(?:政务公开|信息公开).{0,14}(?:工作方案|实施方案|行动方案|分工方案|分工表|工作要点|工作计划|工作安排|任务分解|责任分解|任务清单|责任清单|工作清单|任务表|重点任务|工作任务|台账)"
)
_LONGEST = 80
"""Characters of a title."""
_DATE = regex("(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日")
_YEAR = regex("((?:19|20)[0-9]{2})\\s*年")
_AGENCY = regex(
    "^([^，。；：《》0-9]{2,30}?(?:局|委员会|办公室|办公厅|人民政府|厅|委|中心|街道|镇|乡|县|区|市))(?=[0-9]|关于|政务|信息|政府)"
)
_FEWEST = 2
"""Tasks with offices in brackets that make prose a plan."""


class PlanDraft(NamedTuple):
    """A plan as plain data, its form, and the cells of its values."""

    data: dict[str, Any]
    form: PlanForm
    spots: dict[Route, Spot]
    is_derived: bool = False
    kind: str = "work-plan"
    titled: bool = True


class RecognisedPlans(NamedTuple):
    """The plan of a document, the account of its cells, and what no plan holds."""

    drafts: tuple[PlanDraft, ...]
    account: Account
    left_out: tuple[LeftOut, ...]


def recognise(document: Document, name: str = "") -> RecognisedPlans | None:
    """Reads a plan; None if the document is none. `name` is the file's, without ending."""
    pieces = list(parts(document))
    texts = _texts(pieces)
    place = next((n for n, text in enumerate(texts) if _is_title(text)), None)
    title = texts[place] if place is not None else document.title if _is_title(document.title) else ""
    if not title and not _TITLE.search(name):
        return None
    grids = [piece for piece in pieces if isinstance(piece, Grid)]
    tables = list(_tables(grids))
    if not tables and any(map(head_of, grids)):
        return None  # a directory whose preface is a plan
    sections = sections_of(texts[place + 1 :] if place is not None else texts)
    in_prose = len(roles_in(sections)) >= _FEWEST
    if not in_prose and not tables:
        return None
    ledger = Ledger(grids)
    spots: dict[Route, Spot] = {}
    form = plan_forms()["prose"]
    listed = list(sections.listed)
    if not in_prose:
        form = tables[0][1].form
        listed = read_rows(tables, title or name, ledger, spots)
    elif tables:
        _as_copies([grid for grid, _ in tables], ledger)
    data = _data(document, title or name, texts[: place or 0], listed, sections)
    data["form"] = form.name
    return RecognisedPlans((PlanDraft(_in_order(data), form, spots),), ledger.closed(), document.left_out)


def _tables(grids: Sequence[Grid]) -> Iterator[tuple[Grid, TaskTable]]:
    """Yields the tables of tasks; a table that is a directory is none."""
    for grid in grids:
        table = task_table(grid)
        if table and not head_of(grid):
            yield grid, table


def _texts(pieces: Sequence[Prose | Grid]) -> list[str]:
    """The paragraphs before the first table of tasks, without its heading."""
    texts: list[str] = []
    for piece in pieces:
        if isinstance(piece, Prose):
            texts += [piece.text.strip()] if piece.text.strip() else []
        elif task_table(piece):
            return texts[:-1] if len(texts) > 1 and _is_title(texts[-1]) else texts
    return texts


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST and not text.endswith(("。", "；", "：", ":")) and bool(_TITLE.search(text))


def _as_copies(grids: Sequence[Grid], ledger: Ledger) -> None:
    """Tables beside the prose of a plan repeat its tasks."""
    for grid in grids:
        for line in grid.lines:
            ledger.whole(grid, line, "label")


def _data(
    document: Document, title: str, before: Sequence[str], listed: Sequence[Any], sections: Sections
) -> dict[str, Any]:
    days = [match[0] for text in (*before, *sections.after) for match in _DATE.finditer(text) if len(text) <= 20]
    issued = _iso(days[0]) if days else document.properties.issued
    year = _YEAR.search(title) or _YEAR.search(" ".join(days)) or _YEAR.search(" ".join(before))
    agency = document.properties.agency or next((m[1] for t in (title, *before) if (m := _AGENCY.match(t))), "")
    addressees = [text for text in before[:2] if text.endswith(("：", ":")) and len(text) <= 60]
    signature = [text for text in before if len(text) <= 30 and (_DATE.search(text) or text == agency)]
    text = [each for each in before if each not in addressees and each not in signature]
    notice = {"addressees": addressees, "text": text, "signature": signature}
    return {
        "format": "1",
        "kind": "work-plan",
        "id": document.properties.id or "work-plan",
        "title": title,
        "agency": agency or "（没有写明）",
        "year": year[1] if year else issued[:4],
        "issued": issued,
        "notice": {key: value for key, value in notice.items() if value},
        "sections": listed,
        "notes": list(sections.after),
    }


def _iso(text: str) -> str:
    try:
        return day_of(text).isoformat()
    except ValueError:
        return ""


def _in_order(data: dict[str, Any]) -> dict[str, Any]:
    """The data without what is blank; the form stands where the model has it."""
    kept = {key: value for key, value in data.items() if value not in ("", [], {})}
    return {key: kept[key] for key in sorted(kept, key=_PLACES.index)}


_PLACES = (
    "format", "kind", "id", "title", "agency", "year", "issued", "form", "notice", "sections", "notes",
)  # fmt: skip
