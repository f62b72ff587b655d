"""A share of the files of a workspace: which files it takes depends on their paths alone, so a new file moves no other."""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import GkmlError
from gkml.project.workspace import Home


class Shard(NamedTuple):
    """The share `number` of `total`, from 1."""

    number: int = 1
    total: int = 1

    def takes(self, path: Path, home: Home) -> bool:
        """Tells whether a file belongs to this share."""
        if self.total == 1:
            return True
        top = os.path.realpath(home.root or Path())
        place = Path(os.path.relpath(os.path.realpath(path), top)).as_posix()
        digest = hashlib.blake2b(place.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.total == self.number - 1


def shard_of(text: str) -> Shard:
    """Returns the share that `i/n` names, the only one for no text. Raises `GkmlError`."""
    if not text:
        return Shard()
    number, _, total = text.partition("/")
    if number.isdecimal() and total.isdecimal() and 1 <= int(number) <= int(total):
        return Shard(int(number), int(total))
    raise GkmlError(f"--shard 的值“{text}”应写成 i/n，如 1/4，i 从 1 到 n")
