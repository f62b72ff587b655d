"""Takes the text of a 公开时限 and returns a copy for reading, or the reason why a day in it cannot exist.

The printed text is never changed.
"""

import re
import unicodedata
from calendar import monthrange

from gkml.phrases.limit_words import N
from gkml.phrases.numeral import number
from gkml.phrases.patterns import regex


def fold(text: str) -> str:
    """Returns a copy in one width (NFKC) without white space, invisible characters and quotation marks.

    Corrects unambiguous slips (工作曰, 20个工作内, 2O个, 20日（工作日）内), writes 二○二五年 as 2025年 and 叁拾日 as 三十日, expands
    两三天 to 两至三天 and 1、4、7月15日 to a day of each month, reduces 七（7）个 to 7个, and omits the time of day (每周五17时前).
    """
    copy = _LISTED.sub(";", text)
    copy = _UNREAD.sub("", unicodedata.normalize("NFKC", copy))
    copy = _FINANCIAL.sub(lambda match: match[0].translate(_PLAIN), copy)
    copy = _POSITIONAL.sub(_digits, copy)
    for slip, correction in _SLIPS:
        copy = slip.sub(correction, copy)
    copy = _TWICE.sub(lambda match: match[2] if number(match[1]) == int(match[2]) else match[0], copy)
    copy = _TIME_OF_DAY.sub("", _TIME_OF_SAME_DAY.sub("内", copy))
    copy = _MONTHS.sub(_each_month, copy)
    return _TENS_AND.sub(r"十\1至十\2", _ABOUT.sub(_range, copy))


_MONTHS = regex(
    f"(?<![0-9第])(?P<months>{N}(?:[、,和及]{N})+)月(?:份)?(?:的?(?P<day>{N}[日号])|的?(?P<end>[底末初](?!的)))?(?![0-9])"
)
"""Months of which only the last has the word 月: 1、4、7、10月15日."""
_BETWEEN_MONTHS = regex("[、,和及]")


def _each_month(match: re.Match[str]) -> str:
    """Writes the word, and the day that all the months share, behind each; what is no list of months stays."""
    months = _BETWEEN_MONTHS.split(match["months"])
    numbers = [number(month) for month in months]
    if sorted(set(numbers)) != numbers or not all(1 <= each <= 12 for each in numbers):
        return match[0]
    return "、".join(f"{month}月{match['day'] or match['end'] or ''}" for month in months)


_LISTED = regex("[①-⑳]")
_UNREAD = regex("[\\s\u200b-\u200f\u2060\ufeff\u00ad“”‘’]+")

_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰", "一二三四五六七八九十百")
_FINANCIAL = regex(
    "[壹贰叁肆伍陆柒捌玖一二三四五六七八九]?[拾佰][零壹贰叁肆伍陆柒捌玖拾一二三四五六七八九]*(?=个?(?:工作日|自然日|[日天周月年]))"
    "|(?<=[起后前内于过在,])[壹贰叁肆伍陆柒捌玖](?=个?(?:工作日|自然日|[日天周月年]))"
)
_ZEROS = "0〇零○◯oO"
_POSITIONAL = regex(
    f"(?<![A-Za-z0-9.十百千{_ZEROS}])(?=[1-9一二三四五六七八九][0-9一二三四五六七八九]*[{_ZEROS}])"
    f"(?=[0-9]*[一二三四五六七八九〇零○◯])[0-9一二三四五六七八九{_ZEROS}]{{2,4}}(?![A-Za-z0-9十百千])"
    "|(?<![一二三四五六七八九])[一二][一二三四五六七八九]{3}(?=年)"
)
"""A number in positional notation with a zero in any of its spellings (二○, 2〇, 二零二五), or a year without one."""
_DIGITS = str.maketrans("一二三四五六七八九" + _ZEROS, "123456789" + "0" * len(_ZEROS))


def _digits(match: re.Match[str]) -> str:
    return match[0].translate(_DIGITS)


_SLIPS = tuple(
    (regex(slip), correction)
    for slip, correction in (
        ("工作[曰天]", "工作日"),
        ("(?<=[0-9个])工作(?=(?:以|之)?内)", "工作日"),
        ("法定(?=工作日)", ""),
        (r"[日天]((?:以|之)?内)?\((?:均?为|指|按)?工作日(?:计算?)?\)", r"工作日\1"),
        ("(?<=[0-9])[oO](?=[0-9个日天工])", "0"),
        ("(?<![0-9A-Za-z])[lI](?=[0-9]个?(?:工作)?[日天])", "1"),
        ("(?<=月[0-9])[lI](?=[日号])", "1"),
        ("(?:^|(?<=;))[0-9][.、](?![0-9])", ""),
    )
)

_SPAN = "(?=个?(?:工作日|自然日|[日天周月年]|星期|小时|分钟))"
_ABOUT = regex(f"(?<![零〇一二三四五六七八九十百两0-9])([一二三四五六七八两])([二两三四五六七八九])(十?){_SPAN}")
_TENS_AND = regex(f"十([一二三四五六七八])([二三四五六七八九]){_SPAN}")
_TWICE = regex("([一二三四五六七八九十百]{1,5})\\(([0-9]{1,3})\\)(?=个|日|天)")


def _range(match: re.Match[str]) -> str:
    """Expands 两三天 to 两至三天 and 三五天 to 三至五天; digits that are further apart are not a range."""
    low, high = number(match[1]), number(match[2])
    return f"{match[1]}{match[3]}至{match[2]}{match[3]}" if high - low in {1, 2} else match[0]


_CLOCK = "(?:上午|下午|晚上?|早上?|中午)?(?:[0-9]{1,2}(?:[时点](?:整|半|[0-9]{1,2}分)?|:[0-9]{2})|下班)"
_TIME_OF_DAY = regex(
    "(?:(?<=[0-9一二三四五六七八九十][日号])|(?<=周[一二三四五六日天])|(?<=星期[一二三四五六日天])|(?<=[月年季][底末]))"
    f"{_CLOCK}(?=(?:之|以)?前)"
)
_TIME_OF_SAME_DAY = regex(f"(?<=[当次即同][日天]){_CLOCK}(?:之|以)?前")


# --- days that cannot exist ---


def impossible(folded: str) -> str:
    """Returns the reason why a named day cannot exist, "" if all days can. 2月29日 exists in leap years."""
    for match in _MONTH_DAY.finditer(folded):
        month = number(match["month"]) if match["month"] else None
        fault = _day_fault(match["year"], month, number(match["day"]))
        if fault:
            return fault
    without_month = _DAY_WITHOUT_MONTH.search(folded)
    if without_month:
        return f"“{without_month[0]}”没有写是哪个月，请写成“每年1月31日前”“每季度首月10日前”一类的说法"
    shared = _SHARED_DAY.search(folded)
    if shared:
        return f"“{shared[0]}”分不清各月都是那一日，还是只有最后一个月是；请逐个写明，如“3月15日、9月15日前”"
    relative = _OTHER_PERIOD.search(folded)
    if relative:
        return f"“{relative[0]}”没有写是从哪一年、哪一月数起，请写明年份，或写成“每年1月31日前”一类的说法"
    return ""


def _day_fault(year: str | None, month: int | None, day: int) -> str:
    if day == 0:
        return "没有0日，请核对"
    if month is None:
        return f"一个月没有{day}日，请核对" if day > _MOST_DAYS else ""
    if not 1 <= month <= 12:
        return f"没有{month}月，请核对"
    if day > monthrange(int(year or _LEAP), month)[1]:
        return f"{year}年{month}月没有{day}日，请核对" if year else f"{month}月没有{day}日，请核对"
    return ""


_LEAP, _MOST_DAYS = 2024, 31
_MONTH_DAY = regex(
    f"(?:(?P<year>[0-9]{{4}})年)?(?:(?P<month>{N})月(?:份)?|(?<=[每当本次首末头]月)|(?<=[每当本次首末头]月的))(?P<day>{N})[日号]"
)
_OTHER_PERIOD = regex(
    f"(?:[去前后]年|上一?个?(?:年度?|半年|季度?|月))(?:{N}月份?)?(?:{N}[日号]|[底末])(?:之|以)?前|(?:[去前后]年|上一?年度?){N}月(?:之|以)?前"
)
"""A deadline in a period before or after the current one: 去年12月31日前, 上季度末前."""
_SHARED_DAY = regex(f"(?<![0-9])(?:{N}月(?:份)?[、,和及])+{N}月(?:份)?{N}[日号]")
"""Months of which only the last has a day: 3月、9月15日."""
_DAY_WITHOUT_MONTH = regex(f"(?:每个?|各)(?:半?年度?|季度?|旬|周|星期|学期)的?{N}[日号](?![常内以])")
