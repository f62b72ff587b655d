"""The pages of `gkml serve` as HTML: templates of the program filled in. A workspace cannot replace them."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from gkml.formats.html.template import rendered
from gkml.schema.resources import resource

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@cache
def _files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (resource("templates") / "serve").iterdir() if path.is_file()}


def static(name: str) -> tuple[bytes, str] | None:
    """Returns a file that pages load and its type, None if there is none of that name."""
    kind = next((kind for suffix, kind in _TYPES.items() if name.endswith(suffix)), "")
    data = _files().get(name) if kind else None
    return None if data is None else (data, kind)


def view(name: str, title: str, values: Mapping[str, Any]) -> str:
    """Returns the page `name` in the frame of all pages."""
    main = Markup(rendered(_files(), f"{name}.html.j2", values))
    return rendered(_files(), "frame.html.j2", {"title": title, "name": name, "main": main})


def fragment(name: str, values: Mapping[str, Any]) -> str:
    """Returns a piece of a page."""
    return rendered(_files(), f"{name}.html.j2", values)


def markup(parts: Iterable[str]) -> Markup:
    """Returns HTML whose texts are escaped already."""
    return Markup("".join(parts))
