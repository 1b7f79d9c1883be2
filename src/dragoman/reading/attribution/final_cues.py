"""A speech verb that closes its sentence, after a long name: `..., the head, Ida Moen, reported`.

Long appositions between commas make the parser lose the subject. The sentence is cut at its
commas instead: the pieces before the verb that hold no finite verb are the source.
"""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.columns import columns
from dragoman.reading.document import token_span
from dragoman.reading.syntax import TENSED, is_passive, runs
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
        return None
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
