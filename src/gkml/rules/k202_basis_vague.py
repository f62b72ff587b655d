"""公开依据只写“相关规定”“有关政策文件”一类，没有写是哪一份。

依据要让公众查得到为什么公开（国办发〔2019〕54号：目录应当包括“依据”）。“国家有关规定”“上级文件要求”“《……》及相关规定”查不到出处；请逐份写出标题。
列了几份以后以“等”收尾的，不报。多于三格的只报一次。

错误：

    profile: standard-14
    items:
      - name: 政策文件
        items:
          - name: 行业规划
            basis:
              - 《中华人民共和国政府信息公开条例》及相关规定  # K202
              - 相关政策文件  # K202

正确：

    profile: standard-14
    items:
      - name: 政策文件
        items:
          - name: 行业规划
            basis:
              - 《中华人民共和国政府信息公开条例》
              - 《关于全面推进基层政务公开标准化规范化工作的指导意见》
"""

from gkml.catalog.cells import Text, of_field, reported
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.citation import vague

SEVERITY = "info"
BASIS = "国办发〔2019〕54号"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        cells: dict[str, list[Text]] = {}
        for text in of_field(entry, "basis"):
            words = vague(text.text)
            if words:
                cells.setdefault(words, []).append(text)
        for words, alike in cells.items():
            some, many = reported(alike)
            message = f"公开依据“{shown(words)}”{many}没有写是哪一份；请写出法规、文件的标题"
            yield from ((cell.route, message) for cell in some)
