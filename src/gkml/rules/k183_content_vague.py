"""公开内容笼统，看不出公开什么。

《政府信息公开条例》第二十二条要求确定“主动公开政府信息的具体内容”。“相关信息”“有关情况”“本局需要公开的通知等信息”没有边界：公众不知道能看到
什么，科室也不知道该交什么。请写出信息的名称或要素。“初审对象名单及相关材料”已经写出了名单，不报。
只举一例再写“等信息”的（“服务指南等信息”）、写“内容同上”的，也报告。

错误：

    profile: basic-8
    items:
      - name: 提供办事服务
        items:
          - {name: 办事指南, content: 本单位行政办事服务事项相关信息}  # K183
          - {name: 通知公告, content: 本局需要公开发布的相关通知等信息}  # K183

正确：

    profile: basic-8
    items:
      - name: 提供办事服务
        items:
          - {name: 办事指南, content: 受理条件、办理流程、申请材料、办理时限、收费标准}
          - {name: 通知公告, content: 会议、检查和专项资金申报的通知}
"""

from gkml.catalog.cells import judged_of, of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.elements import clauses, elements
from gkml.phrases.patterns import regex

SEVERITY = "warning"
BEHIND = ("content-is-task",)
BASIS = "《政府信息公开条例》第二十二条"

_THING = "(?:信息|情况|内容|事项|资料|材料|工作|业务|事务|通知|公告|文件|动态|数据){1,2}"
_LAST = "(?:的?(?:公开|公示|公布|发布))?$"
_VAGUE = regex(
    rf"(?:相关|有关)的?{_THING}(?:等(?:信息|情况|内容)?)?{_LAST}"
    rf"|^(?:[^、，和及]{{0,6}}范围内|本(?:局|单位|部门|机关|委|办|级))的?(?:相关|有关)[^、，和及与]{{2,16}}(?:信息|情况|内容){_LAST}"
    rf"|^(?:本(?:局|单位|部门|机关|委|办|级)|其他|其它)?(?:应当?|需要?|须|依法|可以)*(?:主动)?(?:向社会)?(?:公开|公布|公示|发布)的(?:其他|其它)?(?:政府)?{_THING}{_LAST}"
    rf"|^(?:其他|其它|各类|各项|相关|有关|本(?:局|单位|部门|机关))的?{_THING}{_LAST}"
)
_ONE_EXAMPLE = regex(r"(?!.*(?:目录|清单|名单))[^、，和及与（）()]{2,8}等(?:相关)?(?:信息|内容|情况|材料)")
_ABOVE = regex("(?:.{1,12}[:：])?(?:公开)?(?:内容|要素)(?:同上|同前)|.{1,12}[:：]同上")
_HINT = regex("等|同上|同前|相关|有关|开的|布的|示的|其他|其它|各类|各项|本局|本单位|本部门|本机关")
_NAMED = regex(
    "[^、，]{2,}(?:名单|名册|目录|清单|标准|条件|流程|决定书?|结果|报告|公告|方案|预案|制度|办法)(?:及其?|和|与|以及)?(?:相关|有关)"
)
_JOINED = regex("[^、，]{2,}(?:和|及|与|以及)[^、，]{2,}(?:相关|有关)的?")

_LONGEST = 40
"""Characters of a vague content; a longer one says something besides."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for text, _ in judged_of(of_field(entry, "content"), _vague):
            message = f"公开内容“{shown(text.text.strip())}”笼统，看不出公开什么；请写出信息的名称或要素"
            yield text.route, message


def _vague(content: str) -> bool:
    if len(content) > _LONGEST or not _HINT.search(content):
        return False
    whole = clauses(content)
    if any(_ABOVE.fullmatch(clause) for clause in whole) or (len(whole) == 1 and _ONE_EXAMPLE.fullmatch(whole[0])):
        return True
    if len(whole) != 1 or not _VAGUE.search(whole[0]):
        return False
    return len(elements(whole[0])) == 1 and not (_JOINED.match(whole[0]) or _NAMED.match(whole[0]))
