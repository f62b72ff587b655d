"""栏目的类别与事项不符。

行政处罚放在“社会公益事业建设”、人事任免放在“机构概况”、政策解读放在“政策法规”，公众按栏目去找就找不到。只报告类别明显不同的；
栏目确是网站统一设置的，写明理由接受即可。

错误：

    profile: basic-8
    items:
      - name: 特种设备监察
        items:
          - {name: 行政处罚信息, sections: 政务公开-社会公益事业建设}  # K154

正确：

    profile: basic-8
    items:
      - name: 特种设备监察
        items:
          - {name: 行政处罚信息, sections: 政务公开-行政处罚}
"""

from functools import cache, partial

from gkml.catalog.cells import of_field
from gkml.catalog.model import Entry, Item, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.section import Unfit, path, unfit_for

SEVERITY = "info"
BEHIND = ("section-spelt-two-ways",)


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        advice = cache(partial(_advice, entry))
        for leaf in entry.catalog.leaves:
            for place, section in enumerate(leaf.item.sections):
                unfit = unfit_for(section)
                misfit = next((u for u in unfit if _is_named(u, leaf.item)), None) if unfit else None
                if misfit is None or section in workspace.registers.sections or _fits(misfit, leaf.item.sections):
                    continue
                problem = f"栏目“{shown(section)}”与事项的内容（{misfit.kind}）类别不符"
                yield (entry.file, *leaf.route, "sections", place), f"{problem}；{advice(misfit.fit)}"


def _is_named(unfit: Unfit, item: Item) -> bool:
    return (unfit.words.search(item.name) or unfit.words.search(item.content)) is not None


def _advice(entry: Entry, fit: str) -> str:
    written = dict.fromkeys(cell.text for cell in of_field(entry, "sections"))
    own = next((section for section in written if fit in path(section).last), "")
    return f"请改放本目录已有的“{shown(own)}”" if own else f"请改放“{fit}”一类的栏目"


def _fits(misfit: Unfit, sections: tuple[str, ...]) -> bool:
    """Returns whether another section of the row is for the item's kind."""
    return any(misfit.words.search(section) or misfit.fit in section for section in sections)
