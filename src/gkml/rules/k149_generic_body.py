"""公开主体只写了一类机关的通称，没有写是哪个机关。

上级指引用“市场监督管理部门”“公安机关”“县级农业农村部门”一类的通称，是给各地套用的；一个机关自己的目录要写机关的名称，公众才知道找谁。
一格里写了几个机关的，逐个看。“各乡镇人民政府”是全部，不是通称；指引本身不报告。同一种通称多于三格的只报一次。

错误：

    agency: 某县市场监督管理局
    profile: standard-14
    items:
      - name: 监督检查
        items:
          - {name: 食品抽检, body: 市场监督管理部门}  # K149

正确：

    agency: 某县市场监督管理局
    profile: standard-14
    items:
      - name: 监督检查
        items:
          - {name: 食品抽检, body: 某县市场监督管理局}
"""

from gkml.catalog.cells import Text, of_field, reported
from gkml.catalog.model import Catalog, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.generic_body import generic
from gkml.phrases.patterns import regex

SEVERITY = "info"
NEEDS = "agency"
BASIS = "《政府信息公开条例》第十条"

_TOWN = regex("[镇乡]人民政府$|[镇乡]$|街道办事处$")
_TOWNS = regex("乡镇(?:人民)?政府")
"""To a body of the county these are all its towns; a town's own directory writes its name."""
_OTHERS = regex("各|相关|有关")
"""What begins so are several, and the agency's own name is not what is missing."""
_GUIDE = regex(r"指引")


def check(workspace: Workspace) -> Findings:
    guides = {entry.guide.id for entry in workspace.entries if entry.guide}
    for entry in workspace.entries:
        catalog = entry.catalog
        if not catalog.agency or catalog.id in guides or (_is_guide(catalog) and not entry.guide):
            continue
        bodies: dict[str, list[Text]] = {}
        for text in of_field(entry, "body"):
            names = generic(text.text)
            if names and (_TOWN.search(catalog.agency) or not _TOWNS.fullmatch(text.text.strip())):
                bodies.setdefault(text.text.strip(), []).append(text)
        for body, cells in bodies.items():
            some, many = reported(cells)
            names = generic(body)
            which = "" if names == (body,) else f"里的“{shown('、'.join(names))}”"
            several = len(names) > 1 or _OTHERS.match(names[0])
            advice = "请写出是哪几个机关" if several else f"请写机关的名称，如“{catalog.agency}”"
            message = f"公开主体“{shown(body)}”{many}{which}是通称，没有写是哪个机关；{advice}"
            yield from ((cell.route, message) for cell in some)


def _is_guide(catalog: Catalog) -> bool:
    """Returns whether a catalog states that it is a guide for others."""
    headings = [part if isinstance(part, str) else part.heading for part in catalog.preface[:1]]
    document = catalog.source.document if catalog.source else ""
    return any(_GUIDE.search(text) for text in (catalog.title, document, *headings))
