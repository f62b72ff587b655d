"""A 公开内容 in, how it reads as work to be done rather than as information; right names like 组织机构, 工作总结 are none.

Read by the heads of clauses and the last word: Chinese has no word forms that would tell 公示名单 (a list) from 公示名单 (to post it).
"""

import re
from functools import lru_cache

from gkml.phrases.elements import clauses
from gkml.phrases.patterns import regex
from gkml.phrases.script import each

_INFORMATION = regex(
    "(?:信息|情况|结果|数据|名单|名录|目录|清单|报告|公告|通告|通知|通报|方案|办法|规定|意见|计划|规划|总结|指南|流程|流程图|制度|标准|程序|依据|条件"
    "|方式|途径|渠道|图|表|文件|政策|法规|决定书|文书|公报|简介|内容|进展|成效|动态|要闻|预案|预警|措施|案例|问题|责任|时间|地点|电话|地址|机构|部门|人员"
    "|细则|要点|须知|材料|资料|名称|期限|时限|事项|经费|资金|项目|职责|成果|规则|决定|协议|合同|概况|范围|对象|要求|主体|职能|新闻|解读|回应|答复)$"
)
_HARD = regex(
    "负责(?!人|同志|科|处室|部门|单位|机构|领导|的)|牵头(?!单位|部门|科室|人|机构|的)|按照[^，]{2,30}(?:要求|规定|部署|安排)，|按(?:照)?规定(?!的|程序)"
    "|做好|抓好|搞好|承办(?!单位|部门|人|机构|科|的|情况|结果)|协助|协同|配合(?!单位|部门|情况)|督促|接受(?:公众|群众|社会|市民)"
    "|完成(?!情况|时[限间]|率|进度|比例|数|期限|日期|值|的|单位)|统筹(?!规划|方案|情况)|贯彻执行(?!情况)|贯彻落实(?!情况)"
    "|以[^，]{2,16}形式，"
)
_SOFT = regex(
    "组织(?!机构|架构|体系|领导|形式|结构|章程|名称|方式|单位|机关|保障|法|成员|概况|信息|人|实施情况|的)|开展(?!情况|时间|地点|的)|加强(?!的)|推进(?!情况|的|计划)"
    "|推动(?!情况|的)|指导(?!意见|目录|性|案例|思想|价|书|手册|文件|标准|价格|的|方针|单位|机构|员|人员|老师|教师)|落实(?!情况|的)|强化|规范(?!性|化|文件|文本|的|标准|和|、)|深化"
    "|参与(?!方式|人员|单位|者|途径|渠道|度|情况|条件|的)|制订(?!依据|情况|的)|拟订|受理(?!环节|阶段|条件|机构|部门|单位|范围|时间|地点|依据|情况|流程|窗口|方式|电话|渠道|标准|通知|结果|人|名单|的|期限|程序|、)"
    "|收集(?!整理情况)|引导|鼓励(?!措施|政策|目录)"
)
_DONE_TO = regex(
    "对[^，、；。]{4,60}?，?(?:进行|予以|作出|做出|给予)(?:公示|公开|公布|通报|回应|处理|答复|回复|监督|检查|处罚|宣传|解读|指导)$"
    f"|{each('及时|依法|定期|主动', '(?:在[^，。；]{2,16}上|向[^，。；]{2,12})(?:公布|公开|发布|公示)(?!的)')}"
    f"|{each('告知|报送|上报|通知', '[^，。；、]{2,20}(?:部门|单位|机关|政府|局|委)$')}"
)
_WORK = regex(
    "(?<!重点)(?<!主要)(?<!中心)(?<!分管)(?<!主管)(?<!负责)(?<!年度)(?<!全年)(?<!联系)(?<!协助)(?<!从事)(?<!阶段)(?<!分工)(?<!一步)(?<!月)(?<!年)工作$"
)


@lru_cache(maxsize=4096)
def task(content: str) -> str:
    """Returns the words that make a task of the content, or "": 负责…, 完成…, 开展… (not …情况), 对…进行公示, …工作."""
    whole = clauses(content)
    if not whole:
        return ""
    hard, soft = _HARD.match(whole[0]), _SOFT.match(whole[0])
    if hard and not _titled(whole[0]):
        return hard[0].rstrip("，")
    if soft and (whole[0].endswith("等信息") or not _INFORMATION.search(whole[0].removesuffix("等"))):
        return soft[0]
    for clause in whole:
        done = _DONE_TO.search(clause)
        if done:
            return clause
    work = _WORK.search(whole[-1]) if whole[-1].endswith("工作") else None
    return work[0] if work and "、" not in whole[-1][-12:] else ""


def _titled(clause: str) -> bool:
    """Returns whether the clause is the title of a document or the state of something: 按规定… 的实施办法, 完成…情况."""
    return bool(re.search("(?:的(?:通知|意见|办法|方案|规定)|^[^，]*情况)$", clause))


_PUBLISHING = regex(
    "(?:公示(?!期|公告|名单|内容|文|牌|制度|栏|时间|地点|渠道|方式|结果|情况|信息|表|稿|材料|日期|单|制|及|和)"
    "|公布(?!的|时间|日期|情况|结果|栏)|公开(?!开庭|审[理判]|听证|摇号|拍卖|出让|竞|目录|指南|制度|事项|范围|形式|方式|时限|内容|栏|招|电话|承诺|选|透明|课|征|年报|年度|工作|渠道|主体|依据|信息|审查|属性|情况|及|和)"
    "|发布(?!机关|时间|日期|会|单位|主体|渠道|平台|情况|文号|人|机构|方式|内容|及|和)|提供(?!单位|方式|者|机构|情况|方|人)|明确(?!的)|公告(?=本|各))(?=[^、，。；的])"
)


@lru_cache(maxsize=4096)
def publishing(content: str) -> str:
    """The verb of publishing that the content begins with, or "": 公示…, 发布…, 提供…; a noun like 公示期, 发布会 is none."""
    match = _PUBLISHING.match(content.strip())
    return match[0] if match else ""
