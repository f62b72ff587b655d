"""The terminal and the files that a command writes to: colours, one progress line, results, messages."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

import typer

from gkml.diagnostics import Diagnostic, GkmlError
from gkml.diagnostics.quoting import visible
from gkml.project.paths import display


class Output(NamedTuple):
    """Where a result goes and how it looks: `--output-format`, `--output-file`, `--color`."""

    form: str = ""
    file: Path | None = None
    color: bool | None = None

    @property
    def is_colored(self) -> bool:
        """Whether a result in text is coloured."""
        return self.file is None and wants_color(self.color, sys.stdout)


def wants_color(option: bool | None, stream: TextIO) -> bool:
    """Tells whether to use colours: `--color` decides, else NO_COLOR, else whether the stream is a terminal."""
    if option is not None:
        return option
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def listed(values: Iterable[str] | None) -> list[str]:
    """Returns the values of an option that may be given several times or with commas, in order, each once."""
    parts = (part.strip() for value in values or () for part in value.split(","))
    return list(dict.fromkeys(filter(None, parts)))


def progress(title: str) -> Callable[[int, int], None]:
    """Returns a function that keeps one line with what is done up to date on a terminal, and shows nothing elsewhere."""

    def show(done: int, total: int) -> None:
        if sys.stderr.isatty() and total > 1:
            typer.echo(f"\r{title} {done}/{total}" if done < total else "\r\x1b[K", err=True, nl=False)

    return show


_COMMAND = re.compile(r"(?m)^([^\S\n]*)(?=::)|(?<=##)(?=\[|vso\[|teamcity\[)")
"""Where a line of a log begins to be a command: `::` of GitHub, `##[` and `##vso[` of Azure, `##teamcity[`."""


def echo(text: str, *, err: bool = False, color: bool | None = None) -> None:
    """Prints text that may come from a file; what a CI system would take for a command gets a backslash."""
    if "::" in text or "##" in text:
        text = _COMMAND.sub(r"\1\\", text)
    typer.echo(text, err=err, nl=False, color=color)


def harmless(report: bytes) -> bytes:
    """Returns a report in text without characters that steer a terminal, shown by their numbers."""
    return "\n".join(map(visible, report.decode().split("\n"))).encode()


def say(lines: Iterable[str], *, err: bool = True) -> None:
    """Prints lines without characters that steer a terminal or a CI system."""
    for line in lines:
        echo("\n".join(map(visible, line.split("\n"))) + "\n", err=err)


def complain(diagnostics: Sequence[Diagnostic], color: bool | None = None) -> None:
    """Prints diagnostics, if there are any, to standard error."""
    if diagnostics:
        from gkml.report.text import report

        colored = wants_color(color, sys.stderr)
        echo(report(diagnostics, color=colored), err=True, color=colored)


def deliver(
    data: bytes | Iterable[bytes], output: Output, inputs: Iterable[Path] = (), *, as_text: bool = False
) -> None:
    """Writes a result, whole or in parts, to its file (none of `inputs`) or to standard output.

    A result `as_text` is for people: it is printed in the encoding of the terminal, in parts that are whole lines. Raises
    `GkmlError` for a workbook at a terminal.
    """
    parts = [data] if isinstance(data, bytes) else data
    if output.file:
        from gkml.project.writing import put_output

        put_output(output.file, b"".join(parts), inputs)
        return
    for part in _joined(parts):
        if part.startswith(b"PK") and sys.stdout.isatty():
            raise GkmlError("Word、Excel 文件不能显示在屏幕上；请加 --output-file 文件名")
        if as_text:
            echo(part.decode(), color=output.is_colored)
            continue
        sys.stdout.flush()
        sys.stdout.buffer.write(part)
    sys.stdout.flush()
    sys.stdout.buffer.flush()


def _joined(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yields parts joined to larger ones, because each takes a call of the system."""
    waiting, size = list[bytes](), 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= _LARGE:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


_LARGE = 1 << 16


def written(output: Output) -> None:
    """Says that the file of a result is written."""
    if output.file:
        typer.echo(f"写好了：{display(output.file)}")


# --- the format of a result ---

_BY_SUFFIX = {
    ".json": ("json", "sarif", "gitlab"),
    ".sarif": ("sarif",),
    ".xml": ("junit",),
    ".docx": ("docx", "redline"),
    ".xlsx": ("xlsx",),
    ".html": ("html",),
    ".htm": ("html",),
    ".md": ("markdown", "md"),
    ".csv": ("csv",),
    ".ics": ("ics",),
    ".gkml-report": ("shard",),
    **dict.fromkeys((".pdf", ".doc", ".xls", ".wps", ".et", ".odt", ".ods", ".ofd", ".rtf", ".zip"), ()),
}
"""The formats that a file with this suffix may hold; the first that a command offers is the usual one."""
_BINARY = {"docx", "xlsx", "redline"}


def form_of(output: Output, offered: Sequence[str], option: str = "--output-format") -> str:
    """Returns the format of a result: as `option` says, else by the suffix of the file, else text.

    Raises `GkmlError` for a format that is not offered, and for a file whose suffix is that of another format.
    """
    if output.form and output.form not in offered:
        name = "报告" if option == "--report-format" else "输出"
        raise GkmlError(f"不认识的{name}格式“{output.form}”；可选：{'、'.join(offered)}")
    suffix = output.file.suffix.lower() if output.file else ""
    fitting = [form for form in _BY_SUFFIX.get(suffix, ()) if form in offered]
    if suffix in _BY_SUFFIX and not fitting:
        choices = "、".join(offered)
        raise GkmlError(f"写不出 {suffix} 文件（{display(output.file or Path())}）；{option} 可选：{choices}")
    if not output.form:
        return fitting[0] if fitting else "text"
    if (fitting and output.form not in fitting) or (suffix and not fitting and output.form in _BINARY):
        name = display(output.file or Path())
        raise GkmlError(f"{option} {output.form} 和文件名 {name} 的后缀不符；请改其中一个")
    return output.form
