"""Names of files that people read: a pattern of gkml.yaml and the texts at the top of a document in, a name for every system out."""

import re
from collections.abc import Mapping

from gkml.project.paths import UNSEEN

FIELDS = ("agency", "title", "edition", "id")
"""The texts that a pattern may name."""
PATTERN = r"^(?:[^{}/\\]|\{(?:agency|title|edition|id)\})*$"
LONGEST = 120
"""Bytes of a name without its suffix: with a folder and a suffix it stays below the 255 bytes that Linux allows."""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


def named(pattern: str, texts: Mapping[str, str]) -> str:
    """Returns the name that a pattern gives a document, "" if all texts that it names are missing.

    An agency that the title begins with is not repeated.
    """
    values = {field: texts.get(field, "") for field in FIELDS}
    if "{title}" in pattern and values["title"].startswith(values["agency"]):
        values["agency"] = ""
    if not any(values[field] for field in FIELDS if f"{{{field}}}" in pattern):
        return ""
    return safe(re.sub(r"\{(\w+)\}", lambda field: values[field[1]], pattern))


def safe(name: str) -> str:
    """Returns a name that Windows, macOS and Linux take, at most `LONGEST` bytes long; "" if nothing is left."""
    bare = UNSEEN.sub("", _FORBIDDEN.sub("_", name))
    cut = bare.encode(errors="ignore")[:LONGEST].decode(errors="ignore").strip("._ ")
    stem, dot, rest = cut.partition(".")
    return f"{stem}_{dot}{rest}" if is_device(cut) else cut


def is_device(name: str) -> bool:
    """Tells whether Windows keeps a file name for a device, whatever its suffix (CON.yaml)."""
    return bool(_RESERVED.fullmatch(name.rstrip(". ")))
