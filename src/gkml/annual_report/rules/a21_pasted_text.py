"""正文里混进了不属于报告的文字：网站的栏目和新闻列表、二维码说明、带省略号的标题。

错误：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 扫码使用手机浏览本页内容  # A21

正确：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 2021年，我局认真贯彻《条例》。
"""

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import brief
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_PASTED = regex(
    r"\[\d{4}[.\-]\d{2}[.\-]\d{2}\]\s*$|扫码|扫一扫|手机浏览本页|分享到|打印本页|关闭窗口|当前位置|索引号[:：]|发布机构[:：]"
    r"|浏览次数|字体[:：]|^时间[:：]|该部分以表格形式|\.\.\.\s*(?:\[|$)"
)


def check(entry: ReportEntry) -> Findings:
    pasted = [paragraph for paragraph in entry.prose if _PASTED.search(paragraph.text)]
    if pasted:
        many = f"等{len(pasted)}段" if len(pasted) > 1 else ""
        message = f"“{brief(pasted[0].text)}”{many}像是从网页上粘贴进来的，不属于报告；请删去"
        yield pasted[0].route, message
