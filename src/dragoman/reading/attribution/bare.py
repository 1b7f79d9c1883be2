"""Quotations without a cue whose speaker the sentence before is about.

`Minister Vale lost patience on Monday. "They want the house and the keys."` is the minister's.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.quotes import Quotation
from dragoman.reading.document import Document
from dragoman.reading.syntax import child, phrase
from dragoman.vocabulary.lexicon import lexicon

RELIABILITY = 0.6
"""Judged on sentences of our own; without a cue it is not in the development ledger."""

_LEAST_WORDS = 4
_THIRD_PERSON = ("he", "she")


def introduced_before(document: Document, quotation: Quotation) -> Attribution | None:
    """Return the attribution of a sentence-long quotation to the subject of the one before it."""
    text, words = document.text, quotation.inner.of(document.text).rstrip()
    if not words.endswith((".", "!", "?")) or len(words.split()) < _LEAST_WORDS:
        return None
    block = document.paragraph_at(quotation.outer.start).span
    lead = text[block.start : quotation.outer.start].rstrip()
    if not lead.endswith((".", "!", ":")):
        return None
    sentence = document.sentence_at(block.start + len(lead) - 2)
    if sentence is None or any(token.is_quote for token in sentence):
        return None
    who = next((_subject(t) for t in sentence if t.head.i == t.i and _subject(t)), None)
    if who is None or not _is_somebody(who):
        return None
    return Attribution(
        source=phrase(who),
        cue=None,
        content=(quotation.inner,),
        kind="direct",
        confidence=RELIABILITY,
        rule="introduced",
    )


def _subject(verb: Token) -> Token | None:
    """Return a main verb's subject, or that of the last clause joined to it."""
    while (joined := child(verb, "conj")) is not None and child(joined, "nsubj") is not None:
        verb = joined
    return child(verb, "nsubj")


def _is_somebody(who: Token) -> bool:
    """Tell whether a subject is one person: a name, `he` or `she`, or an office."""
    if who.ent_type_ == "PERSON" or who.lower_ in _THIRD_PERSON:
        return child(who, "conj") is None
    found = [hit for hit in lexicon().search(who.text) if hit.end == len(who.text)]
    return who.tag_ == "NN" and any(h.entry.office or h.entry.noun("person") for h in found)
