"""写了取消（abolished）或不适用（not_applicable）的事项，与目录、上级指引对不上。

三种情形：取消的事项还在目录里；不适用的事项其实在目录里；不适用的编号，上级指引里没有。

错误：

    profile: basic-8
    abolished:
      - {id: a12, name: 机构职能, reason: 机构改革}  # K174
    items:
      - id: a1
        name: 机构基本概况
        items:
          - {id: a11, name: 领导简介}
          - {id: a12, name: 机构职能}

正确：

    profile: basic-8
    abolished:
      - {id: a12, name: 机构职能, reason: 机构改革}
    items:
      - id: a1
        name: 机构基本概况
        items:
          - {id: a11, name: 领导简介}
"""

from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown

SEVERITY = "error"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        catalog = entry.catalog
        present = set(catalog.ids.values())
        for place, gone in enumerate(catalog.abolished):
            if gone.id in present:
                message = f"“{shown(gone.name)}”（{gone.id}）写了已经取消，却还在目录里；请删去一处"
                yield (entry.file, "abolished", place, "id"), message
        guide = set(entry.guide.ids.values()) if entry.guide else None
        for place, left_out in enumerate(catalog.not_applicable):
            route = (entry.file, "not_applicable", place, "id")
            if guide is not None and left_out.id not in guide:
                yield route, f"上级指引里没有编号 {left_out.id} 的事项；请核对编号"
            elif left_out.id in present:
                yield route, f"{left_out.id} 写了不适用，却在目录里；请删去一处"
