"""公开内容以“公示”“发布”“提供”“明确”等动词开头。

这一列印在“公开内容”下面，本来就是要公开的，写信息的名称就可以。“公示名单”“发布机关”一类名词不在此列。同一个动词多于三格的只报一次，不给修复。

修复：去掉开头的动词（请先看一看句子是否通顺）。

错误：

    profile: basic-8
    items:
      - name: 提供办事服务
        items:
          - {name: 信息查询, content: 提供拍卖企业名录、成品油零售企业名录}  # K192

正确：

    profile: basic-8
    items:
      - name: 提供办事服务
        items:
          - {name: 信息查询, content: 拍卖企业名录、成品油零售企业名录}
"""

from gkml.catalog.cells import SLIPS, Text, of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Finding, Findings, Fix
from gkml.diagnostics.quoting import brief
from gkml.phrases.task import publishing, task

SEVERITY = "info"
BEHIND = (
    "item-repeats-duty",
    "content-is-task",
    "content-vague",
)


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        begun: dict[str, list[Text]] = {}
        for text in of_field(entry, "content"):
            verb = publishing(text.text.strip())
            if verb and not task(text.text.strip()):
                begun.setdefault(verb, []).append(text)
        for verb, cells in begun.items():
            if len(cells) > SLIPS:
                rest = cells[0].text.strip().removeprefix(verb)
                message = f"公开内容等{len(cells)}格以动词“{verb}”开头；请写信息的名称，如“{brief(rest)}”"
                yield cells[0].route, message
            else:
                yield from (_slip(cell, verb) for cell in cells)


def _slip(text: Text, verb: str) -> Finding:
    rest = text.text.strip().removeprefix(verb)
    message = f"公开内容以动词“{verb}”开头；请写信息的名称，如“{brief(rest)}”"
    return (text.route, message, Fix(rest, safe=False)) if not publishing(rest) else (text.route, message)
