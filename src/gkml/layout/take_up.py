"""Takes the tasks of a local directory after a revision of its guide and returns a list for the offices."""

from collections.abc import Sequence

from gkml.catalog.profile import Profile
from gkml.diff.changes import KINDS, Value
from gkml.diff.naming import heading
from gkml.diff.upstream import STATES, GuideTask
from gkml.document import Document
from gkml.layout.listing import listing

TITLE = "上级指引修订后本目录要跟进的事项"
_COLUMNS = (
    ("序号", 4.0),
    ("事项", 16.0),
    ("指引的变化", 6.0),
    ("字段", 6.0),
    ("指引原来", 18.0),
    ("指引现在", 18.0),
    ("本目录", 18.0),
    ("要做什么", 14.0),
)


def layout(tasks: Sequence[GuideTask], profile: Profile) -> Document:
    """Returns the tasks; open ones come first."""
    ordered = sorted(tasks, key=lambda task: list(STATES).index(task.state))
    rows = [[str(number), *_texts(task, profile)] for number, task in enumerate(ordered, 1)]
    return listing(TITLE, _COLUMNS, rows, {"指引的变化", "字段", "要做什么"})


def _texts(task: GuideTask, profile: Profile) -> list[str]:
    change = task.change
    return [
        change.name,
        KINDS[change.kind],
        heading(change.field, profile) if change.field else "",
        _joined(change.before),
        _joined(change.after),
        _joined(task.value) or (" › ".join(task.own.path) if task.own else ""),
        "本目录还有，可以取消" if change.kind == "removed" and task.state == "pending" else STATES[task.state],
    ]


def _joined(value: Value) -> str:
    return value if isinstance(value, str) else "、".join(value)
