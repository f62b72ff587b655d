"""Looks up a law: its title with or without a provision and a day in, how it stands on that day out."""

from datetime import date

from gkml.diagnostics import GkmlError
from gkml.phrases.citation import split_provision
from gkml.project.workspace import Home
from gkml.registers.law import own_laws
from gkml.registers.law_answer import LawAnswer, answer

FORMATS = ("text", "json")
_LONGEST = 200
"""Characters of a title; longer ones are no titles, and comparing them would take long."""


def look_up(text: str, on: date, home: Home) -> LawAnswer:
    """Returns the answer. Raises `GkmlError` if there is no title."""
    title, provision = split_provision(text)
    if not title or len(title) > _LONGEST:
        raise GkmlError("要查哪一部法？请写标题，如 gkml law 政府信息公开条例第二十条第（二）项")
    return answer(title, provision, on, own_laws(home.config.registers.laws))


def report(result: LawAnswer, form: str) -> str:
    """Returns the answer as text for people or as JSON."""
    if form == "json":
        from gkml.report.law_json import report as json_report

        return json_report(result)
    from gkml.report.law_text import report as text_report

    return text_report(result)
