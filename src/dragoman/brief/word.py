"""The brief as a Word document: headings, tables with headings of their own, real footnotes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from dragoman.brief.content import Brief
from dragoman.brief.document import Block, Cards, Document, Heading, Line, Run, Table
from dragoman.brief.page import COLOURS
from dragoman.brief.proof import proof_json
from dragoman.brief.sections import document_of
from dragoman.brief.word_notes import Footnotes

NAMESPACE = "urn:dragoman:brief:1"
"""Of the part of the package that has what the document is verified by."""

FOOT = "Brief foot"
"""The style of the brief's foot, by which it is known again."""

_CELL, _ITEM = "Brief cell", "List Bullet"

WIDE = 6
"""Columns above which a table's words are smaller, so that a stance stands on one line."""

_MARGINS = (
    f'<w:tblCellMar {nsdecls("w")}><w:left w:w="57" w:type="dxa"/>'
    '<w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
)
"""A millimetre beside the words of a cell: a course has many columns."""

_SOFT = RGBColor(0x44, 0x44, 0x44)

_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""

_FIXED = (1980, 1, 1, 0, 0, 0)
"""The moment of all parts of the package, so that the same brief gives the same bytes."""


def brief_docx(brief: Brief) -> bytes:
    """Return the brief as a Word document; the same brief gives the same bytes."""
    return docx_of(document_of(brief))


def docx_of(document: Document) -> bytes:
    """Return a laid-out brief as a Word document."""
    written = docx.Document()
    _set_up(written, document)
    styles = {name: written.styles[name].style_id for name in (_CELL, _ITEM, FOOT)}
    _Writer(written, Footnotes(written), dict(_notes(document)), styles).write(document)
    _attach(written, proof_json(document))
    made = io.BytesIO()
    written.save(made)
    return _dated(made.getvalue())


def _notes(document: Document) -> Iterable[tuple[int, Line]]:
    return ((citation.number, line) for citation, line in document.notes)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the blocks of one brief; `notes` has what each number's footnote says.

    `styles` are ids by name: python-docx looks through all styles for each paragraph.
    """

    word: WordDocument
    footnotes: Footnotes
    notes: dict[int, Line]
    styles: dict[str, str]

    def write(self, document: Document) -> None:
        """Write all of a brief."""
        self.word.add_heading(_clean(document.title), 0)
        for line in document.lead:
            self._fill(self._paragraph(), line)
        for section in document.sections:
            self.word.add_heading(_clean(section.title), 1)
            for block in section.blocks:
                self._block(block)
        for line in document.foot:
            self._fill(self._paragraph(FOOT), line)
        self.footnotes.close()

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.word.add_heading(_clean(block.text), 2)
        elif isinstance(block, Line):
            self._fill(self._paragraph(_ITEM if block.depth else None), block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Cards):
            for card in block.cards:
                head = self._paragraph()
                head.paragraph_format.keep_with_next = True
                head.paragraph_format.space_before = Pt(6)
                self._fill(head, card.head)
                for line in card.lines:
                    self._fill(self._paragraph(_ITEM), line)
        else:
            self._table(block.table)

    def _table(self, block: Table) -> None:
        table = self.word.add_table(1, len(block.head), style="Table Grid")
        for cell, name in zip(table.rows[0].cells, block.head, strict=True):
            self._in_cell(cell).add_run(_clean(name)).bold = True
        heads = table.rows[0]._tr.get_or_add_trPr()
        heads.append(OxmlElement("w:cantSplit"))
        heads.append(OxmlElement("w:tblHeader"))
        for row in block.rows:
            added = table.add_row()
            added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, line in zip(added.cells, row, strict=True):
                self._fill(self._in_cell(cell), line)
        margins = parse_xml(_MARGINS)
        table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
        if len(block.head) > WIDE:
            for cell in table._cells:
                for run in cell.paragraphs[0].runs:
                    run.font.size = Pt(7.5)
        described = OxmlElement("w:tblDescription")
        described.set(qn("w:val"), _clean(block.name))
        table._tbl.tblPr.append(described)
        self._paragraph(_CELL)

    def _paragraph(self, style: str | None = None) -> Paragraph:
        """Return a new paragraph."""
        made = self.word.add_paragraph()
        if style:
            made._p.style = self.styles[style]
        return made

    def _in_cell(self, cell: _Cell) -> Paragraph:
        """Return the paragraph of a cell."""
        held: Paragraph = cell.paragraphs[0]
        held._p.style = self.styles[_CELL]
        return held

    def _fill(self, paragraph: Paragraph, line: Line) -> None:
        for run in line.runs:
            if run.style == "link":
                paragraph._p.append(self._link(paragraph, run))
            else:
                _styled(paragraph.add_run(_clean(run.shown)), run)
            for note in run.notes:
                self.footnotes.add(paragraph, self._said(self.notes[note.number]))

    def _said(self, line: Line) -> Sequence[BaseOxmlElement]:
        """Return what a footnote says, as elements; an address is told there, and no link."""
        held = Paragraph(OxmlElement("w:p"), self.word._body)
        for run in line.runs:
            _styled(held.add_run(_clean(run.shown)), run)
        return list(held._p)

    def _link(self, paragraph: Paragraph, run: Run) -> BaseOxmlElement:
        to = self.word.part.relate_to(_clean(run.text), RELATIONSHIP_TYPE.HYPERLINK, True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), to)
        word = paragraph.add_run(_clean(run.text))
        word.font.underline = True
        link.append(word._r)
        return link


def _styled(word: WordRun, run: Run) -> None:
    """Give a run its look and its language."""
    if run.style in ("strong", "stance"):
        word.bold = True
    if run.style == "stance" and run.text in COLOURS:
        word.font.color.rgb = RGBColor.from_string(COLOURS[run.text].lstrip("#").upper())
    if run.style == "soft":
        word.font.color.rgb = _SOFT
    if run.language:
        told = OxmlElement("w:lang")
        told.set(qn("w:val"), run.language)
        word._r.get_or_add_rPr().append(told)


def _clean(text: str) -> str:
    """Return text that XML can hold, on one line."""
    return re.sub(r"[\t\n\r]", " ", _UNWRITABLE.sub("\ufffd", text))


def _set_up(word: WordDocument, document: Document) -> None:
    """Set title, language, page, fonts and the styles of our own."""
    told = word.core_properties
    told.title, told.author, told.language = _clean(document.title), "Dragoman", "en-GB"
    told.comments = told.keywords = told.subject = ""
    for name in ("w:rFonts", "w:lang"):
        for held in word.styles.element.iter(qn(name)):
            _plain_face(held)
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2)
    word.styles["Normal"].font.size = Pt(10)
    word.styles["Normal"].paragraph_format.space_after = Pt(4)
    for style, size in (("Title", 22), ("Heading 1", 15), ("Heading 2", 12)):
        word.styles[style].font.size = Pt(size)
        word.styles[style].font.color.rgb = RGBColor(0x11, 0x11, 0x11)
    for name in (_CELL, FOOT):
        made = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = word.styles["Normal"]
        made.font.size = Pt(8.5)
        made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(2)


def _plain_face(held: BaseOxmlElement) -> None:
    """Take the template's themed fonts and American English off a style."""
    if held.tag == qn("w:lang"):
        held.set(qn("w:val"), "en-GB")
        return
    for name in list(held.attrib):
        del held.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        held.set(qn(f"w:{name}"), "Calibri")


def _attach(word: WordDocument, proof: str) -> None:
    """Put what the brief is verified by into a part of its own, and take the template's picture."""
    package = word.part.package
    blob = f'<brief xmlns="{NAMESPACE}">{proof}</brief>'.encode("ascii")
    part = Part(PackURI("/customXml/item2.xml"), "application/xml", blob, package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]


def _dated(made: bytes) -> bytes:
    """Return a package with the same moment on all its parts."""
    dated = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(dated, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return dated.getvalue()
