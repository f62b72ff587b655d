"""引用的项没有写“第”“项”：第二十条（二）。

《立法法》规定条下分款、项、目，项的序号用中文数字加括号；引用时写成“第二十条第（二）项”，才不会与“款”混淆。

修复：补上“第”和“项”（要人看过才改）。

错误：

    profile: standard-14
    items:
      - name: 机构信息
        items:
          - name: 机关职能
            basis:
              - 《中华人民共和国政府信息公开条例》第二十条（二）  # K204

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

SEVERITY = "info"
ONCE = True
BASIS = "《立法法》关于条、款、项、目的规定"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for text in citing(entry):
            value, first = text.text, ("", "")
            provisions = [each for citation in citations(text.text) for each in citation.provisions]
            for cited in reversed(provisions):
                if cited.item and cited.text.endswith(("）", ")")):
                    whole = _whole(cited.text)
                    value = value[: cited.start] + whole + value[cited.start + len(cited.text) :]
                    first = cited.text, whole
            if value != text.text:
                yield text.route, f"“{first[0]}”缺“项”字；请写成“{first[1]}”", Fix(value, safe=False)


def _whole(cited: str) -> str:
    """第二十条（二） as it is to be written: 第二十条第（二）项."""
    start = max(cited.rfind("（"), cited.rfind("("))
    before = cited[:start].removesuffix("第")
    return f"{before}第（{cited[start + 1 : -1]}）项"
