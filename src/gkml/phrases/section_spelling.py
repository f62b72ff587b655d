"""The path of a section in, its steps out, and whether two paths are likely one section written in two ways."""

from functools import lru_cache

from gkml.phrases.patterns import regex

_SITE = regex("^[^-—>＞/／：:“”]{2,14}[：:]\\s*(?=.)")
_STEP = regex("(?:(?<!\\s)\\s+)?(?:(?<!-)-+|(?<!—)—+|－|–|(?<!>)>+|＞|→|»|/|／|\\\\)\\s*(?![^“]{0,99}”)")
_HOME = frozenset({"网站首页", "首页", "主页"})
_SMALL = "及和与的"


@lru_cache(maxsize=4096)
def steps(path: str) -> tuple[str, ...]:
    """`市局网站：新闻动态 > 政务动态` is (新闻动态, 政务动态), and so is one that begins at the home page."""
    parts = tuple(step for step in _STEP.split(_SITE.sub("", path.strip())) if step)
    return parts[1:] if len(parts) > 1 and parts[0] in _HOME else parts


def one_section(path: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two paths with one last step name it alike, one leaves steps out, or they differ in the first alone."""
    a, b = tuple(map(plain, path)), tuple(map(plain, other))
    if len(a) == len(b):
        return a[1:] == b[1:] and (len(a) > 1 or a == b)
    shorter, fuller = sorted((a, b), key=len)
    rest = iter(fuller)
    return all(step in rest for step in shorter)


@lru_cache(maxsize=4096)
def plain(step: str) -> str:
    """政策及解读 and 政策解读, 数据公布 and 数据发布 have the same."""
    bare = "".join(letter for letter in step if letter not in _SMALL) if len(step) > 4 else step
    return bare.replace("公布", "发布")
