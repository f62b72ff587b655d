"""Spoils files of others for `tests.by_hand.fuzz`: elements, cells and lines are lost, doubled, moved and given odd values."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from docx import Document as new_word
from lxml import etree  # type: ignore[import-untyped]
from openpyxl import Workbook

from tests.documents import real_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NUMBERS = [
    "0",
    "1",
    "-1",
    "2",
    "3",
    "63",
    "64",
    "1000",
    "65535",
    "1048577",
    "99999999999999999999",
    "1.5",
    "1e9",
    "",
    "x",
    "九",
]
VALUES = [
    *NUMBERS, "A1", "A1:B2", "J1:XFD20000", "A1:A1048576", "ZZZZ9", "true", "false", "restart", "continue", "s", "str", "inlineStr", "d",
    "b", "e", "Wingdings", "Symbol", "#REF!", "=1+1", "&", "<b>", "\u00a0", "\u2028", "\ufeff", "\u202e", "同上", "—", "√", "■", "口网站",
    "公开内容", "序号", "一级事项", "公开时限", "长" * 300, " " * 300, "、" * 100, "display:none", "font-family:Wingdings", "text-decoration:line-through",
]  # fmt: skip
HEAD = ["序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道和载体"]
ROWS = [
    ["1", "机构职能", "机构简介", "职责", "《条例》", "20个工作日", "办公室", "■政府网站 □其他"],
    ["2", "机构职能", "领导信息", "姓名", "《条例》", "7个工作日", "人事科", "☑网站☐微信"],
    ["3", "政策文件", "规章", "全文", "同上", "同上", "法规科", "√"],
    ["4", "政策文件", "解读", "材料", "—", "及时", "/", ""],
]
WORD_PIECES = [
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击</w:t></w:r></w:sdtContent></w:sdt>",
    "<w:ins><w:r><w:t>增</w:t></w:r></w:ins>", "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>", "<w:r><w:rPr><w:strike/></w:rPr><w:t>划</w:t></w:r>",
    "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "<w:r><w:fldChar w:fldCharType='begin'/></w:r>", "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
    "<w:r><w:instrText>eq \\o(○,1)</w:instrText></w:r>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "<w:tcPr><w:vMerge/></w:tcPr>", "<w:tcPr><w:gridSpan w:val='3'/></w:tcPr>", "<w:trPr><w:del/></w:trPr>", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>", "<w:r><w:br/></w:r>",
    "<w:bookmarkStart w:name='gkml_findings'/>", "<w:tc/>", "<w:tr/>", "<w:p/>",
]  # fmt: skip
SHEET_PIECES = [
    "<c r='B2' t='inlineStr'><is><t>文</t></is></c>", "<c t='s'><v>0</v></c>", "<c><f>1+1</f></c>", "<c r='XFD1'><v>1</v></c>", "<row/>", "<row r='2' hidden='1'/>",
    "<mergeCells><mergeCell ref='A1:C3'/></mergeCells>", "<mergeCell ref='B2:B9'/>", "<hyperlink ref='A1:XFD99'/>", "<col min='2' max='9' width='9' hidden='1'/>",
    "<r><rPr><strike/><rFont val='Wingdings'/></rPr><t>þ</t></r>", "<strike/>", "<name val='Wingdings'/>", "<definedName name='gkml_findings'>'目录'!$A$1</definedName>",
]  # fmt: skip
PAGE_PIECES = [
    "<td hidden>", "<td rowspan=9>", "<td colspan=9>", "<tr style='display:none'>", "<table>", "</table>", "<s>", "</s>", "<img hidden src=a>", "<input type=checkbox checked>",
    "<ol start=9 type=i><li>", "<pre>\n", "<select><option>甲", "<style>td{display:none} .a::before{content:'\\2713'}</style>", "<font face=Wingdings>þ</font>", "<i class='fa-check'></i>",
    "<iframe hidden>", "<template>", "<!--", "-->", "<script>", "&#1;", "&#xFFFE;", "\x02", "<br>", "<thead>", "<tbody>", "<caption>题", "<col width=9>", "<h1>", "<del><p>",
]  # fmt: skip


@cache
def materials(form: str) -> list[bytes]:
    """Files of gkml and of the libraries that other programs use."""
    return (
        [real_file(form), {"docx": _word, "xlsx": _excel, "html": _page, "csv": _csv}[form]()]
        if form != "txt"
        else [_text(), _markdown()]
    )


def _word() -> bytes:
    document, out = new_word(), io.BytesIO()
    document.add_heading("某某局政府信息公开目录", 0)
    table = document.add_table(0, len(HEAD))
    for line in (HEAD, *ROWS):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    document.add_paragraph("注：本目录自印发之日起施行。")
    document.save(out)
    return out.getvalue()


def _excel() -> bytes:
    book, out = Workbook(), io.BytesIO()
    for line in (["某某局政府信息公开目录"], HEAD, *ROWS):
        book.active.append(line)
    book.active.merge_cells("A1:H1")
    book.active.merge_cells("B3:B4")
    book.save(out)
    return out.getvalue()


def _page() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in line) + "</tr>" for line in (HEAD, *ROWS))
    return (
        f"<html><body><h1>某某局政府信息公开目录</h1><table border=1>{rows}</table><p>注：印发之日起施行</p>".encode()
    )


def _csv() -> bytes:
    return "\n".join(",".join(line) for line in (HEAD, *ROWS)).encode()


def _text() -> bytes:
    return ("目录\n\n" + "\n".join("\t".join(line) for line in (HEAD, *ROWS)) + "\n\n注：施行\n").encode()


def _markdown() -> bytes:
    rows = [HEAD, ["---"] * len(HEAD), *ROWS]
    return ("# 目录\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in rows) + "\n").encode()


# --- spoiling ---


def spoilt_package(data: bytes, pieces: Sequence[str], chance: random.Random) -> bytes:
    """The package with one to six changes in its XML parts, most of them in the text or sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    main = [name for name in names if re.search(r"document\.xml$|sheet1\.xml$|sharedStrings|styles", name)] or names
    for _ in range(chance.randint(1, 6)):
        name = chance.choice(main if chance.random() < 0.9 else names)
        parts[name] = spoilt_xml(parts[name], pieces, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def spoilt_xml(xml: bytes, pieces: Sequence[str], chance: random.Random) -> bytes:
    try:
        root = etree.fromstring(xml)
    except etree.XMLSyntaxError:
        return xml
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    element = chance.choice(elements)
    spoil_element(element, chance.choice(elements), root, pieces, chance)
    spoilt: bytes = etree.tostring(root)
    if chance.random() < 0.03:
        place = chance.randrange(len(spoilt))
        spoilt = spoilt[:place] + chance.choice(VALUES).encode() + spoilt[place + chance.randint(0, 3) :]
    return spoilt


def spoil_element(
    element: etree._Element, other: etree._Element, root: etree._Element, pieces: Sequence[str], chance: random.Random
) -> None:
    parent = element.getparent()
    match chance.randrange(8):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if parent is not None:
            copies = [etree.fromstring(etree.tostring(element)) for _ in range(chance.choice([1, 1, 2, 30]))]
            for copy in copies:
                element.addnext(copy)
        case 2 if parent is not None and element not in set(other.iterancestors()) | {other}:
            other.append(element)
        case 3 | 4 if element.attrib:
            element.set(chance.choice(list(element.attrib)), chance.choice(VALUES))
        case 5:
            element.text = chance.choice(VALUES)
        case _:
            space = root.tag.partition("}")[0].strip("{")
            piece = etree.fromstring(f'<a xmlns="{space}" xmlns:w="{W}">{chance.choice(pieces)}</a>')[0]
            element.insert(chance.randint(0, len(element)), piece)


def spoilt_page(data: bytes, chance: random.Random) -> bytes:
    tokens = re.split(r"(<[^>]*>)", data.decode())
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(tokens))
        match chance.randrange(6):
            case 0:
                del tokens[at : at + chance.choice([1, 1, 5])]
            case 1:
                tokens[at:at] = tokens[at : at + chance.choice([1, 10])] * chance.choice([1, 1, 20])
            case 2:
                tokens[at] = re.sub(
                    r"(\w+)(>|$)",
                    rf"\1 {chance.choice(['hidden', 'style', 'class', 'rowspan', 'colspan'])}='{chance.choice(VALUES)}'\2",
                    tokens[at],
                    count=1,
                )
            case 3:
                tokens[at] = chance.choice(VALUES)
            case _:
                tokens.insert(at, chance.choice(PAGE_PIECES))
        tokens = tokens or [""]
    return "".join(tokens).encode()


def spoilt_lines(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8-sig")
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(text))
        piece = chance.choice(
            [*VALUES, ",", "\t", "|", '"', "\n", "\n\n", "  ", "<input type=checkbox>", "│", "┌─┐", "# "]
        )
        text = text[:at] + piece * chance.choice([1, 1, 1, 20]) + text[at + chance.choice([0, 0, 1, 10]) :]
    return text.encode(chance.choice(["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"]), "replace")


def spoilt_file(form: str, chance: random.Random) -> bytes:
    data = chance.choice(materials(form))
    match form:
        case "docx":
            return spoilt_package(data, WORD_PIECES, chance)
        case "xlsx":
            return spoilt_package(data, SHEET_PIECES, chance)
        case "html":
            return spoilt_page(data, chance)
    return spoilt_lines(data, chance)


def file_case(form: str, chance: random.Random) -> Iterator[str]:
    """Imports and checks a spoilt file; a part of them also get notes."""
    name = f"a.{chance.choice([form, form, form, 'doc', 'xls', 'md']) if form in {'txt', 'csv'} else form}"
    Path(name).write_bytes(spoilt_file(form, chance))
    yield f"import {name} -o new.yaml"
    yield f"lint {name} --fail-on never" + (f" --annotate b.{form}" if form in {"docx", "xlsx"} else "")
    if Path("new.yaml").exists():
        yield "lint new.yaml --fail-on never"
        yield "build new.yaml --format docx,csv --out built"


CASES: dict[str, Callable[[random.Random], Iterator[str]]] = {
    form: partial(file_case, form) for form in ("docx", "xlsx", "html", "csv", "txt")
}
