"""The changes of a document that can be taken back: each is the stretch of text that it changed, with the lines around it.

What another program changes elsewhere in the file stays; a change whose stretch is no longer there is not taken back.
"""

from typing import NamedTuple

from gkml.diagnostics import GkmlError

AROUND = 3
"""Lines on each side by which a stretch is found again."""
MOST = 500
"""Changes of one document that can be taken back."""


class Step(NamedTuple):
    """A change: what it did in words, the offset of its stretch, the stretch before and after, the lines around it."""

    title: str
    start: int
    old: str
    new: str
    above: str
    below: str

    @property
    def inverse(self) -> "Step":
        return self._replace(old=self.new, new=self.old)


def step_of(title: str, before: str, after: str) -> Step:
    """Returns the step between two texts; its stretch is of whole lines."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first, most = 0, min(len(old), len(new))
    while first < most and old[first] == new[first]:
        first += 1
    last = 0
    while last < most - first and old[-1 - last] == new[-1 - last]:
        last += 1
    end = len(old) - last
    above, below = old[max(0, first - AROUND) : first], old[end : end + AROUND]
    stretches = (old[first:end], new[first : len(new) - last], above, below)
    return Step(title, sum(map(len, old[:first])), *("".join(lines) for lines in stretches))


def applied(step: Step, text: str) -> str:
    """Returns the text with a step made. Raises `GkmlError` if its stretch is no longer there, or there are several."""
    for above, below in ((step.above, step.below), ("", "")):
        stretch = above + step.old + below
        if not step.old and not above and not below:
            break
        start = step.start - len(above)
        if not (start >= 0 and text.startswith(stretch, start)):
            start = text.find(stretch)
            if start < 0 or text.find(stretch, start + 1) >= 0:
                continue
        start += len(above)
        return text[:start] + step.new + text[start + len(step.old) :]
    raise GkmlError(f"“{step.title}”这一处后来又改过，撤销不了；请直接在表上改")


class Steps:
    """The steps of one document, to take back and to make again."""

    def __init__(self) -> None:
        self.back: list[Step] = []
        self.forth: list[Step] = []

    def add(self, step: Step) -> None:
        self.back.append(step)
        del self.back[:-MOST]
        self.forth.clear()
