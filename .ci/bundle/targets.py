"""The machines that bundles are made for: the tags of their wheels and the values of their environment markers."""

from collections.abc import Iterator
from typing import NamedTuple

from packaging.tags import Tag, compatible_tags, cpython_tags

PYTHONS = ("3.11", "3.12")
"""The versions of Python that each bundle serves."""


class Target(NamedTuple):
    """One kind of machine. `platforms` are the tags of wheels that run there, the best first."""

    name: str
    platforms: tuple[str, ...]
    system: str
    machine: str

    def environment(self, python: str) -> dict[str, str]:
        """Returns the values of all environment markers (PEP 508) on this machine under a version of Python."""
        is_windows = self.system == "Windows"
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{python}.0",
            "os_name": "nt" if is_windows else "posix",
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": self.system,
            "platform_version": "",
            "python_full_version": f"{python}.0",
            "python_version": python,
            "sys_platform": "win32" if is_windows else self.system.lower(),
        }

    def tags(self, python: str) -> Iterator[Tag]:
        """Yields the tags of the wheels that this machine can install under a version of Python."""
        major, minor = map(int, python.split("."))
        yield from cpython_tags((major, minor), platforms=self.platforms)
        yield from compatible_tags((major, minor), f"cp{major}{minor}", self.platforms)


def _manylinux(machine: str) -> tuple[str, ...]:
    """Returns the tags of wheels for glibc 2.28, the one of Kylin V10 and UOS 20, and before."""
    return (*(f"manylinux_2_{minor}_{machine}" for minor in range(28, 4, -1)), f"manylinux2014_{machine}")


TARGETS = (
    Target("windows-x86_64", ("win_amd64",), "Windows", "AMD64"),
    Target("linux-x86_64", _manylinux("x86_64"), "Linux", "x86_64"),
    Target("linux-aarch64", _manylinux("aarch64"), "Linux", "aarch64"),
)
