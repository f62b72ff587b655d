"""What may be written in a cell: the options of the form, and values from the registers and from other cells."""

from gkml.catalog.profile import Profile
from gkml.project.desk.values import route_of
from gkml.project.editor.completion import choices
from gkml.project.editor.opened import Opened

MOST = 300


def offered(opened: Opened, at: str) -> tuple[list[str], list[str]]:
    """Returns the options that the form prints for a cell, and other values that are in use or known."""
    route = route_of(at, opened)
    if route is None or opened.entry is None:
        return [], []
    field = str(next((step for step in reversed(route) if isinstance(step, str)), ""))
    options = _options(opened.entry.profile, field, _named_list(opened, route[:-1]))
    return options, [each for each in choices(opened, field, MOST) if each not in options]


def _options(profile: Profile, field: str, named: str) -> list[str]:
    """Returns the options of a check-list, or the values that have a column to be ticked."""
    if field == "channels" and profile.option_lists and any(column.options for column in profile.leaves):
        form = profile.option_lists.get(named) or next(iter(profile.option_lists.values()))
        return list(form.options)
    return [column.tick for column in profile.leaves if column.shows == field and column.tick and not column.rest]


def _named_list(opened: Opened, item: tuple[str | int, ...]) -> str:
    """Returns the name of the check-list that an item has."""
    leaves = opened.entry.catalog.leaves if opened.entry else ()
    return next((leaf.item.options for leaf in leaves if leaf.route == item), "")
