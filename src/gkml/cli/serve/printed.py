"""A document as it is printed, as pieces of HTML to read: headings, paragraphs and tables; all texts are escaped."""

from collections.abc import Iterator

from gkml.document import Document, Heading, Paragraph, Table
from gkml.formats.html.write_table import body_html, head_html, runs_html


def document_html(document: Document) -> Iterator[str]:
    """Yields the blocks of a document. Figures are left out."""
    for block in document.blocks:
        if isinstance(block, Heading):
            level = min(block.level + 1, 6)
            yield f"<h{level}>{runs_html(block.runs)}</h{level}>"
        elif isinstance(block, Paragraph):
            yield f'<p class="{block.role}">{runs_html(block.runs)}</p>'
        elif isinstance(block, Table):
            yield table_html(block)


def table_html(table: Table) -> str:
    """Returns a table with the widths of its columns."""
    columns = "".join(f'<col width="{column.share:.2%}">' for column in table.columns)
    head, body = "".join(head_html(table)), b"".join(body_html(table)).decode()
    return (
        f'<div class="sheet" tabindex="0" role="region" aria-label="表"><table><colgroup>{columns}</colgroup>'
        f"<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )
