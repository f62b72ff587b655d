"""The stream of changes: the key of every document that any program has changed, as server-sent events."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from gkml.cli.serve.server import Server
from gkml.project.desk.watch import Watch

PAUSE = 0.5
"""Seconds between two looks at the files."""
QUIET = 40
"""Looks after which a line is sent that means nothing, so that a closed connection is noticed."""


def route(server: Server) -> Route:
    async def endpoint(request: Request) -> StreamingResponse:
        return StreamingResponse(_events(server), media_type="text/event-stream")

    return Route("/events", endpoint)


async def _events(server: Server) -> AsyncIterator[str]:
    watch = await server.do(lambda: Watch(server.desk))
    yield ": open\n\n"
    for number in range(1, 1 << 62):
        await asyncio.sleep(PAUSE)
        for key in await server.do(watch.changed):
            yield f"data: {key}\n\n"
        if number % QUIET == 0:
            yield ": still here\n\n"
