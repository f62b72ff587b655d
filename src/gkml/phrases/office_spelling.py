"""Returns keys for the offices of a cell by which two names of one office are recognised."""

from functools import lru_cache

from gkml.phrases.patterns import regex

_SPLIT = regex("[、，,；;/／\n](?![^“]{0,99}”)(?![^（]{0,99}）)")
_OWNER = regex("^(?:本|市|县|区|我|机关)?局(?=.{2,}[室科股处办])")
_UNIT = regex("^(?P<stem>[\u4e00-\u9fff]{2,12})(?P<unit>[科股处室])$")
_NAME = regex("[\u4e00-\u9fff]{1,12}(?:[科股处室队所站办]|中心)")
_GENERAL = regex("[各等及的]|科室|相关|有关|负责|牵头|配合|业务")


@lru_cache(maxsize=4096)
def offices(text: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, _SPLIT.split(text)) if part)


@lru_cache(maxsize=4096)
def without_owner(name: str) -> str:
    """局办公室 is 办公室."""
    return _OWNER.sub("", name)


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """人事教育科 is called 人教科: the first characters of words of two; "" where the name is not of such words."""
    unit = _UNIT.match(name)
    stem = unit["stem"] if unit else ""
    return stem[::2] + name[-1] if len(stem) >= 4 and len(stem) % 2 == 0 else ""


@lru_cache(maxsize=4096)
def is_name(name: str) -> bool:
    """Returns whether a text is the name of one office; 各科室, 政策起草科室 and 产生信息的相关科室 are not."""
    return _NAME.fullmatch(name) is not None and not _GENERAL.search(name)
