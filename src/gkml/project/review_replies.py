"""Takes a document and returns the replies of a body in it, if it is a 问题清单 that was sent back."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gkml.document import Document, Heading, Paragraph, Table, Wording
from gkml.layout.review import letter
from gkml.review.replies import DECLINED, MENDED, NOT_YET, PARTLY, Reply, unspaced

_FIRST = 12
"""Lines above the table of a list, and rows in which its headings may stand."""
_KEY = Wording().key
_STATUS = (
    (re.compile("不予?采纳|不同意|不接受"), DECLINED),
    (re.compile("^(?:部分|正在|基本)|整改中"), PARTLY),
    (re.compile("^(?:尚?未|没有?|待|不)"), NOT_YET),
    (re.compile("^已|^完成|完成$|改好|完毕"), MENDED),
)


def replies(document: Document, file: str) -> list[Reply] | None:
    """Returns the rows that were filled in, None if no table has the columns of a list; whoever saved or copied it."""
    prose = [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)][:_FIRST]
    lists = [one for table in document.tables() if (one := _list(table))]
    if not lists:
        return None
    return [
        reply
        for each in lists
        for reply in _replies(each, file, "\n".join((file, document.properties.agency, *prose, *each.above)))
    ]


class _List(NamedTuple):
    """A list: its headings, its rows, each with its key and texts, and the texts above it in the same table."""

    headings: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    above: Sequence[str]


def _list(table: Table) -> _List | None:
    rows = [(row.key, texts) for row, texts in table.filled()]
    headings = [unspaced(path[-1]) if path else "" for path in table.headings()]
    if {letter.STATUS, letter.PROBLEM} <= set(headings):
        return _List(headings, rows, ())
    for place, (_, texts) in enumerate(rows[:_FIRST]):
        headings = list(map(unspaced, texts))
        if {letter.STATUS, letter.PROBLEM} <= set(headings):
            return _List(headings, rows[place + 1 :], [text for _, above in rows[:place] for text in set(above)])
    return None


def _replies(listed: _List, file: str, origin: str) -> Iterator[Reply]:
    for key, texts in listed.rows:
        cells = dict(zip(listed.headings, (text.strip() for text in texts), strict=True))
        item, problem, status = (cells.get(heading, "") for heading in (letter.ITEM, letter.PROBLEM, letter.STATUS))
        reply = Reply(
            key or cells.get(_KEY, ""),
            (unspaced(item).replace(letter.WHOLE, ""), unspaced(problem)),
            _status(status),
            cells.get(letter.MEASURES, ""),
            cells.get(letter.DONE, ""),
            cells.get(letter.PERSON, ""),
            file,
            origin,
        )
        if (reply.status or reply.measures or reply.done) and problem and problem != status:
            yield reply


def _status(text: str) -> str:
    """Returns the choice that a text means, the text if it is none."""
    words = unspaced(text)
    return next((status for pattern, status in _STATUS if pattern.search(words)), text)
