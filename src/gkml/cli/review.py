"""`gkml review`: arguments in, the bodies with their scores and what was written printed, the exit code out."""

import typer

from gkml.cli.screen import progress, say
from gkml.diagnostics import LABELS, GkmlError
from gkml.diagnostics.quoting import visible
from gkml.project.paths import display
from gkml.project.review import ReviewOptions, ReviewResult, review
from gkml.project.review_files import LETTER_FORMATS
from gkml.project.workspace import Home
from gkml.review.summary import Ranked, outcomes

_MOST = 30
"""Bodies that are printed one by one."""


def run(options: ReviewOptions, home: Home) -> int:
    """Reviews and returns 1 if a file could not be read, else 0: what is wrong in the directories stands in the results."""
    unknown = [form for form in options.formats if form not in LETTER_FORMATS]
    if unknown:
        raise GkmlError(f"--format 的值“{unknown[0]}”不对；可选：{'、'.join(LETTER_FORMATS)}")
    result = review(options, home, progress("审核"))
    _show(result)
    say(result.notes)
    say(f"没有读成：{file}：{reason}" for file, reason in result.summary.unread)
    return int(bool(result.summary.unread))


def _show(result: ReviewResult) -> None:
    summary = result.summary
    typer.echo(f"审核了 {len(summary.ranked)} 份目录：")
    say(map(_line, summary.ranked[:_MOST]), err=False)
    if len(summary.ranked) > _MOST:
        typer.echo(f"  …… 另有 {len(summary.ranked) - _MOST} 份，见审核汇总.xlsx")
    if summary.checked:
        counts = "，".join(f"{words} {count} 个" for words, count in outcomes(summary.checked).items() if count)
        typer.echo(f"上次的 {len(summary.checked)} 个问题：{counts}。")
    folder = result.files[0].parent
    typer.echo(f"写好了：{display(folder)}/（{len(result.files)} 个文件，整改时限 {summary.due}）")


def _line(each: Ranked) -> str:
    body = each.body
    counts = "、".join(f"{label} {body.count(severity)}" for severity, label in LABELS.items())
    missing = (
        f"、指引缺项 {body.coverage.count('missing')}、弱于指引 {body.coverage.count('weak')}" if body.coverage else ""
    )
    return f"  {each.rank:>3}  {each.score.total:>5g}  {visible(body.name)}  {counts}{missing}"
