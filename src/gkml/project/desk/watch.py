"""Tells which documents of a workspace have changed on the disk since the last look, by whatever program."""

import hashlib
from pathlib import Path

from gkml.project.desk.documents import Desk
from gkml.project.files import contents

LOOKS_PER_WALK = 10
"""Looks at the files between two walks through the folders."""


class Watch:
    """The documents as they were at the last look. A time alone is no change: what counts is the text of the file."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._paths: dict[str, Path] = {}
        self._looks = 0
        self._stamps: dict[str, tuple[int, int]] = {}
        self._digests: dict[str, bytes] = {}
        self.changed()

    def changed(self) -> list[str]:
        """Returns the keys of the documents whose text is another than at the last look; also of new and deleted ones."""
        if self._looks % LOOKS_PER_WALK == 0:
            self._paths = self.desk.paths()
        self._looks += 1
        return [key for key, path in self._paths.items() if self._is_changed(key, path)]

    def _is_changed(self, key: str, path: Path) -> bool:
        try:
            about = path.stat()
            stamp = about.st_mtime_ns, about.st_size
            if self._stamps.get(key) == stamp:
                return False
            digest = hashlib.blake2b(contents(path), digest_size=16).digest()
        except OSError:
            stamp, digest = (0, -1), b""
        self._stamps[key] = stamp
        before = self._digests.get(key)
        self._digests[key] = digest
        return before != digest
