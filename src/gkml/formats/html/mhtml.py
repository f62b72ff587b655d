"""Reads a web page saved as one file (.mht): returns the page in it, and the encoding that its part states."""

import re
from email import message_from_bytes

from gkml.formats.unreadable import UnreadableFile

_STARTS = re.compile(
    rb"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?mime-version:|\s*mime-version:", re.IGNORECASE
)

_MOST_LEVELS = 20
"""The parser looks at each line once for each level of parts."""


def is_archive(data: bytes) -> bool:
    """Returns whether the file begins with the header lines of a message."""
    return bool(_STARTS.match(data[:4096]))


def page_of(data: bytes) -> tuple[bytes, str]:
    """Returns the first page in the archive and its encoding or "". Raises `UnreadableFile`."""
    if data.count(b"multipart/") > _MOST_LEVELS:
        raise UnreadableFile("单个文件网页（.mht）里分层太多，不读")
    for part in message_from_bytes(data).walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return page, part.get_content_charset("")
    raise UnreadableFile("单个文件网页（.mht）里没有网页正文")
