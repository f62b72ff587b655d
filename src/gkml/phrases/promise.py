"""A duty's text in, the things out that it says will be made public: 将核查处置情况依法公开 gives 核查处置情况."""

import re
from functools import lru_cache

_PROMISE = re.compile(r"(依法公开|(?:依法|及时)?向社会(?:公开|公布|公示)|(?:进行|予以)?公示)(?=[。；;，,]|$)")
_CLAUSE = re.compile("[。；;，,]")
_BEFORE = re.compile(r"^.*?(?:将|把|明确|包括)|^(?:并|对|及时|定期|依法)")
_CHANNEL = re.compile("(?:通过|在|利用|依托).*$")
_JOINTS = re.compile("[、和及]|以及")
SHORTEST, LONGEST = 4, 14


@lru_cache(maxsize=4096)
def promised(text: str) -> tuple[str, ...]:
    """Each thing once. What comes behind the verb (公布本单位年度工作总结) is not looked for: it is the duty itself."""
    found: list[str] = []
    for match in _PROMISE.finditer(text):
        clause = _CLAUSE.split(text[: match.start()])[-1]
        said = _CHANNEL.sub("", _BEFORE.sub("", clause))
        things = [thing.strip() for thing in _JOINTS.split(said)]
        found += [thing for thing in things if SHORTEST <= len(thing) <= LONGEST and "的" not in thing]
    return tuple(dict.fromkeys(found))
