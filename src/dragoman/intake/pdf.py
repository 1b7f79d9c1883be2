"""PDF documents, read with PDFium: text in reading order, page by page.

Line ends are joined, running heads, feet and page numbers are kept as furniture, and where each
page begins is kept for citing it. A page without a text layer (a scan) has no words to read.
The document's own dates tell when the file was made, not when the article was published.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

from dragoman.errors import UnreadableInput
from dragoman.intake.composing import Draft
from dragoman.intake.document_metadata import mark_title, stated_of
from dragoman.intake.metadata import facts_of, is_outlet_name
from dragoman.intake.page import Block, Page, Stated
from dragoman.intake.pdf_furniture import sheets_of
from dragoman.intake.pdf_paragraphs import Paragraph, paragraphs_of
from dragoman.intake.pdf_words import Word, words_of
from dragoman.vocabulary.outlets import outlets

LARGEST = 100_000_000
"""The most bytes of a PDF: pictures make it large, not words."""
MOST_PAGES = 2_000

_LARGER = 1.15
_HEADLINE = 1.25
_HEADING_WORDS = 25
_HEAD = 10
_NO_LETTERS = 0.3
_PASSWORD = "password"
_ONE_AT_A_TIME = threading.Lock()
"""PDFium may be used by one thread at a time only."""


def opened(raw: bytes, where: str) -> Page:
    """Return a PDF as a page; raises UnreadableInput when it holds no text that can be read."""
    if not raw:
        raise UnreadableInput(where, "the file is empty", "Fetch or save it anew.")
    if len(raw) > LARGEST:
        raise UnreadableInput(
            where,
            f"{len(raw):,} bytes are more than the {LARGEST:,} that a PDF may have",
            "Split it, or save its text as a .txt file.",
        )
    if b"%PDF-" not in raw[:1024]:
        raise UnreadableInput(
            where, "this is no PDF (it does not begin with %PDF-)", "Check what the file is."
        )
    with _ONE_AT_A_TIME, _document(raw, where) as document:
        pages = _words(document, where)
        properties = _properties(document)
    _check_letters(pages, where)
    return _page(pages, properties, where)


@contextmanager
def _document(raw: bytes, where: str) -> Iterator[pdfium.PdfDocument]:
    """Open a document, and turn whatever PDFium says into UnreadableInput."""
    document = None
    try:
        document = pdfium.PdfDocument(raw)
        yield document
    except pdfium.PdfiumError as error:
        # PDFium's word for it can be left over from another document: the file must say so too.
        if _PASSWORD in str(error).lower() and b"/Encrypt" in raw:
            raise UnreadableInput(
                where,
                "the PDF is protected by a password",
                "Open it with the password and save or print it without one.",
            ) from error
        raise UnreadableInput(
            where,
            "the PDF is damaged or cut, and cannot be opened",
            "Fetch or save it anew.",
        ) from error
    finally:
        if document is not None:
            document.close()


def _words(document: pdfium.PdfDocument, where: str) -> list[list[Word]]:
    count = len(document)
    if not 0 < count <= MOST_PAGES:
        raise UnreadableInput(
            where,
            f"the PDF has {count:,} pages, where 1 to {MOST_PAGES:,} can be read",
            "Split it into one file an article.",
        )
    pages: list[list[Word]] = []
    for n in range(count):
        page = document[n]
        try:
            pages.append(words_of(page))
        finally:
            page.close()
    return pages


def _properties(document: pdfium.PdfDocument) -> dict[str, str]:
    return dict(document.get_metadata_dict())


def _check_letters(pages: list[list[Word]], where: str) -> None:
    """Raise UnreadableInput where there is no text, or none whose letters are known."""
    letters = "".join(word.letters for words in pages for word in words)
    if not letters:
        raise UnreadableInput(
            where,
            "the PDF holds pictures of pages and no text (a scan)",
            "Run text recognition over it first (ocrmypdf IN.pdf OUT.pdf).",
        )
    unknown = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in letters)
    if unknown > _NO_LETTERS * len(letters):
        raise UnreadableInput(
            where,
            "the PDF's fonts do not say which letters its signs are",
            "Print it to a new PDF and run text recognition over that, or save its text.",
        )


def _page(pages: list[list[Word]], properties: dict[str, str], where: str) -> Page:
    paragraphs = paragraphs_of(sheets_of(pages))
    draft = Draft()
    sheets: dict[int, int] = {}
    usual = _usual(paragraphs)
    for paragraph in paragraphs:
        if not paragraph.words:
            continue
        start = draft.length
        sheets.setdefault(paragraph.page, start)
        for offset, number in paragraph.begins:
            sheets.setdefault(number, start + offset)
        _add(draft, paragraph, usual)
    _mark_headline(draft.blocks, [p for p in paragraphs if p.words], usual)
    text = "\n\n".join(p.words for p in paragraphs if p.words)
    stated = _stated(properties, text)
    mark_title(draft.blocks, stated.title)
    page = draft.page(where, stated, _warnings(pages))
    page.sheets = _starts(sheets, len(pages), len(page.text))
    return page


def _add(draft: Draft, paragraph: Paragraph, usual: float) -> None:
    if paragraph.furniture:
        draft.add(paragraph.words, "furniture")
    else:
        larger = paragraph.height > _LARGER * usual and _is_line(paragraph.words)
        body = any(block.sort == "body" and len(block.words) > 200 for block in draft.blocks[:40])
        draft.add(paragraph.words, "heading" if larger and body else "body", level=2 * larger)


def _is_line(words: str) -> bool:
    return words.count(" ") < _HEADING_WORDS and not words.endswith((".", ","))


def _usual(paragraphs: list[Paragraph]) -> float:
    """Return the size in which most of the text is set."""
    sizes: dict[float, int] = {}
    for paragraph in paragraphs:
        size = round(paragraph.height, 1)
        sizes[size] = sizes.get(size, 0) + len(paragraph.words)
    sizes.pop(0.0, None)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 1.0


def _mark_headline(blocks: list[Block], paragraphs: list[Paragraph], usual: float) -> None:
    """Give the largest line near the head that is no outlet's name the title's sort."""
    best, size = None, _HEADLINE * usual
    for block, paragraph in list(zip(blocks, paragraphs, strict=True))[:_HEAD]:
        if paragraph.page > 0 or paragraph.furniture or paragraph.height <= size:
            continue
        words = block.words
        known = outlets().find(words) is not None or is_outlet_name(words)
        if " " in words and not known and not facts_of(words):
            best, size = block, paragraph.height
    if best is not None:
        best.sort = "title"


def _stated(properties: dict[str, str], text: str) -> Stated:
    return stated_of(
        properties.get("Title", ""),
        properties.get("Author", ""),
        "",
        text=text,
        where={"title": "PDF property Title", "byline": "PDF property Author"},
    )


def _warnings(pages: list[list[Word]]) -> list[str]:
    empty = [str(n) for n, words in enumerate(pages, start=1) if not words]
    if not empty:
        return []
    shown = ", ".join(empty[:10]) + (" and others" if len(empty) > 10 else "")
    return [f"No text on page {shown}: what a picture shows there is not read."]


def _starts(sheets: dict[int, int], count: int, length: int) -> tuple[int, ...]:
    """Return where each page begins; a page without text begins where the next one does."""
    starts: list[int] = []
    following = length
    for page in range(count - 1, -1, -1):
        following = min(sheets.get(page, following), following)
        starts.append(following)
    return tuple(reversed(starts))
