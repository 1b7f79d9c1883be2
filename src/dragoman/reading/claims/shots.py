"""What is told of shells and shots: that they came from somewhere is told of who fired them."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dragoman.reading.claims.acts import Acts
from dragoman.reading.claims.parts import Parts
from dragoman.vocabulary.accounts import account_words


def shot(verb: Token, of: Parts, acts: Acts) -> tuple[Parts, Acts]:
    """Return a clause of shells that fell as one of an attack, by those from whom they came."""
    words = account_words()
    if verb.lower_ not in words.coming or words.shots.isdisjoint(of.doers):
        return of, acts
    rest = tuple(unit for unit in of.doers if unit not in words.shots)
    if any(c.lower_ == "from" for c in verb.children):
        of = replace(of, doers=(*rest, *of.around), around=())
    else:
        of = replace(of, doers=rest)
    return of, replace(acts, told=tuple(dict.fromkeys((*acts.told, "attack+"))), listed=True)
