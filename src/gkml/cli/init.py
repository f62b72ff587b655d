"""`gkml init`: a workspace that builds at once. What is there already is never written over."""

from pathlib import Path

import typer

from gkml.diagnostics import GkmlError
from gkml.project.files import display, reason
from gkml.project.schemas import schema_text
from gkml.project.workspace import Home
from gkml.project.writing import put
from gkml.resources import resource


def init(folder: Path) -> None:
    """Writes the starting files into `folder` and says which."""
    if folder.exists() and not folder.is_dir():
        raise GkmlError(f"{display(folder)} 是文件，不能当工作区")
    templates = resource("templates") / "workspace"
    files = {
        path.relative_to(templates).as_posix(): path.read_bytes()
        for path in sorted(templates.rglob("*"))
        if path.is_file()
    }
    files["schema/catalog.schema.json"] = schema_text("catalog", Home(None).profiles).encode()
    files["schema/config.schema.json"] = schema_text("config", {}).encode()
    written = 0
    for name, data in sorted(files.items()):
        # A dot file travels without its dot: some packers leave dot files out.
        path = folder / name.replace("dot-", ".")
        try:
            there = path.exists()
        except OSError as error:
            raise GkmlError(f"写不进 {display(path)}（{reason(error)}）") from error
        if there:
            typer.echo(f"已有，没有改动：{display(path)}")
        else:
            put(path, data)
            written += 1
            typer.echo(f"新建：{display(path)}")
    if written:
        here = "" if folder.resolve() == Path.cwd() else f"cd {display(folder)} && "
        typer.echo(f"接下来：{here}gkml build 编译，gkml lint 检查。")
