"""Footnotes of a Word document: a part of the package, which python-docx does not make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

_NONE = (-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator")
"""The two notes that every document with footnotes has: the lines above them."""


@dataclass(slots=True)
class Footnotes:
    """The footnotes of one document so far, each with the runs that it holds."""

    document: WordDocument
    notes: list[tuple[int, Sequence[BaseOxmlElement]]] = field(default_factory=list)
    _mark: str = field(init=False)
    """The id of the style of their marks: by its name it is long looked for."""

    def __post_init__(self) -> None:
        """Add the styles by which Word knows footnotes."""
        styles = self.document.styles
        body = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        body.base_style = styles["Normal"]
        body.font.size = Pt(8.5)
        body.paragraph_format.space_after = Pt(1)
        mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True
        self._mark = mark.style_id

    def add(self, paragraph: Paragraph, runs: Sequence[BaseOxmlElement]) -> None:
        """Put the mark of a new footnote at a paragraph's end; `runs` are what it says."""
        number = len(self.notes) + 1
        self.notes.append((number, runs))
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(number))
        run = paragraph.add_run()._r
        run.style = self._mark
        run.append(mark)

    def close(self) -> None:
        """Write the footnotes into the document's package."""
        root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        for number, sort, sign in _NONE:
            root.append(
                parse_xml(
                    f'<w:footnote {nsdecls("w")} w:type="{sort}" w:id="{number}"><w:p><w:pPr>'
                    f'<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
                    f"<w:r><w:{sign}/></w:r></w:p></w:footnote>"
                )
            )
        for number, runs in self.notes:
            root.append(_footnote(number, runs))
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self.document.part.package
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, blob, package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._settings()

    def _settings(self) -> None:
        """Name the two lines in the settings, where the schema has their place: before these."""
        settings = self.document.settings.element
        told = parse_xml(
            f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
            "</w:footnotePr>"
        )
        settings.find(qn("w:compat")).addprevious(told)


def _footnote(number: int, runs: Sequence[BaseOxmlElement]) -> BaseOxmlElement:
    note = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr>'
        '<w:pStyle w:val="footnotetext"/></w:pPr><w:r><w:rPr>'
        '<w:rStyle w:val="footnotereference"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"> </w:t></w:r></w:p></w:footnote>'
    )
    note[0].extend(runs)
    return note
