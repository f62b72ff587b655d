"""公开主体只写了一类机关的通称，没有写是哪个机关。

上级指引用“市场监督管理部门”“公安机关”“县级农业农村部门”一类的通称，是给各地套用的；一个机关自己的目录要写机关的名称，公众才知道找谁。
一格里写了几个机关的，逐个看。县的目录写“各乡镇人民政府”是全部，不是通称；乡镇自己的目录，或者没有写机关、主体全是“乡镇人民政府”的目录，
要写是哪一个。指引本身不报告。同一种通称多于三格的只报一次。

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

from collections.abc import Iterable

from gkml.catalog.cells import Text, of_field, reported
from gkml.catalog.model import Catalog, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.generic_body import TOWNS, generic, parts
from gkml.phrases.patterns import regex

SEVERITY = "info"
SPARES_GUIDES = True
BASIS = "《政府信息公开条例》第十条"

_TOWN = regex("[镇乡]人民政府$|[镇乡]$|街道办事处$")
_TOWNS = regex(TOWNS)
"""To a body of the county these are all its towns."""
_OTHERS = regex("各|相关|有关")
"""What begins so are several, and the agency's own name is not what is missing."""
_GUIDE = regex(r"指引")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        catalog = entry.catalog
        if _is_guide(catalog) and not entry.guide:
            continue
        texts = of_field(entry, "body")
        of_a_town = _is_of_a_town(catalog.agency, texts)
        bodies: dict[str, list[Text]] = {}
        for text in texts:
            names = generic(text.text)
            if names and (of_a_town or not _are_towns(names if len(names) > 1 else parts(names[0]))):
                bodies.setdefault(text.text.strip(), []).append(text)
        for body, cells in bodies.items():
            some, many = reported(cells)
            yield from ((cell.route, _message(body, many, catalog.agency)) for cell in some)


def _message(body: str, many: str, agency: str) -> str:
    names = generic(body)
    which = "" if names == (body,) else f"里的“{shown('、'.join(names))}”"
    several = len(names) > 1 or _OTHERS.match(names[0])
    own = f"请写机关的名称，如“{agency}”" if agency else "请写机关的名称"
    advice = "请写出是哪几个机关" if several else own
    return f"公开主体“{shown(body)}”{many}{which}是通称，没有写是哪个机关；{advice}"


def _is_of_a_town(agency: str, bodies: Iterable[Text]) -> bool:
    """Returns whether a directory is that of a town: by its agency, else by bodies that are all towns."""
    if agency:
        return _TOWN.search(agency) is not None
    return all(_are_towns(parts(body.text)) for body in bodies)


def _are_towns(names: Iterable[str]) -> bool:
    return all(_TOWNS.fullmatch(name.strip()) for name in names)


def _is_guide(catalog: Catalog) -> bool:
    """Returns whether a catalog states that it is a guide for others."""
    headings = [part if isinstance(part, str) else part.heading for part in catalog.preface[:1]]
    document = catalog.source.document if catalog.source else ""
    return any(_GUIDE.search(text) for text in (catalog.title, document, *headings))
