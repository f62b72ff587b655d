"""What a folder of wheels holds, and whether a machine without an index can install all of it."""

import zipfile
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import NormalizedName, canonicalize_name, parse_wheel_filename
from packaging.version import Version

from bundle.targets import Target


class Wheel(NamedTuple):
    """One wheel: its file, name, version, tags, and what its METADATA requires and offers."""

    path: Path
    name: NormalizedName
    version: Version
    tags: frozenset[Tag]
    requires: tuple[Requirement, ...]
    extras: frozenset[str]


def read_wheel(path: Path) -> Wheel:
    """Returns what a wheel says of itself."""
    name, version, _, tags = parse_wheel_filename(path.name)
    with zipfile.ZipFile(path) as archive:
        (metadata,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA") and n.count("/") == 1)
        about = message_from_bytes(archive.read(metadata))
    requires = tuple(map(Requirement, about.get_all("Requires-Dist") or ()))
    return Wheel(path, name, version, tags, requires, frozenset(about.get_all("Provides-Extra") or ()))


def needed(wheel: Wheel, extras: Iterable[str], environment: dict[str, str]) -> Iterator[Requirement]:
    """Yields what a wheel with these extras requires under the markers of a machine."""
    for requirement in wheel.requires:
        marker = requirement.marker
        if marker is None or any(marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras)):
            yield requirement


def installable(wheels: Iterable[Wheel], target: Target, python: str) -> dict[NormalizedName, Wheel]:
    """Returns the wheels that a machine can install, by name."""
    tags = set(target.tags(python))
    return {wheel.name: wheel for wheel in wheels if wheel.tags & tags}


def lacking(wheels: Iterable[Wheel], roots: Iterable[Requirement], target: Target, python: str) -> list[str]:
    """Returns what a machine would look for in vain among these wheels, one line each, with who requires it.

    The requirements are read from every METADATA under the markers of the machine, and not of this one: `pip download
    --platform` judges markers by the machine that it runs on, and leaves out colorama for Windows.
    """
    present = installable(wheels, target, python)
    environment = target.environment(python)
    lines: list[str] = []
    waiting = [("gkml", root) for root in roots]
    visited: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        asker, requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        wheel = present.get(name)
        if wheel is None or not requirement.specifier.contains(wheel.version, prereleases=True):
            has = f"has {wheel.version}" if wheel else "is not there"
            lines.append(f"{target.name}, Python {python}: {asker} requires {requirement}, which {has}")
        elif (key := (name, frozenset(requirement.extras))) not in visited:
            visited.add(key)
            waiting += [(name, each) for each in needed(wheel, requirement.extras, environment)]
    return sorted(set(lines))
