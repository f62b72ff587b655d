"""名称或短语末尾带着标点。

事项名称、科室、渠道、栏目、依据、主体都是名称，末尾不用句号、逗号、顿号；任何一格末尾都不该停在逗号、顿号、分号上。
“具体职责”一类写成句子的上级、引了条文原话的公开依据不报。公开时限、责任科室成了句子的，只在本目录多数不带句号时报。

修复：删去末尾的标点。

错误：

    profile: basic-8
    items:
      - name: 统筹指导食品安全工作，组织应急处置。
        items:
          - name: 食品安全工作安排。  # K115
            content: 全市工作安排、  # K115
            sections: 政务公开-工作安排；  # K115

正确：

    profile: basic-8
    items:
      - name: 统筹指导食品安全工作，组织应急处置。
        items:
          - name: 食品安全工作安排
            content: 全市工作安排
            sections: 政务公开-工作安排
"""

from gkml.catalog.cells import Text, of_field, texts
from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex

SEVERITY = "warning"
ONCE = True
BEHIND = ("text-breaks-off",)
BASIS = "《标点符号用法》（GB/T 15834—2011）"
NAMES = frozenset({"title", "name", "channels", "sections", "body", "basis", "audience", "mode", "tiers"})
PHRASES = frozenset({"office", "time_limit"})
SHORT = 10
"""A group's name of more characters may be a sentence, as duties are."""
_ENDS = frozenset("。．.！!，,、；;：: \u3000\u00a0\n")
_PROSE = frozenset({"preface", "notes"})
_NUMBERED = regex(r"\s*[0-9]{1,2}[.．、](?![0-9])")
"""An entry of a numbered list ends in a semicolon."""
_QUOTES = regex(
    "(?:“|(?:^|[《》“”])(?:(?!规定)[^《》“”：:])*(?:[：:]|规定))[^《》“”]{6,}[。；]$"
    "|第[^第《》]{1,6}[条款项][^第《》]{12,}[。；]$"
)
"""A basis that gives the words of the article ends as the article ends."""
_STOP = "。．.！!"
_STOPS = tuple(_STOP)
_OPEN = "，,、；;"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        cells = [cell for cell in texts(entry) if cell.text[-1:] in _ENDS and not _is_prose(cell)]
        custom = {field for field in PHRASES if _stopped(entry, field)} if cells else set()
        for cell in cells:
            text = cell.text.rstrip()
            end = _end(text, stops=_bare(cell, custom))
            value = text.removesuffix(end).rstrip()
            if end and value and not (end in {"；", ";"} and _NUMBERED.match(text)):
                safe = end not in {"：", ":"}
                yield cell.route, f"“{shown(cell.text)}”末尾多了“{shown(end)}”；请删去", Fix(value, safe)


def _is_prose(cell: Text) -> bool:
    """Returns whether a cell may end as a sentence: prose, and a basis that gives the words of an article."""
    return cell.field in _PROSE or (cell.field == "basis" and _QUOTES.search(cell.text) is not None)


def _end(text: str, *, stops: bool) -> str:
    """Returns the needless marks at the end, full stops only if `stops`; "" if there are none."""
    if text.endswith((":", "：")):
        return "" if text[-2:-1] == "：" else text[-1]
    return text[len(text.rstrip(_OPEN)) :] or (text[len(text.rstrip(_STOP)) :] if stops else "")


def _stopped(entry: Entry, field: str) -> bool:
    """Returns whether most texts of this field end with a full stop."""
    ended = [cell.text.endswith(_STOPS) for cell in of_field(entry, field)]
    return 2 * sum(ended) > len(ended)


def _bare(cell: Text, custom: set[str]) -> bool:
    """Returns whether a full stop has no place at the end of this text."""
    if cell.field in PHRASES:
        return cell.field not in custom and "。" not in cell.text[:-1]
    if cell.field not in NAMES or "。" in cell.text[:-1] or "；" in cell.text[:-1]:
        return False
    return cell.item is None or cell.field != "name" or cell.item.items is None or len(cell.text) <= SHORT
