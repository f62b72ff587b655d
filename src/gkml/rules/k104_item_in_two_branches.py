"""同一个三级事项放在了两个二级事项下面。

参照《晋城市食品药品监管领域基层政务公开标准指引》三：“三级事项不得与一级、二级事项重叠交叉。”（一市一个领域的要求，别处没有
这样的规定，所以只是警告。）同一事项有两个去处，公众不知道该看哪里，
更新时也容易漏掉一处。“政策文件”“办事指南”“审核信息”“名单”一类通名，每个上级下面都可以有一项，不报；四五个字的短名，
公开内容也相同才报。两个领域、两类事项各有同名的上级（安全生产、救灾都有“政策文件”），下面的事项各归各的，也不报。

错误：

    profile: standard-15
    items:
      - name: 公共服务
        items:
          - name: 食品安全消费提示警示
            items:
              - {name: 食品安全科普宣传}
          - name: 食品安全应急处置
            items:
              - {name: 食品安全科普宣传}  # K104

正确：

    profile: standard-15
    items:
      - name: 公共服务
        items:
          - name: 食品安全消费提示警示
            items:
              - {name: 食品安全科普宣传}
          - name: 食品安全应急处置
            items:
              - {name: 食品安全事故应急预案}
"""

from gkml.catalog.model import Workspace
from gkml.catalog.tree import Node, refinements
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.name import essence
from gkml.phrases.patterns import regex

SEVERITY = "warning"
SPECIFIC = 6
"""Characters from which a name says what it is about; a shorter one may be of two things."""
_WHAT = (
    "政策|法规|法律|规章|文件|依据|标准|制度|规范性|规划|计划|方案|预案|通知|公告|通告|解读|办事|服务|工作|监督|检查|督查|抽查"
    "|受理|初审|审核|审批|审查|核查|评审|评估|许可|备案|公示|公开|确认|认定|救助|补助|处罚|强制|决定|申请|申报|办理|查询|咨询"
    "|投诉|举报|机构|人员|资金|项目|对象|结果|动态|统计|数据|年度|基本|相关"
)
_LAST = "文件|指南|须知|流程|程序|条件|材料|标准|依据|名单|清单|目录|结果|信息|情况|电话|方式|渠道|途径|时限|动态|数据|决定|书"
_GENERIC = regex(f"(?:{_WHAT})+(?:及|和)?(?:{_LAST}|{_WHAT})*|(?:{_LAST})+")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        first: dict[tuple[int, str], Node] = {}
        contents = {leaf.route: leaf.item.content for leaf in entry.catalog.leaves}
        for node in refinements(entry.catalog):
            other = first.setdefault((node.depth, essence(node.name)), node)
            if other.parent is None or node.parent is None or essence(other.parent.name) == essence(node.parent.name):
                continue
            bare, content = essence(node.name), essence(contents.get(node.route, ""))
            same = len(bare) >= SPECIFIC or (content and content == essence(contents.get(other.route, "")))
            if same and not _GENERIC.fullmatch(bare):
                message = f"“{shown(node.name)}”已经放在“{shown(other.parent.name)}”下面，又放在“{shown(node.parent.name)}”下面；请只留一处"
                yield (entry.file, *node.route, "name"), message
