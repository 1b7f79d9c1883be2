"""The brief as one HTML page that needs nothing else: no script, no request, no other file."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment
from markupsafe import Markup, escape

from dragoman.brief.articles import Block, marked
from dragoman.brief.content import Brief
from dragoman.brief.document import Cards, Document, Drawing, Heading, Line, Table
from dragoman.brief.marks import Mark
from dragoman.brief.proof import NAME, proof_json
from dragoman.brief.sections import document_of
from dragoman.brief.templating import templates_of

COLOURS = {
    "rejects": "#b3261e",
    "defers": "#7a4fa3",
    "conditional": "#a15c00",
    "open": "#0f6f86",
    "supports": "#1f7a3a",
}
"""Of the stances, on white paper and in Word; beside each stands its word."""


def brief_html(brief: Brief) -> str:
    """Return the brief as a page; the same brief gives the same page."""
    articles = [marked(reading, brief.citations) for reading in brief.readings]
    document = document_of(brief)
    return (
        _templates()
        .get_template("brief.html")
        .render(
            document=document,
            proof=proof_json(document, drawn=True),
            articles=articles,
            shown={one.article.id for one in articles},
            split=[name for article in articles for name in article.split],
        )
    )


def sections_html(document: Document) -> Markup:
    """Return the sections of a brief as elements of a page of the desk, which their notes name."""
    told = _templates().get_template("sections.html").render(document=document, shown=())
    return Markup(told)  # made by a template that escapes what it is given


def print_html(document: Document) -> str:
    """Return a laid-out brief as a page to be printed: without the articles, notes at the end."""
    return _templates().get_template("print.html").render(document=document, shown=())


@cache
def _templates() -> Environment:
    templates = templates_of("dragoman.brief")
    templates.filters["woven"] = _woven
    templates.globals |= {"proof_name": NAME, "colours": COLOURS}
    templates.tests |= {
        "line": lambda block: isinstance(block, Line),
        "heading": lambda block: isinstance(block, Heading),
        "table": lambda block: isinstance(block, Table),
        "cards": lambda block: isinstance(block, Cards),
        "drawing": lambda block: isinstance(block, Drawing),
    }
    return templates


def _woven(block: Block) -> Markup:
    """Return a block's text with its marks as elements."""
    parts: list[Markup] = []
    for piece in block.pieces:
        if piece.step == "words":
            parts.append(escape(piece.words))
        elif piece.step == "close":
            parts.append(Markup("</mark>"))
        elif piece.mark is not None:
            parts.append(_opening(piece.mark, again=piece.again))
    return Markup("").join(parts)


def _opening(mark: Mark, *, again: bool) -> Markup:
    begins = mark.first and not again
    name = Markup(' id="{}"').format(mark.id) if begins else Markup(' data-of="{}"').format(mark.id)
    kinds = " ".join(filter(None, (mark.sort, mark.stance)))
    number = Markup("<sup>{}</sup>").format(mark.number) if begins and mark.number else ""
    return Markup('<mark{} class="{}">{}').format(name, kinds, number)
