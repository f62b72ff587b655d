"""职责里写了条例规定公开的一类信息，目录里却没有相应的事项。

职责写明了《政府信息公开条例》第二十条、第二十一条的一类信息（如行政事业性收费、政府采购、社会救助），就应当有公开它的事项。
只在全表没有一个事项涉及这一类时报告，每一类报告一次。

错误：

    profile: basic-8
    items:
      - name: 负责本局预算、决算和政府采购工作。  # K164
        items:
          - {name: 部门预算, content: 本年度预算}
          - {name: 部门决算, content: 上年度决算}

正确：

    profile: basic-8
    items:
      - name: 负责本局预算、决算和政府采购工作。
        items:
          - {name: 部门预算, content: 本年度预算}
          - {name: 部门决算, content: 上年度决算}
          - {name: 政府采购, content: 采购项目的目录、标准和实施情况}
"""

from gkml.catalog.coverage import duties, duties_text, first_of, items_text
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import around
from gkml.phrases.elements import clauses
from gkml.registers.law import categories

SEVERITY = "warning"
BASIS = "《政府信息公开条例》第二十条、第二十一条"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        duty = duties_text(entry)
        expected = [category for category in categories() if first_of(category.duty, duty)]
        text = items_text(entry) if expected else ""
        missing = [category for category in expected if not first_of(category.words, text)]
        for node in duties(entry) if missing else ():
            for category in tuple(missing):
                named = first_of(category.duty, node.name)
                if named:
                    missing.remove(category)
                    wanted = category.title_for(entry.catalog.agency)
                    message = f"职责写了“{_clause(node.name, named)}”，全表没有公开{wanted}的事项；请增加事项"
                    yield (entry.file, *node.route, "name"), message


def _clause(duty: str, words: str) -> str:
    """Returns the clause of a duty with these words: 规范性文件的合法性 alone is no quotation."""
    whole = next((clause for clause in clauses(duty) if words in clause), words)
    place = whole.find(words)
    return around(whole, place, place + len(words))
