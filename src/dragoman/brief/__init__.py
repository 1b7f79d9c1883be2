"""The brief: one self-contained page or Markdown file in which every line cites its words."""

from dragoman.brief.content import Brief, compose_brief
from dragoman.brief.page import brief_html
from dragoman.brief.plain import brief_markdown

__all__ = ["Brief", "brief_html", "brief_markdown", "compose_brief"]
