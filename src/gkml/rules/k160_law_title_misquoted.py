"""法规、文件的标题引错了：与一个已有的标题只差几个字。

标题漏字、多字，公众查不到这份文件。只在与程序登记的标题非常接近（首尾相同、只漏了字或重了字，漏了“（试行）”或开头
两个字，“实施细则”与“实施条例”写混），而自己又不是登记过的标题时报告；几个地方都有的条例没有写是哪里的，也报告。登记里没有的部门规章、文件不报。
确有其文的，请把标题写进工作区 gkml.yaml 的 registers.laws。

修复：换成最接近的标题（要人工核对，不自动应用）。

错误：

    profile: standard-14
    items:
      - name: 行政处罚
        items:
          - name: 药品监管行政处罚
            basis:
              - 《市场监督管理程序规定》  # K160

正确：

    profile: standard-14
    items:
      - name: 行政处罚
        items:
          - name: 药品监管行政处罚
            basis:
              - 《市场监督管理行政处罚程序规定》
"""

from gkml.catalog.cells import citing
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.phrases.citation import bare, citations
from gkml.registers.misquoted import bearers, meant

SEVERITY = "warning"
_MOST = 2
"""Titles that a message names."""


def check(workspace: Workspace) -> Findings:
    right = {bare(law.title) for law in workspace.registers.laws}
    for entry in workspace.entries:
        cited = frozenset(citation.title for text in citing(entry) for citation in citations(text.text))
        others = frozenset(map(bare, cited))
        unknown = [title for title in cited if bare(title) not in right]
        better = {title: meant(title, others) for title in unknown}
        several = {title: bearers(title) for title in unknown if not better[title]}
        for text in citing(entry):
            for citation in citations(text.text):
                title, places = better.get(citation.title), several.get(citation.title)
                if title:
                    mended = f"{text.text[: citation.start]}《{title}》{text.text[citation.end :]}"
                    message = f"没有查到《{citation.title}》这个标题；是不是《{title}》？请核对"
                    yield text.route, message, Fix(mended, safe=False)
                elif places:
                    named = "、".join(f"《{place}》" for place in places[:_MOST])
                    message = f"叫《{citation.title}》的不止一部（{named}等）；请写全称，看得出是哪里的"
                    yield text.route, message
