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

from gkml.catalog.cells import of_field, reported
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex
from gkml.phrases.section import path

SEVERITY = "info"
BEHIND = ("export-residue",)

_HOME = regex("\\s*(?:网站)?(?:首页|主页)\\s*(?:[-—>＞/／→»]|－|–)+\\s*(?=\\S)")


def check(workspace: Workspace) -> Findings:
    registered = frozenset(workspace.registers.sections)
    for entry in workspace.entries:
        cells = of_field(entry, "sections")
        if all(_HOME.match(cell.text) for cell in cells):
            continue
        faulty = [(cell, home) for cell in cells if cell.text not in registered and (home := _HOME.match(cell.text))]
        some, many = reported(faulty)
        for cell, home in some:
            problem = f"“{shown(cell.text)}”{many}从首页写起，别处从一级栏目写起；请"
            value = cell.text[home.end() :]
            if len(path(value).steps) == 1:
                yield cell.route, f"{problem}查明“{shown(value)}”在哪个一级栏目下，从那里写起"
            else:
                message = f"{problem}写成“{shown(value)}”" + ("，其余各格也这样改" if many else "")
                yield (cell.route, message) if many else (cell.route, message, Fix(value, safe=False))
