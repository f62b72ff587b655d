"""`gkml roll-up`: arguments in, which bodies were added up and what is missing printed, the exit code out."""

from collections import Counter

import typer

from gkml.cli.screen import say
from gkml.project.paths import display
from gkml.project.roll_up import RollUpOptions, RollUpResult, add_up
from gkml.project.workspace import Home

_MOST = 20
"""Bodies and cells that are printed one by one."""


def run(options: RollUpOptions, home: Home) -> int:
    """Adds the reports up; 1 if a file did not count or a cell states no number."""
    result = add_up(options, home)
    typer.echo(f"新建：{display(options.out)}（草稿，{len(result.files)} 份报告之和）")
    for agency, path in result.files[:_MOST]:
        typer.echo(f"  {agency}  {display(path)}")
    _show_gaps(result)
    say(f"没有计入：{message}" for message in result.failures)
    return int(bool(result.failures or result.sums.gaps))


def _show_gaps(result: RollUpResult) -> None:
    gaps = result.sums.gaps
    if not gaps:
        return
    typer.echo(f"有 {len(gaps)} 格没有数字，没有计入合计：")
    for agency, count in Counter(gap.agency for gap in gaps).most_common(_MOST):
        cells = [gap.cell for gap in gaps if gap.agency == agency]
        typer.echo(f"  {agency}  {count} 格：{'、'.join(cells[:3])}{'等' if count > 3 else ''}")
