"""Whether a baseline is used or written, and which file it is."""

from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import GkmlError
from gkml.project.paths import display
from gkml.project.workspace import Home

BASELINE = ".gkml-baseline.yaml"
"""The baseline's file if gkml.yaml names none; hidden, so that it is not taken for a catalog."""


class BaselineOptions(NamedTuple):
    """Whether the baseline is used, whether it is written, and the reason for a first one."""

    use: bool = True
    write: bool = False
    reason: str = ""


def baseline_file(options: BaselineOptions, home: Home) -> Path | None:
    """Returns the baseline that is to be used or written, None if there is none. Raises `GkmlError` if it is missing."""
    path = home.own(home.config.baseline or BASELINE, "baseline")
    if options.use and (path.is_file() or options.write):
        return path
    if home.config.baseline and options.use:
        raise GkmlError(f"找不到 {display(path)}；请检查 gkml.yaml 的 baseline，或用 --write-baseline 写一份")
    return None
