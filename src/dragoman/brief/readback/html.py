"""A brief in HTML read back: the elements that hold its lines, and its `meta` element."""

from __future__ import annotations

from html.parser import HTMLParser

from dragoman.brief.proof import NAME
from dragoman.brief.readback.visible import Visible, squeezed

_PARTS = {"data-line": "lines", "data-note": "notes", "data-foot": "foot"}
_SILENT = frozenset({"style", "title", "nav", "summary", "sup", "caption"})
_VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})
_OURS = frozenset({"skip", "kicker", "cite", "key"})
"""Classes of elements beside the lines: marks of notes, and how to find one's way."""


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.proof: str | None = None
        self.parts: dict[str, list[str]] = {"lines": [], "notes": [], "foot": []}
        self._open: list[tuple[str, str | None, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "meta" and told.get("name") == NAME:
            self.proof = told.get("content")
        if tag in _VOID:
            return
        part = next((name for sign, name in _PARTS.items() if sign in told), None)
        if part:
            self.parts[part].append("")
        silent = tag in _SILENT or bool(_OURS & set((told.get("class") or "").split()))
        # The articles behind the brief are no lines of it.
        self._open.append((tag, part, silent or told.get("id") == "articles"))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(silent for _, _, silent in self._open):
            return
        part = next((part for _, part, _ in reversed(self._open) if part), None)
        if part:
            self.parts[part][-1] += data
        elif squeezed(data) and any(tag == "main" for tag, _, _ in self._open):
            self.parts["lines"].append(data)  # somebody put words between the lines


def html_back(held: bytes) -> Visible | None:
    """Return what a page shows, None where it is no brief."""
    page = _Page()
    page.feed(held.decode("utf-8", "replace"))
    page.close()
    if page.proof is None:
        return None
    seen = {name: tuple(map(squeezed, some)) for name, some in page.parts.items()}
    return Visible(page.proof, seen["lines"], seen["notes"], seen["foot"])
