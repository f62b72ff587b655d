"""Takes diagnostics and returns JUnit XML for CI systems: one suite for each file, one failed case for each diagnostic."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree import ElementTree

from gkml.diagnostics import LABELS, Diagnostic
from gkml.report.lint import Results


def report(results: Results) -> Iterator[str]:
    """Yields all diagnostics; a file without any has one case that passed."""
    root = ElementTree.Element("testsuites", name="gkml lint")
    by_file = {file: list(group) for file, group in groupby(results.diagnostics, lambda each: each.file)}
    for file in sorted({*by_file, *results.lines}):
        _suite(root, file, by_file.get(file, []))
    ElementTree.indent(root)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: ElementTree.Element, file: str, diagnostics: Iterable[Diagnostic]) -> None:
    cases = list(diagnostics)
    about = {"name": file, "tests": str(max(1, len(cases))), "failures": str(len(cases))}
    suite = ElementTree.SubElement(root, "testsuite", about)
    if not cases:
        ElementTree.SubElement(suite, "testcase", classname=file, name="没有发现问题")
    # Many CI systems keep only one case of a name, so names are made unique.
    repeats: Counter[str] = Counter()
    for diagnostic in cases:
        line, column = diagnostic.position[:2]
        name = f"{diagnostic.code} {diagnostic.name} {line}:{column}"
        repeats[name] += 1
        name += f" 之{repeats[name]}" if repeats[name] > 1 else ""
        case = ElementTree.SubElement(suite, "testcase", classname=file, name=name, file=file, line=str(line))
        failure = ElementTree.SubElement(
            case, "failure", type=diagnostic.severity, message=diagnostic.message_with_place
        )
        failure.text = f"{diagnostic.where}: {LABELS[diagnostic.severity]} {diagnostic.code} {diagnostic.message}"
