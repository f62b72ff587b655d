"""A source and a pydantic model in; the model of its data out, or a diagnostic at the place of each wrong value."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from gkml.diagnostics import Diagnostic, Position, Route
from gkml.diagnostics.quoting import visible
from gkml.schema.refusals import REFUSALS
from gkml.schema.wording import WordedRefusal, meant, wording
from gkml.yamltext.source import Source

Model = TypeVar("Model", bound=BaseModel)


def parse(model: type[Model], source: Source) -> tuple[Model | None, list[Diagnostic]]:
    """Returns the model of a source's data, or None and the diagnostics of all that is wrong with the data."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        wordings = _once(wording(model, detail) for detail in meant(error.errors()))
        document = document_id(source)
        return None, [refuse(source, w.code, w.route, w.message, document, at_key=w.at_key) for w in wordings]


def _once(wordings: Iterable[WordedRefusal | None]) -> Iterator[WordedRefusal]:
    """One message a place."""
    places: set[Route] = set()
    for worded in wordings:
        if worded and worded.route not in places:
            places.add(worded.route)
            yield worded


def refuse(
    source: Source, code: str, route: Route, message: str, document: str = "", *, at_key: bool = False
) -> Diagnostic:
    """Returns the refusal of the value (or, `at_key`, of the key) at `route`. `document` is the id of its document."""
    return _diagnostic(source, code, message, source.locate(route, key=at_key), document, route)


def problems(source: Source) -> list[Diagnostic]:
    """Returns what reading the text has refused, as diagnostics."""
    document = document_id(source)
    return [_diagnostic(source, p.code, p.message, p.position, document) for p in source.problems]


def document_id(source: Source) -> str:
    """Returns the id at the top of a source as it is written, "" if there is none."""
    return _text(source.data, "id")


def _diagnostic(
    source: Source, code: str, message: str, position: Position, document: str = "", route: Route = ()
) -> Diagnostic:
    item, field = item_and_field(source.data, route)
    refusal = REFUSALS[code]
    return Diagnostic(
        code,
        refusal.name,
        refusal.severity,
        visible(message),
        source.file,
        position,
        document,
        item,
        field,
        route=route,
    )


def item_and_field(data: Any, route: Route) -> tuple[str, str]:
    """Returns the id of the item that a route leads into (as written, "" if it has none), and the field below the item."""
    item, field = "", ""
    for step in route:
        if isinstance(step, str):
            field = "" if step == "items" else field or step
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(step, int) and isinstance(data, dict) and not field:
            item = _text(data, "id")
    return item, field


def _text(data: Any, key: str) -> str:
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""
