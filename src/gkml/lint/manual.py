"""Rules in, the manual out: a list, the page of one, and all pages as Markdown. Made of the rules' own words, never written."""

import re
import textwrap
from difflib import get_close_matches
from typing import NamedTuple

from gkml.diagnostics import GkmlError
from gkml.lint.check import FIRST_VERSION, all_rules
from gkml.report.text import LABELS
from gkml.schema.refusals import REFUSALS


class Page(NamedTuple):
    """What the manual says of a rule, or of what reading refuses."""

    code: str
    name: str
    severity: str
    text: str
    basis: str = ""
    since: str = FIRST_VERSION

    @property
    def sentence(self) -> str:
        return self.text.split("\n", 1)[0]


def pages() -> list[Page]:
    """Every page by code: what reading refuses (K0…), then the rules (K1…)."""
    refused = [Page(code, r.name, LABELS[r.severity], r.page) for code, r in sorted(REFUSALS.items())]
    return refused + [Page(r.code, r.name, LABELS[r.severity], r.page, r.basis, r.since) for r in all_rules()]


def rule_list() -> str:
    """Every code with its name and first sentence."""
    lines = ["规则（gkml rule 代号 看全文）：", ""]
    lines += [_listed(page) for page in pages() if page.code >= "K1"]
    lines += ["", "读不进去、写法不对的：", ""]
    lines += [_listed(page) for page in pages() if page.code < "K1"]
    return "\n".join(lines) + "\n"


def _listed(page: Page) -> str:
    return f"{page.code}  {page.severity}  {page.name}  {page.sentence}"


def rule_page(name: str) -> str:
    """The manual page of a rule by code or name. Raises `GkmlError` for an unknown one, with the nearest."""
    known = {key: page for page in pages() for key in (page.code, page.name)}
    page = known.get(name) or known.get(name.upper())
    if page is None:
        close = get_close_matches(name, known, n=1)
        raise GkmlError(f"没有规则“{name}”{f'，是不是 {close[0]}？' if close else ''}；gkml rule 列出全部规则")
    basis = f"依据：{page.basis}\n" if page.basis else ""
    return f"{page.code} {page.name}（{page.severity}）\n\n{page.text}\n\n{basis}自 {page.since} 版起。\n"


def rule_manual() -> str:
    """All pages as one page of Markdown, examples as YAML."""
    lines = ["# gkml 的规则", "", "由 `make schema` 从规则本身生成，不要手改。`gkml rule 代号` 看其中一页。", ""]
    for page in pages():
        lines += [f"## {page.code} {page.name}（{page.severity}）", "", _markdown(page.text), ""]
        lines += [f"依据：{page.basis}", ""] if page.basis else []
        lines += [f"自 {page.since} 版起。", ""]
    return "\n".join(lines)


_INDENTED = re.compile(r"(?:^    .*\n?|^\n(?=    ))+", re.MULTILINE)


def _markdown(text: str) -> str:
    """The page with its indented examples fenced."""
    return _INDENTED.sub(lambda found: f"```yaml\n{textwrap.dedent(found[0]).strip()}\n```\n", f"{text}\n").rstrip()
