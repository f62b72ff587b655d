"""A plan with the plan of the year before, and its tasks worked out once."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from gkml.catalog.names import Registers
from gkml.work_plan.form import PlanForm
from gkml.work_plan.model import WorkPlan
from gkml.work_plan.tasks import PlacedTask, tasks


class _Fields(NamedTuple):
    file: str
    plan: WorkPlan
    form: PlanForm
    previous: WorkPlan | None = None
    registers: Registers = Registers()


class PlanEntry(_Fields):
    """A plan, its file (the first step of its routes), its form, last year's plan, and the names the workspace knows.

    A class below its fields, so that its tasks are kept with it and end with it.
    """

    kind = "work-plan"

    @cached_property
    def tasks(self) -> tuple[PlacedTask, ...]:
        return tasks(self.plan)

    @property
    def document(self) -> WorkPlan:
        return self.plan

    @property
    def size(self) -> int:
        return len(self.tasks)

    @property
    def links(self) -> dict[str, str]:
        return {"previous": self.plan.previous}

    @property
    def linked(self) -> dict[str, WorkPlan | None]:
        return {"previous": self.previous}

    @property
    def prints_links(self) -> bool:
        return False

    def faults(self) -> tuple[()]:
        return ()

    def with_links(self, documents: Mapping[str, WorkPlan | None]) -> "PlanEntry":
        return self._replace(previous=documents["previous"])


class Workspace:
    """All plans that are looked at together; each knows the names of the workspace."""

    def __init__(self, entries: tuple[PlanEntry, ...], registers: Registers) -> None:
        self.entries = tuple(entry._replace(registers=registers) for entry in entries)
        self.registers = registers
