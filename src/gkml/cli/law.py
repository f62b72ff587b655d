"""`gkml law`: a cited law in, how it stands printed or written, the exit code out."""

from datetime import date

from gkml.cli.screen import Output, deliver, form_of, harmless, written
from gkml.project.law import FORMATS, look_up, report
from gkml.project.workspace import Home


def run(title: str, on: date, home: Home, output: Output) -> int:
    """Answers; 0 if the law is in force and the provision exists, 1 if not, or if the title is unknown."""
    form = form_of(output, FORMATS)
    answer = look_up(title, on, home)
    text = report(answer, form).encode()
    deliver(harmless(text) if form == "text" else text, output, as_text=form == "text")
    written(output)
    return int(not answer.holds)
