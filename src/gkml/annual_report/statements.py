"""Prose in, the figures that it states out: what is counted, the number, and whether it is exact and about this report.

The shapes are those of published reports (件, 例, 条, 封; numbers with spaces and line breaks; 余, 多, 近, 约 for approximate ones).
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from gkml.diagnostics import Route
from gkml.phrases.patterns import regex

Subject = Literal["received", "answered", "carried in", "carried over", "outcome", "review", "lawsuit", "cases"]

_SENTENCE = regex("(?<=[。；])")
_N = r"(?P<n>\d[\d\s]*)(?P<about>余|多)?\s*[件例条封]"
_NEAR = r"(?P<near>近|约|超过?)?\s*"
_RECEIVED = regex(
    r"(?P<who>[^，。；：、\s]{0,30}?)(?:共|累计|合计|总计|全年|本年度?|年度|全市|全县|全区|全局)*"
    r"(?:收到|收取|受理|收办|接收|接到|新收)(?:各类|有效|书面|公众|群众|的)*"
    rf"(?:政府信息)?(?:公开)?(?:依申请公开|公开申请|申请公开|申请)(?:政府信息)?(?:公开)?(?:件|的?申请|事项)?(?:共|合计|总计)?{_NEAR}{_N}"
)
_NONE = regex(r"(?:未|没有|无)(?:收到|接到|受理)[^，。；]{0,20}?申请")
OUTCOMES = {
    "予以公开及部分公开": ("g", "p"), "予以公开和部分公开": ("g", "p"), "予以公开": ("g",), "同意公开": ("g",),
    "部分公开": ("p",), "不予公开": ("d",), "无法提供": ("u",), "不予处理": ("n",), "其他处理": ("o",),
}  # fmt: skip
"""The outcomes that prose names, and the first letters of the keys of the rows that they add up."""
_OUTCOME = regex(rf"(?P<name>{'|'.join(OUTCOMES)})(?:答复|的)?{_NEAR}{_N}")
_CASES = regex(rf"(?P<kind>行政复议|行政诉讼)(?:案件|申请|案)?(?:共)?{_NEAR}{_N}")
_NO_CASES = regex(r"(?:未发生|没有发生|无|未有)[^，。；]{0,30}?(?P<kinds>行政复议|行政诉讼)[^。；]*")
_OTHER_CASES = regex("备案|代理|指导|本级政府受理|我局受理|作为复议机关")
OTHER_BODY = regex("办公室代表|办代表|其中.{0,12}(?:办公室|局|街道|镇|乡)|市级部门|各县|下级")
"""A subject that is only part of what the table counts."""


class Paragraph(NamedTuple):
    """A paragraph as it is printed: the route of its source text, the number of its section from 0 (-1 before the first)."""

    route: Route
    section: int
    text: str


class Statement(NamedTuple):
    """A figure in prose. `keys` are the first letters or keys of rows that it speaks of; `is_exact` is False for 余, 多, 近, 约.

    `is_partial` says that the sentence speaks of another body than the report.
    """

    route: Route
    text: str
    subject: Subject
    number: Decimal
    keys: tuple[str, ...] = ()
    is_exact: bool = True
    is_partial: bool = False


def statements(prose: Iterable[Paragraph]) -> Iterator[Statement]:
    """The statements about applications, in their order; outcomes are read in sections that speak of applications at all."""
    prose = tuple(prose)
    about = {paragraph.section for paragraph in prose if "申请" in paragraph.text}
    for paragraph in prose:
        for sentence in _SENTENCE.split(paragraph.text):
            if "申请" in sentence:
                yield from _received(sentence, paragraph.route)
            if "行政复议" in sentence or "行政诉讼" in sentence:
                yield from _cases(sentence, paragraph.route)
        if paragraph.section in about:
            yield from _outcomes(paragraph.text, paragraph.route)


def _received(sentence: str, route: Route) -> Iterator[Statement]:
    none = _NONE.search(sentence)
    match = None if none else _RECEIVED.search(sentence)
    if none or match:
        number, is_exact = (_number(match), _is_exact(match)) if match else (Decimal(0), True)
        is_partial = OTHER_BODY.search(sentence) is not None
        yield Statement(route, sentence, "received", number, (), is_exact, is_partial)


def _outcomes(sentence: str, route: Route) -> Iterator[Statement]:
    for match in _OUTCOME.finditer(sentence):
        yield Statement(route, sentence, "outcome", _number(match), OUTCOMES[match["name"]], _is_exact(match))


def _cases(sentence: str, route: Route) -> Iterator[Statement]:
    if _OTHER_CASES.search(sentence):
        return
    none = _NO_CASES.search(sentence)
    if none:
        for kind, subject in _KINDS.items():
            if kind in none[0]:
                yield Statement(route, sentence, subject, Decimal(0))
        return
    for match in _CASES.finditer(sentence):
        yield Statement(route, sentence, _KINDS[match["kind"]], _number(match), (), _is_exact(match))


_KINDS: dict[str, Subject] = {"行政复议": "review", "行政诉讼": "lawsuit"}


def _number(match: re.Match[str]) -> Decimal:
    return Decimal("".join(match["n"].split()))


def _is_exact(match: re.Match[str]) -> bool:
    return not (match["about"] or match["near"])
