"""公开时限的话混进了公开内容、备注、渠道等别的列。

“与政策文件同步发布”“20个工作日内公开”“及时在网站上公布”说的是什么时候公开，应当写在公开时限里；写在公开内容里，既不是内容，又容易与
公开时限不一致。办事的期限、公示的天数、内容本身的周期（每月、年度）不在此列。

错误：

    profile: basic-8
    items:
      - name: 政策法规
        items:
          - {name: 政策解读, content: 解读材料。与政策文件同步发布, time_limit: 与政策文件同步发布}  # K140
          - {name: 抽检结果, content: 抽检结果，信息形成之日起20个工作日内公开, time_limit: 信息形成之日起20个工作日内}  # K140
          - {name: 报告结果, content: 及时在网站上公布报告结果, time_limit: 信息形成之日起7个工作日内}  # K140

正确：

    profile: basic-8
    items:
      - name: 政策法规
        items:
          - {name: 政策解读, content: 解读材料, time_limit: 与政策文件同步发布}
          - {name: 办事指南, content: 自受理之日起20个工作日内办结的事项；每月工作情况, time_limit: 信息形成之日起7个工作日内}

修复：末尾整句都是时限的话，删去这一句（要人看过才改）。
"""

from gkml.catalog.cells import Text, judged_of, of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_COLUMNS = ("content", "remark", "channels", "sections", "office", "body")
_HINT = regex("同步|同时|随文|工作日|日(?:以|之)?内|天(?:以|之)?内|及时|实时|动态|不定期|第一时间")
_SYNC = regex(
    "(?:应当?|须|要)?(?:与[^，。；、“”]{2,14}(?:同步|同时)(?:公开|公布|发布)|随文(?:公开|发布))(?:$|(?=[，。；]))"
)
_WITHIN = regex(
    "[^，。；、（(]{0,16}(?:形成|变更|产生|制作|获取|作出)[^，。；]{0,8}[0-9一二三四五六七八九十]+个?(?:工作日|日|天)(?:以|之)?内"
    "(?:(?:予以|向社会|对外|主动|及时)*(?:公开|公布|公示|发布))?(?=$|[，。；])"
)
_PROMPT = regex("(?:及时|第一时间)(?:[在于通过向][^，。；、]{1,12}?)(?:公开|公布|公示|发布)(?!制度|机制|情况)")
_WHOLE = regex(
    "(?:[^，。；]{0,14}(?:之日起|后))?[0-9一二三四五六七八九十]+个?(?:工作日|日|天)(?:以|之)?内(?:予以|及时|主动)*(?:公开|公布|公示|发布)?。?|"
    "与[^，。；]{2,14}(?:同步|同时)(?:公开|公布|发布)。?|(?:及时|实时|动态|不定期|第一时间)(?:公开|更新|公布|公示|发布)。?"
)
"""A column that holds nothing but a limit, as 20个工作日内 among the channels."""
_SENTENCE_BEFORE = regex("[，。；]\\s*$")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for cell, _ in judged_of(of_field(entry, *_COLUMNS), _HINT.search):
            words = _leaked(cell)
            if words:
                rest = _without(cell.text, words)
                stated = cell.item is not None and cell.item.time_limit.strip()
                advice = "那一列已经写了，请把这里的删去" if stated else "请写到公开时限里，这里删去"
                message = f"“{shown(words)}”说的是公开时限；{advice}"
                yield (cell.route, message, Fix(rest, safe=False)) if rest else (cell.route, message)


def _leaked(cell: Text) -> str:
    """Returns the words of a cell that are a time limit for publishing, or nothing."""
    text = cell.text.strip()
    if _WHOLE.fullmatch(text):
        return text
    if cell.field not in {"content", "remark"}:
        return ""
    match = _SYNC.search(text) or _WITHIN.search(text) or _PROMPT.search(text)
    return match[0] if match else ""


def _without(text: str, words: str) -> str:
    """Returns the text without a last sentence that is only the limit; "" if the sentence has other words."""
    bare = text.rstrip("。 ")
    head = bare.removesuffix(words)
    if head == bare or not _SENTENCE_BEFORE.search(head):
        return ""
    return head.rstrip("，；。 ")
