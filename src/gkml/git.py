"""git, where it is installed: a file in, what it held at earlier times out. Nothing else here knows it.

Only looks: no hook, filter or program of the repository's is run, nothing is fetched and nothing is written.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from gkml.diagnostics import GkmlError

TIMEOUT = 60
"""Seconds for one question."""
MOST = 2000
"""Versions of one file that are looked at, the latest first."""

_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C.UTF-8"}
_CHANGE = re.compile(rb":\d{6} \d{6} ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]")
"""A line of `git log --raw`: the file's blobs before and after."""


def versions(path: Path) -> Iterator[bytes]:
    """What the file held, the latest first, on all branches and under earlier names; nothing where git does not know it.

    Raises `GkmlError` where git takes too long.
    """
    folder = path.resolve().parent
    # After -- and below ./ a name is a path, whatever it starts with.
    told = _git(
        folder,
        *("log", "--all", "--follow", "--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-textconv"),
        *("--diff-merges=first-parent", f"--max-count={MOST}", "--format=", "--", f"./{path.name}"),
    )
    blobs = [blob for before, after in _CHANGE.findall(told) for blob in (after, before)]
    for blob in list(dict.fromkeys(blobs))[:MOST]:
        if blob.strip(b"0"):
            yield _git(folder, "cat-file", "blob", blob.decode())


def _git(folder: Path, *words: str) -> bytes:
    """What git answers; nothing where it has no answer."""
    import shutil
    import subprocess

    program = shutil.which("git")
    if program is None:
        return b""
    command = [program, "--literal-pathspecs", "-c", "core.fsmonitor=false", *words]
    try:
        answer = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=TIMEOUT, check=False, env={**os.environ, **_QUIET}
        )
    except subprocess.TimeoutExpired as error:
        raise GkmlError(f"git {TIMEOUT} 秒没有答复；请用 --base 写明编译时所用的那一份目录") from error
    return answer.stdout if answer.returncode == 0 else b""
