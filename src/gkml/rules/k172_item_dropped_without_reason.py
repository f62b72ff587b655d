"""上一版本有的事项，这一版没有了，也没有说明取消的原因。

《政府信息公开条例》第二十二条要求不断增加主动公开的内容；取消事项应当有依据，写进 abolished（编号、名称、原因）。
事项按编号（id）认；没有编号的按名称认。只是改名的，请保留原来的编号。

上一版本：

    profile: basic-8
    items:
      - id: a1
        name: 机构基本概况
        items:
          - {id: a11, name: 领导简介}
          - {id: a12, name: 机构职能}

错误：

    profile: basic-8
    previous: 2025.yaml  # K172
    items:
      - id: a1
        name: 机构基本概况
        items:
          - {id: a11, name: 领导简介}

正确：

    profile: basic-8
    previous: 2025.yaml
    abolished:
      - {id: a12, name: 机构职能, reason: 并入机构设置专栏统一公开}
    items:
      - id: a1
        name: 机构基本概况
        items:
          - {id: a11, name: 领导简介}
"""

from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.name import essence

SEVERITY = "error"
BASIS = "《政府信息公开条例》第二十二条"


def check(workspace: Workspace) -> Findings:
    for entry, previous in workspace.revised():
        ids = {*entry.catalog.ids.values(), *(gone.id for gone in entry.catalog.abolished)}
        before = set(previous.ids.values())
        moved = {essence(leaf.item.name) for leaf in entry.catalog.leaves if leaf.id not in before}
        for leaf in previous.leaves:
            if leaf.id not in ids and essence(leaf.item.name) not in moved:
                message = f"上一版本的“{shown(leaf.item.name)}”（{leaf.id}）这一版没有了；请恢复，或列为取消（abolished）并说明原因"
                yield (entry.file, "previous"), message
