"""公开时限长于法定的20个工作日，又没有写明法律、法规依据。

《政府信息公开条例》第二十六条：自信息形成或者变更之日起20个工作日内公开；只有法律、法规可以另行规定更长的期限，部门规章、工作方案不行。
光写“法律法规另有规定的，从其规定”也不能延长。30日、一个月一般长于20个工作日（遇长假除外）。核查、办理用的期限不是公开期限。

错误：

    profile: basic-8
    items:
      - name: 食品安全抽检
        items:
          - {name: 核查处置情况, time_limit: 信息形成之日起90天内（法律、法规另有规定的，从其规定）}  # K131
          - {name: 抽检结果, time_limit: 信息形成之日起30个工作日内}  # K131

正确：

    profile: basic-8
    items:
      - name: 食品安全抽检
        items:
          - {name: 核查处置情况, time_limit: 核查处置结果形成之日起20个工作日内}
          - {name: 抽检结果, time_limit: 信息形成之日起7个工作日内}
"""

from gkml.catalog.cells import Text, of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.information import handling
from gkml.phrases.limit_part import Part
from gkml.phrases.limit_span import longest, working_days
from gkml.phrases.patterns import regex
from gkml.phrases.time_limit import STATUTE, read

SEVERITY = "error"
BASIS = "《政府信息公开条例》第二十六条"

_CERTAIN = 30
"""Days from which on they are more than 20 working days wherever no long holiday falls among them."""
_LAW = regex("《[^》]*(?:(?<![办方])法|条例)(?:[（(][^》]*)?》")
_OWN = regex("政府信息公开条例")
_FROM_ITSELF = regex(
    "形成|行成|变更|变动|调整|产生|生成|制作|制定|获取|出台|印发|颁布|下达|作出|做出|确定|发布|公布|"
    "(?:检查|抽检|抽查|检验|评审|评定|考核|统计|审计|调查)[^，。]{0,4}(?:结束|完成)"
)


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for cell in of_field(entry, "time_limit"):
            part = longest(read(cell.text))
            if part and _over(part) and _counts(part) and not _law_named(cell):
                yield (
                    cell.route,
                    f"“{shown(cell.text)}”长于法定的{STATUTE}个工作日，又没有写明法律、法规依据；{_advice(cell)}",
                )


def _over(part: Part) -> bool:
    """Whether a part is longer than the statute; of days that are not working days, 28 and 29 may be within it."""
    days = part.unit in {"day", "calendar_day"}
    return (working_days(part) or 0) > STATUTE and not (days and (part.n or 0) < _CERTAIN)


def _counts(part: Part) -> bool:
    """Whether the count starts when the information comes to be; what is counted from a far event is not judged."""
    return not part.trigger or _FROM_ITSELF.search(part.trigger) is not None


def _law_named(cell: Text) -> bool:
    """Whether the cell, the remark or the basis names a law or regulation other than the one that says 20 days."""
    item = cell.item
    named = [cell.text, *((item.remark, *item.basis) if item else ())]
    return any(_LAW.search(text) and not _OWN.search(text) for text in named)


def _advice(cell: Text) -> str:
    word = handling(cell.item.name, cell.item.content) if cell.item else ""
    within = f"信息形成或者变更之日起{STATUTE}个工作日内"
    if word:
        return f"看来是“{word}”的期限，不是公开期限，公开请写“{within}”或更短"
    return f"请改为“{within}”或更短，确有法律、法规规定的请写明条款"
