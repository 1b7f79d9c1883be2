"""What a page shows, kept for the next call until the ledger changes; its drawing is never kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dragoman.ledger import Ledger
from dragoman.web.asked import Asked
from dragoman.web.shown import Shown

Handler = Callable[[Ledger, Asked, dict[str, str]], Shown]
"""Answers an address: `{names}` in it are given last."""


def shown_as_kept(
    ledger: Ledger, handler: Handler, asked: Asked, path: Mapping[str, str], *, drawn: bool
) -> Shown:
    """Return what a page shows; `drawn` with what only its drawing needs.

    What is downloaded is found anew, and what is found by meaning: its vectors lie beside the
    ledger, which does not change with them.
    """

    def find() -> Shown:
        return handler(ledger, asked, dict(path))

    if not drawn or asked.question:
        return find()
    told = (asked.filters, asked.more, path)
    key = (handler, asked.words, *(tuple(sorted(some.items())) for some in told))
    return ledger.database.kept(key, lambda: find().whole())
