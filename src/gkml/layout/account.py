"""Takes the account of an imported file's cells and returns a list for the sender of the file."""

from collections.abc import Sequence

from gkml.document import Document, LeftOut, Paragraph, Run
from gkml.layout.listing import listing
from gkml.recognise.account import Account

TITLE = "导入情况"
_COLUMNS = (("序号", 5.0), ("位置", 14.0), ("结果", 8.0), ("原文", 30.0), ("说明", 30.0))


def layout(account: Account, left_out: Sequence[LeftOut], summary: str) -> Document:
    """Lists every doubt and everything outside the tables, with the counts below."""
    entries = [(str(doubt.spot), doubt.kind, doubt.text, doubt.why) for doubt in account.doubts]
    entries += [(each.place, "表外", each.text, each.kind) for each in left_out]
    rows = [[str(number), *texts] for number, texts in enumerate(entries, 1)]
    document = listing(TITLE, _COLUMNS, rows, {"结果", "说明"}, TITLE)
    lines = (Paragraph((Run(line),)) for line in summary.splitlines())
    return document.followed_by(*lines)
