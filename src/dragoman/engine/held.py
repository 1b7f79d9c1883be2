"""What a ledger has of a feed's entries already, so that they need not be fetched again."""

from __future__ import annotations

from dragoman.article import Article
from dragoman.intake import Held
from dragoman.ledger import Ledger


def held_in(ledger: Ledger) -> Held:
    """Return what gives the article that a ledger has from an origin, the last one added.

    The origins of one input are looked up together, when the first of them is asked for.
    """
    known: dict[str, dict[str, str]] = {}

    def held(origin: str) -> Article | None:
        whole = origin.partition("#")[0]
        if whole not in known:
            known[whole] = ledger.origins(f"{whole}#")
        article = known[whole].get(origin)
        return ledger.article(article) if article else None

    return held
