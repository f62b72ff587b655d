"""What a page has to replace in itself when its document has changed: the difference of two versions of its sheet."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, NamedTuple

from gkml.cli.serve.sheet import ROWS, Block, Sheet

MOST = 24
"""Versions that are remembered; a page with an older one is sent everything."""


class Version(NamedTuple):
    """A sheet without its texts: the hashes of its blocks, of their rows and of its findings."""

    blocks: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]
    findings: frozenset[tuple[str, int]]


class Versions:
    """The last versions of all pages by name. A class: it forgets the oldest."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Version] = OrderedDict()

    def remember(self, sheet: Sheet) -> str:
        """Returns the name of a sheet's version: another sheet has another name."""
        version = _version(sheet)
        words = repr((version.blocks, version.rows, [(name, hash(html)) for name, html in sheet.findings]))
        name = hashlib.blake2b(words.encode(), digest_size=8).hexdigest()
        self._known[name] = version
        self._known.move_to_end(name)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return name

    def patch(self, known: str, sheet: Sheet) -> dict[str, Any]:
        """Returns what a page with the version `known` replaces; everything if that is forgotten or has other blocks.

        `rows` are the number of the block, the first row, how many rows go, and those that come; `blocks` the number and
        the HTML of a block; `findings` the names in order, `new` the HTML of those that the page lacks.
        """
        before, after = self._known.get(known), _version(sheet)
        name = self.remember(sheet)
        if before is None or len(before.blocks) != len(after.blocks):
            return {"version": name, "body": whole(sheet.blocks), **_findings(sheet, frozenset())}
        blocks, rows = [], []
        for number, block in enumerate(sheet.blocks):
            if before.blocks[number] != after.blocks[number]:
                blocks.append([number, html_of(block)])
            elif before.rows[number] != after.rows[number]:
                rows += [[number, *each] for each in _splices(before.rows[number], after.rows[number], block.rows)]
        return {"version": name, "blocks": blocks, "rows": rows, **_findings(sheet, before.findings)}


def _version(sheet: Sheet) -> Version:
    return Version(
        tuple(hash(block.html) for block in sheet.blocks),
        tuple(tuple(map(hash, block.rows)) for block in sheet.blocks),
        frozenset((name, hash(html)) for name, html in sheet.findings),
    )


def _findings(sheet: Sheet, known: frozenset[tuple[str, int]]) -> dict[str, Any]:
    new = {name: html for name, html in sheet.findings if (name, hash(html)) not in known}
    return {"findings": [name for name, _ in sheet.findings], "new": new}


def _splices(before: Sequence[int], after: Sequence[int], rows: Sequence[str]) -> list[list[Any]]:
    """Returns the rows that change one by one if their number stays, else the stretch between the first and the last."""
    if len(before) == len(after):
        return [[n, 1, [rows[n]]] for n in range(len(after)) if before[n] != after[n]]
    first, most = 0, min(len(before), len(after))
    while first < most and before[first] == after[first]:
        first += 1
    last = 0
    while last < most - first and before[-1 - last] == after[-1 - last]:
        last += 1
    return [[first, len(before) - last - first, list(rows[first : len(after) - last])]]


def whole(blocks: Sequence[Block]) -> str:
    """Returns the HTML of all blocks, each in an element of its own."""
    return "".join(f'<div class="block">{html_of(block)}</div>' for block in blocks)


def html_of(block: Block) -> str:
    return block.html.replace(ROWS, "".join(block.rows), 1)
