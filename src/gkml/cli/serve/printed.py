"""A document as it is printed, as pieces of HTML to read: headings, paragraphs and tables; all texts are escaped."""

from collections.abc import Iterator

from gkml.document import Block, Document, Heading, Paragraph, Table
from gkml.formats.html.table_css import column_classes
from gkml.formats.html.write_table import body_html, head_html, runs_html


def document_html(document: Document) -> Iterator[str]:
    """Yields the blocks of a document."""
    return map(block_html, document.blocks)


def block_html(block: Block) -> str:
    """Returns a block; a figure is left out, with a line in its place."""
    if isinstance(block, Heading):
        level = min(block.level + 1, 6)
        return f"<h{level}>{runs_html(block.runs)}</h{level}>"
    if isinstance(block, Paragraph):
        return f'<p class="{block.role}">{runs_html(block.runs)}</p>'
    if isinstance(block, Table):
        return table_html(block, b"".join(body_html(block, column_classes(block, 1))).decode())
    return '<p class="quiet">（图印在导出的文件里）</p>'


def table_html(table: Table, rows: str, role: str = "table") -> str:
    """Returns a table with these rows and the widths of its columns."""
    columns = "".join(f'<col width="{column.share:.2%}">' for column in table.columns)
    head = "".join(head_html(table))
    return (
        f'<div class="sheet" tabindex="0" role="region" aria-label="表"><table role="{role}"><colgroup>{columns}</colgroup>'
        f"<thead>{head}</thead><tbody>{rows}</tbody></table></div>"
    )
