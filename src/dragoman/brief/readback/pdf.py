"""A brief in PDF read back: the words of its pages in their order, and the file attached to it."""

from __future__ import annotations

import pypdfium2

from dragoman.brief.readback.visible import Visible, squeezed

_ATTACHED = "dragoman-brief.json"


def pdf_back(held: bytes) -> Visible | None:
    """Return what a PDF shows, None where it is no brief."""
    try:
        document = pypdfium2.PdfDocument(held)
    except pypdfium2.PdfiumError:
        return None
    try:
        proof = _proof(document)
        if proof is None:
            return None
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    count = len(pages)
    told = tuple(
        squeezed(text).removesuffix(f"{number}/{count}")
        for number, text in enumerate(pages, start=1)
    )
    return Visible(proof, pages=told)


def _proof(document: pypdfium2.PdfDocument) -> str | None:
    for n in range(document.count_attachments()):
        attached = document.get_attachment(n)
        if attached.get_name() == _ATTACHED:
            return bytes(attached.get_data()).decode("ascii", "replace")
    return None
