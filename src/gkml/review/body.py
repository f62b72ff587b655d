"""A directory that was handed in, as the reviewer sees it: whose it is, its defects, and how it covers the guide."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from gkml.catalog.model import Catalog
from gkml.diagnostics import Diagnostic, Severity
from gkml.review.identity import Identity

State = Literal["full", "weak", "missing", "excused", "open"]
STATES: dict[State, str] = {"full": "有", "weak": "弱", "missing": "缺", "excused": "不适用", "open": "未列"}
"""How a body covers a row of the guide; `open`: a third-level row, which a local directory may leave out."""


class Defect(NamedTuple):
    """A finding as it stands in the lists that go out. `key` names it over the rounds of a review; `place` is its cell.

    `heading` is the heading of its column, `item` the name of its item, `number` the printed 序号 ("" for a whole file).
    """

    key: str
    code: str
    severity: Severity
    field: str
    heading: str
    number: str
    item: str
    text: str
    problem: str
    advice: str
    basis: str
    place: str


class Body(NamedTuple):
    """One directory of one body. `file` is what was handed in; `items` counts its rows; `guide` is the guide's title.

    `coverage` has a state for each row of that guide; `weakened` counts the changes for the worse against the edition
    before (None if that is not there). `identity` is what it is known by over the rounds of a review.
    """

    identity: Identity
    name: str
    region: str
    title: str
    field: str
    edition: str
    issued: str
    file: str
    items: int
    defects: tuple[Defect, ...]
    guide: str = ""
    coverage: tuple[State, ...] = ()
    weakened: int | None = None

    def count(self, severity: Severity) -> int:
        return sum(defect.severity == severity for defect in self.defects)


def name_of(catalog: Catalog, folder: str, stem: str) -> str:
    """Returns whose directory it is: the agency that it states, else that of its title, its folder or its file name."""
    if catalog.agency:
        return catalog.agency
    in_title = _AGENCY.match(catalog.title)
    return in_title[0] if in_title else unnumbered(folder or stem)


_AGENCY = re.compile(
    r"[^，。；：:、（(《\d]{2,28}?(?:人民政府|办事处|委员会|办公室|局|厅|县|区|市|旗|镇|乡|街道)(?=[^，。；：:]{2})"
)
_REGION = re.compile(r"[一-龥]{1,10}?(?:自治县|自治旗|县|区|市|旗)")
_GENERIC = {"本县", "各县", "本区", "各区", "本市", "各市", "示范区", "全市", "全县", "全区"}


def region_of(*texts: str) -> str:
    """Returns the county, district or city that one of the texts begins with, "" if none does.

    The innermost counts: 广西柳州市柳北区市场监管局 is 柳北区's. A number before the name (03-柳北区, 附件2：柳北区) is passed over.
    """
    for text in texts:
        names = [match[0] for match in _leading(unnumbered(text))]
        if names and names[-1] not in _GENERIC:
            return names[-1]
    return ""


def unnumbered(text: str) -> str:
    """Returns the name of a folder or file without the number that puts it in order."""
    return _NUMBER.sub("", text, count=1) or text


_NUMBER = re.compile(r"^\s*(?:附件\s*)?(?:\d+(?![\d年])|[一二三四五六七八九十]+(?=、))?[\s\-_.、．：:）)（(]*")


def _leading(text: str) -> Iterator[re.Match[str]]:
    place = 0
    while match := _REGION.match(text, place):
        yield match
        place = match.end()


def keyed(body: Identity, paths: Iterable[str], diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yields the key of each diagnostic of a body; `paths` are the names of its item and of those above.

    The value at fault is no part of the key: a limit that was changed and is still too long is the same defect.
    """
    counts: dict[str, int] = {}
    for path, diagnostic in zip(paths, diagnostics, strict=True):
        text = "\x1f".join((body.name, body.title, path, diagnostic.field, diagnostic.code))
        number = counts[text] = counts.get(text, 0) + 1
        yield hashlib.sha256(f"{text}\x1f{number}".encode()).hexdigest()[:12]
