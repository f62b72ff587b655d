"""标准目录的表式缺少国办发〔2019〕54号规定的要素列。

《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》：目录“至少应包括公开事项的名称、内容、依据、时限、主体、方式、
渠道、公开对象等要素”。只检查某一领域的标准目录；部门的主动公开基本目录不在此列。表式有这一列而全列空着的，也在这里报告。
导入时归纳的表式有两列同名（两列都叫“一级事项”），或者“公开层级”写成了第二个“公开方式”的，分不清哪一列是什么，也报告。

错误：

    profile: basic-8  # K166
    field: 养老服务
    items:
      - name: 养老服务
        items:
          - {name: 扶持政策, content: 政策文件}

正确：

    profile: standard-14
    field: 养老服务
    items:
      - name: 养老服务
        items:
          - {name: 扶持政策, content: 政策文件}
"""

from collections.abc import Iterator

from gkml.catalog.coverage import is_of_a_field
from gkml.catalog.model import Entry, Workspace
from gkml.catalog.profile import Profile
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "warning"
BASIS = "国办发〔2019〕54号"

_ELEMENTS = {
    "内容": ("content",),
    "依据": ("basis",),
    "时限": ("time_limit",),
    "主体": ("body", "office"),
    "方式": ("mode",),
    "渠道": ("channels",),
    "对象": ("audience",),
}

_AGAIN = regex(r"(?P<heading>.+)（[0-9]+）")
"""What import adds to a heading that stands twice."""
_TIER = regex("[省市州盟县区旗镇乡街村、/（）()]+级?")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        if not is_of_a_field(entry):
            continue
        yield from (((entry.file, "profile"), fault) for fault in _misheaded(entry.profile))
        missing = [name for name, fields in _ELEMENTS.items() if not entry.profile.shown & {*fields}]
        if missing:
            message = f"表式（{entry.profile.name}）没有公开{'、公开'.join(missing)}列；标准目录请换用有这些列的表式"
            yield (entry.file, "profile"), message
        empty = [name for name, fields in _ELEMENTS.items() if name not in missing and _empty(entry, fields)]
        if empty:
            yield (entry.file, "profile"), f"公开{'、公开'.join(empty)}全表都空着；标准目录请逐项填写"


def _misheaded(profile: Profile) -> Iterator[str]:
    """Yields the headings that stand twice in the form of a directory, and tiers under 公开方式."""
    headings = {(group, column.heading) for group, column in profile.paths()}
    for group, column in profile.paths():
        again = _AGAIN.fullmatch(column.heading)
        if again and (group, again["heading"]) in headings:
            yield f"表头有两列都叫“{again['heading']}”；请核对，改成各列的名称"
    tiers = [column.heading for _, column in profile.paths() if column.shows == "mode" and _TIER.fullmatch(column.tick)]
    if tiers:
        yield f"表头“公开方式”下面有{''.join(f'“{tier}”' for tier in tiers)}；这一组应是“公开层级”，请核对"


def _empty(entry: Entry, fields: tuple[str, ...]) -> bool:
    """Returns whether no row has it; what the form says is required, or is ticked, is K105's."""
    columns = [column for column in entry.profile.leaves if column.shows in fields]
    if any(column.required or column.tick for column in columns):
        return False
    return not any(getattr(leaf.item, field) for leaf in entry.catalog.leaves for field in fields)
