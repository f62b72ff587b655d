"""Diagnostics in, a JSON list out: the form for scripts and editors (schema/findings.schema.json)."""

import json
from collections.abc import Sequence

from gkml.diagnostics import Diagnostic


def report(diagnostics: Sequence[Diagnostic], *, color: bool = False) -> str:
    """A list of flat objects; lines and columns count from 1 and the end is exclusive. `fix` is null where none is known.

    A fix's `value` is a list where several texts take the place of one.
    """
    return json.dumps([_flat(diagnostic) for diagnostic in diagnostics], ensure_ascii=False, indent=1) + "\n"


def _flat(found: Diagnostic) -> dict[str, object]:
    line, column, end_line, end_column = found.position
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity,
        "message": found.message,
        "file": found.file,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "catalog": found.catalog,
        "item": found.item,
        "field": found.field,
        "fix": {"value": found.fix.value, "safe": found.fix.safe} if found.fix else None,
        "text": found.text,
        "title": found.title,
        "basis": found.basis,
        "place": found.place,
    }
