"""Types of fields that models of several rooms share."""

from typing import Annotated, NamedTuple

from pydantic import BeforeValidator


class Expected(NamedTuple):
    """Metadata of a field with a pattern: the message for a value that does not match it, {} standing for the value."""

    message: str


def as_list(value: object) -> object:
    """One text where a list is expected means a list of one; nothing means an empty list."""
    if isinstance(value, str):
        return [value] if value else []
    return value


TextList = Annotated[tuple[str, ...], BeforeValidator(as_list)]
"""A list of texts; one text stands for a list of one."""
