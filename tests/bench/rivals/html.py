"""Flat rows go in, a page of HTML comes out."""

from collections.abc import Iterable, Iterator

from jinja2 import Environment

from tests.bench.flat import HEADINGS, Flat

PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{{ title }}</title>
<style>table{border-collapse:collapse}th,td{border:1px solid;padding:.3em}thead{position:sticky;top:0}</style>
</head>
<body>
<h1>{{ title }}</h1>
<table>
<thead><tr>{% for heading in headings %}<th scope="col">{{ heading }}</th>{% endfor %}</tr></thead>
<tbody>
ROWS</tbody>
</table>
</body>
</html>
"""

BARE = """{% for group in groups %}{% for row in group %}<tr>
{% if loop.first %}{% for cell in row[:2] %}<td rowspan="{{ group|length }}">{{ cell }}</td>
{% endfor %}{% endif %}{% for cell in row[2:] %}<td>{{ cell }}</td>
{% endfor %}</tr>
{% endfor %}{% endfor %}"""

MARKED = """{% for group in groups %}{% for row in group %}<tr id="item-{{ row["序号"] }}-{{ loop.index }}">
{% for heading in headings %}{% if loop.index > 2 %}<td data-label="{{ heading }}">{{ row[heading] }}</td>
{% elif row is sameas group[0] %}<td data-label="{{ heading }}" rowspan="{{ group|length }}">{{ row[heading] }}</td>
{% endif %}{% endfor %}</tr>
{% endfor %}{% endfor %}"""

CELLS = """{% for row in rows %}<tr id="i-{{ row.key }}">
{% for cell in row.cells %}<td{% if cell.rowspan > 1 %} rowspan="{{ cell.rowspan }}"{% endif %}{% if cell.align == "center" %} class="c"{% endif %}>{{ cell.text }}</td>
{% endfor %}</tr>
{% endfor %}"""


def cells(flat: Flat) -> bytes:
    """Loop over cells that know their span and alignment, with autoescape: the same page as gkml's, by a template."""
    return render(CELLS, flat.title, [], rows=list(spanned(flat)))


def spanned(flat: Flat) -> Iterator[dict[str, object]]:
    """Yield rows of cells with span and alignment, as any writer of merged tables needs them."""
    for group in flat.groups():
        for place, row in enumerate(group):
            kept = [(number, text) for number, text in enumerate(row) if number > 1 or not place]
            spans = [
                {
                    "text": text,
                    "rowspan": len(group) if number < 2 else 1,
                    "align": "left" if number in {1, 3} else "center",
                }
                for number, text in kept
            ]
            yield {"key": f"{row[0]}-{place}", "cells": spans}


def bare(flat: Flat) -> bytes:
    """Loop over every cell of rows that are lists, with autoescape: the least that jinja2 can do."""
    return render(BARE, flat.title, flat.groups())


def marked(flat: Flat) -> bytes:
    """Loop over the columns of records, each cell labelled and each row with an id, as a page with filters needs."""
    groups = ([dict(zip(HEADINGS, row, strict=True)) for row in group] for group in flat.groups())
    return render(MARKED, flat.title, groups)


def render(template: str, title: str, groups: Iterable[object], rows: Iterable[object] = ()) -> bytes:
    """Compile the page around a template of rows, and fill it."""
    page = Environment(autoescape=True).from_string(PAGE.replace("ROWS", template))
    return page.render(title=title, headings=HEADINGS, groups=groups, rows=rows).encode()
