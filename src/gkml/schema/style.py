"""Derives the YAML style of files from a pydantic model: order of keys, numbers, flags."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from gkml.yamltext.style import Style


@cache
def style_of(model: type[BaseModel]) -> Style:
    """Returns the style of a model. The keys of a mapping are in the order of `KEYS` of its model, else of its fields."""
    orders: dict[str, tuple[str, ...]] = {"": _keys(model)}
    numbers: set[str] = set()
    flags: set[str] = set()
    for part in _parts(model):
        for name, field in part.model_fields.items():
            key = field.alias or name
            for below in _models(field.annotation):
                orders.setdefault(key, _keys(below))
            if int in _types(field.annotation):
                numbers.add(key)
            if bool in _types(field.annotation):
                flags.add(key)
    return Style(orders, frozenset(numbers), frozenset(flags))


def _keys(model: type[BaseModel]) -> tuple[str, ...]:
    keys: tuple[str, ...] | None = getattr(model, "KEYS", None)
    return keys or tuple(field.alias or name for name, field in model.model_fields.items())


def _parts(model: type[BaseModel]) -> list[type[BaseModel]]:
    """Returns the model and all that its fields are made of, each once."""
    parts = [model]
    for part in parts:
        for field in part.model_fields.values():
            parts += [below for below in dict.fromkeys(_models(field.annotation)) if below not in parts]
    return parts


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    return (each for each in _types(annotation) if isinstance(each, type) and issubclass(each, BaseModel))


def _types(annotation: Any) -> list[Any]:
    """An annotation and all that it is made of."""
    return [annotation, *(each for argument in get_args(annotation) for each in _types(argument))]
