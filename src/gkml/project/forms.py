"""The table forms (表式) of a workspace: files of `schema/profiles/` in, profiles by name out."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from gkml.catalog.profile import Profile
from gkml.diagnostics import FILE_START, Diagnostic, GkmlError
from gkml.diagnostics.quoting import shown
from gkml.project.config import check_settings, refusal
from gkml.project.files import read_file
from gkml.report.text import line_of
from gkml.schema.resources import resource


class Forms(Mapping[str, Profile]):
    """Table forms by name, each read when it is first asked for. Raises `GkmlError` for a form with a fault."""

    def __init__(self, files: Mapping[str, Path], own: Path | None, contains: Callable[[Path], bool]) -> None:
        self.files = files
        self.own = own
        self._contains = contains
        self._checked: dict[str, tuple[Profile | None, list[Diagnostic]]] = {}

    def __getitem__(self, name: str) -> Profile:
        profile, faults = self._check(name)
        if profile is None:
            raise GkmlError("\n".join(map(line_of, faults)))
        return profile

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def _check(self, name: str) -> tuple[Profile | None, list[Diagnostic]]:
        if name not in self._checked:
            path = self.files[name]
            is_outside = path.parent == self.own and not self._contains(path)
            self._checked[name] = (None, [_outside(path)]) if is_outside else _checked(path)
        return self._checked[name]

    def usable(self) -> dict[str, Profile]:
        """Returns all forms without a fault."""
        every = ((name, self._check(name)[0]) for name in self.files)
        return {name: profile for name, profile in every if profile}

    def faults(self) -> list[Diagnostic]:
        """Returns what is wrong with the workspace's own forms."""
        own = [name for name, path in self.files.items() if path.parent == self.own]
        return [fault for name in sorted(own) for fault in self._check(name)[1]]


def forms(root: Path | None, contains: Callable[[Path], bool]) -> Forms:
    """Returns the forms that travel with the program and, before them, those of the workspace at `root`.

    A form that is a link out of the workspace, as `contains` tells, is not read.
    """
    own = root / "schema" / "profiles" if root else None
    folders = [resource("schema") / "profiles", *([own] if own and own.is_dir() else [])]
    return Forms({path.stem: path for folder in folders for path in sorted(folder.glob("*.yaml"))}, own, contains)


def _outside(path: Path) -> Diagnostic:
    return refusal(path, "K028", FILE_START, "是链接，指到工作区外面，没有读；请换成文件本身")


def _checked(path: Path) -> tuple[Profile | None, list[Diagnostic]]:
    profile, faults = check_settings(Profile, path, "K028")
    if profile and profile.name != path.stem:
        message = f"name“{shown(profile.name)}”应与文件名“{path.stem}”相同"
        return None, [refusal(path, "K028", read_file(path).locate(("name",)), message)]
    return profile, faults
