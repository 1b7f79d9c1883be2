"""What a reader of a brief's file sees, without blanks and without the looks of its format."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNSEEN = re.compile(r"[\s\u200b\u2060\ufeff\ufffd\ufffe\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
"""Blanks, and signs that some format cannot hold or does not show."""


@dataclass(frozen=True, slots=True)
class Visible:
    """The lines, notes and foot of a brief's file, each squeezed, and its proof as JSON.

    Of PDF only the words in their order are known: `pages` have them, the numbers of notes
    among them, and the others are empty.
    """

    proof: str
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


def squeezed(text: str) -> str:
    """Return text without blanks and unseen signs, by which two formats' words are compared."""
    return _UNSEEN.sub("", text)
