"""Reads the paragraphs of a Word file (ECMA-376 Part 1, 17.3) as runs, and reports what is no text of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from gkml.document import LeftOut, Mark, Run
from gkml.formats.grid import joined
from gkml.formats.package.read import Element
from gkml.formats.signs import signs
from gkml.formats.unreadable import UnreadableFile, excerpt
from gkml.formats.word.controls import PLACEHOLDER, enclosed, form_result, symbol
from gkml.formats.word.numbering import Numbering
from gkml.formats.word.pictures import ALTERNATE, branch, description, drawn_text, text_boxes
from gkml.formats.word.styles import Shown, Style, Styles, W, numbered_of, shown_by

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo")}  # fmt: skip
"""Elements that only add meaning to their content."""
MARKS: dict[str, Mark] = {
    f"{W}ins": "inserted",
    f"{W}moveTo": "inserted",
    f"{W}del": "deleted",
    f"{W}moveFrom": "deleted",
}
P, TBL = f"{W}p", f"{W}tbl"
_R, _RPR, _PPR = f"{W}r", f"{W}rPr", f"{W}pPr"
_HOLDERS = WRAPPERS | MARKS.keys() | {TBL, f"{W}tr", f"{W}tc"}
"""Elements that may hold paragraphs in a cell, a note or a text box."""
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_TEXTS = {f"{W}t", f"{W}delText"}
_MOST_FIELDS = 100
_FOLDED = re.compile("[\t\r\n]")


@dataclass
class _Field:
    """An open field. Its code is no text; its result is, unless form data state it: then the field is `done`."""

    stage: Literal["code", "result", "done"] = "code"
    code: str = ""


@dataclass
class Story:
    """The state of reading a text from its first paragraph to its last: styles, lists, the place, and what is left out."""

    styles: Styles = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    looks: bool = True
    """Whether any text may be hidden, struck out or in a font of signs: most files state many looks, and none of these."""
    notes: Mapping[tuple[str, str], str | None] = field(default_factory=dict)
    """The text of comments and notes by kind and id; None for the comments of gkml."""
    left_out: list[LeftOut] = field(default_factory=list)
    section: str = ""
    """The place of everything in a text other than the main one."""
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

    def leave_out(self, kind: str, text: str = "") -> None:
        """Reports content at this place that is no text."""
        self.left_out.append(LeftOut(self.place, kind, excerpt(text)))

    # --- paragraphs ---

    def lines(self, parent: Element) -> Iterator[Element]:
        """Yields the paragraphs of a cell, note or text box, also those of nested tables, but not those of text boxes."""
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
                self.leave_out("嵌入文件")

    def content(self, parent: Element, mark: Mark = "", counts: bool = True) -> tuple[Run, ...]:
        """Returns the text of a cell, note or text box, a paragraph a line; `counts` is whether lists count them."""
        runs: list[Run] = []
        self.nested, self._counts = False, counts
        end: Mark = ""
        for number, paragraph in enumerate(self.lines(parent)):
            if number:
                runs.append(Run("\n", mark or end))
            self._paragraph(paragraph, runs, mark)
            end = end_mark(paragraph.find(_PPR))
        return joined(runs)

    def runs(self, paragraph: Element) -> tuple[Run, ...]:
        """Returns the runs of a paragraph, its automatic number first."""
        runs: list[Run] = []
        self._counts = True
        self._paragraph(paragraph, runs, "")
        return joined(runs)

    def aside(self, parent: Element, counts: bool = True) -> str:
        """Returns the text of a text box or note, as it reads once all changes are accepted."""
        kept = self._fields, self._hidden, self.nested, self._counts
        self._fields, self._hidden = [], []
        text = "".join(run.text for run in self.content(parent, counts=counts) if run.mark != "deleted")
        self._fields, self._hidden, self.nested, self._counts = kept
        return text

    def _paragraph(self, paragraph: Element, runs: list[Run], mark: Mark) -> None:
        self._walk(paragraph, runs, mark, _UNCHANGED)
        if self._fields:
            # A field that continues in another paragraph continues with its result.
            self._fields.clear()
        if self._hidden:
            self.leave_out("隐藏文字", "".join(self._hidden))
            self._hidden.clear()

    def _form(self, form: Element) -> tuple[str, Shown]:
        """Returns the automatic number of a paragraph, and how its style shows the text."""
        style, own, gone, identifier = _PLAIN, None, False, ""
        for piece in form:
            tag = piece.tag
            if tag == f"{W}pStyle":
                identifier = piece.get(f"{W}val", "")
                style = self.styles.get(identifier) or _PLAIN
            elif tag == f"{W}numPr":
                own = piece
            elif tag == _RPR:
                gone = piece.find(f"{W}del") is not None
        numbered = numbered_of(own, style.numbered)
        is_numbered = self._counts and not gone and numbered.number
        return (self.numbering.label(numbered, identifier) if is_numbered else ""), style.shown

    # --- runs ---

    def _walk(self, parent: Element, runs: list[Run], mark: Mark, style: Shown) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, runs, mark, style)
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

    def _run(self, run: Element, runs: list[Run], mark: Mark, shown: Shown) -> None:
        """Adds the text of a w:r, or of a branch in it."""
        texts: list[str] = []
        for piece in run:
            tag = piece.tag
            if tag == _RPR:
                if self.looks and len(piece):
                    shown = self._shown(piece, shown)
            elif tag == ALTERNATE:
                self._run(branch(piece), runs, mark, shown)
            elif text := self._text(piece, tag, shown.font):
                (self._hidden if shown.hidden else texts).append(text)
        if texts:
            runs.append(Run("".join(texts), "deleted" if shown.struck else mark))

    def _text(self, piece: Element, tag: str, font: str) -> str:
        """Returns the text of a piece of a run."""
        shows = self._shows()
        if tag not in _TEXTS:
            text = self._piece(piece, tag, font)
            return text if shows or self._shows() else ""
        text = (piece.text or "") if shows else ""
        if not text.isprintable():
            text = _FOLDED.sub(" ", text)
        if (text[:1] == " " or text[-1:] == " ") and piece.get(SPACE) != "preserve":
            text = text.strip(" ")
        return signs(text, font) if font else text

    def _shows(self) -> bool:
        """Returns whether text at this place is outside the code of a field."""
        return not self._fields or all(open_.stage == "result" for open_ in self._fields)

    def _shown(self, looks: Element, above: Shown) -> Shown:
        # A style of characters comes first, if there is one (17.3.2.28).
        first = looks[0]
        named = self.styles.get(first.get(f"{W}val", "")) if first.tag == f"{W}rStyle" else None
        if named is not None:
            own = named.shown
            above = Shown(above.hidden or own.hidden, above.struck or own.struck, own.font or above.font)
        return shown_by(looks, above)

    def _piece(self, piece: Element, tag: str, font: str) -> str:
        """Returns the text of a piece that is no w:t: line ends, tabs, signs, fields; reports the others."""
        if tag in _SIGNS:
            # A break of the page or column is no text.
            return "" if piece.get(f"{W}type") in {"page", "column"} else _SIGNS[tag]
        if tag == f"{W}sym":
            return symbol(piece, font)
        if tag == f"{W}fldChar":
            return self._field(piece)
        if tag == f"{W}instrText" and self._fields:
            self._fields[-1].code = (self._fields[-1].code + (piece.text or ""))[:200]
        elif tag == f"{W}ruby":
            return "".join([text.text or "" for base in piece.iter(f"{W}rubyBase") for text in base.iter(f"{W}t")])
        elif tag == PLACEHOLDER:
            self.leave_out("占位文字", piece.text or "")
        elif tag in NOTES:
            kind = NOTES[tag]
            if (note := self.notes.get((kind, piece.get(f"{W}id", "")), "")) is not None:
                self.leave_out(kind, note)
        elif tag in _PICTURES:
            self._picture(piece)
        return ""

    def _field(self, piece: Element) -> str:
        kind = piece.get(f"{W}fldCharType")
        if kind == "begin":
            result = form_result(piece.find(f"{W}ffData"))
            if len(self._fields) == _MOST_FIELDS:
                raise UnreadableFile("Word 文件里的域一层套一层，超过 100 层，不读")
            self._fields.append(_Field("done" if result else "code"))
            return result
        if kind == "separate" and self._fields and self._fields[-1].stage == "code":
            self._fields[-1].stage = "result"
        if kind == "end" and self._fields:
            ended = self._fields.pop()
            return enclosed(ended.code) if ended.stage == "code" else ""
        return ""

    def _picture(self, piece: Element) -> None:
        boxes = list(text_boxes(piece))
        for box in boxes:
            self.leave_out("文本框", self.aside(box))
        if not boxes:
            text = drawn_text(piece)
            kind = "文本框" if text else "嵌入对象" if piece.tag == f"{W}object" else "图片"
            self.leave_out(kind, text or description(piece))


_PLAIN = Style()
_UNCHANGED = Shown()
_FORMULAS = {f"{_MATH}oMath", f"{_MATH}oMathPara"}
_PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}
NOTES = {f"{W}commentReference": "批注", f"{W}footnoteReference": "脚注", f"{W}endnoteReference": "尾注"}
"""The references to comments and notes, and the name of each kind in a report."""
END_MARKS: dict[str, Mark] = {"ins": "inserted", "del": "deleted"}
"""How a row, or the end of a paragraph, states that it was inserted or deleted."""


def end_mark(form: Element | None) -> Mark:
    """Returns the tracked change of the end of a paragraph, and so of the paragraph; `form` is its w:pPr."""
    looks = None if form is None else form.find(_RPR)
    return "" if looks is None else next((m for name, m in END_MARKS.items() if looks.find(W + name) is not None), "")
