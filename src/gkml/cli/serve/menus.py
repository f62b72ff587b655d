"""The dialogs of a document's page, as pieces of HTML: what can be done with a row, a finding, the document."""

from collections.abc import Callable
from datetime import date
from typing import Any

from starlette.requests import Request

from gkml.cli.serve.server import Server
from gkml.cli.serve.views import fragment
from gkml.diagnostics import GkmlError
from gkml.formats.html.write_table import escaped_html as escaped
from gkml.project.desk.choices import offered
from gkml.project.desk.repair import finding_named
from gkml.project.desk.values import name_at
from gkml.project.editor.opened import Opened

Menu = Callable[[Opened, str, Request], dict[str, Any]]


def menu(server: Server, request: Request) -> str:
    """Returns the dialog that an address names, for a document and what the query names. Raises `GkmlError`."""
    name, key = request.path_params["name"], request.path_params["key"]
    if name not in MENUS:
        raise GkmlError("没有这一页")
    return fragment(f"menu-{name}", {"key": key, **MENUS[name](server.desk.opened(key), key, request)})


def choices(server: Server, request: Request) -> dict[str, Any]:
    """Returns the name of a cell and, as HTML, the options of its form to be ticked and the values to choose from."""
    opened, at = server.desk.opened(request.path_params["key"]), request.query_params.get("at", "")
    options, others = offered(opened, at)
    ticks = "".join(
        f'<label><input type="checkbox" value="{escaped(each)}"> {escaped(each)}</label>' for each in options
    )
    listed = "".join(f'<option value="{escaped(each)}"></option>' for each in others)
    return {"name": name_at(opened, at), "ticks": ticks, "choices": listed}


def _accept(opened: Opened, key: str, request: Request) -> dict[str, Any]:
    finding = finding_named(opened, request.query_params.get("finding", ""))
    each = finding.diagnostic
    return {"finding": finding.id, "code": each.code, "message": each.message, "title": each.title}


def _row(opened: Opened, key: str, request: Request) -> dict[str, Any]:
    item = request.query_params.get("item", "")
    catalog = opened.entry.catalog if opened.entry else None
    leaf = next((leaf for leaf in catalog.leaves if leaf.id == item), None) if catalog else None
    if leaf is None or catalog is None:
        raise GkmlError("这一行已经没有了")
    own = leaf.route[:-2]
    groups = [
        {"id": catalog.ids[node.route], "name": "　" * (node.depth - 1) + node.name, "is_own": node.route == own}
        for node in catalog.nodes
        if node.item.items is not None
    ]
    above = [{"id": catalog.ids[leaf.route[: 2 * n]], "name": leaf.path[n - 1].name} for n in range(1, len(leaf.path))]
    reason = leaf.path[-1].revision
    return {
        "item": item,
        "name": leaf.item.name,
        "reason": reason,
        "groups": groups,
        "above": above,
        "today": str(date.today()),
    }


def _plain(opened: Opened, key: str, request: Request) -> dict[str, Any]:
    entry = opened.loaded.entry
    return {"kind": entry.kind if entry else "", "edition": entry.document.edition if entry else ""}


MENUS: dict[str, Menu] = {"accept": _accept, "row": _row, "out": _plain, "new-year": _plain}
