"""Those whom a report names as its own sources: `citing two officials`, `quoting the agency`.

They are a link of the chain and nobody's statement: what `cites` attributes, when it is only a
speaker, is taken out of what was found as said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.attributions import ordered
from dragoman.reading.document import Document
from dragoman.reading.nearby import Nearby
from dragoman.reading.speakers.anonymity import hidden
from dragoman.reading.speakers.cast import cast
from dragoman.reading.speakers.descriptions import Description, describe
from dragoman.reading.speakers.marked import Marked, Run, mark
from dragoman.reading.speakers.phrases import is_outlet, noun_phrase
from dragoman.reading.speakers.venues import venue_end
from dragoman.vocabulary.outlets import Outlet
from dragoman.vocabulary.sourcing import sourcing

_SPEAKERS = ("person", "group", "media", "government", "body")
_LEAD = re.compile(r"[\s,]*(?:that\s+)?")
_FAR = 30
"""Tokens of the longest description of those cited."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Those cited at a place: the words with the verb, and the outlet when it is one.

    `nameless` tells whether those are people whom the words leave without a name.
    """

    token: int
    words: Span
    who: Span
    outlet: Outlet | None
    nameless: bool


@lru_cache(maxsize=2)
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
    reports: Nearby[Cited] = Nearby()
    for report in cited(marked):
        reports.add(report, [report.words])
    asides: Nearby[Span] = Nearby()
    for span in hidden(document.text):
        asides.add(span, [span])
    kept: list[Attribution] = []
    told = [_by_quoted(marked, attribution) for attribution in attributions]
    sources = {one.source for one in told}
    for attribution in told:
        if _quotes_another(marked, attribution, sources):
            continue
        content = _said(marked, attribution, reports, asides)
        if content:
            changed = content != attribution.content
            one = replace(attribution, content=content) if changed else attribution
            kept.append(_behind_venue(marked, one))
    return tuple(attributions) if kept == list(attributions) else ordered(kept)


def _by_quoted(marked: Marked, attribution: Attribution) -> Attribution:
    """Return whom an outlet quotes as the source: `"...," Kest Agency quoted him as saying`."""
    verb = _quoting(marked, attribution)
    if verb is None:
        return attribution
    content = attribution.content[0]
    if attribution.source is None:  # `"...," he was quoted as saying by the agency`
        heads = [at for at in range(max(0, verb - 5), verb) if marked.head[at] == verb]
        told = next((at for at in heads if marked.dep[at] == "nsubjpass"), None)
        if told is None or marked.lower[verb + 1 : verb + 2] != ["as"]:
            return attribution
        start = marked.document.doc[told].left_edge.i
        return replace(attribution, source=_span(marked, start, told + 1))
    end = _quoted_end(marked, verb)
    if end is None or content.start >= marked.offset[verb] or not _by_outlet(marked, attribution):
        return attribution
    return replace(attribution, source=_span(marked, verb + 1, end))


def _quoting(marked: Marked, attribution: Attribution) -> int | None:
    """Return the verb of a cue that quotes somebody."""
    if attribution.cue is None or not attribution.content:
        return None
    verb = marked.run(attribution.cue).end - 1
    words = sourcing().via.citing
    for at in range(verb, max(-1, verb - 3), -1):
        if marked.lower[at] in words and marked.offset[at] >= attribution.cue.start:
            return at
    return None


def _quoted_end(marked: Marked, verb: int) -> int | None:
    """Return where those end whom a verb quotes `as saying` something."""
    limit = min(len(marked.text), verb + 1 + _FAR)
    pronoun = marked.tag[verb + 1 : verb + 2] == ["PRP"]
    end = verb + 2 if pronoun else noun_phrase(marked, verb + 1, limit)
    goes_on = marked.lower[end : end + 1] == ["as"] and marked.tag[end + 1 : end + 2] == ["VBG"]
    return end if goes_on and end > verb + 1 else None


def _quotes_another(marked: Marked, attribution: Attribution, sources: set[Span | None]) -> bool:
    """Return whether a report only holds another's statement: `quoted Vale as saying that`."""
    verb = _quoting(marked, attribution)
    end = _quoted_end(marked, verb) if verb is not None else None
    if verb is None or end is None:
        return False
    who = _span(marked, verb + 1, end)
    return attribution.content[0].start == who.start and who in sources


def _span(marked: Marked, start: int, end: int) -> Span:
    return Span(marked.offset[start], marked.offset[end - 1] + len(marked.text[end - 1]))


def _said(
    marked: Marked, attribution: Attribution, reports: Nearby[Cited], asides: Nearby[Span]
) -> tuple[Span, ...]:
    """Return an attribution's content without those cited in it, nothing where it is an aside."""
    content = tuple(
        span
        for span in attribution.content
        if not any(aside.start <= span.start < aside.end for aside in asides.near(span))
    )
    near = {one.token: one for span in content for one in reports.near(span)}
    ends = bool(near) and _by_outlet(marked, attribution)
    for one in near.values():
        beside = (_beside(marked.document.text, span, one, ends=ends) for span in content)
        content = tuple(span for span in beside if span.end > span.start)
    return content


def _by_outlet(marked: Marked, attribution: Attribution) -> bool:
    """Return whether an outlet is the source, so that it is the outlet who cites."""
    if attribution.source is None:
        return False
    run = marked.run(attribution.source)
    return any(is_outlet(known) for known in marked.marks_between(*run))


def _beside(text: str, span: Span, one: Cited, *, ends: bool) -> Span:
    """Return a span without those cited at its beginning; an empty one where they are all of it.

    With `ends`, without those cited behind its last comma too.
    """
    if ends and span.start < one.words.start < span.end <= one.words.end + 1:
        said = text[span.start : one.words.start].rstrip()
        return Span(span.start, span.start + len(said) - 1) if said.endswith(",") else span
    if span.start not in (one.words.start, one.who.start) or span.start >= one.words.end:
        return span
    if span.end <= one.words.end + 1:
        return Span(span.start, span.start)
    rest = _LEAD.match(text, one.words.end)
    return Span(rest.end() if rest else one.words.end, span.end)


def _behind_venue(marked: Marked, attribution: Attribution) -> Attribution:
    """Return an attribution whose content does not begin in its venue: `said in a letter that`."""
    if attribution.cue is None:
        return attribution
    first = attribution.content[0]
    run = marked.run(first)
    after = marked.run(attribution.cue).end
    if run.start not in (after, after + 1) or run.end <= run.start:
        return attribution
    end = venue_end(marked, after, run.end)
    if end >= run.end or marked.lower[end] != "that":
        return attribution
    rest = Span(marked.offset[end + 1], first.end) if end + 1 < run.end else first
    return replace(attribution, content=(rest, *attribution.content[1:]))


def _cited(marked: Marked, verb: int) -> Cited | None:
    if marked.sentence[verb] < 0 or marked.tag[verb] == "JJ":
        return None
    sentence = marked.document.sentences[marked.sentence[verb]]
    limit = min(sentence.end, verb + 1 + _FAR)
    first = noun_phrase(marked, verb + 1, limit)
    if first == verb + 1 or _as_follows(marked, first, limit):
        return None
    marks = marked.marks_between(verb + 1, first)
    outlet = next((m.entry.outlet for m in marks if m.entry.outlet is not None), None)
    named = outlet is not None or _name_in(marked, verb + 1, first)
    described = describe(marked, Run(verb + 1, first))
    if not named and not _speaker(marked, described, papers=marked.tag[verb] == "VBG"):
        return None
    people = described.office is not None or any(described.is_a(s) for s in ("person", "group"))
    last = _end(marked, first, limit) - 1
    end = marked.offset[last] + len(marked.text[last])
    who = Span(marked.offset[verb + 1], end)
    return Cited(verb, Span(marked.offset[verb], end), who, outlet, people and not named)


def _as_follows(marked: Marked, at: int, limit: int) -> bool:
    """Return whether somebody is quoted as saying something, who is then the speaker himself."""
    return at < limit and marked.lower[at] == "as"


def _name_in(marked: Marked, start: int, end: int) -> bool:
    """Return whether a noun phrase is a name: a person's, a body's, a state's office."""
    at = cast(marked).at
    if any(i in at for i in range(start, end)):
        return True
    return marked.tag[end - 1].startswith("NNP") or marked.entity[end - 1] in ("PERSON", "ORG")


def _speaker(marked: Marked, described: Description, *, papers: bool) -> bool:
    """Return whether a noun phrase is about somebody, or about `papers` that tell something."""
    sorts = (*_SPEAKERS, "document") if papers else _SPEAKERS
    if described.office is not None or any(described.is_a(sort) for sort in sorts):
        return True
    if described.head is not None:
        return described.head.entry.institution is not None
    # `the ministry's press service`: a head that no list has, with a speaker beside it.
    beside = marked.marks_between(*described.run)
    return any(mark.entry.noun(sort) for mark in beside for sort in _SPEAKERS)


def _end(marked: Marked, at: int, limit: int) -> int:
    """Return where those cited end: `a source close to the talks`, before a comma or a clause."""
    while at < limit:
        if marked.text[at] in ',;:.—–()"“”' or marked.lower[at] == "that":
            break
        if marked.tag[at] in ("VBD", "VBZ", "VBP", "MD"):
            break
        at += 1
    return at
