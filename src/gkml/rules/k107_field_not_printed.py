"""写了表式里没有的字段，编译出来的表里看不到。

字段可以留着作内部依据，但要知道公众看不到它；要公开的，请换用有这一列的表式。

错误：

    profile: basic-8
    items:
      - name: 机构基本概况
        items:
          - {name: 领导简介, basis: 《中华人民共和国政府信息公开条例》}  # K107

正确：

    profile: standard-14
    items:
      - name: 机构基本概况
        items:
          - {name: 领导简介, basis: 《中华人民共和国政府信息公开条例》}
"""

from gkml.catalog.model import Disclosure, Workspace
from gkml.diagnostics import Findings

SEVERITY = "info"

_NOT_CELLS = {"options", "extra"}


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        printed = entry.profile.shown
        cells = {column.shows for column in entry.profile.leaves}
        unseen = set(Disclosure.model_fields) - (printed & cells) - _NOT_CELLS
        for leaf in entry.catalog.leaves:
            given = {field for field in leaf.item.model_fields_set & unseen if getattr(leaf.item, field)}
            for field in sorted(given - printed):
                heading = (Disclosure.model_fields[field].description or field).split("，")[0]
                message = (
                    f"表式（{entry.profile.name}）没有“{heading}”列，这里的内容不会印出来；要公开请换用有这一列的表式"
                )
                yield (entry.file, *leaf.route, field), message
            for field in sorted(given & printed):
                default = getattr(entry.catalog.defaults, field, None)
                if getattr(leaf.item, field) != default:
                    message = "这个表式只在表前统一写这一项，本事项另写的不会印出来；请写进公开内容或备注"
                    yield (entry.file, *leaf.route, field), message
