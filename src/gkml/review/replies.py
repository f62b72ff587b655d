"""The round before, the replies of the bodies and what was handed in now; what is mended, what is not and what is new.

What counts is the new file: a reply 已整改 whose defect is still there is not mended.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from gkml.review.body import Body, Defect
from gkml.review.identity import Identity

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

    `words` are 事项 and 问题 as the list has them, without spaces. `file` is the list's, `origin` what tells whose the
    list is: its path and the lines above its table.
    """

    key: str
    words: tuple[str, str]
    status: str
    measures: str
    done: str
    person: str
    file: str
    origin: str = ""


class Before(NamedTuple):
    """A defect of the round before and whose it was; `due` is the day by which it had to be mended."""

    body: Identity
    title: str
    defect: Defect
    due: str


class Round(NamedTuple):
    """The round before: the directories that were reviewed in it, and their defects."""

    bodies: tuple[Identity, ...]
    defects: tuple[Before, ...]


class Checked(NamedTuple):
    """A defect of the round before: what the body replied (None: nothing) and what the new file shows."""

    before: Before
    reply: Reply | None
    outcome: Outcome

    @property
    def contradicts(self) -> bool:
        """Whether the body says that it mended what is still there."""
        return self.outcome == "remains" and self.reply is not None and self.reply.status == MENDED


def checked(before: Sequence[Before], replies: Mapping[str, Reply], bodies: Iterable[Body]) -> Iterator[Checked]:
    """Yields every defect of the round before with its reply and its outcome; `replies` are by the key of their defect."""
    now: dict[Identity, set[str]] = {}
    for body in bodies:
        now.setdefault(body.identity, set()).update(defect.key for defect in body.defects)
    for each in before:
        answer = replies.get(each.defect.key)
        yield Checked(each, answer, _outcome(each, answer, now))


def _outcome(before: Before, reply: Reply | None, now: Mapping[Identity, set[str]]) -> Outcome:
    keys = now.get(before.body)
    if keys is None:
        return "unchecked"
    if before.defect.key not in keys:
        return "mended"
    return "declined" if reply and reply.status == DECLINED else "remains"


def assigned(before: Iterable[Before], replies: Iterable[Reply]) -> tuple[dict[str, Reply], list[Reply]]:
    """Returns the replies by the key of the defect that each answers, and those that answer no defect of the round.

    A row without a key answers the defect with its words of the body that the list names; without such a name, the
    only one with these words.
    """
    by_words: dict[tuple[str, str], dict[str, Before]] = {}
    keys = set()
    for each in before:
        keys.add(each.defect.key)
        words = unspaced(each.defect.item), unspaced(each.defect.problem)
        by_words.setdefault(words, {})[each.defect.key] = each
    answers: dict[str, Reply] = {}
    unknown = []
    for reply in replies:
        key = reply.key if reply.key in keys else _by_words(reply, list(by_words.get(reply.words, {}).values()))
        if key:
            answers[key] = reply
        else:
            unknown.append(reply)
    return answers, unknown


def _by_words(reply: Reply, candidates: Sequence[Before]) -> str:
    named = [each for each in candidates if each.body.name in reply.origin]
    named = named or [each for each in candidates if each.body.region and each.body.region in reply.origin]
    exact = [each for each in named if each.title in reply.origin]
    left = exact or named or candidates
    return left[0].defect.key if len({each.body for each in left}) == 1 else ""


def unspaced(text: str) -> str:
    """Returns a text without spaces and line ends, which programs change."""
    return "".join(text.split())


def new_defects(before: Round, bodies: Iterable[Body]) -> dict[Identity, int]:
    """Returns how many defects of each body the round before did not have; bodies that were not in it are left out."""
    keys = {each.defect.key for each in before.defects}
    there = set(before.bodies)
    return {
        body.identity: sum(defect.key not in keys for defect in body.defects)
        for body in bodies
        if body.identity in there
    }
