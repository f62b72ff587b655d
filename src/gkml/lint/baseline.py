"""The baseline: a file of findings that an office has accepted for now. Findings that are not in it are reported.

The key of a finding is catalog, edition, item, rule and message, not its line. The list only shrinks: findings that are gone
are removed, and none is added once the file exists; an item's `ignore` is for those.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from gkml.diagnostics import Diagnostic
from gkml.yamltext.dump import scalar


class Key(NamedTuple):
    """The key of a finding. `edition` is None in a file that was written before editions were distinguished."""

    catalog: str
    edition: str | None
    item: str
    rule: str
    message: str


class Accepted(BaseModel):
    """One finding, or `count` findings with the same key."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    catalog: str = Field(description="目录代号")
    edition: str | None = Field(default=None, description="版本；没有这一行的是旧写法，各版本都算")
    item: str = Field(default="", description="事项编号；关于整份目录的为空")
    rule: str = Field(description="规则代号")
    message: str = Field(description="问题")
    count: int = Field(default=1, ge=1, description="同样的有几处")
    reason: str = Field(min_length=1, description="为什么先接受")

    @property
    def key(self) -> Key:
        return Key(self.catalog, self.edition, self.item, self.rule, self.message)


class Baseline(BaseModel):
    """The file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: int = Field(default=1, ge=1, le=1, description="格式版本，现为 1")
    accepted: tuple[Accepted, ...] = Field(default=(), description="已接受的问题")


class Compared(NamedTuple):
    """The findings outside the baseline, the number of those in it, and the entries (with counts) that stay in it."""

    new: list[Diagnostic]
    known: int
    held: tuple[Accepted, ...]

    def mended(self, baseline: Baseline) -> int:
        """Returns the number of accepted findings that no longer occur."""
        return sum(entry.count for entry in baseline.accepted) - sum(entry.count for entry in self.held)


def compare(
    diagnostics: Iterable[Diagnostic], baseline: Baseline, looked_for: Callable[[Accepted], bool] = lambda entry: True
) -> Compared:
    """Compares findings with the baseline; each entry accepts its count of findings.

    An entry that was not `looked_for` stays unchanged, because this run used other rules or files.
    """
    left: Counter[Key] = Counter()
    for entry in baseline.accepted:
        left[entry.key] += entry.count
    met: dict[Key, list[Key]] = defaultdict(list)
    new = []
    for diagnostic in diagnostics:
        key = key_of(diagnostic)
        listed = next((k for k in (key, key._replace(edition=None)) if len(met[k]) < left[k]), None)
        if listed:
            met[listed].append(key)
        else:
            new.append(diagnostic)
    known = sum(map(len, met.values()))
    return Compared(new, known, tuple(_held(baseline, met, looked_for)))


def _held(
    baseline: Baseline, met: Mapping[Key, list[Key]], looked_for: Callable[[Accepted], bool]
) -> Iterator[Accepted]:
    """Returns the entries with their counts in this run; an entry without an edition gets the editions of its findings."""
    for entry in baseline.accepted:
        mine, met[entry.key][:] = met[entry.key][: entry.count], met[entry.key][entry.count :]
        if not looked_for(entry):
            yield entry
            continue
        for key, count in Counter(mine).items():
            yield entry.model_copy(update={"edition": key.edition, "count": count})


def key_of(diagnostic: Diagnostic) -> Key:
    return Key(diagnostic.catalog, diagnostic.edition, diagnostic.item, diagnostic.code, diagnostic.message)


def started(diagnostics: Iterable[Diagnostic], reason: str) -> tuple[Accepted, ...]:
    """A new baseline of all findings, for one reason."""
    counts = Counter(map(key_of, diagnostics))
    return tuple(Accepted(**key._asdict(), count=count, reason=reason) for key, count in sorted(counts.items()))


def text_of(accepted: Sequence[Accepted]) -> str:
    """Returns the text of the file: a few lines for each entry, sorted, so that changes are easy to review."""
    lines = [
        "# gkml lint --write-baseline 写的：先接受的旧问题。改好的会自动删去；新的问题不会加进来。",
        "version: 1",
        "accepted:" if accepted else "accepted: []",
    ]
    for entry in sorted(accepted, key=lambda each: (each.edition is not None, each.key)):
        lines += [
            f"  - catalog: {scalar(entry.catalog)}",
            *([f"    edition: {scalar(entry.edition)}"] if entry.edition is not None else []),
            f"    item: {scalar(entry.item)}",
            f"    rule: {entry.rule}",
            f"    message: {scalar(entry.message)}",
            *([f"    count: {entry.count}"] if entry.count > 1 else []),
            f"    reason: {scalar(entry.reason)}",
        ]
    return "\n".join(lines) + "\n"
