"""Plain text files: the text is the article's text, character for character."""

from __future__ import annotations

from dragoman.intake.blocks import blocks_of
from dragoman.intake.decoding import checked, decoded, is_marked
from dragoman.intake.page import Page
from dragoman.intake.recoding import codec, unpacked_text


def opened(raw: bytes, where: str, charset: str | None = None) -> Page:
    """Return a plain text as a page; raises UnreadableInput when it is none.

    `charset` is the one that its server named.
    """
    if not charset or codec(charset) in (None, "utf-8") or is_marked(raw):
        return page_of(decoded(raw, where), where)
    text, warnings = unpacked_text(raw, charset)
    page = page_of(checked(text, where), where)
    page.warnings += warnings
    return page


def page_of(text: str, where: str) -> Page:
    """Return a page of a text that is already decoded."""
    return Page(text=text, blocks=blocks_of(text, where))
