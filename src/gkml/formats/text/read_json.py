"""JSON: reads what `json.write` wrote as a `Document` of a title and one table, with the items' ids as row keys.

Merged cells are read as equal cells. Marks, prose, widths and all properties but id and edition are not in the file. Two
columns of one heading share a value, for rows are keyed by heading.
"""

import json
from collections.abc import Sequence
from typing import Any

from gkml.document import Block, Cell, Column, Document, Heading, Properties, Row, Run, Section
from gkml.formats.grid import formed, headed, joined, limited, refuse_beyond
from gkml.formats.unreadable import UnreadableFile, decoded, legal, reading

KEY = "id"


def read(data: bytes) -> Document:
    """Returns the document. Raises `UnreadableFile`."""
    with reading("JSON"):
        try:
            dump = json.loads(decoded(data))
        except json.JSONDecodeError as error:
            raise UnreadableFile(f"打不开：不是完好的 JSON 文件（第 {error.lineno} 行第 {error.colno} 列）") from error
        except ValueError as error:  # a number of too many digits
            raise UnreadableFile("打不开：不是完好的 JSON 文件") from error
        return _document(dump)


def _document(dump: Any) -> Document:
    if not isinstance(dump, dict):
        raise _strange("最外层应是一个对象")
    paths = [_texts(path, "column_paths") for path in _list(dump, "column_paths")]
    if not all(paths):
        raise _strange("column_paths 中有空的列")
    refuse_beyond(len(paths) * len(_list(dump, "rows")))
    headings = [path[-1] for path in paths]
    rows = [_row(row, headings) for row in _list(dump, "rows")]
    title = legal(_text(dump, "title"))
    table = formed([Column(1)] * len(paths), headed(paths), rows)
    blocks: tuple[Block, ...] = (Heading(title, 0), *([table] if table else []))
    return Document(
        title, (Section(limited(blocks)),), Properties(id=_text(dump, "id"), edition=_text(dump, "edition"))
    )


def _row(row: Any, headings: Sequence[str]) -> Row:
    if not isinstance(row, dict):
        raise _strange("rows 中每一行应是一个对象")
    cells = (Cell(column, joined([Run(_text(row, heading))])) for column, heading in enumerate(headings))
    return Row(tuple(cells), legal(_text(row, KEY)))


def _list(dump: dict[str, Any], key: str) -> list[Any]:
    value = dump.get(key)
    if not isinstance(value, list):
        raise _strange(f"缺少 {key}，或不是列表")
    return value


def _texts(value: Any, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise _strange(f"{key} 的每一项应是文字的列表")
    return tuple(value)


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise _strange(f"“{key}”应是文字")
    return value


def _strange(why: str) -> UnreadableFile:
    return UnreadableFile(f"不是本程序写出的 JSON 文件：{why}")
