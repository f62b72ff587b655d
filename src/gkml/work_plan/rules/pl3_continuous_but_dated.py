"""时限写“常态化”“持续推进”，任务的正文里却有日子。

正文写明了哪天以前完成，时限栏就要写那一天，否则到期没有人管。

错误：

    sections:
      - heading: 平台
        parts:
          - {title: 调整栏目, text: 6月底前完成栏目调整。, assigned: （牵头科室：办公室）, due: 持续推进}  # PL3

正确：

    sections:
      - heading: 平台
        parts:
          - {title: 调整栏目, text: 6月底前完成栏目调整。, assigned: （牵头科室：办公室）, due: 6月底前}
"""

from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.tasks import is_continuous

SEVERITY = "warning"

_DATED = regex(
    "(?:(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号]|底|末|中旬|上旬|下旬)|年底|季度末|上半年)(?:之?前|以前)?(?:完成)?"
)


def check(entry: PlanEntry) -> Findings:
    for each in entry.tasks:
        match = _DATED.search(f"{each.task.title}\n{each.body}") if is_continuous(each.task.due) else None
        if match:
            message = f"时限写“{shown(each.task.due)}”，正文写的是“{shown(match[0])}”；请把日子写进时限"
            yield (entry.file, *each.route, "due"), message
