"""A parsed catalog file goes in; the flat rows that every rival takes come out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

HEADINGS = ["序号", "具体职责", "事项名称", "公开内容", "责任科室", "公开时限", "公开渠道", "公开栏目"]


@dataclass(frozen=True)
class Flat:
    """What a table writer of the ordinary kind takes: rows of 8 strings, and how many rows each duty spans."""

    title: str
    rows: list[list[str]]
    sizes: list[int]

    def groups(self) -> Iterator[list[list[str]]]:
        """Yield the rows of one duty after the other."""
        start = 0
        for size in self.sizes:
            yield self.rows[start : start + size]
            start += size


def flatten(data: Mapping[str, Any]) -> Flat:
    """Turn a parsed catalog file into rows; several channels or sections share a cell."""
    defaults = data.get("defaults", {})
    rows: list[list[str]] = []
    sizes: list[int] = []
    for number, group in enumerate(data["items"], 1):
        leaves = group.get("items", [group])
        rows += [[str(number), group["name"], *cells(defaults | leaf)] for leaf in leaves]
        sizes.append(len(leaves))
    return Flat(data["title"], rows, sizes)


def cells(leaf: Mapping[str, Any]) -> list[str]:
    """Turn one parsed item into the six cells after 序号 and 具体职责."""
    plain = [str(leaf.get(key, "")) for key in ("name", "content", "office", "time_limit")]
    return plain + ["、".join(leaf.get(key, [])) for key in ("channels", "sections")]
