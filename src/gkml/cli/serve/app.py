"""The application of `gkml serve`: its routes, and what becomes of an error."""

from concurrent.futures import ThreadPoolExecutor

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from gkml.cli.serve import changing, files, live, reading
from gkml.cli.serve.guard import App, Guard, Refusal
from gkml.cli.serve.patches import Versions
from gkml.cli.serve.server import Body, Server, posts
from gkml.project.desk.documents import Desk


def application(desk: Desk, port: int, token: str) -> App:
    """Returns the application behind its guard."""
    server = Server(desk, Versions(), ThreadPoolExecutor(1), [])
    routes = [live.route(server), *files.routes(server), *reading.routes(server), *_changing(server)]
    handlers = {HTTPException: _refused, Exception: _failed}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), port, token)


def _changing(server: Server) -> list[Route]:
    endpoints = {
        "/patch": posts(server, Body, changing.patch),
        "/edit": posts(server, changing.EditBody, changing.edit),
        "/check": posts(server, changing.EditBody, changing.check),
        "/fix": posts(server, changing.FixBody, changing.fix),
        "/accept": posts(server, changing.AcceptBody, changing.accept),
        "/item": posts(server, changing.ItemBody, changing.item),
        "/undo": posts(server, changing.UndoBody, changing.step),
    }
    return [Route(path, endpoint, methods=["POST"]) for path, endpoint in endpoints.items()]


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if isinstance(error, Refusal):
        return HTMLResponse(reading.message(error.detail), status)
    text = {404: "没有这一页", 405: "不认识这种请求"}.get(status, "看不懂这个请求")
    return HTMLResponse(reading.message(text), status)


async def _failed(request: Request, error: Exception) -> Response:
    return HTMLResponse(reading.message("gkml 内部出错，请报告给维护者；文件没有改动"), 500)
