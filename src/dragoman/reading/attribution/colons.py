"""What a colon introduces without quotation marks: `X said:` and then the words.

Communiqués and transcripts set a speaker's words as the paragraphs below `the minister said:`;
reports put a clause after `was explicit:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dragoman.article import Paragraph, Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.quotes import Quotation
from dragoman.reading.columns import columns
from dragoman.reading.document import Document
from dragoman.reading.syntax import SUBJECTS, child, is_verb, phrase, runs, subject
from dragoman.vocabulary.cues import Cue, Cues
from dragoman.vocabulary.speakers import speaker_words

RELIABILITY = 0.8
"""Set by hand near what was seen on the development ledger, on the careful side; not calibrated."""

_WORD = re.compile(r"\w+")

_REACH = 12
"""Words between a cue and its colon: `said on Tuesday after the meeting in Oslo:`."""


def introduced(
    document: Document, quotations: Sequence[Quotation], cues: Cues
) -> Iterator[Attribution]:
    """Yield the attributions whose content follows a colon outside quotation marks."""
    if ":" not in document.text:
        return
    words = columns(document.doc).text
    for sentence in document.sentences:
        for i in range(sentence.start + 1, sentence.end):
            if words[i] != ":":
                continue
            token = document.doc[i]
            found = _cue_before(token, sentence, cues)
            if found is None or any(q.outer.start <= token.idx < q.outer.end for q in quotations):
                continue
            content, kind = _after(document, token, sentence, quotations, found[0])
            if content:
                yield _made(found, content, kind)
            break


def _cue_before(colon: Token, sentence: TokenSpan, cues: Cues) -> tuple[Token, Cue, Token] | None:
    """Return cue, its entry and its subject before a colon."""
    doc = colon.doc
    for i in range(colon.i - 1, max(sentence.start, colon.i - _REACH) - 1, -1):
        token = doc[i]
        if token.text in (";", ":", '"', "”"):
            return None
        listed: tuple[Cue, ...] = ()
        who = None
        if is_verb(token):
            listed = tuple(c for c in cues.verbs.get(token.lower_, ()) if "quote" in c.frames)
            who = subject(token)
        elif token.dep_ in ("acomp", "oprd"):
            found = cues.adjectives.get(token.lower_, ())
            listed = tuple(c for c in found if "quote" in c.frames)
            who = child(token.head, *SUBJECTS)
        if listed and not listed[0].particle and who is not None and who.i < colon.i:
            return token, listed[0], who
    return None


def _after(
    document: Document,
    colon: Token,
    sentence: TokenSpan,
    quotations: Sequence[Quotation],
    cue: Token,
) -> tuple[tuple[Span, ...], bool]:
    """Return what follows the colon, and whether it is the speaker's very words."""
    block = document.paragraph_at(colon.idx)
    if any(q.outer.start > colon.idx and q.outer.start - colon.idx < 4 for q in quotations):
        return (), False
    if document.text[colon.idx + 1 : block.span.end].strip():
        rest = [t for t in sentence if t.i > colon.i]
        return (runs(rest), False) if len(rest) >= 4 else ((), False)
    who = subject(cue) if is_verb(cue) else child(cue.head, *SUBJECTS)
    name = who.text if who is not None else ""
    return tuple(_paragraphs_below(document, block, name, quotations)), True


def _paragraphs_below(
    document: Document, block: Paragraph, name: str, quotations: Sequence[Quotation]
) -> Iterator[Span]:
    """Yield the speaker's paragraphs, up to a heading or one that names the speaker.

    In a report all but the first must say `I` or `we`: its own account goes on below.
    """
    begun = False
    for paragraph in document.paragraphs:
        if paragraph.span.start <= block.span.start:
            continue
        words = paragraph.span.of(document.text)
        if not paragraph.is_read:
            continue
        if paragraph.sort != "body" or name in words or words.rstrip().endswith(":"):
            return
        if any(paragraph.span.start <= q.outer.start < paragraph.span.end for q in quotations):
            return
        if begun and document.article.form == "report" and not _in_first_person(words):
            return
        begun = True
        start = paragraph.span.start + len(words) - len(words.lstrip())
        yield Span(start, start + len(words.strip()))


def _in_first_person(words: str) -> bool:
    pronouns = speaker_words().pronouns
    return any(pronouns.get(word) in ("i", "we") for word in _WORD.findall(words.lower()))


def _made(found: tuple[Token, Cue, Token], content: tuple[Span, ...], direct: bool) -> Attribution:
    token, cue, who = found
    return Attribution(
        source=phrase(who),
        cue=Span(token.idx, token.idx + len(token.text)),
        content=content,
        kind="direct" if direct else "indirect",
        cue_lemma=cue.lemma,
        cue_kind=cue.kind,
        confidence=RELIABILITY,
        rule="colon",
    )
