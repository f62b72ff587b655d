"""Takes changes and the decisions of an office and returns the changes with reasons and approvals, and those that fail a gate."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from gkml.diff.changes import Change, Comparison
from gkml.yamltext.dump import dump

FailOn = Literal["weakened", "removed", "substantive", "any", "never"]
GATES: tuple[FailOn, ...] = ("weakened", "removed", "substantive", "any", "never")


class Decision(BaseModel):
    """A decision about one change: its reason, and who has accepted it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    change: str = Field(pattern=r"^[0-9a-f]{12}$", description="变化的编号（gkml diff 每行末尾的12位）")
    catalog: str = Field(default="", description="目录代号（gkml diff --accept 写入）")
    name: str = Field(default="", description="事项名称，供人看")
    reason: str = Field(min_length=1, description="调整依据")
    approver: str = Field(default="", description="审定人；写了就算已审定")


class Decisions(BaseModel):
    """A file of decisions."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: int = Field(default=1, ge=1, le=1, description="格式版本，现为 1")
    changes: tuple[Decision, ...] = Field(default=(), description="逐项的调整依据和审定")


def text_of(decisions: Decisions) -> str:
    """Returns the decisions as YAML."""
    listed = [{key: value for key, value in each.model_dump().items() if value} for each in decisions.changes]
    return dump({"version": "1", "changes": listed})


def decided(comparison: Comparison, decisions: Decisions) -> Comparison:
    """Returns the comparison with reasons and approvals; a decision takes precedence over the 调整依据 of the item."""
    by_fingerprint = {each.change: each for each in decisions.changes}
    changes = tuple(_decided(change, by_fingerprint.get(change.fingerprint)) for change in comparison.changes)
    return comparison._replace(changes=changes)


def _decided(change: Change, decision: Decision | None) -> Change:
    return change._replace(reason=decision.reason, approver=decision.approver) if decision else change


def unused(comparisons: Mapping[str, Comparison], decisions: Decisions) -> list[Decision]:
    """Returns the decisions about changes of these catalogs (comparisons by catalog id) that do not exist any more.

    A decision that does not name its catalog counts only if the file of decisions cannot be about another catalog.
    """
    fingerprints = {change.fingerprint for comparison in comparisons.values() for change in comparison.changes}
    named = {decision.catalog for decision in decisions.changes} - {""}
    ours = set(comparisons) | ({""} if named <= set(comparisons) else set())
    return [each for each in decisions.changes if each.change not in fingerprints and each.catalog in ours]


def failing(comparison: Comparison, gate: FailOn) -> list[Change]:
    """Returns the changes that fail a gate; accepted ones pass."""
    return [change for change in comparison.changes if not change.approver and _fails(change, gate)]


def _fails(change: Change, gate: FailOn) -> bool:
    match gate:
        case "weakened":
            return change.verdict == "weakened"
        case "removed":
            return change.kind == "removed"
        case "substantive":
            return change.verdict in {"weakened", "substantive"}
    return gate == "any"
