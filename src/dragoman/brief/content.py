"""What a brief says, before it is a page: sentences, positions, conditions, events, sources.

Everything comes from the views, and every line carries citations. What nobody said is not in
a brief, so an empty part stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman import views
from dragoman.article import Article
from dragoman.brief.citing import Citation, Citations, Cited
from dragoman.brief.course import stale_words
from dragoman.brief.grounds import Grounds, cited_grounds
from dragoman.brief.names import party_names, unread_words
from dragoman.brief.summary import Chosen, chosen_sentences
from dragoman.brief.timeline import Timeline, timeline
from dragoman.brief.weighing import weightiest
from dragoman.ledger import Ledger
from dragoman.records import Reading
from dragoman.views.account_rows import AccountRow
from dragoman.views.asking import last_day
from dragoman.views.course_rows import OverTimeRow, RunRow
from dragoman.views.deadlock_rows import DeadlockRow
from dragoman.views.grounds import GroundRow
from dragoman.views.rows import (
    ConditionRow,
    EventRow,
    PositionRow,
    Quote,
    SourceRow,
    Voice,
)
from dragoman.views.stories import first_tellings

QUOTES = 3
"""How many of a position's quotes are shown: the weightiest; the rest is in the articles."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the summary; `day` is when it was said or published.

    `sources` is how many stories say it; copies of one report are one.
    """

    text: str
    day: str | None
    citations: tuple[Citation, ...]
    sources: int = 1


@dataclass(frozen=True, slots=True)
class Course:
    """One run of a side's course, with its first words."""

    row: RunRow
    quotes: tuple[Cited[Quote], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one side stands, with its quotes and what it makes that depend on.

    `grounds` are why, in its own words, and whom it blames; `runs` its stances one after
    another, where it had several; `voices` those of the side who differ; `stale` says for how
    long it has said nothing.
    """

    row: PositionRow
    quotes: tuple[Cited[Quote], ...]
    conditions: tuple[Cited[ConditionRow], ...]
    runs: tuple[Course, ...] = ()
    voices: tuple[Cited[Voice], ...] = ()
    stale: str | None = None
    grounds: tuple[Cited[GroundRow], ...] = ()


@dataclass(frozen=True, slots=True)
class Differing:
    """Two accounts that cannot both hold, and where the words of each stand."""

    row: AccountRow
    one: Citation
    other: Citation


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter, the sides that took a stance on it, and its course where there is one."""

    id: str
    name: str
    standings: tuple[Standing, ...]
    timeline: Timeline | None


@dataclass(frozen=True, slots=True)
class Deadlock:
    """Sides that wait for each other, each with the condition that it set."""

    row: DeadlockRow
    conditions: tuple[Cited[ConditionRow], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief; `readings` are the cited articles with their records, oldest first."""

    title: str
    articles: int
    statements: int
    first: str | None
    last: str | None
    summary: tuple[Sentence, ...]
    matters: tuple[Matter, ...]
    conditions: tuple[Cited[ConditionRow], ...]
    events: tuple[Cited[EventRow], ...]
    sources: tuple[SourceRow, ...]
    citations: tuple[Citation, ...]
    readings: tuple[Reading, ...]
    deadlocks: tuple[Deadlock, ...] = ()
    differing: tuple[Differing, ...] = ()
    unread: str | None = None
    """How many of the articles are in languages that are not read, in a sentence."""


def compose_brief(
    ledger: Ledger,
    *,
    matter: str | None = None,
    on: str | None = None,
    as_known_on: str | None = None,
    title: str | None = None,
) -> Brief:
    """Return the brief of a ledger, or of one of its matters, as known on a day.

    `on` (`YYYY-MM-DD`) leaves out what was said or published later, `as_known_on` what was not
    known by that day. Raises NotFound when the
    ledger has no such matter.
    """
    asked = _Asked(matter, on, as_known_on)
    positions = weightiest(views.positions(ledger, matter=matter, on=on, as_known_on=as_known_on))
    conditions = views.conditions(ledger, matter=matter, on=on, as_known_on=as_known_on)
    readings = _readings(ledger, asked)
    happened = _known(views.events(ledger, as_known_on=as_known_on), on)
    events = tuple(event for event in happened if event.article in readings)
    citations = Citations({name: reading.article for name, reading in readings.items()})
    summary = tuple(
        _sentence(citations, chosen)
        for chosen in chosen_sentences(
            tuple(readings.values()), positions, first_tellings(ledger, readings)
        )
    )
    matters = _matters(ledger, citations, positions, asked)
    cited_conditions = _cited(citations, conditions)
    deadlocks = _deadlocks(
        citations, views.deadlocks(ledger, matter=matter, on=on, as_known_on=as_known_on)
    )
    cited_events = _cited(citations, events)
    differing = _differing(
        citations, views.accounts(ledger, matter=matter, on=on, as_known_on=as_known_on)
    )
    made = tuple(citations.made.values())
    days = sorted(a.published[:10] for a in citations.articles.values() if a.published)
    return Brief(
        title=title or _title(positions, matter),
        articles=len(readings),
        statements=sum(len(reading.statements) for reading in readings.values()),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        summary=summary,
        matters=matters,
        conditions=cited_conditions,
        events=cited_events,
        sources=views.sources(ledger, as_known_on=as_known_on),
        citations=made,
        readings=_in_order(readings, made, matters),
        deadlocks=deadlocks,
        differing=differing,
        unread=unread_words(r.article.language for r in readings.values() if r.is_unread),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a brief is asked about, and as of when."""

    matter: str | None
    on: str | None
    as_known_on: str | None


def _readings(ledger: Ledger, asked: _Asked) -> dict[str, Reading]:
    """Return the readings that the brief is about, by article, oldest first."""
    on, known = asked.on, asked.as_known_on
    articles: Iterable[Article] = ledger.articles(standing=True, as_known_on=last_day(known))
    if on is not None:
        articles = (a for a in articles if a.published is None or a.published[:10] <= on)
    ids = {article.id for article in articles}
    if asked.matter is not None:
        found_in = views.statements(ledger, matter=asked.matter, each=True, as_known_on=known)
        ids &= {row.article for row in found_in}
    found = (views.shown_reading(ledger, article_id) for article_id in sorted(ids))
    return {reading.article.id: reading for reading in sorted(found, key=_age)}


def _age(reading: Reading) -> tuple[str, str]:
    return reading.article.published or "~", reading.article.name


C = TypeVar("C", ConditionRow, EventRow)


def _known(rows: Sequence[EventRow], on: str | None) -> tuple[EventRow, ...]:
    return tuple(row for row in rows if on is None or row.day is None or row.day[:10] <= on)


def _cited(citations: Citations, rows: Iterable[C]) -> tuple[Cited[C], ...]:
    return tuple(
        Cited(row, citations.of(row.record, row.spans))
        for row in rows
        if row.article in citations.articles
    )


def _deadlocks(citations: Citations, rows: Iterable[DeadlockRow]) -> tuple[Deadlock, ...]:
    found = (Deadlock(row, _cited(citations, row.conditions)) for row in rows)
    return tuple(one for one in found if len(one.conditions) == len(one.row.conditions))


def _differing(citations: Citations, rows: Iterable[AccountRow]) -> tuple[Differing, ...]:
    return tuple(
        Differing(row, *(citations.of(told.record, (told.span,)) for told in (row.one, row.other)))
        for row in rows
        if {row.one.article, row.other.article} <= citations.articles.keys()
    )


def _sentence(citations: Citations, chosen: Chosen) -> Sentence:
    places = tuple(
        citations.of(f"{chosen.reading.article.id}/{record}", spans)
        for record, spans in chosen.evidence
    )
    return Sentence(chosen.sentence.text, chosen.day, places, chosen.sources)


def _matters(
    ledger: Ledger, citations: Citations, positions: Sequence[PositionRow], asked: _Asked
) -> tuple[Matter, ...]:
    grouped: dict[str, list[PositionRow]] = {}
    for row in positions:
        grouped.setdefault(row.matter, []).append(row)
    courses = {
        (row.matter, row.side): row
        for row in views.positions_over_time(
            ledger, matter=asked.matter, on=asked.on, as_known_on=asked.as_known_on
        )
    }
    grounds = cited_grounds(
        citations,
        views.grounds(ledger, matter=asked.matter, on=asked.on, as_known_on=asked.as_known_on),
    )
    return tuple(
        Matter(
            name,
            rows[0].matter_name,
            tuple(
                _standing(citations, row, courses.get((name, row.side)), grounds) for row in rows
            ),
            timeline(
                views.statements(ledger, matter=name, until=asked.on, as_known_on=asked.as_known_on)
            ),
        )
        for name, rows in grouped.items()
    )


def _standing(
    citations: Citations, row: PositionRow, course: OverTimeRow | None, grounds: Grounds
) -> Standing:
    quotes = tuple(
        Cited(quote, citations.of(quote.record, quote.spans)) for quote in row.evidence[:QUOTES]
    )
    runs = tuple(
        Course(run, tuple(_quoted(citations, run.evidence[:1])))
        for run in (course.runs if course and len(course.runs) > 1 else ())
    )
    heard = tuple(
        Cited(voice, citations.of(voice.record, voice.spans))
        for voice in row.voices
        if voice.record.partition("/")[0] in citations.articles
    )
    stale = stale_words(course) if course else None
    why = grounds.get((row.matter, row.side), ())
    return Standing(row, quotes, _cited(citations, row.conditions), runs, heard, stale, why)


def _quoted(citations: Citations, quotes: Iterable[Quote]) -> Iterator[Cited[Quote]]:
    for quote in quotes:
        if quote.article in citations.articles:
            yield Cited(quote, citations.of(quote.record, quote.spans))


def _title(positions: Sequence[PositionRow], matter: str | None) -> str:
    if not positions:
        return "Where the sides stand"
    if matter is not None:
        return positions[0].matter_name
    counts: dict[str, int] = {}
    for row in positions:
        counts[row.side] = counts.get(row.side, 0) + row.statements
    busiest = sorted(counts, key=lambda side: (-counts[side], side))[:2]
    return f"{party_names(tuple(busiest))}: where they stand"


def _in_order(
    readings: dict[str, Reading], made: Sequence[Citation], matters: Sequence[Matter]
) -> tuple[Reading, ...]:
    """Return the readings of the articles that something on the page leads to."""
    wanted = {citation.article for citation in made}
    wanted.update(*(matter.timeline.articles for matter in matters if matter.timeline))
    return tuple(reading for name, reading in readings.items() if name in wanted)
