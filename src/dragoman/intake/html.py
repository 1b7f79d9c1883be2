"""Web pages and saved HTML files: the article's text, what the page states, its furniture.

The text is the article's, a paragraph a block with an empty line between; lines in it that are
the page's and not the article's stay, as furniture.
"""

from __future__ import annotations

import re

from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dragoman.errors import UnreadableInput
from dragoman.intake.blocks import within_limit
from dragoman.intake.charsets import page_text
from dragoman.intake.decoding import MAX_BYTES, too_large
from dragoman.intake.html_body import Piece, extracted, located
from dragoman.intake.html_gaps import confirmed, filled, own_body, whole_page
from dragoman.intake.html_places import mark_by_place
from dragoman.intake.html_revision import revision_of
from dragoman.intake.html_runs import Run, key_of, runs_of
from dragoman.intake.html_stated import headline_of, stated_by
from dragoman.intake.json_ld import json_ld
from dragoman.intake.page import Block, Page, Stated
from dragoman.vocabulary.furniture import furniture

MAX_LINES, MAX_ELEMENTS = 20_000, 100_000
"""More than any page of news has; finding an article among more takes minutes."""

MAX_ATTRIBUTES = 5_000
"""Of one element: each is compared with all before it."""

_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")

_TOP = 4
"""Among the first pieces, a repetition of the headline is the headline."""


def opened(raw: bytes, where: str, charset: str | None = None) -> Page:
    """Return a web page as a page; `charset` is the one that its server named.

    Raises UnreadableInput when the bytes are no page or hold no article.
    """
    if len(raw) > MAX_BYTES:
        raise too_large(where, len(raw))
    if not raw:
        raise UnreadableInput(where, "the file is empty", "Save the page again.")
    decoded = page_text(raw, where, charset)
    page = page_of(decoded.text, where)
    if decoded.warning:
        page.warnings.insert(0, decoded.warning)
    return page


def page_of(text: str, where: str) -> Page:
    """Return the page that HTML which is already decoded makes."""
    tree = _tree(text, where)
    runs = runs_of(tree)
    if len(runs) > MAX_LINES or sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise UnreadableInput(
            where,
            f"the page has more than {MAX_LINES:,} lines or {MAX_ELEMENTS:,} elements",
            "It is no article; give its text as a .txt file if it is.",
        )
    stated, warnings = stated_by(tree, runs)
    titles = {key_of(words) for words in (stated.title, headline_of(tree)) if words}
    pieces = _article(text, tree, runs, titles)
    if not any(_is_article_s(piece) for piece in pieces):
        raise UnreadableInput(
            where,
            "the page holds no article that can be found without running its scripts",
            "Open it in a browser and save it from there, or give its text as a .txt file.",
        )
    page = _made(pieces, stated, titles)
    page.warnings += warnings
    page.revision = revision_of(tree)
    page.blocks = within_limit(page.blocks, page.text, where)
    return page


def _is_article_s(piece: Piece) -> bool:
    """Return whether a piece is words of an article, and no heading over nothing."""
    return not (piece.furniture or piece.level) and furniture().sort_of(piece.words) is None


def _tree(text: str, where: str) -> HtmlElement:
    for tag in _LONG_TAG.finditer(text):
        if tag[0].count("=") > MAX_ATTRIBUTES:
            raise UnreadableInput(
                where,
                f"an element has more than {MAX_ATTRIBUTES:,} attributes",
                "Save the page anew, or give its text as a .txt file.",
            )
    try:
        # As bytes: lxml takes no text with an encoding declared in it.
        parser = HTMLParser(encoding="utf-8", remove_pis=True)
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        raise UnreadableInput(
            where, "no HTML can be read in it", "Give a page as a browser saves it."
        ) from error


def _article(text: str, tree: HtmlElement, runs: list[Run], titles: set[str]) -> list[Piece]:
    body = json_ld(tree).text("articleBody")
    pieces = own_body(extracted(text), body, runs)
    if not pieces:
        pieces = whole_page(runs)
    located(pieces, runs)
    pieces = filled(pieces, runs, body)
    confirmed(pieces, body)
    mark_by_place(pieces, titles)
    return pieces


def _made(pieces: list[Piece], stated: Stated, titles: set[str]) -> Page:
    """Return the page of pieces: its text, and a block for each of them."""
    blocks: list[Block] = []
    at = seen = 0
    for piece in pieces:
        seen += not piece.furniture
        block = Block(at, at + len(piece.words), piece.words, bullet=piece.bullet)
        if piece.furniture:
            block.sort = "furniture"
        elif seen <= _TOP and piece.key in titles:
            block.sort, block.level = "title", piece.level or 1
            seen = _TOP
        elif piece.level:
            block.sort, block.level = "heading", piece.level
        blocks.append(block)
        at = block.end + 2
    text = "\n\n".join(piece.words for piece in pieces)
    return Page(text=f"{text}\n", blocks=blocks, stated=stated)
