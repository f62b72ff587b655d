"""The paragraphs of a Word file (ECMA-376 Part 1, 17.3) in, their runs as a reader sees them out; what is no text is told."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from gkml.document import LeftOut, Mark, Run
from gkml.formats.grid import joined
from gkml.formats.package.read import Element
from gkml.formats.signs import is_of_signs, signs
from gkml.formats.unreadable import legal
from gkml.formats.word.controls import enclosed, form_result, symbol
from gkml.formats.word.numbering import Numbering
from gkml.formats.word.styles import Style, Styles, W, look_of, numbered_of

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATE = f"{_MC}AlternateContent"

WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo")}  # fmt: skip
"""What only adds meaning to what is in it."""
MARKS: dict[str, Mark] = {
    f"{W}ins": "inserted",
    f"{W}moveTo": "inserted",
    f"{W}del": "deleted",
    f"{W}moveFrom": "deleted",
}
P, TBL = f"{W}p", f"{W}tbl"
_R, _RPR, _PPR = f"{W}r", f"{W}rPr", f"{W}pPr"
_HOLDERS = WRAPPERS | MARKS.keys() | {TBL, f"{W}tr", f"{W}tc"}
"""What may hold paragraphs in a cell, a note or a text box."""
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_TEXTS = {f"{W}t", f"{W}delText"}
_FOLDED = re.compile("[\t\r\n]")


def branch(alternate: Element) -> Element:
    """The branch of an AlternateContent that is read: its first choice, which says the same as the others (Part 3, 9.3)."""
    return next((element for element in alternate if len(element)), ())


@dataclass
class _Field:
    """A field that is open. Its code is no text, its result is, unless the form says the result elsewhere."""

    stage: Literal["code", "result", "told"] = "code"
    code: str = ""


@dataclass
class Story:
    """What is known while a text is read through, where in it we are, and what was told besides the text."""

    known: Styles = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    looks: bool = True
    """Whether any text may be hidden or set in a font of signs: most files say much of their looks, and none of this."""
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The text of comments and notes by kind and id."""
    left_out: list[LeftOut] = field(default_factory=list)
    section: str = ""
    """The place of everything in a text beside the main one."""
    table: int = 0
    row: int = -1
    column: int = -1
    paragraph: int = 1
    nested: bool = False
    """Whether the last content held a table."""
    _counts: bool = True
    _fields: list[_Field] = field(default_factory=list)
    _hidden: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        if self.section:
            return self.section
        if self.row < 0:
            return f"第{self.paragraph}段"
        return f"表{self.table + 1} 第{self.row + 1}行 第{self.column + 1}列"

    def tell(self, what: str, text: str = "") -> None:
        """Says that something at this place is no text of it."""
        self.left_out.append(LeftOut(self.place, what, legal(text).strip()))

    # --- paragraphs ---

    def lines(self, parent: Element) -> Iterator[Element]:
        """The paragraphs of a cell, note or text box, those of tables in it as well, those of text boxes not."""
        for child in parent:
            tag = child.tag
            if tag == P:
                yield child
            elif tag in _HOLDERS:
                self.nested = self.nested or tag == TBL
                yield from self.lines(child)
            elif tag == ALTERNATE:
                yield from self.lines(branch(child))
            elif tag == f"{W}altChunk":
                self.tell("嵌入文件")

    def content(self, parent: Element, mark: Mark = "", counts: bool = True) -> tuple[Run, ...]:
        """The text of a cell, note or text box, its paragraphs on lines of their own; `counts` where they are numbered."""
        runs: list[Run] = []
        self.nested, self._counts = False, counts
        for number, paragraph in enumerate(self.lines(parent)):
            if number:
                runs.append(Run("\n", mark))
            self._paragraph(paragraph, runs, mark)
        return joined(runs)

    def runs(self, paragraph: Element) -> tuple[Run, ...]:
        """The runs of a paragraph, its automatic number before them."""
        runs: list[Run] = []
        self._counts = True
        self._paragraph(paragraph, runs, "")
        return joined(runs)

    def aside(self, parent: Element, counts: bool = True) -> str:
        """The text of a text box within the text, as it stands after all changes."""
        kept = self._fields, self._hidden, self.nested, self._counts
        self._fields, self._hidden = [], []
        text = "".join(run.text for run in self.content(parent, counts=counts) if run.mark != "deleted")
        self._fields, self._hidden, self.nested, self._counts = kept
        return text

    def _paragraph(self, paragraph: Element, runs: list[Run], mark: Mark) -> None:
        self._walk(paragraph, runs, mark, _PLAIN)
        if self._fields:
            # A field that goes on in another paragraph goes on with its result.
            self._fields.clear()
        if self._hidden:
            self.tell("隐藏文字", "".join(self._hidden))
            self._hidden.clear()

    def _form(self, form: Element) -> tuple[str, Style]:
        """The automatic number of a paragraph, and its style."""
        style, said, own, gone, identifier = _PLAIN, None, None, False, ""
        for piece in form:
            tag = piece.tag
            if tag == f"{W}pStyle":
                identifier = piece.get(f"{W}val", "")
                style = self.known.get(identifier) or _PLAIN
            elif tag == f"{W}numPr":
                own = piece
            elif tag == _RPR:
                gone = piece.find(f"{W}del") is not None
        said = numbered_of(own, style.numbered)
        return ("" if gone or not self._counts or not said.number else self.numbering.label(said, identifier)), style

    # --- runs ---

    def _walk(self, parent: Element, runs: list[Run], mark: Mark, style: Style) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                said: list[str] = []
                self._say(child, said, style)
                if said:
                    runs.append(Run("".join(said), mark))
            elif tag == _PPR:
                if self.numbering.lists or self.looks:
                    label, style = self._form(child)
                    if label and mark != "deleted":
                        runs.append(Run(label, mark))
            elif tag in WRAPPERS:
                self._walk(child, runs, mark, style)
            elif tag in MARKS:
                self._walk(child, runs, "deleted" if mark == "deleted" else MARKS[tag], style)
            elif tag == ALTERNATE:
                self._walk(branch(child), runs, mark, style)
            elif tag in _FORMULAS:
                runs.append(Run("".join([text.text or "" for text in child.iter(f"{_MATH}t")]), mark))

    def _say(self, run: Element, said: list[str], style: Style) -> None:
        """Adds the text of a run's pieces."""
        hidden, font = style.hidden, style.font
        for piece in run:
            tag = piece.tag
            if tag in _TEXTS:
                if self._fields and not self._shows():
                    continue
                text = piece.text or ""
                if not text.isprintable():
                    text = _FOLDED.sub(" ", text)
                if text[:1] == " " or text[-1:] == " ":
                    text = text if piece.get(SPACE) == "preserve" else text.strip(" ")
                if font and is_of_signs(font):
                    text = signs(text, font)
                if text:
                    (self._hidden if hidden else said).append(text)
            elif tag == _RPR:
                if self.looks and len(piece):
                    hidden, font = self._look(piece, style)
            elif tag == ALTERNATE:
                self._say(branch(piece), said, style._replace(hidden=hidden, font=font))
            else:
                shows = self._shows()
                if (text := self._piece(piece, tag)) and (shows or self._shows()):
                    (self._hidden if hidden else said).append(text)

    def _shows(self) -> bool:
        """Whether text at this place is no part of a field's code."""
        return all(open_.stage == "result" for open_ in self._fields)

    def _look(self, looks: Element, style: Style) -> tuple[bool, str]:
        # A style of characters stands first, where there is one (17.3.2.28).
        first = looks[0]
        named = self.known.get(first.get(f"{W}val", "")) if first.tag == f"{W}rStyle" else None
        if named is not None:
            style = Style(hidden=style.hidden or named.hidden, font=named.font or style.font)
        return look_of(looks, style)

    def _piece(self, piece: Element, tag: str) -> str:
        """The text of a child of a run that is no text itself: line ends and tabs, signs, fields; the rest is told."""
        if tag in _SIGNS:
            # A break of the page or column says nothing of the text.
            return "" if piece.get(f"{W}type") in {"page", "column"} else _SIGNS[tag]
        if tag == f"{W}sym":
            return symbol(piece)
        if tag == f"{W}fldChar":
            return self._field(piece)
        if tag == f"{W}instrText" and self._fields:
            self._fields[-1].code = (self._fields[-1].code + (piece.text or ""))[:200]
        elif tag == f"{W}ruby":
            return "".join([text.text or "" for base in piece.iter(f"{W}rubyBase") for text in base.iter(f"{W}t")])
        elif tag in NOTES:
            kind = NOTES[tag]
            self.tell(kind, self.notes.get((kind, piece.get(f"{W}id", "")), ""))
        elif tag in _PICTURES:
            self._picture(piece)
        return ""

    def _field(self, piece: Element) -> str:
        kind = piece.get(f"{W}fldCharType")
        if kind == "begin":
            result = form_result(piece.find(f"{W}ffData"))
            self._fields.append(_Field("told" if result else "code"))
            return result
        if kind == "separate" and self._fields and self._fields[-1].stage == "code":
            self._fields[-1].stage = "result"
        if kind == "end" and self._fields:
            ended = self._fields.pop()
            return enclosed(ended.code) if ended.stage == "code" else ""
        return ""

    def _picture(self, piece: Element) -> None:
        boxes = list(_boxes(piece))
        for box in boxes:
            self.tell("文本框", self.aside(box))
        if not boxes:
            shown = next((text for path in piece.iter(f"{_VML}textpath") if (text := path.get("string"))), "")
            what = "文本框" if shown else "嵌入对象" if piece.tag == f"{W}object" else "图片"
            self.tell(what, shown or _description(piece))


_PLAIN = Style()
_VML = "{urn:schemas-microsoft-com:vml}"
_FORMULAS = {f"{_MATH}oMath", f"{_MATH}oMathPara"}
_PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}
NOTES = {f"{W}commentReference": "批注", f"{W}footnoteReference": "脚注", f"{W}endnoteReference": "尾注"}
"""What refers to a comment or note, and what that is called."""


def _boxes(parent: Element) -> Iterator[Element]:
    """The texts of the text boxes in a drawing: in one branch where there are several, and not those in other boxes."""
    for child in parent:
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from _boxes(branch(child) if child.tag == ALTERNATE else child)


def _description(picture: Element) -> str:
    """What a picture's maker says of it for those who do not see it (20.4.2.5), or in older files its shape."""
    said = (about.get("descr") or about.get("title") or "" for about in picture.iter("{*}docPr"))
    shapes = (shape.get("alt") or "" for shape in picture.iter(f"{_VML}*"))
    return next((text for text in (*said, *shapes) if text), "")
