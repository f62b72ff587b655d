"""职责里写了某类信息要公开或由本机关管理，目录里却没有相应的事项。

两种情形：职责写明了《政府信息公开条例》第二十条、第二十一条的一类信息（如行政事业性收费、政府采购、社会救助），全表没有一个事项涉及；
职责写了“……公示”“……依法公开”“……向社会公布”，全表的事项里找不到所说的信息。

错误：

    profile: basic-8
    items:
      - name: 负责本局预算、决算和政府采购工作。  # K166
        items:
          - {name: 部门预算, content: 本年度预算}
          - {name: 部门决算, content: 上年度决算}

正确：

    profile: basic-8
    items:
      - name: 负责本局预算、决算和政府采购工作。
        items:
          - {name: 部门预算, content: 本年度预算}
          - {name: 部门决算, content: 上年度决算}
          - {name: 政府采购, content: 采购项目的目录、标准和实施情况}
"""

import re

from gkml.coverage import duties, said
from gkml.diagnostics import Findings
from gkml.model import Workspace
from gkml.phrases.name import bigrams
from gkml.phrases.promise import promised
from gkml.registers import categories

SEVERITY = "warning"
BASIS = "《政府信息公开条例》第二十条、第二十一条"
ENOUGH = 0.5
"""Part of a promised thing's pairs of characters that the items have somewhere: then it may well be disclosed."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        texts = [item.text for item in said(entry)]
        joined = "\n".join(texts)
        missing = [c for c in categories() if c.duty and not re.search(c.words, joined)]
        pairs = frozenset[str]().union(*map(bigrams, texts))
        for node in duties(entry):
            route = (entry.file, *node.route, "name")
            for category in tuple(missing):
                named = re.search(category.duty, node.name)
                if named:
                    missing.remove(category)
                    yield route, f"职责写了“{named[0]}”，全表没有公开{category.title}的事项；请增加事项"
            absent = [thing for thing in promised(node.name) if _share(bigrams(thing), pairs) < ENOUGH]
            if absent:
                yield route, f"职责写明要公开“{'、'.join(absent)}”，全表没有相应的事项；请增加事项"


def _share(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / len(mine)
