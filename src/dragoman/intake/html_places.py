"""Which pieces of an extracted article are furniture by their place in the page.

The vocabulary knows furniture by its words; the page tells more: the class of the box that a
line stands in, a caption's element, a paragraph that is nothing but a link to another article.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from dragoman.intake.html_body import Piece
from dragoman.vocabulary.page_places import page_places

_MOST = 0.3
"""A box with a larger share of the article's words is the article, whatever it is called."""
_LINKED = 0.9
_TEASER_WORDS = range(4, 26)


def mark_by_place(pieces: list[Piece]) -> None:
    """Mark the pieces that stand in boxes of furniture, and links that stand alone."""
    total = sum(len(piece.words) for piece in pieces)
    held: dict[HtmlElement, int] = {}
    for piece in pieces:
        box = _box(piece)
        if box is not None:
            held[box] = held.get(box, 0) + len(piece.words)
    for piece in pieces:
        box = _box(piece)
        if box is not None and held[box] < _MOST * total:
            piece.furniture = True
        elif _is_lone_link(piece):
            piece.furniture = True


def is_caption(element: HtmlElement) -> bool:
    """Return whether an element is a picture's caption or stands in one."""
    return any(
        each.tag == "figcaption" or page_places().is_caption(each.get("class"))
        for each in (element, *element.iterancestors())
    )


def is_marked_furniture(element: HtmlElement, container: HtmlElement) -> bool:
    """Return whether an element, or one around it in the container, is called furniture."""
    for each in (element, *element.iterancestors()):
        if each is container:
            return False
        if page_places().is_furniture(each.get("class"), each.get("id")):
            return True
    return False


def _box(piece: Piece) -> HtmlElement | None:
    """Return the outermost box of furniture around a piece."""
    if piece.run is None:
        return None
    found = None
    for each in (piece.run.element, *piece.run.element.iterancestors()):
        if each.tag in ("article", "main", "body"):
            break
        if each.tag == "figcaption" or page_places().is_furniture(each.get("class"), each.get("id")):
            found = each
    return found


def _is_lone_link(piece: Piece) -> bool:
    """Return whether a piece is a headline that links to another article, and no more."""
    run = piece.run
    return (
        run is not None
        and not piece.level
        and run.link_share >= _LINKED
        and piece.words.count(" ") + 1 in _TEASER_WORDS
        and not piece.words.endswith((".", ":", ";", '."', ".”"))
    )
