"""A share of the files of a workspace: which files it takes depends on their paths alone, so a new file moves no other."""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import GkmlError


class Shard(NamedTuple):
    """The share `number` of `total`, from 1."""

    number: int = 1
    total: int = 1

    def takes(self, path: Path | str, root: Path | None) -> bool:
        """Tells whether a file belongs to this share of a workspace at `root`, or of the current folder."""
        return self.total == 1 or self.takes_real(os.path.realpath(path), os.path.realpath(root or Path()))

    def takes_real(self, path: str, root: str) -> bool:
        """Tells the same of paths without links."""
        if self.total == 1:
            return True
        inside = path.removeprefix(os.path.join(root, ""))
        try:
            place = inside if inside != path else os.path.relpath(path, root)
        except ValueError:  # on another drive of Windows
            place = path
        digest = hashlib.blake2b(place.replace(os.sep, "/").encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.total == self.number - 1


WHOLE = Shard()


def shard_of(text: str) -> Shard:
    """Returns the share that `i/n` names, the only one for no text. Raises `GkmlError`."""
    if not text:
        return WHOLE
    number, _, total = text.partition("/")
    if number.isdecimal() and total.isdecimal() and 1 <= int(number) <= int(total):
        return Shard(int(number), int(total))
    raise GkmlError(f"--shard 的值“{text}”应写成 i/n，如 1/4，i 从 1 到 n")
