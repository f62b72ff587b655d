"""Restores the text of a cell: joins words that a narrow cell broke over lines, and divides lists into entries."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from gkml.phrases.channel import channels_in, is_channel
from gkml.phrases.pieces import masked, pieces
from gkml.phrases.time_limit import read

_SAME = re.compile('[（(]?(?:同上(?:一[行项栏格])?|〃|″|＂|"|”|々|仝)[）)]?[。.]?')
_SPACES = " \t\u3000"
_ENDS = "。；;：:！!？?"
_STARTS = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十百]+[）)、.．]|[（(]?\d{1,3}(?:[）)、.．](?!\d)|(?=[\u4e00-\u9fff《])(?![年月日号个项天条]))|[①-⑳⑴-⒇⒈-⒛]|第[一二三四五六七八九十百]+[条款项]|[·•◆●▪－—]\s*|注[：:]|[■□☑☐√])"
)
_LATIN = re.compile("[0-9A-Za-z]")
_CITED = re.compile(r"(?<=[》）)])\s*[、，,；;]?\s*(?=《)")


def same_above(text: str) -> bool:
    """Returns whether a cell refers to the cell above it, such as 同上."""
    return len(text) < 20 and bool(_SAME.fullmatch("".join(text.split())))


_PLACEHOLDER = re.compile(r"\s*(?:[-－—–/／\\]+|无)\s*")


def is_placeholder(text: str) -> bool:
    """Returns whether a level cell states that there is no name: a dash, a stroke or 无."""
    return len(text) < 20 and bool(_PLACEHOLDER.fullmatch(text))


@lru_cache(maxsize=65536)
def rejoined(text: str, field: str = "") -> str:
    """Joins the lines of a cell, except where a sentence or a point of a list begins; keeps spaces at both ends.

    `field` decides which texts may have a line of their own: offices, limits, short texts in a wide column.
    """
    if not text.strip():
        return ""
    if "\n" not in text:
        return text
    kept: list[str] = []
    for line in _lines(text.strip("\n")):
        if not line:
            continue
        if kept and not _begins(kept[-1], line) and not _apart(kept[-1], line, field):
            kept[-1] += (" " if _LATIN.match(kept[-1][-1]) and _LATIN.match(line) else "") + line
        else:
            kept.append(line)
    return "\n".join(kept)


def _lines(text: str) -> Iterator[str]:
    """Yields the lines without the spaces at their breaks."""
    first, *others = text.split("\n")
    yield first.rstrip(_SPACES) if others else first
    for number, line in enumerate(others, 1):
        yield line.strip(_SPACES) if number < len(others) else line.lstrip(_SPACES)


def _begins(before: str, line: str) -> bool:
    """Returns whether a line begins a new text; within open brackets or quotation marks it does not."""
    opened = sum(map(before.count, "（(《“")) > sum(map(before.count, "）)》”"))
    return not opened and (before[-1] in _ENDS or bool(_STARTS.match(line)) or (before[-1] == "》" and line[0] == "《"))


_LASTING = re.compile(
    r"(?:长期|常年|随时|及时|实时|即时|定期|不定期|动态|按[年季月]度?|每[年季月周日]度?)(?:公开|公示|更新|发布|公布)?"
)
_STAGE = re.compile("(?:事前|事中|事后|事先|即日|同步)(?:公开|公示|公告|更新|发布|公布)")
_SHORT = 4
"""The length up to which a line of a content column, which is wide, is not broken."""
_OFFICE = re.compile(r".{2,}(?:科|股|室|处|办|局|队|所|站|中心|委员会|部门|单位)(?:[（(][^（）()]*[）)])?")


def _apart(before: str, line: str, field: str) -> bool:
    """Returns whether two lines are separate texts, by the field of their column."""
    before = before.rpartition("\n")[2]
    match field:
        case "office" | "body":
            return bool(_OFFICE.fullmatch(before) and _OFFICE.fullmatch(line))
        case "extra":
            return all(map(_LASTING.fullmatch, (before, line)))
        case "time_limit":
            return all(map(_is_whole_limit, (before, line)))
        case "content":
            return len(before) <= _SHORT and before[-1] not in "、，,的和及与"
    return False


def _is_whole_limit(line: str) -> bool:
    """Returns whether a line states a time limit by itself."""
    if _LASTING.fullmatch(line) or _STAGE.fullmatch(line):
        return True
    return any(part.computable != "no" for part in read(line).parts)


_JOINTS = {"、": re.compile("[、\n]"), "\n": re.compile("\n"), "": re.compile("\n"), "；": re.compile("[；;\n]")}


def listed(text: str, field: str, join: str, *, options: bool = False) -> tuple[str, ...]:
    """Returns the entries of a list cell: divided at the separator of the form, and where they clearly are several.

    `options`: the form prints a check-list here, so that any wording with several options is divided.
    """
    if field == "channels" and (counted := _counted(text)):
        return counted
    lines = entries_on_lines(text, field)
    if field == "basis":
        return tuple(piece.strip() for line in lines for piece in _CITED.split(line) if piece.strip())
    if options and len(channels := channels_in(text)) > 1:
        return channels
    separator = _JOINTS.get(join) or re.compile(f"{re.escape(join)}|\n")
    entries = tuple(piece.text for line in lines for piece in pieces(line, separator))
    return entries if len(entries) != 1 else (lines[0],)


_COUNT = re.compile(r"(?:^|(?<=[\s、，,；;]))[（(]?(\d{1,2})[.．、)）][ \u3000]*(?=[^\d\s])")


def _counted(text: str) -> tuple[str, ...]:
    """Returns the entries of a list numbered from 1, without the numbers; empty for other lists."""
    numbers = list(_COUNT.finditer(text.strip()))
    if not numbers or numbers[0].start() or [int(each[1]) for each in numbers] != list(range(1, len(numbers) + 1)):
        return ()
    ends = [*(each.start() for each in numbers[1:]), len(text.strip())]
    entries = (
        text.strip()[each.end() : end].strip(" \t\n\u3000、，,；;。") for each, end in zip(numbers, ends, strict=True)
    )
    return tuple(rejoined(entry) for entry in entries)


def parted(text: str, join: str) -> tuple[str, ...]:
    """Returns the entries that the layout joined, with their spaces and line breaks."""
    if not join:
        return tuple(entry for entry in _CITED.split(text) if entry)
    entries: list[str] = []
    start, hidden = 0, masked(text)
    while (end := hidden.find(join, start)) >= 0:
        entries.append(text[start:end])
        start = end + len(join)
    return tuple(entry for entry in (*entries, text[start:]) if entry)


_PATH = re.compile(r"[^\s\-－—>＞/／→]\s*(?:[-－—>＞/／→]+)\s*[^\s\-－—>＞/／→]")


def entries_on_lines(text: str, field: str) -> list[str]:
    """Returns the lines of a cell that are entries of their own; lines that only break a word are one."""
    lines = [line.strip(_SPACES) for line in text.split("\n") if line.strip(_SPACES)]
    if len(lines) > 1 and _are_whole(lines, field):
        return lines
    if len(lines) > 1 and guess_of(text, field) == LINES_APART:
        return _with_rests(lines) if field == "channels" else lines
    return [line for line in rejoined(text).split("\n") if line.strip()]


def _with_rests(lines: Sequence[str]) -> list[str]:
    """Returns the lines, one that is the broken end of a channel with the line before it: 门户网⏎站."""
    entries = [lines[0]]
    for line in lines[1:]:
        before = entries[-1]
        is_end = _is_whole_channel(before + line) and not (_is_whole_channel(before) or _is_whole_channel(line))
        if is_end or len(line) == 1:
            entries[-1] += line
        else:
            entries.append(line)
    return entries


LINES_APART = "各行当作各自的一项"
LINES_JOINED = "各行当作一项"
"""The guesses about lines whose words do not decide whether each is an entry."""


def guess_of(text: str, field: str) -> str:
    """Returns the guess about a cell whose lines are neither whole entries nor one broken text; "" without a guess."""
    lines = [line.strip(_SPACES) for line in text.split("\n") if line.strip(_SPACES)]
    if field not in {"channels", "audience"} or len(lines) < 2 or _are_whole(lines, field):
        return ""
    if _is_wrapped(lines):
        # Three lines or more of which most name channels are no text that happens to break behind each of them.
        is_list = len(lines) > 2 and sum(map(_is_whole_channel, lines)) * 2 > len(lines) and not _is_parted(lines)
        return LINES_APART if is_list else ""
    is_one = is_channel("".join(lines)) and not any(map(_is_whole_channel, lines[:-1]))
    return LINES_JOINED if is_one else LINES_APART


def _are_whole(lines: Sequence[str], field: str) -> bool:
    return field in _WHOLE and all(map(_WHOLE[field], lines))


_OPEN_END = tuple("、，,；;：:（(《“—-–/／和及与或的·")
_OPEN_START = tuple("、，,；;：:）)》”—-–/／和及与或等的·")


def _is_parted(lines: Sequence[str]) -> bool:
    """Returns whether signs or numbers part the entries, or a line cannot be whole."""
    if any(a.endswith(_OPEN_END) or b.startswith(_OPEN_START) for a, b in pairwise(lines)):
        return True
    return any(sign in line for line in lines for sign in "、，,；;。") or any(map(_STARTS.match, lines))


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Returns whether lines may be one text that a narrow cell broke: all but the last fill the width of the cell."""
    if _is_parted(lines):
        return True
    widths = [sum(2 if ord(sign) > 0x2E7F else 1 for sign in line) for line in lines]
    return min(widths[:-1]) >= max(widths) - 1


def _is_path(line: str) -> bool:
    return bool(_PATH.search(line))


_OCCASION = re.compile(r".{1,10}(?:会|论坛|栏|屏|牌|墙|册|台|网|报|点|站|厅|微信|微博|培训|讲座|走访|宣讲|上门|告知书)")


def _is_whole_channel(line: str) -> bool:
    return is_channel(line) or bool(_OCCASION.fullmatch(line))


_WHOLE: dict[str, Callable[[str], bool]] = {"channels": _is_whole_channel, "sections": _is_path}
"""The test by field whether a line is an entry by itself."""
