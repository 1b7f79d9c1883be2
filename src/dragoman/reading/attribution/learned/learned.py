"""What the network finds in a document, as attributions with calibrated confidence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.learned.confidence import confidence
from dragoman.reading.attribution.learned.network import Candidate, Network
from dragoman.reading.attribution.learned.windows import Window, windows
from dragoman.reading.attribution.questions import is_question
from dragoman.reading.attribution.quotes import Quotation, kind_of, quotations
from dragoman.reading.document import Document
from dragoman.records import ReaderName
from dragoman.vocabulary.attribution import closed
from dragoman.vocabulary.cue_phrases import cue_in, lemma_in

MODELS = Path(__file__).resolve().parents[3] / "models"
"""The models that the package carries, a folder each, named as the readers."""

RULE = "learned"


@cache
def network(reader: ReaderName) -> Network:
    """Return a reader's network, loaded once a process."""
    return Network(MODELS / reader)


def learned(
    document: Document, ruled: Sequence[Attribution], model: Network
) -> tuple[Attribution, ...]:
    """Return what a network finds in a document, in text order, however unsure.

    `ruled` is what the rules found, which the network weighs.
    """
    quoted = quotations(document.text, document.paragraphs)
    found = (
        attribution(candidate, window, quoted, confidence(candidate, window, model.weights))
        for window, candidate in candidates(document, ruled, model)
    )
    return tuple(
        one for one in found if one.source or not one.cue or not is_question(document, one.cue)
    )


def candidates(
    document: Document, ruled: Sequence[Attribution], model: Network
) -> Iterator[tuple[Window, Candidate]]:
    """Yield what may be attributions, each with its window, in text order."""
    read = list(windows(document, ruled, model.inventory))
    for window, found in zip(read, model.candidates(read), strict=True):
        for candidate in found:
            if any(_is_word(window, place) for place in candidate.labelled.content):
                yield window, candidate


def attribution(
    candidate: Candidate, window: Window, quoted: Sequence[Quotation], sure: float
) -> Attribution:
    """Return a candidate as an attribution.

    `quoted` are the document's quotations, in text order.
    """
    first, last = window.spans[0].start, window.spans[-1].end
    # A long article has thousands of quotations: only those of the window are looked at.
    quoted = quoted[
        bisect_right(quoted, first, key=lambda q: q.outer.end) : bisect_left(
            quoted, last, key=lambda q: q.outer.start
        )
    ]
    labelled = candidate.labelled
    source = runs(window, labelled.source)
    cue = _whole(window, labelled.cue or (candidate.anchor,), candidate.anchor)
    places = _led_in(window, _worded(window, labelled.content))
    content = tuple(_inside(run, quoted) for run in runs(window, places))
    words = [w for w, span in zip(window.words, window.spans, strict=True) if span.within(cue)]
    lemma, cue_kind = _meaning(tuple(words))
    return Attribution(
        source=source[0] if source else None,
        cue=cue,
        content=content,
        kind=kind_of(content, quoted),
        cue_lemma=lemma,
        cue_kind=cue_kind,
        confidence=sure,
        rule=RULE,
    )


@lru_cache(10_000)
def _meaning(cue: tuple[str, ...]) -> tuple[str, str]:
    """Return the lemma and the kind of a cue; most cues are the same few."""
    known = cue_in(cue)
    return lemma_in(cue), known.entry.kind if known else "assert"


def runs(window: Window, places: Sequence[int]) -> list[Span]:
    """Return the stretches of text that words next to one another make up."""
    return [
        Span(window.spans[run[0]].start, window.spans[run[-1]].end) for run in _unbroken(places)
    ]


def _unbroken(places: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for place in places:
        if found and place == found[-1][-1] + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _worded(window: Window, places: Sequence[int]) -> list[int]:
    """Return a content without stretches of marks alone: a quotation mark is no piece of it."""
    kept = [run for run in _unbroken(places) if any(_is_word(window, place) for place in run)]
    return [place for run in kept for place in run]


def _is_word(window: Window, place: int) -> bool:
    return any(map(str.isalnum, window.words[place]))


def _led_in(window: Window, content: Sequence[int]) -> Sequence[int]:
    """Return a content without the `that` and the marks that only lead in to it."""
    for n, place in enumerate(content):
        word = window.words[place]
        if word.lower() not in closed().leading and word not in (",", ":"):
            return content[n:]
    return content


def _whole(window: Window, places: Sequence[int], anchor: int) -> Span:
    """Return the stretch of a cue that holds its anchor, or the first."""
    found = runs(window, places)
    home = window.spans[anchor]
    return next((span for span in found if home.within(span)), found[0])


def _inside(content: Span, quoted: Sequence[Quotation]) -> Span:
    """Return a piece of content without the quotation marks that it does not need.

    Marks stay where the piece goes on before or after what they enclose.
    """
    start, end = content
    for quotation in quoted:
        outer, inner = quotation.outer, quotation.inner
        if outer.start == start and end <= outer.end:
            start = inner.start
        if outer.end == end and outer.start <= start:
            end = inner.end
    return Span(start, max(end, start + 1))
