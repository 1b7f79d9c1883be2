"""The content of a DOCX file in document order: paragraphs, headings, items, cells, notes.

What a reader of the document sees with all changes accepted is taken; deleted and hidden words
and comments are counted, not read. Text boxes come after the paragraph that they hang on.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from dragoman.errors import UnreadableInput

MOST_UNPACKED = 300_000_000
"""The most bytes that a document may unpack to; a bomb has more."""
MOST_TEXT = 80_000_000
"""The most bytes of markup in one of its parts that hold text."""
MOST_FILES = 10_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE_LEVEL = -1
_HEADING = re.compile(r"heading (\d)\Z", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OFF = frozenset({"0", "false", "off", "none"})
_INSIDE = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml"}
    | {"bdo", "dir", "ruby", "rubyBase", "oMath", "oMathPara"}
)
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph: its words with its own line ends, and what it is.

    `level` is a heading's level, -1 for the title, else 0. `row` and `cell` tell where in a
    table it stands, counted from 1; a row's number is the document's, not the table's.
    """

    words: str
    level: int = 0
    bullet: bool = False
    row: int = 0
    cell: int = 0


@dataclass(slots=True)
class Content:
    """A document's pieces in order, what stands outside its text, and what was left out."""

    pieces: list[Piece] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)


def content_of(raw: bytes, where: str) -> Content:
    """Return a document's content; raises UnreadableInput when it is none."""
    _check_package(raw, where)
    try:
        return _Reader(docx.Document(io.BytesIO(raw))).content()
    except Exception as error:  # what damaged markup does to a library has no end of kinds
        raise UnreadableInput(
            where,
            f"the Word document is damaged ({type(error).__name__})",
            "Open it in a word processor and save it anew as .docx.",
        ) from error


def _check_package(raw: bytes, where: str) -> None:
    if not raw:
        raise UnreadableInput(where, "the file is empty", "Fetch or save it anew.")
    if raw.startswith(_OLE):
        locked = _ENCRYPTED in raw
        raise UnreadableInput(
            where,
            "the document is protected by a password" if locked else "this is an old .doc file",
            "Open it in a word processor and save it as .docx"
            + (" without a password." if locked else "."),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            files = package.infolist()
    except Exception as error:  # zipfile raises more than BadZipFile on damaged directories
        raise UnreadableInput(
            where, "this is no Word document (.docx), or it is cut", "Fetch or save it anew."
        ) from error
    texts = [f.file_size for f in files if f.filename.endswith((".xml", ".rels"))]
    if (
        len(files) > MOST_FILES
        or sum(f.file_size for f in files) > MOST_UNPACKED
        or max(texts, default=0) > MOST_TEXT
    ):
        raise UnreadableInput(
            where,
            f"the document unpacks to more than the {MOST_UNPACKED:,} bytes that it may have",
            "Check where it comes from; save its text as a .txt file.",
        )
    if any(f.flag_bits & 1 for f in files):
        raise UnreadableInput(
            where, "the document is protected by a password", "Save it without one."
        )


class _Reader:
    """One walk through a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._content = Content()
        self._levels: dict[str, int] = {}
        self._items: set[str] = set()
        self._row = 0
        self._boxes: list[Element] = []

    def content(self) -> Content:
        """Return all that there is."""
        self._read_styles()
        self._walk(self._document.element.body, 0)
        self._read_parts()
        core = self._document.core_properties
        self._content.properties = {
            "title": core.title or "",
            "author": core.author or "",
            "language": core.language or "",
        }
        return self._content

    def _read_styles(self) -> None:
        styles = {
            s.get(f"{_W}styleId"): s for s in self._document.styles.element.iter(f"{_W}style")
        }
        for key in styles:
            for style in _lineage(key, styles):
                name = _value(style.find(f"{_W}name"))
                outline = _value(style.find(f"{_W}pPr/{_W}outlineLvl"))
                heading = _HEADING.match(name)
                if name.lower() == "title":
                    self._levels.setdefault(key, _TITLE_LEVEL)
                elif heading:
                    self._levels.setdefault(key, int(heading[1]))
                elif outline.isdigit() and int(outline) < 9:
                    self._levels.setdefault(key, int(outline) + 1)
                if style.find(f"{_W}pPr/{_W}numPr") is not None and not heading:
                    self._items.add(key)

    def _walk(self, parent: Element, cell: int) -> None:
        for child in parent:
            kind = _kind(child)
            if kind == "p":
                self._paragraph(child, cell)
            elif kind == "tbl":
                self._table(child)
            elif kind in ("del", "moveFrom"):
                self._leave_out("deleted")
            elif kind in _INSIDE:
                self._walk(child, cell)

    def _table(self, table: Element) -> None:
        for row in table.iter(f"{_W}tr"):
            if _table_of(row) is not table:
                continue
            self._row += 1
            number = self._row
            cells = [c for c in row.iter(f"{_W}tc") if _row_of(c) is row]
            for n, cell in enumerate(cells, start=1):
                self._row = max(self._row, number)
                self._cell(cell, number, n)

    def _cell(self, cell: Element, row: int, number: int) -> None:
        """Read a cell; a table inside it has rows of its own."""
        before, self._row = self._row, row
        for child in cell:
            if _kind(child) == "tbl":
                self._row = before
                self._table(child)
                before, self._row = self._row, row
            elif _kind(child) == "p":
                self._paragraph(child, number)
            elif _kind(child) in _INSIDE:
                self._walk(child, number)
        self._row = before

    def _paragraph(self, paragraph: Element, cell: int) -> None:
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        level = self._levels.get(style, 0)
        outline = _value(paragraph.find(f"{_W}pPr/{_W}outlineLvl"))
        if outline.isdigit() and int(outline) < 9:
            level = int(outline) + 1
        number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        bullet = style in self._items if number is None else _value(number) != "0"
        words = "".join(self._texts(paragraph))
        if words.strip():
            row = self._row if cell else 0
            self._content.pieces.append(Piece(words, level, bullet and not level, row, cell))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._walk(box, 0)

    def _texts(self, parent: Element) -> list[str]:
        found: list[str] = []
        for child in parent:
            kind = _kind(child)
            if kind == "r":
                found += self._run(child)
            elif kind in ("del", "moveFrom"):
                self._leave_out("deleted")
            elif kind in _INSIDE:
                found += self._texts(child)
            elif kind == "t":
                found.append(child.text or "")
        return found

    def _run(self, run: Element) -> list[str]:
        if _is_on(run.find(f"{_W}rPr/{_W}vanish")):
            self._leave_out("hidden")
            return []
        found: list[str] = []
        for child in run:
            kind = _kind(child)
            if kind == "t":
                found.append(child.text or "")
            elif kind == "br" and child.get(f"{_W}type") in ("page", "column"):
                found.append("\n")
            elif kind in _SIGNS:
                found.append(_SIGNS[kind])
            elif kind in ("drawing", "pict", "AlternateContent", "object"):
                self._take_boxes(child)
        return found

    def _take_boxes(self, drawing: Element) -> None:
        """Keep the text boxes of a drawing; the older copy of each (`Fallback`) is no second."""
        for box in drawing.iter(f"{_W}txbxContent"):
            if not any(
                _kind(outer) in ("Fallback", "txbxContent") for outer in box.iterancestors()
            ):
                self._boxes.append(box)

    def _leave_out(self, what: str) -> None:
        self._content.left_out[what] = self._content.left_out.get(what, 0) + 1

    def _read_parts(self) -> None:
        """Take headers, footers and notes as furniture, and count the comments."""
        for relation in self._document.part.rels.values():
            if relation.is_external:
                continue
            kind = relation.reltype.rsplit("/", 1)[-1]
            if kind == "comments":
                part = parse_xml(relation.target_part.blob)
                count = sum(1 for _ in part.iter(f"{_W}comment"))
                if count:
                    self._content.left_out["comments"] = count
            elif kind in ("header", "footer", "footnotes", "endnotes"):
                part = parse_xml(relation.target_part.blob)
                for paragraph in part.iter(f"{_W}p"):
                    words = "".join(self._texts(paragraph))
                    if words.strip() and words not in self._content.furniture:
                        self._content.furniture.append(words)


def _lineage(key: str, styles: dict[str, Element]) -> Iterator[Element]:
    """Yield a style and those that it is based on; a circle ends after a while."""
    for _ in range(20):
        style = styles.get(key)
        if style is None:
            return
        yield style
        key = _value(style.find(f"{_W}basedOn"))


def _kind(element: Element) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _value(element: Element | None) -> str:
    return "" if element is None else str(element.get(f"{_W}val") or "")


def _is_on(element: Element | None) -> bool:
    return element is not None and _value(element).lower() not in _OFF


def _table_of(row: Element) -> Element | None:
    return next(row.iterancestors(f"{_W}tbl"), None)


def _row_of(cell: Element) -> Element | None:
    return next(cell.iterancestors(f"{_W}tr"), None)
