"""How the reporter stands to what is attributed: words that take it for true, doubt or hedge it.

Only words of the cue's own clause count: `reportedly said it would rain` is hedged, `said it would
reportedly rain` is not. The lists are in `cues.tsv` and `hedges.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution, said_at
from dragoman.reading.columns import columns
from dragoman.reading.document import Document, token_span
from dragoman.records import Factivity
from dragoman.vocabulary.cues import cues
from dragoman.vocabulary.hedges import hedges

_LINKED = ("xcomp", "ccomp")


def factivity_of(document: Document, attribution: Attribution) -> Factivity | None:
    """Tell whether the reporter takes the content for true, keeps away from it, or neither."""
    words, lower = hedges(), columns(document.doc).lower
    for i in _beside(document, attribution):
        if lower[i] in words.doubting or (lower[i] == "without" and _unfounded(document.doc[i])):
            return "doubting"
        if lower[i] in words.factive:
            return "factive"
    if attribution.cue is None:
        return None
    return cues().factivity(attribution.cue_lemma, attribution.cue_kind)


def hedge_of(document: Document, attribution: Attribution) -> Span | None:
    """Return the words that weaken the attribution itself, None when nothing does.

    A cue that is itself a hedge (`reportedly`, `is believed to`) is returned as it stands.
    """
    if attribution.cue is None or attribution.cue_kind == "hedge":
        return attribution.cue
    for i in _beside(document, attribution):
        found = _hedge_at(document.doc[i])
        if found is not None:
            return found
    for word in document.tokens(attribution.cue):
        above = _above(word)
        if above is not None and not said_at(attribution, above.start):
            return above
    return None


def _beside(document: Document, attribution: Attribution) -> Iterator[int]:
    """Yield the cue's words and what depends on them, leaving out the content and the source."""
    if attribution.cue is None:
        return
    offset, source = columns(document.doc).offset, attribution.source
    cue = range(*document.places(attribution.cue))
    seen = {*cue, *(child.i for i in cue for child in document.doc[i].children)}
    for i in sorted(seen):
        named = source is not None and source.start <= offset[i] < source.end
        if not named and not said_at(attribution, offset[i]):
            yield i


def _hedge_at(token: Token) -> Span | None:
    words = hedges()
    if token.lower_ in words.adverbs and token.tag_.startswith("RB"):
        return token_span(token)
    if token.lower_ in words.adjectives and token.dep_ == "amod":
        return token_span(token)
    if token.lower_ in words.modals and token.dep_ == "aux":
        perfect = any(c.lower_ == "have" for c in token.head.children)
        return token_span(token) if perfect else None
    return None


def _above(cue: Token) -> Span | None:
    """Return the hedge that the cue's verb hangs on: `seemed to`, `is believed to`."""
    verb = cue.head
    if cue.dep_ not in _LINKED or verb.i == cue.i:
        return None
    helping = next((c for c in verb.children if c.dep_ == "auxpass"), None)
    passive = helping is not None and verb.lower_ in hedges().passive
    if not passive and verb.lower_ not in hedges().raising:
        return None
    to = next((c for c in cue.children if c.lower_ == "to" and c.i > verb.i), None)
    first = helping if passive and helping is not None else verb
    last = to if to is not None and to.i - verb.i <= 2 else verb
    return Span(first.idx, last.idx + len(last.text))


def _unfounded(token: Token) -> bool:
    """Tell whether a `without` opens `without evidence` and the like."""
    return any(word.lower_ in hedges().lacking for word in token.subtree)
