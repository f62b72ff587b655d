"""A web page saved as one file (.mht): bytes in, the page in it and the encoding that its part names out."""

import re
from email import message_from_bytes

from gkml.formats.unreadable import UnreadableFile

_STARTS = re.compile(
    rb"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?mime-version:|\s*mime-version:", re.IGNORECASE
)

_MOST_LEVELS = 20
"""The parser looks at every line once for each level that it is in."""


def is_archive(data: bytes) -> bool:
    """Whether the file begins with the heading lines of a message."""
    return bool(_STARTS.match(data[:4096]))


def page_of(data: bytes) -> tuple[bytes, str]:
    """The first page in the archive, with its encoding or "". Raises `UnreadableFile`."""
    if data.count(b"multipart/") > _MOST_LEVELS:
        raise UnreadableFile("单个文件网页（.mht）里分层太多，不读")
    for part in message_from_bytes(data).walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return page, part.get_content_charset("")
    raise UnreadableFile("单个文件网页（.mht）里没有网页正文")
