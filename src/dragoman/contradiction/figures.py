"""Numbers compared: what is rounded, a least or a most agrees with all that it may mean."""

from __future__ import annotations

from dragoman.records import Claim, Quantity
from dragoman.vocabulary.accounts import NAME, account_words

SMALL = 100
"""Below this a number is taken as counted, not rounded."""


def other_figures(a: Claim, told: int, b: Claim, also: int) -> bool:
    """Return whether two claims give numbers for one thing that cannot both hold."""
    words = account_words()
    if _marked(a, words.whole) != _marked(b, words.whole):
        return False
    later = a if told > also else b if also > told else None
    for one in a.quantities:
        for other in b.quantities:
            if one.of != other.of or agree(one, other) or _part(a, b, one.of):
                continue
            grown = (other if later is b else one).least > (one if later is b else other).least
            if later is not None and grown and _marked(later, words.growing):
                continue
            return not any(
                agree(p, q) for p in a.quantities for q in b.quantities if p.of == q.of == one.of
            )
    return False


def _part(a: Claim, b: Claim, of: str) -> bool:
    """Tell whether one claim counts only those of one name among those that do something."""
    named_a, named_b = _beside(a, of), _beside(b, of)
    known_a = {*a.doers, *a.objects, *a.around, *a.speaker}
    known_b = {*b.doers, *b.objects, *b.around, *b.speaker}
    return bool(named_a and not named_a & known_b) or bool(named_b and not named_b & known_a)


def _beside(claim: Claim, of: str) -> set[str]:
    """Return the names that stand in one part of a claim with what is counted."""
    return {unit for unit in claim.doers if unit.startswith(NAME)} if of in claim.doers else set()


def agree(one: Quantity, other: Quantity) -> bool:
    """Return whether two numbers may be the same."""
    low, high = sorted((one, other), key=lambda q: (q.least, q.most))
    if high.least <= low.most:
        return True
    if _exact(one) and _exact(other) and max(one.most, other.most) < SMALL:
        return False
    return high.least - low.most <= account_words().few * high.least


def _exact(one: Quantity) -> bool:
    return one.least == one.most


def _marked(claim: Claim, words: frozenset[str]) -> bool:
    return any(unit[0] == "!" and unit[1:] in words for unit in claim.around)
