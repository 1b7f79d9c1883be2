"""Plain text files: the text is the article's text, character for character."""

from __future__ import annotations

from dragoman.intake.blocks import blocks_of
from dragoman.intake.decoding import decoded
from dragoman.intake.page import Page


def opened(raw: bytes, where: str) -> Page:
    """Return a plain text as a page; raises UnreadableInput when it is none."""
    return page_of(decoded(raw, where), where)


def page_of(text: str, where: str) -> Page:
    """Return a page of a text that is already decoded."""
    return Page(text=text, blocks=blocks_of(text, where))
