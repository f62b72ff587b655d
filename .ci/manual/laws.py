"""The pages of the law register: every title that gkml knows, by kind, with its dates."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gkml.registers
from gkml.registers.instruments import AS_OF, SOURCE
from gkml.registers.law import law_register

KINDS = {"法律": "acts", "行政法规": "regulations", "部门规章": "rules", "地方性法规": "local"}
"""The kinds with the names of their pages; the Constitution stands with the acts."""
_REGISTERS = Path(gkml.registers.__file__).parent
_HEAD = "---\nhide: [toc]\n---\n"
"""Each title is a section, so that a search finds it alone; a menu of thousands would be of no use."""


def pages() -> Iterator[tuple[str, str]]:
    """Yields the page of the documents that directories cite, and one for each kind of the national database."""
    yield "index.md", "\n".join([*_cited(), ""])
    lines = (_REGISTERS / "instruments.jsonl").read_text("utf-8").splitlines()
    instruments: list[dict[str, Any]] = [json.loads(line) for line in lines]
    for kind, name in KINDS.items():
        of_kind = [each for each in instruments if each["kind"].replace("宪法", "法律") == kind]
        yield f"{name}.md", "\n".join([f"{_HEAD}# {kind}", "", _about(len(of_kind)), "", *map(_section, of_kind)])


def _about(count: int) -> str:
    return f"{count} 部。数据到 {AS_OF} 为止，出自 {SOURCE}；这里没有的不等于没有这部法。查某一天的情况用 `gkml law 标题 --on 日期`。"


def _section(each: dict[str, Any]) -> str:
    """Returns the section of one instrument: its title and a line of what is known of it."""
    last = (each.get("versions") or [""])[-1]
    facts = (
        each.get("province", ""),
        f"{each['issued']} 公布" if each.get("issued") else "",
        f"{each['in_force']} 施行" if each.get("in_force") else "",
        f"最近的文本 {last}" if last and last != each.get("issued") else "",
        f"{each['articles']} 条" if each.get("articles") else "",
    )
    return f"## {each['title']}\n\n{'；'.join(filter(None, facts))}\n"


def _cited() -> Iterator[str]:
    yield from (f"{_HEAD}# 法规登记", "", "目录里常引用的法律、法规、规章和文件，以及它们的变化。其余按种类分页：", "")
    yield from (f"- [{kind}]({name}.md)" for kind, name in KINDS.items())
    yield ""
    for law in law_register().laws:
        facts = (
            law.kind,
            law.number,
            f"{law.in_force} 施行" if law.in_force else "",
            f"{law.revised} 修订" if law.revised else "",
            f"{law.repealed} 起{'期满' if law.expired else '废止'}" if law.repealed else "",
            f"{law.renamed} 起改名" if law.renamed else "",
            f"现在是《{law.successor}》" if law.successor else "",
        )
        yield f"## {law.title}\n\n{'；'.join(filter(None, facts))}\n"
