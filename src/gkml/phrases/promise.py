"""A duty's wording in, the information that it says will be made public out: `将核查处置情况依法公开`, `公布评议结论`.

Only what is named is taken: 公布结果 or 其他应当公示的信息 could be anything.
"""

from gkml.phrases.elements import clauses
from gkml.phrases.name import essence, parts
from gkml.phrases.patterns import regex

_MADE_PUBLIC = "(?:公开|公示|公布)(?!系统|平台|栏|义务|期|名单|制度|目录|指南|工作|的|前|后)"
_TAKEN = regex(
    rf"[将把](?P<what>[^，。；：]{{4,60}}?)(?:(?:通过|在|于|自|按照?|依照)[^，。；：]{{2,40}}?)?(?:依法|及时|主动|如实|定期|统一)*(?:向社会)?(?:进行|予以)?{_MADE_PUBLIC}"
)
_SHOWN = regex(
    "(?:公布|发布|公示)(?<!(?:信息|政策|企业|政务)..)(?!机关|机构|单位|主体|系统|平台|栏|义务|期|制度|工作|的|前|后|会|和|、|，|等|在|于)(?P<what>[^，。；：]{4,60})"
)
_LISTED = regex("(?:^|，)(?:明确)?(?P<what>[^，。；：]{2,12}(?:、[^，。；：、]{2,12}){2,})(?:的)?公示$")
_PUBLIC = regex("公开(?!的)|公示|公布|发布")
_TITLE = regex("《[^》]{0,400}》")
_BEFORE_HEAD = regex("^.*等(?:方面|领域|案件|企业|单位)?的?")
_ANYTHING = regex("其他|其它|下列|需要|应当|有关|相关|以上|上述")
_SHORTEST, _LONGEST = 4, 2000
"""Characters of a promise; of a duty that is read, for the patterns look far back and ahead."""


def promises(duty: str) -> tuple[str, ...]:
    """Each thing that the duty names as to be made public, once."""
    if len(duty) > _LONGEST or not _PUBLIC.search(duty):
        return ()
    names: dict[str, None] = {}
    for clause in filter(_PUBLIC.search, clauses(_TITLE.sub("", duty))):
        for pattern in (_TAKEN, _SHOWN, _LISTED):
            for match in pattern.finditer(clause):
                for part in parts(_BEFORE_HEAD.sub("", match["what"])):
                    bare = part.removesuffix("的")
                    if len(bare) >= _SHORTEST and not _ANYTHING.search(bare):
                        names.setdefault(bare)
    return tuple(names)


def covered(promise: str, text: str) -> bool:
    """Whether the items' texts speak of it: four characters in a row of it, or its last word, which says what it is."""
    bare, whole = essence(promise), essence(text)
    return bare[-2:] in whole or any(bare[place : place + 4] in whole for place in range(max(1, len(bare) - 3)))
