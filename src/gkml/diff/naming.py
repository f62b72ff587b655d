"""A change in, how its field, its level and its items are called in Chinese out.

A field has the heading that the table has for it, else the model's own words.
"""

import re
from collections.abc import Iterator, Sequence

from gkml.catalog.model import Catalog, Item
from gkml.catalog.profile import Profile
from gkml.diff.changes import Change

_OWN = {"name": "名称", "preface": "表前正文", "notes": "表后注释", "profile": "表式"}
_SAID = {
    key: re.split("[，：（]", str(about.description))[0]
    for model in (Catalog, Item)
    for key, about in model.model_fields.items()
}


def heading(field: str, *forms: Profile) -> str:
    """The heading in the first of the forms that shows the field; one over several columns is that of their group."""
    if field.startswith("extra/"):
        return field.removeprefix("extra/")
    if field in _OWN:
        return _OWN[field]
    return next((found for form in forms for found in _headings(field, form)), _SAID.get(field, field))


def _headings(field: str, form: Profile) -> Iterator[str]:
    columns = [(group, column.heading) for group, column in form.paths() if column.shows == field]
    groups = {group for group, _ in columns}
    if len(columns) == 1:
        yield columns[0][1]
    elif len(groups) == 1 and "" not in groups:
        yield from groups
    yield from (line.heading for line in form.preamble if line.shows == field)


def level(depth: int, form: Profile) -> str:
    """How items at a depth are called: 一级（具体职责）, or 二级事项 where the form says which; the catalog is at depth 0."""
    if not depth:
        return "目录整体"
    named = form.levels[depth - 1] if depth <= len(form.levels) else ""
    if "级" in named:
        return named
    ordinal = f"{'一二三四五六七八九'[depth - 1]}级" if depth < 10 else f"第{depth}级"
    return f"{ordinal}（{named}）" if named else ordinal


def ordered(change: Change) -> tuple[Sequence[str], Sequence[str]]:
    """The names of items that stand in another order, as they stood and as they stand; or their numbers."""
    if change.kind != "reordered":
        return list(change.before), list(change.after)
    old, new = (sorted(part, key=lambda side: side.route) for part in (change.old, change.new))
    names = [side.name for side in old], [side.name for side in new]
    if names[0] != names[1]:
        return names
    # Items of one name: each says where it stood before.
    places = {route: place for place, route in enumerate((side.route for side in old), 1)}
    before = {now.route: places[was.route] for was, now in zip(change.old, change.new, strict=True)}
    return names[0], [f"{side.name}（原第{before[side.route]}个）" for side in new]
