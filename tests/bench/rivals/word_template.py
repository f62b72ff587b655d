"""Flat rows go in, a .docx comes out, rendered by docxtpl from a template made on the fly."""

from io import BytesIO

from docx.oxml import OxmlElement
from docxtpl import DocxTemplate  # type: ignore[import-untyped]

from tests.bench.flat import Flat
from tests.bench.rivals.word import MERGED, WIDTHS, grid, head, page, saved


def row_loop(flat: Flat) -> bytes:
    """Render a docxtpl template with a row loop; its `vm` tag merges the first columns of each group."""
    filled = DocxTemplate(BytesIO(template()))
    filled.render({"title": flat.title, "groups": list(flat.groups())}, autoescape=True)
    out = BytesIO()
    filled.save(out)
    return out.getvalue()


def template() -> bytes:
    """Make the template on the fly: a heading row, and a row that docxtpl repeats, in two nested loops."""
    document = page("{{ title }}")
    table = grid(document, 6)
    head(table.rows[0])
    table.cell(1, 0).text = "{%tr for group in groups %}"
    table.cell(2, 0).text = "{%tr for row in group %}"
    for column, cell in enumerate(table.rows[3].cells):
        cell.width = WIDTHS[column]
        cell.text = ("{% vm %}" if column < MERGED else "") + f"{{{{ row[{column}] }}}}"
    table.rows[3]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.cell(4, 0).text = "{%tr endfor %}"
    table.cell(5, 0).text = "{%tr endfor %}"
    return saved(document)
