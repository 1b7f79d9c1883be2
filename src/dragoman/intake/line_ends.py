"""Lines of print joined to running text: what a hyphen at a line's end means.

A hyphen there may part a word (`nego-/tiate`) or belong to it (`non-/proliferation`). The
document's own words decide first, then capitals and figures, then a table; without a sign the
word is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.vocabulary.hyphens import hyphens

LINE_HYPHENS = ("-", "\u2010", "\u00ad", "\ufffe")
"""Hyphen-minus, hyphen, soft hyphen, and what PDFium reports for a line's last hyphen."""

_LAST = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*|\d+)[-\u2010\u00ad\ufffe]\Z")
_FIRST = re.compile(r"[\w'’]+(?:-[\w'’]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_LONGEST = 200
"""How far back the beginning of a line's last word is looked for."""


class Words:
    """The words that a document has inside its lines, by which parted ones are judged."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known: set[str] = set()
        parted = False
        for line in lines:
            found = _WORD.findall(line.casefold().replace("\u2010", "-"))
            # Halves of parted words are no words.
            start, parted = int(parted), line.endswith(LINE_HYPHENS)
            self._known.update(found[start : len(found) - parted])

    def joined(self, before: str, after: str) -> str:
        """Return two lines as one: with a blank, without, or with the hyphen between."""
        last = _LAST.search(before, max(0, len(before) - _LONGEST))
        first = _FIRST.match(after)
        if last is None or first is None:
            return f"{before} {after}" if before and after else before or after
        bare = before[:-1]
        if before.endswith("\u00ad"):
            return bare + after
        return bare + ("-" if self._keeps(last[1], first[0]) else "") + after

    def _keeps(self, last: str, first: str) -> bool:
        """Return whether the hyphen between the halves belongs to the word."""
        if not first[0].islower() or last[-1].isdigit():
            return True
        left, right = last.casefold(), first.casefold()
        if f"{left}-{right}" in self._known:
            return True
        if f"{left}{right}" in self._known:
            return False
        table = hyphens()
        if left in table.always:
            return True
        whole = right in self._known or right in table.after
        return whole and (left in table.before or (right in table.after and left in self._known))
