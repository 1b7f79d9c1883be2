"""A reading made by hand: what tests of the ways out stand on, without running a reader."""

from __future__ import annotations

import hashlib

from dragoman.article import Article, Paragraph, SourceTag, Span
from dragoman.records import (
    Condition,
    Event,
    Reading,
    Speaker,
    Statement,
    SummarySentence,
    record_id,
)

TEXT = """Valdoria says the strait talks must wait

No time to read?
Get a summary

Valdorian Deputy Foreign Minister Ilse Marrane said on 4 March 2031 that resuming talks on the \
Lune Strait accord was not possible at present. “We will come back to the table only if Kestrel \
withdraws its patrol boats,” she told the Valdor Press Agency. [Source: Valdor Press Agency]

Tomas Oyelaran, the Kestrel ambassador, replied that his government was ready to meet on any \
day & in <any> town 🕊. Analysts noted that café owners in both ports hoped for an accord.

On 2 March 2031 Valdoria suspended the ferry agreement with Kestrel.
"""

MARRANE = Speaker("Ilse Marrane", "Deputy Foreign Minister", "VAL", "person")
OYELARAN = Speaker("Tomas Oyelaran", "ambassador", "KES", "person")


def span(words: str, text: str = TEXT, nth: int = 1) -> Span:
    """Return where `words` stand in the text for the `nth` time."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def article(text: str = TEXT, name: str = "strait") -> Article:
    raw = text.encode()
    return Article(
        name=name,
        origin=f"file:///news/{name}.txt",
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        text=text,
        paragraphs=_blocks(text),
        title="Valdoria says the strait talks must wait",
        outlet="The Lune Courier",
        published="2031-03-05",
        furniture=(span("No time to read?\nGet a summary"),),
        source_tags=(SourceTag(span("[Source: Valdor Press Agency]"), "Valdor Press Agency"),),
        raw=raw,
    )


def reading(name: str = "strait") -> Reading:
    statements = _statements()
    return Reading(
        article=article(name=name),
        reader="0.1.0",
        model="none 0",
        statements=statements,
        conditions=_conditions(statements[1].id),
        events=_events(),
        summary=(
            SummarySentence(
                "Ilse Marrane said that resuming talks on the Lune Strait accord was not possible "
                "at present.",
                (statements[0].content[0],),
            ),
        ),
    )


def _blocks(text: str) -> tuple[Paragraph, ...]:
    starts = [0]
    while (gap := text.find("\n\n", starts[-1])) >= 0:
        starts.append(gap + 2)
    ends = [*starts[1:], len(text)]
    sorts = ["title", "furniture"] + ["body"] * len(starts)
    return tuple(
        Paragraph(Span(start, end), sort)  # type: ignore[arg-type]
        for start, end, sort in zip(starts, ends, sorts, strict=False)
    )


def _id(letter: str, *spans: Span) -> str:
    return record_id(letter, min(s.start for s in spans), max(s.end for s in spans), set())


def _statements() -> tuple[Statement, ...]:
    refusal = span("resuming talks on the Lune Strait accord was not possible at present")
    promise = span("We will come back to the table only if Kestrel withdraws its patrol boats,")
    ready = span("his government was ready to meet on any day & in <any> town 🕊")
    hope = span("café owners in both ports hoped for an accord")
    wish = span("for an accord")
    return (
        Statement(
            id=_id("s", refusal),
            source=span("Valdorian Deputy Foreign Minister Ilse Marrane"),
            cue=span("said"),
            content=(refusal,),
            kind="indirect",
            speaker=MARRANE,
            side="VAL",
            via=("Valdor Press Agency",),
            said="2031-03-04",
            stance="defers",
            stance_cue=span("not possible"),
            scope="now",
            matter="Lune Strait accord",
            matter_span=span("Lune Strait accord"),
            confidence=0.93,
            rule="verb-that",
            cue_lemma="say",
        ),
        Statement(
            id=_id("s", promise),
            source=span("she"),
            cue=span("told"),
            content=(promise,),
            kind="direct",
            speaker=MARRANE,
            side="VAL",
            via=("Valdor Press Agency",),
            stance="conditional",
            stance_cue=span("only if"),
            matter="Lune Strait accord",
            confidence=0.9,
            rule="quote",
        ),
        Statement(
            id=_id("s", ready),
            source=span("Tomas Oyelaran, the Kestrel ambassador"),
            cue=span("replied"),
            content=(ready,),
            kind="indirect",
            speaker=OYELARAN,
            side="KES",
            stance="open",
            stance_cue=span("ready"),
            matter="Lune Strait accord",
            confidence=0.88,
            rule="verb-that",
        ),
        Statement(
            id=_id("s", hope),
            source=span("Analysts"),
            cue=span("noted"),
            content=(hope,),
            kind="indirect",
            speaker=Speaker(None, None, None, "group"),
            confidence=0.7,
            rule="verb-that",
            cue_lemma="note",
            factivity="factive",
        ),
        Statement(
            id=_id("s", wish),
            source=span("café owners in both ports"),
            cue=span("hoped"),
            content=(wish,),
            kind="indirect",
            speaker=Speaker(None, None, None, "group"),
            within=_id("s", hope),
            stance="supports",
            matter="Lune Strait accord",
            confidence=0.6,
            rule="verb-for",
        ),
    )


def _conditions(statement: str) -> tuple[Condition, ...]:
    act = span("Kestrel withdraws its patrol boats")
    outcome = span("We will come back to the table")
    return (
        Condition(
            id=_id("c", act),
            statement=statement,
            kind="precondition",
            act=act,
            actor="KES",
            outcome=outcome,
            cue=span("only if"),
            confidence=0.9,
            rule="only-if",
        ),
    )


def _events() -> tuple[Event, ...]:
    anchor = span("suspended")
    return (
        Event(
            id=_id("e", anchor),
            type="SANCTION",
            anchor=anchor,
            source=("VAL",),
            target=("KES",),
            status="happened",
            date="2031-03-02",
            confidence=0.8,
            rule="verb",
        ),
    )
