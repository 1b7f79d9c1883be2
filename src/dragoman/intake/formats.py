"""What opens what: the one table of the formats that intake reads.

A format is one module with one function `bytes -> Page`; to add one, write that module and
add its row here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.intake import markdown, plain
from dragoman.intake.page import Page


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name for people, its file name endings, and what opens it.

    `opener` takes the raw bytes and where they come from, and raises UnreadableInput.
    """

    name: str
    endings: tuple[str, ...]
    opener: Callable[[bytes, str], Page]


FORMATS = (
    Format("plain text", (".txt", ".text"), plain.opened),
    Format("Markdown", (".md", ".markdown"), markdown.opened),
)

BY_ENDING = {ending: form for form in FORMATS for ending in form.endings}


def readable() -> str:
    """Return the endings that can be read, for messages: `.txt, .text, .md, .markdown`."""
    return ", ".join(BY_ENDING)
