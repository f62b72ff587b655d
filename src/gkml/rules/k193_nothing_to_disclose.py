"""公开内容写“无”“暂无”“无相关公开内容”，或者只写“同上”“见附件”。

目录列的是要公开的信息，没有内容的事项不必列；今年没有产生信息的，照写是哪一类信息，在网站栏目里注明“本年度未产生”。“同上”在按栏目、科室筛选或
排序以后就找不到上一行，请写全；依据、渠道、主体、科室、栏目几列也一样（公开时限由 K128 报告），一列里多于三格的只报一次。

错误：

    profile: basic-8
    items:
      - name: 负责质量奖推荐
        items:
          - {name: 质量奖, content: 无相关公开内容}  # K193
          - {name: 推荐名单, content: 同上}  # K193
          - {name: 推荐办法, content: 推荐条件、程序, basis: 同上}  # K193

正确：

    profile: basic-8
    items:
      - name: 负责质量奖推荐
        items:
          - {name: 质量奖推荐名单, content: 拟推荐企业名称、推荐理由、公示期限}
          - {name: 推荐办法, content: 推荐条件、程序, basis: 《市长质量奖管理办法》}
"""

from gkml.catalog.cells import judged_of, of_field, reported
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_NOTHING = regex(
    r"(?:目前|本局|本单位|本级|本部门|本年度|我局)?(?:暂无|没有|尚无|无|暂未产生|未产生)(?:此[项类]|该[项类]|相关|有关|需要?|应|可|须)*(?:主动)?(?:公开|公示)?的?"
    r"(?:信息|内容|事项|情况|职责|业务|权限)*|暂缺|空白?|不涉及(?:此项|该项)?|不适用|不予?公开|略|待定|待补充?|待完善|[-—－/／\\×*]+|[xX]{2,}|[Nn]/?[Aa]"
)
_ELSEWHERE = regex("同上(?:一?行)?|同前|同左|同右|(?:详)?见(?:上|附件|附表|网站|官网|链接|相关文件)")
_ENDS = regex(r"^[\s（(]+|[\s。.）)]+$")
_COLUMNS = {
    "basis": "公开依据",
    "channels": "公开渠道",
    "body": "公开主体",
    "office": "责任科室",
    "sections": "公开栏目",
}
_LONGEST = 24
"""Characters of a text that may say nothing."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for text, fault in judged_of(of_field(entry, "name", "content"), _fault):
            column = "事项名称" if text.field == "name" else "公开内容"
            yield text.route, f"{column}{fault}"
        for field, column in _COLUMNS.items():
            texts = [text for text, _ in judged_of(of_field(entry, field), _elsewhere)]
            some, many = reported(texts)
            for text in some:
                yield text.route, f"{column}只写“{text.text.strip()}”{many}，筛选、排序以后看不出是什么；请写全"


def _elsewhere(text: str) -> bool:
    """Returns whether a text only refers to another place."""
    bare = text.strip()
    return len(bare) <= _LONGEST and _ELSEWHERE.fullmatch(_ENDS.sub("", bare)) is not None


def _fault(text: str) -> str:
    """Returns the fault of a text without information; "" for other texts."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        return ""
    bare = _ENDS.sub("", bare)
    if _NOTHING.fullmatch(bare):
        return f"“{bare}”等于没有内容；请写要公开的信息，没有的就删去这个事项"
    if _ELSEWHERE.fullmatch(bare):
        return f"只写“{bare}”，筛选、排序以后看不出是什么；请把内容写全"
    return ""
