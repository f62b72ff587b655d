"""The items of directories as a ledger names them: by id, name, column of the site or office; what is ambiguous stays open."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

from gkml.catalog.model import Catalog, Leaf
from gkml.phrases.name import essence
from gkml.phrases.office_spelling import offices
from gkml.phrases.section_spelling import plain, steps


class Target(NamedTuple):
    """An item of a directory, at its place among all items."""

    place: int
    catalog: Catalog
    leaf: Leaf

    @property
    def id(self) -> str:
        return self.leaf.id

    @property
    def name(self) -> str:
        return self.leaf.item.name

    @property
    def office(self) -> str:
        return self.leaf.item.office or self.leaf.item.body


class Match(NamedTuple):
    """The item of a record, or None and why, in Chinese."""

    target: Target | None
    reason: str = ""


class Directory:
    """All items, and where each of their names leads. A class: its indexes are built once, at their first use."""

    def __init__(self, catalogs: Iterable[Catalog]) -> None:
        self.catalogs = tuple(catalogs)
        leaves = ((catalog, leaf) for catalog in self.catalogs for leaf in catalog.leaves)
        self.targets = tuple(Target(place, catalog, leaf) for place, (catalog, leaf) in enumerate(leaves))
        self._known: dict[tuple[str, str, str, str], Match] = {}
        self._spelled: dict[str, str] = {}

    @cached_property
    def _by_id(self) -> dict[str, list[Target]]:
        ids: dict[str, list[Target]] = defaultdict(list)
        for target in self.targets:
            ids[target.id].append(target)
            ids[f"{target.catalog.id}#{target.id}"].append(target)
        return ids

    @cached_property
    def _by_name(self) -> dict[str, list[Target]]:
        names: dict[str, list[Target]] = defaultdict(list)
        for target in self.targets:
            for key in {essence(target.name), essence("".join(item.name for item in target.leaf.path))}:
                names[key].append(target)
        return names

    @cached_property
    def _by_section(self) -> dict[str, list[Target]]:
        sections: dict[str, list[Target]] = defaultdict(list)
        for target in self.targets:
            for section in target.leaf.item.sections:
                sections[path_of(section)].append(target)
        return sections

    @cached_property
    def _by_office(self) -> dict[str, list[Target]]:
        by_office: dict[str, list[Target]] = defaultdict(list)
        for target in self.targets:
            by_office[office_key(target.office)].append(target)
        return by_office

    @cached_property
    def offices(self) -> dict[str, str]:
        """The offices that are responsible for an item, by the key that spellings share, in printed order."""
        return {key: name for target in self.targets for key, name in each_office(target.office)}

    def office_of(self, names: str) -> str:
        """Returns the offices of a cell as the directory spells them; an office that it does not have stays as written."""
        known = self._spelled.get(names)
        if known is None:
            known = "、".join(self.offices.get(key, name) for key, name in each_office(names))
            self._spelled[names] = known
        return known

    @cached_property
    def sections(self) -> dict[str, tuple[str, list[Target]]]:
        """The columns of the site with their items, by the key that spellings share."""
        result: dict[str, tuple[str, list[Target]]] = {}
        for target in self.targets:
            for section in target.leaf.item.sections:
                result.setdefault(path_of(section), (section, []))[1].append(target)
        return result

    def match(self, item: str, name: str, section: str, office: str) -> Match:
        """Returns the item that a record names. Each of the four may be ""; the first that is known decides, the others
        choose among several."""
        key = (item, name, section, office)
        cached = self._known.get(key)
        if cached is None:
            cached = self._known[key] = self._match(*key)
        return cached

    def _match(self, item: str, name: str, section: str, office: str) -> Match:
        named = bool(item or name)
        candidates = self._by_id.get(item, []) if item else []
        for text in (name, item):
            candidates = candidates or (self._by_name.get(essence(text), []) if text else [])
        if named and not candidates:
            return Match(None, f"目录里没有“{(name or item)[:40]}”这个事项")
        for text, index in ((path_of(section), self._by_section), (office_key(office), self._by_office)):
            if not text or len(candidates) == 1:
                continue
            there = index.get(text, [])
            common = [target for target in candidates if target in there] if candidates else there
            candidates = common or candidates
        if len(candidates) == 1:
            return Match(candidates[0])
        if not candidates:
            return Match(None, "没有写事项，按栏目、科室也认不出是哪个事项")
        places = "、".join(" › ".join(i.name for i in target.leaf.path)[:40] for target in candidates[:3])
        return Match(None, f"分不清是哪个事项：{places}{'等' if len(candidates) > 3 else ''}")


def path_of(section: str) -> str:
    """Returns a column of a site to compare by: its steps without what parts them."""
    return "/".join(map(plain, steps(section))) if section else ""


def office_key(name: str) -> str:
    """Returns an office's name to compare by: without spaces, in one width, without the 室 of 科室."""
    bare = unicodedata.normalize("NFKC", "".join(name.split()))
    return bare[:-1] if bare.endswith("科室") else bare


@lru_cache(maxsize=4096)
def each_office(names: str) -> tuple[tuple[str, str], ...]:
    """Returns the offices of a cell that may name several, each with its key."""
    return tuple((office_key(name), name) for name in offices(names))
