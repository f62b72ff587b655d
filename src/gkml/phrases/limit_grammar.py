"""The grammar of a 公开时限: folded text in, its parts out, with what belongs to none of them.

The text is walked from left to right. At each place the first clause of `limit_clauses.CLAUSES` that fits becomes a
part; a character that begins none is kept in hand, for what is in hand when a stretch of time comes is what that time
is counted from: 信息形成或变更之日起 + 20个工作日内.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import replace

from gkml.patterns import regex
from gkml.phrases.limit_clauses import CLAUSES
from gkml.phrases.limit_part import Part, Period, Unit
from gkml.phrases.limit_words import AMOUNT, Hand, N, amount
from gkml.phrases.numeral import number


def fold(text: str) -> str:
    """A copy for reading: widths made one (NFKC), white space, invisible characters and quotation marks taken out.

    Slips that leave no doubt are mended in the copy: 工作曰, 20个工作内, 2O个, 20日（工作日）内. 两三天 becomes 两至三天,
    and 七（7）个 is 7个.
    """
    copy = _LISTED.sub(";", text)
    copy = _UNREAD.sub("", unicodedata.normalize("NFKC", copy))
    for slip, meant in _SLIPS:
        copy = slip.sub(meant, copy)
    copy = _TWICE_SAID.sub(lambda match: match[2] if number(match[1]) == int(match[2]) else match[0], copy)
    return _TENS_AND.sub(r"十\1至十\2", _ABOUT.sub(_range, copy))


_SPAN = "(?=个?(?:工作日|自然日|[日天周月年]|星期|小时|分钟))"
_ABOUT = regex(f"(?<![零〇一二三四五六七八九十百两0-9])([一二三四五六七八两])([二两三四五六七八九])(十?){_SPAN}")
_TENS_AND = regex(f"十([一二三四五六七八])([二三四五六七八九]){_SPAN}")
_TWICE_SAID = regex("([一二三四五六七八九十百]{1,5})\\(([0-9]{1,3})\\)(?=个|日|天)")


def _range(match: re.Match[str]) -> str:
    """两三天 is two to three days, 三五天 three to five; digits further apart are no range."""
    low, high = number(match[1]), number(match[2])
    return f"{match[1]}{match[3]}至{match[2]}{match[3]}" if high - low in {1, 2} else match[0]


def impossible(folded: str) -> str:
    """Why a day that is written cannot be; "" where all can. 2月29日 comes in a leap year."""
    for match in _MONTH_DAY.finditer(folded):
        day, month = number(match["day"]), number(match["month"]) if match["month"] else 0
        if month > 12:
            return f"没有{month}月，请核对"
        if month:
            longest = monthrange(int(match["year"] or _LEAP), month)[1] if month else 31
            of = f"{match['year']}年" if match["year"] else ""
            if day > longest:
                return f"{of}{month}月没有{day}日，请核对"
        elif day > _MOST_DAYS:
            return f"一个月没有{day}日，请核对"
    return ""


_LEAP, _MOST_DAYS = 2024, 31
_MONTH_DAY = regex(
    f"(?:(?P<year>[0-9]{{4}})年)?(?:(?P<month>{N})月(?:份)?|(?<=[每当本次首末头]月)|(?<=[每当本次首末头]月的))(?P<day>{N})[日号]"
)


_LISTED = regex("[①-⑳]")
_UNREAD = regex("[\\s\u200b-\u200f\u2060\ufeff\u00ad“”‘’]+")
_SLIPS = tuple(
    (regex(slip), meant)
    for slip, meant in (
        ("工作[曰天]", "工作日"),
        ("(?<=[0-9个])工作(?=(?:以|之)?内)", "工作日"),
        ("法定(?=工作日)", ""),
        (r"[日天]((?:以|之)?内)?\((?:均?为|指|按)?工作日(?:计算?)?\)", r"工作日\1"),
        ("(?<=[0-9])[oO](?=[0-9个日天工])", "0"),
        ("(?<![0-9A-Za-z])[lI](?=[0-9]个?(?:工作)?[日天])", "1"),
        ("贰拾", "二十"),
        ("(?:^|(?<=;))[0-9][.、](?![0-9])", ""),
    )
)

_NOTHING = regex(r"[-—–_/\\.。]*|暂?无|空|没有|不涉及|不适用|[Nn]/[Aa]")
_ABOVE = regex('同[上左前][。.]?|[〃"]|′′|(?:见|详见)上|同上[栏项格]|与上一?[项栏行格](?:相同|一致)|同第[0-9]+项')
_ROLLS = regex(r"\(?(?:如?遇|逢)[^,;。()遇逢]{0,8}(?:节假日|休息日|假日|周末)[^,;。()遇逢]{0,8}顺延\)?")


def whole_cell(folded: str) -> Part | None:
    """The part that a cell is as a whole: nothing, 同上, or a bare period (1年, 半年)."""
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
    """The text without 法律、法规另有规定的，从其规定 in one of its many forms, and that clause ("" where there is none)."""
    found = _EXCEPTION.search(folded)
    if not found:
        return folded, ""
    return _EXCEPTION.sub(";", folded).strip(";,"), found[0].strip("(),;。")


def scan(folded: str) -> tuple[tuple[Part, ...], str]:
    """The parts of a folded text without its exception, in order, and what no part accounts for."""
    folded, rolls = _ROLLS.subn("", folded)
    parts: list[Part] = []
    rest: list[str] = []
    place = start = 0
    fresh = stopped = True
    """Whether what is in hand, from `start`, did not begin right behind a part; whether a sentence ended since that."""
    while place < len(folded):
        found = _clause_at(folded, start, place, parts[-1] if parts and not stopped else None)
        if found:
            part, end = found
            if parts and not stopped and _is_said_again(parts[-1], part):
                parts.pop()
            parts.append(replace(part, text=folded[start:end].strip(",;:()。"), rolls=bool(rolls and part.anchors)))
            place = start = _ACTION.match(folded, end).end()  # type: ignore[union-attr]  # it matches nothing too
            fresh = stopped = False
        elif _stops(folded, start, place, fresh):
            _put_away(folded[start:place], fresh, parts, rest)
            fresh, stopped = True, stopped or folded[place] in ";。"
            place = start = place + 1
        else:
            place += 1
    _put_away(folded[start:], fresh, parts, rest)
    return tuple(parts), "；".join(rest)


_PUBLISH = (
    "公开|公布|发布|更新|上网|上报|报送|录入|归集|上传|推送|解读|张贴|通知|公[示告](?!期|时|结|完|届|满|后|[0-9不为至])"
)
_ACTION = regex(
    rf"(?:,?(?:予以|应当?|须|要|及时|主动|依法|向社会|对外|进行|完成|网上|同步|并|统一|由[^,;。()]{{2,20}}?(?=公开|公布|向社会))*"
    rf"(?:{_PUBLISH}|回复|答复|告知|反馈|办结|提交)+(?:内(?:{_PUBLISH}))*)?"
)


_AHEAD = 20
"""Characters behind a clause that matter for it."""


def _stops(folded: str, start: int, place: int, fresh: bool) -> bool:
    """Whether a stretch ends here: brackets within a trigger, as in 信息形成（变更）, do not end it."""
    sign = folded[place]
    if sign == "(":
        return place == start or not fresh
    return sign in ";。" or (sign == ")" and "(" not in folded[start:place])


def _is_said_again(before: Part, part: Part) -> bool:
    """每周信息于次周三之前 is one part: the second says what the first does, and the day."""
    bare = before.kind == "periodic" and not before.anchors and before.n is None
    return bare and part.kind == "periodic" and before.period in {part.period, None} and not part.scope


def _clause_at(folded: str, start: int, place: int, before: Part | None) -> tuple[Part, int] | None:
    """The part that begins at `place`, with where it ends; what is in hand is the text from `start` to there."""
    for pattern, make in CLAUSES:
        match = pattern.match(folded, place)
        if match:
            shown = before is not None and before.kind == "display"
            part = make(match, Hand.of(folded[start:place], folded[match.end() : match.end() + _AHEAD], shown))
            if part:
                return part, match.end()
    return None


_FILLER = regex(
    "(?:[,、:]|主动|依法|向社会|对外|予以|进行|公开|公布|公示|发布|更新|信息|政府|应当?|须|由|相关|有关|其中|内|的|各|一次|执行|办理|实行|等)*"
)
_FROM = regex("(?:自|从)?(.+?)(?:之日|日|之时)?(?:起|后)(?:计算|算起|开始计算|算)?")


def _put_away(text: str, fresh: bool, parts: list[Part], rest: list[str]) -> None:
    """What is in hand at a stop: an action of the part before, the trigger of one that has none, or not understood."""
    segments = text.split(",")
    left = segments if fresh else segments[1:]
    for segment in left:
        trigger = _FROM.fullmatch(segment)
        if trigger and parts and parts[-1].kind in {"within", "reply"} and not parts[-1].trigger:
            parts[-1] = replace(parts[-1], trigger=trigger[1])
        elif not _FILLER.fullmatch(segment):
            rest.append(segment)
