"""公开时限只有天数，没有写从哪一天算起。

《政府信息公开条例》第二十六条：自政府信息形成或者变更之日起20个工作日内公开。只写“20个工作日”的，不知道从形成、批准还是收到之日算起，
算不出最后一天。起算的日子写在同一格里的，不报；同一种写法多于三格的只报一次。

错误：

    profile: basic-8
    items:
      - name: 行政许可
        items:
          - {name: 燃气经营许可, time_limit: 20个工作日}  # K200

正确：

    profile: basic-8
    items:
      - name: 行政许可
        items:
          - {name: 燃气经营许可, time_limit: 信息形成或者变更之日起20个工作日内}
          - {name: 道路占用许可, time_limit: 20个工作日（自该政府信息形成或者变更之日起）}
"""

from gkml.catalog.cells import Text, of_field, reported
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex

SEVERITY = "info"
BEHIND = (
    "limit-not-in-usual-words",
    "limit-unit-not-said",
)
BASIS = "《政府信息公开条例》第二十六条"

_DAYS_ALONE = regex(
    r"(?:在|应当?在|不超过)?\s*(?P<days>(?:[0-9]+|[一二两三四五六七八九十]+)\s*个?\s*(?:工作日|自然日|日|天))(?:以|之)?内?(?:予以|及时|主动|完成)*(?:公开|公布|公示|发布|更新)?[。.]?"
)


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        cells_by_limit: dict[str, list[Text]] = {}
        for cell in of_field(entry, "time_limit"):
            cells_by_limit.setdefault(cell.text.strip(), []).append(cell)
        for text, cells in cells_by_limit.items():
            days = _DAYS_ALONE.fullmatch(text)
            if days:
                some, many = reported(cells)
                advice = f"请写明，如“信息形成或者变更之日起{days['days']}内”"
                message = f"“{shown(text)}”{many}没有写从哪一天算起；{advice}"
                yield from ((cell.route, message) for cell in some)
