"""What was built last time, so that a second build with nothing changed does nothing; kept outside the output folder.

An output counts as current when it was made of the same bytes by the same program and still holds what was written.
The record may be lost or deleted at any time: then everything is built again.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gkml import __version__
from gkml.project.workspace import Home

Record = dict[str, dict[str, Any]]
"""By target: {"source": digest, "outputs": {format: digest}, "about": what the index page says of it}."""


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def stamp(home: Home) -> str:
    """A digest of all that outputs depend on besides their source: program, forms, looks."""
    parts: list[bytes] = [__version__.encode(), *_program()]
    parts += [path.read_bytes() for _, path in sorted(home.profiles.files.items())]
    for looks in (home.looks("docx"), home.looks("page")):
        parts += [piece for name in sorted(looks) for piece in (name.encode(), looks[name])]
    return digest(b"\x00".join(digest(part).encode() for part in parts))


def _program() -> list[bytes]:
    """The program's own files count, for a checkout changes without its version."""
    package = Path(__file__).parent.parent
    return [f"{p.name}:{p.stat().st_size}:{p.stat().st_mtime_ns}".encode() for p in sorted(package.rglob("*.py"))]


def _file(out: Path) -> Path:
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "gkml" / f"{digest(str(out.resolve()).encode())}.json"


def recall(out: Path, current: str) -> Record:
    """The record of what was built into `out`, empty where it was built by something else."""
    try:
        stored = json.loads(_file(out).read_bytes())
        return dict(stored["record"]) if stored["stamp"] == current else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def remember(out: Path, current: str, record: Mapping[str, Any]) -> None:
    """Keeps the record; a folder that cannot be written only makes the next build slower."""
    from gkml.diagnostics import GkmlError
    from gkml.project.writing import put

    try:
        put(_file(out), json.dumps({"stamp": current, "record": record}).encode())
    except GkmlError:
        return


def is_current(known: Mapping[str, Any] | None, source: str, outputs: Mapping[str, Path]) -> bool:
    """Whether each output still holds what was made of this source."""
    if not known or known.get("source") != source:
        return False
    for form, path in outputs.items():
        try:
            if digest(path.read_bytes()) != known["outputs"].get(form):
                return False
        except (OSError, KeyError):
            return False
    return True
