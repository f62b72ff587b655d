"""What typer says in English, in Chinese: help pages and usage errors."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

_HEADINGS = {
    "Usage: ": "用法：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "\nArguments:\n": "\n参数：\n",
    "\nOptions:\n": "\n选项：\n",
    "\nCommands:\n": "\n命令：\n",
    "[required]": "[必填]",
    "[default: ": "[默认：",
    "[default:\n": "[默认：\n",
}
_OPTIONS = {
    "help": "显示帮助。",
    "install_completion": "给当前的命令行装上自动补全。",
    "show_completion": "显示自动补全的脚本，供自行安装。",
}


def _chinese(text: str) -> str:
    for english, chinese in _HEADINGS.items():
        text = text.replace(english, chinese)
    return text


def _with_help(parameters: list[Any]) -> list[Any]:
    """The parameters, those that typer adds with Chinese help."""
    for parameter in parameters:
        if parameter.name in _OPTIONS:
            parameter.help = _OPTIONS[parameter.name]
    return parameters


class ChineseCommand(TyperCommand):
    """A command whose help page is Chinese."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _with_help(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        return _chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """The program, whose help page is Chinese."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _with_help(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        return _chinese(super().get_help(ctx))


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
    """One Chinese line for a usage error of typer's (told by its shape: the class is private there), else None."""
    if not hasattr(error, "format_message") or not hasattr(error, "exit_code"):
        return None
    said = str(error.format_message())
    if type(error).__name__ == "NoArgsIsHelpError":
        return said
    for pattern, chinese in _ERRORS:
        match = re.fullmatch(pattern, said, re.DOTALL)
        if match:
            return f"{chinese.format(*match.groups())}{_nearest(error, match)}；加 --help 看说明"
    return f"命令写法有误：{said}"


def _nearest(error: Any, match: re.Match[str]) -> str:
    command = getattr(getattr(error, "ctx", None), "command", None)
    if not match[0].startswith("No such"):
        return ""
    known = list(getattr(command, "commands", {})) if "command" in match[0] else _options(command)
    from difflib import get_close_matches

    words = {name.lstrip("-"): name for name in known}
    close = get_close_matches(match[1].lstrip("-"), words, n=1)
    return f"，是不是 {words[close[0]]}？" if close else ""


def _options(command: Any) -> list[str]:
    return [name for parameter in getattr(command, "params", ()) for name in getattr(parameter, "opts", ())]
