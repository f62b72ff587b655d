"""The rows of two editions go in; the number of lines that a reviewer has to read comes out: by ordinary libraries."""

from collections.abc import Iterator, Mapping
from typing import Any

Editions = Mapping[str, list[list[str]]]
"""The rows of both editions, headings first; the id of an item is the first cell of its row."""


def by_id(editions: Editions) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return both editions as items by id, cells by heading: what every structural diff wants."""
    found = [{row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]} for rows in editions.values()]
    return found[0], found[1]


def recursive(editions: Editions) -> int:
    """Walk both, key by key, as a diff of YAML files does."""
    return sum(1 for _ in _differences(*by_id(editions)))


def _differences(old: Any, new: Any) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            if key not in old or key not in new:
                yield key
            else:
                yield from _differences(old[key], new[key])
    elif old != new:
        yield f"{old} → {new}"


def with_deepdiff(editions: Editions) -> int:
    """Ask deepdiff about items by id, which is what it is quickest at."""
    from deepdiff import DeepDiff

    return len(DeepDiff(*by_id(editions), verbose_level=1).pretty().splitlines())


def with_deepdiff_lists(editions: Editions) -> int:
    """Ask deepdiff about the rows without ids, order ignored: what is left to do where nothing has an id."""
    from deepdiff import DeepDiff

    old, new = ([row[1:] for row in rows] for rows in editions.values())
    return len(DeepDiff(old, new, ignore_order=True).pretty().splitlines())


def with_daff(editions: Editions) -> int:
    """Ask daff about the table, its first column the key."""
    return _daff(editions["old"], editions["new"], key=True)


def with_daff_bare(editions: Editions) -> int:
    """Ask daff about the table without ids."""
    old, new = ([row[1:] for row in rows] for rows in editions.values())
    return _daff(old, new, key=False)


def _daff(old: list[list[str]], new: list[list[str]], *, key: bool) -> int:
    import daff

    flags = daff.CompareFlags()
    flags.unchanged_context = 0
    if key:
        flags.addPrimaryKey("id")
    tables = daff.PythonTableView(old), daff.PythonTableView(new)
    found = daff.PythonTableView([])
    alignment = daff.Coopy.compareTables(*tables, flags).align()
    daff.TableDiff(alignment, flags).hilite(found)
    lines = [row for row in found.data if row[0] not in {"...", "@@"}]
    return len(lines)
