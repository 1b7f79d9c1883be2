"""A speech verb behind all that was said, after a long name: `..., the head, Ida Moen, reported`.

Long appositions between commas make the parser lose the subject, or join the speech verb to what
was said: `they must leave by spring, Petra Hosk, who leads the party, told a rally`. The sentence
is cut at its commas instead: the pieces before the verb that hold no finite verb are the source.
"""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.columns import columns
from dragoman.reading.document import token_span
from dragoman.reading.syntax import TENSED, child, is_passive, runs
from dragoman.vocabulary.cues import Cues

RELIABILITY = 0.75
"""Judged on sentences of our own; too rare in the development ledger to be measured there."""

_LONGEST_SOURCE = 25


def final_cue(sentence: TokenSpan, cues: Cues) -> Attribution | None:
    """Return the attribution of a sentence that ends in a speech verb, None for any other."""
    doc, words = sentence.doc, columns(sentence.doc)
    end = sentence.end
    while end > sentence.start and (words.space[end - 1] or doc[end - 1].is_punct):
        end -= 1
    if end == sentence.start or words.tag[end - 1] != "VBD" or is_passive(doc[end - 1]):
        return _joined_cue(sentence, end, cues)
    tokens = [doc[i] for i in range(sentence.start, end) if not words.space[i]]
    if len(tokens) < 5:
        return None
    verb = tokens.pop()
    found = [c for c in cues.verbs.get(verb.lower_, ()) if "quote" in c.frames and not c.particle]
    cut = _source_start(tokens)
    if not found or cut is None:
        return None
    source, content = runs(tokens[cut:]), runs(tokens[:cut])
    if not source or not content:
        return None
    return Attribution(
        source=Span(source[0].start, source[-1].end),
        cue=token_span(verb),
        content=content,
        kind="indirect",
        cue_lemma=found[0].lemma,
        cue_kind=found[0].kind,
        confidence=RELIABILITY,
        rule="final-cue",
    )


def _source_start(tokens: list[Token]) -> int | None:
    """Return where the pieces between commas that hold no finite verb begin."""
    cut = None
    for i in range(len(tokens) - 1, -1, -1):
        if tokens[i].tag_ in TENSED or tokens[i].text in ('"', "“", "”"):
            break
        if tokens[i].text == ",":
            cut = i + 1
        if len(tokens) - i > _LONGEST_SOURCE:
            return None
    return cut if cut is not None and cut < len(tokens) else None


def _joined_cue(sentence: TokenSpan, end: int, cues: Cues) -> Attribution | None:
    """Return the attribution of a speech verb that the parse joins to what was said, by no word."""
    doc, words = sentence.doc, columns(sentence.doc)
    for i in range(end - 1, sentence.start + 4, -1):
        if words.tag[i] in ("VBD", "VBZ") and words.dep[i] in ("conj", "ROOT"):
            return _of_joined(doc[i], sentence, end, cues)
    return None


def _of_joined(verb: Token, sentence: TokenSpan, end: int, cues: Cues) -> Attribution | None:
    said, nameless = verb.head, child(verb, "nsubj") is None
    if verb.dep_ == "ROOT":
        said = (child(verb, "ccomp") if nameless else None) or verb
    found = [c for c in cues.verbs.get(verb.lower_, ()) if "quote" in c.frames and not c.particle]
    own = next((c for c in verb.children if c.dep_ in _ITS_OWN and c != said), None)
    joined = said.dep_ == "ROOT" and said != verb
    if (
        not found
        or is_passive(verb)
        or own is not None
        or not (joined or said.head == verb != said)
    ):
        return None
    cut = _name_start(verb, sentence.start)
    if cut is None or said.i >= cut or not _has_tense(said):
        return None
    tokens = [t for t in sentence if not t.is_space]
    source = runs([t for t in tokens if cut <= t.i < verb.i])
    content = runs([t for t in tokens if t.i < cut])
    if not source or not content or any(t.is_quote for t in sentence.doc[cut:end]):
        return None
    quoted = any(t.is_quote for t in tokens)
    return Attribution(
        source=Span(source[0].start, source[-1].end),
        cue=token_span(verb),
        content=content,
        kind="mixed" if quoted else "indirect",
        cue_lemma=found[0].lemma,
        cue_kind=found[0].kind,
        confidence=RELIABILITY,
        rule="final-cue",
    )


_ITS_OWN = ("ccomp", "cc", "neg", "aux")
"""What hangs on a verb that tells something else than what stands before it."""
_NAMING = frozenset({"DT", "PRP$", "NNP", "NNPS", "NN", "NNS", "JJ", "CD"})


def _has_tense(verb: Token) -> bool:
    return verb.tag_ in TENSED or any(c.tag_ in TENSED and c.dep_ == "aux" for c in verb.children)


def _name_start(verb: Token, first: int) -> int | None:
    """Return where the name before a verb begins, with what is told of it between commas."""
    doc, cut, at = verb.doc, None, verb.i - 1
    while at > first and verb.i - at <= _LONGEST_SOURCE:
        token = doc[at]
        if token.tag_ in TENSED:
            opening = token.left_edge
            if token.dep_ != "relcl" or opening.tag_ not in ("WP", "WP$", "WDT"):
                break
            at = opening.i - 1
            continue
        if token.is_quote or token.tag_ == "WRB" or token.text in (";", ":"):
            break
        if token.text == "," and at + 1 < verb.i and doc[at + 1].tag_ != "WP":
            if doc[at + 1].tag_ not in _NAMING:
                break
            cut = at + 1
        at -= 1
    if cut is None or any(t.lower_ in ("and", "or", "but") for t in doc[cut : cut + 1]):
        return None
    return cut
