"""第四部分的表里有复议、诉讼案件，正文没有写件数。

许多报告只在表里写，所以默认不检查；上级要求正文写明的，在 gkml.yaml 写 enable: [A12b]。

错误：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 全年依法办理政府信息公开申请。
    reviews: [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]  # A12b

正确：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 因政府信息公开引起的行政复议1件，结果维持。
    reviews: [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
"""

from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.form import BLOCKS, RESULTS
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "info"
OPTIONAL = True

_SUBJECTS = {"行政复议": ("复议", (0,)), "行政诉讼": ("诉讼", (1, 2))}
_COUNT = regex(r"\d\s*[余多]?\s*[件起宗例]")


def check(entry: ReportEntry) -> Findings:
    missing = [
        f"{name}{printed(cases)}件"
        for name, (word, blocks) in _SUBJECTS.items()
        if (cases := sum((_cases(entry, block) for block in blocks), Decimal())) and not _states_count(entry, word)
    ]
    if missing:
        yield (entry.file, "reviews"), f"第四部分的表里有{'、'.join(missing)}，正文没有写件数；需要说明的，请写上"


def _cases(entry: ReportEntry, block: int) -> Decimal:
    """The cases of a block: its total, or its results added up where they are more (A05 finds the difference)."""
    cells = entry.tables.reviews
    if len(cells) < len(BLOCKS) * len(RESULTS):
        return Decimal()
    *results, total = (cell.number or Decimal() for cell in cells[block * len(RESULTS) :][: len(RESULTS)])
    return max(total, sum(results, Decimal()))


def _states_count(entry: ReportEntry, word: str) -> bool:
    """Returns whether a sentence of the prose names the kind of case and a count of cases."""
    sentences = (part for paragraph in entry.prose for part in paragraph.text.split("。"))
    return any(word in sentence and _COUNT.search(sentence) for sentence in sentences)
