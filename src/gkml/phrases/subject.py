"""A content or name in, what it is about out: whose it is, filling words and verbs of publishing taken away."""

from functools import lru_cache

from gkml.phrases.name import essence
from gkml.phrases.patterns import regex

_OWN = regex(
    "^(?:(?:本|我|该)(?:局|单位|部门|机关|委|办|中心|院|校|所|站|镇|乡|街道|县|市|区|级|行政机关|地区)(?:机关|及(?:直属|所属|下属|内设)[^的、，]{0,6})?)"
    "?(?:(?:制发|制定|制作|出台|编制|印发|形成|发布)的)?的?(?:相关|有关|具体|各类|各项)?的?"
)
_PUBLISH = regex("^(?:负责)?(?:及时|依法|主动|定期|按规定)*(?:向社会)?(?:公示|公布|发布|公开|通报|宣传)(?=.{4})")
_LAST = regex("(?<=..)(?:事项|的?公示|的?公开|的?发布)$")
_LASTS = ("事项", "公示", "公开", "发布")


@lru_cache(maxsize=4096)
def subject(text: str) -> str:
    """`本局制发的主动公开政府信息。` is about 主动公开政府, as 主动公开政府信息 is."""
    stripped = text.strip()
    own = _OWN.match(stripped)
    topic = essence(stripped[own.end() :] if own and own.end() < len(stripped) else text)
    return essence(_LAST.sub("", topic)) if topic.endswith(_LASTS) else topic


@lru_cache(maxsize=4096)
def published(text: str) -> str:
    """What a task of publishing publishes: `发布食盐监管动态。` is about 食盐监管动态; other texts are about themselves."""
    stripped = text.strip()
    match = _PUBLISH.match(stripped)
    return subject(stripped[match.end() :] if match else stripped)
