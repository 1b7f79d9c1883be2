"""Those whom a report names as its own sources: `citing two officials`, `quoting the agency`.

They are a link of the chain and nobody's statement: what `cites` attributes, when it is only a
speaker, is taken out of what was found as said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.attributions import ordered
from dragoman.reading.document import Document
from dragoman.reading.speakers.anonymity import hidden
from dragoman.reading.speakers.cast import cast
from dragoman.reading.speakers.descriptions import describe
from dragoman.reading.speakers.marked import Marked, Run, mark
from dragoman.reading.speakers.phrases import is_outlet, noun_phrase
from dragoman.reading.speakers.venues import venue_end
from dragoman.vocabulary.outlets import Outlet
from dragoman.vocabulary.sourcing import sourcing

_SPEAKERS = ("person", "group", "media", "government", "body")
_FAR = 30
"""Tokens of the longest description of those cited."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Those cited at a place: the words with the verb, and the outlet when it is one.

    `named` tells whether the words name anybody.
    """

    token: int
    words: Span
    who: Span
    outlet: Outlet | None
    named: bool


def cited(marked: Marked) -> tuple[Cited, ...]:
    """Return those whom an article's reports cite, in text order."""
    words = sourcing().via.citing
    found = (_cited(marked, at) for at, word in enumerate(marked.lower) if word in words)
    return tuple(one for one in found if one is not None)


def without_sourcing(
    document: Document, attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Return attributions without what tells only of the sourcing, and says nothing.

    `citing two officials` and `asked not to be named` are taken for reports by their verbs.
    """
    marked = mark(document)
    reports = cited(marked)
    asides = [*hidden(document.text), *(one.who for one in reports)]
    starts = {one.words.start for one in reports}
    kept = [_behind_venue(marked, one) for one in _kept(attributions, asides, starts)]
    return tuple(attributions) if kept == list(attributions) else ordered(kept)


def _kept(
    attributions: Sequence[Attribution], asides: Sequence[Span], verbs: Set[int]
) -> Iterator[Attribution]:
    """Yield attributions that say more than an aside; a verb that cites has no aside as content."""
    for attribution in attributions:
        content = tuple(
            span for span in attribution.content if not any(_in(span, aside) for aside in asides)
        )
        cites = attribution.cue is not None and attribution.cue.start in verbs
        if content:
            yield replace(attribution, content=content) if cites else attribution


def _behind_venue(marked: Marked, attribution: Attribution) -> Attribution:
    """Return an attribution whose content does not begin in its venue: `said in a letter that`."""
    if attribution.cue is None:
        return attribution
    first = attribution.content[0]
    run = marked.run(first)
    after = marked.run(attribution.cue).end
    if run.start != after + 1 or run.end <= run.start:
        return attribution
    end = venue_end(marked, after, run.end)
    if end >= run.end or marked.lower[end] != "that":
        return attribution
    rest = Span(marked.offset[end + 1], first.end) if end + 1 < run.end else first
    return replace(attribution, content=(rest, *attribution.content[1:]))


def _in(span: Span, aside: Span) -> bool:
    return aside.start <= span.start and span.end <= aside.end


def _cited(marked: Marked, verb: int) -> Cited | None:
    if marked.sentence[verb] < 0 or marked.tag[verb] == "JJ":
        return None
    sentence = marked.document.sentences[marked.sentence[verb]]
    limit = min(sentence.end, verb + 1 + _FAR)
    first = noun_phrase(marked, verb + 1, limit)
    if first == verb + 1 or _as_follows(marked, first, limit):
        return None
    named = _name_in(marked, verb + 1, first)
    outlet = None
    for known in marked.marks_between(verb + 1, first):
        if is_outlet(known):
            outlet, named = known.entry.outlet, named or known.entry.outlet is not None
    participle = marked.tag[verb] == "VBG"
    if not named and not _speaker(marked, Run(verb + 1, first), papers=participle):
        return None
    last = _end(marked, first, limit) - 1
    end = marked.offset[last] + len(marked.text[last])
    who = Span(marked.offset[verb + 1], end)
    return Cited(verb, Span(marked.offset[verb], end), who, outlet, named)


def _as_follows(marked: Marked, at: int, limit: int) -> bool:
    """Return whether somebody is quoted as saying something, who is then the speaker himself."""
    return at < limit and marked.lower[at] == "as"


def _name_in(marked: Marked, start: int, end: int) -> bool:
    """Return whether a noun phrase is a name: a person's, a body's, a state's office."""
    at = cast(marked).at
    if any(i in at for i in range(start, end)):
        return True
    return marked.tag[end - 1].startswith("NNP") or marked.entity[end - 1] in ("PERSON", "ORG")


def _speaker(marked: Marked, run: Run, *, papers: bool) -> bool:
    """Return whether a noun phrase is about somebody, or about `papers` that tell something."""
    described = describe(marked, run)
    sorts = (*_SPEAKERS, "document") if papers else _SPEAKERS
    if described.office is not None or any(described.is_a(sort) for sort in sorts):
        return True
    if described.head is not None:
        return False
    # `the ministry's press service`: a head that no list has, with a speaker beside it.
    beside = marked.marks_between(*run)
    return any(mark.entry.noun(sort) for mark in beside for sort in _SPEAKERS)


def _end(marked: Marked, at: int, limit: int) -> int:
    """Return where those cited end: `a source close to the talks`, before a comma or a clause."""
    while at < limit:
        if marked.text[at] in ",;:.—–()\"“”" or marked.lower[at] == "that":
            break
        if marked.tag[at] in ("VBD", "VBZ", "VBP", "MD"):
            break
        at += 1
    return at
