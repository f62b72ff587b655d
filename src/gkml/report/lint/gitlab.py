"""Takes diagnostics and returns the code quality report of GitLab (a subset of Code Climate), shown in merge requests."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from gkml.diagnostics import Diagnostic, Severity
from gkml.report.lint import Results

_LEVELS: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def report(results: Results) -> Iterator[str]:
    """Yields a JSON list; a fingerprint stays the same if only the line of a diagnostic changes."""
    repeats: Counter[str] = Counter()
    yield json.dumps([_issue(each, repeats) for each in results.diagnostics], ensure_ascii=False, indent=1) + "\n"


def _issue(diagnostic: Diagnostic, repeats: Counter[str]) -> dict[str, Any]:
    key = "\0".join(
        (diagnostic.file, diagnostic.catalog, diagnostic.item, diagnostic.field, diagnostic.code, diagnostic.message)
    )
    repeats[key] += 1
    line, column, end_line, end_column = diagnostic.position
    begin, end = {"line": line, "column": column}, {"line": end_line, "column": end_column}
    return {
        "description": f"{diagnostic.code} {diagnostic.message_with_place}",
        "check_name": f"{diagnostic.code} {diagnostic.name}",
        "fingerprint": hashlib.sha256(f"{key}\0{repeats[key]}".encode()).hexdigest(),
        "severity": _LEVELS[diagnostic.severity],
        "location": {
            "path": diagnostic.file,
            "lines": {"begin": line, "end": end_line},
            "positions": {"begin": begin, "end": end},
        },
    }
