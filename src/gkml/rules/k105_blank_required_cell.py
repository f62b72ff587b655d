"""必填的单元格空着。

哪些列必填由表式规定，表式没有的列不要求；表上有这一列而空着的，公众和检查的人不知道是没有还是漏填。基层政务公开标准目录另有规定，
“至少应包括公开事项的名称、内容、依据、时限、主体、方式、渠道、公开对象等要素”（国办发〔2019〕54号）；54号文只管基层标准目录，
部门的主动公开基本目录由表式自己的必填列决定。整列都空着的，只报一次。
表式没有要求，而依据、时限、主体、科室、渠道一列几乎都填了的，少数空着的格也报；某一领域的标准目录，只要多数填了就报。

错误：

    profile: basic-8
    items:
      - name: 统筹指导食品安全工作
        items:
          - {name: 食品安全应急预案, content: 应急预案, time_limit: 及时, channels: 政府网站, sections: 应急}  # K105

正确：

    profile: basic-8
    items:
      - name: 统筹指导食品安全工作
        items:
          - {name: 食品安全应急预案, content: 应急预案, office: 食品应急科, time_limit: 及时, channels: 政府网站, sections: 应急}
"""

from collections.abc import Sequence

from gkml.catalog.cells import SLIPS
from gkml.catalog.coverage import is_of_a_field
from gkml.catalog.model import Item, Leaf, Workspace
from gkml.catalog.profile import Column, Profile
from gkml.diagnostics import Findings, Route
from gkml.diagnostics.quoting import shown

SEVERITY = "error"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        leaves, of_a_field = entry.catalog.leaves, is_of_a_field(entry)
        required = [
            column for column in entry.profile.leaves if column.required or _is_usual(column, leaves, of_a_field)
        ]
        empty = [column for column in required if len(leaves) > SLIPS and all(_blank(at.item, column) for at in leaves)]
        for column in empty:
            message = f"“{column.heading}”整列{len(leaves)}格都空着；请补上，没有这一列的换一个表式"
            yield (entry.file, *leaves[0].route, *_field(column)), message
        partly = [column for column in required if column not in empty]
        groups = _tick_groups(entry.profile)
        for leaf in leaves:
            for column in partly:
                if _blank(leaf.item, column):
                    yield (
                        (entry.file, *leaf.route, *_field(column)),
                        f"“{shown(leaf.item.name)}”的“{column.heading}”空着；请补上",
                    )
            for field_name, heading in groups.items():
                if not getattr(leaf.item, field_name):
                    yield (
                        (entry.file, *leaf.route, field_name),
                        f"“{shown(leaf.item.name)}”的“{heading}”一项都没有勾；请补上",
                    )


_ELEMENTS = frozenset({"basis", "time_limit", "body", "office", "channels"})
"""Elements that every row of a directory has, whether the form demands them or not."""
_USUAL, _FEWEST = 4, 5
"""One blank in so many rows is left out by mistake; fewer rows than these show no custom."""
_USUAL_OF_A_FIELD, _FEWEST_OF_A_FIELD = 2, 3
"""The same where 国办发〔2019〕54号 demands the elements."""


def _is_usual(column: Column, leaves: Sequence[Leaf], of_a_field: bool) -> bool:
    """Returns whether nearly every row fills a column of an element that the form does not demand."""
    if column.shows not in _ELEMENTS or len(leaves) < (_FEWEST_OF_A_FIELD if of_a_field else _FEWEST):
        return False
    blanks = sum(_blank(leaf.item, column) for leaf in leaves)
    return 0 < blanks * (_USUAL_OF_A_FIELD if of_a_field else _USUAL) <= len(leaves)


def _field(column: Column) -> Route:
    return ("extra", column.heading) if column.shows == "extra" else (column.shows,)


def _blank(item: Item, column: Column) -> bool:
    if column.shows == "extra":
        return not item.extra.get(column.heading, "").strip()
    value: str | tuple[str, ...] = getattr(item, column.shows)
    return not (value if isinstance(value, str) else "".join(value)).strip()


def _tick_groups(profile: Profile) -> dict[str, str]:
    """The fields that are ticked in columns side by side, with the heading over them: one tick at least is needed."""
    return {column.shows: heading for heading, column in profile.paths() if column.tick and heading}
