"""The application of `gkml serve` without a network: requests in, answers out, as a browser with the token would send them."""

import asyncio
import json
import shutil
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from gkml.cli.serve.app import application
from gkml.cli.serve.guard import App, Message
from gkml.project.desk.documents import Desk, key_of, open_desk
from tests.conftest import ROOT

PORT, TOKEN = 4321, "t0ken"
HOST = f"127.0.0.1:{PORT}"
COOKIE = f"gkml-{PORT}={TOKEN}"
SWJ = ROOT / "catalogs" / "liuzhou-swj" / "as-issued.yaml"


class Answer(NamedTuple):
    """An answer: its status, its headers, its body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def header(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]


class Served:
    """A workspace that is served; `desk` is what the server knows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desk: Desk = open_desk(folder)[0]
        self.app: App = application(self.desk, PORT, TOKEN)

    def key(self, path: Path) -> str:
        return key_of(path, self.folder)

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str | None] | None = None) -> Answer:
        """Sends a request; a header that is None is left out."""
        usual: dict[str, str | None] = {"host": HOST, "cookie": COOKIE, "content-length": str(len(body))}
        if method in {"POST", "PUT"}:
            kind = "application/json" if method == "POST" else "application/octet-stream"
            usual |= {"origin": f"http://{HOST}", "content-type": kind}
        chosen = {**usual, **(headers or {})}
        sent = [(key, value) for key, value in chosen.items() if value is not None]
        return finished(answer(self.app, method, path, [body], sent))

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, **content: Any) -> Answer:
        return self.ask("POST", path, json.dumps(content).encode())


def finished(asked: Coroutine[Any, Any, Answer]) -> Answer:
    """Returns the answer. In a thread: that of the tests may be one in which a browser is driven, with a loop of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()


async def answer(
    app: App, method: str, path: str, chunks: list[bytes], headers: list[tuple[str, str]], kind: str = "http"
) -> Answer:
    place, _, query = path.partition("?")
    scope = {
        "type": kind,
        "http_version": "1.1",
        "method": method,
        "path": place,
        "raw_path": place.encode(),
        "query_string": query.encode(),
        "headers": [(key.encode(), value.encode()) for key, value in headers],
        "scheme": "http",
        "server": ("127.0.0.1", PORT),
    }
    waiting = [
        {"type": "http.request", "body": chunk, "more_body": n < len(chunks)} for n, chunk in enumerate(chunks, 1)
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = sent[0]
    told = [(key.decode(), value.decode()) for key, value in start.get("headers", ())]
    return Answer(start.get("status", start.get("code", 0)), told, b"".join(each.get("body", b"") for each in sent))


def served(folder: Path, *paths: Path) -> Served:
    """A workspace with copies of these documents."""
    (folder / "gkml.yaml").write_text("version: 1\n", "utf-8")
    for path in paths:
        shutil.copy(path, folder / path.name)
    return Served(folder)
