"""The formats of a brief: how each is written, and what its file is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dragoman.brief.content import Brief
from dragoman.brief.page import brief_html
from dragoman.brief.pdf import brief_pdf, can_write_pdf
from dragoman.brief.plain import brief_markdown


def _docx(brief: Brief) -> bytes:
    from dragoman.brief.word import brief_docx  # noqa: PLC0415  # python-docx takes a while

    return brief_docx(brief)


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name for people, its media type, and what writes it."""

    name: str
    media_type: str
    write: Callable[[Brief], bytes]


FORMATS: Mapping[str, Format] = {
    "html": Format("HTML", "text/html; charset=utf-8", lambda brief: brief_html(brief).encode()),
    "md": Format(
        "Markdown", "text/markdown; charset=utf-8", lambda brief: brief_markdown(brief).encode()
    ),
    "docx": Format(
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _docx,
    ),
    "pdf": Format("PDF", "application/pdf", brief_pdf),
}
"""By the ending of the file's name."""

ALIASES = {"htm": "html", "markdown": "md", "word": "docx"}


def format_named(name: str) -> str | None:
    """Return the format of that name or ending, None where there is none."""
    told = name.lower().removeprefix(".")
    found = ALIASES.get(told, told)
    return found if found in FORMATS else None


def writable() -> tuple[str, ...]:
    """Return the formats that can be written here: PDF needs what may not be installed."""
    return tuple(name for name in FORMATS if name != "pdf" or can_write_pdf())
