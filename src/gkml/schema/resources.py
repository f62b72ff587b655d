"""Finds the data files that stand outside the package: in a wheel below `gkml/data`, in a checkout beside `src`."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_CHECKOUT = _PACKAGE.parent.parent


@cache
def resource(name: str) -> Path:
    """Returns the folder `schema` (its table forms) or `templates`."""
    installed = _PACKAGE / "data" / name
    return installed if installed.exists() else _CHECKOUT / name
