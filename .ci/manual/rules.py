"""The pages of the rules, by subject: each rule under its code, as `gkml rule` prints it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from gkml.lint.manual import rule_manual

_RULE = re.compile(r"^## (([A-Z]+\d+[a-z]?) .*)$", re.MULTILINE)


class Group(NamedTuple):
    """Rules of one subject: the name of their page, its title, and which codes they have."""

    name: str
    title: str
    codes: str


GROUPS = (
    Group("reading", "文件和写法", r"K0\d\d"),
    Group("text", "文字、名称和重复", r"K1[01]\d|K12[0-7]"),
    Group("limits", "公开时限", r"K12[89]|K13\d|K14[0-2]|K20[01]"),
    Group("channels", "公开渠道和栏目", r"K14[3-9]|K15[0-4]"),
    Group("offices", "责任科室", r"K15[5-7]"),
    Group("law", "公开依据", r"K15[89]|K16[0-2]|K198|K20[2-4]"),
    Group("annual", "年度报告", r"A\d\d[a-z]?"),
    Group("plan", "工作方案", r"PL\d+"),
    Group("audit", "台账核查", r"U\d\d"),
    Group("content", "内容、事项和版本", r".*"),
)
"""The last one takes what no other takes, so that a new rule always has a page."""


def pages() -> Iterator[tuple[str, str]]:
    """Yields the pages by file name: the list of all rules, then one page for each subject."""
    rules: dict[str, list[str]] = {group.name: [] for group in GROUPS}
    index = [
        "# 全部规则",
        "",
        "`gkml rule 代号` 在命令行里看同样的一页。页面上方的查找框可以按代号、名称或字词查。",
        "",
    ]
    pieces = _RULE.split(rule_manual())[1:]
    for heading, code, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        group = group_of(code)
        # The anchor is the code alone, so that a link outlives a change of the name.
        rules[group.name].append(f"## {heading} {{ #{code.lower()} }}\n{text}")
    for group in GROUPS:
        index.append(f"- [{group.title}]({group.name}.md)（{len(rules[group.name])} 条）")
        yield f"{group.name}.md", f"# 规则：{group.title}\n\n{''.join(rules[group.name])}"
    yield "index.md", "\n".join(index) + "\n"


def group_of(code: str) -> Group:
    """Returns the subject of a rule."""
    return next(group for group in GROUPS if re.fullmatch(group.codes, code))
