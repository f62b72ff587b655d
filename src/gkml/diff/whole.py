"""Takes two editions and returns the changes of the whole directory: organisations, profile, text around the table, own limit."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from gkml.catalog.model import Catalog
from gkml.catalog.parts import Policy
from gkml.catalog.profile import Profile
from gkml.diagnostics import Route
from gkml.diff.changes import Change, Side, Value, Verdict
from gkml.diff.judging import bare
from gkml.diff.rows import ItemRow, Renamings, renamed
from gkml.phrases.name import essence


def organisations(old: Catalog, new: Catalog, old_rows: Mapping[Route, ItemRow]) -> Iterator[Change]:
    """Yields each renamed organisation once, however often the directory names it; omits one that it does not name."""
    for renaming in new.renamed:
        if renaming in old.renamed:
            continue
        count = sum(text.count(renaming.was) for text in _texts(old, old_rows))
        if count:
            why = (f"上一版有 {count} 处",)
            yield Change(
                "organisation", "substantive", before=renaming.was, after=renaming.to, why=why, reason=renaming.reason
            )


def _texts(catalog: Catalog, old_rows: Mapping[Route, ItemRow]) -> Iterator[str]:
    yield from (catalog.title, catalog.agency, *catalog.subtitle, *_prose(catalog), *catalog.notes)
    yield from (node.name for node in catalog.nodes)
    for row in old_rows.values():
        for value in row.values.values():
            yield from (value,) if isinstance(value, str) else value


def whole(old: Catalog, new: Catalog, names: Renamings) -> Iterator[Change]:
    """Yields the changes of the text around the table, and of the limit that the agency set itself."""
    parts: Iterable[tuple[str, Value, Value]] = (
        ("title", old.title, new.title),
        ("agency", old.agency, new.agency),
        ("subtitle", _written(old.subtitle), _written(new.subtitle)),
        ("preface", _written(_prose(old)), _written(_prose(new))),
        ("notes", _written(old.notes), _written(new.notes)),
    )
    for field, before, after in parts:
        was = renamed(before, names)
        if after != was:
            verdict: Verdict = "editorial" if _bare(was) == _bare(after) else "substantive"
            yield Change("catalog", verdict, field=field, before=was, after=after)
    before, after = _limit(old.policy), _limit(new.policy)
    if before != after:
        yield _policy(old.policy, new.policy)


def profile_change(old: Profile, new: Profile) -> Iterator[Change]:
    """Yields a change if the table has other columns."""
    was, now = ([column.heading for column in profile.leaves] for profile in (old, new))
    if was == now:
        return
    gone, added = [each for each in was if each not in now], [each for each in now if each not in was]
    why = [f"少了列：{'、'.join(gone)}"] if gone else []
    why += [f"增加列：{'、'.join(added)}"] if added else []
    yield Change("catalog", "substantive", field="profile", before=old.title, after=new.title, why=tuple(why))


def is_proactive(catalog: Catalog) -> bool:
    """Returns whether the title says that a directory lists proactive disclosure only; a 基本目录 or 标准目录 does by law."""
    return any(word in catalog.title for word in ("主动公开", "基本目录", "标准目录"))


def _policy(old: Policy | None, new: Policy | None) -> Change:
    """Returns the change of the agency's own limit; a longer limit, or none, is a loss."""
    days = [policy.max_working_days if policy else None for policy in (old, new)]
    if days[0] is not None and (days[1] is None or days[1] > days[0]):
        return Change("catalog", "weakened", field="policy", before=_limit(old), after=_limit(new), why=("时限延长",))
    verdict: Verdict = "substantive" if days[0] == days[1] else "strengthened"
    return Change("catalog", verdict, field="policy", before=_limit(old), after=_limit(new))


def _limit(policy: Policy | None) -> str:
    return f"{policy.max_working_days}个工作日（{policy.stated_in}）" if policy else ""


def _prose(catalog: Catalog) -> tuple[str, ...]:
    return tuple(entry if isinstance(entry, str) else entry.heading for entry in catalog.preface)


def _written(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the paragraphs without empty ones, which programs leave behind."""
    return tuple(text for text in paragraphs if text.strip())


def _bare(value: Value) -> tuple[str, ...]:
    return (bare(value),) if isinstance(value, str) else tuple(map(bare, value))


def gone_reasons(old: Catalog, new: Catalog) -> Callable[[Side], str]:
    """Returns a function that gives the reason of a removal, by the id of the item or a group above it, else by its name."""
    ids = set(old.ids.values())
    by_id = {entry.id: entry.reason for entry in new.abolished}
    by_id |= {entry.id: entry.reason for entry in new.not_applicable}
    by_name = {essence(entry.name): entry.reason for entry in new.abolished if entry.id not in ids}

    def reason(side: Side) -> str:
        steps = [side.route[:end] for end in range(len(side.route), 1, -2)]
        return next(
            (
                why
                for step, name in zip(steps, reversed(side.path), strict=True)
                if (why := by_id.get(old.ids[step]) or by_name.get(essence(name)))
            ),
            "",
        )

    return reason
