"""公开指南、机构信息这两种事项的公开内容，没有写全条例规定的要素。

《政府信息公开条例》第十二条：公开指南包括政府信息的分类、编排体系、获取方式，和工作机构的名称、办公地址、办公时间、联系电话、
传真号码、互联网联系方式。第二十条第（二）项：机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名；这里检查地址、时间、联系方式三样。
机构信息只看写了地址或联系方式的事项，领域标准目录、别的机构（学校、医院）的信息和它们自己的目录不检查；要素写在目录别的机构事项里的，不重复要求。

错误：

    profile: basic-8
    items:
      - name: 编制政府信息公开指南
        items:
          - name: 政府信息公开指南
            content: 公开范围、公开形式、工作机构  # K165

正确：

    profile: basic-8
    items:
      - name: 编制政府信息公开指南
        items:
          - name: 政府信息公开指南
            content: 政府信息的分类、编排体系、获取方式，工作机构的名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式
"""

import re
from functools import lru_cache

from gkml.catalog.cells import Text, of_field
from gkml.catalog.coverage import is_of_a_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex
from gkml.registers.limits import is_administrative

SEVERITY = "warning"
BASIS = "《政府信息公开条例》第十二条、第二十条第（二）项"

_GUIDE = {
    "信息的分类": "分类",
    "编排体系": "编排",
    "获取方式": "获取|依申请|申请公开",
    "工作机构名称": "机构(?:的)?名称|名称|工作机构",
    "办公地址": "地址",
    "办公时间": "办公时间|工作时间",
    "联系电话": "电话|联系方式",
    "传真号码": "传真|(?<!互联网)联系方式",
    "互联网联系方式": "互联网|网址|邮箱|邮件|联系方式",
}
_AGENCY = {
    "办公地址": "地址",
    "办公时间": "办公时间|工作时间|上班时间|(?:地址|地点)(?:和|、|及)时间",
    "联系方式": "联系方式|电话",
}
_IS_GUIDE = regex("(?:信息|政务)公开指南|^公开指南")
_IS_AGENCY = regex(
    "^(?:(?:本)?(?:局|委|办|厅|单位|部门|机关|政府)(?:的)?)?(?:内设|直属|下属)?(?:机构|机关|单位|部门)?"
    "(?:基本)?(?:机构(?:职能|信息|设置|概况|简介|概述)|职能|职责|概况|简介|单位信息|部门信息)"
)
_INTRODUCED = regex("(.{2,})(?:介绍|简介|概况|基本情况|信息)")
"""The agency's own; what other bodies say of themselves (文化机构开放信息, 学校介绍) is not."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        if not is_administrative(entry.catalog.agency):
            continue
        contents = [text for text in of_field(entry, "content") if text.node]
        for text in contents:
            if _is_guide(_name(text)):
                missing = _missing(_GUIDE, text.text)
                if missing:
                    yield text.route, f"公开指南的内容没有写{'、'.join(missing)}；请照第十二条补全"
        if is_of_a_field(entry):
            continue
        own = entry.catalog.agency
        agency = [text for text in contents if _of_the_agency(_name(text), own) and not _is_guide(_name(text))]
        reached = [text for text in agency if re.search("办公地址|联系方式|联系电话", text.text)]
        missing = _missing(_AGENCY, "\n".join(text.text for text in agency)) if reached else []
        if missing:
            yield reached[0].route, f"机构信息没有写{'、'.join(missing)}；请照第二十条第（二）项补全"


def _name(text: Text) -> str:
    return text.node.name if text.node else ""


@lru_cache(maxsize=4096)
def _is_guide(name: str) -> bool:
    return _IS_GUIDE.search(name) is not None


@lru_cache(maxsize=4096)
def _of_the_agency(name: str, agency: str) -> bool:
    """Returns whether an item is about the agency itself, be it by its name: 商务局介绍 of 某市商务局."""
    introduced = _INTRODUCED.fullmatch(name.strip())
    return bool(_IS_AGENCY.search(name) or (introduced and agency.endswith(introduced[1])))


def _missing(elements: dict[str, str], text: str) -> list[str]:
    return [element for element, words in elements.items() if not re.search(words, text)]
