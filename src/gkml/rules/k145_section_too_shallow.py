"""栏目只写到“政务公开”一类的首级栏目，或者没有写上级栏目。

“政务公开”“法定主动公开内容”下面有几十个栏目，只写到这一级，公众找不到，检查时也核对不了；反过来，别的行都写全了路径，
只有这一行光写末级栏目，也不知道它在网站的哪里。外部平台（如国家企业信用信息公示系统）自己的栏目不要求写上级。

错误：

    profile: basic-8
    items:
      - name: 消费维权
        items:
          - {name: 消费提示, channels: 市局网站, sections: 政务公开}  # K145

正确：

    profile: basic-8
    items:
      - name: 消费维权
        items:
          - {name: 消费提示, channels: 市局网站, sections: 政务公开-消费提示}
"""

from collections.abc import Iterator

from gkml.catalog.cells import Text, of_field
from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.channel import is_account, is_site
from gkml.phrases.section import Path, path

SEVERITY = "warning"
BEHIND = (
    "section-spelt-two-ways",
    "stray-last-character",
)

_MOST = 0.6
"""The share of the sections that are whole paths from which on one without a step above it is out of line."""
_FEWEST = 5


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        written = [(text, path(text.text)) for text in of_field(entry, "sections")]
        above = {read.last: text.text for text, read in reversed(written) if len(read.steps) > 1}
        whole = sum(len(read.steps) > 1 for _, read in written)
        usual = len(written) >= _FEWEST and whole >= _MOST * len(written)
        alone = set(_alone(entry)) if usual else set()
        others = len(alone) > 1
        for text, read in written:
            if (read.only_roots or text.route in alone) and text.text not in workspace.registers.sections:
                yield from _findings(text, read, above, text.route in alone, others)


def _findings(text: Text, read: Path, above: dict[str, str], alone: bool, others: bool) -> Findings:
    if read.only_roots:
        yield text.route, f"栏目“{shown(text.text)}”没有写到末级，看不出信息放在哪里；请写到末级栏目"
    elif alone and len(read.steps) == 1 and not read.site:
        full = above.get(read.last)
        advice = f"请写全路径，如“{shown(full)}”" if full else "请从首级栏目写起"
        yield (
            text.route,
            f"栏目“{shown(text.text)}”没有写上级栏目，本目录别的行{'多数' if others else '都'}写了；{advice}",
        )


def _alone(entry: Entry) -> Iterator[tuple[str | int, ...]]:
    """Yields the routes of the sections of rows that publish on web sites alone: a platform's columns need no path.

    What other rows begin with (健康科普, of 健康科普-义诊信息) is a column at the top.
    """
    written = {section for leaf in entry.catalog.leaves for section in leaf.item.sections}
    tops = {steps[:1] for steps in (path(section).steps for section in written) if len(steps) > 1}
    single = {section for section in written if len(path(section).steps) == 1 and path(section).steps not in tops}
    for leaf in entry.catalog.leaves:
        alone = [place for place, section in enumerate(leaf.item.sections) if section in single]
        if alone and leaf.item.channels and all(is_site(c) or is_account(c) for c in leaf.item.channels):
            yield from ((entry.file, *leaf.route, "sections", place) for place in alone)
