"""Reads the file of a register as plain data; and the base of the models of registers."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from gkml.yamltext.source import read


class Fact(BaseModel):
    """An entry of a register. With `verified: false` nobody has compared it with the document that it is from."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def facts(name: str) -> Any:
    """Returns the plain data of `registers/NAME.yaml`. Raises `ValueError` if it has a problem."""
    source = read((Path(__file__).parent / f"{name}.yaml").read_bytes(), name)
    if source.problems:
        raise ValueError(f"{name}: {source.problems[0]}")
    return source.data
