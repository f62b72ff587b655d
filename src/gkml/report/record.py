"""Takes values and returns the JSON text that scripts read. Each JSON report declares its models as subclasses of `Record`.

The models are the output schema: `gkml schema` writes the JSON Schema of a report's `Output`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticSerializationError, to_json


class Record(BaseModel):
    """A JSON object with no other keys than its fields; every field is always present."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def json_text(records: Record | Sequence[Record]) -> str:
    """Returns one object, or a list of objects, as indented JSON; dates are ISO 8601."""
    try:
        return to_json(records, indent=1, by_alias=True).decode() + "\n"
    except PydanticSerializationError:  # a file name with bytes that are no UTF-8
        plain = _plain(records) if isinstance(records, Record) else [_plain(record) for record in records]
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def json_parts(records: Iterable[Record]) -> Iterator[str]:
    """Yields the text that `json_text` returns for a list, object by object."""
    before = "[\n"
    for record in records:
        yield before + json_text([record])[2:-3]
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _plain(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", by_alias=True)


def counts_schema(words: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Returns the JSON Schema of an object that has a count for each key; `words` are keys with their descriptions."""
    properties = {key: {"type": "integer", "minimum": 0, "description": word} for key, word in words}
    return {"properties": properties, "required": list(properties), "additionalProperties": False}
