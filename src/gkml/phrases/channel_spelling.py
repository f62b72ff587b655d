"""The name of a channel in, what it is the channel of and of which kind out: two spellings of one have the same key."""

from functools import lru_cache

from gkml.phrases.patterns import regex

_QUOTES = regex("[“”\"'‘’「」\\s\u3000]")
_LONGEST = 400
"""Characters of the longest name of a channel."""
_SITE = regex(
    "(?P<owner>.*?)(?:人民政府|政府)?(?:官方|门户|政务|互联网|外部)*(?:网站|官网|网页)(?:平台)?(?P<rest>)|"
    "(?P<account>.*?)(?:官方|政务)*(?:微信)?(?:公众号|公众平台|订阅号|官微|微信号)"
)
_SPLIT = regex("[／，,；;\n]|/|、(?![^“]{0,99}”)(?![^（]{0,99}）)")


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """`柳州市商务局政府网站`, `柳州市商务局门户网站` and `柳州市商务局网站` have the same."""
    bare = _QUOTES.sub("", name)
    match = _SITE.fullmatch(bare) if len(bare) <= _LONGEST else None
    if not match:
        return bare
    return f"{match['owner']}网站" if match["account"] is None else f"{match['account']}公众号"


@lru_cache(maxsize=4096)
def channels(text: str) -> tuple[str, ...]:
    """Returns the names that a text lists; a mark inside quotation marks or brackets separates nothing."""
    return tuple(part for part in map(str.strip, _SPLIT.split(text)) if part)
