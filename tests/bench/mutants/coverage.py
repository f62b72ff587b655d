"""Which tests run which lines of the files under test. Only lines inside functions count."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

Lines = set[tuple[str, int]]
"""File and line."""


@contextmanager
def recorded(files: frozenset[str]) -> Iterator[Lines]:
    """Adds to the lines that it yields every line of these files that runs inside the `with` block."""
    lines: Lines = set()

    def line(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        lines.add((frame.f_code.co_filename, frame.f_lineno))
        return line

    def call(frame: FrameType, event: str, argument: Any) -> Callable[..., Any] | None:
        return line(frame, event, argument) if frame.f_code.co_filename in files else None

    sys.settrace(call)
    try:
        yield lines
    finally:
        sys.settrace(None)
