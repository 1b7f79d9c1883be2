"""An article's own words, and how many of them another has: a version is told by that.

The measure is the share of runs of three words (in lower case, without punctuation and furniture)
that the shorter of two texts has in common with the longer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from dragoman.article import Article, Span, outside

RUN = 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class OwnWords:
    """The words of an article without its page's: its headline, and its text as it stands."""

    title: str
    text: str

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """The runs of words of the text; of a very short one, all of it."""
        words = _WORD.findall(self.text.casefold())
        if len(words) < RUN:
            return frozenset({tuple(words)} if words else ())
        return frozenset(zip(*(words[n:] for n in range(RUN)), strict=False))

    def shared(self, other: OwnWords) -> float:
        """Return the share of the shorter text's runs that both have, from 0 to 1."""
        fewer = min(len(self.runs), len(other.runs))
        return len(self.runs & other.runs) / fewer if fewer else 0.0

    def has_title_of(self, other: OwnWords) -> bool:
        """Return whether both have the same headline, as far as words go."""
        mine, others = (_WORD.findall(one.title.casefold()) for one in (self, other))
        return bool(mine) and mine == others


def own_words(article: Article) -> OwnWords:
    """Return the words of an article without furniture, single blanks between them."""
    whole = Span(0, len(article.text))
    text = " ".join(outside(article.text, whole, sorted(article.furniture)).split())
    return OwnWords(" ".join((article.title or "").split()), text)
