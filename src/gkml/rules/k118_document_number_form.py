"""文号的写法不合公文格式。

年份用六角括号“〔〕”括住；顺序号不加“第”字，不编虚位（1不写成01），后面加“号”：国办发〔2019〕54号。括号写成［］、（）、【】的，
检索文号时查不到；没有年份的（交办发75号）、令的编号后面没有“号”的（国务院令第711），也查不到。“……字第……号”、公告、令的编号和案件文书的虚位照旧。

修复：改成六角括号，去掉“第”和虚位。

错误：

    profile: basic-8
    items:
      - name: 政务公开
        items:
          - name: 指导意见
            basis: 《关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发[2019]第54号）  # K118
          - name: 工作安排
            basis: 《某市工作安排》（某政办发75号）  # K118

正确：

    profile: basic-8
    items:
      - name: 政务公开
        items:
          - name: 指导意见
            basis: 《关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）
          - name: 工作安排
            basis: 《某市工作安排》（某政办发〔2024〕75号）
"""

from gkml.catalog.cells import judged
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import compared
from gkml.phrases.document_number import in_form, without_hao, without_year

SEVERITY = "warning"
ONCE = True
BEHIND = ("space-in-text",)
BASIS = "《党政机关公文格式》（GB/T 9704—2012）7.2.5"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for cell, value in judged(entry, _otherwise):
            mine, right = compared(cell.text, value)
            message = f"“{mine}”的文号写法不对；请写成“{right}”"
            yield cell.route, message, Fix(value)
        for cell, number in judged(entry, without_year):
            yield cell.route, f"文号“{number}”没有年份；请核对，写成“机关代字〔年份〕顺序号”"
        for cell, number in judged(entry, without_hao):
            yield (
                cell.route,
                f"“{number}”后面少了“号”；请写成“{number}号”",
                Fix(cell.text.replace(number, f"{number}号", 1)),
            )


def _otherwise(text: str) -> str:
    """Returns the text with its document numbers in the right form; "" if they already are."""
    value = in_form(text)
    return value if value != text else ""
