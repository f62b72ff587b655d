"""标题、正文或注释里说的事项数目，与目录里的不一样。

正文写“3个方面15类公开事项”“共62项”，表里数出来不是这个数，公众会以为漏登了。写明级别的（5个一级事项）与那一级比；
没有写明的，与各级和事项总数都不相符才报告。

错误：

    profile: basic-8
    preface:
      - 本目录共有3项公开事项。  # K167
    items:
      - name: 机构基本概况
        items:
          - {name: 领导简介, content: 姓名、职务}
          - {name: 机构职能, content: 职责}

正确：

    profile: basic-8
    preface:
      - 本目录共有2项公开事项。
    items:
      - name: 机构基本概况
        items:
          - {name: 领导简介, content: 姓名、职务}
          - {name: 机构职能, content: 职责}
"""

from collections import Counter

from gkml.catalog.cells import texts
from gkml.catalog.model import Catalog, Workspace
from gkml.catalog.tree import nodes
from gkml.diagnostics import Findings
from gkml.phrases.count import Declared, declared

SEVERITY = "warning"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        claims = [
            (text.route, claim)
            for text in texts(entry)
            if text.field in {"title", "preface", "notes"}
            for claim in declared(text.text)
        ]
        counted = _counted(entry.catalog) if claims else {}
        for route, claim in claims:
            fault = _fault(claim, counted)
            if fault:
                yield route, f"“{claim.text}”：{fault}；请核对是数错了，还是漏登了事项"


def _counted(catalog: Catalog) -> dict[int, int]:
    """Returns the number of items by level; level 0 is the rows."""
    return {**Counter(node.depth for node in nodes(catalog)), 0: len(catalog.leaves)}


def _fault(claim: Declared, counted: dict[int, int]) -> str:
    if claim.level:
        number_there = counted.get(claim.level, 0)
        return f"目录里第{claim.level}级有{number_there}个" if number_there != claim.number else ""
    if claim.number in counted.values():
        return ""
    levels = "、".join(f"第{level}级{count}个" for level, count in sorted(counted.items()) if level)
    return f"目录里共{counted[0]}项（{levels}）"
