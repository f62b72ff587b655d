"""引用的条、款、项不存在，多半是把“项”写成了“款”。

条文里另起一段的是“款”，写有（一）（二）的是“项”。《政府信息公开条例》第二十条只有一款、十五项：机关职能是第二十条第（二）项，
不是第二十条第二款，也不是第二十条第（二）款。程序知道条、款、项数目的有两千八百多部法律、法规（gkml law 标题 可以查到）；
目录的日期早于所知文本的，不查。

修复：第二十条第二款改成第二十条第（二）项（要人工核对，不自动应用）。

错误：

    profile: standard-14
    items:
      - name: 机构信息
        items:
          - name: 机关职能
            basis:
              - 《中华人民共和国政府信息公开条例》第二十条第二款  # K162

正确：

    profile: standard-14
    items:
      - name: 机构信息
        items:
          - name: 机关职能
            basis:
              - 《中华人民共和国政府信息公开条例》第二十条第（二）项
"""

from gkml.catalog.cells import citing
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.phrases.citation import citations
from gkml.registers.citations import structure
from gkml.registers.law import own_laws
from gkml.registers.provisions import fault

SEVERITY = "error"
BASIS = "《政府信息公开条例》的条文"


def check(workspace: Workspace) -> Findings:
    own = own_laws(law for law in workspace.registers.laws if law.is_dated)
    for entry in workspace.entries:
        dated = entry.catalog.as_of
        for text in citing(entry):
            for citation in citations(text.text):
                division = structure(citation.title, dated, own)
                for provision in citation.provisions if division else ():
                    absent, better = fault(provision, division) if division else ("", "")
                    message = f"《{citation.title}》“{provision.text}”：{absent}；"
                    if better:
                        end = provision.start + len(provision.text)
                        fix = Fix(text.text[: provision.start] + better + text.text[end:], safe=False)
                        yield text.route, f"{message}请改成“{better}”", fix
                    elif absent:
                        yield text.route, f"{message}请核对"
