"""Where words stand in an article, with the text around them: for who has to say which he means."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.ledger import Ledger
from dragoman.ledger.passages import passages
from dragoman.views import context
from dragoman.views.row import Row


@dataclass(frozen=True, slots=True)
class PassageRow(Row):
    """One place of words; `at` is where it begins, in the text's code points."""

    article: str
    at: int
    before: str
    words: str
    after: str


def passages_of(ledger: Ledger, article: str, words: str) -> tuple[PassageRow, ...]:
    """Return each place where words stand in an article, in its order. Raises NotFound."""
    found = ledger.article(article)
    return tuple(
        PassageRow(
            found.id,
            start,
            context.before(found.text, start),
            found.text[start:end],
            context.after(found.text, end),
        )
        for start, end in ((place[0].start, place[-1].end) for place in passages(found.text, words))
    )
