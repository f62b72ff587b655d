"""LibreOffice, if it is installed: a file of one kind in, of another out. Nothing else here knows LibreOffice.

The files may come from anywhere: no macro runs, no link is followed, and it ends after `TIMEOUT` seconds.
"""

import os
import re
from collections.abc import Iterator
from glob import glob
from pathlib import Path
from typing import Literal

from gkml.diagnostics import GkmlError

TIMEOUT = 120
"""Seconds for one file."""

_TOP = 2000
"""Characters of a file of settings that hold its first tag."""
_PLACES = (
    "/usr/lib*/libreoffice/program/soffice",
    "/usr/local/bin/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "${ProgramFiles}/LibreOffice*/program/soffice.exe",
    "${ProgramFiles(x86)}/LibreOffice*/program/soffice.exe",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FILTERS = {"doc": "MS Word 97", "xls": "MS Excel 97"}
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_NET = "/org.openoffice.Inet/Settings"
_SETTINGS = [
    (_SECURITY, "MacroSecurityLevel", "3"),  # very high: only from trusted places, and there are none
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),  # pictures and links from elsewhere are not fetched
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),  # never (2 asks)
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),  # never (1 asks)
    (_NET, "ooInetProxyType", "2"),  # what is asked for all the same goes to a port where nobody listens
    *[(_NET, f"ooInet{scheme}ProxyName", "127.0.0.1") for scheme in ("HTTP", "HTTPS")],
    *[(_NET, f"ooInet{scheme}ProxyPort", "9") for scheme in ("HTTP", "HTTPS")],
    (_NET, "ooInetNoProxy", ""),
]


def to_pdf(docx: bytes) -> bytes:
    """Returns the Word file as a PDF. Raises `GkmlError` if LibreOffice is missing or writes nothing."""
    program = _program("编译成 PDF 要用 LibreOffice，这台机器上没有；请先安装，或只编译 docx、xlsx、html")
    pdf = _converted(program, docx, "docx", "pdf", "", f"LibreOffice {TIMEOUT} 秒没有做完，PDF 没有写")
    if pdf is None:
        raise GkmlError("LibreOffice 没有写出 PDF")
    return pdf


def to_docx(data: bytes, kind: str) -> bytes:
    """Returns a text document (doc, odt, rtf) as a Word file. Raises `GkmlError`."""
    return _modern(data, kind, "docx")


def to_xlsx(data: bytes, kind: str) -> bytes:
    """Returns a workbook (xls, ods) as an Excel file. Raises `GkmlError`."""
    return _modern(data, kind, "xlsx")


def _modern(data: bytes, kind: str, wanted: Literal["docx", "xlsx"]) -> bytes:
    instead = f"请在 Office 或 WPS 里另存为 .{wanted} 再读"
    program = _program(f"读 .{kind} 文件要用 LibreOffice，这台机器上没有；请先安装，或{instead.removeprefix('请')}")
    late = f"LibreOffice {TIMEOUT} 秒没有读完这份 .{kind} 文件；{instead}"
    converted = _converted(program, data, kind, wanted, _settings(program, instead), late)
    if converted is None:
        raise GkmlError(f"LibreOffice 打不开这份 .{kind} 文件：可能设了密码，或已损坏；{instead}，不设密码")
    return converted


def _program(missing: str) -> str:
    import shutil

    for name in ("soffice", "libreoffice", *_usual_places()):
        program = shutil.which(name)
        if program:
            return program
    raise GkmlError(missing)


def _usual_places() -> Iterator[str]:
    """Yields where LibreOffice is if its installer did not put it on PATH: Linux, macOS, Windows; newest versions first."""
    for pattern in _PLACES:
        full = os.path.expandvars(pattern)
        yield from sorted(glob(full), reverse=True)


def _converted(program: str, data: bytes, kind: str, wanted: str, settings: str, late: str) -> bytes | None:
    """Returns the file as LibreOffice converts it; None if it wrote nothing, for it exits with 0 even then.

    `settings` disable macros and links in a file from elsewhere; a file of our own needs none.
    """
    import tempfile

    with tempfile.TemporaryDirectory(prefix="gkml-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / f"in.{kind}", folder / "out" / f"in.{wanted}"
        source.write_bytes(data)
        # A profile of its own: LibreOffice runs once a profile, and the user's may allow macros.
        profile = folder / "profile" / "user" / "registrymodifications.xcu"
        profile.parent.mkdir(parents=True)
        if settings:
            profile.write_text(settings, "utf-8")
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        if data.startswith(_OLE) and kind in _FILTERS:
            # Otherwise what is damaged would be read as a text of strange letters.
            command += [f"--infilter={_FILTERS[kind]}"]
        command += ["--nolockcheck", "--nodefault", "--convert-to", wanted, "--outdir", str(target.parent), str(source)]
        _run(command, folder, late)
        return target.read_bytes() if target.exists() else None


_running: dict[int, Path] = {}
"""The folder of each LibreOffice that this process has started and that has not ended, by process id."""


def end_running() -> None:
    """Ends every LibreOffice that runs and removes its folder: for a process that has to leave at once."""
    import shutil
    import signal

    for pid, folder in _running.items():
        if hasattr(os, "killpg"):
            os.killpg(pid, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], folder: Path, late: str) -> None:
    """Runs a command in a process group, which is killed if it does not end: soffice starts other processes."""
    import signal
    import subprocess

    environment = {**os.environ, "SOURCE_DATE_EPOCH": "946684800"}
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=nothing, stdout=nothing, stderr=nothing, env=environment, start_new_session=True
    )
    _running[process.pid] = folder
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise GkmlError(late) from error
    finally:
        if process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()
        del _running[process.pid]


def _settings(program: str, instead: str) -> str:
    """The settings of a profile, as this LibreOffice keeps them: its own files say how the words for them are declared.

    Raises `GkmlError` where they are not found: a stranger's file is not opened without a guard.
    """
    declared = _declared(program)
    if declared is None:
        raise GkmlError(f"这台机器上的 LibreOffice 安装得不寻常，没法关掉宏和外部链接，不打开别人的文件；{instead}")
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items {declared}>{items}</oor:items>'


def _declared(program: str) -> str | None:
    """The declarations of name spaces at the top of LibreOffice's own settings; None where it keeps them elsewhere."""
    home = Path(program).resolve().parent.parent
    for path in (home / "share" / "registry" / "main.xcd", home / "Resources" / "registry" / "main.xcd"):
        if path.is_file():
            with path.open(encoding="utf-8", errors="replace") as file:
                return " ".join(re.findall(r'xmlns:\w+="[^"<&]*"', file.read(_TOP))) or None
    return None
