"""An edition as the reports of a comparison name it."""

from collections.abc import Callable
from typing import NamedTuple

from gkml.catalog.model import Catalog
from gkml.diagnostics import Route


class ComparedEdition(NamedTuple):
    """One of two compared editions: its catalog, its file, and a function from a route to its place (file:line:column)."""

    catalog: Catalog
    file: str
    locate: Callable[[Route], str] | None = None
