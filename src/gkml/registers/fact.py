"""A register's file in, its plain data out; and the base of the models that it is read into."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from gkml.yamltext.source import read


class Fact(BaseModel):
    """Something known of law, calendars or names; where it has `verified: false` nobody has seen the document it is from."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def facts(name: str) -> Any:
    """The plain data of `registers/NAME.yaml`."""
    source = read((Path(__file__).parent / f"{name}.yaml").read_bytes(), name)
    if source.problems:
        raise ValueError(f"{name}: {source.problems[0]}")
    return source.data
