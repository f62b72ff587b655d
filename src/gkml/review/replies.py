"""The round before, the replies of the bodies and what was handed in now; what is mended, what is not and what is new.

What counts is the new file: a reply 已整改 whose defect is still there is not mended.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from gkml.review.body import Body, Defect

Outcome = Literal["mended", "remains", "declined", "unchecked"]
OUTCOMES: dict[Outcome, str] = {
    "mended": "已改",
    "remains": "未改",
    "declined": "未改（单位不采纳）",
    "unchecked": "无法核对：这次没有送目录",
}
MENDED, PARTLY, NOT_YET, DECLINED = REPLIES = ("已整改", "部分整改", "未整改", "不采纳")
"""What a body may choose under 整改情况."""


class Reply(NamedTuple):
    """A row of a list that a body sent back; `key` is "" if the row lost its key, then `words` tell which it is.

    `words` are 事项 and 问题 as the list has them. `file` is the list's.
    """

    key: str
    words: tuple[str, str]
    status: str
    measures: str
    done: str
    person: str
    file: str


class Before(NamedTuple):
    """A defect of the round before and whose it was; `due` is the day by which it had to be mended."""

    name: str
    title: str
    defect: Defect
    due: str


class Checked(NamedTuple):
    """A defect of the round before: what the body replied (None: nothing) and what the new file shows."""

    before: Before
    reply: Reply | None
    outcome: Outcome

    @property
    def contradicts(self) -> bool:
        """Whether the body says that it mended what is still there."""
        return self.outcome == "remains" and self.reply is not None and self.reply.status == MENDED


def checked(before: Sequence[Before], replies: Iterable[Reply], bodies: Iterable[Body]) -> Iterator[Checked]:
    """Yields every defect of the round before with its reply and its outcome."""
    by_key: dict[str, Reply] = {}
    by_words: dict[tuple[str, str], Reply] = {}
    for reply in replies:
        if reply.key:
            by_key[reply.key] = reply
        else:
            by_words[reply.words] = reply
    now = {body.identity: {defect.key for defect in body.defects} for body in bodies}
    for each in before:
        defect = each.defect
        answer = by_key.get(defect.key) or by_words.get((defect.item, defect.problem))
        yield Checked(each, answer, _outcome(each, answer, now))


def _outcome(before: Before, reply: Reply | None, now: Mapping[tuple[str, str], set[str]]) -> Outcome:
    keys = now.get((before.name, before.title))
    if keys is None:
        return "unchecked"
    if before.defect.key not in keys:
        return "mended"
    return "declined" if reply and reply.status == DECLINED else "remains"


def new_defects(before: Iterable[Before], bodies: Iterable[Body]) -> dict[tuple[str, str], int]:
    """Returns how many defects of each body the round before did not have; bodies that were not in it are left out."""
    before = list(before)
    keys = {each.defect.key for each in before}
    there = {(each.name, each.title) for each in before}
    return {
        body.identity: sum(defect.key not in keys for defect in body.defects)
        for body in bodies
        if body.identity in there
    }
