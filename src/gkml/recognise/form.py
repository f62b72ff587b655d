"""A heading in, the table form out: the known one that it is the heading of, or one derived from it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from gkml.profile import Column, ColumnGroup, Profile
from gkml.recognise.head import Head
from gkml.registers.headings import Meaning, bare


def fitting(head: Head, forms: Mapping[str, Profile]) -> list[Profile]:
    """The known forms that print these headings in this order; columns behind theirs are extra ones."""
    mine = [(bare(path[0]) if len(path) > 1 else "", bare(path[-1]) if path else "") for path in head.paths]
    return [form for form in (forms[name] for name in sorted(forms)) if _fits(mine, form, head.columns)]


def _fits(mine: Sequence[tuple[str, str]], form: Profile, columns: Sequence[Meaning | None]) -> bool:
    theirs = [(bare(group), bare(column.heading)) for group, column in form.paths()]
    if len(mine) < len(theirs) or any(columns[len(theirs) :]):
        return False
    return all(
        own == other and (not group or not over or group == over)
        for (group, own), (over, other) in zip(mine, theirs, strict=False)
    )


def meanings(form: Profile, width: int) -> list[Column | None]:
    """What each column of a table in this form shows; None for those behind the form's own."""
    return [*form.leaves, *[None] * (width - len(form.leaves))]


def derived(head: Head, shares: Sequence[float], about: Mapping[str, Any]) -> Profile:
    """A form with these headings. `about` has its title, source, numbering, paper and font size."""
    columns = list(_columns(head, shares))
    levels = [column.heading for _, column in columns if column.shows == "level"]
    entries: list[Column | ColumnGroup] = []
    for group, column in columns:
        last = entries[-1] if entries else None
        if group and isinstance(last, ColumnGroup) and last.heading == group:
            entries[-1] = ColumnGroup(heading=group, columns=(*last.columns, column))
        else:
            entries.append(ColumnGroup(heading=group, columns=(column,)) if group else column)
    return Profile(name="form", levels=tuple(levels), columns=tuple(entries), **about)


def _columns(head: Head, shares: Sequence[float]) -> Iterator[tuple[str, Column]]:
    seen: dict[str, int] = {"id": 1}
    narrow = {"number", "level", "time_limit", "body", "office", "audience", "mode", "tiers"}
    for place, (path, shown) in enumerate(zip(head.paths, head.columns, strict=True)):
        group, name = (path[0] if len(path) > 1 else ""), (path[-1] if path else f"第{place + 1}列")
        seen[name] = seen.get(name, 0) + 1
        heading = name if seen[name] == 1 else f"{name}（{seen[name]}）"
        shows = shown.shows if shown else "extra"
        yield (
            group,
            Column(
                heading=heading,
                shows=shows,
                level=shown.level if shown else 0,
                tick=shown.tick if shown else "",
                rest=bool(shown and shown.rest),
                join="\n" if shows == "basis" else "、",
                share=max(shares[place], 0.001),
                align="center" if shows in narrow else "left",
                required=shows in {"content", "time_limit"},
                filter=shows in {"body", "office", "channels"},
            ),
        )


def completed(form: Profile, merged: Iterable[int]) -> Profile:
    """A derived form with the levels (by number) that its rows merge, and a name: the same for the same form."""
    levels, options = set(merged), bool(form.option_lists)
    whole = form.model_copy(update={"columns": tuple(_entry(entry, levels, options) for entry in form.columns)})
    said = whole.model_dump_json(exclude={"name", "source", "title"})
    return whole.model_copy(update={"name": f"form-{hashlib.blake2b(said.encode(), digest_size=3).hexdigest()}"})


def _entry(entry: Column | ColumnGroup, merged: set[int], options: bool) -> Column | ColumnGroup:
    if isinstance(entry, ColumnGroup):
        return entry.model_copy(update={"columns": tuple(_column(column, merged, options) for column in entry.columns)})
    return _column(entry, merged, options)


def _column(column: Column, merged: set[int], options: bool) -> Column:
    if column.shows == "level":
        return column.model_copy(update={"merge": column.level in merged})
    return column.model_copy(update={"options": True}) if column.shows == "channels" and options else column
