"""六个部分的标题与规定的不同，次序不对，或第五部分空着。

标题依次是：一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况，四、政府信息公开行政复议、行政诉讼情况，
五、存在的主要问题及改进情况，六、其他需要报告的事项。“存在的问题和改进情况”一类的说法不算错。

错误：

    sections:
      - heading: 一、总体情况  # A15
      - heading: 三、收到和处理政府信息公开申请情况
      - heading: 二、主动公开政府信息情况
      - heading: 四、政府信息公开行政复议、行政诉讼情况
      - heading: 五、存在的主要问题及改进情况
        paragraphs: [政策解读的形式还不够丰富。]
      - heading: 六、其他需要报告的事项

正确：

    sections:
      - heading: 一、总体情况
      - heading: 二、主动公开政府信息情况
      - heading: 三、收到和处理政府信息公开申请情况
      - heading: 四、政府信息公开行政复议、行政诉讼情况
      - heading: 五、存在的主要问题及改进情况
        paragraphs: [政策解读的形式还不够丰富。]
      - heading: 六、其他需要报告的事项
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.form import bare
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "error"
BASIS = "《中华人民共和国政府信息公开条例》第五十条"

_PROBLEMS = 4
"""The place of the section on problems and improvements."""
_LOOSE = regex("政府信息公开工作|政府信息公开|主要|存在的|[的和及与、]")
_PARTS = regex(r"([一二三四五六七八九]|\d)个?部分(?:组成|内容)?")
_EMPTY = regex("^(?:无|没有|暂无)?[。.]?$")


def check(entry: ReportEntry) -> Findings:
    yield from _headings(entry)
    yield from _announced(entry)


def _announced(entry: ReportEntry) -> Findings:
    """Yields the number of parts that the opening announces."""
    for paragraph in entry.prose:
        match = _PARTS.search(paragraph.text) if paragraph.section < 1 else None
        count = "一二三四五六七八九".find(match[1]) + 1 or int(match[1]) if match else 0
        if match and count != len(entry.form.sections):
            yield paragraph.route, f"“{match[0]}”：报告应有{len(entry.form.sections)}个部分；请改成一致"


def _headings(entry: ReportEntry) -> Findings:
    headings = [bare(section.heading) for section in entry.report.sections]
    official = entry.form.sections
    if [_loose(heading) for heading in headings] != [_loose(heading) for heading in official]:
        missing = [heading for heading in official if _loose(heading) not in map(_loose, headings)]
        fault = f"缺少“{'”“'.join(missing)}”" if missing else "次序或标题与格式不同"
        yield (entry.file, "sections"), f"六个部分的标题{fault}；应依次是：{'、'.join(official)}"
        return
    section = entry.report.sections[_PROBLEMS]
    texts = [text for text in section.paragraphs if isinstance(text, str)]
    if all(_EMPTY.match("".join(text.split())) for text in texts):
        route = (entry.file, "sections", _PROBLEMS)
        yield route, "“存在的主要问题及改进情况”没有内容；《条例》第五十条要求写明，请补上"


def _loose(heading: str) -> str:
    return _LOOSE.sub("", heading)
