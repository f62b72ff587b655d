"""基本目录里找不到《政府信息公开条例》第二十条规定的某一类信息。

只检查各机关都有的几类：规范性文件、机关职能、预算决算、政府采购；只对事项在10个以上的部门基本目录检查，
领域标准目录、有“公开依据”列的表、镇和街道的目录、学校和医院等的目录不检查。本机关确实没有的，可以不列。职责里写明了而没有事项的，由另一条规则报告。

错误：

    profile: basic-8
    items:
      - name: 机构基本概况  # K163
        items:
          - {name: 机构职能, content: 本局职能}
          - {name: 领导简介, content: 领导姓名}
          - {name: 规范性文件, content: 本局规范性文件}
          - {name: 规划计划, content: 发展规划}
          - {name: 部门预算, content: 预算报表}
          - {name: 部门决算, content: 决算报表}
          - {name: 人事招考, content: 招考职位和录用结果}
          - {name: 收费目录, content: 收费项目和标准}
          - {name: 工作动态, content: 本局动态}
          - {name: 通知公告, content: 本局公告}

正确：

    profile: basic-8
    items:
      - name: 机构基本概况
        items:
          - {name: 机构职能, content: 本局职能}
          - {name: 领导简介, content: 领导姓名}
          - {name: 规范性文件, content: 本局规范性文件}
          - {name: 规划计划, content: 发展规划}
          - {name: 部门预算, content: 预算报表}
          - {name: 部门决算, content: 决算报表}
          - {name: 人事招考, content: 招考职位和录用结果}
          - {name: 收费目录, content: 收费项目和标准}
          - {name: 政府采购, content: 采购项目的目录、标准和实施情况}
          - {name: 工作动态, content: 本局动态}
"""

from gkml.catalog.coverage import duties_text, first_of, is_whole_agency, items_text
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.phrases.numeral import chinese
from gkml.registers.law import categories
from gkml.registers.limits import is_administrative, is_town

SEVERITY = "info"
BASIS = "《政府信息公开条例》第二十条"
FEWEST = 10
"""Items of a directory that one may expect to be complete."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        agency = entry.catalog.agency
        if not is_whole_agency(entry, FEWEST) or is_town(agency) or not is_administrative(agency):
            continue
        text, duty = items_text(entry), duties_text(entry)
        missing = [
            f"第（{chinese(category.item)}）项“{category.title_for(entry.catalog.agency)}”"
            for category in categories()
            if category.every and not first_of(category.duty, duty) and not first_of(category.words, text)
        ]
        if missing:
            yield (entry.file, "items"), f"没有找到第二十条{'、'.join(missing)}的事项；本机关有没有这类信息要公开？"
