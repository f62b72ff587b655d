"""Diagnostics in, JUnit's XML out: a suite a file, a failed case a finding, for the many CI systems that read it."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree

from gkml.diagnostics import Diagnostic
from gkml.report import Results
from gkml.report.text import LABELS


def report(results: Results) -> str:
    """All findings; every file that was looked at and is clean has one case that passed."""
    root = ElementTree.Element("testsuites", name="gkml lint")
    found = {file: list(group) for file, group in groupby(results.diagnostics, lambda each: each.file)}
    for file in sorted({*found, *results.lines}):
        _suite(root, file, found.get(file, []))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: ElementTree.Element, file: str, diagnostics: Iterable[Diagnostic]) -> None:
    cases = list(diagnostics)
    about = {"name": file, "tests": str(max(1, len(cases))), "failures": str(len(cases))}
    suite = ElementTree.SubElement(root, "testsuite", about)
    if not cases:
        ElementTree.SubElement(suite, "testcase", classname=file, name="没有发现问题")
    # Many CI systems keep one case of a name.
    met: Counter[str] = Counter()
    for found in cases:
        line, column = found.position[:2]
        name = f"{found.code} {found.name} {line}:{column}"
        met[name] += 1
        name += f" 之{met[name]}" if met[name] > 1 else ""
        case = ElementTree.SubElement(suite, "testcase", classname=file, name=name, file=file, line=str(line))
        failure = ElementTree.SubElement(case, "failure", type=found.severity, message=found.told)
        failure.text = f"{found.where}: {LABELS[found.severity]} {found.code} {found.message}"
