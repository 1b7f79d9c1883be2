"""What a matter is called in the articles' own words: short, and by the end it is known by.

Where the articles have words for the other end only (`sanctions on Russia` for a matter known as
their lifting), the act is put before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.ledger.wording import Wording, wording
from dragoman.ledger.words_of_matters import words_and_classes
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.opposites import Opposition, opposites

_LOOSE = re.compile(
    r"(?:[\s,;:]+(?:a|an|the|of|on|in|to|for|with|and|or|by|from|at|about|as|its|their|that"
    r"|within|under|be|been|in place))+$"
)
_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|any|such an?|this|that|these|those|its|their|his|her|our|some)\s+)+",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[\"“”„«»]|(?<!\w)['‘’]|['‘’](?!\w)")
_WITH = re.compile(r"\s+with\s+(?:the\s+)?[^\W\d_]\w*(?:\s+[A-Z]\w*)*$")
_ACT_LAST = re.compile(r"\s\w+ing$")
_LINK = re.compile(r"^(?:of|from|to|on|with)\s+", re.IGNORECASE)
_BETWEEN = " between "
_NAMELESS = "matter without a name"


def title_of(wordings: Sequence[str], parties: Sequence[str]) -> str:
    """Return the name of a matter from its articles' words, the best first, and its parties."""
    short = _short(wordings[0]) if wordings else ""
    said = wording(short)
    if said.whole:
        short = short[: short.rindex(said.whole)]
        short = _short(opposites().within.sub("", f"{short} "))
        said = wording(short)
    if said.turn:
        short = _other_end(short, said)
        said = wording(short)
    short = short or _NAMELESS
    told = {party.name for party in said.parties}
    untold = [called(party) for party in parties if party not in told]
    if untold and len(parties) == 2 and said.relational:
        alone = _WITH.sub("", short) if told else short
        if not wording(alone).parties and _BETWEEN not in alone:
            return f"{alone}{_BETWEEN}{' and '.join(called(party) for party in parties)}"
    return f"{short} ({', '.join(untold)})" if untold else short


def called(party: str) -> str:
    """Return a party's usual name."""
    country = countries().by_iso3.get(party)
    return country.name if country else party


def is_awkward(words: str) -> bool:
    """Tell whether a wording ends in an act: `troops withdrawing`."""
    return bool(_ACT_LAST.search(words))


def plain(words: str) -> str:
    """Return words as names are compared."""
    return _ARTICLE.sub("", " ".join(words.split())).casefold()


def _short(words: str) -> str:
    told = " ".join(_QUOTES.sub("", words).split())
    return _LOOSE.sub("", _ARTICLE.sub("", told)).strip(" ,;:-–—")


def _other_end(words: str, said: Wording) -> str:
    """Return a name for the end by which a matter is known, from words for the other end."""
    yes = _without(words, opposites().negations)
    if yes != words and not wording(yes).turn:
        return yes
    one = _opposition(said)
    if one is None or not one.act:
        return _without(words, one.against | one.pauses) if one else words
    left = _without(words, one.against | one.neutral)
    front = opposites().names.get(one.act, "end of")
    if front.endswith("instead of"):
        return f"{front} {words}"
    if one.act == "withdrawal":
        left = re.sub(r"\s+(?:in|on|to)\s+", " from ", left, count=1)
    return f"{front} {left}" if left else front.removesuffix(" of")


def _opposition(said: Wording) -> Opposition | None:
    """Return what made a wording one for the other end, None where a negation did."""
    subject = set(said.subject)
    for one in opposites().oppositions:
        fits = one.things is None or one.things & subject or one.sheds or one.bare
        if fits and (one.act in subject if one.act else one.things and one.things & subject):
            return one
    return None


def _without(words: str, classes: frozenset[str]) -> str:
    """Return words without those of some classes, and without what they leave dangling."""
    kept: list[str] = []
    left_out = False
    for text, name in words_and_classes(words):
        if name in classes:
            left_out = True
        else:
            kept.append(text)
    told = " ".join(kept)
    return _short(_LINK.sub("", told)) if left_out else told
