"""Attributions in headlines, whose grammar a parser trained on sentences misreads.

`Summit denounces border pact` is read as one long noun. A headline's verb is the first word
with the form of a cue in the present; what stands before it is the source, the rest the content.
"""

from __future__ import annotations

import re

from dragoman.article import Paragraph, Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document
from dragoman.vocabulary.cues import Cue, Cues
from dragoman.vocabulary.inflection import third_person

RELIABILITY = 0.7
"""Set by hand near what was seen on the development ledger, on the careful side; not calibrated."""

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_TURN = re.compile(r"(?: as | after | amid | while | despite | following |, (?=\w+ing\b)|; )")
_FRAMES = frozenset({"clause", "object", "to", "order", "as", "of"})


def headline(document: Document, paragraph: Paragraph, cues: Cues) -> Attribution | None:
    """Return the attribution that a headline makes, None when it makes none."""
    line = paragraph.span.of(document.text).rstrip()
    if line.endswith((".", "?")) or len(line.split()) > 20:
        return None
    for word in _WORD.finditer(line):
        if word.start() == 0:
            continue
        cue = _verb(word.group(), line[: word.start()], cues)
        if cue is not None:
            return _made(paragraph.span.start, line, word, cue)
    return None


def _verb(word: str, before: str, cues: Cues) -> Cue | None:
    """Return the cue when a word has the form of a headline's verb: present, after a name."""
    subject = before.split()
    if word[0].isupper() or not 0 < len(subject) <= 8:
        return None
    if subject[-1].lower() in ("to", "the", "a", "of"):
        return None
    plural = subject[-1].endswith("s")
    for cue in cues.verbs.get(word, ()):
        verb = cue.lemma.split(" ")[0]
        form = word == third_person(verb) or (plural and word == verb)
        if form and not cue.particle and cue.frames & _FRAMES:
            return cue
    return None


def _made(offset: int, line: str, word: re.Match[str], cue: Cue) -> Attribution | None:
    start = word.end() + 1
    end = len(line)
    for lead in ("that ",):
        if line.startswith(lead, start):
            start += len(lead)
    turn = _TURN.search(line, start + 1)
    if turn is not None:
        end = turn.start()
    if not line[start:end].strip():
        return None
    before = line[: word.start()].rstrip(" ,:")
    first = max((before.rfind(mark) + 1 for mark in ";:"), default=0)
    first += len(before[first:]) - len(before[first:].lstrip())
    return Attribution(
        source=Span(offset + first, offset + len(before)),
        cue=Span(offset + word.start(), offset + word.end()),
        content=(Span(offset + start, offset + end),),
        kind="indirect",
        cue_lemma=cue.lemma,
        cue_kind=cue.kind,
        confidence=RELIABILITY,
        rule="headline",
    )
