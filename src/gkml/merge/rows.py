"""Decides which rows the new catalog has and what each of them prints."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gkml.catalog.profile import Profile
from gkml.merge.groups import NEW
from gkml.merge.outcome import MergeLog, MissingRow, Options, Point
from gkml.merge.sides import Sides, point_of
from gkml.merge.versions import CatalogRow, TableRow, Value, Values, field_route


class Wanted(NamedTuple):
    """A row of the new catalog: its name, and its values by field."""

    name: str
    values: Values


class Rows(NamedTuple):
    """The rows of the new catalog by key, unordered; missing rows to be abolished; missing rows that stay."""

    wanted: Mapping[str, Wanted]
    removed: tuple[MissingRow, ...]
    waiting: tuple[MissingRow, ...]


def merged_rows(sides: Sides, log: MergeLog, options: Options) -> Rows:
    """Merges the rows of the three versions, field by field."""
    wanted: dict[str, Wanted] = {}
    removed: list[MissingRow] = []
    waiting: list[MissingRow] = []
    for key, row in sides.mine.rows.items():
        returned, was = sides.returned.get(key), sides.was.get(key)
        if returned is None and was is not None:
            missing = MissingRow(key, row.name, sides.here(row.route))
            if _is_removed(sides, was, missing, log, options):
                removed.append(missing)
                continue
            waiting += [missing] * (not options.remove)
        wanted[key] = _merged(sides, row, returned, was, log) if returned and was else Wanted(row.name, row.values)
    for key, returned in sides.returned.items():
        if key not in sides.mine.rows and _is_added(sides, key, returned, log):
            wanted[key] = Wanted(returned.name, returned.values)
    return Rows(wanted, tuple(removed), tuple(waiting))


def _is_removed(sides: Sides, was: TableRow, missing: MissingRow, log: MergeLog, options: Options) -> bool:
    """Returns whether a row that is missing in the sheet is removed."""
    if not options.remove:
        return False
    point = Point("removed", missing.key, missing.name, "", "", missing.here, "")
    now = sides.now.get(missing.key)
    return log.takes(point, _whole(was), _whole(now) if now else missing.name, "")


def _is_added(sides: Sides, key: str, returned: TableRow, log: MergeLog) -> bool:
    """Returns whether a row that the catalog lacks is added: a new row, or one removed here and changed in the sheet."""
    if key.startswith(NEW):
        return log.takes(point_of("new", returned, "", ""), "", "", returned.name)
    was = sides.was[key]
    return _whole(returned) != _whole(was) and log.settles(
        point_of("new", returned, "", ""), was.name, "", returned.name
    )


def _whole(row: TableRow) -> Value:
    """Returns all texts of a row as one text, for comparison."""
    return "\n".join([*row.labels, row.name, *(f"{field}: {value}" for field, value in sorted(row.values.items()))])


def _merged(sides: Sides, row: CatalogRow, returned: TableRow, was: TableRow, log: MergeLog) -> Wanted:
    """Returns the catalog's row with the changes of the sheet."""
    now = sides.now.get(row.key, was)
    name, values = row.name, dict(row.values)
    point = Point("name", row.key, row.name, "name", "", sides.here((*row.route, "name")), str(returned.spots["name"]))
    if log.takes(point, was.name, now.name, returned.name):
        name = returned.name
    for field, old, current, new in _differing(was, now, returned):
        spot = returned.spots.get(field, returned.spots["name"])
        heading = heading_of(field, sides.entry.profile)
        here = sides.here((*row.route, *field_route(field)))
        if log.takes(Point("field", row.key, row.name, field, heading, here, str(spot)), old, current, new):
            values[field] = new
    return Wanted(name, values)


def _differing(was: TableRow, now: TableRow, returned: TableRow) -> Iterator[tuple[str, Value, Value, Value]]:
    """Yields each field that the sheet changed, with its value as sent out, in the catalog, and in the sheet."""
    for field in dict.fromkeys([*was.values, *returned.values]):
        old, new = was.values.get(field), returned.values.get(field)
        if old != new:
            empty: Value = () if isinstance(old or new, tuple) else ""
            current = now.values.get(field)
            yield (field, *(empty if value is None else value for value in (old, current, new)))  # type: ignore[misc]


def heading_of(field: str, profile: Profile) -> str:
    """Returns the heading of a field's column; if it has several columns, the heading of their group."""
    if field.startswith("extra/"):
        return field.removeprefix("extra/")
    shown = "channels" if field == "options" else field
    paths = [(group, column.heading) for group, column in profile.paths() if column.shows == shown]
    paths += [("", line.heading) for line in profile.preamble if line.shows == shown]
    return next((group or heading for group, heading in paths), field)
