"""Pages that others wrote are read as a browser shows them: by Word, by content systems, in any encoding, hidden parts told."""

from email.message import EmailMessage

import pytest

from gkml.document import Block, Document, Heading, LeftOut, Paragraph, Run, Table
from gkml.formats.html import read as read_html
from gkml.formats.unreadable import UnreadableFile
from tests.test_foreign_files import grid, only_table


def page(html: str) -> Document:
    return read_html.read(html.encode())


def result(block: Block) -> object:
    """A block as short as can be: a text, or the texts of its rows."""
    if isinstance(block, Table):
        return [[cell.text for cell in row.cells] for row in (*block.head, *block.body)]
    return block.text


def cell(html: str) -> str:
    """The text of a cell that holds this."""
    ((((_, text, _, _),),)) = grid(only_table(page(f"<table><tr><td>{html}</table>")))
    return text


CELLS = {
    "a box with a tick": ("<input type=checkbox checked>网站<input type='checkbox'>微信", "☑网站☐微信"),
    "round boxes": ("<input type=RADIO checked=''>主动<input type=radio>依申请", "☑主动☐依申请"),
    "typed text": ("<input value=县级><input type=text value=乡级><input type=hidden value=x><input type=submit value=y>", "县级乡级"),
    "a choice": ("<select><option>一<option selected>二</select>", "二"),
    "a choice not made": ("<select><option>一<option>二</select>", "一"),
    "lines of a field": ("<textarea>甲\n乙</textarea>", "甲\n乙"),
    "a picture of a tick": ("<img src=a.gif alt=√>", "√"),
    "a numbered list": ("<ol><li>甲<li>乙</ol>", "1. 甲\n2. 乙"),
    "a list that starts later": ("<ol start=3 type=a><li>甲<li value=27><p>乙</p><li>丙</ol>", "c. 甲\naa. 乙\nab. 丙"),
    "a list that counts down": ("<ol reversed type=I><li>甲<li>乙</ol>", "II. 甲\nI. 乙"),
    "a list without numbers": ("<ol style='list-style-type: none'><li>甲</ol><ul><li>乙</ul>", "甲\n乙"),
    "entities and raised text": ("&lt;m&gt;<sup>2</sup>&#8226;&amp;", "<m>2•&"),
    "padding": ("&nbsp; 甲&nbsp;乙 &nbsp;", "甲\u00a0乙"),
    "nothing but padding": ("<p>&nbsp;</p>", ""),
    "a table in a cell that holds no other": ("甲<br>乙<hr>丙", "甲\n乙\n丙"),
    "preformatted lines": ("<pre>甲\n乙</pre>", "甲\n乙"),
    "a sign font by its name": ("<font face='Wingdings'>þ</font>网站<font face=Wingdings>o</font>微信", "☑网站□微信"),
    "a sign font by its style": ("<span lang=EN-US style='font-size:9pt;font-family:\"Wingdings 2\",serif'>R</span>网站", "☑网站"),
    "a sign font in short": ("<b style='font: bold 9pt/12pt Webdings'>a<i style='font-family:宋体'>a</i>a</b>", "✔a✔"),
    "a font with a like name": ("<span style='font-family:Segoe UI Symbol'>R√</span>", "R√"),
    "an icon for a tick": ("<i class='fa fa-check-square-o'></i>", "√"),
    "an icon for a box": ("<i class='fa fa-square-o'></i>网站<span class='el-checkbox'></span>微信", "☐网站☐微信"),
    "an icon for no": ("<em class='icon icon-cha'></em>", "×"),
    "a hidden picture": ("甲<img hidden src=a.gif>", "甲"),
    "a hidden frame": ("甲<iframe style='display:none' src=b></iframe>乙", "甲乙"),
    "a hidden object around a picture": ("甲<object style='visibility:hidden'><img src=a></object>", "甲"),
    "hidden fields": ("甲<input hidden value=x><select hidden><option>y</select><textarea hidden>z</textarea>", "甲"),
    "control characters in a list": ("<ol><li>\x01甲\x02<li>&#xFFFE;乙</ol>", "1. 甲\n2. 乙"),
    "control characters in lines": ("<pre>\x03甲\n&#xFFFF;乙</pre>", "甲\n乙"),
    "control characters in a field": ("<input value='\x04甲&#xFFFF;'><textarea>乙&#xFFFE;\x05</textarea>", "甲乙"),
    "scripts": ("甲<script>x</script><style>.x{}</style><noscript>y</noscript>", "甲"),
    "signs of private use": ("\uf0fe网站\ue000", "\uf0fe网站\ue000"),
    "a label that Word gave a list": (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span "
        "style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span>"
        "<![endif]>食品<o:p></o:p></p>",
        "1. 食品",
    ),
    "spaces that Word keeps": ("<p class=MsoNormal>甲<span style='mso-spacerun:yes'>&nbsp;&nbsp; </span>乙<o:p>&nbsp;</o:p></p>", "甲 乙"),
    "what Word hides from browsers": ("甲<!--[if gte mso 9]><xml><o:p>x</o:p></xml><![endif]--><xml><w:View>Normal</w:View></xml>", "甲"),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_the_text_of_a_cell(name: str) -> None:
    html, expected = CELLS[name]
    assert cell(html) == expected


STRUCK = {
    "by the element": "<td>甲<s>乙</s><strike>丙</strike><del>丁</del>",
    "by a style": "<td>甲<span style='text-decoration: underline line-through'>乙丙丁</span>",
    "by the line of a style": "<td>甲<b style='TEXT-DECORATION-LINE:line-through'><i>乙</i>丙</b><u style='text-decoration:line-through red'>丁</u>",
    "by a class": "<td>甲<span class='x gone'>乙丙</span><em class=gone>丁</em>",
    "by an id": "<td>甲<span id=out>乙丙丁</span>",
}


@pytest.mark.parametrize("how", STRUCK)
def test_text_that_is_struck_out_is_deleted(how: str) -> None:
    style = "<style>.gone{color:red;text-decoration:line-through} #out{text-decoration:line-through}</style>"
    table = only_table(page(f"{style}<table><tr>{STRUCK[how]}</table>"))
    assert table.body[0].cells[0].runs == (Run("甲"), Run("乙丙丁", "deleted"))


@pytest.mark.parametrize(
    "outer",
    [
        "<table style='text-decoration:line-through'><tr>",
        "<table><tr style='text-decoration:line-through'>",
        "<s><table><tr>",
    ],
)
def test_a_row_that_is_struck_out_is_deleted(outer: str) -> None:
    table = only_table(page(f"{outer}<td>甲<td rowspan=2>乙</table>"))
    assert [cell.runs for cell in table.body[0].cells] == [(Run("甲", "deleted"),), (Run("乙", "deleted"),)]


WIDTHS = {
    "columns": "<table><colgroup><col width=50><col width=150></colgroup><tr><td>a<td>b</table>",
    "a column group": "<table><colgroup width=50></colgroup><colgroup width=150></colgroup><tr><td>a<td>b</table>",
    "cells": "<table><tr><td width=50>a<td width=150>b</table>",
    "cells in percent": "<table><tr><td width='25%'>a<td style='width: 75%'>b</table>",
    "points": "<table><tr><td style='width:50.0pt;border:solid'>a<td style='width:150.0pt'>b</table>",
    "points and pixels": "<table><tr><td width=50>a<td style='width:112.5pt'>b</table>",
    "a later row": "<table><tr><td colspan=2>t<tr><td width=50>a<td width=150>b</table>",
    "a head": "<table><tr><th width=50>a<th width=150>b<tr><td>a<td>b</table>",
    "a class": "<style>.n{width:50px}.w{width:150px}</style><table><tr><td class=n>a<td class=w>b</table>",
}


@pytest.mark.parametrize("where", WIDTHS)
def test_columns_are_as_wide_as_the_page_says(where: str) -> None:
    assert [column.share for column in only_table(page(WIDTHS[where])).columns] == pytest.approx([0.25, 0.75])


def test_text_that_a_page_adds_by_its_style_is_read() -> None:
    style = "<style>.yes::before{content:'\\2713'} td.no:after{content:\"×\"}</style>"
    table = only_table(page(f"{style}<table><tr><td><i class=yes></i>网站<td class=no>微信</table>"))
    assert [cell.text for cell in table.body[0].cells] == ["✓网站", "微信×"]


def test_what_is_struck_out_is_deleted() -> None:
    (block,) = page(
        "<p>甲<s>乙</s><strike>丙</strike><span style='text-decoration: line-through'>丁</span><ins>戊</ins>"
    ).blocks
    assert block == Paragraph((Run("甲"), Run("乙丙丁", "deleted"), Run("戊", "inserted")))


# --- what is not read, and told ---

HIDDEN = {
    "a table": ("<table style='display: none'><tr><td>旧</table>", "隐藏的表格", "旧"),
    "a row": ("<table><tr hidden><td>旧<tr><td>新</table>", "隐藏的表格", "旧"),
    "a part": ("<div hidden>旧 的</div>", "隐藏的文字", "旧 的"),
    "a part in a style of capitals": ("<div STYLE='COLOR:RED;DISPLAY : NONE'>旧</div>", "隐藏的文字", "旧"),
    "by a class": ("<style>b,.x {color:red;display:none !important}</style><p class='a x'>旧", "隐藏的文字", "旧"),
    "by its name": ("<style>div#x{visibility:hidden}</style><div id=x>旧</div>", "隐藏的文字", "旧"),
    "a template": ("<template><p>旧</template>", "隐藏的文字", "旧"),
    "a part in a hidden one": ("<div hidden>外<p hidden>内</div>", "隐藏的文字", "外 内"),
    "a picture": ("<img src='/img/章.png?v=1'>", "图片", "章.png"),
    "a picture with a text": ("<img src=a.png alt='公开 流程图'>", "图片", "公开 流程图"),
    "a frame": ("<iframe src='http://example.invalid/a.html'>旧</iframe>", "内嵌网页", "a.html"),
    "an object with a picture in it": ("<object data=a.swf><img src=b.png></object>", "嵌入的对象", "a.swf"),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_a_browser_hides_is_told_and_not_read(name: str) -> None:
    html, what, text = HIDDEN[name]
    read = page(f"<h1>题</h1>\n<p>文\n{html}")
    assert read.left_out == (LeftOut("网页第3行", what, text),)
    assert "旧" not in "".join(str(result(block)) for block in read.blocks)


SHOWN = {
    "for the printer alone": "<style>@media print{.x{display:none}}</style><p class=x>文",
    "a rule that is taken back": "<style>.x{display:none} .x{display:block}</style><p class=x>文",
    "its own style goes before": "<style>.x{display:none}</style><p class=x style='display:block'>文",
    "for readers of screens alone": "<p aria-hidden=true>文",
    "a rule in a comment": "<style>/* .x{display:none} */</style><p class=x>文",
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_browser_shows_is_read(name: str) -> None:
    read = page(SHOWN[name])
    assert [block.text for block in read.blocks if isinstance(block, Paragraph)] == ["文"]
    assert read.left_out == ()


def test_an_invisible_cell_keeps_its_place_and_one_without_display_none() -> None:
    html = "<table><tr><td>a<td style='visibility:hidden'>b<td style='display:none'>c<td>d</table>"
    assert result(only_table(page(html))) == [["a", "", "d"]]


# --- pages of content systems ---


def test_a_page_in_a_layout_table_is_its_text_and_its_table() -> None:
    html = """<title>某局</title><form id=aspnetForm><table><tr><td>首页<td>公开
      <tr><td><ul><li>机构<li>目录</ul><td><div>您的位置：<a>首页</a> &gt; 目录</div><h1>目录</h1>
        <table><caption>表一</caption><tr><th>序号<th>事项<tr><td>1<td>计划</table>
        分享到<a>微博</a><br>打印
      <tr><td colspan=2>版权所有</table></form>"""
    assert [result(block) for block in page(html).blocks] == [
        "首页", "公开", "机构", "目录", "您的位置：首页 > 目录", "目录", "表一", [["序号", "事项"], ["1", "计划"]],
        "分享到微博\n打印", "版权所有",
    ]  # fmt: skip
    assert page(html).title == "目录"


def test_text_of_plain_parts_is_paragraphs_and_headings_keep_their_level() -> None:
    read = page("<body>甲<div>乙<span> 丙</span><div>丁</div>戊</div><h2>己</h2><section>庚</section>")
    assert [result(block) for block in read.blocks] == ["甲", "乙 丙", "丁", "戊", "己", "庚"]
    assert [block.level for block in read.blocks if isinstance(block, Heading)] == [1]


def test_a_table_in_a_cell_of_a_grid_is_lines_of_its_cell() -> None:
    inner = "<table><tr><td>甲<td>乙<tr><td>丙</table>"
    html = f"<table><tr><td>1<td>a<tr><td>2<td>{inner}<tr><td>3<td>c</table>"
    assert result(only_table(page(html))) == [["1", "a"], ["2", "甲 乙\n丙"], ["3", "c"]]


def test_rows_know_their_lines() -> None:
    assert [row.line for row in only_table(page("<table>\n<tr><td>a\n\n<tr><td>b</table>")).body] == [2, 4]


# --- encodings ---

ENCODED = {
    "said in a meta": ("<meta charset='gb2312'>", "gbk", None),
    "said the old way": ("<meta http-equiv=Content-Type content='text/html; charset=GBK'>", "gbk", None),
    "said in XML": ("<?xml version='1.0' encoding='gb2312'?>", "gbk", None),
    "not said": ("", "gbk", None),
    "said wrongly": ("<meta charset=utf-8>", "gbk", None),
    "said wrongly the other way": ("<meta charset=gb2312>", "utf-8", None),
    "an encoding of another script": ("<meta charset=iso-8859-1>", "gbk", None),
    "with a mark": ("<meta charset=gbk>", "utf-16", None),
    "said from outside": ("", "utf-16-le", "utf-16le"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_pages_in_other_encodings(name: str) -> None:
    start, encoding, asked = ENCODED[name]
    read = read_html.read(f"{start}<p>政府信息公开目录，镕</p>".encode(encoding), asked)
    assert [result(block) for block in read.blocks] == ["政府信息公开目录，镕"]


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_a_page_saved_as_one_file(transfer: str) -> None:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message["From"] = "<Saved by a browser>"
    message.add_related(b"x", "image", "png")
    message.get_payload()[0].set_content("<p>目录</p>", "html", "gb2312", cte=transfer)  # type: ignore[union-attr]
    assert [result(block) for block in read_html.read(message.as_bytes()).blocks] == ["目录"]


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="没有网页正文"):
        read_html.read(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n\nx\n--a--\n")


# --- pages of strangers ---

LARGE = 20_000
HUGE = {
    "boxes in one paragraph": "<p>" + "x<input type=checkbox>" * LARGE,
    "pictures in one paragraph": "<p>" + "x<img src=a>" * LARGE,
    "hidden parts side by side": "<p>" + "x<b hidden>y</b>" * LARGE,
    "items of one list": "<ol>" + "<li>x" * LARGE,
    "rows without an end": "<table>" + "<tr><td>x<td>y" * LARGE,
    "rows that all reach down": "<table>" + "<tr><td rowspan=0>" * 300,
    "attributes without end": "<p " + " ".join(f"a{n}=b" for n in range(LARGE)) + ">x",
    "rules without end": "<style>" + "".join(f".x{n}{{display:none}}" for n in range(LARGE)) + "</style><p class=x1>y<p>z",
    "tables in tables": "<table><tr><td>x" * 60,
}  # fmt: skip


@pytest.mark.parametrize("name", HUGE)
def test_large_pages_are_read_or_refused(name: str) -> None:
    try:
        read = page(HUGE[name])
    except UnreadableFile as error:
        assert len(str(error).splitlines()) == 1
    else:
        assert read.blocks


TAGS = [
    "a", "article", "audio", "b", "br", "button", "canvas", "caption", "col", "colgroup", "dd", "div", "dl", "em",
    "embed", "fieldset", "font", "form", "frame", "frameset", "h1", "hr", "i", "iframe", "img", "input", "label",
    "li", "math", "meta", "nav", "noscript", "object", "ol", "option", "p", "picture", "pre", "q", "ruby", "s",
    "script", "select", "span", "style", "sub", "summary", "svg", "table", "tbody", "td", "template", "textarea",
    "tfoot", "th", "thead", "title", "tr", "u", "ul", "video", "wbr", "xml", "o:p",
]  # fmt: skip
ATTRIBUTES = [
    "hidden", "style='display:none'", "style='visibility:hidden'", "style='visibility:collapse'", "class=x", "value='\x01&#xFFFE;'",
    "alt='\x02√'", "title='&#xFFFF;'", "src='\x03/a?b'", "start=-9 value=999999999999 type=i reversed", "type=checkbox checked", "width='1e9em'",
    "style='font-family:Wingdings'", "rowspan=0 colspan=-1", "face=Webdings",
]  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
def test_every_element_with_every_attribute_is_read(tag: str) -> None:
    """In a cell, around a cell, and around the table; with control characters in its text."""
    rules = "<style>.x{display:none;text-decoration:line-through} .x::before{content:'\\1 \\d800'}</style><h1>t</h1>"
    for attribute in ATTRIBUTES:
        opened, closed = f"<{tag} {attribute}>", f"\x04&#xFFFE;R<img alt=√><input></{tag}>"
        page(f"{rules}<table><tr><td>甲{opened}乙{closed}丙</table>")
        page(f"{rules}<table><tr>{opened}<td>乙</td>{closed}</table>{opened}<ol><li>{closed}")
        page(f"{rules}{opened}<table><tr><td>乙</td></table>{closed}")
