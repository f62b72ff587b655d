"""`gkml site`: arguments in, what was written printed, the exit code out."""

import typer

from gkml.cli.screen import complain, progress, say
from gkml.project.paths import display
from gkml.project.site.build import SiteOptions, build_site
from gkml.project.workspace import Home


def run(options: SiteOptions, home: Home) -> int:
    """Makes the site; 1 if a document could not be read."""
    result = build_site(options, home, progress("网站"))
    complain(result.diagnostics)
    typer.echo(
        f"{result.documents} 份文件的网站在 {display(options.out)}/：{result.files} 个文件，改动了 {result.changed} 个"
        + (f"，删去了不再有的 {result.deleted} 个。" if result.deleted else "。")
    )
    say(result.notes)
    return int(bool(result.diagnostics))
