"""The pages of `gkml serve` that only show: the list, a document, a rule, and the files that pages load."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from gkml.cli.serve import files
from gkml.cli.serve.menus import choices, menu
from gkml.cli.serve.patches import whole
from gkml.cli.serve.server import Server, status_of
from gkml.cli.serve.sheet import sheet_of
from gkml.cli.serve.views import fragment, markup, static, view
from gkml.diagnostics import GkmlError
from gkml.lint.manual import rule_page


def routes(server: Server) -> list[Route]:
    pages = {"/": _list, "/d/{key}": _document, "/rule/{code}": _rule, **files.pages()}
    return [
        *(Route(path, _shows(server, make)) for path, make in pages.items()),
        Route("/menu/{name}/{key}", _shows(server, menu, whole_page=False)),
        Route("/due/{key}", _shows(server, files.due, whole_page=False)),
        Route("/choices/{key}", _gives(server, choices)),
        Route("/static/{name}", _static),
    ]


def _shows(
    server: Server, make: Callable[[Server, Request], str], *, whole_page: bool = True
) -> Callable[[Request], Awaitable[Response]]:
    """Returns the endpoint of a page or a piece of one; what cannot be shown is one that says why."""

    def shown(request: Request) -> Response:
        try:
            return HTMLResponse(make(server, request))
        except GkmlError as error:
            text = str(error)
            return HTMLResponse(
                message(text) if whole_page else fragment("menu-failed", {"text": text}), status_of(error)
            )

    async def endpoint(request: Request) -> Response:
        return await server.do(lambda: shown(request))

    return endpoint


def _gives(
    server: Server, make: Callable[[Server, Request], dict[str, Any]]
) -> Callable[[Request], Awaitable[Response]]:
    """Returns the endpoint of an answer in JSON."""

    def given(request: Request) -> Response:
        try:
            return JSONResponse(make(server, request))
        except GkmlError as error:
            return JSONResponse({"message": str(error)}, status_of(error))

    async def endpoint(request: Request) -> Response:
        return await server.do(lambda: given(request))

    return endpoint


def message(text: str) -> str:
    return view("message", "gkml", {"text": text})


async def _static(request: Request) -> Response:
    file = static(request.path_params["name"])
    return Response(file[0], media_type=file[1]) if file else HTMLResponse(message("没有这个文件"), 404)


def _list(server: Server, request: Request) -> str:
    desk = server.desk
    listed = [each._asdict() for each in desk.listed()]
    return view("list", "公开目录", {"folder": str(desk.folder), "documents": listed})


def _document(server: Server, request: Request) -> str:
    key = request.path_params["key"]
    opened = server.desk.opened(key)
    sheet = sheet_of(opened)
    entry = opened.loaded.entry
    steps = server.desk.steps[key]
    values = {
        "key": key,
        "version": server.versions.remember(sheet),
        "file": Path(os.path.relpath(opened.path, server.desk.folder)).as_posix(),
        "kind": entry.kind if entry else "",
        "body": markup([whole(sheet.blocks)]),
        "findings": markup(html for _, html in sheet.findings),
        "count": len(sheet.findings),
        "undo": steps.back[-1].title if steps.back else "",
        "redo": steps.forth[-1].title if steps.forth else "",
    }
    return view("document", entry.document.title if entry else opened.path.name, values)


def _rule(server: Server, request: Request) -> str:
    code = request.path_params["code"]
    return view("rule", f"规则 {code}", {"page": rule_page(code, server.desk.home.rules)})
