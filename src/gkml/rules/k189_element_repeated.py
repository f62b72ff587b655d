"""同一个单元格里，同一个要素写了两遍。

多半是把两份清单接在了一起，或者复制时粘贴了两次。公众会以为是两件不同的信息。

错误：

    profile: basic-8
    items:
      - name: 负责行政执法
        items:
          - {name: 行政执法, content: 执法主体、救济方式，执法主体、执法依据}  # K189

正确：

    profile: basic-8
    items:
      - name: 负责行政执法
        items:
          - {name: 行政执法, content: 执法主体、执法依据、救济方式}
"""

from collections import Counter

from gkml.catalog.cells import texts
from gkml.catalog.model import Workspace
from gkml.catalog.profile import LISTS
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.elements import clauses, elements, runs

SEVERITY = "warning"

_A_NAME, _A_CLAUSE = 4, 6
"""Characters from which an element names a thing: 地址 may be listed for two things in one clause, 执法主体 may not."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        before: set[str] = set()
        for text in texts(entry):
            if text.field in LISTS:
                listed = text.text.strip()
                if text.route[-1] == 0:
                    before = {listed}
                elif listed in before:
                    yield text.route, f"“{shown(text.text)}”前面已经有了；请删去一个"
                else:
                    before.add(listed)
            elif text.field == "content":
                twice = _twice(text.text)
                if twice:
                    each = "各" if len(twice) > 1 else ""
                    named = f"“{shown('、'.join(twice))}”{each}写了两遍"
                    yield text.route, f"{named}；请合并成一份清单，每个要素只写一次"


def _twice(text: str) -> tuple[str, ...]:
    """Returns the elements that the cell lists twice: those of one clause, else of one stretch between commas."""
    whole = clauses(text)
    return _repeated(whole, _A_CLAUSE) or next(filter(None, map(_twice_in, whole)), ())


def _twice_in(clause: str) -> tuple[str, ...]:
    listed = elements(clause)
    if len(set(listed)) == len(listed):
        return ()
    repeated = _repeated(listed, _A_NAME)
    if repeated or "、" not in clause:
        return repeated
    return next((twice for run in runs(clause) if (twice := _repeated(elements(run), 2))), ())


def _repeated(parts: tuple[str, ...], shortest: int) -> tuple[str, ...]:
    if len(set(parts)) == len(parts):
        return ()
    return tuple(part for part, times in Counter(parts).items() if times > 1 and len(part) >= shortest)
