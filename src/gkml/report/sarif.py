"""Diagnostics in, SARIF 2.1.0 out (OASIS): what GitHub, GitLab and code review tools take in."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from gkml.diagnostics import Diagnostic, Severity
from gkml.quoting import visible
from gkml.report import Results

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_DIGITS = 32
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class Described(NamedTuple):
    """What the report says of a rule: its name, the first sentence of its page, and the page."""

    name: str
    sentence: str
    page: str


def report(results: Results, rules: Mapping[str, Described], version: str) -> str:
    """One run with every result; `rules` are those that may be named, by code. Columns count characters."""
    used = sorted({each.code for each in results.diagnostics})
    driver = {
        "name": "gkml",
        "version": version,
        "rules": [_rule(code, rules[code]) for code in used],
    }
    met: Counter[str] = Counter()
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, used.index(each.code), met) for each in results.diagnostics],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str, about: Described) -> dict[str, Any]:
    return {
        "id": code,
        "name": about.name,
        "shortDescription": {"text": about.sentence},
        "fullDescription": {"text": about.page},
        "help": {"text": about.page},
    }


def _fingerprint(found: Diagnostic, met: Counter[str]) -> str:
    """What a finding is known by from run to run, also where its line or the folder of the run is another."""
    where = (found.catalog, found.edition) if found.catalog else ("", found.file)
    said = "\0".join((*where, found.item, found.field, found.code, found.message))
    met[said] += 1
    return hashlib.sha256(f"{said}\0{met[said]}".encode()).hexdigest()[:_DIGITS]


def _result(found: Diagnostic, index: int, met: Counter[str]) -> dict[str, Any]:
    line, column, end_line, end_column = found.position
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    uri = f"file://{quote(found.file)}" if found.file.startswith("/") else quote(found.file)
    place = {"artifactLocation": {"uri": uri}, "region": region}
    logical = (
        [{"name": visible(found.title) or found.item, "fullyQualifiedName": f"{found.catalog}#{found.item}"}]
        if found.item
        else []
    )
    location = {"physicalLocation": place, **({"logicalLocations": logical} if logical else {})}
    return {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": found.told},
        "locations": [location],
        "partialFingerprints": {"gkml/v2": _fingerprint(found, met)},
    }
