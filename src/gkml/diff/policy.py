"""Changes and what an office has decided about them in, the same with reasons and approvals out; and those that fail a gate."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from gkml.diff.changes import Change, Comparison
from gkml.yamltext.dump import dump

FailOn = Literal["weakened", "removed", "substantive", "any", "never"]
GATES: tuple[FailOn, ...] = ("weakened", "removed", "substantive", "any", "never")


class Decision(BaseModel):
    """What was decided about one change: why it is made, and who has accepted it."""

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
    """The file of the decisions."""
    listed = [{key: value for key, value in each.model_dump().items() if value} for each in decisions.changes]
    return dump({"version": "1", "changes": listed})


def decided(found: Comparison, decisions: Decisions) -> Comparison:
    """The comparison with every reason and approval that somebody gave; a reason beside the item comes second."""
    known = {each.change: each for each in decisions.changes}
    return found._replace(changes=tuple(_decided(change, known.get(change.fingerprint)) for change in found.changes))


def _decided(change: Change, decision: Decision | None) -> Change:
    return change._replace(reason=decision.reason, approver=decision.approver) if decision else change


def unused(found: Mapping[str, Comparison], decisions: Decisions) -> list[Decision]:
    """Returns the decisions about changes of these catalogs (comparisons by catalog id) that do not exist any more.

    A decision that does not name its catalog counts only if the file of decisions cannot be about another catalog.
    """
    fingerprints = {change.fingerprint for comparison in found.values() for change in comparison.changes}
    named = {decision.catalog for decision in decisions.changes} - {""}
    ours = set(found) | ({""} if named <= set(found) else set())
    return [each for each in decisions.changes if each.change not in fingerprints and each.catalog in ours]


def failing(found: Comparison, gate: FailOn) -> list[Change]:
    """The changes that a gate does not let through; accepted ones pass."""
    return [change for change in found.changes if not change.approver and _fails(change, gate)]


def _fails(change: Change, gate: FailOn) -> bool:
    match gate:
        case "weakened":
            return change.verdict == "weakened"
        case "removed":
            return change.kind == "removed"
        case "substantive":
            return change.verdict in {"weakened", "substantive"}
    return gate == "any"
