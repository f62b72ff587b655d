"""文字里有多余的空格或看不见的字符。

汉字之间、标点前后不空格。首尾的空格、从网页带来的不换行空格、零宽字符印出来看不见，却会使“法规科”与“ 法规科”被当成两个科室，
筛选、比对都对不上。用空格把几项隔开的，应当用顿号。数字与汉字之间空不空格，全表一致就不报；公开内容、备注首尾的
普通空格无碍，书名号里两个发文机关之间的空格是联合发文的写法，“1.……2.……”“●……●……”“【……】【……】”各条之间的空格把各条分开，也不报。

修复：删去空格；用空格隔开几项的，建议改成顿号，要由人看过。

错误：

    profile: basic-8
    items:
      - name: 公布本单位权责清单
        items:
          - name: "权责清单 "  # K111
            content: 执法主体、 执法依据  # K111
            office: 各科室     按业务分工负责  # K111

正确：

    profile: basic-8
    items:
      - name: 公布本单位权责清单
        items:
          - name: 权责清单
            content: 执法主体、执法依据
            office: 各科室按业务分工负责
"""

from collections.abc import Mapping

from gkml.catalog.cells import judged, times
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import compared
from gkml.phrases.spacing import blank, loose, spaced, tight, tightened

SEVERITY = "warning"
ONCE = True
BEHIND = ("several-channels-in-entry",)
PROSE = frozenset({"preface", "notes"})
FREE = frozenset({"content", "remark"})
"""Nobody filters by what these say: a plain blank at either end does no harm."""
RARE = 4
"""Spaces beside digits are reported where so many places have none for each that has one."""
ENOUGH = 8
"""Fewer places than these show no custom."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        uneven = _uneven(times(entry))
        for cell, _ in judged(entry, blank):
            wrong = spaced(cell.text, cell.field in PROSE)
            if wrong and not (cell.field in FREE and cell.text.strip(" ") == wrong.value):
                mine, _ = compared(cell.text.strip(), wrong.value)
                advice = "请删去" if wrong.safe else "请删去空格，是几项并列的用顿号分开"
                yield cell.route, f"“{mine}”{wrong.fault}；{advice}", Fix(wrong.value, wrong.safe)
            elif uneven and loose(cell.text):
                mine, _ = compared(cell.text, tightened(cell.text))
                message = f"“{mine}”的数字旁边有空格，别处{uneven}没有；请删去"
                yield cell.route, message, Fix(tightened(cell.text))


def _uneven(written: Mapping[str, int]) -> str:
    """Where a few spaces stand between digits and Chinese characters, how many other places have none; "" elsewhere."""
    wide = sum(loose(text) * times for text, times in written.items())
    custom = wide > 0 and sum(tight(text) * times for text, times in written.items()) >= max(RARE * wide, ENOUGH)
    return "" if not custom else "都" if wide == 1 else "多数"
