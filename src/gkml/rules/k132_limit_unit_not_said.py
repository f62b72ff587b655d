"""同一份目录别处用“工作日”，这里只写“日”“天”，没有说是不是工作日。

“20日”与“20个工作日”最后一天可以相差十天以上。《政府信息公开条例》的公开、答复期限都按工作日计算。法律本来就按“日”规定的
（如预算、决算批复后20日内），照法律写，不在此列；法院、检察院和学校、医院等不按《政府信息公开条例》计算，不检查。

错误：

    profile: basic-8
    items:
      - name: 互动交流
        items:
          - {name: 机构职能, time_limit: 信息形成或变更之日起20个工作日内}
          - {name: 商务咨询, time_limit: 自收到公众咨询之日起5日内回复}  # K132

正确：

    profile: basic-8
    items:
      - name: 互动交流
        items:
          - {name: 机构职能, time_limit: 信息形成或变更之日起20个工作日内}
          - {name: 商务咨询, time_limit: 自收到公众咨询之日起5个工作日内回复}
          - {name: 部门预算, time_limit: 本级政府财政部门批复后20日内}
"""

from functools import lru_cache

from gkml.catalog.cells import Text, of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Finding, Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.limit_part import Part
from gkml.phrases.patterns import regex
from gkml.phrases.time_limit import read
from gkml.registers.limits import is_administrative, limit_of

SEVERITY = "warning"
BASIS = "《政府信息公开条例》第二十六条、第三十三条"
BEHIND = ("limit-over-statute",)

_COUNTED = regex(
    "形成|变更|产生|生成|制作|获取|(?:收到|接到)(?:公众|群众|网民)?[^，。]{0,4}(?:咨询|来信|来电|留言|诉求|投诉|意见|申请|通知)|"
    "(?:检查|抽检|抽查|检验)[^，。]{0,4}(?:结束|完成)"
)
_DAYS = regex(r"(\d+|[一二两三四五六七八九十]+)个?[日天](?=(?:以|之)?内)")

_SPACE = regex(r"\s+")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        cells = [cell for cell in of_field(entry, "time_limit") if cell.text]
        if not any("工作日" in cell.text for cell in cells) or not is_administrative(entry.catalog.agency):
            continue
        for cell in cells:
            days = _unsaid_days(cell.text)
            if days and not _by_law(cell):
                yield _finding(cell, days)


def _finding(cell: Text, days: int) -> Finding:
    problem = f"“{shown(cell.text)}”没有说是不是工作日，别处都写“工作日”"
    return cell.route, f"{problem}；请写明是{days}个工作日还是{days}个自然日"


@lru_cache(maxsize=4096)
def _unsaid_days(text: str) -> int:
    """Returns the days of the part that does not state which days it counts; 0 if every part states it."""
    if not _DAYS.search(_SPACE.sub("", text)):
        return 0
    return next((part.n or 0 for part in read(text).parts if _unsaid(part)), 0)


def _unsaid(part: Part) -> bool:
    counted = not part.trigger or _COUNTED.search(part.trigger) is not None
    return part.kind in {"within", "reply"} and part.unit == "day" and (part.n or 0) > 1 and counted


def _by_law(cell: Text) -> bool:
    """Returns whether the law itself counts days for this item (预算、决算), or the cell names the law that does."""
    return "《" in cell.text or (cell.item is not None and limit_of(cell.item.name) is not None)
