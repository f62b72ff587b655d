"""The page of a document as pieces of HTML: blocks, the rows of its table, its findings. All texts are escaped here."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gkml.catalog.model import Entry
from gkml.cli.serve.printed import block_html, table_html
from gkml.diagnostics import LABELS, SEVERITIES
from gkml.diagnostics.quoting import without_keys
from gkml.document import Cell, Heading, Paragraph, Row, Table
from gkml.formats.html.write_table import escaped_html as escaped
from gkml.formats.html.write_table import head_html, runs_html
from gkml.kinds import KINDS
from gkml.layout.catalog import layout
from gkml.layout.findings import field_name
from gkml.project.desk.cells import CellValue, table_values, top_values
from gkml.project.desk.findings import CellFinding, cell_findings
from gkml.project.desk.printed_values import PrintedValues, field_names, printed_values
from gkml.project.desk.values import prose, values
from gkml.project.editor.opened import Opened

SIGNS = {"error": "✕", "warning": "！", "info": "i"}
"""The sign of each severity beside a cell: a colour alone would not do."""
ByCell = Mapping[str, list[CellFinding]]


class Block(NamedTuple):
    """A piece of the page: `html` around its `rows`, which stand where `ROWS` is; without rows it is all `html`."""

    html: str
    rows: tuple[str, ...] = ()


ROWS = "<!--rows-->"


class Sheet(NamedTuple):
    """The page of a document: its blocks from the top, and each finding with its name, in the order of the file."""

    blocks: tuple[Block, ...]
    findings: tuple[tuple[str, str], ...]


def sheet_of(opened: Opened) -> Sheet:
    """Returns the page of a document; of one that cannot be read, what is wrong with it."""
    addresses = values(opened)
    found = cell_findings(opened, addresses)
    by_cell: defaultdict[str, list[CellFinding]] = defaultdict(list)
    for each in found:
        by_cell[each.at].append(each)
    names, fields = {each.at: name for each, name in _names(opened)}, _fields(opened)
    printed = None if opened.entry else printed_values(opened)
    blocks = _catalog(opened.entry, by_cell) if opened.entry else _printed(printed, by_cell) if printed else ()
    return Sheet(
        tuple(blocks),
        tuple(
            (each.id, finding_html(each, names.get(each.at) or fields.get(each.diagnostic.field, ""))) for each in found
        ),
    )


def _names(opened: Opened) -> Iterator[tuple[CellValue, str]]:
    """Yields the values that are no row's own, with the name that the list of findings shows for them."""
    if opened.entry:
        for name, value in top_values(opened.entry):
            yield value, name


def _fields(opened: Opened) -> dict[str, str]:
    """Returns what users call the fields of a document that is no directory."""
    entry = opened.loaded.entry
    return field_names(KINDS[entry.kind]) if entry and opened.entry is None else {}


# --- a directory ---


def _catalog(entry: Entry, by_cell: ByCell) -> Iterator[Block]:
    catalog, profile = entry.catalog, entry.profile
    texts = {value.at: value for value in prose(catalog)}
    about = [(name, value) for name, value in top_values(entry) if not value.at.startswith("defaults")]
    leads = [(name, value) for name, value in top_values(entry) if value.at.startswith("defaults")]
    count = sum(len(by_cell.get(value.at, ())) for _, value in about)
    opened = " open" if count else ""
    rows = "".join(_field(name, value, by_cell) for name, value in about)
    yield Block(f'<details class="about"{opened}><summary>基本信息</summary><dl>{rows}</dl></details>')
    if "preface" in texts and texts["preface"].value:
        yield Block(_line("preface", "表前的正文", texts["preface"], by_cell))
    yield Block(f"<h1>{_text('span', 'title', texts['title'], by_cell)}</h1>")
    yield Block(_line("subtitle", "标题下的各行", texts["subtitle"], by_cell))
    if leads:
        yield Block(f'<dl class="leads">{"".join(_field(name, value, by_cell) for name, value in leads)}</dl>')
    table = next(layout(catalog, profile).tables())
    yield Block(_table(table, f"{catalog.title}，共 {len(table.body)} 行"), tuple(_rows(table, entry, by_cell)))
    yield Block(_line("notes", "表后的注释", texts["notes"], by_cell))


def _field(name: str, value: CellValue, by_cell: ByCell) -> str:
    return f"<div><dt>{escaped(name)}</dt>{_text('dd', '', value, by_cell)}</div>"


def _line(style: str, name: str, value: CellValue, by_cell: ByCell) -> str:
    return f"{_text('p', style, value, by_cell, name)}"


def _text(tag: str, style: str, value: CellValue, by_cell: ByCell, name: str = "") -> str:
    """Returns a value that stands outside a table; an empty one shows its name."""
    text = value.value if isinstance(value.value, str) else "\n".join(value.value)
    label = f' aria-label="{escaped(name)}"' if name and not text else ""
    empty = f' data-name="{escaped(name)}"' if name else ""
    attributes = f'{_attributes(value, by_cell, style)}{empty}{label} role="button" tabindex="0"'
    if tag == "dd":
        return f"<dd><span{attributes}>{escaped(text)}</span></dd>"
    return f"<{tag}{attributes}>{escaped(text)}</{tag}>"


def _table(table: Table, caption: str) -> str:
    columns = "".join(f'<col width="{column.share * 94:.2f}%">' for column in table.columns)
    head = "".join(head_html(table)).replace(
        "</tr>", f'<th scope="col" rowspan="{len(table.head)}" class="menu">行</th></tr>', 1
    )
    return (
        f'<div class="sheet"><table role="grid" aria-label="{escaped(caption)}"><caption>{escaped(caption)}</caption>'
        f'<colgroup>{columns}<col width="6%"></colgroup><thead>{head}</thead><tbody>{ROWS}</tbody></table></div>'
    )


def _rows(table: Table, entry: Entry, by_cell: ByCell) -> Iterator[str]:
    for number, (row, held) in enumerate(zip(table.body, table_values(entry), strict=True), 1):
        cells = "".join([_cell(cell, held[cell.column], by_cell, table) for cell in row.cells])
        item = escaped(row.key)
        menu = f'<td class="menu"><button type="button" data-item="{item}" aria-label="第 {number} 行的操作" aria-haspopup="dialog">⋯</button></td>'
        yield f'<tr data-row="{item}">{cells}{menu}</tr>'


def _cell(cell: Cell, value: CellValue | None, by_cell: ByCell, table: Table) -> str:
    style = "c" if table.columns[cell.column].align == "center" else ""
    down = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    if value is None:
        return f'<td class="{style} fixed" aria-readonly="true" tabindex="-1"{down}>{escaped(cell.text)}</td>'
    return f'<td{_attributes(value, by_cell, style)} tabindex="-1"{down}>{escaped(cell.text)}</td>'


# --- a document of another kind ---


def _printed(printed: PrintedValues, by_cell: ByCell) -> Iterator[Block]:
    for place, block in enumerate(printed.document.blocks):
        if isinstance(block, Table):
            yield Block(table_html(block, ROWS, "grid"), tuple(_printed_rows(block, place, printed, by_cell)))
        elif (value := printed.blocks.get(place)) and isinstance(block, Heading):
            yield Block(f"<h{min(block.level + 1, 6)}>{_text('span', '', value, by_cell)}</h{min(block.level + 1, 6)}>")
        elif value and isinstance(block, Paragraph):
            yield Block(_text("p", block.role, value, by_cell))
        else:
            yield Block(block_html(block))
    if printed.others:
        rows_html = "".join(_field(name, value, by_cell) for name, value in printed.others)
        opened = " open" if any(by_cell.get(value.at) for _, value in printed.others) else ""
        yield Block(
            f'<details class="about"{opened}><summary>逐项修改（和别的文字印在一起、或者不印的）</summary>'
            f'<dl class="whole">{rows_html}</dl></details>'
        )


def _printed_rows(table: Table, place: int, printed: PrintedValues, by_cell: ByCell) -> Iterator[str]:
    for number, row in enumerate(table.body):
        held = [printed.cells.get((place, number, cell.column)) for cell in row.cells]
        yield _printed_row(row, table, held, by_cell)


def _printed_row(row: Row, table: Table, values: list[CellValue | None], by_cell: ByCell) -> str:
    cells = []
    for cell, value in zip(row.cells, values, strict=True):
        style = "c" if table.columns[cell.column].align == "center" else ""
        spans = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        spans += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        held = _attributes(value, by_cell, style) if value else f' class="{style} fixed" aria-readonly="true"'
        cells.append(f'<td{held} tabindex="-1"{spans}>{runs_html(cell.runs)}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _attributes(value: CellValue, by_cell: ByCell, style: str) -> str:
    """Returns the attributes by which the script edits a value, and those that lead to its findings."""
    listed = by_cell.get(value.at, ())
    worst = min((SEVERITIES.index(each.diagnostic.severity) for each in listed), default=-1)
    severity = SEVERITIES[worst] if worst >= 0 else ""
    classes = " ".join(filter(None, [style, severity]))
    text = f' class="{classes}"' if classes else ""
    text += f' data-at="{escaped(value.at)}" data-editing="{value.editing}"'
    if not isinstance(value.value, str):
        text += f' data-value="{escaped(json.dumps(value.value, ensure_ascii=False))}"'
    if value.tick:
        text += f' data-tick="{escaped(value.tick)}"'
    if severity:
        names = " ".join(f"f-{each.id}" for each in listed)
        text += f' data-signs="{SIGNS[severity]}{len(listed)}" aria-describedby="{names}"'
    return text


# --- findings ---


def finding_html(finding: CellFinding, name: str = "") -> str:
    """Returns a finding as an entry of the list: where, what is wrong, what to do, and the buttons."""
    each = finding.diagnostic
    problem, advice = map(without_keys, each.problem_and_advice())
    where = " · ".join(filter(None, [each.title, name or field_name(each.field)])) or "整份文件"
    parts = [
        f'<li id="f-{finding.id}" class="{each.severity}" data-at="{escaped(finding.at)}" data-finding="{finding.id}">',
        f'<button type="button" class="go"><b>{SIGNS[each.severity]} {LABELS[each.severity]}</b> {escaped(where)}</button>',
        f"<p>{escaped(problem)}</p>",
        f'<p class="advice">{escaped(advice)}</p>' if advice else "",
        f'<div class="do">{"".join(_buttons(finding))}</div></li>',
    ]
    return "".join(parts)


def _buttons(finding: CellFinding) -> Iterator[str]:
    each = finding.diagnostic
    if each.fix:
        text = each.fix.value if isinstance(each.fix.value, str) else "；".join(each.fix.value)
        yield f'<button type="button" class="fix">改为“{escaped(text if len(text) < 60 else text[:60] + "…")}”</button>'
    if not each.code.startswith("K0"):
        yield '<button type="button" class="accept">接受……</button>'
    yield f'<a href="/rule/{escaped(each.code)}" target="_blank" rel="noopener">规则 {escaped(each.code)}</a>'
