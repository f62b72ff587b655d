"""Takes the outcome of an update and returns Chinese text: each change with both places, and the open decisions."""

from collections.abc import Iterator

from gkml.diagnostics.quoting import shown, visible
from gkml.merge.outcome import Conflict, Merged, Point, TakenChange
from gkml.report.text import report as diagnosed

_KINDS = {
    "field": "改",
    "name": "改名",
    "group": "分组改名",
    "moved": "移到别组",
    "order": "改次序",
    "new": "新增",
    "removed": "取消",
    "title": "改",
    "subtitle": "改",
    "notes": "改",
    "preface": "改",
    "defaults": "改",
}


def report(merged: Merged) -> str:
    """Returns the changes, the copied rows, the conflicts, the missing rows, and a closing line."""
    copied = {point.there for point in merged.copied}
    lines = [
        *(_change(change) for change in merged.changes if change.point.there not in copied),
        *(f"新增：{_where(point)} “{shown(point.name)}”，编号与前面一行相同，按新事项处理" for point in merged.copied),
        *(line for conflict in merged.conflicts for line in _conflict(conflict, merged)),
        *(
            f"少了：{missing.here} {missing.key} “{shown(missing.name)}”，送回的表里没有这一行"
            for missing in merged.waiting
        ),
        *(f"没有看懂：{doubt.spot} “{shown(doubt.text)}” {doubt.why}" for doubt in merged.doubts),
    ]
    lines += [f"编号不见了：{point.there} “{shown(point.name)}”，按内容认作原来的那一行" for point in merged.recovered]
    lines += [
        f"没有合并：{visible(f'{each.place} ') if each.place else ''}{each.kind}{f'“{shown(each.text)}”' if each.text else ''}"
        for each in merged.left_out
    ]
    refused = diagnosed(merged.refused) if merged.refused else ""
    return "".join(f"{line}\n" for line in lines) + refused + "".join(f"{line}\n" for line in _summary(merged))


def _change(change: TakenChange) -> str:
    point = change.point
    start = f"{_KINDS[point.kind]}：{_where(point)} {_subject(point)}".rstrip()
    match point.kind:
        case "new" | "removed":
            return start
        case "order":
            return f"{start}：{_quoted(change.new)}"
        case _:
            return f"{start}：{_quoted(change.old)} → {_quoted(change.new)}"


def _conflict(conflict: Conflict, merged: Merged) -> Iterator[str]:
    point = conflict.point
    choice = {"ours": "（取目录里的）", "theirs": "（取送回的）", "": ""}[merged.settled]
    yield f"冲突：{_subject(point) or _KINDS[point.kind]}，两边都改了{choice}"
    if point.kind == "removed":
        yield f"  目录 {point.here}：发出以后改过"
        yield "  送回：没有这一行"
        return
    yield f"  发出时：{_quoted(conflict.base)}"
    yield f"  目录 {point.here}：{_quoted(conflict.mine)}"
    yield f"  送回 {point.there}：{_quoted(conflict.theirs)}"


def _subject(point: Point) -> str:
    heading = f" {point.heading}" if point.heading else ""
    key = f"{point.key} " if point.key and point.key.isprintable() else ""
    return f"{key}“{shown(point.name)}”{heading}" if point.name else heading.strip() or key.strip()


def _where(point: Point) -> str:
    return " ← ".join(place for place in (point.here, point.there) if place)


def _quoted(value: str | tuple[str, ...]) -> str:
    text = value if isinstance(value, str) else "、".join(value)
    return f"“{shown(text)}”" if text else "（空白）"


def _summary(merged: Merged) -> Iterator[str]:
    counts = f"{len(merged.changes)} 处改动"
    if merged.conflicts and not merged.settled:
        yield f"{len(merged.conflicts)} 处冲突，没有写入；看过以后加 --ours（取目录里的）或 --theirs（取送回的）再执行"
    if merged.doubts:
        yield "有没有看懂的格，没有写入；请在送回的文件里改好再导入"
    if merged.refused:
        yield "合并以后的目录不合写法，没有写入；请在送回的文件里改好再导入"
    if merged.waiting:
        yield f"少了 {len(merged.waiting)} 行，目录里留着；确要取消，请加 --remove --reason 原因或依据"
    if not merged.is_stopped:
        yield f"合并了 {counts}。" if merged.changes else "送回的文件没有改动。"
