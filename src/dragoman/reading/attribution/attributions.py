"""All attributions of an article, in text order: verbs, phrases and quotations put together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.article import Paragraph, Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.colons import introduced
from dragoman.reading.attribution.final_cues import final_cue
from dragoman.reading.attribution.headlines import headline
from dragoman.reading.attribution.phrasal import phrasal
from dragoman.reading.attribution.quotes import quotations
from dragoman.reading.attribution.quoting import join
from dragoman.reading.attribution.signed import signed
from dragoman.reading.attribution.spoken_turns import spoken_turns, turns_of
from dragoman.reading.attribution.verbal import verbal
from dragoman.reading.document import Document
from dragoman.reading.syntax import runs
from dragoman.vocabulary.attribution import closed
from dragoman.vocabulary.cues import Cues, cues


def attributions(document: Document) -> tuple[Attribution, ...]:
    """Return every attribution of the article, nested ones pointing to their outer one."""
    table = cues()
    found: list[Attribution] = []
    for sentence in document.sentences:
        if document.paragraph_at(sentence.start_char).sort not in ("title", "heading"):
            spoken = [*verbal(sentence, table), *phrasal(sentence, table)]
            closing = final_cue(sentence, table)
            if closing is not None:
                spoken = [a for a in spoken if a.cue != closing.cue or a.source is not None]
                if all(a.cue != closing.cue for a in spoken):
                    spoken.append(closing)
            found.extend(spoken)
    for paragraph in document.paragraphs:
        if paragraph.sort in ("title", "heading"):
            found.extend(_of_heading(document, paragraph, table))
    found = [_pointing_back(a, document, found) for a in found]
    turns = turns_of(document)
    labels = [turn.label_span for turn in turns]
    quoted = [
        quotation
        for quotation in quotations(document.text, document.paragraphs)
        if not _holds_one(quotation.inner, labels)
    ]
    found.extend(introduced(document, quoted, table))
    found.extend(spoken_turns(document, turns))
    found.extend(signed(document, quoted))
    joined = [_outside_tags(a, document) for a in join(document, found, quoted, table)]
    return ordered(_distinct([a for a in joined if a.content]))


def ordered(found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return attributions in text order, nested ones pointing to their outer one."""
    kept = sorted(found, key=_order)
    outer = _outer(kept)
    return tuple(replace(a, within=outer.get(i)) for i, a in enumerate(kept))


def _holds_one(outer: Span, spans: Sequence[Span]) -> bool:
    """Tell whether one of some spans in text order stands inside another span."""
    first = bisect_left(spans, outer.start, key=lambda span: span.start)
    return first < len(spans) and spans[first].end <= outer.end


def _of_heading(document: Document, paragraph: Paragraph, table: Cues) -> list[Attribution]:
    """Return a heading's attributions: read as a headline, or else as a sentence."""
    found = headline(document, paragraph, table)
    if found is not None:
        return [found]
    sentence = document.sentence_at(paragraph.span.start)
    return list(verbal(sentence, table)) if sentence is not None else []


def _pointing_back(
    attribution: Attribution, document: Document, found: Sequence[Attribution]
) -> Attribution:
    """Give `outlining the current stance` the sentence before it, if nobody else claims that."""
    span = attribution.content[0]
    words = span.of(document.text).lower().split()
    if attribution.rule != "verb-object" or len(words) > 4 or words[-1] not in closed().deictic:
        return attribution
    own = document.sentence_at(span.start)
    if own is None or own.start == 0:
        return attribution
    before = document.sentence_at(document.doc[own.start - 1].idx)
    if before is None:
        return attribution
    if any(before.start_char <= s.start < before.end_char for a in found for s in a.content):
        return attribution
    return replace(attribution, content=runs(before), rule="verb-pointing-back")


def _order(attribution: Attribution) -> tuple[int, int]:
    cue = attribution.cue or attribution.content[0]
    return (min(cue.start, attribution.content[0].start), -attribution.content[-1].end)


def _distinct(found: Sequence[Attribution]) -> list[Attribution]:
    """Keep one attribution a cue and one a content: the surer, then the first."""
    by_cue: dict[Span, Attribution] = {}
    for attribution in found:
        place = attribution.cue or attribution.content[0]
        other = by_cue.get(place)
        if other is not None and "colon" in (attribution.rule, other.rule):
            by_cue[place] = _with_what_follows(other, attribution)
        elif other is None or attribution.confidence > other.confidence:
            by_cue[place] = attribution
    return list(by_cue.values())


def _with_what_follows(first: Attribution, second: Attribution) -> Attribution:
    """Join a clause and what its colon introduces: `said that nothing had changed: first ...`."""
    if first.rule == "colon":
        first, second = second, first
    if first.content[-1].end > second.content[0].start:
        return first
    return replace(first, content=(*first.content, *second.content))


def _outside_tags(attribution: Attribution, document: Document) -> Attribution:
    """Cut inline source tags and furniture off an attribution's content."""
    cuts = sorted(
        [tag.span for tag in document.article.source_tags] + list(document.article.furniture)
    )
    if not cuts:
        return attribution
    content: list[Span] = []
    for span in attribution.content:
        start = span.start
        for cut in cuts:
            if start <= cut.start < span.end:
                content.extend(_trimmed(Span(start, cut.start), document.text))
                start = max(start, cut.end)
            elif cut.start < start < cut.end:
                start = cut.end
        if start < span.end:
            content.extend(_trimmed(Span(start, span.end), document.text))
    return replace(attribution, content=tuple(content))


def _trimmed(span: Span, text: str) -> list[Span]:
    """Return a span without white space and marks at its ends, nothing when no word is left."""
    start, end = span
    while start < end and _loose(text[start]):
        start += 1
    while end > start and _loose(text[end - 1]):
        end -= 1
    return [Span(start, end)] if any(c.isalnum() for c in text[start:end]) else []


def _loose(character: str) -> bool:
    return character.isspace() or character in ".,;"


def _outer(found: Sequence[Attribution]) -> dict[int, int]:
    """Map each attribution inside others' contents to the smallest of those.

    Cues and contents are gone through side by side, so that long articles take no longer a word.
    """
    sizes = [sum(s.end - s.start for s in a.content) for a in found]
    contents = sorted((span, i) for i, a in enumerate(found) for span in a.content)
    cues = sorted((a.cue, i) for i, a in enumerate(found) if a.cue is not None)
    outer: dict[int, int] = {}
    around: list[tuple[Span, int]] = []
    begun = 0
    for cue, i in cues:
        while begun < len(contents) and contents[begun][0].start <= cue.start:
            around.append(contents[begun])
            begun += 1
        around = [(span, j) for span, j in around if cue.start < span.end]
        holding = [(sizes[j], j) for span, j in around if j != i and cue.end <= span.end]
        if holding:
            outer[i] = min(holding)[1]
    return outer
