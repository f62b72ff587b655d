"""栏目路径的分隔符号与本目录多数行不同。

同一张表里，栏目路径有的用“-”，有的用“ > ”，有的在“-”两边加空格，公众和检查的人分不清是一级还是名称的一部分，也没法按路径核对网站栏目。
多数行用哪种，就统一用哪种。引号、括号里的符号和“2020-2025年”这样的连接号不算。

错误：

    profile: basic-8
    items:
      - name: 机构概况
        items:
          - {name: 领导简介, sections: 政务公开-机构概况}
          - {name: 机构职能, sections: 政务公开-机构职能}
          - {name: 应急预案, sections: 政务公开 > 应急管理}  # K144

正确：

    profile: basic-8
    items:
      - name: 机构概况
        items:
          - {name: 领导简介, sections: 政务公开-机构概况}
          - {name: 机构职能, sections: 政务公开-机构职能}
          - {name: 应急预案, sections: 政务公开-应急管理}

修复：gkml lint --fix 改成多数行的写法。
"""

import re
from collections import Counter

from gkml.catalog.cells import of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.section import Path, kind, path
from gkml.phrases.spacing import spaced

SEVERITY = "warning"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        read_all = [(text, path(text.text)) for text in of_field(entry, "sections")]
        firsts = Counter(read.steps[0] for _, read in read_all if read.separators)
        # 政策法规/解读 may be one name: a slash parts steps where what stands before it is seen to be a first step.
        written = [(t, r) for t, r in read_all if not _may_be_name(r) or r.begins_at_root or firsts[r.steps[0]] > 1]
        used = Counter(_close(separator) for _, read in written for separator in read.separators)
        if len(used) < 2:
            continue
        usual = used.most_common(1)[0][0]
        for text, read in written:
            other = next((separator for separator in read.separators if _close(separator) != usual), None)
            if other is not None and text.text not in workspace.registers.sections:
                message = f"栏目“{shown(text.text)}”用“{shown(other)}”分隔，本目录多数用“{shown(usual)}”；请统一用“{shown(usual)}”"
                value = read.joined(usual)
                # What the blanks of the separator would be taken from again is for a person to write.
                yield (text.route, message) if spaced(value) else (text.route, message, Fix(value))


def _close(separator: str) -> str:
    """A separator with no more than one space on either side."""
    return re.sub(r"\s+", " ", separator)


def _may_be_name(read: Path) -> bool:
    return any(kind(separator) == "/" for separator in read.separators)
