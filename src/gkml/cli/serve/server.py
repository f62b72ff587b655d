"""What the routes share: the workspace, the versions that pages have, one thread for all work, and answers to requests."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gkml.cli.serve.patches import Versions
from gkml.cli.serve.sheet import sheet_of
from gkml.diagnostics import GkmlError
from gkml.project.desk.documents import Desk, NoDocumentError
from gkml.project.desk.edit import ConflictError, UnloadableError

T = TypeVar("T")
Answer = dict[str, Any]


class Body(BaseModel):
    """A request about a document: its key, and the version that the page has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    version: str = ""


BodyT = TypeVar("BodyT", bound=Body)


class Server(NamedTuple):
    """The parts of a running server. Requests are worked on one after the other, so that edits cannot overtake.

    `made` are pages about what was imported or made new.
    """

    desk: Desk
    versions: Versions
    worker: ThreadPoolExecutor
    made: list[dict[str, Any]]

    async def do(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.worker, work)

    def patch(self, body: Body, status: str = "") -> Answer:
        """Returns what the page replaces, a line on what was done, and what can be undone and made again."""
        opened = self.desk.opened(body.key)
        steps = self.desk.steps[body.key]
        return {
            **self.versions.patch(body.version, sheet_of(opened)),
            "status": status,
            "undo": steps.back[-1].title if steps.back else "",
            "redo": steps.forth[-1].title if steps.forth else "",
        }


def posts(
    server: Server, model: type[BodyT], work: Callable[[Server, BodyT], Answer]
) -> Callable[[Request], Awaitable[Response]]:
    """Returns the endpoint that validates the body of a request, does the work and answers in JSON."""

    async def endpoint(request: Request) -> Response:
        try:
            body = model.model_validate_json(await request.body())
        except ValidationError:
            return JSONResponse({"message": "看不懂这个请求；请重新打开页面"}, 400)
        return await server.do(lambda: _answered(server, body, work))

    return endpoint


def _answered(server: Server, body: BodyT, work: Callable[[Server, BodyT], Answer]) -> Response:
    try:
        return JSONResponse(work(server, body))
    except ConflictError as conflict:
        return JSONResponse({**server.patch(body), "message": str(conflict), "theirs": conflict.theirs}, 409)
    except GkmlError as error:
        return JSONResponse({"message": str(error)}, status_of(error))


def status_of(error: GkmlError) -> int:
    if isinstance(error, NoDocumentError):
        return 404
    return 422 if isinstance(error, UnloadableError) else 400
