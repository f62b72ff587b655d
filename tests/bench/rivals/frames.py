"""Flat rows go in, an .xlsx or a page of HTML comes out of a pandas frame, with no looks."""

from io import BytesIO

import pandas

from tests.bench.flat import HEADINGS, Flat

INDEX = HEADINGS[:2]  # an index of several levels is what pandas merges


def excel(flat: Flat) -> bytes:
    """Write both sheets with pandas, whose index merges 序号 and 具体职责; no widths, no wrapping, no heights."""
    frame = pandas.DataFrame(flat.rows, columns=HEADINGS)
    out = BytesIO()
    with pandas.ExcelWriter(out, engine="openpyxl") as writer:
        frame.set_index(INDEX).to_excel(writer, sheet_name="目录")
        frame.to_excel(writer, sheet_name="数据", index=False)
    return out.getvalue()


def html(flat: Flat) -> bytes:
    """Have pandas write the table; its index gives 序号 and 具体职责 their rowspans."""
    frame = pandas.DataFrame(flat.rows, columns=HEADINGS).set_index(INDEX)
    page: str = frame.to_html()
    return page.encode()
