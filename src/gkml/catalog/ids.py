"""Ids for items that have none: short, opaque, and the same for the same tree of names.

An id names an item over the years, so it is made from the path of names (not from a place in the file) and kept once written.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Digits and letters that are not easily confused."""
_LETTERS = _ALPHABET[8:]
"""The first character of an id, so that YAML does not read it as a number."""
LENGTH = 6

Route = tuple[str | int, ...]


class Named(Protocol):
    """An item or a group that gets an id."""

    @property
    def id(self) -> str | None: ...
    @property
    def name(self) -> str: ...
    @property
    def items(self) -> "Sequence[Named] | None": ...


def derive_ids(items: Sequence[Named], used: Collection[str] = ()) -> dict[Route, str]:
    """Returns the id of every item by route: its own, or one derived from the names above it that is not in `used`."""
    ids: dict[Route, str] = {}
    nameless: list[tuple[Route, str]] = []
    for route, path, own in _walk(items, ("items",), ""):
        if own:
            ids[route] = own
        else:
            nameless.append((route, path))
    taken = {*ids.values(), *used}
    seen: dict[str, int] = {}
    for route, path in nameless:
        # The n-th item of one path gets its own ids: equal siblings cannot fight for the same ones.
        count = seen[path] = seen.get(path, 0) + 1
        ids[route] = _free_id(f"{path}\x1f{count}" if count > 1 else path, taken)
        taken.add(ids[route])
    return ids


def _walk(items: Sequence[Named], route: Route, path: str) -> Iterator[tuple[Route, str, str | None]]:
    for index, item in enumerate(items):
        here, names = (*route, index), f"{path}\x1e{item.name}"
        yield here, names, item.id
        if item.items:
            yield from _walk(item.items, (*here, "items"), names)


def _free_id(path: str, taken: set[str]) -> str:
    attempt = 0
    while True:
        key = f"{path}\x1f#{attempt}" if attempt else path
        number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big")
        first = _LETTERS[(number >> 50) % len(_LETTERS)]
        derived = first + "".join(_ALPHABET[(number >> (5 * place)) % len(_ALPHABET)] for place in range(1, LENGTH))
        if derived not in taken:
            return derived
        attempt += 1
