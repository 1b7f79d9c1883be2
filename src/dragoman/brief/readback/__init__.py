"""Briefs read back from their files: what a reader of the file sees, and the proof inside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dragoman.brief.readback.docx import docx_back
from dragoman.brief.readback.html import html_back
from dragoman.brief.readback.markdown import markdown_back
from dragoman.brief.readback.pdf import pdf_back
from dragoman.brief.readback.visible import Visible
from dragoman.errors import UnreadableInput

__all__ = ["Visible", "read_back"]

_REMEDY = "Name a file that dragoman brief wrote: HTML, Markdown, DOCX or PDF."


def read_back(path: Path) -> Visible:
    """Return what a brief's file shows, and its proof.

    The bytes tell the format, not the name. Raises UnreadableInput for what is no brief.
    """
    try:
        held = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(str(path), f"it cannot be read ({error.strerror})", _REMEDY) from None
    seen = _reader(held)(held)
    if seen is None:
        raise UnreadableInput(str(path), "it is no brief that Dragoman wrote", _REMEDY)
    return seen


def _reader(held: bytes) -> Callable[[bytes], Visible | None]:
    if held.startswith(b"%PDF-"):
        return pdf_back
    if held.startswith(b"PK\x03\x04"):
        return docx_back
    if held.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        return html_back
    return markdown_back
