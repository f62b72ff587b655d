"""What an earlier site left in its folder: files of documents that are gone are deleted, unless somebody has edited them."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from gkml.diagnostics import GkmlError
from gkml.project.cache import digest
from gkml.project.files import contents
from gkml.project.paths import display
from gkml.project.writing import put_below

LIST = ".gkml-site.json"
"""The digests of the files of the site by their names, in its folder; servers do not hand out hidden files."""


def clear(out: Path, written: Mapping[str, str]) -> tuple[int, list[str]]:
    """Deletes the files of the last site that are not among those written, and keeps the list of these.

    Returns how many were deleted, and a note on those that were edited and stay.
    """
    gone = {name: before for name, before in _listed(out).items() if name not in written}
    edited = [name for name, before in gone.items() if not _delete(out, name, before)]
    with suppress(GkmlError):
        put_below(out, out / LIST, json.dumps(written, ensure_ascii=False, indent=0).encode(), write=True)
    names = "、".join(display(out / name) for name in edited[:3]) + ("等" if len(edited) > 3 else "")
    notes = [f"{len(edited)} 个文件不再属于网站，可是被改动过，没有删：{names}"] if edited else []
    return len(gone) - len(edited), notes


def _listed(out: Path) -> dict[str, str]:
    """Returns the list that is in the folder, without names that lead out of it."""
    try:
        listed = json.loads(contents(out / LIST))
        top = os.path.realpath(out)
        return {
            name: before
            for name, before in listed.items()
            if isinstance(before, str) and os.path.realpath(out / name).startswith(os.path.join(top, ""))
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _delete(out: Path, name: str, before: str) -> bool:
    """Deletes a file with these contents and the folders that it leaves empty; tells whether it is gone."""
    path = out / name
    try:
        if digest(contents(path)) != before:
            return False
        path.unlink()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    for folder in path.relative_to(out).parents:
        with suppress(OSError):
            (out / folder).rmdir()
    return True
