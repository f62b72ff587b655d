"""`gkml audit`: arguments in, the findings and the overview printed or written, the exit code out."""

import typer

from gkml.cli.screen import Output, deliver, form_of, say, written
from gkml.diagnostics import SEVERITIES, GkmlError
from gkml.layout.audit.groups import total_lines
from gkml.project.audit import AuditOptions, audit
from gkml.project.audit_reports import audit_report, formats
from gkml.project.lint.run import fails
from gkml.project.workspace import Home

_AS_LINES = {"text", "concise", "full"}


def run(options: AuditOptions, home: Home, output: Output, fail_on: str, coming: int | None) -> int:
    """Audits and returns 1 for a finding at least as severe as `fail_on`; with `coming` lists what falls due, and 0."""
    if fail_on not in (*SEVERITIES, "never"):
        raise GkmlError(f"--fail-on 的值“{fail_on}”不对；可选：{'、'.join(SEVERITIES)}、never")
    if coming is not None:
        return _coming(options, home, output, coming)
    form = form_of(output, formats())
    result = audit(options, home)
    inputs = [*options.ledgers, *filter(None, (options.applications,))]
    report = audit_report(result, form, home, color=output.is_colored)
    deliver(report, output, inputs, as_text=form in _AS_LINES)
    written(output)
    lines = total_lines(result.audit)
    if form in _AS_LINES and not output.file:
        say(lines, err=False)
    say(result.notes)
    return int(fails((each.severity for each in result.diagnostics), fail_on))


def _coming(options: AuditOptions, home: Home, output: Output, days: int) -> int:
    from gkml.project.coming import FORMATS, coming, coming_report

    form = form_of(output, FORMATS)
    events = coming(options, home, days)
    inputs = [*options.ledgers, *filter(None, (options.applications,))]
    deliver(coming_report(events, form, home, options.as_of), output, inputs, as_text=form == "text")
    written(output)
    if not events and form == "text":
        typer.echo(f"{days} 天内没有到期的。")
    return 0
