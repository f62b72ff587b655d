"""The catalog: frozen data, one file = one edition of one agency's directory. Alone decides which types the fields have.

The legal wording is the truth: deadlines, channels and citations stay the text that will be printed. Positions are not
here; a value's route leads to its place through `source`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Optional

from pydantic import Field

from gkml.catalog.ids import derive_ids
from gkml.catalog.names import Registers
from gkml.catalog.parts import (
    Abolished,
    Ignore,
    ItemId,
    NotApplicable,
    Part,
    Policy,
    PrefaceHeading,
    Provenance,
    Region,
    Renaming,
    Scalar,
    Slug,
)
from gkml.catalog.profile import Profile
from gkml.diagnostics import Route
from gkml.phrases.date import IsoDate
from gkml.schema.types import TextList

if TYPE_CHECKING:
    from gkml.catalog.cells import Cells
    from gkml.catalog.guide import GuideComparison

FORMAT = 1


class Disclosure(Part):
    """The fields of one printed row; as `defaults`, what every leaf below has unless it says otherwise."""

    content: str = Field(default="", description="公开内容（要素）", examples=["本局领导的相片、姓名、简历及工作分工"])
    basis: TextList = Field(
        default=(), description="公开依据，逐条列出", examples=[["《中华人民共和国政府信息公开条例》"]]
    )
    time_limit: str = Field(
        default="", description="公开时限，照印的文字", examples=["信息形成或变更之日起20个工作日内"]
    )
    body: str = Field(default="", description="公开主体", examples=["市场监督管理部门"])
    office: str = Field(default="", description="责任科室", examples=["办公室"])
    channels: TextList = Field(
        default=(),
        description="公开渠道和载体，逐条列出；选项清单里没有的直接写名称，印成“■其他：名称”",
        examples=[["政府网站"]],
    )
    options: str = Field(default="", description="渠道按哪份选项清单印（表式的 option_lists 中的名字）")
    sections: TextList = Field(default=(), description="公开栏目，逐条列出", examples=[["政务公开-机构概况"]])
    audience: TextList = Field(
        default=(), description="公开对象：全社会，或直接写明特定群体的名称", examples=[["全社会"]]
    )
    mode: TextList = Field(default=(), description="公开方式：主动、依申请", examples=[["主动"]])
    tiers: TextList = Field(default=(), description="公开层级", examples=[["县级", "乡级"]])
    remark: str = Field(default="", description="备注")
    extra: dict[str, str] = Field(
        default_factory=dict, description="表式自有的列：列标题: 文字", examples=[{"公开时长": "长期"}]
    )


class Item(Disclosure):
    """A node of the tree (事项). A leaf discloses something; an item with `items` is a group."""

    KEYS: ClassVar[tuple[str, ...]] = ("id", "name", *Disclosure.model_fields, "ignore", "defaults", "items")
    """The order in which the keys are written."""

    id: ItemId | None = Field(default=None, description="编号：目录内唯一，不再使用也不改变；gkml fmt 会补上")
    name: str = Field(min_length=1, description="事项名称（分组则是这一级的名称）", examples=["领导简介"])
    revision: str = Field(default="", description="调整依据：这一事项与上一版不同的原因，印在修订对照表里")
    ignore: tuple[Ignore, ...] = Field(default=(), description="已审定、不再提示的问题")
    defaults: Disclosure | None = Field(default=None, description="分组：下面各事项没有写时的值")
    items: "tuple[Item, ...] | None" = Field(default=None, min_length=1, description="下一级事项")


class Leaf(NamedTuple):
    """One row to print: its route in the file, its names from the top level down, and the item with defaults applied."""

    route: Route
    path: tuple[Item, ...]
    item: Item
    id: str


class Node(NamedTuple):
    """An item at its place in the tree, group or leaf; depth counts from 1."""

    name: str
    depth: int
    route: Route
    parent: Optional["Node"]
    item: Item


class Catalog(Part):
    """One edition of one agency's directory."""

    kind: Literal["catalog"] = Field(default="catalog", description="文件的种类；目录可以不写")
    format: int = Field(default=FORMAT, ge=1, le=FORMAT, description="文件格式版本，现为 1")
    id: Slug = Field(
        description="目录代号：小写字母、数字和连字符；同一目录各年度版本用同一代号", examples=["liuzhou-scjg"]
    )
    title: str = Field(min_length=1, description="目录标题，印在表上方")
    subtitle: TextList = Field(
        default=(), description="标题与表之间的各行，照印的文字", examples=[["（2025年版）", "编制单位：某市商务局"]]
    )
    agency: str = Field(default="", description="编制机关全称（印在网页上；要印在 Word、Excel 里，请写进 notes）")
    field: str = Field(default="", description="试点领域（26个领域之一），如 食品药品监管", examples=["食品药品监管"])
    region: Region | None = Field(
        default=None,
        description="六位行政区划代码（gkml due 和 gkml calendar 按它算工作日，如广西三月三）",
        examples=["450200"],
    )
    profile: str = Field(description="表式代号", examples=["basic-8"])
    edition: Scalar = Field(default="", description="版本，如年度", examples=["2026"])
    issued: IsoDate | None = Field(default=None, description="印发或公布日期（印在网页上）", examples=["2024-03-29"])
    draft: bool = Field(default=False, description="草稿、没有印发：gkml due 和 gkml calendar 不用它，有别的版本时")
    source: Provenance | None = Field(default=None, description="转录自哪份原件")
    previous: str = Field(default="", description="上一版本的文件，相对于这份目录所在的文件夹")
    revision: str = Field(default="", description="调整依据：标题、表前正文、表后注释与上一版不同的原因")
    guide: str = Field(default="", description="上级指引（所依据的标准目录）的文件，相对于这份目录所在的文件夹")
    renamed: tuple[Renaming, ...] = Field(
        default=(),
        description="上一版以来改了名称的机构；gkml diff 把它们算作一处修改",
        examples=[[{"from": "工商局", "to": "市场监督管理局"}]],
    )
    policy: Policy | None = Field(default=None, description="本机关自定的更严时限")
    preface: tuple[str | PrefaceHeading, ...] = Field(default=(), description="表前的正文，逐段列出")
    defaults: Disclosure | None = Field(default=None, description="各事项没有写时的值")
    items: tuple[Item, ...] = Field(min_length=1, description="第一级事项")
    notes: TextList = Field(default=(), description="表后的注释、落款")
    abolished: tuple[Abolished, ...] = Field(default=(), description="本版取消的事项")
    not_applicable: tuple[NotApplicable, ...] = Field(default=(), description="上级指引里有、本目录不适用的事项")

    @property
    def as_of(self) -> date | None:
        """The day on which the laws that it cites are judged: its date of issue, else the first day of its edition's year."""
        year = re.search(r"(?:19|20)\d\d", self.edition)
        return self.issued or (date(int(year[0]), 1, 1) if year else None)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All rows in printed order."""
        fallback = self.defaults.model_dump(exclude_unset=True) if self.defaults else {}
        return tuple(_leaves(self.items, ("items",), (), fallback, self.ids))

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every item, parents before children, in printed order."""
        return tuple(_nodes(self.items, ("items",), None))

    @cached_property
    def ids(self) -> dict[Route, str]:
        """The id of every item, given or derived, by route."""
        return derive_ids(self.items)


def _nodes(items: tuple[Item, ...], route: Route, parent: Node | None) -> Iterator[Node]:
    depth = parent.depth + 1 if parent else 1
    for index, item in enumerate(items):
        node = Node(item.name, depth, (*route, index), parent, item)
        yield node
        if item.items:
            yield from _nodes(item.items, (*node.route, "items"), node)


def _leaves(
    items: tuple[Item, ...], route: Route, path: tuple[Item, ...], fallback: dict[str, Any], ids: dict[Route, str]
) -> Iterator[Leaf]:
    for index, item in enumerate(items):
        here, names = (*route, index), (*path, item)
        if item.items is None:
            yield Leaf(here, names, _with_defaults(item, fallback) if fallback else item, item.id or ids[here])
            continue
        below = fallback
        if item.defaults:
            below = _merged(fallback, item.defaults.model_dump(exclude_unset=True))
        yield from _leaves(item.items, (*here, "items"), names, below, ids)


def _with_defaults(item: Item, fallback: dict[str, Any]) -> Item:
    missing = {k: v for k, v in fallback.items() if k == "extra" or k not in item.model_fields_set}
    if not missing:
        return item
    if "extra" in missing:
        missing["extra"] = {**missing["extra"], **item.extra}
    return item.model_copy(update=missing)


def _merged(outer: dict[str, Any], inner: dict[str, Any]) -> dict[str, Any]:
    merged = {**outer, **inner}
    if "extra" in outer and "extra" in inner:
        merged["extra"] = {**outer["extra"], **inner["extra"]}
    return merged


class _EntryFields(NamedTuple):
    file: str
    catalog: Catalog
    profile: Profile
    guide: Catalog | None = None
    previous: Catalog | None = None


class Entry(_EntryFields):
    """A catalog with its file (the first step of its routes) and its form; its guide and previous edition, if any.

    A class below its fields, so that `cells` and `comparison` are kept with the entry and die with it.
    """

    @cached_property
    def cells(self) -> "Cells":
        """The texts of the catalog."""
        from gkml.catalog.cells import Cells

        return Cells(self.file, self.catalog)

    @cached_property
    def comparison(self) -> "GuideComparison":
        """The catalog beside its guide; empty if it has none."""
        from gkml.catalog.guide import NOTHING, compare

        return compare(self.catalog, self.guide) if self.guide else NOTHING

    @property
    def kind(self) -> str:
        return self.catalog.kind

    @property
    def document(self) -> Catalog:
        return self.catalog

    @property
    def size(self) -> int:
        return len(self.catalog.leaves)

    @property
    def links(self) -> dict[str, str]:
        return {"guide": self.catalog.guide, "previous": self.catalog.previous}

    @property
    def linked(self) -> "dict[str, Catalog | None]":
        return {"guide": self.guide, "previous": self.previous}

    @property
    def prints_links(self) -> bool:
        return False

    def faults(self) -> tuple[()]:
        return ()

    def with_links(self, documents: "Mapping[str, Catalog | None]") -> "Entry":
        return self._replace(guide=documents["guide"], previous=documents["previous"])


class Workspace(NamedTuple):
    """All catalogs that are checked together, and the names that the workspace knows: the argument of every rule."""

    entries: tuple[Entry, ...]
    registers: Registers = Registers()

    def guided(self) -> Iterator[tuple[Entry, Catalog]]:
        """Every catalog that has a guide, with it."""
        return ((entry, entry.guide) for entry in self.entries if entry.guide is not None)

    def revised(self) -> Iterator[tuple[Entry, Catalog]]:
        """Every catalog that has an edition before it, with that."""
        return ((entry, entry.previous) for entry in self.entries if entry.previous is not None)

    def leaves(self) -> Iterator[tuple[Route, Item]]:
        """Every leaf of every catalog with its route from the workspace's top."""
        for entry in self.entries:
            for leaf in entry.catalog.leaves:
                yield (entry.file, *leaf.route), leaf.item


MODEL = Catalog
