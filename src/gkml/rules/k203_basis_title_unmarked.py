"""公开依据里的法律、法规没有加书名号。

法规、文件的标题用书名号标示（《标点符号用法》4.15），公众和程序才认得出标题到哪里为止、条款从哪里开始。只报登记里有的法律、法规，
和“中华人民共和国”开头、“法”“条例”结尾的。

修复：加上书名号。

错误：

    profile: standard-14
    items:
      - name: 政策文件
        items:
          - name: 行业规划
            basis:
              - 中华人民共和国政府信息公开条例第二十条第（三）项  # K203

正确：

    profile: standard-14
    items:
      - name: 政策文件
        items:
          - name: 行业规划
            basis:
              - 《中华人民共和国政府信息公开条例》第二十条第（三）项
"""

from functools import lru_cache

from gkml.catalog.cells import of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.citation import unmarked
from gkml.phrases.patterns import regex
from gkml.registers.citations import is_known

SEVERITY = "warning"
ONCE = True
BASIS = "《标点符号用法》（GB/T 15834—2011）4.15"
_NATIONAL = regex("中华人民共和国[^，。；]{2,40}(?:法|条例)")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for text in of_field(entry, "basis"):
            titles = [(start, end) for start, end in unmarked(text.text) if _is_law(text.text[start:end])]
            if titles:
                start, end = titles[0]
                value = text.text
                for first, last in reversed(titles):
                    value = f"{value[:first]}《{value[first:last]}》{value[last:]}"
                message = f"“{shown(text.text[start:end])}”没有加书名号；请写成“《{shown(text.text[start:end])}》”"
                yield text.route, message, Fix(value)


@lru_cache(maxsize=1024)
def _is_law(title: str) -> bool:
    return bool(_NATIONAL.fullmatch(title)) or is_known(title)
