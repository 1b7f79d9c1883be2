"""Whose official a speaker is, where the article tells it beside his name, and where it does not.

One of whom it is not told speaks for the state whose will he tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from dragoman.records import Speaker
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.stance import stance_words

NAMING = frozenset({"amod", "compound", "poss", "nmod"})
_HOMES = ("an", "ese", "ish", "i")
"""Endings of demonyms in which no office ends, as `Minister`, `Public` and `Marine` would."""
_MEN = ("man", "woman")


def country_of(token: Token) -> str | None:
    """Return the country that a name names, by itself or with the words before it."""
    if not token.text[:1].isupper():
        return None
    words = token.text
    if token.dep_ == "compound" or child_compound(token):
        first = token.doc[token.left_edge.i : token.i + 1]
        found = countries().find(first.text)
        if found is not None:
            return found.iso3
    found = countries().find(words)
    return found.iso3 if found is not None else None


def child_compound(token: Token) -> bool:
    """Return whether a name has parts before it: `Valdorian Union`."""
    return any(c.dep_ == "compound" for c in token.children)


def is_placeless(source: Sequence[Token], speaker: Speaker) -> bool:
    """Return whether a speaker is an official whose state or body is not told beside his name.

    A role that was told before counts as well: "the minister" is the Kethian one.
    """
    if speaker.country is not None or not source:
        return False
    words = stance_words()
    role = (speaker.role or "").split()
    if speaker.name is None and any(word.lower() in words.between for word in role):
        return False  # an envoy or a diplomat may be anybody's
    if speaker.sort == "government":
        official = any(t.lower_ in words.own_side for t in source)
    elif speaker.sort == "group":
        said = {t.lower_ for t in source}
        official = bool(said & words.serving) and not said & words.abroad
    else:
        official = speaker.sort == "person"
    if not official or any(_is_told_home(word) for word in role):
        return False
    if any(one == "of" and two[:1].isupper() for one, two in pairwise(role)):
        return False  # "Minister of Kestrel" is told whose
    own = set((speaker.name or "").split()) if speaker.sort == "person" else set()
    return not any(_tells_home(t) for t in source if t.text not in own)


def is_titled(source: Sequence[Token], speaker: Speaker) -> bool:
    """Return whether somebody is introduced with his office, rather than named as known."""
    if not speaker.role or not source:
        return False
    return source[0].lower_ not in ("the", "he", "she") or speaker.name is None


def _is_told_home(word: str) -> bool:
    """Return whether a word of a role names a state: `Kethian`, `UN`."""
    if len(word) > 1 and word.isupper():
        return True
    return word[:1].isupper() and word.endswith(_HOMES) and not word.endswith(_MEN)


def _tells_home(token: Token) -> bool:
    """Return whether a word beside a name tells whose official somebody is: `UN`, `Kethian`."""
    text = token.text
    if not text[:1].isupper() or token.lower_.endswith(_MEN):
        return False
    if country_of(token) is not None or (len(text) > 1 and text.isupper()):
        return True
    if token.dep_ == "pobj" and token.head.lower_ in ("in", "at"):
        return False  # where he was asked
    if token.dep_ in ("poss", "pobj"):
        return token.tag_ == "NNP"
    return token.dep_ in NAMING and text.endswith(_HOMES)
