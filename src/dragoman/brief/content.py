"""What a brief says, before it is a page: sentences, positions, conditions, events, sources.

Everything comes from the views, and every line carries citations. What nobody said is not in
a brief, so an empty part stays empty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman import views
from dragoman.article import Article, Span
from dragoman.brief.asking import Asked, Length, scope_words
from dragoman.brief.changes import Changes, changes_in
from dragoman.brief.citing import Citation, Citations, Cited
from dragoman.brief.found import events_in, found_on, matters_asked, moves_on, positions_on
from dragoman.brief.names import party_names, unread_words
from dragoman.brief.standings import Matter, matters_shown
from dragoman.brief.summary import Chosen, chosen_sentences
from dragoman.ledger import Ledger
from dragoman.records import Reading
from dragoman.views.account_rows import AccountRow, Told
from dragoman.views.asking import within
from dragoman.views.corpus import (
    Held,
    articles_of,
    corpus_digest,
    held,
    names_of_sides,
    speaking_of,
)
from dragoman.views.deadlock_rows import DeadlockRow
from dragoman.views.rows import (
    ConditionRow,
    EventRow,
    PositionRow,
    SourceRow,
)
from dragoman.views.stories import first_tellings

READ = 40
"""Articles at most whose summaries are looked through for the brief's sentences."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the summary; `day` is when it was said or published.

    `evidence` is where its own words stand in the article of its citations.
    `sources` is how many stories say it; copies of one report are one.
    """

    text: str
    day: str | None
    citations: tuple[Citation, ...]
    evidence: tuple[Span, ...]
    sources: int = 1


@dataclass(frozen=True, slots=True)
class Differing:
    """Two accounts that cannot both hold, and where the words of each stand."""

    row: AccountRow
    one: Citation
    other: Citation


@dataclass(frozen=True, slots=True)
class Deadlock:
    """Sides that wait for each other, each with the condition that it set."""

    row: DeadlockRow
    conditions: tuple[Cited[ConditionRow], ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief; `readings` are the cited articles with their records, oldest first.

    `digest` stands for all articles that the ledger held then; `articles` and `statements`
    count those of the period. `left_out` says in sentences what there was no room for.
    """

    title: str
    asked: Asked
    scope: str
    digest: str
    held: int
    articles: int
    statements: int
    first: str | None
    last: str | None
    summary: tuple[Sentence, ...]
    matters: tuple[Matter, ...]
    changes: Changes
    conditions: tuple[Cited[ConditionRow], ...]
    events: tuple[Cited[EventRow], ...]
    sources: tuple[SourceRow, ...]
    citations: tuple[Citation, ...]
    readings: tuple[Reading, ...]
    cited: Mapping[str, Article]
    deadlocks: tuple[Deadlock, ...] = ()
    differing: tuple[Differing, ...] = ()
    left_out: tuple[str, ...] = ()
    unread: str | None = None
    """How many of the articles are in languages that are not read, in a sentence."""


def compose_brief(  # noqa: PLR0913
    ledger: Ledger,
    *,
    matter: str | None = None,
    sides: Sequence[str] = (),
    since: str | None = None,
    on: str | None = None,
    as_known_on: str | None = None,
    length: Length = "standard",
    title: str | None = None,
) -> Brief:
    """Return the brief of a ledger, or of one of its matters, as known on a day.

    `sides` leaves only what those say or are asked for. `since` (`YYYY-MM-DD`) begins the
    period of summary, changes and events: the day of the last brief. `on` leaves out what was
    said or published later, `as_known_on` what was not known by that day. Raises NotFound when
    the ledger has no such matter.
    """
    asked = Asked(matter, names_of_sides(ledger, sides), since, on, as_known_on, length)
    corpus = held(ledger, as_known_on=as_known_on)
    period = _period(ledger, corpus, asked)
    readings = _Readings(ledger)
    citations = Citations(readings.articles)
    asks = matters_asked(ledger, asked)
    positions = positions_on(ledger, asks.matters, asked)
    found = found_on(ledger, asks.beside, asked)
    summary = tuple(
        _sentence(citations, chosen)
        for chosen in _chosen(ledger, _newest(readings, period, positions), positions, asked)
    )
    named = list(dict.fromkeys(row.matter for row in positions))
    moved = moves_on(ledger, named, asked)
    whole = all(one.published is None or within(one.published, since, None) for one in corpus)
    changes = changes_in(citations, moved, positions, found, asked, whole=whole)
    shown = matters_shown(ledger, citations, positions, asked)
    happened = events_in(ledger, period, asked)
    citations.expect(row.record for row in found.conditions)
    citations.expect(row.record for row in happened)
    conditions = citations.cited(found.conditions)
    deadlocks = tuple(Deadlock(d, citations.cited(d.conditions)) for d in found.deadlocks)
    events = citations.cited(happened)
    differing = tuple(
        Differing(row, _told(citations, row.one), _told(citations, row.other))
        for row in found.differing
    )
    made = tuple(citations.made.values())
    days = sorted(one.published[:10] for one in period if one.published)
    return Brief(
        title=title or _title(positions, asked),
        asked=asked,
        scope=scope_words(positions[0].matter_name if matter and positions else matter, asked),
        digest=corpus_digest(corpus),
        held=len(corpus),
        articles=len(period),
        statements=sum(one.statements for one in period),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        summary=summary,
        matters=shown,
        changes=changes,
        conditions=conditions,
        events=events,
        sources=views.sources(ledger, as_known_on=as_known_on),
        citations=made,
        readings=_in_order(readings, made, shown, asked.room.articles),
        cited=dict(sorted(citations.articles.items(), key=lambda one: _age(one[1]))),
        deadlocks=deadlocks,
        differing=differing,
        left_out=asks.left_out,
        unread=unread_words(one.language for one in period if one.unread),
    )


def _period(ledger: Ledger, corpus: Sequence[Held], asked: Asked) -> tuple[Held, ...]:
    """Return the articles of the period that are on the matter and by the sides asked for."""
    found = tuple(one for one in corpus if within(one.published, asked.since, asked.on))
    if asked.matter is None and not asked.sides:
        return found
    ids = speaking_of(ledger, asked.matter, asked.sides, as_known_on=asked.as_known_on)
    return tuple(one for one in found if one.article in ids)


@dataclass(frozen=True, slots=True)
class _Readings:
    """The readings of a ledger, each fetched once."""

    ledger: Ledger
    fetched: dict[str, Reading] = field(default_factory=dict)

    def of(self, articles: Sequence[str]) -> list[Reading]:
        """Return the readings of articles, by the articles' ids."""
        wanted = [one for one in dict.fromkeys(articles) if one not in self.fetched]
        self.fetched.update(views.shown_readings(self.ledger, wanted))
        return [self.fetched[one] for one in articles]

    def articles(self, names: Collection[str]) -> dict[str, Article]:
        """Return articles by their ids; their readings are not fetched for it."""
        held = {one: self.fetched[one].article for one in names if one in self.fetched}
        return held | articles_of(self.ledger, [one for one in names if one not in held])


def _newest(
    readings: _Readings, period: Iterable[Held], positions: Iterable[PositionRow]
) -> tuple[Reading, ...]:
    """Return the readings that sentences are chosen from, oldest first.

    Of many articles those in which sides take their present stances, then the newest.
    """
    deciding = {quote.article for row in positions for quote in row.evidence}

    def weight(one: Held) -> tuple[bool, str]:
        return one.article in deciding, one.published or ""

    some = sorted(period, key=weight, reverse=True)[:READ]
    found = readings.of([one.article for one in some])
    return tuple(sorted(found, key=lambda reading: _age(reading.article)))


def _chosen(
    ledger: Ledger, some: Sequence[Reading], positions: Sequence[PositionRow], asked: Asked
) -> tuple[Chosen, ...]:
    stories = first_tellings(ledger, (reading.article.id for reading in some))
    return chosen_sentences(some, positions, stories, asked.room.sentences)


def _age(article: Article) -> tuple[str, str]:
    return article.published or "~", article.name


def _told(citations: Citations, told: Told) -> Citation:
    said = (told.statement.partition("/")[2],) if told.statement else ()
    return citations.of(told.record, (told.span,), said)


def _sentence(citations: Citations, chosen: Chosen) -> Sentence:
    places = tuple(
        citations.of(f"{chosen.reading.article.id}/{one.record}", one.spans, one.said[:1])
        for one in chosen.evidence
    )
    spans = tuple(chosen.sentence.evidence)
    return Sentence(chosen.sentence.text, chosen.day, places, spans, chosen.sources)


def _title(positions: Sequence[PositionRow], asked: Asked) -> str:
    if not positions:
        return "Where the sides stand"
    if asked.matter is not None:
        return positions[0].matter_name
    counts: dict[str, int] = {}
    for row in positions:
        counts[row.side] = counts.get(row.side, 0) + row.statements
    busiest = sorted(counts, key=lambda side: (-counts[side], side))[:2]
    return f"{party_names(tuple(busiest))}: where they stand"


def _in_order(
    readings: _Readings, made: Iterable[Citation], matters: Iterable[Matter], room: int
) -> tuple[Reading, ...]:
    """Return the readings of the articles that something on the page leads to.

    Of more than there is room for, those that are cited first.
    """
    wanted = dict.fromkeys(citation.article for citation in made)
    for matter in matters:
        wanted |= dict.fromkeys(sorted(matter.timeline.articles) if matter.timeline else ())
    found = readings.of(list(wanted)[:room])
    return tuple(sorted(found, key=lambda reading: _age(reading.article)))
