"""LibreOffice, where it is installed: a Word file in, a PDF out. Nothing else here knows it."""

import os
from pathlib import Path

from gkml.diagnostics import GkmlError

TIMEOUT = 120
"""Seconds for one file."""


def to_pdf(docx: bytes) -> bytes:
    """The Word file as LibreOffice prints it. Raises `GkmlError` where LibreOffice is missing or wrote nothing."""
    import shutil
    import subprocess
    import tempfile

    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise GkmlError("编译成 PDF 要用 LibreOffice，这台机器上没有；请先安装，或只编译 docx、xlsx、html")
    with tempfile.TemporaryDirectory(prefix="gkml-") as folder:
        source = Path(folder, "catalog.docx")
        source.write_bytes(docx)
        # A profile of its own: LibreOffice runs once a profile. It exits 0 even when it wrote nothing.
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        command += ["--convert-to", "pdf", "--outdir", folder, str(source)]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "946684800"}
        try:
            subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False, env=environment)
        except subprocess.TimeoutExpired as error:
            raise GkmlError(f"LibreOffice {TIMEOUT} 秒没有做完，PDF 没有写") from error
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise GkmlError("LibreOffice 没有写出 PDF")
        return made.read_bytes()
