"""The style of a kind of file: properties of its model that the writer of YAML needs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple


class Style(NamedTuple):
    """`orders` has the order of keys in a mapping by the key that the mapping (or the list of it) stands under, "" for the top.

    `numbers` and `flags` are the keys whose values are numbers, and true or false; a value of any other key that looks
    like one is text, and is quoted for other readers.
    """

    orders: Mapping[str, Sequence[str]] = {}
    numbers: frozenset[str] = frozenset({"version"})
    flags: frozenset[str] = frozenset()

    def order(self, key: str) -> Sequence[str]:
        """Returns the order of the keys in a mapping under `key`."""
        return self.orders.get(key, ())

    def ordered(self, data: Mapping[str, Any], key: str) -> Iterable[str]:
        """Returns the keys of a mapping under `key` as they are written: unknown keys last, in their own order."""
        order = self.order(key)
        return [*(each for each in order if each in data), *(each for each in data if each not in order)]

    def is_bare(self, key: str, value: str) -> bool:
        """Returns whether a value is a number or a flag where the model has one."""
        return (key in self.numbers and value.isdigit()) or (key in self.flags and value in {"true", "false"})


PLAIN = Style()
"""For a file of settings that is written in the order of its data."""
