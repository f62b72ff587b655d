"""Runs, paragraphs and tracked changes as WordprocessingML. Clauses in brackets are those of ECMA-376 Part 1."""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from gkml.document import Document, Heading, Mark, Paragraph, Role, Run
from gkml.formats.package.write import escaped

EDITOR = "gkml"
REVISED = "2000-01-01T00:00:00Z"
"""The date of tracked changes: they need one, and the same input must give the same bytes."""
TWIPS = 20
"""Twentieths of a point."""


def twips(points: float) -> int:
    return round(points * TWIPS)


# --- tracked changes ---

_CHANGES: dict[Mark, str] = {"inserted": "ins", "deleted": "del"}


def change(mark: Mark, tracked: bool) -> str:
    """The element that says of a row, or of the end of a paragraph, that it came or went; "" if it did neither."""
    return f"<w:{_CHANGES[mark]} {_revision()}/>" if mark and tracked else ""


def _revision() -> str:
    return f'w:id="{_ID}" w:author="{EDITOR}" w:date="{REVISED}"'


_ID = "\x00"
"""Stands for the id of a tracked change until all of them are counted; no text holds it, for XML and YAML refuse it."""


def numbered(pieces: Iterable[str]) -> Iterator[str]:
    """Yields the pieces with an id of its own for each tracked change (17.13.5)."""
    ids = count(1)
    for piece in pieces:
        yield re.sub(_ID, lambda _: str(next(ids)), piece) if _ID in piece else piece


# --- text ---

_RUNS = {
    "": '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>',
    "deleted": '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:strike/><w:color w:val="9C0006"/></w:rPr>',
    "inserted": '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:color w:val="006100"/><w:u w:val="single"/></w:rPr>',
}
_KEEP_SPACES = ' xml:space="preserve"'


def run_xml(run: Run, tracked: bool) -> str:
    """A run, with line breaks and tabs; a mark is a change still to be accepted (`tracked`), or only a look."""
    if not run.text:
        return ""
    tag = "w:delText" if run.mark == "deleted" and tracked else "w:t"
    text = escaped(run.text)
    spaces = _KEEP_SPACES if " " in text else ""
    for sign, element in (("\n", "<w:br/>"), ("\t", "<w:tab/>")):
        if sign in text:
            text = text.replace(sign, f"</{tag}>{element}<{tag}{spaces}>")
    xml = f"{_RUNS['' if tracked else run.mark]}<{tag}{spaces}>{text}</{tag}></w:r>"
    return f"<w:{_CHANGES[run.mark]} {_revision()}>{xml}</w:{_CHANGES[run.mark]}>" if run.mark and tracked else xml


STYLES: dict[Role, str] = {
    "note": "GkmlNote",
    "lead": "GkmlNote",
    "body": "GkmlBody",
    "addressee": "GkmlAddressee",
    "attachment": "GkmlAttachment",
    "subtitle": "GkmlSubtitle",
    "signature": "GkmlSignature",
    "date": "GkmlDate",
}
"""The style of each role."""
_ADDED: dict[Role, str] = {
    "attachment": '<w:name w:val="附件号"/><w:basedOn w:val="GkmlBody"/><w:next w:val="GkmlTitle"/><w:qFormat/><w:pPr><w:keepNext/>'
    '<w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>',
    "subtitle": '<w:name w:val="目录副标题"/><w:basedOn w:val="GkmlBody"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after="240"/>'
    '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>',
    "addressee": '<w:name w:val="主送"/><w:basedOn w:val="GkmlBody"/><w:qFormat/><w:pPr><w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>',
    "signature": '<w:name w:val="目录署名"/><w:basedOn w:val="GkmlBody"/><w:next w:val="GkmlDate"/><w:qFormat/><w:pPr><w:keepNext/>'
    '<w:spacing w:before="560"/><w:ind w:rightChars="200" w:right="640" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/></w:pPr>',
    "date": '<w:name w:val="目录成文日期"/><w:basedOn w:val="GkmlBody"/><w:qFormat/><w:pPr>'
    '<w:ind w:rightChars="200" w:right="640" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/></w:pPr>',
}
"""Styles that only a document of such paragraphs is given, if its template has none of that name."""


def with_styles(styles: str, document: Document) -> str:
    """Returns the style sheet with the styles of the roles that the document uses."""
    roles = {block.role for block in document.blocks if isinstance(block, Paragraph)}
    missing = [role for role in _ADDED if role in roles and f'"{STYLES[role]}"' not in styles]
    added = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{STYLES[role]}">{_ADDED[role]}</w:style>'
        for role in missing
    )
    return styles.replace("</w:styles>", f"{added}</w:styles>") if added else styles


def paragraph_xml(block: Heading | Paragraph, tracked: bool, new_page: bool = False) -> str:
    """Returns the mark of a paragraph that came or went is that of its end (17.13.5.15, 17.13.5.20)."""
    runs = "".join(run_xml(run, tracked) for run in block.runs)
    end = change(block.mark, tracked)
    mark = f"<w:rPr>{end}</w:rPr>" if end else ""
    page = "<w:pageBreakBefore/>" if new_page else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{_style(block)}"/>{page}{mark}</w:pPr>{runs}</w:p>'


def _style(block: Heading | Paragraph) -> str:
    if isinstance(block, Paragraph):
        return STYLES[block.role]
    return f"GkmlHeading{block.level}" if block.level else "GkmlTitle"
