"""Finds the data files that travel with the program, installed from a wheel or in a checkout."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


@cache
def resource(name: str) -> Path:
    """The path of `schema/…`, `templates/…` (beside the package in a checkout) or `registers/…` (always inside it)."""
    inside = _PACKAGE / name
    return inside if inside.exists() else _CHECKOUT / name
