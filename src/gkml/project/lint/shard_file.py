"""The result of `gkml lint --shard` as a file, and the files of all shares as the result of the whole.

A line of JSON on the run, then one for each file that was looked at, in order. Nothing in it is trusted: what is read is
validated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from gkml import __version__
from gkml.diagnostics import GkmlError
from gkml.project.lint.cache import settings_of
from gkml.project.lint.record import FileFindings, diagnostics_in, record_of
from gkml.project.lint.run import LintOptions, Looked, Run
from gkml.project.lint.spool import Spool
from gkml.project.paths import UNSEEN, display, reason
from gkml.project.shard import Shard
from gkml.project.workspace import Home

_VERSION = 1
_NAMED = 5
"""Missing shares that a message names."""
_LONGEST = 64 << 20
"""Characters of a line."""


@dataclass(frozen=True)
class Place:
    """A workspace of a run: its scope, a digest of its settings, and whether all its documents were asked for."""

    scope: str
    settings: str
    is_whole: bool


@dataclass(frozen=True)
class Heading:
    """What the files of one run have in common, and which share this is."""

    form: int
    program: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    places: tuple[Place, ...]
    shard: Shard
    files: int
    notes: tuple[str, ...]

    @property
    def common(self) -> tuple[object, ...]:
        """What is the same in all shares of a run."""
        return (self.form, self.program, self.select, self.ignore, self.places, self.shard.total)


@cache
def _headings() -> TypeAdapter[Heading]:
    return TypeAdapter(Heading)


@cache
def _findings() -> TypeAdapter[FileFindings]:
    return TypeAdapter(FileFindings)


# --- a share out ---


def shard_parts(run: Run, options: LintOptions) -> Iterator[bytes]:
    """Yields the lines of the file of a share."""
    places = tuple(Place(each.scope, settings_of(each.home), each.is_whole) for each in run.looked)
    kept = sorted(run.spool.kept, key=lambda kept: kept.head.file)
    heading = Heading(
        _VERSION, __version__, tuple(options.select), tuple(options.ignore), places, options.shard, len(kept),
        tuple(run.notes),
    )  # fmt: skip
    yield _headings().dump_json(heading) + b"\n"
    for each in kept:
        yield _findings().dump_json(FileFindings(each.head, diagnostics_in(run.spool.record(each)))) + b"\n"


# --- all shares in ---


def joined(paths: Sequence[Path], config: Path | None = None) -> tuple[Run, Heading]:
    """Returns the run whose shares these files are. Raises `GkmlError` if they do not make up one whole run."""
    spool = Spool()
    headings: dict[int, tuple[Path, Heading]] = {}
    for path in paths:
        for heading in _read(path, spool, with_forms=not headings):
            _check(path, heading, headings)
    ((_, first),) = [*headings.values()][:1]
    total, count = first.shard.total, first.shard.total - len(headings)
    if count:
        numbers = islice((number for number in range(1, total + 1) if number not in headings), _NAMED)
        missing = "、".join(f"{number}/{total}" for number in numbers) + ("等" if count > _NAMED else "")
        raise GkmlError(f"少了 {missing} 这{count}份；请把各份的结果都写上")
    notes = [note for _, heading in headings.values() for note in heading.notes]
    looked = [_looked(place, spool, config) for place in first.places]
    return Run(spool, looked, list(dict.fromkeys(notes)), None), first


def _read(path: Path, spool: Spool, *, with_forms: bool) -> Iterator[Heading]:
    """Yields the heading of a file, then adds its records to the spool. Faults of forms stand in each: once is enough."""
    try:
        with path.open("rb") as lines:
            heading = _headings().validate_json(lines.readline(_LONGEST), strict=False)
            yield heading
            scopes = {place.scope for place in heading.places}
            count = 0
            while line := lines.readline(_LONGEST):
                findings = _findings().validate_json(line)
                _check_names(path, findings)
                if findings.head.path and findings.head.scope not in scopes:
                    raise _changed(path)
                if findings.head.path or with_forms:
                    spool.add([record_of(findings)])
                count += 1
    except OSError as error:
        raise GkmlError(f"{display(path)}: 读不出来：{reason(error)}") from error
    except ValidationError as error:
        raise _changed(path) from error
    if count != heading.files:
        raise GkmlError(f"{display(path)} 不全：应有 {heading.files} 份文件，只有 {count} 份；请重新检查这一份")


def _changed(path: Path) -> GkmlError:
    return GkmlError(f"{display(path)} 不是 gkml lint --shard 写的结果，或被改动过；请重新检查这一份")


def _check_names(path: Path, findings: FileFindings) -> None:
    """Raises `GkmlError` if a word that reports print as it is could steer a terminal or begin a line of its own."""
    head = findings.head
    words = [head.file, head.path, head.document, head.edition, *head.lacking]
    words += [word for each in findings.diagnostics for word in (each.code, each.name, each.place, each.basis)]
    if any(map(UNSEEN.search, words)):
        raise GkmlError(
            f"{display(path)} 里有不能显示的字符，不是 gkml lint --shard 写的，或被改动过；请重新检查这一份"
        )


def _check(path: Path, heading: Heading, headings: dict[int, tuple[Path, Heading]]) -> None:
    """Adds a heading to those of the run. Raises `GkmlError` if it does not belong to it, or stands there already."""
    name, (number, total) = display(path), heading.shard
    if heading.form != _VERSION or heading.program != __version__:
        raise GkmlError(f"{name} 是 gkml {heading.program} 写的，这里是 {__version__}；请用同一个版本检查和合并")
    for other, earlier in list(headings.values())[:1]:
        if earlier.common != heading.common:
            raise GkmlError(f"{name} 和 {display(other)} 不是同一次检查的结果：选项、gkml.yaml 或份数不同")
    if not 1 <= number <= total:
        raise _changed(path)
    if number in headings:
        raise GkmlError(f"{name} 和 {display(headings[number][0])} 都是第 {number}/{total} 份；请只写一个")
    headings[number] = path, heading


def _looked(place: Place, spool: Spool, config: Path | None) -> Looked:
    root = place.scope.removesuffix("?")
    home = Home(Path(root).absolute(), config) if root else Home(None)
    if home.file and not home.file.is_file():
        raise GkmlError(f"找不到 {display(home.file)}；请在检查时的文件夹里合并")
    heads = [kept.head for kept in spool.kept if kept.head.scope == place.scope and kept.head.path]
    for head in heads:
        if not home.contains(Path(head.path)):
            raise GkmlError(f"{head.file} 在工作区外面，没有合并；请在检查时的文件夹里合并")
    return Looked(home, heads, place.is_whole, place.scope)
