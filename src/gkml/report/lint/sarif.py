"""Takes diagnostics and returns SARIF 2.1.0 (OASIS), which GitHub, GitLab and code review tools read."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from gkml import __version__
from gkml.diagnostics import Diagnostic, Severity
from gkml.diagnostics.quoting import visible
from gkml.report.lint import Results, RulePage

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_DIGITS = 32
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(results: Results) -> Iterator[str]:
    """Yields one run with every result and the rules that it names. Columns count characters."""
    used = sorted({each.code for each in results.diagnostics})
    driver = {
        "name": "gkml",
        "version": __version__,
        "rules": [_rule(code, results.pages[code]) for code in used],
    }
    repeats: Counter[str] = Counter()
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, used.index(each.code), repeats) for each in results.diagnostics],
    }
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str, page: RulePage) -> dict[str, Any]:
    return {
        "id": code,
        "name": page.name,
        "shortDescription": {"text": page.sentence},
        "fullDescription": {"text": page.page},
        "help": {"text": page.page},
    }


def _fingerprint(diagnostic: Diagnostic, repeats: Counter[str]) -> str:
    """Returns a hash that stays the same if the line of the diagnostic or the folder of the run changes."""
    where = (diagnostic.catalog, diagnostic.edition) if diagnostic.catalog else ("", diagnostic.file)
    key = "\0".join((*where, diagnostic.item, diagnostic.field, diagnostic.code, diagnostic.message))
    repeats[key] += 1
    return hashlib.sha256(f"{key}\0{repeats[key]}".encode()).hexdigest()[:_DIGITS]


def _result(diagnostic: Diagnostic, index: int, repeats: Counter[str]) -> dict[str, Any]:
    line, column, end_line, end_column = diagnostic.position
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    uri = f"file://{quote(diagnostic.file)}" if diagnostic.file.startswith("/") else quote(diagnostic.file)
    place = {"artifactLocation": {"uri": uri}, "region": region}
    logical = (
        [
            {
                "name": visible(diagnostic.title) or diagnostic.item,
                "fullyQualifiedName": f"{diagnostic.catalog}#{diagnostic.item}",
            }
        ]
        if diagnostic.item
        else []
    )
    location = {"physicalLocation": place, **({"logicalLocations": logical} if logical else {})}
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message_with_place},
        "locations": [location],
        "partialFingerprints": {"gkml/v2": _fingerprint(diagnostic, repeats)},
    }
