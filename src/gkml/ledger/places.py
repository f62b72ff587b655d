"""Whether a record stands where the directory says: its channel among the item's channels, its column below theirs."""

from collections.abc import Sequence
from functools import lru_cache

from gkml.ledger.directory import path_of
from gkml.phrases.channel import channels_in
from gkml.phrases.channel_spelling import key as channel_key
from gkml.registers.names import canonical_channel


@lru_cache(maxsize=4096)
def is_among(channel: str, promised: tuple[str, ...]) -> bool:
    """Returns whether one of the channels of a cell is promised, be it under a longer or shorter name."""
    own, theirs = _keys((channel,)), _keys(promised)
    return any(a in b or b in a for a in own for b in theirs)


def _keys(cells: Sequence[str]) -> list[str]:
    return [channel_key(canonical_channel(name)) for cell in cells for name in channels_in(cell) or (cell,)]


@lru_cache(maxsize=4096)
def is_below(section: str, promised: tuple[str, ...]) -> bool:
    """Returns whether a column is a promised one, stands below it, or is its end."""
    own = path_of(section)
    return any(
        own == (theirs := path_of(each)) or own.startswith(f"{theirs}/") or f"/{theirs}".endswith(f"/{own}")
        for each in promised
    )
