"""公开时限里读不出期限。

《政府信息公开条例》第二十六条要求公开有期限。文字看不懂、写“同上”“无”的，公众不知道哪天以前该公开，考核时也没有依据。
只写“法定时限”“按有关规定”的由 K129 报告。

错误：

    profile: basic-8
    items:
      - name: 企业信用监管
        items:
          - {name: 经营异常名录, time_limit: 同上}  # K128
          - {name: 严重违法名单, time_limit: 见附件}  # K128

正确：

    profile: basic-8
    items:
      - name: 企业信用监管
        items:
          - {name: 经营异常名录, time_limit: 作出决定之日起20个工作日内}
          - {name: 严重违法名单, time_limit: 按《企业信息公示暂行条例》规定的时限公开}
"""

from gkml.catalog.cells import of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex
from gkml.phrases.time_limit import ADVICE, TimeLimit, read

SEVERITY = "error"
BEHIND = ("limit-against-special-law",)
BASIS = "《政府信息公开条例》第二十六条"

_SAYS_NOTHING = {
    "same_above": "要看上一行才知道；请写出期限",
    "none": "没有写期限；请写出期限",
}
_NAMED = regex("[《〔]|第.{1,6}条|依申请")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for cell in of_field(entry, "time_limit"):
            fault = _fault(read(cell.text)) if cell.text.strip() else ""
            if fault:
                yield cell.route, f"公开时限“{shown(cell.text)}”{fault}"


def _fault(limit: TimeLimit) -> str:
    """Returns the fault of a limit that states nothing; "" for other limits."""
    if limit.main is None:
        return limit.fault.replace("，", "；") or f"读不出期限；{ADVICE}"
    silent = all(part.kind in _SAYS_NOTHING for part in limit.parts)
    if not silent or _NAMED.search(limit.text):
        return ""
    return _SAYS_NOTHING[limit.main.kind]
