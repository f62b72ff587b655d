"""The text around a table in, what of a catalog it is out: title, edition, preface, preamble, notes."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from gkml.catalog.profile import LISTS, Profile
from gkml.recognise.directory import is_title
from gkml.recognise.grid import Prose
from gkml.recognise.wording import listed

_EDITION = re.compile(r"\s*[（(]?\s*(\d{4}\s*年?(?:版|年版|度版|修订版|年修订版|年))\s*[）)]?\s*")
_AGENCY = re.compile(r"[^，。；：:、]{2,30}(?:局|委员会|办公室|委|政府|办事处|中心|街道|厅|院|会)")
_SENTENCE = re.compile(r".{25,}[。；]|.{60,}", re.S)
_OF_THE_PAGE = re.compile(
    r"版权|ICP备|公网安备|网站地图|联系我们|网站标识码|浏览次数|阅读次数|点击数|打印本页|【?关闭|【?打印|分享到|上一篇|下一篇|当前位置|您的位置|首页|Copyright|扫一扫|字体[:：]|来源[:：]",
    re.IGNORECASE,
)


class Around(NamedTuple):
    """What stands around a table, in the words of a catalog; `outside` is what belongs to the page rather than to it."""

    title: str
    edition: str
    preface: list[Any]
    defaults: dict[str, Any]
    notes: list[str]
    outside: list[str]


def around(before: Sequence[Prose], after: Sequence[Prose], form: Profile, fallback: str, *, verbatim: bool) -> Around:
    """`fallback` is the title where no line is one. `verbatim` where this program wrote the document."""
    before = [each for each in before if each.text.strip() or verbatim]
    place = next((n for n in reversed(range(len(before))) if is_title(before[n])), None)
    if place is None and len(before) == 1 and len(before[0].text) <= 60:
        place = 0
    title = fallback if place is None else _plain(before[place].text, verbatim)
    above = list(before) if place is None else list(before[:place])
    between = [] if place is None else list(before[place + 1 :])
    if place and not verbatim and not _AGENCY.search(title) and _AGENCY.fullmatch(above[-1].text.strip()):
        title = above.pop().text.strip() + title
    defaults, rest = _preamble(between, form)
    edition = "" if verbatim else next((m[1] for each in rest if (m := _EDITION.fullmatch(each.text))), "")
    notes = [each.text if verbatim else each.text.strip() for each in (*rest, *after) if each.text.strip() or verbatim]
    if verbatim:
        return Around(title, edition, _preface(above), defaults, notes, [])
    kept = above if any(_SENTENCE.search(each.text) for each in above) else []
    outside = [] if kept else [each.text.strip() for each in above]
    outside += [note for note in notes if _OF_THE_PAGE.search(note)]
    notes = [note for note in notes if not _OF_THE_PAGE.search(note)]
    return Around(title, edition, _preface(kept), defaults, notes, outside)


def _plain(text: str, verbatim: bool) -> str:
    return text if verbatim else re.sub(r"\s*\n\s*", "", text.strip())


def _preface(above: Sequence[Prose]) -> list[Any]:
    return [
        each.text if not each.level else {"heading": each.text, "level": str(each.level)}
        for each in above
        if each.text.strip()
    ]


def _preamble(between: Sequence[Prose], form: Profile) -> tuple[dict[str, Any], list[Prose]]:
    """The lines that the form prints above its table, such as 公开时限：…, as defaults; and the other lines."""
    defaults: dict[str, Any] = {}
    rest: list[Prose] = []
    lines = {line.heading: line for line in form.preamble}
    for each in between:
        heading, colon, value = each.text.partition("：")
        line = lines.get(heading.strip())
        if not (colon and line):
            rest.append(each)
        elif line.shows == "extra":
            defaults.setdefault("extra", {})[line.heading] = value
        elif line.shows in LISTS:
            defaults[line.shows] = list(listed(value, line.shows, "、"))
        else:
            defaults[line.shows] = value
    return defaults, rest
