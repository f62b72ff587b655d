"""What an audit reports: a code, a name and a page for each kind of finding. They are explained by `gkml rule` as rules are."""

from typing import NamedTuple

from gkml.diagnostics import Severity


class AuditCheck(NamedTuple):
    """A kind of finding: its name, its severity, its page (the first sentence is the title), the first version with it."""

    name: str
    severity: Severity
    page: str
    since: str = "0.1.0"


CHECKS: dict[str, AuditCheck] = {
    "U01": AuditCheck("record-late", "error", "公开晚于期限。\n\n期限按这一事项的公开时限，从形成日期起，按当地的工作日算；晚几个工作日写在后面。台账的“情况说明”一列写了理由的，不报告，计入“有情况说明”。"),
    "U02": AuditCheck("published-before-formed", "error", "公开日期早于形成日期。\n\n两个日期有一个写错了，或者公开了还没有定稿的文件。"),
    "U03": AuditCheck("published-early", "warning", "早于可以公开的日子。\n\n应当和文件同步公开的（如解读），早于文件就公开了。"),
    "U04": AuditCheck("not-assessable", "info", "无法判断是不是按时。\n\n没有形成日期，或者公开时限算不出日子（“及时”“按规定”），或者放假安排还没有公布。一个事项的同一种情况合报一次。"),
    "U05": AuditCheck("due-but-nothing-published", "error", "期内应当公开，台账里没有记录。\n\n时限写明了日子或周期（每年1月31日前、每季度），到期没有一条记录。"),
    "U06": AuditCheck("nothing-published", "info", "期内没有记录。\n\n由事情引起的事项，期内可能没有发生；没有发生的，栏目里要有情况说明。"),
    "U07": AuditCheck("column-empty", "warning", "网站栏目在期内没有记录。\n\n空白栏目是检查的重点；确实没有产生信息的，要在页面上说明。"),
    "U08": AuditCheck("quota-missed", "error", "公开的数量没有达到工作方案的要求。\n\n按责任科室（或事项）和期间统计，期满才判断；同一信息发在几个渠道算一条。"),
    "U09": AuditCheck("quota-still-open", "info", "还差几条才达到工作方案的要求。\n\n期间还没有结束，只是提醒。"),
    "U10": AuditCheck("recorded-twice", "warning", "同一条信息在台账里记了两次。\n\n标题、发布日期、渠道都相同，或者网址相同。"),
    "U11": AuditCheck("channel-not-in-directory", "warning", "发布的渠道不在目录里。\n\n目录写明了这一事项的公开渠道，台账里的不是其中之一。"),
    "U12": AuditCheck("column-not-in-directory", "warning", "发布的栏目不在目录里。\n\n目录写明了这一事项的公开栏目，台账里的不是它，也不在它下面。"),
    "U13": AuditCheck("item-not-recognised", "warning", "认不出是哪个事项。\n\n按事项编号、名称、栏目、科室都认不出，或者有几个都像；没有猜，不判断是不是按时。"),
    "U14": AuditCheck("interpretation-missing", "warning", "解读没有和文件同步，或没有找到所解读的文件。\n\n标题写明解读《某文件》的，按文件的发布日期判断。"),
    "U15": AuditCheck("task-overdue", "error", "工作方案的任务过了时限还没有完成。"),
    "U16": AuditCheck("task-done-late", "warning", "工作方案的任务晚于时限完成。"),
    "U17": AuditCheck("struck-off-without-evidence", "error", "任务销了账，没有佐证材料，或销账早于完成。\n\n完成一项、销账一项：销账要有佐证材料（链接、文号、文件），销账日期不早于完成日期。"),
    "U18": AuditCheck("application-late", "error", "申请答复逾期，或到期还没有答复。\n\n《政府信息公开条例》第三十三条：收到申请之日起20个工作日内答复，经批准可以延长20个工作日；征求第三方意见的时间不计算在内。"),
    "U19": AuditCheck("application-at-risk", "warning", "申请快要到期。"),
    "U20": AuditCheck("row-not-read", "error", "这一行读不出来，没有计入。"),
    "U21": AuditCheck("office-unknown", "warning", "科室不在目录里，或同一科室有两种写法。\n\n两种写法会把一个科室的数量分成两半；请统一成目录里的名称。"),
    "U22": AuditCheck("column-without-item", "warning", "登记的网站栏目没有对应的事项。\n\n目录的事项都要有栏目，栏目也都要有事项：gkml.yaml 的 registers 里登记了这个栏目（sections），各份目录没有一个事项放在这里。上级栏目下面有事项的，只写末级栏目名而对得上的，不报；整个目录都没有写栏目的，不查。事项没有写栏目的由 K105 报告，写了没有登记的栏目由 K124 报告。", "0.2.0"),
}  # fmt: skip
