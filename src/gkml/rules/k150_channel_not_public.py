"""渠道是内网或者业务系统，公众看不到。

《政府信息公开条例》第二十三条列的都是公众看得到的途径：政府公报、政府网站、新闻发布会、报刊、广播、电视等。录入办公系统、填报系统不是公开；
这样的行要么改写公众看得到的渠道，要么删去。本工作区登记为公众可见（public: true）的渠道不报告。

错误：

    profile: basic-8
    items:
      - name: 行政处罚
        items:
          - {name: 处罚信息, channels: 市电子政务外网认证客户端}  # K150

正确：

    profile: basic-8
    items:
      - name: 行政处罚
        items:
          - {name: 处罚信息, channels: 国家企业信用信息公示系统}
"""

from gkml.catalog.cells import of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.registers.names import internal_kind

SEVERITY = "error"
BASIS = "《政府信息公开条例》第二十三条"


def check(workspace: Workspace) -> Findings:
    own = {name: c.public for c in workspace.registers.channels for name in (c.name, *c.aliases)}
    for entry in workspace.entries:
        for text in of_field(entry, "channels"):
            public = own.get(text.text.strip())
            kind = internal_kind(text.text) if public is None else "" if public else "内部系统"
            if kind:
                yield text.route, f"渠道“{shown(text.text)}”是{kind}，公众看不到；请写公众看得到的渠道"
