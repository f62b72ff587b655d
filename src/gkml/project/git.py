"""git, if it is installed: a file in, what it held at earlier times out. Nothing else here knows git.

Git only reads: no hook, filter or program that the repository names is run, nothing is fetched, nothing is written.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from gkml.diagnostics import GkmlError
from gkml.diagnostics.quoting import shown
from gkml.yamltext.limits import MAX_BYTES

TIMEOUT = 60
"""Seconds for one command."""
MOST = 2000
"""Versions of one file that are read, the latest first."""

_QUIET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C.UTF-8",
}
_SETTINGS = ("core.fsmonitor=false", "log.showSignature=false", "log.diffMerges=first-parent")
"""Settings of a repository that would run a program, or change what git prints."""
_CHANGE = re.compile(rb":\d{6} \d{6} ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]")
"""A line of `git log --raw`: the file's blobs before and after."""


def versions(path: Path) -> Iterator[bytes]:
    """Yields what the file held, the latest first, on all branches and under earlier names; nothing if git does not know it.

    Raises `GkmlError` if git takes too long or refuses the repository.
    """
    folder = path.resolve().parent
    # After -- and below ./ a name is a path, whatever it begins with.
    log = _git(
        folder,
        *("log", "--all", "--follow", "--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-textconv"),
        "--no-show-signature",
        *("--diff-merges=first-parent", f"--max-count={MOST}", "--format=", "--", f"./{path.name}"),
    )
    blobs = [blob for before, after in _CHANGE.findall(log) for blob in (after, before)]
    for blob in list(dict.fromkeys(blobs))[:MOST]:
        if blob.strip(b"0"):
            yield _git(folder, "cat-file", "blob", blob.decode())


def _git(folder: Path, *words: str) -> bytes:
    """Returns what git prints, nothing if it fails. Raises `GkmlError` if it takes too long or refuses the repository."""
    import shutil
    import subprocess

    program = shutil.which("git")
    if program is None:
        return b""
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    command = [program, "--no-pager", "--literal-pathspecs", *settings, *words]
    try:
        answer = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=TIMEOUT, check=False, env={**os.environ, **_QUIET}
        )
    except subprocess.TimeoutExpired as error:
        raise GkmlError(f"git {TIMEOUT} 秒没有答复；请用 --base 写明编译时所用的那一份目录") from error
    if answer.returncode and b"dubious ownership" in answer.stderr:
        owned = re.search(rb"repository at '([^']*)'", answer.stderr)
        top = owned[1].decode("utf-8", "replace") if owned else str(folder)
        advice = f"确认可信以后请执行 git config --global --add safe.directory {_quoted_path(top)}"
        raise GkmlError(f"git 不读 {shown(top)}：这个仓库属于另一个用户；{advice}")
    return answer.stdout if answer.returncode == 0 else b""


def _quoted_path(path: str) -> str:
    import shlex

    return shlex.quote(shown(path))


# --- REV:path ---


def at(revision: str, path: str) -> list[tuple[str, bytes]]:
    """Returns the file at a path in a revision, or the catalogs below it, with their names. Raises `GkmlError`.

    A path is relative to the current folder, or else to the top of the repository; it may be written as on Windows.
    """
    folder = Path()
    commit = _commit(folder, revision)
    slashed = path.replace("\\", "/")
    for place in dict.fromkeys((f"./{path}", path, f"./{slashed}", slashed)):
        kind = _git(folder, "cat-file", "-t", f"{commit}:{place}").strip()
        if kind == b"blob":
            return [(path, _blob(folder, f"{commit}:{place}"))]
        if kind == b"tree":
            return _below(folder, f"{commit}:{place}", path)
    raise GkmlError(f"git 的 {revision} 里没有 {path}；请检查路径（从当前文件夹或仓库顶层写起）")


def _commit(folder: Path, revision: str) -> str:
    if not _git(folder, "rev-parse", "--is-inside-work-tree").strip():
        import shutil

        missing = "这台机器上没有 git" if shutil.which("git") is None else "当前文件夹不在 git 仓库里"
        raise GkmlError(f"{missing}，读不到 {revision}")
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    if not commit:
        shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
        fetch = "git fetch --unshallow --tags" if shallow else f"git fetch origin {_quoted(revision)}"
        raise GkmlError(f"git 里没有版本“{revision}”；它若在远端，请先执行 {fetch}")
    return commit.decode()


def _blob(folder: Path, name: str) -> bytes:
    """Returns the bytes of a file in a revision. Raises `GkmlError` if it is larger than a catalog can be."""
    if int(_git(folder, "cat-file", "-s", name).strip() or b"0") > MAX_BYTES:
        raise GkmlError(f"{name.partition(':')[2]} 超过 {MAX_BYTES >> 20} MiB，不像一份目录")
    return _git(folder, "cat-file", "blob", name)


def _quoted(word: str) -> str:
    import shlex

    return shlex.quote(f"refs/tags/{word}:refs/tags/{word}" if re.fullmatch(r"v?[\w.]+", word) else word)


def _below(folder: Path, tree: str, path: str) -> list[tuple[str, bytes]]:
    names = _git(folder, "ls-tree", "-r", "-z", "--name-only", tree).decode("utf-8", "replace").split("\0")
    wanted = [name for name in names if name.endswith((".yaml", ".yml")) and _is_catalog(name)]
    return [(f"{path.rstrip('/')}/{name}", _blob(folder, f"{tree.rstrip('/')}/{name}")) for name in wanted]


def _is_catalog(name: str) -> bool:
    steps = name.split("/")
    hidden = any(step.startswith(".") for step in steps)
    return not hidden and steps[-1] != "gkml.yaml" and not {"schema", "templates"} & set(steps[:-1])
