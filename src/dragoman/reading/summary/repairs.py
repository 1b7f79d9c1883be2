"""What makes a sentence readable outside its article, by rule and in square brackets.

Pronouns and bare titles of speakers become names, days get their date, connectives and source
tags go; every other word stays as it stands, and the pieces that stay are the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.document import Document
from dragoman.reading.summary.days import day_edits
from dragoman.reading.summary.edits import Edit, joined
from dragoman.reading.summary.naming import prefix_of, speaker_edits
from dragoman.reading.summary.passages import Passage
from dragoman.reading.summary.quoting import quotations
from dragoman.records import Statement, SummarySentence
from dragoman.vocabulary.summary import summary_words

_WORD = re.compile(r"\w+")


def can_stand_alone(document: Document, passage: Passage) -> bool:
    """Tell whether a passage's speakers can be named, so that `sentence_of` makes one of it."""
    return (
        prefix_of(document, passage) is not None
        and speaker_edits(document, passage, set()) is not None
    )


def sentence_of(document: Document, passage: Passage, shown: set[str]) -> SummarySentence | None:
    """Return a passage as a summary's sentence, None when it cannot name its speaker.

    `shown` holds the names and days that the summary has already given in full; those that this
    sentence gives are added.
    """
    prefix = prefix_of(document, passage)
    naming = speaker_edits(document, passage, shown)
    if prefix is None or naming is None:
        return None
    tags = [Edit(tag.span) for tag in document.article.source_tags]
    edits = [edit for edit in tags if edit.span.start < passage.span.end]
    edits += naming
    for statement in passage.said:
        edits += _adverbs(document, statement)
    lead = _lead(document, passage, edits)
    quoted = quotations(document, passage.span)
    days = day_edits(document, passage.span, quoted, shown)
    return joined(document.text, passage.span, [*edits, *lead, *days], prefix)


def _adverbs(document: Document, statement: Statement) -> list[Edit]:
    """Drop `also` and the like beside the verb of saying."""
    if statement.cue is None:
        return []
    verb = document.tokens(statement.cue).root  # a cue may be `also said` or `has said`
    return [
        Edit(_with_commas(child))
        for child in verb.children
        if child.dep_ == "advmod"
        and child.lower_ in summary_words().adverbs
        and abs(child.i - verb.i) <= 2
        and (child.lower_ != "also" or _follows_subject(document, child))
    ]


def _with_commas(adverb: Token) -> Span:
    """Return an adverb's span, with the pair of commas that sets it off."""
    doc, start, end = adverb.doc, adverb.idx, adverb.idx + len(adverb.text)
    before = doc[adverb.i - 1] if adverb.i else None
    after = doc[adverb.i + 1] if adverb.i + 1 < len(doc) else None
    if before is not None and after is not None and before.text == after.text == ",":
        return Span(before.idx, after.idx + 1)
    return Span(start, end)


def _follows_subject(document: Document, adverb: Token) -> bool:
    """Tell whether `also` comes right after the subject that opens the sentence."""
    sentence = document.sentence_at(adverb.idx)
    if sentence is None:
        return False
    lead = [t for t in sentence if t.i < adverb.i and t.is_alpha]
    owner = next((c for c in adverb.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if owner is None or not lead:
        return False
    return owner.left_edge.i <= lead[0].i and all(
        t.i <= owner.right_edge.i or t.dep_ in ("aux", "auxpass", "punct") for t in lead
    )


def _lead(document: Document, passage: Passage, edits: Sequence[Edit]) -> list[Edit]:
    """Drop a connective at the head of the sentence; what follows begins in a capital."""
    text = document.text
    start = passage.span.start
    for edit in sorted(edits, key=lambda e: e.span.start):
        if not text[start : edit.span.start].strip() and not edit.instead:
            start = max(start, edit.span.end)
    while start < passage.span.end and text[start].isspace():
        start += 1
    lower = text[start : start + 40].lower()
    if not lower.startswith(summary_words().connectives):
        return []
    for words in summary_words().connectives:
        end = start + len(words)
        if not lower.startswith(words) or text[end : end + 1] not in (",", " "):
            continue
        comma = text[end : end + 1] == ","
        if not comma and (words not in summary_words().bare or _is_bound(words, lower)):
            continue
        dropped = Edit(Span(start, end + comma))
        return [dropped, *_capital(text, passage, dropped.span.end, edits)]
    return []


def _capital(text: str, passage: Passage, at: int, edits: Sequence[Edit]) -> list[Edit]:
    """Write the first word left with a capital, in brackets since the article does not."""
    word = _WORD.search(text, at, passage.span.end)
    if word is None or not word.group()[0].islower():
        return []
    span = Span(word.start(), word.end())
    if any(e.span.start <= span.start < e.span.end for e in edits):
        return []
    return [Edit(span, f"[{word.group().capitalize()}]")]


def _is_bound(connective: str, lower: str) -> bool:
    """Tell whether a word is no connective before the one that follows: `so far`."""
    following = _WORD.search(lower, len(connective))
    bound = summary_words().bound.get(connective, frozenset())
    return following is not None and following.group() in bound
