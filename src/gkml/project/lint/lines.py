"""The lines of files by their names, each file read when a report asks for it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from gkml.project.files import read_file


class Lines(Mapping[str, Sequence[str]]):
    """The lines of the files at these paths, none of a file that cannot be read. Reports go through the files in order."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._paths = paths
        self._lines = lru_cache(2)(lambda file: read_file(paths[file]).lines)

    def __getitem__(self, file: str) -> Sequence[str]:
        return self._lines(file) if file in self._paths else ()

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
