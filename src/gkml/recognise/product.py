"""Recognises products of gkml that are no directories: 修订对照表, 问题清单, 期限表 …"""

from gkml.document import Document
from gkml.recognise.grid import Grid, parts
from gkml.recognise.head import head_of
from gkml.recognise.headings import bare, products


def product_of(document: Document) -> str:
    """Returns the name of the product, "" for any other document.

    Word, Excel and HTML files state it; in other files every table with a known heading must be that of a product.
    """
    if document.properties.product:
        return document.properties.product
    name = ""
    for grid in parts(document):
        if not isinstance(grid, Grid):
            continue
        product = product_table(grid)
        if not product and head_of(grid):
            return ""
        name = name or product
    return name


_FIRST_ROWS = 5


def product_table(grid: Grid) -> str:
    """Returns the name of the product whose headings a table has, "" for any other table."""
    for line in grid.lines[:_FIRST_ROWS]:
        texts = {bare(text) for text in line.own()}
        for product in products():
            if {bare(heading) for heading in product.headings} <= texts:
                return product.name
    return ""
