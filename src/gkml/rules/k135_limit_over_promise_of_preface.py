"""公开时限长于表前正文里自己承诺的天数。

正文写了“主动公开的信息自形成、变更之日起7个工作日内公开”一类的话，表里的事项却用了更长的期限，前后矛盾。要么改表，要么在正文里写明例外。
把规定记进目录的 policy 以后，由 K134 按规定报告。

错误：

    profile: basic-8
    preface:
      - 各单位主动公开的政府信息应当在其形成、变更或保存之日起7个工作日内公开。
    items:
      - name: 机构概况
        items:
          - {name: 领导简介, time_limit: 信息形成或变更之日起20个工作日内}  # K135

正确：

    profile: basic-8
    preface:
      - 各单位主动公开的政府信息应当在其形成、变更或保存之日起7个工作日内公开。
      - 收到申请之日起5个工作日内答复的，可以当场登记。
    items:
      - name: 机构概况
        items:
          - {name: 领导简介, time_limit: 信息形成或变更之日起7个工作日内}
"""

from gkml.catalog.cells import of_field
from gkml.catalog.model import Catalog, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.limit_span import longest, working_days
from gkml.phrases.patterns import regex
from gkml.phrases.time_limit import STATUTE, read
from gkml.registers.limits import limit_of

SEVERITY = "warning"

_SENTENCE = regex("[^。；;！]+")
_PROMISE = regex("(?:形成|变更|产生|制作|获取|保存)[^，。]{0,14}工作日(?:以|之)?内[^，。]{0,6}(?:公开|公布|发布)")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        most = None if entry.catalog.policy else _promised(entry.catalog)
        if most is None:
            continue
        for cell in of_field(entry, "time_limit"):
            part = longest(read(cell.text))
            by_law = cell.item is not None and limit_of(cell.item.name) is not None
            if part and not by_law and (working_days(part) or 0) > most:
                yield cell.route, f"“{shown(cell.text)}”长于表前正文承诺的{most}个工作日；请改短，或者在正文里写明例外"


def _promised(catalog: Catalog) -> int | None:
    """The working days that the prose above the table promises for all information, where fewer than the law's."""
    promises = []
    for paragraph in catalog.preface:
        for sentence in _SENTENCE.findall(paragraph if isinstance(paragraph, str) else ""):
            if _PROMISE.search(sentence):
                part = longest(read(sentence.strip()))
                if part and part.n and part.unit == "working_day" and part.n < STATUTE:
                    promises.append(part.n)
    return min(promises, default=None)
