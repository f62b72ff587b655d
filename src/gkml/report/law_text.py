"""Takes the answer about a law and returns the text that `gkml law` prints."""

from collections.abc import Iterator
from datetime import date

from gkml.registers.citations import day
from gkml.registers.law_answer import LawAnswer
from gkml.registers.standing import Standing

_MOST = 20
"""Titles that are listed."""


def report(answer: LawAnswer) -> str:
    """Returns one line for the standing of the law, and one for each thing that is known of it."""
    lines = _known(answer, answer.law) if answer.law else _unknown(answer)
    return "\n".join(lines) + "\n"


def _unknown(answer: LawAnswer) -> Iterator[str]:
    yield f"没有查到《{answer.title}》：程序的登记里没有这个标题，不等于没有这份文件"
    if answer.alike:
        yield "相近的标题："
        yield from (f"  《{title}》" for title in answer.alike[:_MOST])
        if len(answer.alike) > _MOST:
            yield f"  …… 共 {len(answer.alike)} 个，请写得完整一些"
    yield _data(answer)


def _known(answer: LawAnswer, law: Standing) -> Iterator[str]:
    yield f"《{law.title}》  {law.province}{law.kind}"
    yield f"  {day(answer.on)}：{law.status}{_end(law)}"
    yield from _days(law)
    if law.articles:
        yield f"  共 {law.articles} 条" + (f"（{_text(law.versions[-1])}）" if law.versions else "")
    if answer.provision:
        yield f"  {answer.provision.text}：{_provision(answer)}"
    for repeal in law.earlier:
        since = f"最迟自{day(repeal.since)}起" if repeal.since else ""
        yield f"  同名的旧文{since}由《{repeal.by.title}》废止，后来重新公布"
    yield f"  出处：{'；'.join(law.sources)}"
    yield _data(answer)


def _end(law: Standing) -> str:
    if law.until is None:
        return ""
    by = f"，请改用《{law.by}》" if law.by else ""
    return f"，自{day(law.until)}起不再有效{by}"


def _days(law: Standing) -> Iterator[str]:
    if law.issued:
        yield f"  公布：{day(law.issued)}" + (f"（{'、'.join(law.numbers)}）" if law.numbers else "")
    if law.in_force:
        yield f"  施行：{day(law.in_force)}"
    if len(law.versions) > 1:
        now = f"；当日的文本是{_text(law.text)}" if law.text and law.text != law.versions[-1] else ""
        yield f"  文本：{'、'.join(map(day, law.versions))}{now}"


def _text(of: date) -> str:
    return f"{day(of)}的文本"


def _provision(answer: LawAnswer) -> str:
    if answer.fault:
        return f"不存在，{answer.fault}" + (f"；请改成“{answer.meant}”" if answer.meant else "；请核对")
    return "存在" if answer.is_checked else "没有那一天的文本，没有核对"


def _data(answer: LawAnswer) -> str:
    return f"数据截至{day(answer.as_of)}，以后的变动请写进 gkml.yaml 的 registers.laws"
