"""列表写成了一条文字：用了全角的逗号、方括号。

YAML 的列表用半角的逗号和方括号：`[a，b]` 只有一条“a，b”，`［a］` 不是列表，是一段文字。印出来看着一样，检查、比对、选项清单却认不出来。

修复：分成几条，去掉全角的方括号。

错误：

    profile: standard-14
    items:
      - name: 政策文件
        items:
          - name: 行业规划
            basis: [《中华人民共和国预算法》，《中华人民共和国审计法》]  # K205
            channels: ［政府网站］  # K205

正确：

    profile: standard-14
    items:
      - name: 政策文件
        items:
          - name: 行业规划
            basis: [《中华人民共和国预算法》, 《中华人民共和国审计法》]
            channels: [政府网站]
"""

from gkml.catalog.cells import of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.listing import entries_of

SEVERITY = "warning"
BEHIND = ("several-channels-in-entry", "option-misspelt")
_FIELDS = ("basis", "channels", "sections", "audience", "mode")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for text in of_field(entry, *_FIELDS):
            parts = entries_of(text.text, text.field)
            if parts:
                listed = "、".join(f"“{shown(part)}”" for part in parts)
                message = f"“{shown(text.text)}”用了全角的逗号或方括号，只算一条；请写成{len(parts)}条：{listed}"
                yield text.route, message, Fix(parts if len(parts) > 1 else parts[0])
