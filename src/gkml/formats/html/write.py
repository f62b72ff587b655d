"""HTML: a `Document` in, one self-contained page out, readable without scripts; search and filters where scripts run.

The page is a jinja2 template around tables that are written as text. Its content security policy lets nothing run or load
but the page's own style, script and pictures. The script serves a page of one table.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any

from markupsafe import Markup

from gkml.document import Chart, Document, Figure, Heading, Paragraph, Picture, Role, Table, Wording
from gkml.formats import Looks
from gkml.formats.html.chart import chart_svg
from gkml.formats.html.table_css import column_classes, has_cards, table_css
from gkml.formats.html.template import rendered
from gkml.formats.html.write_table import body_html, escaped_html, head_html, runs_html


def write(document: Document, looks: Looks, links: Sequence[tuple[str, str]] = ()) -> bytes:
    """Returns the document as a page in the given looks (page.html.j2, page.css, page.js, page-report.css).

    `links` are other pages of a site, as text and address.
    """
    tables = list(document.tables())
    style = _style(document, looks) + (looks["page-links.css"].decode() if links else "")
    script = _script(looks["page.js"].decode(), document.wording) if len(tables) == 1 else ""
    values = {
        "policy": policy(style, script, any(isinstance(block, Picture) for block in document.blocks)),
        "style": Markup(style),
        "script": Markup(script),
        "title": document.title,
        "about": document.properties,
        "stated": _stated(document),
        "words": document.wording,
        "links": [{"text": text, "href": href} for text, href in links],
        "data": Markup(_json_html(document.data)),
        "tables": len(tables),
        "blocks": list(_blocks(document)),
    }
    page = rendered(looks, "page.html.j2", values).encode().split(_ROWS.encode())
    bodies = (b"".join(body_html(table, column_classes(table, place))) for place, table in enumerate(tables, 1))
    return b"".join(chain.from_iterable(zip_longest(page, bodies, fillvalue=b"")))


def _stated(document: Document) -> set[str]:
    """Returns the properties that a line between title and table states, so that they are not printed again."""
    about = document.properties
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph) and block.role in _BESIDE_TITLE]
    days = {f"{int(y)}-{int(m):02}-{int(d):02}" for line in lines for y, m, d in _DAY.findall(line)}
    stated = {field for field in ("agency", "edition") if any(_states(line, getattr(about, field)) for line in lines)}
    return stated | ({"issued"} if about.issued in days else set())


def _states(line: str, value: str) -> bool:
    return bool(value) and value in line


_BESIDE_TITLE: frozenset[Role] = frozenset({"subtitle", "lead"})
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ROWS = "\x00"
"""Stands for the rows of a table while the page is made around them; no text holds it, for XML and YAML refuse it."""


def write_index(entries: Sequence[Mapping[str, Any]], looks: Looks) -> bytes:
    """The page that lists what was built: `{"agency", "title", "edition", "count", "page": href, "links": [(name, href)]}` each."""
    style = looks["page.css"].decode()
    values = {"entries": entries, "policy": policy(style), "style": Markup(style)}
    return rendered(looks, "index.html.j2", values).encode()


def policy(style: str, script: str = "", pictures: bool = False) -> str:
    """A content security policy that allows this style, this script and pictures within the page, and nothing else."""
    scripts = f"script-src '{hash_of(script)}'; " if script else ""
    images = "img-src data:; " if pictures else ""
    return f"default-src 'none'; style-src '{hash_of(style)}'; {scripts}{images}base-uri 'none'; form-action 'none'"


def hash_of(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _json_html(data: str) -> str:
    """JSON that no text in it can end: `<`, `>` and `&` stand in strings alone, where JSON has another way to write them."""
    return data.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e").strip()


_CLASSES: dict[Role, str] = {"body": "prose", "lead": "prose"}
"""The classes of paragraphs whose role is not their class."""
_IN_PAGE_CSS = {"body", "lead", "note"}


def _style(document: Document, looks: Looks) -> str:
    """Returns the style sheet; what depends on the document is in it, for the policy does not let style attributes in."""
    roles = {block.role for block in document.blocks if isinstance(block, Paragraph)}
    more = roles - _IN_PAGE_CSS or any(isinstance(block, Figure) for block in document.blocks)
    report = looks.get("page-report.css", b"").decode() if more or document.data else ""
    return looks["page.css"].decode() + report + table_css(document)


def _script(script: str, wording: Wording) -> str:
    """Returns the script with the words of the document."""
    shown = wording.shown.format(shown="${count}", count="${rows.length}")
    return script.replace("@every@", wording.every).replace("@shown@", shown)


def _blocks(document: Document) -> Iterator[dict[str, Any]]:
    """What the template is given of each block."""
    over, number, titled = document.title, 0, False
    several = len(list(document.tables())) > 1
    top = min((block.level for block in document.blocks if isinstance(block, Heading) and block.level), default=1)
    for block in document.blocks:
        if isinstance(block, Table):
            number += 1
            yield _table(block, number, over, document.wording, several)
            continue
        values = _block(block)
        if isinstance(block, Heading):
            over = block.text if several else over
            yield {**values, **_ranked(block, top, values["marked"]), "first": not block.level and not titled}
            titled = titled or not block.level
        else:
            yield values


def _ranked(block: Heading, top: int, marked: str) -> dict[str, Any]:
    """The level of a heading where the highest one below the title is `top`: none is skipped, for readers of screens.

    The level of the document stays with it, for our reader.
    """
    if top == 1 or not block.level:
        return {"level": block.level}
    return {"level": block.level - top + 1, "marked": Markup(f'{marked} data-level="{block.level}"')}


def _table(table: Table, number: int, over: str, wording: Wording, several: bool) -> dict[str, Any]:
    """`over` is the heading that the table stands under, or the title of the document that it is alone in."""
    return {
        "kind": "table",
        "number": number,
        "label": over if several else wording.table,
        "caption": wording.rows.format(title=over, count=len(table.body)),
        "columns": column_classes(table, number),
        "cards": has_cards(table),
        "head": Markup("".join(head_html(table))),
        "body": _ROWS,
    }


def _block(block: Heading | Paragraph | Figure) -> dict[str, Any]:
    """A block but a table; `marked` and `also` are the class of one that came or went."""
    if isinstance(block, Picture):
        data = base64.b64encode(block.data).decode()
        return _figure(f'<img src="data:image/{block.kind};base64,{data}" alt="{escaped_html(block.alt)}">')
    if isinstance(block, Chart):
        return _figure(chart_svg(block))
    marked = f' class="{block.mark}"' if block.mark else ""
    values = {
        "text": Markup(runs_html(block.runs)),
        "marked": Markup(marked),
        "also": f" {block.mark}" if block.mark else "",
    }
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "style": _CLASSES.get(block.role, block.role), **values}
    return {"kind": "heading" if block.level else "title", "level": block.level, **values}


def _figure(content: str) -> dict[str, Any]:
    return {"kind": "figure", "content": Markup(content)}
