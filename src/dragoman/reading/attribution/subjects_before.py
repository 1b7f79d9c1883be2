"""Speakers whom the parser lost: the noun phrase that stands right before a finite cue.

Openings such as `Asked about cod,`, names with an aside (`Ana Orlo, then minister, told`) and nouns
that look like adjectives (`the former maintains`) leave the verb without a subject.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document
from dragoman.reading.syntax import child, is_passive, is_verb, phrase, subject
from dragoman.vocabulary.attribution import closed

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PASSED = frozenset({"RB", "MD", "VBZ", "VBP", "VBD"})
_NAMED = frozenset({"NNP", "NNPS"})
_NOMINAL = frozenset({"NN", "NNS", "JJ", "VBN", "HYPH", "POS", "PRP$", "DT", "CD", *_NAMED})
_LONGEST, _LONGEST_ASIDE = 10, 14


def with_subject(document: Document, one: Attribution) -> Attribution:
    """Return an attribution without a source with the one who stands before its verb, if any."""
    if one.cue is None:
        return one
    if one.source is None:
        verb = _verb(document, one.cue)
        source = _source(verb) if verb is not None else None
    else:
        source = _causer(document.token_at(one.source.start))
    if source is None or any(s.start < source.end and source.start < s.end for s in one.content):
        return one
    return replace(one, source=source)


def _verb(document: Document, cue: Span) -> Token | None:
    """Return a cue's verb, or the finite one that its participle goes with."""
    verbs = [token for token in document.tokens(cue) if is_verb(token)]
    if not verbs:
        return None
    verb = verbs[0]
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj") and verb.nbor(-1).text == ",":
        verb = verb.head
    return verb


def _source(verb: Token) -> Span | None:
    if verb.tag_ == "VBN" and child(verb, "auxpass") is not None:
        it = child(verb, "nsubj", "nsubjpass", "expl")
        return _causer(it) if it is not None else None
    if verb.tag_ not in _FINITE or is_passive(verb):
        return None
    return before(verb, verb.sent)


def _causer(it: Token) -> Span | None:
    """Return who lets or makes `it` be known."""
    if it.lower_ != "it" or it.i == 0 or it.nbor(-1).lower_ not in closed().letting:
        return None
    verb = it.nbor(-1)
    who = subject(verb)
    if who is not None and who.i < verb.i:
        return phrase(who)
    return before(verb, verb.sent)


def before(verb: Token, sentence: TokenSpan) -> Span | None:
    """Return the noun phrase that ends right before a verb, its aside and adverbs passed over."""
    doc, at = verb.doc, verb.i - 1
    while at > sentence.start and doc[at].tag_ in _PASSED:
        at -= 1
    if doc[at].text != ",":
        return _nominal(doc[at], sentence)
    comma = at
    for at in range(comma - 1, max(sentence.start, comma - _LONGEST_ASIDE), -1):
        if doc[at].tag_ in _FINITE or doc[at].tag_ == "MD" or doc[at].is_quote:
            return None
        if doc[at].text == ",":
            found, last = _nominal(doc[at - 1], sentence), doc[comma - 1]
            return Span(found.start, last.idx + len(last.text)) if found else None
    return None


def _nominal(last: Token, sentence: TokenSpan) -> Span | None:
    """Return the noun phrase that ends in a token, from its article, its owner or its names on."""
    doc, first = last.doc, last.i
    if last.tag_ == "PRP":
        mute = last.lower_ == "it" or last.lower_ in closed().mute
        return None if mute else Span(last.idx, last.idx + len(last.text))
    if last.tag_ not in _NOMINAL or last.ent_type_ in ("DATE", "TIME"):
        return None
    while first - 1 >= sentence.start and last.i - first < _LONGEST:
        token = doc[first - 1]
        if token.tag_ not in _NOMINAL or token.ent_type_ in ("DATE", "TIME"):
            break
        if doc[first].tag_ == "DT" or (doc[first].tag_ == "PRP$"):
            break
        first -= 1
    opened = doc[first].tag_ in ("DT", "PRP$") and first < last.i
    named = any(token.tag_ in _NAMED for token in doc[first : last.i + 1])
    many = last.tag_ == "NNS"
    if not (opened or named or many) or last.lower_ in closed().mute:
        return None
    return Span(doc[first].idx, last.idx + len(last.text))
