"""The manual, made of the docstrings of the rules: a list, the page of one rule, and all pages as Markdown."""

import re
import textwrap
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from gkml.diagnostics import LABELS, GkmlError
from gkml.ledger.checks import CHECKS
from gkml.lint.check import FIRST_VERSION, Rule, all_rules
from gkml.schema.refusals import REFUSALS


class ManualPage(NamedTuple):
    """A page of the manual: of a rule, or of what reading refuses."""

    code: str
    name: str
    severity: str
    text: str
    basis: str = ""
    since: str = FIRST_VERSION

    @property
    def sentence(self) -> str:
        return self.text.split("\n", 1)[0]


def pages(rules: Iterable[Rule]) -> list[ManualPage]:
    """Returns every page: those of what reading refuses by code (K0…), of the rules (K1…), of the audit (U…)."""
    refused = [ManualPage(code, r.name, LABELS[r.severity], r.page) for code, r in sorted(REFUSALS.items())]
    of_rules = [ManualPage(r.code, r.name, LABELS[r.severity], r.page, r.basis, r.since) for r in rules]
    audits = [
        ManualPage(code, each.name, LABELS[each.severity], each.page, since=each.since) for code, each in CHECKS.items()
    ]
    return [*refused, *of_rules, *(audits if of_rules else ())]


def rule_list(rules: Iterable[Rule]) -> str:
    """Returns a line for each code: its severity, name and first sentence."""
    lines = ["规则（gkml rule 代号 看全文）：", ""]
    lines += [_listed(page) for page in pages(rules) if not page.code.startswith("K0")]
    lines += ["", "读不进去、写法不对的：", ""]
    lines += [_listed(page) for page in pages(())]
    return "\n".join(lines) + "\n"


def _listed(page: ManualPage) -> str:
    return f"{page.code}  {page.severity}  {page.name}  {page.sentence}"


def rule_page(name: str, rules: Iterable[Rule]) -> str:
    """Returns the manual page of a rule by code or name. Raises `GkmlError` with the nearest name if it is unknown."""
    by_name = {key: page for page in pages(rules) for key in (page.code, page.name)}
    page = by_name.get(name) or {key.upper(): page for key, page in by_name.items()}.get(name.upper())
    if page is None:
        close = get_close_matches(name, by_name, n=1)
        raise GkmlError(f"没有规则“{name}”；{f'是不是 {close[0]}？' if close else ''}gkml rule 列出全部规则")
    basis = f"依据：{page.basis}\n" if page.basis else ""
    since = f"自 {page.since} 版起。\n" if page.since else ""
    return f"{page.code} {page.name}（{page.severity}）\n\n{page.text}\n\n{basis}{since}"


def rule_manual() -> str:
    """Returns the pages of the program's own rules as one page of Markdown, examples as YAML."""
    lines = ["# gkml 的规则", "", "由 `make schema` 从规则本身生成，不要手改。`gkml rule 代号` 看其中一页。", ""]
    for page in pages(all_rules()):
        lines += [f"## {page.code} {page.name}（{page.severity}）", "", _markdown(page.text), ""]
        lines += [f"依据：{page.basis}", ""] if page.basis else []
        lines += [f"自 {page.since} 版起。", ""]
    return "\n".join(lines)


_INDENTED = re.compile(r"(?:^    .*\n?|^\n(?=    ))+", re.MULTILINE)


def _markdown(text: str) -> str:
    """Returns the page with its indented examples fenced."""
    return _INDENTED.sub(lambda match: f"```yaml\n{textwrap.dedent(match[0]).strip()}\n```\n", f"{text}\n").rstrip()
