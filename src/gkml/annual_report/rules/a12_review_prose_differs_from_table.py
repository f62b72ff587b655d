"""正文里写的行政复议、行政诉讼的件数或结果，与第四部分的表不同。

“未发生行政复议、行政诉讼”的，表里应都是0；“均获维持”的，纠正、其他结果、尚未审结应都是0；写了件数的，应与总计相同
（行政诉讼是两组之和）。作为复议机关受理、备案的案件不在这张表里，不比较。

错误：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 全年未发生因政府信息公开引起的行政复议、行政诉讼。  # A12
    reviews: [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]

正确：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 因政府信息公开引起的行政复议1件，结果维持。
    reviews: [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.form import RESULTS
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_UPHELD = regex("(?:均|全部|都)[^。；，]{0,4}维持")
_CORRECTED = regex("(?:未|没有|无)[^。；，]{0,6}(?:纠错|纠正|败诉)|(?:纠错|败诉)(?:率)?(?:为)?\\s*0")
_BLOCKS = {"review": ("行政复议", (0,)), "lawsuit": ("行政诉讼", (1, 2))}


def check(entry: ReportEntry) -> Findings:
    yield from _counts(entry)
    yield from _results(entry)


def _counts(entry: ReportEntry) -> Findings:
    for statement in entry.statements:
        if statement.subject not in _BLOCKS or not statement.is_exact or statement.is_partial:
            continue
        name, blocks = _BLOCKS[statement.subject]
        total = _sum(entry, blocks, len(RESULTS) - 1)
        if total is not None and total != statement.number and _added(entry, blocks) != statement.number:
            stated = f"{printed(statement.number)}件" if statement.number else "没有发生"
            message = f"正文写{name}{stated}，第四部分的表总计是{printed(total)}；请改成一致"
            yield statement.route, message


def _added(entry: ReportEntry, blocks: tuple[int, ...]) -> Decimal:
    """Returns the four results added up, where the total may be the wrong one (A05)."""
    columns = [_sum(entry, blocks, column) for column in range(len(RESULTS) - 1)]
    return sum((number for number in columns if number is not None), Decimal())


def _results(entry: ReportEntry) -> Findings:
    for paragraph in entry.prose:
        for sentence in re.split("(?<=[。；])", paragraph.text):
            if "复议" not in sentence and "诉讼" not in sentence:
                continue
            columns = (1, 2, 3) if _UPHELD.search(sentence) else (1,) if _CORRECTED.search(sentence) else ()
            against = [text for column in columns for text in _against(entry, sentence, column)]
            if against:
                words = "均获维持" if len(columns) > 1 else "没有被纠正"
                yield paragraph.route, f"正文写{words}，第四部分的表里{'、'.join(against)}；请改成一致"


def _against(entry: ReportEntry, sentence: str, column: int) -> Iterator[str]:
    for name, blocks in _BLOCKS.values():
        number = _sum(entry, blocks, column)
        if number and name.removeprefix("行政") in sentence:
            yield f"{name}{RESULTS[column]}{printed(number)}件"


def _sum(entry: ReportEntry, blocks: tuple[int, ...], column: int) -> Decimal | None:
    """Returns the sum of a column over blocks, blank cells counted as nought; None if all are blank."""
    cells = entry.tables.reviews
    if len(cells) < 3 * len(RESULTS):
        return None
    numbers = [cells[block * len(RESULTS) + column].number for block in blocks]
    filled = [number for number in numbers if number is not None]
    return sum(filled, Decimal()) if filled else None
