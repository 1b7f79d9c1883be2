"""Which pieces of an extracted article are furniture by their place in the page.

The vocabulary knows furniture by its words; the page tells more: the class of the box that a
line stands in, a caption's element, a paragraph that is nothing but a link to another article.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from dragoman.intake.html_body import Piece
from dragoman.vocabulary.page_places import page_places

_MOST = 0.3
"""Boxes of one name with a larger share of the article's words are the article's own."""
_LINKED = 0.9
_TEASER_WORDS = range(4, 26)
_LONG = 12
_EDGE_WORDS = 4
_REPEATED, _PULLED = 8, 5


def mark_by_place(pieces: list[Piece], headline: set[str]) -> None:
    """Mark the pieces that stand in boxes of furniture, and links that stand alone.

    `headline` is what the article is called, as keys: what stands above it is looked at harder.
    """
    total = sum(len(piece.words) for piece in pieces)
    boxes = [_box(piece) for piece in pieces]
    held: dict[str, int] = {}
    for piece, box in zip(pieces, boxes, strict=True):
        if box is not None:
            held[_name(box)] = held.get(_name(box), 0) + len(piece.words)
    for piece, box in zip(pieces, boxes, strict=True):
        boxed = box is not None and not _is_text(box) and held[_name(box)] < _MOST * total
        if boxed or _is_lone_link(piece):
            piece.furniture = True
    _mark_repeated(pieces)
    _mark_edges(pieces, headline)


def _mark_repeated(pieces: list[Piece]) -> None:
    """Mark paragraphs that come a second time, and quotations pulled out of another one."""
    seen: set[str] = set()
    whole = "\n".join(f" {piece.key} " for piece in pieces if not _is_set_off(piece))
    for piece in pieces:
        words = piece.key.count(" ")
        again = words >= _REPEATED and piece.key in seen
        pulled = words >= _PULLED and _is_set_off(piece) and f" {piece.key} " in whole
        piece.furniture = piece.furniture or again or pulled
        seen.add(piece.key)


def _is_set_off(piece: Piece) -> bool:
    """Return whether a piece stands apart from the running text: a block quotation."""
    return piece.run is not None and any(
        each.tag in ("blockquote", "aside", "q")
        for each in (piece.run.element, *piece.run.element.iterancestors())
    )


def _mark_edges(pieces: list[Piece], headline: set[str]) -> None:
    """Mark links and scraps above the headline, and links behind the last sentence."""
    top = next((n for n, piece in enumerate(pieces) if piece.key in headline), 0)
    for piece in pieces[:top]:
        scrap = piece.words.count(" ") < _EDGE_WORDS
        piece.furniture = piece.furniture or scrap or _is_linked(piece)
    for piece in reversed(pieces):
        if not piece.furniture and not _is_linked(piece):
            break
        piece.furniture = True


def _is_linked(piece: Piece) -> bool:
    return piece.run is not None and piece.run.link_share >= _LINKED


def _name(box: HtmlElement) -> str:
    return f"{box.tag} {box.get('class') or box.get('id') or ''}"


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
        if _is_box(each) and not _is_text(each):
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
        if each.tag == "figcaption" or _is_box(each):
            found = each
    return found


def _is_box(element: HtmlElement) -> bool:
    return page_places().is_furniture(element.get("class"), element.get("id"))


def _is_text(element: HtmlElement) -> bool:
    """Return whether an element called furniture is none: a long paragraph is no box.

    Its class says then how it is shown, as in `lead-social`; captions are captions still.
    """
    return (
        element.tag == "p"
        and len(element.text_content().split()) > _LONG
        and not page_places().is_caption(element.get("class"))
    )


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
