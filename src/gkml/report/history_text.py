"""Takes the history of items and returns text for a terminal: each item with the changes of each edition below it."""

from collections.abc import Iterator, Sequence

from gkml.catalog.profile import Profile
from gkml.diagnostics.quoting import visible
from gkml.diff.history import History, Life
from gkml.report.diff_text import lines


def report(history: History, labels: Sequence[str], profile: Profile, *, color: bool = False) -> str:
    """Returns the report. `labels` name the editions, oldest first. Unchanged items are only counted."""
    changed = [life for life in history.lives if life.steps or life.first]
    text = [f"{len(labels)} 版：{' → '.join(map(visible, labels))}"]
    text.append(
        f"共有过 {len(history.lives)} 个事项，{len(changed)} 个有变化，{len(history.lives) - len(changed)} 个一直没有变化。"
    )
    for life in changed:
        text += ["", *_life(life, labels, profile, color)]
    return "".join(f"{line}\n" for line in text)


def _life(life: Life, labels: Sequence[str], profile: Profile, color: bool) -> Iterator[str]:
    gone = "（已取消）" if life.gone else ""
    yield f"{visible(' › '.join(life.path))}{gone}  {life.id}"
    yield f"  {visible(labels[life.first])}：{'新增' if life.first else '原有'}"
    for step in life.steps:
        if any(change.kind != "added" for change in step.changes):
            yield f"  {visible(labels[step.edition])}："
            yield from (f"  {line}" for line in lines(step.changes, profile, color))
