"""The record of the last build, so that a second build with no change does nothing; it is outside the output folder.

An output is current if it was made of the same bytes by the same program and still holds what was written.
The record may be deleted at any time: then everything is built again.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from gkml import __version__
from gkml.diagnostics import GkmlError
from gkml.project.workspace import Home
from gkml.project.writing import put
from gkml.schema.resources import resource

Record = dict[str, dict[str, Any]]
"""By target: {"source": digest, "outputs": {format: digest}, "about": what the index page says of it}."""


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def stamp(home: Home) -> str:
    """Returns a digest of all that outputs depend on besides their source: program, forms, looks."""
    parts: list[bytes] = [__version__.encode(), *program()]
    parts += [path.read_bytes() for _, path in sorted(home.profiles.files.items())]
    for looks in (home.looks("docx"), home.looks("page")):
        parts += [piece for name in sorted(looks) for piece in (name.encode(), looks[name])]
    return digest(b"\x00".join(digest(part).encode() for part in parts))


def program() -> list[bytes]:
    """Returns names, sizes and times of the program's files, because a checkout changes without its version."""
    package = Path(__file__).parent.parent
    files = (
        Path(folder) / name
        for top in (package, resource("schema"))
        for folder, _, names in os.walk(top)
        for name in names
    )
    kept = sorted(path for path in files if path.suffix != ".pyc")
    return [f"{path}:{about.st_size}:{about.st_mtime_ns}".encode() for path in kept for about in [path.stat()]]


def folder() -> Path:
    """Returns the folder of the program's caches. Raises `OSError` if there is no home folder to keep it in."""
    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError as error:
        raise OSError(str(error)) from error
    return base / "gkml"


def _file(out: Path) -> Path:
    return folder() / f"{digest(str(out.resolve()).encode())}.json"


def recall(out: Path, current: str) -> Record:
    """Returns the record of what was built into `out`, empty if anything that outputs depend on has changed."""
    try:
        stored = json.loads(_file(out).read_bytes())
        return dict(stored["record"]) if stored["stamp"] == current else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def remember(out: Path, current: str, record: Mapping[str, Any]) -> None:
    """Writes the record; if that fails, the next build is only slower."""
    with suppress(GkmlError, OSError):
        put(_file(out), json.dumps({"stamp": current, "record": record}).encode())


def is_current(record: Mapping[str, Any] | None, source: str, outputs: Mapping[str, Path]) -> bool:
    """Tells whether each output still holds what was made of this source."""
    if not record or record.get("source") != source:
        return False
    for form, path in outputs.items():
        try:
            if digest(path.read_bytes()) != record["outputs"].get(form):
                return False
        except (OSError, KeyError):
            return False
    return True
