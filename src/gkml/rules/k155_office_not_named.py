"""责任科室没有写成确定的科室名称。

“各科室”“相关科室”“政策起草科室负责”等于没有写是谁，公开不及时的时候找不到责任人；写成一句话或者带句号的，也不是名称。由几个科室提供信息的，
写明牵头的一个。“某科牵头，某科配合”是对的。

错误：

    profile: basic-8
    items:
      - name: 政策宣传
        items:
          - {name: 政策解读, office: 政策起草科室}  # K155
          - {name: 工作动态, office: 各科室按业务分工负责}  # K155
          - {name: 通知公告, office: 办公室负责}  # K155

正确：

    profile: basic-8
    items:
      - name: 政策宣传
        items:
          - {name: 政策解读, office: 政策法规科}
          - {name: 工作动态, office: 宣传科牵头，综合科、法规科配合}
          - {name: 通知公告, office: 办公室}

修复：只是多了“负责”或句号的，gkml lint --fix 会去掉。
"""

from gkml.catalog.cells import Text, of_field, reported
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.office import is_sentence, offices, without_predicate
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_OF_OFFICES = regex("[科股处室]")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        # A form without 责任科室 has the office under 公开主体.
        fields = ("office",) if "office" in entry.profile.shown else ("office", "body")
        same: dict[tuple[str, str], list[Text]] = {}
        for text in of_field(entry, *fields):
            if text.text not in workspace.registers.offices and (text.field != "body" or _OF_OFFICES.search(text.text)):
                same.setdefault((text.field, text.text), []).append(text)
        for (field, words), cells in same.items():
            some, many = reported(cells)
            fault = _fault(words, "责任科室" if field == "office" else "公开主体", many)
            if fault:
                yield from ((cell.route, *fault) for cell in (some if len(fault) == 1 else cells))


def _fault(text: str, column: str, many: str) -> tuple[str] | tuple[str, Fix] | None:
    vague = next((office.name for office in offices(text) if office.vague), None)
    if vague is not None:
        if vague == text.strip() and vague.startswith("各"):
            return (
                f"{column}“{shown(text)}”{many}看不出由谁负责；请写牵头科室，如“办公室牵头，{shown(text.strip())}配合”",
            )
        which = "" if vague == text.strip() else f"（“{shown(vague)}”）"
        sentence = "，而且写成了句子" if is_sentence(text.rstrip("。；")) else ""
        lead = "，其余的也逐个写出" if "牵头" in text else "，几个科室的写明谁牵头"
        return (f"{column}“{shown(text)}”{many}没有写明是哪个科室{which}{sentence}；请写科室的名称{lead}",)
    if not is_sentence(text):
        return None
    name = without_predicate(text)
    many = "" if name and not is_sentence(name) else many
    message = f"{column}“{shown(text)}”{many}写成了句子；请只写科室的名称"
    return (message, Fix(name)) if name and not is_sentence(name) else (message,)
