"""The history of each item in, lines for a terminal out: the item, then below it what each edition did to it."""

from collections.abc import Iterator, Sequence

from gkml.catalog.profile import Profile
from gkml.diff.history import History, Life
from gkml.quoting import visible
from gkml.report.diff_text import lines


def report(found: History, labels: Sequence[str], form: Profile, *, color: bool = False) -> str:
    """`labels` name the editions, oldest first. Items that nothing happened to are counted and not listed."""
    told = [life for life in found.lives if life.steps or life.first]
    text = [f"{len(labels)} 版：{' → '.join(map(visible, labels))}"]
    text.append(
        f"共有过 {len(found.lives)} 个事项，{len(told)} 个有变化，{len(found.lives) - len(told)} 个一直没有变化。"
    )
    for life in told:
        text += ["", *_life(life, labels, form, color)]
    return "".join(f"{line}\n" for line in text)


def _life(life: Life, labels: Sequence[str], form: Profile, color: bool) -> Iterator[str]:
    gone = "（已取消）" if life.gone else ""
    yield f"{visible(' › '.join(life.path))}{gone}  {life.id}"
    yield f"  {visible(labels[life.first])}：{'新增' if life.first else '原有'}"
    for step in life.steps:
        if any(change.kind != "added" for change in step.changes):
            yield f"  {visible(labels[step.edition])}："
            yield from (f"  {line}" for line in lines(step.changes, form, color))
