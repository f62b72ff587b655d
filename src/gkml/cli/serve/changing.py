"""The requests that change a document: each a body and the call into `project/desk` that it asks for."""

from typing import Any, Literal

from gkml.cli.serve.server import Answer, Body, Server
from gkml.cli.serve.sheet import finding_html
from gkml.project.desk.edit import UnloadableError, check_loads, edited, save, undo
from gkml.project.desk.findings import cell_findings
from gkml.project.desk.items import NewItem, abolished, added, moved, moved_to, removed, with_reason
from gkml.project.desk.repair import accepted, mended
from gkml.project.desk.values import name_at, values
from gkml.project.editor.opened import Opened

Text = str | tuple[str, ...]


class EditBody(Body):
    """A cell that was left: the address of its value, what the user saw and what is there now."""

    at: str
    was: Text
    now: Text


class UndoBody(Body):
    direction: Literal["undo", "redo"]


def patch(server: Server, body: Body) -> Answer:
    """Answers a page whose document was changed elsewhere."""
    return server.patch(body)


def edit(server: Server, body: EditBody) -> Answer:
    title = f"改{name_at(server.desk.opened(body.key), body.at)}"
    save(server.desk, body.key, title, lambda opened: edited(opened, body.at, body.was, body.now))
    return server.patch(body, "已保存")


def check(server: Server, body: EditBody) -> Answer:
    """Answers with the findings that a cell would have with the text that is being typed; nothing is written."""
    opened = server.desk.opened(body.key)
    try:
        after = check_loads(opened, edited(opened, body.at, body.was, body.now))
    except UnloadableError as error:
        return {"findings": [], "fault": str(error)}
    listed = [each for each in cell_findings(after, values(after)) if each.at == body.at]
    return {"findings": [finding_html(each) for each in listed], "fault": ""}


def step(server: Server, body: UndoBody) -> Answer:
    _, status = undo(server.desk, body.key, again=body.direction == "redo")
    return server.patch(body, status)


class FixBody(Body):
    finding: str


class AcceptBody(FixBody):
    reason: str


def fix(server: Server, body: FixBody) -> Answer:
    save(server.desk, body.key, "采用建议的写法", lambda opened: mended(opened, body.finding))
    return server.patch(body, "已改")


def accept(server: Server, body: AcceptBody) -> Answer:
    save(server.desk, body.key, "接受一个问题", lambda opened: accepted(opened, body.finding, body.reason))
    return server.patch(body, "已接受，理由写进了文件")


class ItemBody(Body):
    """What is done with an item; the other fields are those of the dialog that the operation needs."""

    op: Literal["up", "down", "group", "after", "before", "delete", "abolish", "reason"]
    item: str
    name: str = ""
    group: str = ""
    copies: bool = False
    reason: str = ""
    since: str = ""


_TITLES = {
    "up": "上移", "down": "下移", "group": "移到另一组", "after": "加一行", "before": "加一行",
    "delete": "删去一行", "abolish": "取消事项", "reason": "写调整依据",
}  # fmt: skip


def item(server: Server, body: ItemBody) -> Answer:
    before = _ids(server.desk.opened(body.key))
    after = save(server.desk, body.key, _TITLES[body.op], lambda opened: _item(opened, body))
    new = [own for own in _ids(after) if own not in before]
    answer: dict[str, Any] = server.patch(body, f"已{_TITLES[body.op]}")
    return {**answer, "focus": f"#{new[-1]}/name" if new else f"#{body.item}/name"}


def _item(opened: Opened, body: ItemBody) -> str:
    match body.op:
        case "up" | "down":
            return moved(opened, body.item, -1 if body.op == "up" else 1)
        case "group":
            return moved_to(opened, body.item, body.group)
        case "delete":
            return removed(opened, body.item)
        case "reason":
            return with_reason(opened, body.item, body.reason)
        case "abolish":
            return abolished(opened, body.item, body.reason, body.since)
    return added(opened, body.item, NewItem(body.name, body.group, body.copies), before=body.op == "before")


def _ids(opened: Opened) -> list[str]:
    return list(opened.entry.catalog.ids.values()) if opened.entry else []
