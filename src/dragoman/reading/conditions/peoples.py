"""The state that an adjective no list knows belongs to: Halvonian drilling is Halvonia's.

A name in the article with the same stem is taken; without one, the adjective less its ending.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.reading.once import once
from dragoman.vocabulary.conditions import ConditionWords
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.speakers import speaker_words

_NAMES = ("NNP", "NNPS")
_IN_I = ("ani", "eni", "ini", "oni", "eri", "iri", "ari", "shi", "esi", "ati")
_SHORTEST, _LOST = 4, 2
"""Letters of a name that stay before an ending, and that may be lost: Zubrav[a] + an."""


def state_of(adjective: Token, words: ConditionWords) -> str | None:
    """Return the state whose adjective a capitalised word is, None for any other word."""
    text = adjective.text
    if not text[0].isupper() or len(text) <= _SHORTEST or countries().find(text) is not None:
        return None
    if adjective.tag_ not in ("JJ", *_NAMES) or text.lower() in words.no_states:
        return None
    stems = [
        text[: -len(ending)] for ending in speaker_words().demonym_endings if text.endswith(ending)
    ]
    stems = [stem for stem in stems if len(stem) >= _SHORTEST - 1]
    if not stems:
        return None
    for name in once(adjective.doc, "capitalised names", _capitalised):
        bare = (name[: len(name) - cut] for cut in range(_LOST + 1))
        if name != text and any(b in stems for b in bare if len(b) >= _SHORTEST - 1):
            return name
    modifies = adjective.dep_ in ("amod", "compound") and not _is_title(adjective, words)
    return named_by(text) if adjective.ent_type_ == "NORP" or modifies else None


def _is_title(adjective: Token, words: ConditionWords) -> bool:
    """Return whether a word may be part of a name or title: `Interior Minister`, `Green Union`."""
    named = any(t.tag_ in _NAMES for t in (adjective.head, adjective.nbor()))
    known = adjective.lower_ in words.portfolios | words.agents.nouns
    return named or known or adjective.is_sent_start is True


def named_by(adjective: str) -> str | None:
    """Return the name within an adjective in -an, -i or -ish: `Ostrian`: `Ostria`."""
    if adjective.endswith("ish") and len(adjective) > _SHORTEST + 2 and adjective[0].isupper():
        return adjective.removesuffix("ish")
    unlisted = adjective.endswith(("an", *_IN_I)) and len(adjective) > _SHORTEST
    return adjective[:-1] if unlisted and adjective[0].isupper() else None


def named_as(doc: Doc, word: str) -> str:
    """Return the state's name that the article has for a word that may be its adjective."""
    stems = [
        word[: -len(ending)] for ending in speaker_words().demonym_endings if word.endswith(ending)
    ]
    names = once(doc, "capitalised names", _capitalised)
    bare = (stem for stem in stems if len(stem) >= _SHORTEST)
    return next((name for stem in bare for name in names if name in (stem, f"{stem}a")), word)


def _capitalised(doc: Doc) -> tuple[str, ...]:
    """Return the words of an article that may name a state, each once."""
    names = (
        token.text
        for token in doc
        if token.tag_ in _NAMES and token.text[0].isupper() and token.ent_type_ != "PERSON"
    )
    return tuple(dict.fromkeys(names))
