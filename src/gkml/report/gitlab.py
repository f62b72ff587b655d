"""Diagnostics in, GitLab's code quality report out (a subset of Code Climate's): shown in merge requests."""

import hashlib
import json
from collections import Counter
from typing import Any

from gkml.diagnostics import Diagnostic, Severity
from gkml.report import Results

_LEVELS: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def report(results: Results) -> str:
    """A list; a fingerprint stays when only the line of a finding changes."""
    met: Counter[str] = Counter()
    return json.dumps([_issue(each, met) for each in results.diagnostics], ensure_ascii=False, indent=1) + "\n"


def _issue(found: Diagnostic, met: Counter[str]) -> dict[str, Any]:
    said = "\0".join((found.file, found.catalog, found.item, found.field, found.code, found.message))
    met[said] += 1
    line, column, end_line, end_column = found.position
    begin, end = {"line": line, "column": column}, {"line": end_line, "column": end_column}
    return {
        "description": f"{found.code} {found.told}",
        "check_name": f"{found.code} {found.name}",
        "fingerprint": hashlib.sha256(f"{said}\0{met[said]}".encode()).hexdigest(),
        "severity": _LEVELS[found.severity],
        "location": {
            "path": found.file,
            "lines": {"begin": line, "end": end_line},
            "positions": {"begin": begin, "end": end},
        },
    }
