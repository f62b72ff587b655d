"""事项比上级指引规定的公开得少：时限更长、渠道一个不剩、对象更少、主动改成了依申请、内容少了要素。

本级目录可以比上级指引更严、更细，不能放宽。指引的渠道是“至少选择其一”，留有一个就不报，勾了“其他”的也不报。时限都按工作日比较（日、天按一周五个工作日折算）；时限没有天数的不比。
二级事项细化成三级事项的，内容合起来比。

上级指引：

    profile: standard-14
    items:
      - id: g1
        name: 监督检查
        items:
          - {id: g11, name: 食品抽检, content: 检查制度、检查结果, time_limit: 信息形成之日起7个工作日内, channels: [政府网站, 两微一端], mode: 主动}

错误：

    profile: standard-14
    items:
      - id: g1
        name: 监督检查
        items:
          - id: g11
            name: 食品抽检
            content: 检查结果  # K177
            time_limit: 信息形成之日起20个工作日内  # K177
            channels: [公示栏]  # K177
            mode: 依申请  # K177

正确：

    profile: standard-14
    items:
      - id: g1
        name: 监督检查
        items:
          - id: g11
            name: 食品抽检
            content: 检查制度、检查标准、检查结果
            time_limit: 信息形成之日起5个工作日内
            channels: [县政府网站, 两微一端, 公开查阅点]
            mode: 主动
"""

from gkml.catalog.model import Workspace
from gkml.catalog.strength import rows_below, weaknesses
from gkml.diagnostics import Findings

SEVERITY = "error"
BASIS = "所依据的上级指引"


def check(workspace: Workspace) -> Findings:
    for entry, guide in workspace.guided():
        rows = rows_below(entry.catalog)
        required = {leaf.route: leaf.item for leaf in guide.leaves}
        for pair in entry.comparison.pairs:
            if pair.theirs.route in required:
                own = pair.own.route
                for weakness in weaknesses(required[pair.theirs.route], rows[own], own):
                    yield (entry.file, *weakness.route), weakness.message
