"""公开的是上级机关或国家制定的法规、政策，不是本机关制作的信息。

《政府信息公开条例》第十条：行政机关制作的政府信息，由制作该政府信息的行政机关负责公开。转载上级的法规、政策是便民的好事，但应写明是转载或链接，
免得公众以为是本机关制定、本机关负责解释。

错误：

    profile: basic-8
    items:
      - name: 负责政策法规的宣传
        items:
          - {name: 商务部政策, content: 涉及本单位业务的全国性法律法规、政策}  # K186

正确：

    profile: basic-8
    items:
      - name: 负责政策法规的宣传
        items:
          - {name: 商务部政策, content: 转载商务部制定的政策文件（链接商务部网站）}
"""

from gkml.catalog.cells import of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex

SEVERITY = "info"
BASIS = "《政府信息公开条例》第十条"

_OTHERS = regex(
    "(?:全国性|全区性|全省性|全市性|国家级|国家层面|上级(?:部门|机关|单位)?|中央|国务院|自治区级|省级|部委)[^，。；、]{0,6}?"
    "(?:法律|法规|规章|政策|规范性文件)[^，。；、]*"
)
_OWN = regex(
    "转载|转发|链接|援引|本(?:局|级|市|县|区|单位|部门|机关)(?:制定|制发|出台|印发|贯彻|落实|实施)|贯彻|落实|执行|实施|解读|清理"
)


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for text in of_field(entry, "content"):
            match = _OTHERS.search(text.text)
            if match and not _OWN.search(text.text):
                message = f"“{shown(match[0])}”不是本机关制作的信息；请写明，如“转载某部政策文件（链接该部网站）”"
                yield text.route, message
