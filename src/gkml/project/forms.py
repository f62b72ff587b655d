"""The table forms (表式) of a workspace: files of `schema/profiles/` in, profiles by name out."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from gkml.catalog.profile import Profile
from gkml.diagnostics import GkmlError
from gkml.project.config import read_settings, refusal
from gkml.project.files import read_file
from gkml.quoting import shown
from gkml.resources import resource


class Forms(Mapping[str, Profile]):
    """Table forms by name, each read when it is first asked for. Raises `GkmlError` for a form with a fault."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self.files = files
        self._profiles: dict[str, Profile] = {}

    def __getitem__(self, name: str) -> Profile:
        if name not in self._profiles:
            self._profiles[name] = _profile(self.files[name])
        return self._profiles[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def forms(root: Path | None) -> Forms:
    """Returns the forms that travel with the program and, before them, those of the workspace at `root`."""
    own = root / "schema" / "profiles" if root else None
    folders = [resource("schema") / "profiles", *([own] if own and own.is_dir() else [])]
    return Forms({path.stem: path for folder in folders for path in sorted(folder.glob("*.yaml"))})


def _profile(path: Path) -> Profile:
    profile = read_settings(Profile, path, "K028")
    if profile.name != path.stem:
        message = f"name“{shown(profile.name)}”应与文件名“{path.stem}”相同"
        raise GkmlError(refusal(path, "K028", read_file(path).locate(("name",)), message))
    return profile
