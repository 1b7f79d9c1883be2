"""Markdown files: the text stays as it is; signs of markup are marked, not removed."""

from __future__ import annotations

from dragoman.intake import plain
from dragoman.intake.page import Page


def opened(raw: bytes, where: str) -> Page:
    """Return a Markdown text as a page; raises UnreadableInput when it is none."""
    return plain.opened(raw, where)
