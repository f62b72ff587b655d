"""The grammar of a 公开时限: takes folded text and returns its parts and the text that is not understood.

The text is read from left to right. At each place, the first clause of `limit_clauses.CLAUSES` that matches becomes a
part. Characters that begin no clause are pending: the pending text before a stretch of time names the event from which
it is counted (信息形成或变更之日起 + 20个工作日内).
"""

from dataclasses import replace

from gkml.phrases.limit_clauses import CLAUSES
from gkml.phrases.limit_part import Part, Period, Unit
from gkml.phrases.limit_words import AMOUNT, Pending, amount
from gkml.phrases.patterns import regex

_NOTHING = regex(r"[-—–_/\\.。]*|暂?无|空|没有|不涉及|不适用|[Nn]/[Aa]")
_ABOVE = regex('同[上左前][。.]?|[〃"]|′′|(?:见|详见)上|同上[栏项格]|与上一?[项栏行格](?:相同|一致)|同第[0-9]+项')


def whole_cell(folded: str) -> Part | None:
    """Returns the part of a cell that is empty, 同上 or a bare period (1年, 半年) as a whole; None for any other text."""
    if _NOTHING.fullmatch(folded):
        return Part("none", folded)
    if _ABOVE.fullmatch(folded):
        return Part("same_above", folded)
    bare = AMOUNT.fullmatch(folded)
    if bare:
        n, unit, _ = amount(bare)
        if bare["half"]:
            return Part("periodic", folded, period="half_year" if bare["half_unit"] == "年" else "half_month")
        if n and unit in _BARE:
            return Part("periodic", folded, period=_BARE[unit], every=n)
    return None


_BARE: dict[Unit, Period] = {"week": "week", "month": "month", "year": "year"}

_SUBJECT = "(?:(?:国家|上级|有关|相关)*(?:法律|法规|行政法规|规章|政策|规范性文件|文件|国家|上级)[^,;。()]{0,24}?)?"
_EXCEPTION = regex(
    rf"[(,;。]*(?:但(?:是)?|其中)?除?{_SUBJECT}(?:另行?有?|有(?:其他|其它|特殊|专门|特别)的?)规定(?:的|者)?,?"
    r"(?:(?:应当?|则|要)?(?:从其|遵照其|按照?其?|按照?(?:有关|相关)?|依照?其?)规定(?:执行|办理|公开)?|除外|外)[)。;]*"
)


def without_exception(folded: str) -> tuple[str, str]:
    """Returns the text without the clause 法律、法规另有规定的，从其规定 in any form, and that clause ("" if there is none)."""
    match = _EXCEPTION.search(folded)
    if not match:
        return folded, ""
    return _EXCEPTION.sub(";", folded).strip(";,"), match[0].strip("(),;。")


def scan(folded: str) -> tuple[tuple[Part, ...], str]:
    """Returns the parts of a folded text without its exception, in order, and the text that is not understood."""
    folded, move = _without_move(folded)
    parts: list[Part] = []
    rest: list[str] = []
    place = start = 0
    fresh = stopped = True
    """`fresh`: the pending text from `start` is not directly behind a part; `stopped`: a sentence ended since the last part."""
    while place < len(folded):
        clause = _clause_at(folded, start, place, parts[-1] if parts and not stopped else None)
        if clause:
            part, end = clause
            if parts and not stopped and _is_repeated(parts[-1], part):
                parts.pop()
            parts.append(replace(part, text=folded[start:end].strip(",;:()。")))
            place = start = _ACTION.match(folded, end).end()  # type: ignore[union-attr]  # it also matches ""
            fresh = stopped = False
        elif _stops(folded, start, place, fresh):
            _resolve_pending(folded[start:place], fresh, parts, rest)
            fresh, stopped = True, stopped or folded[place] in ";。"
            place = start = place + 1
        else:
            place += 1
    _resolve_pending(folded[start:], fresh, parts, rest)
    return _moved(parts, move, rest), "；".join(rest)


def _without_move(folded: str) -> tuple[str, str]:
    """Returns the text without a clause that moves a date off a holiday (遇节假日顺延, 遇节假日提前), and that clause."""
    match = _MOVE.search(folded)
    return (folded[: match.start()] + folded[match.end() :], match[0].strip("(),;。")) if match else (folded, "")


def _moved(parts: list[Part], move: str, rest: list[str]) -> tuple[Part, ...]:
    """Returns the parts that name days with the direction of their move; a move without such a part joins the rest."""
    later, earlier = "顺延" in move or "推迟" in move, "提前" in move
    by_days = _BY_DAYS.search(move) is not None
    if by_days or (earlier and (later or not any(part.anchors for part in parts))):
        rest.append(move)
        return tuple(parts)
    return tuple(replace(part, rolls=later, advances=earlier) if part.anchors else part for part in parts)


_BY_DAYS = regex("(?:顺延|推迟|提前)[一二两三1-9]+个?(?:工作日|日|天)")
_MOVE = regex(
    r"[,(]?(?:如?遇|如?逢)[^,;。()遇逢]{0,8}(?:节假日|休息日|假日|周末|假期|双休日)[^,;。()遇逢]{0,8}(?:顺延|推迟|提前)"
    r"(?:或(?:顺延|推迟|提前))?(?:[至到](?:前|后|上|下|次|最近的?|节后)?(?:第?[一1]个?)?工作日|[一二两三1-9]+个?(?:工作日|日|天))?\)?"
)


_PUBLISH = (
    "公开|公布|发布|更新|上网|上报|报送|录入|归集|上传|推送|解读|张贴|通知|公[示告](?!期|时|结|完|届|满|后|[0-9不为至])"
)
_ACTION = regex(
    rf"(?:,?(?:予以|应当?|须|要|及时|主动|依法|向社会|对外|进行|完成|网上|同步|并|统一|由[^,;。()]{{2,20}}?(?=公开|公布|向社会))*"
    rf"(?:{_PUBLISH}|回复|答复|告知|反馈|办结|提交)+(?:内(?:{_PUBLISH}))*)?"
)


_AHEAD = 20
"""Characters behind a clause that it may look at."""


def _stops(folded: str, start: int, place: int, fresh: bool) -> bool:
    """Returns whether the pending text ends at a sign; brackets within an event, as in 信息形成（变更）, do not end it."""
    sign = folded[place]
    if sign == "(":
        return place == start or not fresh
    return sign in ";。" or (sign == ")" and "(" not in folded[start:place])


def _is_repeated(before: Part, part: Part) -> bool:
    """Returns whether a part repeats the period of the one before and adds the day, as in 每周信息于次周三之前."""
    bare = before.kind == "periodic" and not before.anchors and before.n is None
    return bare and part.kind == "periodic" and before.period in {part.period, None} and not part.scope


def _clause_at(folded: str, start: int, place: int, before: Part | None) -> tuple[Part, int] | None:
    """Returns the part that begins at `place` and its end; the pending text is from `start` to `place`."""
    for pattern, make in CLAUSES:
        match = pattern.match(folded, place)
        if match:
            shown = before is not None and before.kind == "display"
            part = make(match, Pending.of(folded[start:place], folded[match.end() : match.end() + _AHEAD], shown))
            if part:
                return part, match.end()
    return None


_FILLER = regex(
    "(?:[,、:]|主动|依法|向社会|对外|予以|进行|公开|公布|公示|发布|更新|信息|政府|应当?|须|由|相关|有关|其中|内|的|各|一次|执行|办理|实行|等)*"
)
_FROM = regex("(?:自|从)?(.+?)(?:之日|日|之时)?(?:起|后)(?:计算|算起|开始计算|算)?")


_TIMED = regex(
    "每|周[一二三四五六日天]|星期|工作日|节假日|休息日|[一二三四五六七八九十0-9](?:个?月|[日天号点]|小时|周)|提前|顺延|以上|延长|倒数|[之以]?[前后]$"
)
"""Words that may change a date; text that contains them is never ignored."""


def _resolve_pending(text: str, fresh: bool, parts: list[Part], rest: list[str]) -> None:
    """Assigns the pending text at a stop: an action of the preceding part, the event of a part without one, or rest.

    What stands directly behind a part (向社会公开, 在村公示栏公开) is its action, unless it may change the date.
    """
    segments = text.split(",")
    left = segments if fresh or _TIMED.search(segments[0]) else segments[1:]
    for segment in left:
        trigger = _FROM.fullmatch(segment)
        if trigger and parts and parts[-1].kind in {"within", "reply"} and not parts[-1].trigger:
            parts[-1] = replace(parts[-1], trigger=trigger[1])
        elif not _FILLER.fullmatch(segment):
            rest.append(segment)
