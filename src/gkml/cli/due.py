"""`gkml due`: arguments in, the dates printed or written, the exit code out."""

from pathlib import Path

from gkml.cli.screen import Output, deliver, form_of, harmless, say, written
from gkml.project.due import FORMATS, DueOptions, answers, due_report, rules_report
from gkml.project.items import split_name
from gkml.project.workspace import find_home


def run(options: DueOptions, output: Output, config: Path | None, *, explain: bool) -> int:
    """Answers; 0 if every question has its answer, 1 if a limit cannot be read, 2 if a year or a row is not known."""
    form = form_of(output, FORMATS)
    path = Path(split_name(options.item)[0])
    home = find_home(path if options.item and path.exists() else Path(), config)
    if options.rule == "list":
        deliver(rules_report(form, home), output, as_text=form in {"text", "json"})
        written(output)
        return 0
    result = answers(options, home)
    inputs = [options.events] if options.events else []
    report = due_report(result, form, home, explain=explain)
    deliver(harmless(report) if form == "text" else report, output, inputs, as_text=form == "text")
    written(output)
    say([*result.notes, *result.faults])
    if result.faults:
        say([f"共 {len(result.faults)} 行有误，没有计算；请改正后再执行"])
    if result.faults or any(answer.refused for answer, _ in result.answers):
        return 2
    return int(any(not answer.limit.parts or answer.limit.is_half_read for answer, _ in result.answers))
