"""Takes the account of an imported file's cells and returns Chinese text; the counts add up to all cells."""

from collections.abc import Iterator, Sequence

from gkml.diagnostics.quoting import shown, visible
from gkml.document import LeftOut
from gkml.recognise.account import FOLDED, Account
from gkml.recognise.draft import AGENCY_OF_FILE, AGENCY_OF_TITLE, COLUMN_LACKING, TITLE_OF_FILE


def summary(account: Account) -> str:
    """Returns the number of all cells, and of each outcome."""
    folded = "、".join(f"{name} {account.fates[fate]}" for fate, name in FOLDED.items() if account.fates.get(fate))
    guessed = sum(doubt.guessed for doubt in account.doubts)
    lines = [
        f"共 {account.cells} 格 = 写入 {account.fates.get('written', 0)} + 归并 {account.folded} + 没有看懂 {account.fates.get('unknown', 0)}",
        f"归并：{folded or '没有'}",
    ]
    return "\n".join([*lines, f"推断 {guessed} 处，请逐处看过"] if guessed else lines)


def report(account: Account, left_out: Sequence[LeftOut]) -> str:
    """Returns the counts, every doubt, and the text outside the tables."""
    return "\n".join([summary(account), *_doubts(account), *_outside(left_out)]) + "\n"


def _doubts(account: Account) -> Iterator[str]:
    for doubt in account.doubts:
        quoted = f"“{shown(doubt.text)}”" if doubt.text else "（空白）"
        yield f"{doubt.kind}：{doubt.spot} {quoted} {doubt.why}"


def _outside(left_out: Sequence[LeftOut]) -> Iterator[str]:
    for each in left_out:
        place = f"{visible(each.place)} " if each.place else ""
        quoted = f"“{shown(each.text)}”" if each.text else ""
        yield f"{_OUTCOMES.get(each.kind, '没有写入目录')}：{place}{each.kind}{quoted}"


_OUTCOMES = {
    "隐藏的行": "照样读入",
    "隐藏的列": "照样读入",
    TITLE_OF_FILE: "推断",
    AGENCY_OF_TITLE: "推断",
    AGENCY_OF_FILE: "推断",
    COLUMN_LACKING: "空着",
}
"""Outcomes of things outside the tables that are not left out."""
