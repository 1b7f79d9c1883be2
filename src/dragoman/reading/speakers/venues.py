"""Where or how something was said, in the article's words: `told reporters`, `on state radio`.

A venue hangs on the cue, leads in to it (`Speaking to reporters in Orm, ...`), or is the paper
that is named as the source. It goes on in its paragraph for as long as its speaker does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.speakers.anonymity import asides
from dragoman.reading.speakers.belonging import Belonging, GoingOn
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.phrases import (
    extended,
    is_date,
    noun_phrase,
    outlet_in,
)
from dragoman.reading.speakers.scene import Scene
from dragoman.vocabulary.sourcing import Venue, longest, sourcing

_PLACES = ("GPE", "LOC", "FAC")
_OCCASION, _TOLD, _PLACE = 3, 2, 1


class _Found(NamedTuple):
    """A venue's tokens; without the one at `head` nothing is left of it; the higher weight wins."""

    start: int
    head: int
    end: int
    weight: int


def venues(
    scene: Scene,
    attributions: Sequence[Attribution],
    voices: Sequence[Voice],
    belonging: Belonging,
) -> list[Span | None]:
    """Return the words that say where or how each attribution's content was said."""
    marked = scene.marked
    own = _own(scene, attributions, belonging)
    found: list[Span | None] = [None] * len(attributions)
    on = GoingOn(marked)
    for index in belonging.order:
        token, voice = belonging.place(index), voices[index]
        if index in own:
            found[index], stays = own[index]
            on.note(token, voice, found[index], stays=stays)
            continue
        paper = _paper(marked, attributions[index], voice)
        if paper is not None:
            found[index] = paper
            on.note(token, voice, paper, stays=False)
        elif voice.speaker.sort != "media":
            went = on.still(token, voice, parted=_parted(scene, token))
            found[index] = went if isinstance(went, Span) else None
    return found


def _own(
    scene: Scene, attributions: Sequence[Attribution], belonging: Belonging
) -> dict[int, tuple[Span, bool]]:
    """Return the venues that stand in the attributions' own sentences, and whether they go on."""
    marked, words, text = scene.marked, sourcing().venue, scene.document.text
    best: dict[int, tuple[tuple[int, int], Span]] = {}
    for sentence in belonging.by_sentence:
        if sentence < 0:
            continue
        bounds = scene.document.sentences[sentence]
        beside = asides(text, bounds.start_char, bounds.end_char)
        for found in _in_sentence(marked, words, bounds.start, bounds.end):
            place = found.weight == _PLACE
            index = belonging.on(found.start) if place else belonging.of(found.start)
            if index is None:
                continue
            inside = found.weight == _OCCASION and marked.tag[found.start][0] == "V"
            inside = inside and belonging.within_cue(index, found.start)
            own = found._replace(start=found.start + 1) if inside else found
            span = _clipped(marked, attributions[index], own, beside)
            if span is None:
                continue
            rank = (found.weight, span.end - span.start)
            if index not in best or _better(rank, span, *best[index]):
                best[index] = (rank, span)
        for index in belonging.by_sentence[sentence]:
            cue = attributions[index].cue
            if index not in best and cue and attributions[index].cue_lemma in words.cues:
                best[index] = ((_TOLD, 0), cue)
    return {index: (span, rank[0] == _OCCASION) for index, (rank, span) in best.items()}


def _better(rank: tuple[int, int], span: Span, other: tuple[int, int], place: Span) -> bool:
    """Return whether a venue is told more fully than another: it holds it, or weighs more."""
    if place.within(span):
        return True
    return rank > other and not span.within(place)


def _clipped(
    marked: Marked, attribution: Attribution, found: _Found, beside: Sequence[Span]
) -> Span | None:
    """Return a venue without what belongs to the source, to what is said and to other asides."""
    cue = attribution.cue
    barred = list(attribution.content)
    for start, stop in beside:
        barred.append(Span(start, cue.start if cue and start < cue.start < stop else stop))
    barred += [attribution.source] if attribution.source else []
    end = found.start
    while end < found.end:
        offset = marked.offset[end]
        if any(span.start <= offset < span.end for span in barred):
            break
        end += 1
    while end > found.head + 1 and marked.tag[end - 1] in ("IN", "TO", "DT", "CC", "PRP$"):
        end -= 1
    if end <= found.head:
        return None
    last = end - 1
    # `on X.` at the end of a sentence may be one token.
    words = marked.text[last]
    closed = words if marked.sentence[last] == _sentence(marked, end) else words.rstrip(".")
    return Span(marked.offset[found.start], marked.offset[last] + len(closed))


def _sentence(marked: Marked, at: int) -> int:
    return marked.sentence[at] if at < len(marked.sentence) else -1


def _in_sentence(marked: Marked, words: Venue, start: int, end: int) -> Iterator[_Found]:
    told = sourcing().via.told
    for at in range(start, end - 1):
        word = marked.lower[at]
        found = None
        if word in told:
            found = _audience(marked, words, at, at + 1, end, _TOLD)
        elif word in words.speaking and marked.tag[at][0] == "V":
            found = _speaking(marked, words, at, end)
        elif word in words.prepositions or word == "before":
            found = _occasion(marked, words, at, end)
        if found is not None:
            yield found


def _names(words: Venue, preposition: str) -> frozenset[str]:
    """Return the nouns that name a venue after a preposition."""
    if preposition == "by":
        return words.means
    if preposition == "before":
        return words.rooms | words.audience
    if preposition in words.channel_prepositions:
        return words.channels
    return words.nouns | words.rooms if preposition == "in" else words.nouns


def _occasion(marked: Marked, words: Venue, at: int, limit: int) -> _Found | None:
    """Return the venue that a preposition begins: `at a news conference in Orm`."""
    preposition = marked.lower[at]
    head = _head(marked, _names(words, preposition), at + 1, limit)
    if head is not None:
        bare = preposition != "by" or head == at + 1 or marked.tag[at + 1] != "DT"
        return (
            _Found(at, head, extended(marked, words, head + 1, limit), _OCCASION) if bare else None
        )
    if preposition not in ("in", "at", "on"):
        return None
    end = noun_phrase(marked, at + 1, limit)
    outlet = outlet_in(marked, at + 1, end) if preposition in ("in", "on") else None
    if outlet is not None:
        return _Found(at, outlet.end - 1, extended(marked, words, outlet.end, limit), _TOLD)
    if (
        preposition != "on"
        and end > at + 1
        and marked.entity[end - 1] in _PLACES
        and not is_date(marked, at + 1)
    ):
        return _Found(at, end - 1, end, _PLACE)
    return None


def _head(marked: Marked, names: frozenset[str], start: int, limit: int) -> int | None:
    """Return the token that heads a noun phrase when it is one of some names."""
    head: int | None = None
    for at in range(start, noun_phrase(marked, start, limit)):
        begins = longest(marked.lower, names, at + 1, start)
        if begins is not None and marked.tag[at][0] != "V":
            # A lone letter names a platform only as a capital: `on X`.
            head = at if len(marked.text[at]) > 1 or marked.text[at].isupper() else head
        elif head is not None and (
            is_date(marked, at) or _new_name(marked, head, at) or marked.tag[at] in ("DT", "PRP$")
        ):
            return head
        elif marked.tag[at] != "POS":
            head = None
    return head


def _new_name(marked: Marked, head: int, at: int) -> bool:
    """Return whether a name begins behind a common noun: `In a statement Orlo said`."""
    return marked.tag[at].startswith("NNP") and not marked.tag[head].startswith("NNP")


def _audience(
    marked: Marked, words: Venue, start: int, at: int, limit: int, weight: int
) -> _Found | None:
    """Return a verb with those who were told so that all may hear: `told reporters in Orm`."""
    head = _head(marked, words.audience, at, limit)
    outlet = outlet_in(marked, at, noun_phrase(marked, at, limit))
    if outlet is not None and (head is None or outlet.end - 1 > head):
        head = outlet.end - 1
    if head is None:
        return None
    return _Found(start, head, extended(marked, words, head + 1, limit), weight)


def _speaking(marked: Marked, words: Venue, at: int, limit: int) -> _Found | None:
    """Return how somebody came to say something: `speaking to reporters`."""
    after = at + 1
    while after < limit and marked.tag[after] == "RB":
        after += 1
    if after >= limit:
        return None
    if marked.lower[after] not in words.speaking_to:
        return _audience(marked, words, at, after, limit, _OCCASION)
    found = _audience(marked, words, at, after + 1, limit, _OCCASION)
    if found is None:
        placed = _occasion(marked, words, after, limit)
        if placed is not None:
            found = placed._replace(start=at, weight=_OCCASION)
    return found


def venue_end(marked: Marked, at: int, limit: int) -> int:
    """Return where a venue ends that begins at a token: there when none does.

    It begins with its preposition, or with those who are told: `told` + `the court`.
    """
    words = sourcing().venue
    if at and marked.lower[at - 1] in sourcing().via.told:
        found = _audience(marked, words, at - 1, at, limit, _TOLD)
        return at if found is None else found.end
    if marked.lower[at] not in words.prepositions:
        return at
    head = _head(marked, _names(words, marked.lower[at]), at + 1, limit)
    return at if head is None else extended(marked, words, head + 1, limit)


def _paper(marked: Marked, attribution: Attribution, voice: Voice) -> Span | None:
    """Return the words of a source that is a paper in which its maker speaks."""
    if attribution.source is None or voice.speaker.sort in ("document", "media", "unknown"):
        return None
    run = marked.run(attribution.source)
    names = sourcing().venue.nouns
    for mark in marked.marks_between(run.start, run.end):
        noun = mark.entry.noun("document")
        if noun is not None and noun.word.lower() in names and _heads(marked, run, mark.end - 1):
            last = mark.end - 1
            return Span(attribution.source.start, marked.offset[last] + len(marked.text[last]))
    return None


def _heads(marked: Marked, run: Run, at: int) -> bool:
    """Return whether a token heads a source: no noun behind it, no preposition before it."""
    before = (marked.tag[i] in ("IN", "TO", ",") for i in range(run.start, at))
    after = at + 1 < run.end and marked.tag[at + 1].startswith("N")
    return not after and not any(before)


def _parted(scene: Scene, token: int) -> bool:
    """Return whether a token's sentence tells of another time or occasion."""
    marked = scene.marked
    if marked.sentence[token] < 0:
        return True
    bounds = scene.document.sentences[marked.sentence[token]]
    breaks = sourcing().venue.breaks
    return any(
        marked.lower[at] in breaks or is_date(marked, at) for at in range(bounds.start, bounds.end)
    )
