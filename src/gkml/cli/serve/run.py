"""Starts the server on the loopback address, says where it is, opens the browser, and serves until Ctrl-C."""

import gc
import os
import secrets
import socket
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import typer
import uvicorn

from gkml.cli.serve.app import application
from gkml.diagnostics import GkmlError
from gkml.project.desk.documents import open_desk
from gkml.project.paths import reason


def run(folder: Path, port: int, *, browser: bool) -> int:
    """Serves until the user ends it. Raises `GkmlError` if the port is taken or the folder is none."""
    gc.enable()  # a process that lives for a day collects its cycles, unlike the other commands
    desk, note = open_desk(folder)
    if note:
        typer.echo(note)
    with _listening(port) as listener:
        own = listener.getsockname()[1]
        token = secrets.token_urlsafe(24)
        address = f"http://127.0.0.1:{own}/?t={token}"
        typer.echo(f"在浏览器里打开：{address}\n（只有这台电脑、用这个地址能打开；按 Ctrl-C 结束）")
        with _way_in(address, wanted=browser):
            # An event stream of a page has no end: a server that waits for it would not end at Ctrl-C.
            config = uvicorn.Config(
                application(desk, own, token),
                log_level="error",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=1,
                lifespan="off",
                ws="none",
            )
            with suppress(KeyboardInterrupt):
                uvicorn.Server(config).run([listener])
    return 0


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    with socket.socket() as listener:
        try:
            if os.name == "posix":  # on Windows it would let a second program take the port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", port))
            listener.listen(128)
        except OSError as error:
            raise GkmlError(f"端口 {port} 用不了（{reason(error)}）；请换一个，或不写 --port") from error
        yield listener


@contextmanager
def _way_in(address: str, *, wanted: bool) -> Iterator[None]:
    """Opens the browser through a file that only this user can read: other users see the arguments of programs."""
    if not wanted:
        yield
        return
    handle, name = tempfile.mkstemp(prefix="gkml-", suffix=".html")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={address}">')
        with suppress(webbrowser.Error, OSError):
            webbrowser.open(Path(name).as_uri())
        yield
    finally:
        Path(name).unlink(missing_ok=True)
