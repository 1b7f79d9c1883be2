"""The brief: one content in four formats, in which every line cites its words."""

from dragoman.brief.content import Brief, compose_brief
from dragoman.brief.page import brief_html
from dragoman.brief.pdf import brief_pdf
from dragoman.brief.plain import brief_markdown
from dragoman.brief.verifying import verify_brief
from dragoman.brief.word import brief_docx

__all__ = [
    "Brief",
    "brief_docx",
    "brief_html",
    "brief_markdown",
    "brief_pdf",
    "compose_brief",
    "verify_brief",
]
