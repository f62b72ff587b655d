"""Chooses the known table form that has a given heading, or derives a form from the heading."""

import hashlib
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import Any

from gkml.catalog.profile import Column, ColumnGroup, Profile
from gkml.diagnostics import GkmlError
from gkml.recognise.head import Head
from gkml.recognise.headings import Meaning, bare

DERIVED = "form-"
"""The beginning of the name of a derived form."""


def fitting(head: Head, forms: Mapping[str, Profile]) -> list[Profile]:
    """Returns the known forms that print these headings in this order; further columns of the table are extra ones."""
    mine = [(bare(path[0]) if len(path) > 1 else "", bare(path[-1]) if path else "") for path in head.paths]
    return [form for form in (forms[name] for name in sorted(forms)) if _fits(mine, form, head.columns)]


def _fits(mine: Sequence[tuple[str, str]], form: Profile, columns: Sequence[Meaning | None]) -> bool:
    theirs = [(bare(group), bare(column.heading)) for group, column in form.paths()]
    if len(mine) < len(theirs) or any(columns[len(theirs) :]):
        return False
    levels = [column.shows == "level" for column in form.leaves]
    if any(printed and not (shown and shown.shows == "level") for printed, shown in zip(levels, columns, strict=False)):
        return False
    return all(
        own == other and (not group or not over or group == over)
        for (group, own), (over, other) in zip(mine, theirs, strict=False)
    )


def placed(form: Profile, head: Head) -> list[Column | None]:
    """Returns the form's column for each column of a table: by both headings, by its own, or by what it shows.

    Raises `GkmlError` if the table has no column for a level of the form.
    """
    paths = [(bare(path[0]) if len(path) > 1 else "", bare(path[-1]) if path else "") for path in head.paths]
    columns: list[Column | None] = [None] * len(paths)
    waiting = [(bare(group), column) for group, column in form.paths()]
    for key_of_place, key_of_column in _KEYS:
        free: dict[Hashable, deque[int]] = {}
        for place, (path, shown) in enumerate(zip(paths, head.columns, strict=True)):
            if columns[place] is None and (key := key_of_place(path, shown)) is not None:
                free.setdefault(key, deque()).append(place)
        left: list[tuple[str, Column]] = []
        for group, column in waiting:
            if places := free.get(key_of_column(group, column)):
                columns[places.popleft()] = column
            else:
                left.append((group, column))
        waiting = left
    lacking = [column.heading for _, column in waiting if column.shows == "level"]
    if lacking:
        raise GkmlError(
            f"表头和表式“{form.name}”对不上：没有“{'”“'.join(lacking)}”一列；请换一个表式，或不写 --profile"
        )
    return columns


def _meaning_of_place(path: tuple[str, str], shown: Meaning | None) -> Hashable:
    return shown and (shown.shows, shown.level, shown.tick)


def _meaning_of_column(group: str, column: Column) -> Hashable:
    return None if column.shows == "extra" else (column.shows, column.level, column.tick)


_KEYS: tuple[tuple[Callable[[tuple[str, str], Meaning | None], Hashable], Callable[[str, Column], Hashable]], ...] = (
    (lambda path, shown: path, lambda group, column: (group, bare(column.heading))),
    (lambda path, shown: path[1], lambda group, column: bare(column.heading)),
    (_meaning_of_place, _meaning_of_column),
)
"""The keys by which columns of a table and a form are matched, strictest first."""


def derived(head: Head, shares: Sequence[float], about: Mapping[str, Any]) -> Profile:
    """Returns a form with these headings; `about` has its title, source, numbering, paper and font size."""
    columns = list(_columns(head, shares))
    levels = [column.heading for _, column in columns if column.shows == "level"]
    entries: list[Column | ColumnGroup] = []
    for group, same in groupby(columns, key=lambda pair: pair[0]):
        own = tuple(column for _, column in same)
        entries += [ColumnGroup(heading=group, columns=own)] if group else own
    return Profile(name="form", levels=tuple(levels), columns=tuple(entries), **about)


def _columns(head: Head, shares: Sequence[float]) -> Iterator[tuple[str, Column]]:
    numbers_of = {"id": 1}
    narrow = {"number", "level", "time_limit", "body", "office", "audience", "mode", "tiers"}
    for place, (path, shown) in enumerate(zip(head.paths, head.columns, strict=True)):
        group, name = (path[0] if len(path) > 1 else ""), (path[-1] if path else f"第{place + 1}列")
        heading = distinct(name, numbers_of)
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


_LONGEST = 100


def distinct(heading: str, numbers_of: dict[str, int]) -> str:
    """Returns a heading that is not in `numbers_of`, short enough to be a key in a file.

    `numbers_of` maps each heading to the last number that was added to it; the function adds the new heading.
    """
    short = heading if len(heading) <= _LONGEST else f"{heading[:_LONGEST]}…"
    numbers = count(numbers_of.get(short, 0) + 1)
    number, name = next(
        (n, name) for n in numbers if (name := short if n == 1 else f"{short}（{n}）") not in numbers_of
    )
    numbers_of[name] = max(numbers_of.get(name, 0), 1)
    numbers_of[short] = number
    return name


def headings(columns: Sequence[Column | None], paths: Sequence[Sequence[str]]) -> list[str]:
    """Returns the headings of the columns; a number distinguishes equal headings that the form lacks."""
    numbers_of = dict.fromkeys(["id", *(column.heading for column in columns if column)], 1)
    result: list[str] = []
    for column, path in zip(columns, paths, strict=True):
        result.append(column.heading if column else distinct("/".join(path) or "（无标题的列）", numbers_of))
    return result


def completed(form: Profile, merged: Iterable[int]) -> Profile:
    """Returns a derived form with its merged levels (by number) and a name; equal forms get equal names."""
    levels, options = set(merged), bool(form.option_lists)
    whole = _changed(form, columns=tuple(_entry(entry, levels, options) for entry in form.columns))
    form_json = whole.model_dump_json(exclude={"name", "source", "title"})
    return _changed(whole, name=f"{DERIVED}{hashlib.blake2b(form_json.encode(), digest_size=3).hexdigest()}")


def _changed(form: Profile, **parts: Any) -> Profile:
    """Returns the form with other parts; a model copy would keep the cached columns of the old form."""
    return Profile(**{field: getattr(form, field) for field in Profile.model_fields} | parts)


def banded(form: Profile) -> Profile:
    """Returns the form with one more level above its own, for bands over the whole width of the table."""
    used = {column.heading for column in form.leaves}
    heading = next(name for name in ("类别", "分类", "大类", "表内分类") if name not in used)
    narrowest = min(column.share for column in form.leaves)
    band = Column(heading=heading, shows="level", level=1, share=narrowest, align="center", merge=True)
    numbered = form.columns[0].shows == "number" if isinstance(form.columns[0], Column) else False
    columns = [_deeper(entry) for entry in form.columns]
    columns.insert(int(numbered), band)
    numbering = "leaf" if form.numbering == "top" else form.numbering
    return _changed(form, columns=tuple(columns), levels=(heading, *form.levels), numbering=numbering)


def deepened(form: Profile) -> Profile:
    """Returns the form with one more level below its own, for items that only their group names."""
    used = {column.heading for column in form.leaves}
    heading = next(name for name in ("事项名称", "具体事项", "下级事项", "表内事项") if name not in used)
    levels = [n for n, entry in enumerate(form.columns) if any(c.shows == "level" for c in _leaves(entry))]
    column = Column(heading=heading, shows="level", level=len(form.levels) + 1, share=8, align="center")
    columns = [*form.columns[: levels[-1] + 1], column, *form.columns[levels[-1] + 1 :]]
    return _changed(form, columns=tuple(columns), levels=(*form.levels, heading))


def _leaves(entry: Column | ColumnGroup) -> tuple[Column, ...]:
    return entry.columns if isinstance(entry, ColumnGroup) else (entry,)


def _deeper(entry: Column | ColumnGroup) -> Column | ColumnGroup:
    if isinstance(entry, ColumnGroup):
        return entry.model_copy(update={"columns": tuple(map(_lower, entry.columns))})
    return _lower(entry)


def _lower(column: Column) -> Column:
    return column.model_copy(update={"level": column.level + 1}) if column.shows == "level" else column


def _entry(entry: Column | ColumnGroup, merged: set[int], options: bool) -> Column | ColumnGroup:
    if isinstance(entry, ColumnGroup):
        return entry.model_copy(update={"columns": tuple(_column(column, merged, options) for column in entry.columns)})
    return _column(entry, merged, options)


def _column(column: Column, merged: set[int], options: bool) -> Column:
    if column.shows == "level":
        return column.model_copy(update={"merge": column.level in merged})
    return column.model_copy(update={"options": True}) if column.shows == "channels" and options else column
