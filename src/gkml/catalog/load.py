"""A source in, a catalog with its form out, or a diagnostic at the place of each wrong value. Never raises on input."""

import re
from collections.abc import Iterator, Mapping

from gkml.catalog.model import Catalog, Disclosure, Entry, Item, Workspace
from gkml.catalog.profile import Profile
from gkml.diagnostics import Route
from gkml.diagnostics.quoting import nearest, shown
from gkml.schema import documents
from gkml.schema.parse import parse, problems, refuse
from gkml.yamltext.limits import MAX_TEXT, cell_length
from gkml.yamltext.source import Source

__all__ = ["Loaded", "Profiles", "Workspace", "load"]

Profiles = Mapping[str, Profile]
Loaded = documents.Loaded[Entry]


def load(source: Source, profiles: Profiles) -> Loaded:
    """Validates one source against the schema and its profile."""
    diagnostics = problems(source)
    if source.data is None:
        return Loaded(source, None, tuple(diagnostics))
    catalog, refused = parse(Catalog, source)
    diagnostics += refused
    if catalog is None:
        return Loaded(source, None, tuple(diagnostics))
    profile = profiles.get(catalog.profile)
    if profile is None:
        hint = nearest(catalog.profile, profiles)
        message = f"没有表式“{shown(catalog.profile)}”；{hint or '可选：' + '、'.join(sorted(profiles))}"
        diagnostics.append(refuse(source, "K024", ("profile",), message, catalog.id))
        return Loaded(source, None, tuple(diagnostics))
    diagnostics += [refuse(source, code, route, text, catalog.id) for code, route, text in _misfits(catalog, profile)]
    entry = None if diagnostics else Entry(source.file, catalog, profile)
    return Loaded(source, entry, tuple(diagnostics))


# --- values that the profile cannot print ---

Misfit = tuple[str, Route, str]


def _misfits(catalog: Catalog, profile: Profile) -> Iterator[Misfit]:
    yield from _repeated_ids(catalog)
    ticked = {f: t for f in ("audience", "mode", "tiers") if (t := profile.ticks(f)) is not None}
    if catalog.defaults:
        yield from _lost_values(catalog.defaults, ("defaults",), profile, ticked)
    yield from _item_misfits(catalog.items, ("items",), 1, profile, ticked)


def _repeated_ids(catalog: Catalog) -> Iterator[Misfit]:
    first: dict[str, Route] = {}
    for route, own in catalog.ids.items():
        if first.setdefault(own, route) != route:
            yield "K026", (*route, "id"), f"编号“{own}”在这份目录里用了两次；请删去一个，gkml fmt 会补上新编号"


def _item_misfits(
    items: tuple[Item, ...], route: Route, depth: int, profile: Profile, ticked: dict[str, tuple[str, ...]]
) -> Iterator[Misfit]:
    for index, item in enumerate(items):
        here = (*route, index)
        if depth > len(profile.levels):
            yield (
                "K025",
                here,
                f"表式 {profile.name} 只有 {len(profile.levels)} 级（{'、'.join(profile.levels)}），这里是第 {depth} 级；请并入上一级，或换用级数更多的表式",
            )
            continue
        if item.items is None:
            yield from _lost_values(item, here, profile, ticked)
            continue
        for field in sorted(item.model_fields_set & _LEAF_ONLY):
            yield (
                "K023",
                (*here, field),
                f"“{shown(item.name)}”下面还有事项，{field} 不会印出来；请移到下级，或写在 defaults 下",
            )
        if item.defaults:
            yield from _lost_values(item.defaults, (*here, "defaults"), profile, ticked)
        yield from _item_misfits(item.items, (*here, "items"), depth + 1, profile, ticked)


_LEAF_ONLY = frozenset(Disclosure.model_fields)


_LISTS = {
    name: re.split("[，：]", str(field.description))[0]
    for name, field in Disclosure.model_fields.items()
    if field.annotation == tuple[str, ...]
}


def _lost_values(
    part: Disclosure, route: Route, profile: Profile, ticked: dict[str, tuple[str, ...]]
) -> Iterator[Misfit]:
    for field, allowed in ticked.items():
        values: tuple[str, ...] = getattr(part, field)
        for place, value in enumerate(values):
            if value not in allowed:
                yield (
                    "K027",
                    (*route, field, place),
                    f"“{shown(value)}”没有列可勾；这个表式的可选值：{'、'.join(allowed)}",
                )
    for field, name in _LISTS.items():
        listed: tuple[str, ...] = getattr(part, field)
        if len(listed) < 2 or sum(map(len, listed)) < MAX_TEXT // 4:
            continue
        # Eight characters for the signs that the form prints between and around them.
        if sum(cell_length(text) + 8 for text in listed) > MAX_TEXT - 2_000:
            yield "K011", (*route, field), f"“{name}”各项印在一格里太长，Excel 一格最多放 {MAX_TEXT} 个字；请缩短"
    for heading, text in part.extra.items():
        fault = _no_column(heading, text, profile)
        if fault:
            yield "K020", (*route, "extra", heading), fault
    if part.options and part.options not in profile.option_lists:
        choices = "、".join(profile.option_lists) or "（没有）"
        yield "K027", (*route, "options"), f"表式 {profile.name} 没有选项清单“{shown(part.options)}”；可选：{choices}"


def _no_column(heading: str, text: str, profile: Profile) -> str:
    """Returns why an entry of `extra` cannot be printed as a column of its own, "" if it can."""
    if not heading.strip():
        return "extra 里有一项没有列标题；请写成“列标题: 文字”"
    if not text and ("：" in heading or ":" in heading):
        return f"“{shown(heading)}”里的冒号要用半角，后面空一格，写成“列标题: 文字”"
    if heading == "id":
        return "extra 里的列标题不能叫 id；编号请写在事项的 id 下"
    shows = profile.shows_by_heading.get(heading, "extra")
    if shows in {"number", "level"}:
        return f"“{shown(heading)}”一列由程序编排，不能写在 extra 下，请删去"
    return "" if shows == "extra" else f"“{shown(heading)}”一列印的是 {shows}，请写在 {shows} 下，不写在 extra 下"
