"""目录没有写印发日期，版本、标题里也没有年份。

《政府信息公开条例》第十二条要求目录及时更新。没有日期，公众不知道是哪一年的，也无法判断所引依据当时是否有效。
写了编制机关的目录才检查（草稿可以先不写）。

错误：

    agency: 示例局  # K169
    profile: basic-8
    items:
      - name: 机构基本概况
        items:
          - {name: 领导简介, content: 姓名、职务}

正确：

    agency: 示例局
    profile: basic-8
    edition: "2026"
    items:
      - name: 机构基本概况
        items:
          - {name: 领导简介, content: 姓名、职务}
"""

from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex

SEVERITY = "info"
NEEDS = "agency"
BASIS = "《政府信息公开条例》第十二条"

_YEAR = regex("(?:19|20)[0-9]{2}|二[〇零○]")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        catalog = entry.catalog
        dated = catalog.issued or _YEAR.search(
            "\n".join((catalog.edition, catalog.title, *catalog.subtitle, *catalog.notes))
        )
        if catalog.agency and not dated:
            edition = f"，版本“{shown(catalog.edition)}”看不出年份" if catalog.edition else ""
            message = f"目录没有写日期或年度{edition}；请写上印发日期（issued），或在版本里写明年度（edition）"
            yield (entry.file, "agency"), message
