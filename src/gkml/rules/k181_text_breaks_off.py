"""文字没有写完，或者开头少了字。

以“的”“及”“和”“相关”或顿号、冒号收尾的，后面还应有一个词；以顿号、后括号、“等信息”开头的，前面还应有文字。“对于……的投诉、咨询、建议。”没有说
怎么办，也是没有写完。期限写到“予以公”“20个工作”为止的也是。多半是复制或者分页时丢了字。

错误：

    profile: basic-8
    items:
      - name: 负责依法行政工作
        items:
          - {name: 依法行政, content: 本局机关依法行政工作相关}  # K181
          - {name: 权责清单, content: 权力事项、责任事项、}  # K181
          - {name: 办事指南, time_limit: 信息形成之日起20个工作日内予以公}  # K181

正确：

    profile: basic-8
    items:
      - name: 负责依法行政工作
        items:
          - {name: 依法行政, content: 本局法治政府建设年度报告}
          - {name: 权责清单, content: 权力事项、责任事项}
          - {name: 办事指南, time_limit: 信息形成之日起20个工作日内予以公开}
"""

from gkml.catalog.cells import judged_of, of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import brief, shown
from gkml.phrases.elements import clauses
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_END = regex(
    "(?:[、，,：:（(《“‘]|以及|(?<![目标])的|(?<![普涉触波危顾惠])及|(?<![总共饱协缓温平])和|(?<!参)与"
    "|(?<!密切)(?<!息息)(?<!直接)(?<!不)相关|(?<!不)有关|(?<!不)包括|关于|对于)$"
)
_ENDS = "、，,：:（(《“‘的及和与关括于"
_STARTS = "、，。；：！？）》”’的以等"
"""The last character of each end, and the first of each start."""
_TAIL = 6
"""Characters at the end of a text that say whether it ends."""
_START = regex("(?:[、，。；：！？）》”’]|的(?!士|确)|以及|等(?:信息|情况|内容|方面)(?=[、，的]|$))")
_LIMIT_END = regex("(?:予以公?|(?:及时|主动|内|日|前)公|个工作?|[0-9]个?工|变更之|之日|形成或者?)$")
_LEFT_HANGING = regex("(?:对于|针对)[^，,：:]{6,}$")
_VERBS = regex(
    "进行|予以|作出|做出|给予|提出|开展|实施|处理|处置|答复|回应|回复|受理|组织|负责|公布|公开|公示|发布|反馈|说明|解答"
    "|制定|制订|采取|出台|编制|印发|建立|监督|检查|处罚|指导|协调|办理|提供|的(?:通知|公告|意见|办法|措施|政策|方案|情况|结果|信息)$"
)


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for text, fault in judged_of(of_field(entry, "name", "content"), _fault):
            yield text.route, fault
        for text in of_field(entry, "time_limit"):
            end = _LIMIT_END.search(text.text.rstrip("。；; "))
            if end:
                yield text.route, f"“{shown(text.text)}”停在“{end[0]}”，没有写完；请补上后面的文字"


def _fault(written: str) -> str:
    text = written.strip()
    bare = text.rstrip("。；;. ")
    end = _END.search(bare[-_TAIL:]) if bare.rstrip()[-1:] in _ENDS else None
    start = _START.match(text) if text[:1] in _STARTS else None
    if len(bare) > 1 and end:
        return f"以“{end[0]}”收尾，没有写完：“{shown(bare[-12:])}”；请补上后面的文字，或者删去这几个字"
    if len(bare) > 1 and start:
        return f"以“{start[0]}”开头，前面少了字：“{shown(text[:12])}”；请补上前面的文字，或者删去这几个字"
    for clause in clauses(text) if "对于" in text or "针对" in text else ():
        if _LEFT_HANGING.match(clause) and not _VERBS.search(clause):
            return f"“{brief(clause)}”没有说怎么办，句子不完整；请补上谓语，如“受理、答复……”"
    return ""
