"""The script an office would keep, `python -m tests.bench.ordinary IN OUT`: YAML in; Word, Excel and HTML out."""

import sys
from pathlib import Path

import yaml

from tests.bench.flat import flatten
from tests.bench.rivals import excel, html, word


def build(source: Path, out: Path) -> None:
    """Write `out`/NAME.docx, .xlsx and .html."""
    with source.open(encoding="utf-8") as text:
        flat = flatten(yaml.load(text, Loader=yaml.CSafeLoader))
    out.mkdir(parents=True, exist_ok=True)
    target = out / source.name
    target.with_suffix(".docx").write_bytes(word.careful(flat))
    target.with_suffix(".xlsx").write_bytes(excel.two_sheets(flat))
    target.with_suffix(".html").write_bytes(html.marked(flat))


def build_all(folder: Path) -> None:
    """Build every catalog of a workspace into its folder `out`."""
    for source in sorted(folder.glob("*/*.yaml")):
        build(source, folder / "out" / source.parent.name)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
