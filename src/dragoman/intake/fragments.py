"""The clean mark-up that feeds and agencies carry (XHTML, HTML, NITF), made into pieces.

Whole web pages are another matter: here all text is the article's, but for what its element
says is not (captions, scripts, tables of links), and no main content has to be looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from dragoman.article import ParagraphSort
from dragoman.intake.blocks import ENDED
from dragoman.intake.composing import Piece, without_bullet


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HEADINGS = {f"h{n}": n for n in range(1, 7)} | {f"hl{n}": n for n in range(1, 5)}
_PARAGRAPHS = _names(
    "p div section article main body block blockquote bq q-block pre address dd dt dl ul ol li "
    "table thead tbody tfoot tr header footer nav aside figure figcaption media media-caption "
    "caption center form fieldset details summary hr abstract byline dateline hedline "
    "body.head body.content body.end note fn tagline distributor"
)
_UNREAD = _names(
    "script style template noscript iframe object embed svg math canvas audio video button "
    "select textarea input head title meta link map media-metadata media-reference "
    "media-producer docdata"
)
_FURNITURE = _names(
    "figure figcaption caption media media-caption nav footer aside form body.end "
    "distributor tagline fn"
)
_DATELINES = frozenset(("byline", "dateline"))
_CELLS = frozenset(("td", "th"))
_FRAME = re.compile(r"</?(?:html|body)\b[^<>]{0,2000}>", re.IGNORECASE)
"""What would end the document early if it stood in the midst of it."""
_HALVES = re.compile("[\ud800-\udfff]")


def pieces_of_html(html: str) -> list[Piece]:
    """Return the paragraphs of a piece of HTML in order; broken mark-up is read as browsers do."""
    inner = _FRAME.sub(" ", _HALVES.sub("\ufffd", html)).strip()
    if not inner:
        return []
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        # As bytes: a str that opens with an XML declaration is refused.
        root = etree.fromstring(f"<div>{inner}</div>".encode(), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return []
    return [] if root is None else pieces_of_element(root)


def pieces_of_element(root: etree._Element) -> list[Piece]:
    """Return the paragraphs in an element of XHTML or NITF in order, whatever its namespace."""
    writer = _Writer()
    for kind, element, words in _events(root):
        if kind == "text":
            writer.run.append(words)
        elif kind == "open":
            writer.opens(_name(element))
        else:
            writer.closes(_name(element))
    writer.end()
    return writer.pieces


@dataclass(slots=True)
class _Writer:
    """Pieces in the making: the words of the one that is open, and inside which elements."""

    pieces: list[Piece] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)

    def opens(self, name: str) -> None:
        if name == "br":
            self._breaks()
        elif name in _CELLS and "".join(self.run).strip():
            self.run.append(" | ")
        elif name in _PARAGRAPHS or name in _HEADINGS:
            self.end()
        self.inside.append(name)

    def closes(self, name: str) -> None:
        if name in _PARAGRAPHS or name in _HEADINGS:
            self.end()
        if self.inside:
            self.inside.pop()

    def _breaks(self) -> None:
        """Close the paragraph at a line end where a sentence ends, or at the second in a row."""
        words = "".join(self.run)
        if not words.strip() or words.endswith("\n") or words.rstrip().endswith(ENDED):
            self.end()
        else:
            self.run.append("\n")

    def end(self) -> None:
        """Close the paragraph that is open."""
        words = " ".join("".join(self.run).split())
        self.run.clear()
        if words:
            sort, level = self._sort()
            bullet = "li" in self.inside
            self.pieces.append(
                Piece(without_bullet(words) if bullet else words, sort, level, bullet)
            )

    def _sort(self) -> tuple[ParagraphSort, int]:
        level = next((_HEADINGS[name] for name in self.inside if name in _HEADINGS), 0)
        if any(name in _FURNITURE for name in self.inside):
            return "furniture", 0
        if level:
            return ("title" if level == 1 else "heading"), level
        if "header" in self.inside:
            return "furniture", 0
        return ("dateline" if any(n in _DATELINES for n in self.inside) else "body"), 0


def _events(root: etree._Element) -> Iterator[tuple[str, etree._Element, str]]:
    """Yield what is met in reading: elements opened and closed, and text; without recursion."""
    skipped: etree._Element | None = None
    for action, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if skipped is not None:
            if action == "end" and element is skipped:
                skipped = None
                yield "text", element, element.tail or ""
            continue
        if action in ("comment", "pi") or not isinstance(element.tag, str):
            yield "text", element, element.tail or ""
        elif action == "start" and _name(element) in _UNREAD:
            skipped = element
        elif action == "start":
            yield "open", element, ""
            yield "text", element, element.text or ""
        else:
            yield "close", element, ""
            yield "text", element, (element.tail or "") if element is not root else ""


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
