"""The page of all commands, read from the command line itself."""

import re
from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from gkml.cli import app

_METAVAR = re.compile(r"<([a-z ]+)>")
_METAVARS = {"str": "文字", "path": "路径", "int": "数", "int range": "数"}


def page() -> str:
    """Returns the page: for each command its sentence, arguments and options."""
    group = get_command(app)
    lines = ["# 全部命令", "", "由程序自己生成，和 `gkml 命令 --help` 说的一样。", ""]
    lines += ["退出码：0 没有问题；1 有问题，或有目录没有编译；2 用法、配置有误，或文件读不出来。", ""]
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        lines += _command(name, command)
    return "\n".join(lines) + "\n"


def _command(name: str, command: Any) -> Iterator[str]:
    """Yields the lines of one command."""
    context = command.make_context(name, [], resilient_parsing=True)
    usage = " ".join(_piece(piece) for piece in command.collect_usage_pieces(context))
    yield from (f"## gkml {name}", "", command.help or "", "", f"用法：`gkml {name} {usage}`", "")
    rows = [(p.get_help_record(context), p.param_type_name) for p in command.params if not getattr(p, "hidden", False)]
    cells = [record for record, _ in rows if record]
    if cells:
        yield from ("| 参数、选项 | 说明 |", "|---|---|")
        yield from (f"| `{_cell(left)}` | {_cell(right)} |" for left, right in cells)
        yield ""


def _piece(piece: str) -> str:
    return {"[OPTIONS]": "[选项]"}.get(piece, piece)


def _cell(text: str) -> str:
    """Returns a text that stays in its cell."""
    text = " ".join(_METAVAR.sub(lambda match: _METAVARS.get(match[1], "值"), text).split())
    return text.replace("|", "\\|").replace("[required]", "[必填]").replace("[default: ", "[默认：")
