"""The guard before all routes of `gkml serve`: who asks from where, how much, and the headers of every answer.

Other programs and pages of the same machine can reach a port of the loopback address. So the host has to be named exactly
(a rebound name is not), a token that only the user's terminal shows has to be in a cookie, and what changes something has
to come from a page of this server: cookies know no ports, so the check of `Origin` is the one that stops another server.
"""

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs, quote

from starlette.exceptions import HTTPException

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MAX_JSON = 2 * 2**20
"""Bytes of a request that changes something."""
MAX_UPLOAD = 64 * 2**20
"""Bytes of a file that is opened in the page."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""The headers of every answer, refusals too."""
_TYPES = {"POST": b"application/json", "PUT": b"application/octet-stream"}
"""The methods that change something, with the only type of body that each takes. A form of another page can send neither."""


class Refusal(HTTPException):
    """A request that is not answered: the status and a line for the user. The routes pass it on as an answer."""


class Guard:
    """An ASGI application around another: passes on the requests of the user's own pages, refuses all others."""

    def __init__(self, app: App, port: int, token: str) -> None:
        self.app, self.token = app, token
        self.host = f"127.0.0.1:{port}"
        self.cookie = f"gkml-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        guarded = _with_headers(send)
        try:
            if self._enters(scope):
                await _answer(guarded, 200, _entry(scope["path"]), cookie=f"{self.cookie}={self.token}")
                return
            self._check(scope)
            await self.app(scope, _limited(receive, _limit(scope)), guarded)
        except Refusal as refusal:
            await _answer(guarded, refusal.status_code, _page(refusal.detail))

    def _enters(self, scope: Scope) -> bool:
        """Tells whether a request brings the token in its address. Raises `Refusal` for another host and for a wrong token."""
        if _only(scope, b"host") != self.host.encode():
            raise Refusal(403, f"只能用 http://{self.host} 打开")
        given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("t")
        if scope["method"] != "GET" or given is None:
            return False
        if len(given) != 1 or not secrets.compare_digest(given[0].encode(), self.token.encode()):
            raise Refusal(403, "地址里的口令不对；请用终端里显示的地址打开")
        return True

    def _check(self, scope: Scope) -> None:
        """Raises `Refusal` unless a request comes from a page of this server, in the browser that has the token."""
        cookies = [cookie.strip() for line in _every(scope, b"cookie") for cookie in line.split(b";")]
        wanted = f"{self.cookie}={self.token}".encode()
        if not any(secrets.compare_digest(cookie, wanted) for cookie in cookies):
            raise Refusal(403, "请用终端里显示的地址打开（gkml serve 每次启动，地址都不同）")
        method, site = scope["method"], _only(scope, b"sec-fetch-site")
        if method in {"GET", "HEAD"}:
            if site not in {b"", b"none", b"same-origin"}:
                raise Refusal(403, "别的网页不能读这里的内容")
            return
        if method not in _TYPES:
            raise Refusal(405, "不认识这种请求")
        if _only(scope, b"origin") != f"http://{self.host}".encode() or site not in {b"", b"same-origin"}:
            raise Refusal(403, "别的网页不能改这里的内容")
        if _only(scope, b"content-type").partition(b";")[0].strip() != _TYPES[method]:
            raise Refusal(415, "不认识这种内容")


def _every(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key == name]


def _only(scope: Scope, name: bytes) -> bytes:
    """Returns the value of a header; b"" if it is absent, or there more than once with different values."""
    values = {*_every(scope, name)}
    return values.pop() if len(values) == 1 else b"" if not values else b"?"


def _limit(scope: Scope) -> int:
    """Returns how many bytes the body may have. Raises `Refusal` if the request says that it has more."""
    limit = MAX_UPLOAD if scope["method"] == "PUT" else MAX_JSON
    stated = _only(scope, b"content-length")
    if stated and (not stated.isdigit() or int(stated) > limit):
        raise Refusal(413, f"内容太大；最多 {limit >> 20} MiB")
    return limit


def _limited(receive: Receive, limit: int) -> Receive:
    """Returns `receive` with a count of what comes: a length that the request states may be a lie."""
    total = 0

    async def counted() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > limit:
            raise Refusal(413, f"内容太大；最多 {limit >> 20} MiB")
        return message

    return counted


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(key, value) for key, value in message.get("headers", ()) if key.lower().decode() not in HEADERS]
            message["headers"] = [*own, *((key.encode(), value.encode()) for key, value in HEADERS.items())]
        await send(message)

    return guarded


async def _answer(send: Send, status: int, page: str, cookie: str = "") -> None:
    body = page.encode()
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    if cookie:
        headers.append((b"set-cookie", f"{cookie}; Path=/; HttpOnly; SameSite=Strict".encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _entry(path: str) -> str:
    """Returns a page that leads on to the same address without the token.

    A redirect would still belong to the program or file that opened the browser, and a strict cookie is not sent to it.
    """
    place = "/" + quote(path.lstrip("/"))
    return _page("正在打开……", f'<meta http-equiv="refresh" content="0;url={place}">')


def _page(text: str, more: str = "") -> str:
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>gkml</title><link rel="icon" href="/static/icon.svg">{more}<p>{text}</p></html>\n'
