"""“法律、法规另有规定的，从其规定”有的行写、有的行不写，或者把例外放宽到了规章、文件。

《政府信息公开条例》第二十六条只允许法律、法规另行规定期限，规章、上级文件、“有关规定”不行。这句话对每一行都成立，或者各行都写，或者
在表前统一写一次；只有几行写，会让人以为别的行没有例外。这里指出较少的一方，多于三格的只报一次。公共企事业单位按主管部门的规定公开（第五十五条），不检查。

错误：

    profile: basic-8
    items:
      - name: 食品监管
        items:
          - {name: 监管信息, time_limit: 信息形成之日起20个工作日内（法律法规有其他规定的，从其规定）}  # K139
          - {name: 抽检信息, time_limit: 信息形成之日起20个工作日内}
          - {name: 处罚信息, time_limit: 信息形成之日起7个工作日内}
      - name: 药品监管
        items:
          - {name: 许可信息, time_limit: 信息形成之日起7个工作日内（规章、上级文件另有规定的，从其规定）}  # K139

正确：

    profile: basic-8
    items:
      - name: 食品监管
        items:
          - {name: 监管信息, time_limit: 信息形成之日起20个工作日内（法律、法规另有规定的，从其规定）}
          - {name: 抽检信息, time_limit: 信息形成之日起7个工作日内（法律法规有其他规定的，从其规定）}

修复：放宽了的例外换成条例的说法（要人看过才改）。
"""

from functools import lru_cache
from typing import Literal

from gkml.catalog.cells import Text, of_field, reported
from gkml.catalog.model import Workspace
from gkml.diagnostics import Finding, Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.information import internal
from gkml.phrases.limit_wording import EXCEPTION
from gkml.phrases.patterns import regex
from gkml.phrases.time_limit import TimeLimit, read

SEVERITY = "info"
ONCE = True
BASIS = "《政府信息公开条例》第二十六条"
_WIDER = regex("规章|文件|上级|政策|国家(?!法)")
_LAWS = regex("法律|法规|法")
_INSTITUTION = regex("(?:医院|学校|中学|小学|幼儿园|大学|学院|卫生院|卫生室|服务中心|公司|集团)$")
"""Public bodies that are no agencies: rules of a ministry govern what they publish (条例第五十五条)."""
_OF_INSTITUTIONS = regex("公共(?:事业|企业|企事业|服务)单位|公用企业|企事业单位")
"""Words in the title of a directory that several such bodies use."""
_IN_BRACKETS = regex("[（(][^（）()]*规定[^（）()]*[）)]。?$")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        cells: dict[str, list[Text]] = {"": [], "plain": [], "with": [], "wide": []}
        if _INSTITUTION.search(entry.catalog.agency) or _OF_INSTITUTIONS.search(entry.catalog.title):
            continue
        for cell in of_field(entry, "time_limit"):
            if not (cell.item and internal(cell.item.name)):
                cells[_clause(cell.text)].append(cell)
        yield from map(_narrowed, cells["wide"])
        if cells["with"] and cells["plain"]:
            few, many = sorted((cells["with"], cells["plain"]), key=len)
            cells_few, many_few = reported(few)
            writes, others = ("写了", "没有写") if few is cells["with"] else ("没有写", "写了")
            tail = f"{writes}“从其规定”的例外，别的{len(many)}处{others}；请统一，要写的写成“{EXCEPTION.strip('（）')}”"
            yield from ((cell.route, f"“{shown(cell.text)}”{many_few}{tail}") for cell in cells_few)


@lru_cache(maxsize=4096)
def _clause(text: str) -> Literal["", "plain", "with", "wide"]:
    """Whether a limit lets other law decide: not at all, as the Regulation does, or too widely; "" for what is no stretch."""
    limit = read(text)
    if not limit.parts or limit.parts[0].kind not in {"within", "reply"}:
        return ""
    return ("wide" if _wider(limit) else "with") if limit.exception else "plain"


def _wider(limit: TimeLimit) -> bool:
    """Returns whether the clause lets more than 法律、法规 decide: a rule or document is named, or nothing is."""
    return bool(_WIDER.search(limit.exception)) or not _LAWS.search(limit.exception)


def _narrowed(cell: Text) -> Finding:
    message = (
        f"例外“{read(cell.text).exception}”放得太宽，只有法律、法规可以另行规定期限；请写“{EXCEPTION.strip('（）')}”"
    )
    value = _IN_BRACKETS.sub(EXCEPTION, cell.text)
    return (cell.route, message, Fix(value, safe=False)) if value != cell.text else (cell.route, message)
