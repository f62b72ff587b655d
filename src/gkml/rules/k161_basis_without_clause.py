"""公开依据引用法律、法规，没有写到第几条，而目录里别的依据大多写了。

写到条、款、项，公众才查得到为什么公开、该公开什么。只检查法律、行政法规、地方性法规；整份目录都不写条款的，不报告。

错误：

    profile: standard-14
    items:
      - name: 行政处罚
        items:
          - name: 处罚决定
            basis:
              - 《中华人民共和国行政处罚法》第四十八条
              - 《中华人民共和国政府信息公开条例》第二十条第（六）项
              - 《中华人民共和国食品安全法》  # K161

正确：

    profile: standard-14
    items:
      - name: 行政处罚
        items:
          - name: 处罚决定
            basis:
              - 《中华人民共和国行政处罚法》第四十八条
              - 《中华人民共和国政府信息公开条例》第二十条第（六）项
              - 《中华人民共和国食品安全法》第一百一十八条
"""

from gkml.catalog.cells import of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.phrases.citation import citations
from gkml.registers.citations import kind

SEVERITY = "info"

_LAWS = {"法律", "行政法规", "地方性法规"}


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        cited = [
            (text.route, citation)
            for text in of_field(entry, "basis")
            for citation in citations(text.text)
            if kind(citation.title) in _LAWS
        ]
        without = [(route, citation) for route, citation in cited if not citation.provisions]
        if len(without) * 2 < len(cited):
            for route, citation in without:
                yield route, f"依据《{citation.title}》没有写到第几条；本目录别的依据写了，请补上条、款、项"
