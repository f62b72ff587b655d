"""Files and folders that offices handed in, as the files in them that can hold a document, in order."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gkml.diagnostics import GkmlError
from gkml.project.config import CONFIG
from gkml.project.paths import SOURCES, display
from gkml.project.submission import is_lock, is_submission


def handed_in(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Yields each file with the path it was found under; folders are searched, hidden files and lock files passed over.

    Raises `GkmlError` if a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise GkmlError(f"找不到 {display(path)}；请检查路径")
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            parts = file.relative_to(path).parts if file != path else (file.name,)
            hidden = any(part.startswith(".") for part in parts) or is_lock(file) or file.name == CONFIG
            if file.is_file() and not hidden and (file.suffix.lower() in SOURCES or is_submission(file)):
                yield file, path
