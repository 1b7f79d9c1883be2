"""A page's words as a browser lays them out: runs of text, each with the element that holds it.

A run is what stands between two block boundaries or breaks. Scripts, forms' parts and what is
hidden hold no words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd",
     "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
     "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)  # fmt: skip
_SILENT = frozenset(
    {"audio", "button", "canvas", "embed", "iframe", "input", "link", "math",
     "meta", "noscript", "object", "option", "script", "select", "style", "svg", "template",
     "textarea", "title", "video"}
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u200c\u2060\ufeff\u200e\u200f"))


@dataclass(slots=True)
class Run:
    """Words with the block element they stand in; `linked` counts their letters inside links."""

    element: HtmlElement
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    words: str = ""
    key: str = ""

    @property
    def link_share(self) -> float:
        """Return which share of the letters is inside links."""
        return self.linked / max(1, len("".join("".join(self.parts).split())))


def tidy(words: str) -> str:
    """Return words with single blanks, composed letters, and no invisible signs."""
    plain = unicodedata.normalize("NFC", words).translate(_INVISIBLE)
    return " ".join("".join(c if c >= " " else " " for c in plain).split())


def key_of(words: str) -> str:
    """Return the words alone in lower case, by which two runs are compared."""
    return " ".join(_WORD.findall(words.lower()))


def is_hidden(element: HtmlElement) -> bool:
    """Return whether an element is marked as not shown."""
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def runs_of(tree: HtmlElement) -> list[Run]:
    """Return the page's runs that hold words, in order."""
    found: list[Run] = []
    for run in _walked(tree):
        run.words = tidy("".join(run.parts))
        run.key = key_of(run.words)
        if run.key:
            found.append(run)
    return found


def _walked(tree: HtmlElement) -> Iterator[Run]:
    """Yield runs, empty ones too, with a stack of its own: pages nest deeper than Python."""
    run = Run(tree)
    stack: list[tuple[HtmlElement, HtmlElement, bool, bool]] = [(tree, tree, False, True)]
    while stack:
        element, block, linked, opening = stack.pop()
        if not opening:  # the tail of an element, back in its parent's block
            if element.tag in BLOCKS or element.tag == "br":
                yield run
                run = Run(block)
            _add(run, element.tail, linked)
            continue
        own, inside = block, linked
        if element is not tree:
            stack.append((element, block, linked, False))
        if not isinstance(element.tag, str) or element.tag in _SILENT or is_hidden(element):
            continue
        if element.tag in BLOCKS:
            yield run
            own = element
            run = Run(own)
        inside = linked or element.tag == "a"
        _add(run, element.text, inside)
        stack.extend((child, own, inside, True) for child in reversed(element))
    yield run


def _add(run: Run, words: str | None, linked: bool) -> None:
    if words:
        run.parts.append(words)
        if linked:
            run.linked += len("".join(words.split()))
