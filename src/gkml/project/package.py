"""The running program as a wheel, for CI files that cannot install it from anywhere else; with pinned dependencies."""

import base64
import hashlib
import io
import re
import zipfile
from contextlib import suppress
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from gkml.schema.resources import resource

_EPOCH = (2000, 1, 1, 0, 0, 0)
_WHEEL = "Wheel-Version: 1.0\nGenerator: gkml\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel() -> dict[str, bytes]:
    """Returns the wheel (PEP 427) and the versions of the dependencies, by file name; nothing if gkml is not installed."""
    try:
        installed = distribution("gkml")
    except PackageNotFoundError:
        return {}
    name = f"gkml-{installed.version}-py3-none-any.whl"
    return {name: _archive(installed), "constraints.txt": _constraints(installed)}


def _archive(installed: Distribution) -> bytes:
    about = f"gkml-{installed.version}.dist-info"
    members = _members()
    members[f"{about}/METADATA"] = (installed.read_text("METADATA") or "").encode()
    members[f"{about}/WHEEL"] = _WHEEL.encode()
    members[f"{about}/entry_points.txt"] = b"[console_scripts]\ngkml = gkml.__main__:main\n"
    members[f"{about}/RECORD"] = _record(members, f"{about}/RECORD").encode()
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in members.items():
            archive.writestr(zipfile.ZipInfo(path, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _members() -> dict[str, bytes]:
    """Returns the files of the package and its data, by their paths in the wheel."""
    package = Path(__file__).parent.parent
    folders = {"gkml": package, **{f"gkml/data/{name}": resource(name) for name in ("schema", "templates")}}
    return {
        f"{prefix}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for prefix, folder in folders.items()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pyc" and not (prefix == "gkml" and path.is_relative_to(package / "data"))
    }


def _record(members: dict[str, bytes], own: str) -> str:
    lines = []
    for path, data in members.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(data)}")
    return "\n".join([*lines, f"{own},,"]) + "\n"


def _constraints(installed: Distribution) -> bytes:
    """Returns the versions of all that this program runs with, one a line: its dependencies, and theirs."""
    versions: dict[str, str] = {}
    waiting = _needs(installed)
    while waiting:
        name = waiting.pop()
        with suppress(PackageNotFoundError):  # what other systems need
            if name.lower() not in versions:
                each = distribution(name)
                versions[name.lower()] = f"{name}=={each.version}\n"
                waiting += _needs(each)
    return "".join(sorted(versions.values(), key=str.lower)).encode()


def _needs(installed: Distribution) -> list[str]:
    """Returns the names of what a distribution requires, but for extras; some perhaps on other systems only."""
    needs = [need for need in installed.requires or () if not re.search(r"\bextra\s*==", need)]
    return [match[0] for need in needs if (match := re.match(r"[\w.-]+", need))]
