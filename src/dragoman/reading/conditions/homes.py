"""The state of an official whom no list has, by the word before his title: `Quorish general`."""

from __future__ import annotations

import re
from itertools import pairwise

from dragoman.reading.conditions.peoples import named_by
from dragoman.reading.document import Document
from dragoman.records import Statement
from dragoman.vocabulary.conditions import ConditionWords, condition_words
from dragoman.vocabulary.speakers import speaker_words

_LEAD = 60
"""Characters before a name within which its title stands."""
_ABSTRACT = ("tion", "sion")
"""How words for what an office is about end: `Education Minister`."""


def home_of(document: Document, statement: Statement) -> str | None:
    """Return the word for his state before an official's title: `Quorish general Mats Ule`."""
    if statement.speaker.country is not None or statement.source is None:
        return statement.speaker.country
    text, name = document.text, statement.speaker.name
    words = statement.source.of(text).replace("’", "'").split()
    at = text.find(name) if name else -1
    if at > 0:  # the name's first place, where his title stands
        words = (
            re.split(r"[.,;\"“”]\s*", text[max(0, at - _LEAD) : at])[-1].replace("’", "'").split()
        )
        words = [*words[-4:], name or ""]
    for word in words[:-1]:
        if word.endswith("'s") and word[0].isupper():
            return word.removesuffix("'s")
        if _is_demonym(word):
            return word
    return None


def _is_demonym(word: str) -> bool:
    """Return whether a word of a title is a state's adjective, not `Minister` or `Foreign`."""
    if not word[0].isupper() or not word.endswith(speaker_words().demonym_endings):
        return False
    known, lower = condition_words(), word.lower()
    office = lower in known.agents.nouns or lower in known.no_states or lower in known.portfolios
    return not office and not lower.endswith(_ABSTRACT)


def side_by_title(document: Document, words: ConditionWords, statement: Statement) -> str | None:
    """Return the unlisted state for which a person says `we`, by his title; None without one.

    A word is taken only where the article's parse takes it for a place, a people or a body.
    """
    if statement.side or statement.speaker.sort != "person":
        return None
    home = home_of(document, statement)
    if home is not None:
        return home if len(home) == len("XXX") and home.isupper() else named_by(home)
    source = statement.source
    tokens = document.tokens(source) if source is not None else ()
    for token, following in pairwise(tokens):
        place = token.ent_type_ in ("GPE", "NORP") and token.text.istitle()
        if place and (following.text[0].islower() or following.lower_ in words.agents.nouns):
            return named_by(token.text) or token.text
    return None
