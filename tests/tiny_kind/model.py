"""The model of a notice."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from gkml.diagnostics import Route


class Point(BaseModel):
    """One numbered point."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(default="", description="编号")
    text: str = Field(min_length=1, description="文字")


class Notice(BaseModel):
    """The file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["notice"] = Field(description="文件的种类")
    id: str = Field(description="代号")
    edition: str = Field(default="", description="年度")
    title: str = Field(min_length=1, description="标题")
    agency: str = Field(default="", description="机关")
    urgent: bool = Field(default=False, description="加急")
    copies: int = Field(default=1, ge=1, description="份数")
    previous: str = Field(default="", description="上一版的文件")
    points: tuple[Point, ...] = Field(default=(), description="各点")

    @property
    def ids(self) -> dict[Route, str]:
        return {("points", place): point.id or f"p{place}" for place, point in enumerate(self.points)}


MODEL = Notice


class Entry(NamedTuple):
    """A notice with its file."""

    file: str
    document: Notice
    previous: Notice | None = None

    @property
    def kind(self) -> str:
        return "notice"

    @property
    def size(self) -> int:
        return len(self.document.points)

    @property
    def links(self) -> dict[str, str]:
        return {"previous": self.document.previous}

    @property
    def prints_links(self) -> bool:
        return False

    def faults(self) -> Iterable[tuple[Route, str]]:
        return ()

    @property
    def linked(self) -> dict[str, Notice | None]:
        return {"previous": self.previous}

    def with_links(self, documents: Mapping[str, Any]) -> "Entry":
        return self._replace(previous=documents["previous"])
