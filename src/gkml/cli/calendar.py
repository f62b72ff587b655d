"""`gkml calendar`: arguments in, the dates of a year printed or written, the exit code out."""

from pathlib import Path

from gkml.cli.screen import Output, complain, deliver, form_of, harmless, say, written
from gkml.project.agenda import FORMATS, CalendarOptions, agenda_of, calendar_report
from gkml.project.workspace import find_home


def run(options: CalendarOptions, output: Output, config: Path | None) -> int:
    """Makes the calendar; 1 if a catalog could not be read, and the others were."""
    form = form_of(output, FORMATS)
    home = find_home(options.paths[0] if options.paths else Path(), config)
    result = agenda_of(options, home)
    say(result.notes)
    complain(result.diagnostics, color=False)
    report = calendar_report(result.agenda, form, home)
    deliver(harmless(report) if form == "text" else report, output, as_text=form == "text")
    written(output)
    return int(bool(result.diagnostics))
