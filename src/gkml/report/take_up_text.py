"""Takes the tasks of a local directory after a revision of its guide and returns text for a terminal, open tasks first."""

from collections import Counter
from collections.abc import Iterator, Sequence

from gkml.catalog.profile import Profile
from gkml.diagnostics.quoting import shown, visible
from gkml.diff.changes import KINDS
from gkml.diff.naming import heading
from gkml.diff.upstream import STATES, GuideTask
from gkml.report.diff_text import words


def report(tasks: Sequence[GuideTask], profile: Profile, *, color: bool = False) -> str:
    """Returns each change of the guide with the corresponding value of the directory."""
    counts = Counter(task.state for task in tasks)
    text = [f"上级指引有 {len(tasks)} 处变化：" + "、".join(f"{STATES[s]} {counts[s]} 处" for s in STATES if counts[s])]
    for state, words_for_it in STATES.items():
        of_it = [task for task in tasks if task.state == state]
        if of_it:
            text += ["", f"{words_for_it}："]
            text += [line for task in of_it for line in _task(task, profile, color)]
    return "".join(f"{line}\n" for line in text)


def _task(task: GuideTask, profile: Profile, color: bool) -> Iterator[str]:
    change = task.change
    field = f" {heading(change.field, profile)}" if change.field and change.field != "name" else ""
    yield f"  {KINDS[change.kind]}{field}  {visible(change.name)}  {words(change.before, change.after, color)}".rstrip()
    if task.value and task.state in {"pending", "differs"}:
        value = task.value if isinstance(task.value, str) else "、".join(task.value)
        yield f"      本目录：{shown(value)}"
