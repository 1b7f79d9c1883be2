"""What ties a sentence to the one before it, so that it does not stand alone in a summary.

A sentence that limits or takes back the one before stays with it; one that points back, or has
a pronoun that only the one before explains, needs it beside itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.document import Document
from dragoman.reading.summary.quoting import quotations
from dragoman.reading.syntax import NOMINAL_SUBJECTS, child
from dragoman.records import Statement
from dragoman.vocabulary.speakers import speaker_words
from dragoman.vocabulary.summary import summary_words

_LEADING = 3
"""Words from which on what ends in a colon leads to the next sentence, and is no mere label."""

_RETRACTING = 18
"""Words of a sentence that takes back another: a longer one says more than that."""

_OF_PERSONS = frozenset({"he", "she", "him", "her", "his", "hers"})
_OF_THINGS = frozenset({"it", "its", "they", "them", "their", "theirs"})
_OBJECTS = frozenset({"dobj", "pobj", "dative", "iobj"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PRONOUN = re.compile(rf"\b(?:{'|'.join(sorted(_OF_PERSONS | _OF_THINGS))})\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(r"\s*[“«„\"]")


def is_bound(document: Document, before: Span, span: Span) -> bool:
    """Tell whether a sentence limits, ends or takes back the one before it."""
    lead = before.of(document.text)
    if lead.endswith(":") and len(lead.split()) >= _LEADING:
        return True
    words = span.of(document.text)
    opens = summary_words().opens_dependent(words)
    return opens is not None or _is_fragment(document, span) or _retracts(words)


def is_explained_before(document: Document, span: Span, said: Sequence[Statement]) -> bool:
    """Tell whether a sentence in which somebody speaks points back to the one before it.

    `said` are the statements whose cue or source stands in it.
    """
    if not said or _opens_apart(document, span, said):
        return False
    return points_back(document, span, named_sources(document, said))


def _opens_apart(document: Document, span: Span, said: Sequence[Statement]) -> bool:
    """Tell whether a sentence opens with a quotation, or with a pronoun for nobody known."""
    if _MARKED.match(span.of(document.text)):
        return True
    sources = (s.source for s in said if s.source is not None and not s.speaker.name)
    return any(source.start == span.start for source in sources)


def named_sources(document: Document, said: Iterable[Statement]) -> frozenset[int]:
    """Return where the sources of statements begin whose speakers have names."""
    return frozenset(
        s.source.start
        for s in said
        if s.source is not None and s.speaker.name and _names(document, s.source)
    )


def _names(document: Document, source: Span) -> bool:
    """Tell whether a source is a name or a mere pronoun, and not `this assessment`."""
    first, *others = source.of(document.text).lower().split()
    return not others or first not in summary_words().pointing


def _is_fragment(document: Document, span: Span) -> bool:
    """Tell whether a sentence is but a clause of the one before: `Unless they leave`."""
    opening = _LETTERS.search(document.text, span.start, span.end)
    if opening is None or opening.group().lower() not in summary_words().clausal:
        return False
    first = document.token_at(opening.start())
    root = first.sent.root
    return root.i == first.i or any(c.i == first.i and c.dep_ == "mark" for c in root.children)


def _retracts(words: str) -> bool:
    split = words.split()
    if len(split) > _RETRACTING:
        return False
    lower = " ".join(split).lower()
    found = (phrase for phrase in summary_words().retractions if phrase in lower)
    told = next((phrase for phrase in found if _stands_bare(phrase, lower)), None)
    if told is None or not told.startswith(("was ", "were ")):
        return told is not None
    first = lower.split()[0]
    return first in summary_words().pointing or first in ("the", "neither", "none")


def _stands_bare(phrase: str, lower: str) -> bool:
    """Tell whether nothing says of what a phrase is: `dismissed the claim from`."""
    _, _, rest = lower.partition(phrase)
    return not rest.startswith((" from ", " that ", " of ", " by "))


def points_back(document: Document, span: Span, sources: Collection[int] = ()) -> bool:
    """Tell whether a sentence opens with a word that means one before it.

    `sources` are where the sources stand, which are named in the summary.
    """
    opening = _LETTERS.search(document.text, span.start, span.end)
    if opening is None:
        return False
    first = document.token_at(opening.start())
    if first.dep_ in ("prep", "mark", "advmod"):
        # "Until such steps are taken", "Because of this"
        following = document.doc[first.i + 1 : first.i + 3]
        first = next((t for t in following if _points(t)), first)
    return _points(first) and not _is_empty(first) and first.idx not in sources


def _points(word: Token) -> bool:
    words = summary_words().pointing
    if word.lower_ in words and not _opens_clause(word):
        return True
    return word.i + 1 < len(word.doc) and f"{word.lower_} {word.nbor().lower_}" in words


def _opens_clause(word: Token) -> bool:
    """Tell whether `that` opens a clause that is the subject: `That they left was not true`."""
    return word.lower_ == "that" and (
        word.tag_ == "IN" or word.dep_ == "mark" or word.head.tag_ in ("NNP", "NNPS")
    )


def _is_empty(word: Token) -> bool:
    """Tell whether `it` or `there` only holds the place of what follows: `it is clear that`."""
    if (
        word.lower_ == "it" and word.dep_ == "nsubjpass"
    ):  # "it is thought to have left" has somebody who left
        return child(word.head, "ccomp", "csubj") is not None
    return word.lower_ in ("it", "there") and (
        child(word.head, "ccomp", "csubj", "attr", "xcomp", "acomp") is not None
    )


def has_unclear_pronoun(document: Document, span: Span, sources: Collection[int]) -> bool:
    """Tell whether a pronoun outside quotations has nothing before it that it could mean."""
    places = [
        m.start()
        for m in _PRONOUN.finditer(document.text, span.start, span.end)
        if m.start() not in sources
    ]
    if not places:
        return False  # most have none: no token is made for them
    quoted = quotations(document, span)
    tokens = document.tokens(span)
    unquoted = (p for p in places if not any(q.start <= p < q.end for q in quoted))
    return any(
        token.idx == place
        and token.lower_ in _OF_PERSONS | _OF_THINGS
        and not _is_empty(token)
        and not _is_explained(token, tokens, sources)
        for place, token in ((place, document.token_at(place)) for place in unquoted)
    )


def _is_explained(pronoun: Token, tokens: TokenSpan, sources: Collection[int]) -> bool:
    if any(place < pronoun.idx for place in sources) and pronoun.dep_ not in _OBJECTS:
        return True
    person = pronoun.lower_ in _OF_PERSONS
    could_be = [t for t in tokens if t.i < pronoun.i and (_is_person(t) if person else _is_noun(t))]
    if pronoun.dep_ in _OBJECTS and person:
        doer = child(pronoun.head, *NOMINAL_SUBJECTS)
        own = {t.i for t in doer.subtree} if doer is not None else set()
        could_be = [token for token in could_be if token.i not in own]
    return bool(could_be) or _is_named_later(pronoun)


def _is_noun(token: Token) -> bool:
    return token.tag_ in _NOUNS


def _is_person(token: Token) -> bool:
    if token.ent_type_ == "PERSON" or token.tag_ == "NNP":
        return True
    kinds = speaker_words().nouns.get(token.lower_, ())
    return token.tag_ in _NOUNS and (not kinds or any(k.sort == "person" for k in kinds))


def _is_named_later(pronoun: Token) -> bool:
    """Tell whether a possessive at the head is explained by the subject: `In his speech, Teske`."""
    owner = child(pronoun.sent.root, *NOMINAL_SUBJECTS)
    return (
        pronoun.tag_ == "PRP$"
        and owner is not None
        and pronoun.i < owner.left_edge.i
        and owner.tag_ in ("NNP", "NNPS")
    )
