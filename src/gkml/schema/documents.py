"""The common parts of all kinds of documents: the model of a file with its names, and the result of loading it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from gkml.diagnostics import Diagnostic, Route
from gkml.schema.parse import refuse
from gkml.yamltext.source import Source


class NextEdition(NamedTuple):
    """The draft of the edition after one: its edition, its plain data, and lines on what the office fills in itself."""

    edition: str
    data: dict[str, Any]
    to_fill: tuple[str, ...]


class AnyDocument(Protocol):
    """The model of one file. `ids` are the ids of its parts by route, empty if parts of this kind have no ids."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def edition(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def ids(self) -> Mapping[Route, str]: ...


class Missing(NamedTuple):
    """Stands for a document that may be missing and is: `reason` says why, in Chinese."""

    reason: str


class AnyEntry(Protocol):
    """A document of the kind `kind` with the name of its file, which is the first step of its routes.

    `links` are the paths of other documents of its kind by the field that names them, as they are written; `linked` are
    those documents, None where there is none. `prints_links` tells whether its printed form depends on them, `faults` are
    the routes of values that cannot be printed, with the reason. `size` is the number of its rows, as users count them.
    """

    @property
    def kind(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def document(self) -> AnyDocument: ...
    @property
    def size(self) -> int: ...
    @property
    def links(self) -> Mapping[str, str]: ...
    @property
    def prints_links(self) -> bool: ...
    def faults(self) -> Iterable[tuple[Route, str]]: ...
    @property
    def linked(self) -> Mapping[str, AnyDocument | None]: ...
    def with_links(self, documents: Mapping[str, Any]) -> "AnyEntry": ...


EntryT_co = TypeVar("EntryT_co", bound=AnyEntry, covariant=True)


class Loaded(NamedTuple, Generic[EntryT_co]):
    """The result of loading a source: an entry, or diagnostics with the reasons why there is none."""

    source: Source
    entry: EntryT_co | None
    diagnostics: tuple[Diagnostic, ...]


AnyLoaded = Loaded[AnyEntry]


def same_ids(loads: Iterable[AnyLoaded]) -> Iterator[Diagnostic]:
    """Yields a diagnostic for each file that states the same document and edition as an earlier file."""
    first: dict[tuple[str, str], str] = {}
    for loaded in loads:
        if loaded.entry is None:
            continue
        document = loaded.entry.document
        other = first.setdefault((document.id, document.edition), loaded.source.file)
        if other != loaded.source.file:
            message = same_edition(document.id, document.edition, other)
            yield refuse(loaded.source, "K026", ("id",), message, document.id)


def same_edition(document: str, edition: str, other: str) -> str:
    """Returns the message for a file whose document and edition are already in the file `other`."""
    which = f"（版本“{edition}”）" if edition else "，又都没有写 edition"
    return f"目录代号“{document}”已经用在 {other}{which}；请改代号，或用 edition 区分版本"
