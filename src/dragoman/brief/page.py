"""The brief as one HTML page that needs nothing else: no script, no request, no other file."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment
from markupsafe import Markup, escape

from dragoman.brief.articles import Block, marked
from dragoman.brief.content import Brief
from dragoman.brief.course import run_words
from dragoman.brief.grounds import given_by, ground_words
from dragoman.brief.marks import Mark
from dragoman.brief.names import deadlock_words, in_office, link_word, stated_by, told_by
from dragoman.brief.templating import templates_of


def brief_html(brief: Brief) -> str:
    """Return the brief as a page; the same brief gives the same page."""
    articles = [marked(reading, brief.citations) for reading in brief.readings]
    template = _templates().get_template("brief.html")
    return template.render(
        brief=brief,
        articles=articles,
        split=[name for article in articles for name in article.split],
    )


@cache
def _templates() -> Environment:
    templates = templates_of("dragoman.brief")
    templates.filters |= {
        "in_office": in_office,
        "stated_by": stated_by,
        "told_by": told_by,
        "deadlock_words": deadlock_words,
        "link_word": link_word,
        "run_words": run_words,
        "ground_words": ground_words,
        "given_by": given_by,
        "woven": _woven,
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
