"""Records' names, shortened as far as a ledger's articles can still be told apart."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 5
"""Long enough to stay unique in most ledgers when more articles come."""


class Shortened:
    """Shortens `ARTICLE/RECORD` to the article's shortest telling prefix; commands take both."""

    def __init__(self, articles: Iterable[str]) -> None:
        ids = sorted(articles)
        length = SHORTEST
        while len({name[:length] for name in ids}) < len(set(ids)):
            length += 1
        self.length = length

    def __call__(self, ref: str) -> str:
        """Return the short name of an article or record."""
        article, slash, record = ref.partition("/")
        return f"{article[: self.length]}{slash}{record}"
