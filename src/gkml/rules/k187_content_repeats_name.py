"""公开内容就是把名称又写了一遍。

国办发〔2019〕54号要求基层标准目录既写“名称”又写“内容”：名称说是哪一类信息，内容说里面有什么。两处相同，公众还是不知道能看到什么，科室也不知道要交哪些要素。
“规范性文件”“通知公告”“工作动态”“人事任免”“权责清单”“消费提示”一类，名称自明，不报；名称已经列出要素的，也不报。

错误：

    profile: basic-8
    items:
      - name: 公示企业信息
        items:
          - {name: 企业信息, content: 本局的企业信息}  # K187

正确：

    profile: basic-8
    items:
      - name: 公示企业信息
        items:
          - {name: 企业信息, content: 登记备案、动产抵押登记、股权出质登记、行政处罚信息}
"""

from functools import lru_cache

from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex
from gkml.phrases.subject import subject

SEVERITY = "info"
ONCE = True
BEHIND = ("statutory-element-missing",)
BASIS = "国办发〔2019〕54号"
_SELF_EVIDENT = regex(
    "(?:[^、，。]{0,8}?(?:规范性文件|(?:工作|政务|监管|商务|部门)动态|要闻|人事任免|(?:权力和责任|权责|权力|责任|负面)清单"
    "|消费(?:提示|警示)))+|(?:通知|公告|公示|通告|通知、公告|通知公告|公示公告)|新闻(?:动态|发布)?|政策文件|政策解读|(?:公开)?年度?报告"
)
"""Names that say what there is to see, as they stand in catalogs all over the country."""
_LISTED = regex("、.*、|.{4}、.{4}|(?:[^政总调缓]|.{6})和.{4,}信息$")
"""A name that lists what there is to see."""
_YEAR = regex(
    "^((?:本|我)(?:局|单位|部门|机关|级|委|办|厅)的?)?(?:本|上一?|当|前一|历|每|各|\\d{4}|最近)?年(?:度)?(?:的)?(?=.{4})"
)
_FILLING = 40
"""Characters that may stand around a name and add nothing, the agency's own name among them."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for leaf in entry.catalog.leaves:
            name, content = leaf.item.name, leaf.item.content
            if len(content) > len(name) + _FILLING:
                continue
            if not content.strip() or _self_evident(name) or _LISTED.search(name):
                continue
            if _restates(_without_agency(content, entry.catalog.agency), name):
                message = f"公开内容“{shown(content.strip())}”只是把名称重写了一遍；请写出其中有哪些信息（要素）"
                yield (entry.file, *leaf.route, "content"), message


def _restates(content: str, name: str) -> bool:
    """Returns whether a content says no more than the name, or only of which year it is: 上一年度财政决算."""
    return subject(_YEAR.sub("", content)) == subject(_YEAR.sub("", name))


@lru_cache(maxsize=4096)
def _self_evident(name: str) -> bool:
    return _SELF_EVIDENT.fullmatch(subject(name)) is not None


def _without_agency(text: str, agency: str) -> str:
    return text.strip().removeprefix(agency).removeprefix("的") if agency else text
