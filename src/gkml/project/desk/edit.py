"""Changes of a document by the address of a value: checked against what the user saw, written at once, whole or not at all."""

from collections.abc import Callable

from gkml.diagnostics import Diagnostic, GkmlError, Route
from gkml.kinds import KINDS
from gkml.project.desk.cells import CellValue, Value
from gkml.project.desk.documents import Desk
from gkml.project.desk.undo import applied, step_of
from gkml.project.desk.values import plain, route_of, values
from gkml.project.editor.opened import Opened
from gkml.project.writing import ChangedMeanwhileError, put_over
from gkml.yamltext.decode import unseen
from gkml.yamltext.revise import Revision, revised
from gkml.yamltext.source import Source

TRIES = 8
"""How often a change is made anew because another program has changed the file meanwhile."""
Change = Callable[[Opened], str]
"""What makes the new text of a document from the document as it is. May raise `GkmlError`."""


class ConflictError(GkmlError):
    """A value is no longer what the user saw; `theirs` is what it is now, None if its item is gone."""

    def __init__(self, theirs: Value | None) -> None:
        gone = "这一行已经被删去或取消了" if theirs is None else "这一格刚被别的窗口或程序改过"
        super().__init__(gone)
        self.theirs = theirs


class UnloadableError(GkmlError):
    """A change after which the document could not be read any more: it is not written."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("；".join(dict.fromkeys(each.message for each in diagnostics)))
        self.diagnostics = diagnostics


def save(desk: Desk, key: str, title: str, change: Change) -> Opened:
    """Makes a change that can be taken back; returns the document after it. Raises `GkmlError`."""
    before, text = written(desk, key, change)
    if text != before:
        desk.steps[key].add(step_of(title, before, text))
    return desk.opened(key)


def undo(desk: Desk, key: str, *, again: bool = False) -> tuple[Opened, str]:
    """Takes the last change back (or makes it `again`); returns the document and what was done. Raises `GkmlError`.

    A change that cannot be taken back any more is forgotten.
    """
    steps = desk.steps[key]
    here, there = (steps.forth, steps.back) if again else (steps.back, steps.forth)
    if not here:
        raise GkmlError("没有可以重做的" if again else "没有可以撤销的")
    step = here.pop()
    made = step if again else step.inverse
    written(desk, key, lambda opened: applied(made, opened.source.text))
    there.append(step)
    return desk.opened(key), f"{'重做' if again else '撤销'}：{step.title}"


def written(desk: Desk, key: str, change: Change) -> tuple[str, str]:
    """Writes a change over a document and returns the text before and after. Raises `GkmlError`.

    If another program changes the file between reading and writing, the change is made anew on the new text.
    """
    for _ in range(TRIES):
        before = desk.opened(key)
        text = change(before)
        if text == before.source.text:
            return text, text
        check_loads(before, text)
        try:
            put_over(before.path, before.source.text, text)
        except ChangedMeanwhileError:
            continue
        return before.source.text, text
    raise GkmlError("文件正被别的程序不停地改写，没有保存；请稍候再试")


def check_loads(before: Opened, text: str) -> Opened:
    """Returns the document with a new text. Raises `UnloadableError` if it could not be read any more."""
    after = Opened(text, before.path, before.home)
    if after.loaded.entry is None:
        raise UnloadableError(after.loaded.diagnostics)
    return after


def edited(opened: Opened, at: str, was: Value, now: Value) -> str:
    """Returns the text of a document with another value at an address.

    Raises `ConflictError` if the value is not what the user saw, and `GkmlError` if it cannot be written.
    """
    current = values(opened).get(at)
    route = route_of(at, opened)
    if current is None or route is None:
        raise ConflictError(None)
    if current.value == now:
        return opened.text
    _check_text(now)
    value = now if current.value == was else _merged(current, was, now)
    return keeping_ids(opened, revised_source(opened, {route: plain(value)}))


def _check_text(value: Value) -> None:
    for text in [value] if isinstance(value, str) else value:
        if fault := unseen(text):
            raise GkmlError(f"这段文字{fault}")


def _merged(current: CellValue, was: Value, now: Value) -> Value:
    """Returns a list with the ticks that changed, if others changed meanwhile. Raises `ConflictError` for other values."""
    if current.editing not in {"tick", "checks"} or isinstance(current.value, str):
        raise ConflictError(current.value)
    kept = [each for each in current.value if each in now or each not in was]
    return (*kept, *(each for each in now if each not in was and each not in kept))


def revised_source(opened: Opened, changes: dict[Route, object]) -> Source:
    """Returns the source of a document with other values. Raises `GkmlError` if they cannot be written."""
    kind = opened.loaded.entry.kind if opened.loaded.entry else "catalog"
    return revised(opened.source, Revision(changes), KINDS[kind].style)


def keeping_ids(opened: Opened, after: Source) -> str:
    """Returns the text with the ids written that other names would change: an id names its item over the years.

    `after` has its items in the same places as the document.
    """
    if opened.entry is None:
        return after.text
    new = check_loads(opened, after.text).loaded.entry
    derived = new.document.ids if new else {}
    lost: dict[Route, object] = {
        (*route, "id"): own for route, own in opened.entry.catalog.ids.items() if derived.get(route) != own
    }
    return revised(after, Revision(lost), KINDS["catalog"].style).text if lost else after.text
