"""Who is responsible for a task: the words of a plan in, the offices by their role out; and the words for lists of offices.

The forms are those of published plans: （牵头科室：A、B；责任科室：C）, A牵头，B、C配合, A、B分别牵头落实, 由A负责.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from gkml.phrases.patterns import regex


class Roles(NamedTuple):
    """The offices that lead a task, that are responsible for it, and that support it, in printed order."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()

    @property
    def offices(self) -> tuple[str, ...]:
        return (*self.lead, *self.responsible, *self.support)


_NOUN = "(?:科室|股室|处室|单位|部门|机构|领导)"
_LABEL = regex(rf"(?P<role>牵头|主办|责任|承办|落实|配合|会办|协办|参与){_NOUN}?\s*[:：]")
_ROLES = {
    "牵头": "lead", "主办": "lead", "责任": "responsible", "承办": "responsible", "落实": "responsible",
    "配合": "support", "会办": "support", "协办": "support", "参与": "support",
}  # fmt: skip
_CLAUSE = regex(
    r"(?P<names>[^，,；;。:：]+?)(?:分别|共同|按职责分工|根据职责)?(?P<verb>牵头(?:落实|负责)?|主办|负责(?:落实)?|落实|承办|配合|会办|协办|参与)"
)
_BRACKET = regex(r"[（(]((?:[^（）()]|[（(][^（）()]*[）)])*)[）)]\s*[。.]?\s*$")
_BETWEEN = regex("[、，,；;]+")
_BEFORE = regex("^(?:由|请|及|和|以及)")


def parted(text: str) -> tuple[str, str]:
    """Returns a task's text without the bracket that names the offices at its end, and that bracket ("" if there is none)."""
    match = _BRACKET.search(text)
    if not match or not any(roles(match[1])):
        return text, ""
    return text[: match.start()].rstrip(), text[match.start() :].strip()


def roles(text: str, *, first_is_lead: bool = False, plain: bool = False) -> Roles:
    """Returns the offices that a text names by role; nothing for a text without words of a role.

    `plain`: the text is the cell of a column of offices, where names alone are responsible ones. `first_is_lead`: the
    first of those leads, where no lead is named.
    """
    inner = _BRACKET.fullmatch(text.strip())
    bare = inner[1] if inner else text.strip()
    named: dict[str, list[str]] = {"lead": [], "responsible": [], "support": []}
    labels = list(_LABEL.finditer(bare))
    if labels:
        ends = [*(label.start() for label in labels[1:]), len(bare)]
        for label, end in zip(labels, ends, strict=True):
            named[_ROLES[label["role"]]] += names(bare[label.end() : end])
    elif clauses := list(_CLAUSE.finditer(bare)):
        for clause in clauses:
            verb = "责任" if clause["verb"].startswith("负责") else clause["verb"][:2]
            named[_ROLES[verb]] += names(clause["names"])
    elif plain:
        named["responsible"] += names(bare)
    if first_is_lead and named["responsible"] and not named["lead"]:
        named["lead"].append(named["responsible"].pop(0))
    return Roles(*(tuple(dict.fromkeys(each)) for each in named.values()))


def names(text: str) -> list[str]:
    """Returns the offices in a list, whatever parts them."""
    return [name for part in _BETWEEN.split(text) if (name := _BEFORE.sub("", part.strip(" 。.　")).strip())]


def words(lead: Iterable[str], responsible: Iterable[str], support: Iterable[str]) -> str:
    """Returns the bracket that a plan prints at the end of a task, "" if no office is named."""
    listed = (("牵头科室", lead), ("责任科室", responsible), ("配合科室", support))
    parts = [f"{label}：{'、'.join(each)}" for label, each in ((name, tuple(e)) for name, e in listed) if each]
    return f"（{'；'.join(parts)}）" if parts else ""


GENERIC = re.compile(
    "各|^(?:局机关|机关|局属|委属|全局|有关|相关|其他|本局|下属|直属)[^、]{0,6}(?:科|处|股|室|单位|部门|机构|中心|支队|大队)$|^(?:中心|支队|大队)$"
)
"""Names that stand for several offices: 各科室, 局机关科室, 市政府各有关部门, 中心."""
