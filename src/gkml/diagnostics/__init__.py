"""What stages hand on when something is wrong: where (route, position), what (finding) and how a user sees it."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
LABELS: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}

Route = tuple[str | int, ...]
"""The way to a value from the top of a workspace: file, then keys and list indexes."""


class Fix(NamedTuple):
    """What to write instead of the value at a finding's route; several texts take the place of one entry of a list.

    A safe fix leaves what the cell says as it is; any other is a suggestion that somebody has to look at.
    """

    value: str | tuple[str, ...]
    safe: bool = True


Finding = tuple[Route, str] | tuple[Route, str, Fix]
"""What a rule yields: the route of the value at fault, a message in plain Chinese (`what is wrong；what to do`), a fix."""

Findings = Iterable[Finding]


class Position(NamedTuple):
    """A stretch of a file; lines and columns count characters from 1, and the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


FILE_START = Position(1, 1, 1, 1)


class Problem(NamedTuple):
    """Something that the file says in a way that cannot be taken; `code` is a key of `refusals.REFUSALS`."""

    code: str
    message: str
    position: Position


class Diagnostic(NamedTuple):
    """One problem as a user sees it. `catalog`, `edition`, `item` and `field` are empty where the problem has none.

    `place` is where the value stands in a file that has no lines of its own: 表1 第14行 第5列, Sheet1!E14.
    `route` leads to the value within its file, `text` is that value as it stands, `title` the item's name, and `basis`
    what the rule rests on.
    """

    code: str
    name: str
    severity: Severity
    message: str
    file: str
    position: Position
    catalog: str = ""
    item: str = ""
    field: str = ""
    fix: Fix | None = None
    route: Route = ()
    text: str = ""
    title: str = ""
    basis: str = ""
    place: str = ""
    edition: str = ""

    @property
    def where(self) -> str:
        """File and place, as one clicks on it or finds it."""
        return f"{self.file}:{self.place or f'{self.position.line}:{self.position.column}'}"

    @property
    def message_with_place(self) -> str:
        """Returns the message, after its place if it has one: some report formats hold only line numbers."""
        return f"{self.place}：{self.message}" if self.place else self.message

    def sort_key(self) -> tuple[str, Position, str]:
        return (self.file, self.position, self.code)

    def problem_and_advice(self) -> tuple[str, str]:
        """Returns the message before and after its semicolon; one inside a quoted value parts nothing."""
        depth = 0
        for place, character in enumerate(self.message):
            depth += (character == "“") - (character == "”")
            if character == "；" and depth <= 0:
                return self.message[:place], self.message[place + 1 :]
        problem, _, advice = self.message.rpartition("；请")
        return (problem, f"请{advice}") if problem else (self.message, "")


class GkmlError(Exception):
    """Cannot go on: one line for the user, caught once in `cli` (exit code 2)."""
