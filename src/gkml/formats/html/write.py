"""HTML: a `Document` in, one self-contained page out, readable without scripts; search and filters where scripts run.

The rows are written as text in one pass (an escaping template loop costs six times as much); the page around them is a
jinja2 template. The content security policy lets nothing run or load but the page's own style and script.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from gkml.document import Block, Cell, Document, Paragraph, Run, Table
from gkml.formats import Looks


def write(document: Document, looks: Looks) -> bytes:
    """The document as a page in the given looks (page.html.j2, page.css, page.js)."""
    table = next(document.tables())
    place = document.blocks.index(table)
    style = looks["page.css"].decode() + _widths(table)
    script = looks["page.js"].decode()
    page = _template(looks["page.html.j2"]).render(
        policy=policy(style, script),
        style=Markup(style),
        script=Markup(script),
        title=document.title,
        about=document.properties,
        before=[_block(block) for block in document.blocks[:place]],
        after=[_block(block) for block in document.blocks[place + 1 :]],
        columns=table.columns,
        count=len(table.body),
        head=Markup("".join(_head(table))),
        body=_ROWS,
    )
    above, below = page.encode().split(_ROWS.encode())
    return b"".join((above, *_body(table), below))


_ROWS = "\x00"
"""Stands for the rows while the page is made around them; no text holds it, for XML and YAML refuse it."""


def write_index(entries: Sequence[Mapping[str, Any]], looks: Looks) -> bytes:
    """The page that lists what was built: `{"agency", "title", "edition", "count", "page": href, "links": [(name, href)]}` each."""
    style = looks["page.css"].decode()
    page = _template(looks["index.html.j2"])
    return page.render(entries=entries, policy=policy(style), style=Markup(style)).encode()


def policy(style: str, script: str = "") -> str:
    """A content security policy that allows this style and this script and nothing else."""
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    return f"default-src 'none'; style-src '{_hash(style)}'; {scripts}base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=8)
def _template(source: bytes) -> Template:
    # A line's end after a tag is not printed; values are escaped; a name the template does not get is an error.
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    return environment.from_string(source.decode())


def _widths(table: Table) -> str:
    """Column widths as style rules: the policy does not let style attributes in."""
    return "".join(f".k{number}{{width:{column.share:.2%}}}" for number, column in enumerate(table.columns))


def _block(block: Block) -> dict[str, Any]:
    """What the template is given of a block; `marked` and `also` are the class of one that came or went."""
    if isinstance(block, Table):
        raise ValueError("a page has one table")
    marked = Markup(f' class="{block.mark}"') if block.mark else ""
    told = {"text": Markup(_runs(block.runs)), "marked": marked, "also": f" {block.mark}" if block.mark else ""}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", **told}
    return {"kind": "heading" if block.level else "title", "level": block.level, **told}


def _head(table: Table) -> Iterator[str]:
    last = len(table.head)
    for number, row in enumerate(table.head, 1):
        yield "<tr>"
        for cell in row.cells:
            scope, column = ("colgroup", "") if cell.colspan > 1 else ("col", f' data-column="{cell.column}"')
            if number + cell.rowspan - 1 < last and cell.colspan == 1:
                column = ""
            marked = " data-filter" if column and table.columns[cell.column].filter else ""
            yield f'<th scope="{scope}"{column}{marked}{_spans(cell)}>{_runs(cell.runs)}</th>'
        yield "</tr>\n"


def _body(table: Table) -> Iterator[bytes]:
    """The rows. Equal cells of a column are one object: what was written of it is written again."""
    starts = ['<td class="c"' if column.align == "center" else "<td" for column in table.columns]
    known: dict[int, str] = {}

    def written(cell: Cell) -> str:
        html = known[id(cell)] = f"{starts[cell.column]}{_spans(cell)}>{_runs(cell.runs)}</td>"
        return html

    for row in table.body:
        anchor = f' id="i-{_escaped(row.key)}"' if row.key else ""
        anchor += f' data-begins="{row.begins}"' if row.begins else ""
        mark = f' class="{row.mark}"' if row.mark else ""
        cells = "".join([known.get(id(cell)) or written(cell) for cell in row.cells])
        yield f"<tr{anchor}{mark}>{cells}</tr>\n".encode()


def _spans(cell: Cell) -> str:
    if cell.rowspan == 1 and cell.colspan == 1:
        return ""
    down = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return f'{down} colspan="{cell.colspan}"' if cell.colspan > 1 else down


_TAGS = {"inserted": "ins", "deleted": "del"}


def _runs(runs: tuple[Run, ...]) -> str:
    if len(runs) == 1 and not runs[0].mark:
        return _escaped(runs[0].text)
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = _escaped(run.text)
    return f"<{_TAGS[run.mark]}>{text}</{_TAGS[run.mark]}>" if run.mark else text


def _escaped(text: str) -> str:
    if "&" in text or "<" in text or ">" in text or '"' in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text
