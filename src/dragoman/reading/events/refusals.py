"""A refusal that is the news: the article opens with a side that will not, or not now.

Saying no is an event only by itself (PLOVER's REJECT), not each time that a speaker repeats
it; an article's first paragraph tells which one is the news.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.article import Span
from dragoman.reading.document import Document
from dragoman.reading.events.parties import Actors, Parties
from dragoman.reading.nearby import Nearby
from dragoman.records import Event, Statement

CONFIDENCE = 0.55
_REPROACHES = ("accuse", "criticise")


def refusal(
    document: Document, statements: Sequence[Statement], events: Sequence[Event], known: Actors
) -> Event | None:
    """Return the refusal that an article opens with, None when it opens otherwise.

    A side's stance must be `rejects` or `defers`, towards another state that it names.
    """
    lead = _lead(document)
    refusing = {party for e in events if e.type in ("REJECT", "ACCUSE") for party in e.source}
    anchored: Nearby[Event] = Nearby()
    for event in events:
        anchored.add(event, [event.anchor])
    for statement in statements:
        cue, side = statement.stance_cue, statement.side
        refused = statement.stance in ("rejects", "defers") and statement.within is None
        if not refused or cue is None or side is None or not lead.start <= cue.start < lead.end:
            continue
        target = tuple(party for party in _named(statement, known) if party != side)
        near = anchored.near(cue)
        told = any(e.anchor.start < cue.end and cue.start < e.anchor.end for e in near)
        told = told or side in refusing
        if not target or told or statement.cue_kind in _REPROACHES:
            continue
        return Event(
            id=f"e{cue.start}-{cue.end}",
            type="REJECT",
            anchor=cue,
            source=(side,),
            target=target,
            status="happened",
            date=statement.said,
            statement=statement.id,
            confidence=CONFIDENCE,
            rule="refusal in the lead",
        )
    return None


def _lead(document: Document) -> Span:
    """Return the span up to the end of the first paragraph of the body."""
    for paragraph in document.paragraphs:
        if paragraph.sort == "body" and paragraph.span.of(document.text).strip():
            return Span(0, paragraph.span.end)
    return Span(0, 0)


def _named(statement: Statement, known: Actors) -> Parties:
    """Return the states that a statement's content names, each once."""
    found: list[str] = []
    for piece in statement.content:
        for i in range(*known.marked.run(piece)):
            mark = known.marked.covering.get(i)
            if mark is not None and mark.start == i and mark.entry.country is not None:
                found.append(mark.entry.country.iso3 or mark.entry.country.name)
    return tuple(dict.fromkeys(found))
