"""Merges a returned table into its catalog; returns the catalog's new text and the changes.

The first step decides the values, groups and order of all rows. The second step writes into the catalog only those values
that it would print differently: a value from `defaults` is not repeated in an item.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from gkml.catalog.ids import derive_ids
from gkml.catalog.load import Profiles, load
from gkml.catalog.model import Catalog, Entry
from gkml.diagnostics import GkmlError, Route
from gkml.merge.beside import merged_beside
from gkml.merge.outcome import Merged, MergeLog, Options
from gkml.merge.rows import Rows, Wanted, merged_rows
from gkml.merge.sides import Sides, sides
from gkml.merge.tree import Tree, merged_tree
from gkml.merge.versions import TOP, field_route, printed_fields, value_of
from gkml.recognise.account import Doubt
from gkml.recognise.draft import Recognised
from gkml.recognise.wording import is_placeholder
from gkml.schema.style import style_of
from gkml.yamltext.revise import Revision, revised, wanted
from gkml.yamltext.source import Source
from gkml.yamltext.tree import Branch


def update(
    source: Source, entry: Entry, base: Entry, table: Recognised, profiles: Profiles, options: Options
) -> Merged:
    """Merges `table`, the table as it was returned, into `entry`, the catalog of `source`; the table was built from `base`."""
    if len(table.drafts) != 1:
        raise GkmlError(f"送回的文件里应有一份目录，认出了 {len(table.drafts)} 份；请检查是不是这份目录编译出的文件")
    if options.remove and not options.reason.strip():
        raise GkmlError("--remove 要写明取消的原因或依据：--reason TEXT")
    log = MergeLog(options.prefer)
    three = sides(source, entry, base, table, log)
    beside = merged_beside(three, log)
    rows = merged_rows(three, log, options)
    tree = merged_tree(three, rows.wanted, log)
    emptied = dict(_emptied_names(three))
    doubts = (*_doubts(table, three.drafts.base), *emptied.values())
    changes = tuple(change for change in log.changes if change.point.key not in emptied)
    outcome = (changes, tuple(log.conflicts), rows.waiting, tuple(log.copied), doubts)
    merged = Merged(None, *outcome, settled=log.prefer, left_out=table.left_out, recovered=tuple(log.recovered))
    if merged.is_stopped or not log.changes:
        return merged
    if not rows.wanted:
        raise GkmlError(f"{source.file}: 送回的表里一个事项也不剩，没有改动；请核对送回的文件")
    revision = _revision(three, base, rows, tree, beside, options)
    after = load(revised(source, revision, style_of(Catalog)), profiles)
    if after.entry is None:
        return merged._replace(refused=after.diagnostics)
    return merged._replace(text=after.source.text)


def _doubts(table: Recognised, base: Recognised) -> tuple[Doubt, ...]:
    """Returns the cells that were not understood, except those that were unclear in the table as sent out."""
    unclear = {(doubt.text, doubt.why) for doubt in base.account.doubts}
    return tuple(d for d in table.account.doubts if not d.guessed and (d.text, d.why) not in unclear)


def _emptied_names(three: Sides) -> Iterator[tuple[str, Doubt]]:
    """Yields the rows whose name was emptied, so that the name of their group stands for it, or became a placeholder."""
    for key, row in three.returned.items():
        was = three.was.get(key)
        if was and len(row.labels) < len(was.labels) and row.name == was.labels[len(row.labels)] != was.name:
            group = row.spots["name"]
            spot = group._replace(column=group.column + len(was.labels) - len(row.labels))
            yield key, Doubt(spot, "", f"事项“{was.name}”的名称空着", False)
        elif was and is_placeholder(row.name) and not is_placeholder(was.name):
            yield key, Doubt(row.spots["name"], row.name, f"事项“{was.name}”的名称空着", False)


def _revision(
    three: Sides, base: Entry, rows: Rows, tree: Tree, beside: Mapping[Route, Any], options: Options
) -> Revision:
    """Returns the edits after which the catalog prints the merged rows."""
    values = dict(beside)
    for key, name in [*tree.names.items(), *((key, row.name) for key, row in rows.wanted.items())]:
        old = three.mine.rows.get(key) or three.mine.groups.get(key)
        if old and old.name != name:
            values[(*old.route, "name")] = name
    if rows.removed:
        abolished = [{"id": g.key, "name": g.name, "reason": options.reason} for g in rows.removed]
        values[("abolished",)] = [*three.source.data.get("abolished", ()), *abolished]
    new: dict[str, dict[str, Any]] = {}
    for key in tree.every():
        if key not in three.mine.rows and key not in three.mine.groups:
            new[key] = {"name": rows.wanted[key].name if key in rows.wanted else tree.names[key]}
    catalog = _catalog(three, values, tree, new)
    used = {*base.catalog.ids.values(), *(entry.id for entry in (*base.catalog.abolished, *catalog.abolished))}
    ids = derive_ids(catalog.items, used)
    for key, route in zip(tree.every(), (node.route for node in catalog.nodes), strict=True):
        _identified(three, key, ids[route], catalog.ids[route], values, new)
    _written(three, rows.wanted, tree, catalog, values, new)
    return Revision(values, _branches(three, tree, new))


def _catalog(three: Sides, values: Mapping[Route, Any], tree: Tree, new: Mapping[str, Any]) -> Catalog:
    """Returns the catalog with the values and with new rows that have only a name."""
    try:
        return Catalog.model_validate(wanted(three.source.data, Revision(values, _branches(three, tree, new))))
    except ValidationError as error:
        raise GkmlError(f"{three.source.file}: 合并以后不成一份目录（{error.error_count()} 处），没有改动") from error


def _branches(three: Sides, tree: Tree, new: Mapping[str, Any], group: str = TOP) -> tuple[Branch, ...]:
    branches: list[Branch] = []
    for key in tree.children[group]:
        old = three.mine.rows.get(key) or three.mine.groups.get(key)
        below = _branches(three, tree, new, key) if key in tree.children else None
        branches.append(Branch(old.route if old else None, new.get(key, {}), below))
    return tuple(branches)


def _identified(
    three: Sides, key: str, fresh: str, derived: str, values: dict[Route, Any], new: Mapping[str, dict[str, Any]]
) -> None:
    """Gives an id to a new item, and to an item whose derived id would change with its names."""
    if key in new:
        new[key]["id"] = key if key in three.base.rows or key in three.base.groups else fresh
        return
    old = three.mine.rows.get(key) or three.mine.groups.get(key)
    if old and derived != key:
        values[(*old.route, "id")] = key


def _written(
    three: Sides,
    rows: Mapping[str, Wanted],
    tree: Tree,
    catalog: Catalog,
    values: dict[Route, Any],
    new: Mapping[str, dict[str, Any]],
) -> None:
    """Adds to `values` and `new` the fields that the items would otherwise print differently."""
    keys = [key for key in tree.every() if key in rows]
    for key, leaf in zip(keys, catalog.leaves, strict=True):
        for field, value in rows[key].values.items():
            if value_of(leaf.item, field) == value:
                continue
            plain = list(value) if isinstance(value, tuple) else value
            if key in three.mine.rows:
                values[(*three.mine.rows[key].route, *field_route(field))] = plain
            elif field.startswith("extra/"):
                new[key].setdefault("extra", {})[field.removeprefix("extra/")] = plain
            else:
                new[key][field] = plain
        if key in new:
            _emptied(leaf.item, rows[key], new[key], three)


def _emptied(item: Any, row: Wanted, own: dict[str, Any], three: Sides) -> None:
    """Adds an empty value for each field that the sheet leaves empty and the new row would inherit."""
    for field in (
        field for field in printed_fields(three.entry.catalog, three.entry.profile) if field not in row.values
    ):
        inherited = value_of(item, field)
        if inherited and field.startswith("extra/"):
            own.setdefault("extra", {})[field.removeprefix("extra/")] = ""
        elif inherited and field != "options":
            own[field] = [] if isinstance(inherited, tuple) else ""
