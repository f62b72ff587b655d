"""The rows of a `Table` as HTML, written as text in one pass: an escaping template loop costs six times as much."""

from collections.abc import Iterator, Sequence

from gkml.document import Cell, Run, Table


def head_html(table: Table) -> Iterator[str]:
    last = len(table.head)
    for number, row in enumerate(table.head, 1):
        yield "<tr>"
        for cell in row.cells:
            scope, column = ("colgroup", "") if cell.colspan > 1 else ("col", f' data-column="{cell.column}"')
            if number + cell.rowspan - 1 < last and cell.colspan == 1:
                column = ""
            marked = " data-filter" if column and table.columns[cell.column].filter else ""
            yield f'<th scope="{scope}"{column}{marked}{_spans(cell)}>{runs_html(cell.runs)}</th>'
        yield "</tr>\n"


def body_html(table: Table, classes: Sequence[str]) -> Iterator[bytes]:
    """Yields the rows; `classes` are those of the columns. Equal cells of a column are one object: it is written once."""
    centred = [" c" if column.align == "center" else "" for column in table.columns]
    starts = [f'<td class="{name}{also}"' for name, also in zip(classes, centred, strict=True)]
    html_of: dict[int, str] = {}

    def written(cell: Cell) -> str:
        html = html_of[id(cell)] = f"{starts[cell.column]}{_spans(cell)}>{runs_html(cell.runs)}</td>"
        return html

    for row in table.body:
        anchor = f' id="i-{escaped_html(row.key)}"' if row.key else ""
        anchor += f' data-begins="{row.begins}"' if row.begins else ""
        mark = f' class="{row.mark}"' if row.mark else ""
        cells = "".join([html_of.get(id(cell)) or written(cell) for cell in row.cells])
        yield f"<tr{anchor}{mark}>{cells}</tr>\n".encode()


def _spans(cell: Cell) -> str:
    if cell.rowspan == 1 and cell.colspan == 1:
        return ""
    down = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return f'{down} colspan="{cell.colspan}"' if cell.colspan > 1 else down


_TAGS = {"inserted": "ins", "deleted": "del"}


def runs_html(runs: tuple[Run, ...]) -> str:
    if len(runs) == 1 and not runs[0].mark and not runs[0].basis:
        return escaped_html(runs[0].text)
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = escaped_html(run.text)
    if run.basis:
        text = f'<span class="bound" tabindex="0" title="{escaped_html(run.basis)}">{text}</span>'
    return f"<{_TAGS[run.mark]}>{text}</{_TAGS[run.mark]}>" if run.mark else text


def escaped_html(text: str) -> str:
    if "&" in text or "<" in text or ">" in text or '"' in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text
