"""The brief: one content in four formats, in which every line cites its words.

Word documents and the check of a brief are in modules of their own, which load more.
"""

from dragoman.brief.content import Brief, compose_brief
from dragoman.brief.page import brief_html
from dragoman.brief.pdf import brief_pdf
from dragoman.brief.plain import brief_markdown

__all__ = ["Brief", "brief_html", "brief_markdown", "brief_pdf", "compose_brief"]
