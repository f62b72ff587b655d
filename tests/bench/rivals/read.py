"""A catalog file goes in, validated pydantic models come out: reading as an ordinary script does it."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class Leaf(BaseModel):
    """An item that discloses something."""

    model_config = ConfigDict(extra="forbid")
    id: str
    name: str
    content: str
    office: str
    time_limit: str
    channels: list[str]
    sections: list[str]


class Duty(BaseModel):
    """A duty and its items."""

    model_config = ConfigDict(extra="forbid")
    id: str
    name: str
    items: list[Leaf]


class Catalog(BaseModel):
    """One catalog file."""

    model_config = ConfigDict(extra="forbid")
    format: int
    id: str
    title: str
    agency: str
    profile: str
    edition: str
    items: list[Duty]


def models(path: Path) -> Catalog:
    """Parse with the C loader and validate; no positions, no duplicate-key check."""
    with path.open(encoding="utf-8") as text:
        return Catalog.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
