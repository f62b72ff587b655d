"""标准目录引了别的领域的依据，这一行又没有说到那个领域的事。

从别的领域的标准目录抄行、改名称，公开依据往往忘了改。只看登记为某一领域专有的法律、法规（如《义务教育法》《户口登记条例》），而且
这一行的名称、内容里没有那个领域的字眼；领域由 field 写明，没有写的看标题。

错误：

    profile: standard-14
    field: 养老服务
    items:
      - name: 养老服务通用政策
        items:
          - name: 养老机构备案
            content: 备案机构名称、地址、床位数
            basis: [《中华人民共和国义务教育法》]  # K198

正确：

    profile: standard-14
    field: 养老服务
    items:
      - name: 养老服务通用政策
        items:
          - name: 养老机构备案
            content: 备案机构名称、地址、床位数
            basis: [《中华人民共和国老年人权益保障法》]
"""

from gkml.catalog.cells import of_field
from gkml.catalog.coverage import is_of_a_field
from gkml.catalog.model import Workspace
from gkml.catalog.tree import Node
from gkml.diagnostics import Findings
from gkml.phrases.citation import bare, citations
from gkml.registers.law import PilotField, field_of, pilot_fields

SEVERITY = "warning"


def check(workspace: Workspace) -> Findings:
    owners = {bare(law): field for field in pilot_fields() for law in field.laws}
    for entry in workspace.entries:
        own = field_of(entry.catalog.field, entry.catalog.title) if is_of_a_field(entry) else None
        for text in of_field(entry, "basis") if own else ():
            for citation in citations(text.text):
                other = owners.get(bare(citation.title))
                if other and other is not own and text.node and not _speaks_of(text.node, other):
                    fault = f"《{citation.title}》是“{other.name}”领域的依据，这一行说的不是{other.name}"
                    yield text.route, f"{fault}；请核对是不是从别处抄来的，换成本领域的依据"


def _speaks_of(node: Node, field: PilotField) -> bool:
    """Returns whether a row or a group above it is about a subject of a field."""
    words, above = node.item.content, node
    while above.parent is not None:
        words, above = words + above.name, above.parent
    return any(subject in words + above.name for subject in field.subjects)
