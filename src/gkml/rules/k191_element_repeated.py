"""同一个单元格里，同一个要素写了两遍。

多半是把两份清单接在了一起，或者复制时粘贴了两次。公众会以为是两件不同的信息。

错误：

    profile: basic-8
    items:
      - name: 负责行政执法
        items:
          - {name: 行政执法, content: 执法主体、救济方式，执法主体、执法依据}  # K191

正确：

    profile: basic-8
    items:
      - name: 负责行政执法
        items:
          - {name: 行政执法, content: 执法主体、执法依据、救济方式}
"""

from gkml.cells import LISTS, texts
from gkml.diagnostics import Findings, Route, shown
from gkml.model import Workspace
from gkml.phrases.elements import clauses, elements, runs
from gkml.phrases.name import essence

SEVERITY = "warning"

_A_NAME = 4
"""Characters from which an element names a thing: 地址 may be listed for two things in one clause, 执法主体 may not."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        before: dict[tuple[Route, str], str] = {}
        for text in texts(entry):
            if text.field in LISTS:
                if before.setdefault((text.route[:-1], essence(text.text)), text.text) is not text.text:
                    yield text.route, f"“{shown(text.text)}”前面已经有了；请删去一个"
            elif text.field in {"content", "name"}:
                twice = _twice(text.text)
                if twice:
                    yield text.route, f"“{shown(twice)}”写了两遍；请合并成一份清单，每个要素只写一次"


def _twice(text: str) -> str:
    """An element that the cell lists twice, or ""."""
    whole = clauses(text)
    return (
        next((_first(whole, 6) for _ in whole[1:2] if _first(whole, 6)), "")
        or next((found for clause in whole if (found := _first(elements(clause), _A_NAME))), "")
        or next((found for clause in whole for run in runs(clause) if (found := _first(elements(run), 2))), "")
    )


def _first(parts: tuple[str, ...], shortest: int) -> str:
    seen: set[str] = set()
    for part in parts:
        bare = essence(part)
        if len(bare) >= shortest and bare in seen:
            return part
        seen.add(bare)
    return ""
