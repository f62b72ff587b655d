"""引用的条、款、项不存在，多半是把“项”写成了“款”。

条文里另起一段的是“款”，写有（一）（二）的是“项”。《政府信息公开条例》第二十条只有一款、十五项：机关职能是第二十条第（二）项，
不是第二十条第二款。程序知道条、款、项数目的，现在只有《政府信息公开条例》（2019年修订后的条文）。

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
from gkml.phrases.citation import Provision, citations
from gkml.registers.citations import structure
from gkml.registers.law import Structure

SEVERITY = "error"
BASIS = "《政府信息公开条例》的条文"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        dated = entry.catalog.as_of
        for text in citing(entry):
            for citation in citations(text.text):
                known = structure(citation.title, dated)
                for provision in citation.provisions if known else ():
                    fault, better = _fault(provision, known) if known else ("", "")
                    if not fault:
                        continue
                    message = f"《{citation.title}》“{provision.text}”：{fault}；" + (
                        f"请改成“{better}”" if better else "请核对"
                    )
                    end = provision.start + len(provision.text)
                    if better:
                        yield (
                            text.route,
                            message,
                            Fix(text.text[: provision.start] + better + text.text[end:], safe=False),
                        )
                    else:
                        yield text.route, message


def _fault(cited: Provision, known: Structure) -> tuple[str, str]:
    """What does not exist, and what is meant where that is clear."""
    if cited.article > known.articles:
        return f"一共只有{known.articles}条", ""
    paragraphs, items = known.paragraphs.get(cited.article, 1), known.items.get(cited.article, 0)
    # Paragraphs that a program counted may be one too few, and items written otherwise than （一） are not counted.
    doubt = 0 if known.verified or (not cited.item and cited.paragraph <= items) else 1
    if cited.paragraph > paragraphs + doubt:
        fault = f"这一条只有{paragraphs}款" + (f"、{items}项" if items else "")
        written = cited.text.partition("条")
        step = written[2].strip("第款（）()")
        meant = not cited.item and cited.paragraph <= items
        return fault, f"{written[0]}条第（{step}）项" if meant else ""
    if cited.item > items and (known.verified or items):
        return (f"这一条只有{items}项" if items else "这一条没有分项"), ""
    return "", ""
