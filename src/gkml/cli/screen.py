"""What goes to the screen besides results: colours, one progress line, and options that hold lists."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

import typer


def wants_color(asked: bool | None, stream: TextIO) -> bool:
    """`--color` decides, else NO_COLOR, else whether it is a terminal."""
    if asked is not None:
        return asked
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def listed(values: Iterable[str]) -> list[str]:
    """An option given several times or with commas: its values in order, each once."""
    return list(dict.fromkeys(part.strip() for value in values for part in value.split(",") if part.strip()))


def progress(steps: Iterable[int], total: int, what: str) -> Iterator[int]:
    """Passes numbers of finished things on; keeps one line on a terminal up to date, and nothing elsewhere."""
    shown = sys.stderr.isatty() and total > 1
    done = 0
    for step in steps:
        done += step
        if shown:
            typer.echo(f"\r{what} {done}/{total}", err=True, nl=False)
        yield step
    if shown:
        typer.echo("\r\x1b[K", err=True, nl=False)
