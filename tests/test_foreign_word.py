"""Word files as offices have them: what a reader sees is text, and what cannot be text is told with its place."""

import io
import zipfile
from collections.abc import Mapping

import pytest
from docx import Document as word_document

from gkml.document import Document, LeftOut, Run, Table
from gkml.formats.ordinals import ordinal
from gkml.formats.unreadable import UnreadableFile
from gkml.formats.word import read as read_docx
from tests.documents import READERS, real_file

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
}
NS = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
RELATION = NAMESPACES["r"]
DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"


def related(**targets: str) -> str:
    """The relations of the document to other parts, their kind being the id."""
    pieces = (f'<Relationship Id="{k}" Type="{RELATION}/{k}" Target="{t}"/>' for k, t in targets.items())
    return "<Relationships>" + "".join(pieces) + "</Relationships>"


def package(body: str, **parts: str) -> bytes:
    """A package with this body; each other part is named by its kind and holds these elements."""
    kinds = {kind: f"{kind}.xml" for kind in parts}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        made.writestr(DOCUMENT_RELATIONS, related(**kinds))
        for kind, xml in parts.items():
            made.writestr(f"word/{kind}.xml", f"<w:{kind} {NS}>{xml}</w:{kind}>")
    return out.getvalue()


def read(body: str, **parts: str) -> Document:
    return read_docx.read(package(body, **parts))


def with_parts(data: bytes, parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as made:
        for name in set(old.namelist()) - parts.keys():
            made.writestr(name, old.read(name))
        for name, xml in parts.items():
            made.writestr(name, xml)
    return out.getvalue()


def r(text: str, looks: str = "") -> str:
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*runs: str, form: str = "") -> str:
    return f"<w:p><w:pPr>{form}</w:pPr>{''.join(runs)}</w:p>"


def tc(*content: str, about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{''.join(content) or '<w:p/>'}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def grid(table: Table) -> list[list[tuple[int, str, int, int]]]:
    return [[(c.column, c.text, c.rowspan, c.colspan) for c in row.cells] for row in (*table.head, *table.body)]


def texts(document: Document) -> list[str]:
    return [run.text for block in document.blocks if not isinstance(block, Table) for run in getattr(block, "runs", ())]


# --- signs ---


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:hint="default"/>'


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def form_field(xml: str) -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{xml}</w:ffData></w:fldChar></w:r>'
    return begin + "<w:r><w:instrText> FORM </w:instrText></w:r>" + FIELD.format("separate") + r("旧") + FIELD.format("end")  # fmt: skip


def eq(code: str) -> str:
    return FIELD.format("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + FIELD.format("end")


def choice(first: str, second: str) -> str:
    return f'<mc:AlternateContent><mc:Choice Requires="wps">{first}</mc:Choice><mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>'  # fmt: skip


def control(state: str, content: str) -> str:
    box = f"<w14:checkbox>{state}</w14:checkbox>"
    return f"<w:sdt><w:sdtPr>{box}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


TICKED = '<w14:checked w14:val="1"/>'
SEEN = {
    "Wingdings 2, letters": (r("RPS£T", font("Wingdings 2")), "☑✓☒□☒"),
    "Wingdings, letters": (r("þüý¨onqt", font("Wingdings")), "☑✓☒□□■❑◆"),
    "Wingdings, private use": (r("\uf0fe\uf0a8", font("Wingdings")), "☑□"),
    "Webdings": (r("ac", font("Webdings")), "✔□"),
    "Symbol": (r("a\u00b3", font("Symbol")), "α≥"),
    "Chinese in a font of signs stays": (r("公开R", font("Wingdings 2")), "公开☑"),
    "letters in another font stay": (r("RP", font("Arial")), "RP"),
    "w:sym": ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
    "w:sym by its plain code": ('<w:r><w:sym w:font="Wingdings" w:char="00A8"/></w:r>', "□"),
    "w:sym of a font with letters": ('<w:r><w:sym w:font="宋体" w:char="25A0"/></w:r>', "■"),
    "a ticked control, whatever it shows": (control(TICKED, r("☐", font("Wingdings"))), "☑"),
    "an empty control": (control('<w14:checked w14:val="0"/>', r("☒")), "☐"),
    "a control without a state": (control("", r("☒")), "☐"),
    "a ticked form box": (form_field("<w:checkBox><w:checked/></w:checkBox>"), "☑"),
    "a form box ticked at first and then not": (
        form_field('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>'),
        "☐",
    ),
    "a form box ticked at first": (form_field('<w:checkBox><w:default w:val="1"/></w:checkBox>'), "☑"),
    "a form list": (
        form_field('<w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList>'),
        "乙",
    ),
    "a form text has its result in the field": (form_field("<w:textInput/>"), "旧"),
    "a code is no text, a result is": (
        FIELD.format("begin") + r("码") + FIELD.format("separate") + r("果") + FIELD.format("end"),
        "果",
    ),
    "an enclosed number": (eq(r" eq \o\ac(○,3)"), "③"),
    "an enclosed character": (eq(r"EQ \o\ac(□,密)"), "密"),
    "one branch of two": (f"<w:r>{choice('<w:t>甲</w:t>', '<w:t>乙</w:t>')}</w:r>", "甲"),
    "one branch of two, around runs": (choice(r("甲"), r("乙")), "甲"),
    "the fallback of an empty choice": (choice("", r("乙")), "乙"),
    "a formula": ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
    "characters with their reading": (
        f"<w:r><w:ruby><w:rt>{r('du')}</w:rt><w:rubyBase>{r('督')}</w:rubyBase></w:ruby></w:r>",
        "督",
    ),
    "smart tags, bookmarks and errors of spelling": (
        f'<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:smartTag>{r("甲")}</w:smartTag><w:proofErr w:type="spellStart"/>'
        f'<w:r w:rsidR="00A1"><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r><w:bookmarkEnd w:id="1"/>',
        "甲乙",
    ),
}


@pytest.mark.parametrize("name", SEEN)
def test_a_text_is_what_a_reader_sees(name: str) -> None:
    xml, expected = SEEN[name]
    document = read(f"<w:p>{xml}</w:p>")
    assert texts(document) == [expected]
    assert texts(read(tbl(tc(f"<w:p>{xml}</w:p>")) + "<w:p/>")) == [""]
    (table,) = read(tbl(tc(f"<w:p>{xml}</w:p>"))).tables()
    assert table.body[0].cells[0].text == expected
    assert document.left_out == ()


def test_a_control_around_paragraphs_and_cells_shows_its_state_as_well() -> None:
    around = control(TICKED, p(r("☐")))
    assert texts(read(around)) == ["☑"]
    (table,) = read(tbl(control(TICKED, tc(p(r("☐")))) + tc(around))).tables()
    assert [cell.text for cell in table.body[0].cells] == ["☑", "☑"]


def test_the_font_of_signs_may_be_that_of_a_style() -> None:
    made = f'<w:style w:type="character" w:styleId="a"><w:rPr>{font("Wingdings 2")}</w:rPr></w:style>'
    assert texts(read(p(r("R", '<w:rStyle w:val="a"/>')), styles=made)) == ["☑"]


# --- automatic numbers ---

ORDINALS = [
    ("decimal", 12, "12"), ("decimalZero", 7, "07"), ("3 digits", 7, "007"), ("decimalEnclosedCircle", 21, "㉑"),
    ("decimalEnclosedCircleChinese", 10, "⑩"), ("decimalEnclosedCircle", 51, "51"), ("decimalFullWidth", 10, "１０"),
    ("decimalEnclosedParen", 3, "⑶"), ("decimalEnclosedFullstop", 3, "⒊"),
    ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCounting", 105, "一○五"),
    ("chineseCountingThousand", 12, "十二"), ("chineseCountingThousand", 105, "一百零五"),
    ("chineseCountingThousand", 1010, "一千零一十"), ("japaneseCounting", 120, "百二十"), ("ideographDigital", 20, "二〇"),
    ("chineseLegalSimplified", 12, "壹拾贰"), ("ideographTraditional", 11, "甲"), ("ideographZodiac", 2, "丑"),
    ("upperLetter", 28, "BB"), ("lowerLetter", 3, "c"), ("upperRoman", 14, "XIV"), ("lowerRoman", 4, "iv"),
    ("upperRoman", 10**6, "1000000"), ("lowerLetter", 10**6, "1000000"), ("chineseCountingThousand", 10**6, "1000000"),
    ("chineseCounting", 0, "0"), ("unheardOf", 5, "5"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "count", "expected"), ORDINALS)
def test_numbers_are_written_as_word_writes_them(form: str, count: int, expected: str) -> None:
    assert ordinal(count, form) == expected


def lvl(level: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'  # fmt: skip


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, counted: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{counted}"/>{more}</w:num>'


def numbered(number: int, level: int = 0, text: str = "") -> str:
    return p(r(text), form=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


OUTLINE = abstract(0, lvl(0, "%1、", "chineseCountingThousand"), lvl(1, "%1.%2", "decimal"))
START_AT_5 = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
LISTS = {
    "levels count within each other": (
        OUTLINE + num(1, 0),
        [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)],
        ["一、", "一.1", "一.2", "二、", "二.1"],
    ),
    "a legal level says all in digits": (
        abstract(0, lvl(0, "%1", "chineseCounting"), lvl(1, "%1.%2", more="<w:isLgl/>")) + num(1, 0),
        [(1, 0), (1, 1)],
        ["一", "1.1"],
    ),
    "numbers of one list count on": (
        OUTLINE + num(1, 0) + num(2, 0),
        [(1, 0), (2, 0), (1, 0)],
        ["一、", "二、", "三、"],
    ),
    "a number may start anew": (
        OUTLINE + num(1, 0) + num(2, 0, START_AT_5),
        [(1, 0), (2, 0), (2, 0)],
        ["一、", "五、", "六、"],
    ),
    "a number may have levels of its own": (
        OUTLINE + num(1, 0, f'<w:lvlOverride w:ilvl="0">{lvl(0, "(%1)", start=3)}</w:lvlOverride>'),
        [(1, 0)],
        ["(3)"],
    ),
    "a level without one above it takes its start": (OUTLINE + num(1, 0), [(1, 1)], ["一.1"]),
    "a level may count through": (
        abstract(0, lvl(0, "%1"), lvl(1, "%2)", more='<w:lvlRestart w:val="0"/>')) + num(1, 0),
        [(1, 0), (1, 1), (1, 0), (1, 1)],
        ["1", "1)", "2", "2)"],
    ),
    "bullets": (
        abstract(0, lvl(0, "\uf06e", "bullet", f"<w:rPr>{font('Wingdings')}</w:rPr>")) + num(1, 0),
        [(1, 0), (1, 0)],
        ["■", "■"],
    ),
    "no number at all": (OUTLINE + num(1, 0), [(0, 0), (7, 0), (1, 8)], ["", "", ""]),
    "lists that link to themselves": (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="s"/></w:abstractNum>' + num(1, 0),
        [(1, 0)],
        [""],
    ),
}
LIST_STYLE = '<w:style w:type="numbering" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_automatic_numbers_are_text(name: str) -> None:
    lists, paragraphs, expected = LISTS[name]
    body = "".join(numbered(number, level, "文") for number, level in paragraphs)
    assert texts(read(body, numbering=lists, styles=LIST_STYLE)) == [label + "文" for label in expected]


def test_a_cell_with_nothing_but_its_number_reads_as_the_number() -> None:
    lists = abstract(0, lvl(0, "%1")) + num(1, 0)
    merged = '<w:vMerge w:val="restart"/>', '<w:vMerge w:val=""/>'
    rows = [tc(numbered(1), about=merged[0]), tc(numbered(1), about=merged[1]), tc(numbered(1))]
    (table,) = read(tbl(*rows), numbering=lists).tables()
    assert grid(table) == [[(0, "1", 2, 1)], [], [(0, "2", 1, 1)]]


def test_a_style_numbers_its_paragraphs_and_a_list_knows_the_level_of_a_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    lists = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2", more='<w:pStyle w:val="b"/>')) + num(1, 0)
    body = p(r("甲"), form='<w:pStyle w:val="a"/>') + p(r("乙"), form='<w:pStyle w:val="b"/>')
    off = p(r("丙"), form='<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(read(body + off, numbering=lists, styles=styles)) == ["1.甲", "1.1乙", "丙"]


# --- tables ---

TRACKED = {
    "cells merged as older files say it": (
        tbl(tc(p(r("a")), about='<w:hMerge w:val="restart"/>') + tc(about="<w:hMerge/>") + tc(p(r("b"))), tc() + tc() + tc()),
        [[(0, "a", 1, 2), (2, "b", 1, 1)], [(0, "", 1, 1), (1, "", 1, 1), (2, "", 1, 1)]],
    ),
    "a tracked merge": (
        tbl(tc(p(r("a")), about='<w:cellMerge w:vMerge="rest"/>'), tc(about='<w:cellMerge w:vMerge="cont"/>')),
        [[(0, "a", 2, 1)], []],
    ),
    "rows and cells in controls, in one another": (
        "<w:sdt><w:sdtContent><w:tbl><w:sdt><w:sdtContent><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>"
        f"{tc('<w:sdt><w:sdtContent>' + p(r('a')) + '</w:sdtContent></w:sdt>')}</w:sdtContent></w:sdt></w:tr>"
        "</w:sdtContent></w:sdt></w:sdtContent></w:sdt></w:tbl></w:sdtContent></w:sdt>",
        [[(0, "a", 1, 1)]],
    ),
    "cells without properties": ("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", [[(0, "", 1, 1)]]),
}  # fmt: skip


@pytest.mark.parametrize("name", TRACKED)
def test_cells_stand_where_word_shows_them(name: str) -> None:
    xml, expected = TRACKED[name]
    (table,) = read(xml).tables()
    assert grid(table) == expected


def test_a_cell_that_a_tracked_change_deletes_has_deleted_text() -> None:
    (table,) = read(tbl(tc(p(r("a")), about="<w:cellDel/>") + tc(p(r("b")), about="<w:cellIns/>"))).tables()
    assert [cell.runs for cell in table.body[0].cells] == [(Run("a", "deleted"),), (Run("b", "inserted"),)]


# --- what is told ---


def box(text: str) -> str:
    return f"<w:txbxContent>{p(r(text))}</w:txbxContent>"


TOLD = {
    "a text box, once": (
        p(r("文"), "<w:r>" + choice(f"<w:drawing>{box('框')}</w:drawing>", f"<w:pict>{box('框')}</w:pict>") + "</w:r>"),
        LeftOut("第1段", "文本框", "框"),
    ),
    "a picture": (p(r("文"), '<w:r><w:drawing><wp:docPr descr="印章"/></w:drawing></w:r>'), LeftOut("第1段", "图片", "印章")),
    "an old picture": (p(r("文"), '<w:r><w:pict><v:shape alt="图"/></w:pict></w:r>'), LeftOut("第1段", "图片", "图")),
    "artistic letters": (p(r("文"), '<w:r><w:pict><v:textpath string="样稿"/></w:pict></w:r>'), LeftOut("第1段", "文本框", "样稿")),
    "hidden text": (p(r("文"), r("甲", "<w:vanish/>"), r("乙", "<w:vanish/>")), LeftOut("第1段", "隐藏文字", "甲乙")),
    "text hidden by its style": (p(r("文"), r("甲", '<w:rStyle w:val="h"/>')), LeftOut("第1段", "隐藏文字", "甲")),
    "a comment": (p(r("文"), '<w:r><w:commentReference w:id="3"/></w:r>'), LeftOut("第1段", "批注", "请核")),
    "a footnote": (p(r("文"), '<w:r><w:footnoteReference w:id="2"/></w:r>'), LeftOut("第1段", "脚注", "见附")),
    "another file": (p(r("文")) + '<w:altChunk r:id="x"/>', LeftOut("第2段", "嵌入文件")),
}  # fmt: skip
NOTES = {
    "comments": f'<w:comment w:id="3">{p(r("请核"))}</w:comment>',
    "footnotes": f'<w:footnote w:id="2">{p(r("见附"))}</w:footnote>',
    "styles": '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>',
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_no_text_is_told(name: str) -> None:
    xml, expected = TOLD[name]
    document = read(xml, **NOTES)
    assert texts(document) == ["文"]
    found = [told for told in document.left_out if told.place != "全文"]
    assert found == [expected]


def test_what_stands_in_a_cell_is_told_with_the_place_of_the_cell() -> None:
    inner = tbl(tc(p(r("内"))))
    picture = p("<w:r><w:pict/></w:r>")
    rows = tc(p(r("题"))) + tc(), tc(about='<w:gridSpan w:val="1"/>') + tc(p(r("外")), inner, picture)
    document = read(tbl(tc()) + p() + tbl(*rows))
    assert [told[:2] for told in document.left_out] == [("表2 第2行 第2列", "图片"), ("表2 第2行 第2列", "嵌套表格")]
    (_, table) = document.tables()
    assert table.body[1].cells[1].text == "外\n内\n"


def test_text_below_a_merged_cell_is_told_and_not_lost() -> None:
    below = tc(p(r("丢")), about="<w:vMerge/>")
    document = read(tbl(tc(p(r("a")), about='<w:vMerge w:val="restart"/>'), below))
    assert document.left_out == (LeftOut("表1 第2行 第1列", "隐藏文字", "丢"),)


def test_a_comment_at_no_place_is_told_of_the_whole() -> None:
    assert read(p(), **NOTES).left_out == (LeftOut("全文", "批注", "请核"),)


@pytest.mark.parametrize(("text", "told"), [("第 3 页 共 10 页", False), ("— 3 —", False), ("内部资料", True)])
def test_a_footer_is_told_where_it_says_more_than_the_page(text: str, told: bool) -> None:
    section = '<w:sectPr><w:footerReference r:id="footer"/></w:sectPr>'
    left_out = read(p() + section, footer=p(r(text))).left_out
    assert left_out == ((LeftOut("页脚", "页脚", text),) if told else ())


def test_macros_and_links_to_elsewhere_are_told() -> None:
    link = '<Relationship Id="{0}" Type="x/{0}" Target="http://a.example/" TargetMode="External"/>'
    macro = '<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
    relations = f"<Relationships>{link.format('hyperlink')}{link.format('image')}{macro}</Relationships>"
    left_out = read_docx.read(with_parts(package(p()), {DOCUMENT_RELATIONS: relations})).left_out
    assert left_out == (LeftOut("全文", "宏"), LeftOut("全文", "外部链接", "http://a.example/"))


def test_our_own_files_leave_nothing_out() -> None:
    assert READERS["docx"](real_file("docx")).left_out == ()


def test_a_file_of_python_docx_is_read_with_its_lists_and_headers() -> None:
    made = word_document()
    made.add_paragraph("甲", style="List Number")
    made.add_paragraph("乙", style="List Number")
    made.sections[0].header.paragraphs[0].text = "某局"
    out = io.BytesIO()
    made.save(out)
    document = read_docx.read(out.getvalue())
    assert texts(document) == ["1.甲", "2.乙"]
    assert document.left_out == (LeftOut("页眉", "页眉", "某局"),)


def test_the_strict_kind_of_file_is_read_as_well() -> None:
    strict = real_file("docx")
    with zipfile.ZipFile(io.BytesIO(strict)) as old:
        parts = {name: old.read(name).decode() for name in old.namelist() if name.endswith((".xml", ".rels"))}
    for usual, named in (
        (NAMESPACES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"),
    ):
        parts = {name: xml.replace(usual, named) for name, xml in parts.items()}
    assert list(read_docx.read(with_parts(strict, parts)).tables()) == list(read_docx.read(strict).tables())


# --- hostile ---


def test_a_million_levels_and_styles_in_circles_are_read() -> None:
    levels = "".join(lvl(n, "%1" * 1000) for n in range(2000))
    styles = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    document = read(numbered(1, 10**9) + numbered(1), numbering=abstract(0, levels) + num(1, 0), styles=styles)
    assert texts(document) == ["", "1" * 100]


def test_fields_that_never_end_hide_no_more_than_their_paragraph() -> None:
    assert texts(read(p(FIELD.format("begin"), r("码")) + p(r("文")))) == ["", "文"]


def test_drawings_nested_without_end_are_refused() -> None:
    with pytest.raises(UnreadableFile):
        read(p("<w:r>" + "<w:pict><w:txbxContent><w:p><w:r>" * 5000))


# --- what is struck out, not filled in, or in a font of signs ---

STYLES = (
    '<w:style w:type="character" w:styleId="gone"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="old"><w:rPr><w:dstrike w:val="true"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="older"><w:basedOn w:val="old"/></w:style>'
)
STRUCK = {
    "a line": p(r("甲"), r("乙", "<w:strike/>")),
    "two lines": p(r("甲"), r("乙", '<w:b/><w:dstrike w:val="1"/>')),
    "a style of characters": p(r("甲"), r("乙", '<w:rStyle w:val="gone"/>')),
    "a style of paragraphs": p(r("甲", '<w:dstrike w:val="0"/>'), r("乙"), form='<w:pStyle w:val="old"/>'),
    "a style based on another": p(r("甲", '<w:dstrike w:val="off"/>'), r("乙"), form='<w:pStyle w:val="older"/>'),
    "struck and inserted": p(r("甲"), f"<w:ins>{r('乙', '<w:strike/>')}</w:ins>"),
}


@pytest.mark.parametrize("how", STRUCK)
def test_text_that_is_struck_out_is_deleted(how: str) -> None:
    document = read(tbl(tc(STRUCK[how])), styles=STYLES)
    assert only(document).body[0].cells[0].runs == (Run("甲"), Run("乙", "deleted"))


def only(document: Document) -> Table:
    (table,) = document.tables()
    return table


SHOWING = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
PLACEHOLDERS = {
    "in a line": tc(p(f"<w:sdt>{SHOWING}<w:sdtContent>{r('单击')}{r('输入')}</w:sdtContent></w:sdt>")),
    "around a line": tc(f"<w:sdt>{SHOWING}<w:sdtContent>{p(r('单击输入'))}</w:sdtContent></w:sdt>"),
    "around a cell": f"<w:sdt>{SHOWING}<w:sdtContent>{tc(p(r('单击输入')))}</w:sdtContent></w:sdt>",
    "with looks": tc(
        p(f"<w:sdt>{SHOWING}<w:sdtContent>{r('单击输入', '<w:vanish/><w:strike/>')}</w:sdtContent></w:sdt>")
    ),
}


@pytest.mark.parametrize("where", PLACEHOLDERS)
def test_a_placeholder_is_no_text(where: str) -> None:
    document = read(tbl(tc(p(r("甲"))) + PLACEHOLDERS[where]))
    assert [cell.text for cell in only(document).body[0].cells] == ["甲", ""]
    assert document.left_out == (LeftOut("表1 第1行 第2列", "占位文字", "单击输入"),)


def test_text_that_was_filled_in_is_read() -> None:
    filled = (
        '<w:sdt><w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr><w:sdtContent>' + r("办公室") + "</w:sdtContent></w:sdt>"
    )
    assert only(read(tbl(tc(p(filled))))).body[0].cells[0].text == "办公室"


TICKS = {
    "the font of other letters": r("þ", '<w:rFonts w:ascii="宋体" w:hAnsi="Wingdings"/>'),
    "the font of all": r("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'),
    "private use": r("\uf0fe", '<w:rFonts w:ascii="Wingdings" w:hint="eastAsia"/>'),
    "a symbol in the run's font": '<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:sym w:char="F0FE"/></w:r>',
}


@pytest.mark.parametrize("how", TICKS)
def test_a_tick_of_a_sign_font_is_a_tick(how: str) -> None:
    assert only(read(tbl(tc(p(TICKS[how], r("R网站")))))).body[0].cells[0].text == "☑R网站"


def test_the_end_of_a_line_that_a_change_deletes_joins_it_with_the_next() -> None:
    (table,) = read(tbl(tc(p(r("甲"), form="<w:rPr><w:del/></w:rPr>"), p(r("乙"))))).tables()
    assert table.body[0].cells[0].runs == (Run("甲"), Run("\n", "deleted"), Run("乙"))


def test_the_empty_paragraph_that_libreoffice_leaves_after_a_table_is_none() -> None:
    spacing = '<w:pStyle w:val="Normal"/><w:spacing w:lineRule="exact" w:line="20"/><w:rPr></w:rPr>'
    empty = f"<w:p><w:pPr>{spacing}</w:pPr><w:r><w:rPr></w:rPr></w:r></w:p>"
    assert read(tbl(tc(p(r("甲")))) + empty).blocks == read(tbl(tc(p(r("甲"))))).blocks
