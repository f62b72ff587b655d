"""职责一栏写的是事项或者项目的名称，不是职责。

“具体职责”写机关做什么，事项名称写公开什么。别的行都写“负责……”“组织实施……”，有几行只写“中国质量奖”“抽检信息公开”，公众看不出是谁的什么职责，
也无从与“三定”规定、权责清单对照。只在多数职责是句子的目录里，指出少数没有动词的短语。

错误：

    profile: basic-8
    items:
      - {name: 组织实施质量强市战略。, items: [{name: 质量强市工作要点}]}
      - {name: 负责特种设备安全监察。, items: [{name: 特种设备检查结果}]}
      - {name: 监督管理产品质量，组织监督抽查。, items: [{name: 抽查结果}]}
      - {name: 市长质量奖, items: [{name: 获奖名单}]}  # K199

正确：

    profile: basic-8
    items:
      - {name: 组织实施质量强市战略。, items: [{name: 质量强市工作要点}]}
      - {name: 负责特种设备安全监察。, items: [{name: 特种设备检查结果}]}
      - {name: 监督管理产品质量，组织监督抽查。, items: [{name: 抽查结果}]}
      - {name: 组织市长质量奖评审。, items: [{name: 获奖名单}]}
"""

from gkml.catalog.model import Workspace
from gkml.catalog.tree import nodes
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import brief
from gkml.phrases.patterns import regex

SEVERITY = "info"

_FEW = 3
"""The names are to be so many times fewer than the sentences."""
_SHORT = 24
"""Characters of a name; what is longer says what is done."""
_DOES = regex(
    "负责|组织|拟订|拟定|承担|指导|监督|管理|公布|发布|公示|执行|宣传|开展|依据|根据|提供|受理|编制|推进|推动|实施|协调|办理|审核|检查|制定|制订"
    "|参与|研究|统筹|建立|落实|贯彻|启动|掌握|承办|指引|起草|查处|处理|处置|保障|维护|收集|加强|做好|完成|引导|促进|培育|规范|回应|解读|接受|征集|将|按"
)


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        if "职责" not in entry.profile.levels[0]:
            continue
        duties = [node for node in nodes(entry.catalog) if node.depth == 1 and node.item.items is not None]
        names = [node for node in duties if len(node.name) <= _SHORT and not _DOES.search(node.name)]
        for node in names if len(names) * _FEW <= len(duties) - len(names) else ():
            message = f"职责写的是名称“{brief(node.name)}”，没有写机关做什么，别的行多数写了；请写成职责"
            yield (entry.file, *node.route, "name"), message
