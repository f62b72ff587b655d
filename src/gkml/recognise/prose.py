"""Sorts the text around a table into title, edition, preface, preamble and notes."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from gkml.catalog.profile import LISTS, Profile
from gkml.recognise.agency import of_title, stated
from gkml.recognise.directory import is_title
from gkml.recognise.form_lines import Beside, without_form_lines
from gkml.recognise.grid import Prose
from gkml.recognise.wording import listed

_EDITION = re.compile(r"\s*[（(]?\s*(\d{4}\s*年?(?:版|年版|度版|度|修订版|年修订版|年))\s*[）)]?\s*")
_IN_TITLE = re.compile(r".+[（(](\d{4}\s*年?(?:版|度版|修订版))[）)]\s*")
_AGENCY = re.compile(r"[^，。；：:、]{2,30}(?:局|委员会|办公室|委|政府|办事处|中心|街道|厅|院|会)")
_SENTENCE = re.compile(r".{25,}[。；]|.{60,}", re.S)
_OF_THE_PAGE = re.compile(
    r"版权|ICP备|公网安备|网站地图|联系我们|网站标识码|浏览次数|阅读次数|点击数|打印本页|【?关闭|【?打印|分享到|上一篇|下一篇|当前位置|您的位置|首页|Copyright|扫一扫|字体[:：]|来源[:：]",
    re.IGNORECASE,
)


class Around(NamedTuple):
    """The texts around a table by field of the catalog; `outside` are texts of the page.

    `agency_is_guess` says that the agency is taken from the title. `title` is "" if the document has none. `values` are
    those that stand in the lines of the form.
    """

    title: str
    subtitle: list[str]
    agency: str
    agency_is_guess: bool
    edition: str
    preface: list[Any]
    defaults: dict[str, Any]
    notes: list[str]
    outside: list[str]
    values: Mapping[str, str]


def around(
    before: Sequence[Prose], after: Sequence[Prose], form: Profile, fallback: str, printed: Mapping[str, str] | None
) -> Around:
    """Sorts the lines around a table. `fallback` is the title if no line is one.

    `printed` are the agency, edition and date that a file built by gkml states in its properties; its lines are verbatim.
    """
    verbatim = printed is not None
    before = [each for each in before if each.text.strip() or verbatim]
    title, above, between = _parted(before, fallback, verbatim=verbatim)
    beside = Beside(above, between, list(after), {})
    above, between, after, values = without_form_lines(beside, form.lines, printed)
    defaults, subtitle = _preamble(between, form)
    edition = next((m[1] for each in subtitle if (m := _EDITION.fullmatch(each.text))), "")
    if not edition and not verbatim and (in_title := _IN_TITLE.fullmatch(title)):
        edition = in_title[1]
    named = stated(each.text for each in (*subtitle, *above, *after)) or next(filter(None, map(_alone, subtitle)), "")
    agency = named or of_title(title)
    texts = [[each.text if verbatim else each.text.strip() for each in lines] for lines in (subtitle, after)]
    subtitles, notes = ([text for text in part if text or verbatim] for part in texts)
    if verbatim:
        return Around(title, subtitles, "", False, edition, _preface(above), defaults, notes, [], values)
    kept = above if any(_SENTENCE.search(each.text) for each in above) else []
    outside = [] if kept else [each.text.strip() for each in above]
    outside += [text for text in (*subtitles, *notes) if _OF_THE_PAGE.search(text)]
    subtitles, notes = ([text for text in part if not _OF_THE_PAGE.search(text)] for part in (subtitles, notes))
    is_guess = bool(agency and not named)
    return Around(title, subtitles, agency, is_guess, edition, _preface(kept), defaults, notes, outside, values)


def _alone(line: Prose) -> str:
    """Returns the agency that a line below the title names; "" for other lines."""
    return line.text.strip() if _AGENCY.fullmatch(line.text.strip()) else ""


def _parted(before: Sequence[Prose], fallback: str, *, verbatim: bool) -> tuple[str, list[Prose], list[Prose]]:
    """Returns the title, the lines above it and those between it and the table."""
    place = next((n for n in reversed(range(len(before))) if is_title(before[n])), None)
    if place is None and len(before) == 1 and len(before[0].text) <= 60:
        place = 0
    if place is None:
        return fallback, list(before), []
    title, above = _plain(before[place].text, verbatim), list(before[:place])
    if above and not verbatim and not _AGENCY.search(title) and _AGENCY.fullmatch(above[-1].text.strip()):
        title = above.pop().text.strip() + title
    return title, above, list(before[place + 1 :])


def _plain(text: str, verbatim: bool) -> str:
    return text if verbatim else re.sub(r"\s*\n\s*", "", text.strip())


def _preface(above: Sequence[Prose]) -> list[Any]:
    return [
        each.text if not each.level else {"heading": each.text, "level": str(each.level)}
        for each in above
        if each.text.strip()
    ]


def _preamble(between: Sequence[Prose], form: Profile) -> tuple[dict[str, Any], list[Prose]]:
    """Returns the lines that the form prints above its table (公开时限：…) as defaults, and the other lines."""
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
