"""What goes in and out of `gkml serve` as a file: dropped files, exports, comparisons, the next edition, due dates."""

from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from gkml.cli.serve.printed import document_html
from gkml.cli.serve.server import Answer, Body, Server, posts, status_of
from gkml.cli.serve.views import fragment, view
from gkml.diagnostics import GkmlError
from gkml.document import Document
from gkml.project.desk.compare import compared, older_editions
from gkml.project.desk.documents import Listed
from gkml.project.desk.intake import take_in
from gkml.project.desk.output import Output, due_text, next_year, output
from gkml.project.rendering import rendered

MOST = 50
"""Accounts of imported files that are kept to be read again."""


def routes(server: Server) -> list[Route]:
    return [
        Route("/in", _takes(server), methods=["PUT"]),
        Route("/out/{key}.{form}", _saves(server, _output)),
        Route("/compare/{key}.{form}", _saves(server, _comparison)),
        Route("/new-year", posts(server, NewYearBody, _new_year), methods=["POST"]),
    ]


def pages() -> dict[str, Callable[[Server, Request], str]]:
    """Returns the pages by their address."""
    return {"/compare/{key}": _compare, "/made/{number:int}": _made}


def _takes(server: Server) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        name, data = request.query_params.get("name", ""), await request.body()
        return await server.do(lambda: _taken(server, name, data))

    return endpoint


def _taken(server: Server, name: str, data: bytes) -> Response:
    try:
        intake = take_in(server.desk, name, data)
    except GkmlError as error:
        return JSONResponse({"message": str(error)}, status_of(error))
    lines = [{"key": key, "text": server.desk.path(key).name} for key in intake.keys]
    title = f"读了 {intake.name}"
    return JSONResponse({"location": _kept(server, title, lines, intake.notes, intake.account)})


def _kept(server: Server, title: str, links: list[dict[str, str]], notes: Sequence[str], account: str) -> str:
    """Keeps a page about what was made, and returns its address."""
    server.made.append({"title": title, "links": links, "notes": list(notes), "account": account})
    del server.made[:-MOST]
    server.made[-1]["number"] = number = server.made[-2]["number"] + 1 if len(server.made) > 1 else 1
    return f"/made/{number}"


def _made(server: Server, request: Request) -> str:
    number = request.path_params["number"]
    page = next((each for each in server.made if each["number"] == number), None)
    if page is None:
        raise GkmlError("这一页已经没有了；请回到列表")
    return view("made", page["title"], page)


class NewYearBody(Body):
    edition: str = ""


def _new_year(server: Server, body: NewYearBody) -> Answer:
    made = next_year(server.desk, body.key, body.edition)
    links = [{"key": made.key, "text": made.file.name}]
    return {"location": _kept(server, f"新建了 {made.edition} 版", links, ["要自己填的：", *made.to_fill], "")}


# --- files to save ---


def _saves(server: Server, make: Callable[[Server, Request], Output]) -> Callable[[Request], Awaitable[Response]]:
    def saved(request: Request) -> Response:
        try:
            file = make(server, request)
        except GkmlError as error:
            return HTMLResponse(view("message", "gkml", {"text": str(error)}), status_of(error))
        # Always to be saved, never to be shown: a page that was made from a stranger's file stays out of this origin.
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
        return Response(file.data, media_type="application/octet-stream", headers=headers)

    async def endpoint(request: Request) -> Response:
        return await server.do(lambda: saved(request))

    return endpoint


def _output(server: Server, request: Request) -> Output:
    return output(server.desk, request.path_params["key"], request.path_params["form"])


def _comparison(server: Server, request: Request) -> Output:
    key, form = request.path_params["key"], request.path_params["form"]
    if form not in {"docx", "xlsx", "html"}:
        raise GkmlError(f"没有 {form} 这种格式")
    document = _document(server, key, request.query_params.get("with", ""))
    name = f"{server.desk.path(key).stem}-修订对照表.{form}"
    return Output(name, rendered(document, form, server.desk.home))


def _document(server: Server, key: str, other: str) -> Document:
    return compared(server.desk, server.desk.path(other), server.desk.path(key))


def _compare(server: Server, request: Request) -> str:
    key = request.path_params["key"]
    server.desk.path(key)
    others = older_editions(server.desk, key)
    if not others:
        raise GkmlError("工作区里没有别的版本可以比；请先把上一版的文件拖进列表")
    chosen = request.query_params.get("with") or others[0].key
    body = Markup("".join(document_html(_document(server, key, chosen))))
    listed = [{"key": each.key, "text": _label(each), "is_chosen": each.key == chosen} for each in others]
    return view("compare", "修订对照表", {"key": key, "chosen": chosen, "others": listed, "body": body})


def _label(listed: Listed) -> str:
    return f"{listed.title}{f'（{listed.edition}）' if listed.edition else ''} {listed.name}"


def due(server: Server, request: Request) -> str:
    """Returns when the limit of an item ends, as a piece of the page."""
    query = request.query_params
    text = due_text(server.desk, request.path_params["key"], query.get("item", ""), query.get("day", ""))
    return fragment("due", {"text": text})
