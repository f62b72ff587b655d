"""What should be in the ledgers and is not: publications due by a day, items and columns of the site without any record,
columns of the site without an item."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from gkml.ledger.audit import AuditFinding, Without
from gkml.ledger.directory import Directory, Target, path_of
from gkml.ledger.judge import Judge
from gkml.ledger.period import Period
from gkml.ledger.quota import Expected, expected, recurs

Days = Mapping[int, Sequence[date]]
"""The days on which something was published, by the place of the item."""


def items_without(
    directory: Directory, judge: Judge, span: Period, as_of: date, days: Days, *, inclusive: bool
) -> Iterator[AuditFinding | Without]:
    """Yields each publication that was due and is not there, and each item without a record in the period."""
    for target in directory.targets:
        own = days.get(target.place, ())
        due = [
            each for each in expected(target, judge.limit(target).every, span, inclusive=inclusive) if each.day <= as_of
        ]
        missed = [each for each in due if not any(each.after < day <= each.day for day in own)]
        if missed:
            yield AuditFinding("U05", _missed(target, missed, own), target=target, text=target.name)
        if any(day in span for day in own):
            continue
        is_dated = any(map(recurs, judge.limit(target).every))
        reason = (
            f"{missed[0].day} 以前应当公开"
            if missed
            else "期内没有到期的日子"
            if is_dated
            else "由事情引起，期内可能没有发生"
        )
        yield Without("item", target.id, target.name, target.office, bool(missed), reason)
        if not missed and not is_dated:
            message = "期内没有记录；没有发生的，栏目里要有情况说明"
            yield AuditFinding("U06", message, target=target, text=target.name)


def _missed(target: Target, missed: Sequence[Expected], days: Sequence[date]) -> str:
    names = "、".join(each.day.isoformat() for each in missed[:4]) + ("等" if len(missed) > 4 else "")
    late = "，之后才公开" if any(day > missed[0].day for day in days) else ""
    return f"按“{target.leaf.item.time_limit}”，{names} 以前应当公开，台账里没有记录{late}"


def sections_without(
    directory: Directory, span: Period, sections: Collection[str], days: Days
) -> Iterator[AuditFinding | Without]:
    """Yields the columns of the site of which no record names one, and whose items have no record in the period."""
    paths = {path_of(section) for section in sections}
    for key, (section, targets) in directory.sections.items():
        if any(each == key or each.startswith(f"{key}/") for each in paths):
            continue
        if any(day in span for target in targets for day in days.get(target.place, ())):
            continue
        names = "、".join(target.name for target in targets[:3])
        yield Without("section", "", section, targets[0].office, False, f"对应的事项：{names}")
        message = f"栏目“{section}”期内没有记录（{names}）；没有产生信息的，要在页面上说明"
        yield AuditFinding("U07", message, target=targets[0], text=section)


def columns_without_item(directory: Directory, registered: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yields the registered columns of the site that no item names, each with its place in the register.

    A column has an item if an item names it, a column below it or above it, or only its last steps. An item that names
    nothing but a column of the first level says nothing about those below.
    """
    named = {tuple(key.split("/")) for key in directory.sections}
    parents = {path[:length] for path in named for length in range(1, len(path) + 1)}
    for place, section in enumerate(registered if named else ()):
        path = tuple(path_of(section).split("/"))
        above = {path[:length] for length in range(2, len(path))}
        ends = {path[begin:] for begin in range(1, len(path))}
        if path not in parents and named.isdisjoint(above | ends):
            yield place, section
