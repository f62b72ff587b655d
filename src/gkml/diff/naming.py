"""Takes a change and returns the Chinese names of its field, its level and its items.

A field is called by its heading in the table, or else by its description in the model.
"""

import re
from collections.abc import Iterator, Sequence

from gkml.catalog.model import Catalog, Item
from gkml.catalog.profile import Profile
from gkml.diff.changes import Change

_OWN = {"name": "名称", "subtitle": "标题下各行", "preface": "表前正文", "notes": "表后注释", "profile": "表式"}
_DESCRIPTIONS = {
    key: re.split("[，：（]", str(field.description))[0]
    for model in (Catalog, Item)
    for key, field in model.model_fields.items()
}


def heading(field: str, *profiles: Profile) -> str:
    """Returns the heading in the first profile that prints the field; of a field with several columns, that of their group."""
    if field.startswith("extra/"):
        return field.removeprefix("extra/")
    if field in _OWN:
        return _OWN[field]
    return next((name for profile in profiles for name in _headings(field, profile)), _DESCRIPTIONS.get(field, field))


def _headings(field: str, profile: Profile) -> Iterator[str]:
    columns = [(group, column.heading) for group, column in profile.paths() if column.shows == field]
    groups = {group for group, _ in columns}
    if len(columns) == 1:
        yield columns[0][1]
    elif len(groups) == 1 and "" not in groups:
        yield from groups
    yield from (line.heading for line in profile.preamble if line.shows == field)


def level(depth: int, profile: Profile) -> str:
    """Returns the name of a level: 一级（具体职责）, or 二级事项 if the profile names it so; the catalog has depth 0."""
    if not depth:
        return "目录整体"
    named = profile.levels[depth - 1] if depth <= len(profile.levels) else ""
    if "级" in named:
        return named
    ordinal = f"{'一二三四五六七八九'[depth - 1]}级" if depth < 10 else f"第{depth}级"
    return f"{ordinal}（{named}）" if named else ordinal


def ordered(change: Change) -> tuple[Sequence[str], Sequence[str]]:
    """Returns the names of reordered items in the old and the new order; of renumbered ones, their numbers."""
    if change.kind != "reordered":
        return list(change.before), list(change.after)
    old, new = (sorted(part, key=lambda side: side.route) for part in (change.old, change.new))
    names = [side.name for side in old], [side.name for side in new]
    if names[0] != names[1]:
        return names
    # Items with the same name are distinguished by their old place.
    places = {route: place for place, route in enumerate((side.route for side in old), 1)}
    before = {now.route: places[was.route] for was, now in zip(change.old, change.new, strict=True)}
    return names[0], [f"{side.name}（原第{before[side.route]}个）" for side in new]
