"""The rows of the three versions in; what each row of the new catalog shall print, and which rows it has, out."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gkml.catalog.profile import Profile
from gkml.merge.groups import NEW
from gkml.merge.outcome import Gone, Options, Point, Tally
from gkml.merge.sides import Sides, point_of
from gkml.merge.versions import Row, Seen, Value, Values, field_route


class Wanted(NamedTuple):
    """A row of the new catalog: its name, and what it shall say by field."""

    name: str
    values: Values


class Rows(NamedTuple):
    """All rows of the new catalog by key, in no order; those to be abolished; those that are gone and stay."""

    wanted: Mapping[str, Wanted]
    removed: tuple[Gone, ...]
    waiting: tuple[Gone, ...]


def merged_rows(sides: Sides, tally: Tally, options: Options) -> Rows:
    """Row by row, field by field."""
    wanted: dict[str, Wanted] = {}
    removed: list[Gone] = []
    waiting: list[Gone] = []
    for key, row in sides.mine.rows.items():
        came, was = sides.came.get(key), sides.was.get(key)
        if came is None and was is not None:
            gone = Gone(key, row.name, sides.here(row.route))
            if _goes(sides, was, gone, tally, options):
                removed.append(gone)
                continue
            waiting += [gone] * (not options.remove)
        wanted[key] = _merged(sides, row, came, was, tally) if came and was else Wanted(row.name, row.values)
    for key, came in sides.came.items():
        if key not in sides.mine.rows and _comes(sides, key, came, tally):
            wanted[key] = Wanted(came.name, came.values)
    return Rows(wanted, tuple(removed), tuple(waiting))


def _goes(sides: Sides, was: Seen, gone: Gone, tally: Tally, options: Options) -> bool:
    """Whether a row that the sheet has no more is removed."""
    if not options.remove:
        return False
    point = Point("removed", gone.key, gone.name, "", "", gone.here, "")
    now = sides.now.get(gone.key)
    return tally.takes(point, _whole(was), _whole(now) if now else gone.name, "")


def _comes(sides: Sides, key: str, came: Seen, tally: Tally) -> bool:
    """Whether a row that the catalog does not have is added: a new one, or one removed here and changed there."""
    if key.startswith(NEW):
        return tally.takes(point_of("new", came, "", ""), "", "", came.name)
    was = sides.was[key]
    return _whole(came) != _whole(was) and tally.settles(point_of("new", came, "", ""), was.name, "", came.name)


def _whole(row: Seen) -> Value:
    """All that a row says, in one text that can be compared."""
    return "\n".join([*row.labels, row.name, *(f"{field}: {value}" for field, value in sorted(row.values.items()))])


def _merged(sides: Sides, row: Row, came: Seen, was: Seen, tally: Tally) -> Wanted:
    """The row as the catalog has it, but for what the sheet has changed."""
    now = sides.now.get(row.key, was)
    name, values = row.name, dict(row.values)
    point = Point("name", row.key, row.name, "name", "", sides.here((*row.route, "name")), str(came.spots["name"]))
    if tally.takes(point, was.name, now.name, came.name):
        name = came.name
    for field, old, current, new in _differing(was, now, came):
        spot = came.spots.get(field, came.spots["name"])
        heading = heading_of(field, sides.entry.profile)
        here = sides.here((*row.route, *field_route(field)))
        if tally.takes(Point("field", row.key, row.name, field, heading, here, str(spot)), old, current, new):
            values[field] = new
    return Wanted(name, values)


def _differing(was: Seen, now: Seen, came: Seen) -> Iterator[tuple[str, Value, Value, Value]]:
    """The fields that are not in the sheet what they were: before, here, there."""
    for field in dict.fromkeys([*was.values, *came.values]):
        old, new = was.values.get(field), came.values.get(field)
        if old != new:
            empty: Value = () if isinstance(old or new, tuple) else ""
            current = now.values.get(field)
            yield (field, *(empty if value is None else value for value in (old, current, new)))  # type: ignore[misc]


def heading_of(field: str, profile: Profile) -> str:
    """The heading that a field is printed under; of several columns, that of their group."""
    if field.startswith("extra/"):
        return field.removeprefix("extra/")
    shown = "channels" if field == "options" else field
    paths = [(group, column.heading) for group, column in profile.paths() if column.shows == shown]
    paths += [("", line.heading) for line in profile.preamble if line.shows == shown]
    return next((group or heading for group, heading in paths), field)
