"""Help pages and usage errors in Chinese: typer writes them in English, and counts a Chinese character as one column."""

import re
from collections.abc import Iterable, Iterator
from shutil import get_terminal_size
from typing import Any
from unicodedata import east_asian_width

from typer.core import TyperCommand, TyperGroup

_PIECES = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]..."}
_LABELS = (("[required]", "[必填]"), ("[default: ", "[默认："))
_OPTIONS = {
    "help": "显示帮助。",
    "install_completion": "给当前的命令行装上自动补全。",
    "show_completion": "显示自动补全的脚本，供自行安装。",
}
_NARROWEST, _WIDEST = 40, 120
"""Columns of a help page."""


def _with_help(parameters: list[Any]) -> list[Any]:
    """Returns the parameters; those that typer adds with help in Chinese."""
    for parameter in parameters:
        if parameter.name in _OPTIONS:
            parameter.help = _OPTIONS[parameter.name]
    return parameters


class ChineseCommand(TyperCommand):
    """A command whose help page is Chinese."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _with_help(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        return _page(self, ctx, ())


class ChineseGroup(TyperGroup):
    """The program, whose help page is Chinese."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _with_help(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        return _page(self, ctx, [(name, command.help or "") for name, command in self.commands.items()])


def _page(command: Any, ctx: Any, commands: Iterable[tuple[str, str]]) -> str:
    """Returns the help page: usage, the sentence about the command, arguments, options, commands."""
    width = min(max(get_terminal_size((80, 24)).columns, _NARROWEST), _WIDEST)
    pieces = [_PIECES.get(piece, piece) for piece in command.collect_usage_pieces(ctx)]
    records = [(p.param_type_name, p.get_help_record(ctx)) for p in command.get_params(ctx)]
    lines = [f"用法：{ctx.command_path} {' '.join(pieces)}", ""]
    lines += [f"  {line}" for line in _wrapped(command.help or "", width - 2)]
    for title, rows in (
        ("参数", [record for kind, record in records if kind == "argument" and record]),
        ("选项", [record for kind, record in records if kind == "option" and record]),
        ("命令", list(commands)),
    ):
        if rows:
            lines += ["", f"{title}：", *_table(rows, width)]
    return "\n".join(lines)


def _table(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    """Yields terms and their explanations in two columns; a long term has a line of its own."""
    indent = min(max(_columns(term) for term, _ in rows), width // 3) + 4
    for term, text in rows:
        for label, chinese in _LABELS:
            text = text.replace(label, chinese)  # noqa: PLW2901
        lines = list(_wrapped(text, width - indent)) or [""]
        fits = _columns(term) <= indent - 4
        if not fits:
            yield f"  {term}"
        first = f"  {term}{' ' * (indent - 2 - _columns(term))}" if fits else " " * indent
        yield f"{first}{lines[0]}".rstrip()
        yield from (f"{' ' * indent}{line}" for line in lines[1:])


_TOKEN = re.compile(r"(?:[!-~]+|[^!-~])[，。、；：！？）》”…]*|\s+")
"""A word, or a Chinese character, with the signs that may not begin a line."""


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yields lines of at most `width` columns."""
    line = ""
    for token in _TOKEN.findall(" ".join(text.split())):
        if line and _columns(line + token.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += token if line or token.strip() else ""
    if line.strip():
        yield line.rstrip()


def _columns(text: str) -> int:
    """Returns the columns of a terminal that a text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


_ERRORS = (
    (r"No such option:? '?([^' ]+)'?.*", "没有选项 {0}"),
    (r"No such command '([^']*)'\..*", "没有命令 {0}"),
    (r"Missing argument '?\[?([A-Z]+).*", "缺少参数 {0}"),
    (r"Missing option '([^']+)'.*", "缺少选项 {0}"),
    (r"Missing command\.", "缺少命令"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", "多余的参数 {0}"),
    (r"Option '([^']+)' requires an argument\.", "选项 {0} 后面要跟一个值"),
    (r"Option '([^']+)' does not take a value\.", "选项 {0} 后面不要跟值"),
    (r"Invalid value for '([^']+)'[^:]*: '(.*)' is not a valid int.*", "选项 {0} 的值“{1}”应是整数"),
    (r"Invalid value for '([^']+)'[^:]*: (\S+) is not in the range (.*)\.", "选项 {0} 的值 {1} 超出范围（{2}）"),
    (r"Invalid value for '([^']+)'[^:]*: (.*)", "选项 {0} 的值不对：{1}"),
)


def usage_error(error: Exception) -> str | None:
    """Returns one Chinese line for a usage error of typer, else None. Its class is private there: the shape tells it."""
    if not hasattr(error, "format_message") or not hasattr(error, "exit_code"):
        return None
    message = str(error.format_message())
    if type(error).__name__ == "NoArgsIsHelpError":
        return message
    for pattern, chinese in _ERRORS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return f"{chinese.format(*match.groups())}；{_nearest(error, match)}加 --help 看说明"
    return f"命令写法有误：{message}"


def _nearest(error: Any, match: re.Match[str]) -> str:
    command = getattr(getattr(error, "ctx", None), "command", None)
    if not match[0].startswith("No such"):
        return ""
    names = list(getattr(command, "commands", {})) if "command" in match[0] else _options(command)
    from difflib import get_close_matches

    words = {name.lstrip("-"): name for name in names}
    close = get_close_matches(match[1].lstrip("-"), words, n=1)
    return f"是不是 {words[close[0]]}？" if close else ""


def _options(command: Any) -> list[str]:
    return [name for parameter in getattr(command, "params", ()) for name in getattr(parameter, "opts", ())]
