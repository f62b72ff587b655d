"""栏目路径从“网站首页”写起。

首页不是栏目。同一张表里有的从“网站首页”写起，有的直接写“政务公开”，首级栏目就对不上。都从网站的一级栏目写起。
全表都从首页写起的，去掉首页只剩一级、上级是什么要到网站上核对的，不报。

修复：建议删去“网站首页”这一级，要由人看过。

错误：

    profile: basic-8
    items:
      - name: 发布商务动态
        items:
          - {name: 商务动态, sections: 网站首页-政务公开-商务动态}  # K125
          - {name: 通知公告, sections: 政务公开-通知公告}

正确：

    profile: basic-8
    items:
      - name: 发布商务动态
        items:
          - {name: 商务动态, sections: 政务公开-商务动态}
          - {name: 通知公告, sections: 政务公开-通知公告}
"""

import re

from gkml.cells import of_field
from gkml.diagnostics import Findings, Fix, shown
from gkml.model import Workspace
from gkml.phrases.section import path

SEVERITY = "info"
BEHIND = ("export-residue",)
_HOME = re.compile("\\s*(?:网站)?(?:首页|主页)\\s*(?:[-—>＞/／→»]|－|–)+\\s*(?=\\S)")


def check(workspace: Workspace) -> Findings:
    known = frozenset(workspace.registers.sections)
    for entry in workspace.entries:
        cells = of_field(entry, "sections")
        if all(_HOME.match(cell.text) for cell in cells):
            continue
        for cell in cells:
            home = _HOME.match(cell.text)
            value = cell.text[home.end() :] if home else ""
            if not home or cell.text in known:
                continue
            said = f"“{shown(cell.text)}”从首页写起，别处从一级栏目写起；请"
            if len(path(value).steps) > 1:
                yield cell.route, f"{said}写成“{shown(value)}”", Fix(value, safe=False)
            else:
                yield cell.route, f"{said}查明“{shown(value)}”在哪个一级栏目下，从那里写起"
