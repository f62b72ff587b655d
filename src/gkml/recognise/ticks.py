"""Reads ticks and check-lists, with all marks that are in use for yes and no."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from gkml.phrases.channel import is_channel

ON = "■▲▄☑√✓✔☒✅●◆▣◼⬛"
OFF = "□☐○◯◻▢❑❒❏◇⬜×✕✖✗✘╳"
_LETTERS_ON, _LETTERS_OFF = "Rþ", "£口¨"
"""Remains of symbol fonts and of scans; marks only if the cell has no other text or each option has one."""
_YES, _NO = (
    {"是", "有", "1", "Y", "y", "V", "v", "YES", "yes", "Yes"},
    {"否", "无", "0", "N", "n", "NO", "no", "No", "/", "／", "-", "—", "\\"},
)
_MARK = re.compile(rf"[{ON}{OFF}]")
_WORD = "口[头岸径腔碑述令语服号袋播子]"
"""Words that begin with the character that users type for an empty box."""
_LETTER_MARK = re.compile(rf"(?:^|(?<=[\s、；;]))(?!{_WORD})[{_LETTERS_ON}{_LETTERS_OFF}](?=\s*[^\sA-Za-z0-9])")
_TYPED_BOX = re.compile(
    rf"(?:(?P<starts>(?:^|(?<=[\s、；;])))|(?<![窗门路港出入关进人接]))(?!{_WORD})口(?=\s*(?P<option>[^\s{ON}{OFF}口]+))"
)
_OTHER = re.compile(
    r"(?P<name>其他|其它)(?P<mid>\s*[（(]?(?:请注明|请写明|请填写)?[)）]?\s*(?P<separator>[:：]?)[ \u3000]?)(?P<text>.*)",
    re.S,
)
_BLANKS = re.compile(r"[_＿\s]+")


def ticked(text: str) -> bool | None:
    """Returns whether a cell is ticked; None if it holds something other than a tick or a blank."""
    bare = "".join(text.split()).strip("()（）[]【】")
    if not bare or bare in _NO or all(sign in OFF + _LETTERS_OFF for sign in bare):
        return False
    if bare in _YES or all(sign in ON for sign in bare) or bare in (*_LETTERS_ON,):
        return True
    return None


class Option(NamedTuple):
    """One option of a check-list: its printed text without the mark."""

    name: str
    on: bool


class CheckList(NamedTuple):
    """A check-list: its options without 其他; the wording of 其他 ("" if absent), whether it is ticked, and its text."""

    options: tuple[Option, ...]
    other: str = ""
    separator: str = ""
    other_on: bool = False
    text: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(option.name for option in self.options)


@lru_cache(maxsize=65536)
def check_list(text: str) -> CheckList | None:
    """Returns the options of a cell in which each has a mark before it (or each behind it); None for other cells."""
    marks = _marks(text)
    if not marks:
        return None
    stretches = _before(text, marks) if not text[: marks[0].start()].strip() else _behind(text, marks)
    if stretches is None:
        return None
    options: list[Option] = []
    other = CheckList(())
    for on, stretch in stretches:
        match = _OTHER.fullmatch(stretch)
        if match is None or other.other:
            options.append(Option(_joined(stretch), on))
            continue
        text_behind = _BLANKS.sub(" ", match["text"]).strip(" ()（）")
        other = CheckList((), match["name"], match["separator"], on, text_behind)
    return other._replace(options=tuple(options))


def _marks(text: str) -> list[re.Match[str]]:
    """Returns the marks of a check-list in order: signs, or, without signs, letters in their place.

    Beside signs the character 口 is a mark too where it stands before the name of a channel.
    """
    signs = list(_MARK.finditer(text))
    if not signs:
        letters = list(_LETTER_MARK.finditer(text))
        return [] if len(letters) == 1 and letters[0][0] == "口" else letters
    typed = [match for match in _TYPED_BOX.finditer(text) if is_channel(match["option"]) or match["starts"] is not None]
    return sorted([*signs, *typed], key=re.Match.start)


def _before(text: str, marks: Sequence[re.Match[str]]) -> list[tuple[bool, str]] | None:
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    options = [
        (_on(mark[0]), text[mark.end() : end].strip(" \t\n\u3000、；;，,"))
        for mark, end in zip(marks, ends, strict=True)
    ]
    return options if all(name for _, name in options) else None


def _behind(text: str, marks: Sequence[re.Match[str]]) -> list[tuple[bool, str]] | None:
    if text[marks[-1].end() :].strip():
        return None
    starts = [0] + [mark.end() for mark in marks[:-1]]
    options = [
        (_on(mark[0]), text[start : mark.start()].strip(" \t\n\u3000、；;，,"))
        for mark, start in zip(marks, starts, strict=True)
    ]
    return options if all(name for _, name in options) else None


def _on(mark: str) -> bool:
    return mark in ON or mark in _LETTERS_ON


def _joined(name: str) -> str:
    """Returns the name of an option in one line, without the breaks of a narrow cell."""
    return re.sub(r"\s*\n\s*", "", name)
