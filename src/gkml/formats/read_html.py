"""HTML: a page in, a `Document` out: its headings, paragraphs and tables.

What `html.write` wrote comes back whole but for: column shares, rounded to a hundredth of a percent; row heights,
`keep`, `new_page` and `choices`; id, source, paper and font size; headings below the table, which the page has as notes.
"""

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree  # type: ignore[import-untyped]

from gkml.document import Block, Document, Heading, Paragraph, Properties
from gkml.formats.grid import limited
from gkml.formats.html_table import Page, read_table, runs
from gkml.formats.package import Element
from gkml.formats.unreadable import UnreadableFile, decoded, legal, reading

_HEADINGS = {f"h{level + 1}": level for level in range(6)}
_NO_TEXT = {"script", "style", "template", "noscript", "form", "head"}
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*(gb2312|gbk|gb18030|big5)", re.IGNORECASE)
_WIDTH = re.compile(r"\.([\w-]+)\s*\{\s*width:\s*([\d.]{1,9})%\s*;?\s*\}")


def read(data: bytes) -> Document:
    """The document. Raises `UnreadableFile`."""
    with reading("HTML"):
        root = _parsed(_text(data))
        page = Page(_meta(root, "generator") == "gkml", _widths(root))
        blocks = limited(_blocks(root, page))
        if not blocks:
            raise UnreadableFile("网页里没有标题、段落或表格")
        titles = [block.text for block in blocks if isinstance(block, Heading) and not block.level]
        title = titles[0] if titles else legal((root.findtext(".//title") or "").strip())
        return Document(title, blocks, _properties(root) if page.ours else Properties())


def _text(data: bytes) -> str:
    """The page by the encoding that it names; pages without one are UTF-8 or GB 18030."""
    named = _CHARSET.search(data[:4096])
    if named is None:
        return decoded(data)
    return data.decode("big5" if named[1].lower() == b"big5" else "gb18030", "replace")


def _parsed(text: str) -> Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode(), parser)
    if root is None:
        raise UnreadableFile("网页是空的")
    # The parser repairs what is not well formed, but stops where a limit of its own is met.
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise UnreadableFile("网页嵌套太深，或一处文字太长，不读")
    return root


def _meta(root: Element, name: str) -> str:
    return next((meta.get("content", "") for meta in root.iter("meta") if meta.get("name") == name), "")


def _widths(root: Element) -> dict[str, float]:
    """The widths, in percent, that the page's style gives to classes."""
    found = (match for style in root.iter("style") for match in _WIDTH.findall(style.text or ""))
    return {name: float(width) for name, width in found if width.count(".") < 2 and width != "."}


def _blocks(root: Element, page: Page) -> Iterator[Block]:
    """A table that holds tables is there for the page's looks: its content counts, not its grid."""
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        kind = element.tag
        if kind not in _NO_TEXT and (kind not in _READ or element.find(".//table") is not None):
            continue
        walk.skip_subtree()
        block = _block(element, page)
        if block is not None:
            yield block


_READ = {*_HEADINGS, "p", "table"}


def _block(element: Element, page: Page) -> Block | None:
    if element.tag in _HEADINGS:
        return Heading("".join(run.text for run in runs(element, page)), _HEADINGS[element.tag])
    if element.tag == "table":
        return read_table(element, page)
    about = page.ours and element.get("class") == "about"
    return Paragraph(runs(element, page)) if element.tag == "p" and not about else None


def _properties(root: Element) -> Properties:
    spans = root.findall(".//p[@class='about']/span")
    editions = (text.removeprefix("版本：") for span in spans if (text := span.text or "").startswith("版本："))
    issued = next((time.get("datetime", "") for time in root.iterfind(".//p[@class='about']//time")), "")
    try:
        issued = date.fromisoformat(issued).isoformat()
    except ValueError:
        issued = ""
    return Properties(edition=next(editions, ""), agency=_meta(root, "author"), issued=issued)
