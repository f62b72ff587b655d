"""Prose with references to the tables, in; the text that is printed out, and what is wrong with a reference.

    本年度共收到申请{三.新收}件，同比{同比(三.新收)}；予以公开{三.予以公开}件，占{占比(三.予以公开, 三.办结)}。

A reference is a figure of the tables or a sum of figures (`三.新收 + 三.上年结转`), `占比(part, whole)` or with the number of
decimals as a third argument, `同比(figure)` and `上年(figure)`. `{{` and `}}` print one brace.
"""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from gkml.annual_report.figure import printed
from gkml.annual_report.tables import Tables
from gkml.diagnostics.quoting import nearest, shown
from gkml.phrases.patterns import regex

_PIECE = regex(
    r"\{\{|\}\}|\{([^{}\n]*)\}|\{[^{}\n]+\{[^{}\n]*\}[^{}\n]*\}|[{}]"
    r"|(｛\s*(?:[二三四][.．。]|占比|同比|上年)[^{}｛｝\n]*｝)|[^{}｛]+|｛"
)
_CALL = regex(r"(占比|同比|上年)[(（](.*)[)）]")
_TERM = regex(r"\s*([+\-]?)\s*([^+\-]+)")
MAX_TERMS = 40


class ReferenceProblem(ValueError):
    """A reference that has no value; the message is Chinese and says what to write."""


class ReferencePiece(NamedTuple):
    """A stretch of a paragraph: its printed text, where it stands in the source text, and the reference it is from ("")."""

    text: str
    start: int
    reference: str = ""
    problem: str = ""


def pieces(paragraph: str, tables: Tables, previous: Tables | None = None) -> Iterator[ReferencePiece]:
    """Yields the paragraph in order; a reference without a value is printed as it stands and carries its problem."""
    for match in _PIECE.finditer(paragraph):
        whole, inner = match[0], match[1]
        if inner is not None:
            try:
                yield ReferencePiece(evaluated(inner, tables, previous), match.start(), inner)
            except ReferenceProblem as error:
                yield ReferencePiece(whole, match.start(), inner, str(error))
        elif match[2]:
            yield ReferencePiece(whole, match.start(), "", f"花括号是全角的，会照印；引用请用半角：{{{whole[1:-1]}}}")
        elif whole in {"{", "}"}:
            yield ReferencePiece(whole, match.start(), "", "花括号不成对；引用写成 {三.新收}，要印花括号请写两个")
        elif whole[0] == "{" and whole != "{{":
            yield ReferencePiece(whole, match.start(), "", "引用里不能再写引用；里面的花括号请去掉，如 {三.新收.总计}")
        else:
            yield ReferencePiece(whole[0] if whole in {"{{", "}}"} else whole, match.start())


def evaluated(reference: str, tables: Tables, previous: Tables | None = None) -> str:
    """Returns the text that a reference prints. Raises `ReferenceProblem`."""
    call = _CALL.fullmatch(reference.strip())
    if call is None:
        return printed(_sum(reference, tables))
    name, arguments = call[1], [argument.strip() for argument in re.split("[,，]", call[2])]
    if name == "占比" and len(arguments) in {2, 3}:
        return _share(arguments, tables)
    if name in {"同比", "上年"} and len(arguments) == 1:
        return _change(name, arguments[0], tables, previous)
    raise ReferenceProblem("占比 要写两个数，如 占比(三.予以公开, 三.办结)；同比、上年 只写一个")


def basis(reference: str, tables: Tables, previous: Tables | None = None) -> str:
    """How the text of a reference is worked out, with the numbers: `占比：三.予以公开 5 ÷ 三.办结 8`.

    Raises `ReferenceProblem` where `evaluated` does.
    """
    call = _CALL.fullmatch(reference.strip())
    if call is None:
        return f"取自表：{_stated(reference, tables)}"
    name, arguments = call[1], [argument.strip() for argument in re.split("[,，]", call[2])]
    if name == "占比":
        return f"占比：{_stated(arguments[0], tables)} ÷ {_stated(arguments[1], tables)}"
    if previous is None:
        raise ReferenceProblem(f"{name} 要和上一年的报告比；请在 previous 写明上一年度的文件")
    last = f"上一年 {_stated(arguments[0], previous)}"
    return last if name == "上年" else f"同比：本年 {_stated(arguments[0], tables)}，{last}"


def _stated(expression: str, tables: Tables) -> str:
    """A figure or a sum with the numbers beside the names: `（三.新收 3 + 三.上年结转 1 = 4）`."""
    terms = [(term[1], term[2].strip()) for term in _TERM.finditer(expression)]
    stated = " ".join(f"{sign} {name} {printed(_number(name, tables))}".strip() for sign, name in terms)
    return stated if len(terms) == 1 else f"（{stated} = {printed(_sum(expression, tables))}）"


def _share(arguments: list[str], tables: Tables) -> str:
    part, whole = (_sum(argument, tables) for argument in arguments[:2])
    decimals = arguments[2] if len(arguments) > 2 else "1"
    if decimals not in {"0", "1", "2", "3", "4"}:
        raise ReferenceProblem(f"占比 的第三个数是小数位数，应是 0 到 4，不是“{shown(decimals)}”")
    if not whole:
        raise ReferenceProblem(f"“{shown(arguments[1])}”是 0，算不出占比")
    return _percent(part / whole, int(decimals))


def _change(name: str, argument: str, tables: Tables, previous: Tables | None) -> str:
    if previous is None:
        raise ReferenceProblem(f"{name} 要和上一年的报告比；请在 previous 写明上一年度的文件")
    now, before = _sum(argument, tables), _sum(argument, previous)
    if name == "上年":
        return printed(before)
    if now == before:
        return "持平"
    if not before:
        raise ReferenceProblem(f"“{shown(argument)}”上一年是 0，算不出同比；请直接写增加了几件")
    return f"{'增长' if now > before else '下降'}{_percent(abs(now - before) / before, 1)}"


def _percent(share: Decimal, decimals: int) -> str:
    rounded = (share * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{printed(rounded)}%"


def _sum(expression: str, tables: Tables) -> Decimal:
    terms = list(_TERM.finditer(expression))
    if not terms or len(terms) > MAX_TERMS or "".join(term[0] for term in terms) != expression:
        raise ReferenceProblem(f"看不懂“{shown(expression)}”；写成 三.新收，或几个相加，如 三.新收 + 三.上年结转")
    total = Decimal()
    for term in terms:
        number = _number(term[2].strip(), tables)
        total += -number if term[1] == "-" else number
    return total


def _number(name: str, tables: Tables) -> Decimal:
    if name.count(".") > 2:
        raise ReferenceProblem(f"“{shown(name)}”写得太长；只写表、行和列，如 三.新收.总计")
    try:
        number = tables.number(name)
    except KeyError as error:
        step, known = error.args
        if not known:
            raise ReferenceProblem(f"“{shown(name)}”所在的表还没有数；请先填写那张表，或者在正文里直接写数") from None
        instead = nearest(step, known) or f"可选：{'、'.join(known)}"
        raise ReferenceProblem(f"“{shown(name)}”里没有“{shown(step)}”；{instead}") from None
    if number is None:
        raise ReferenceProblem(f"“{shown(name)}”在表里是空的，或不是数字；请先填好表")
    return number
