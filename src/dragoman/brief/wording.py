"""The lines of a brief in words: sentences, positions, conditions, events, accounts, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.article import Article, Span
from dragoman.brief.citing import Citation, Cited, address_of
from dragoman.brief.content import Brief, Differing, Sentence
from dragoman.brief.course import run_words
from dragoman.brief.document import Card, Line, LineSort, Place, Run, Table
from dragoman.brief.grounds import given_by
from dragoman.brief.names import (
    called,
    counted,
    day_name,
    in_office,
    link_word,
    on_day,
    party_name,
    party_names,
    stated_by,
    status_words,
    told_by,
)
from dragoman.brief.standings import Standing
from dragoman.views.account_rows import Told
from dragoman.views.context import sentence_around
from dragoman.views.evidence_rows import EvidenceRow
from dragoman.views.grounds import GroundRow
from dragoman.views.rows import ConditionRow, EventRow

_UNSTATED = "not stated"


def text(words: str, sort: LineSort = "text") -> Line:
    """Return words of our own as a line."""
    return Line((Run(words),), sort=sort)


def quote(words: str, citation: Citation, *, mark: bool = True) -> Run:
    """Return an article's words with their note, which `mark` shows behind them."""
    place = Place(citation.article, citation.spans)
    notes = (citation,) if mark else ()
    return Run(words, "quote", notes, (place,), citation.language)


def sentence_line(sentence: Sentence) -> Line:
    """Return a sentence of the summary behind its day, and in how many stories it is said."""
    first = sentence.citations[0]
    place = Place(first.article, sentence.evidence)
    told = Run(sentence.text, "sentence", sentence.citations, (place,), first.language)
    day = (Run(f"{day_name(sentence.day)}: ", "soft"),) if sentence.day else ()
    count = (Run(f" ({sentence.sources} sources)", "soft"),) if sentence.sources > 1 else ()
    return Line((*day, told, *count), 1, "sentence")


def card(standing: Standing, matter: str | None = None) -> Card:
    """Return where a side stands, and on which matter where that is not told above."""
    row = standing.row
    on = f", on {matter}" if matter else ""
    scope = f" ({row.scope})" if row.scope else ""
    since = f", since {day_name(row.since)}" if row.since else ", undated"
    head = (Run(f"{party_name(row.side)}: ", "strong"), Run(row.stance, "stance"))
    counts = f"{scope}{since}{on}; {counted(row.statements, 'statement')}"
    return Card(Line((*head, Run(counts, "soft"))), row.stance, tuple(_standing(standing)))


def _standing(standing: Standing) -> Iterator[Line]:
    for one in standing.quotes:
        who = on_day(called(one.row), one.row.day)
        turned = f"; {one.row.turned}" if one.row.turned else ""
        said = Run(f" ({who}{turned})", "soft")
        yield Line((quote(one.row.words, one.citation), said), 1)
    for ground in standing.grounds:
        yield _ground(ground)
    for voice in standing.voices:
        who = f"divided: {in_office(voice.row)}, {day_name(voice.row.day)}, {voice.row.stance}: "
        yield Line((Run(who), quote(voice.row.words, voice.citation)), 1)
    for run in standing.runs:
        days = day_name(run.row.first) if run.row.first else "undated"
        notes = tuple(one.citation for one in run.quotes)
        words = f" ({run_words(run.row)})"
        yield Line((Run(f"{days}: "), Run(run.row.stance, "stance"), Run(words, "soft", notes)), 1)
    if standing.stale:
        yield Line((Run(standing.stale, "soft"),), 1)
    for condition in standing.conditions:
        runs = (Run(f"{condition.row.kind}: "), *act(condition.row, condition.citation))
        yield Line((*runs, _became(condition.row)), 1)


def _ground(ground: Cited[GroundRow]) -> Line:
    row, citation = ground.row, ground.citation
    runs = [Run("why: ")]
    if row.ground:
        runs += [Run(f"{row.cue}: "), quote(row.ground, citation)]
    if row.blamed:
        runs += [Run(f"{'; ' if row.ground else ''}blames {party_names(row.blamed)}")]
        runs += [] if row.ground else [Run(": "), quote(row.words, citation)]
    return Line((*runs, Run(f" ({given_by(row)})", "soft")), 1)


def act(row: ConditionRow, citation: Citation) -> Iterator[Run]:
    """Yield the word that links a condition, and its act with the note."""
    if word := link_word(row).strip():
        yield Run(f"{word} ")
    yield quote(row.act, citation)


def _became(row: ConditionRow) -> Run:
    """Return what became of a condition behind its act, where no heading says what that is."""
    what = "status " if row.status == "unknown" else ""
    return Run(f" ({what}{status_words(row)})", "soft")


def condition_cells(one: Cited[ConditionRow]) -> tuple[Line, ...]:
    """Return a condition as the cells of a row: who, what, what for, by whom, what became."""
    row, citation = one.row, one.citation
    who = party_name(row.actor) if row.actor else "Not said who"
    outcome = quote(row.outcome, citation, mark=False) if row.outcome else Run("not said")
    became: list[Run] = [Run(status_words(row), "strong")]
    for told in row.status_evidence:
        became += [Run(": "), *told_words(told)]
    return (
        Line((Run(who, "strong"), Run(f" ({row.kind})", "soft"))),
        Line(tuple(act(row, citation))),
        Line((outcome,)),
        text(on_day(stated_by(row), row.day)),
        Line(tuple(became)),
    )


def told_words(told: EvidenceRow, notes: tuple[Citation, ...] = ()) -> Iterator[Run]:
    """Yield the words that say what became of a condition, and in whose words they are told."""
    yield Run(told.words, "quote", notes, (Place(told.article, told.spans),))
    yield Run(f" ({told_by(told)})", "soft")


def waiting_line(one: Cited[ConditionRow]) -> Line:
    """Return who waits for whom in a deadlock, and for what."""
    row = one.row
    waits = Run(f"{party_name(row.side)} waits for {party_name(row.actor)}: ")
    return Line((waits, *act(row, one.citation), _became(row)), 1)


def event_line(one: Cited[EventRow], article: Article) -> Line:
    """Return an event behind its day, in the words of its sentence."""
    row = one.row
    parties = " → ".join(filter(None, map(party_names, (row.source, row.target))))
    status = "" if row.status == "happened" else f" ({row.status})"
    head = f"{row.type.lower()}{status}{', ' if parties else ''}{parties}: "
    around: Span = sentence_around(article.text, row.spans[0])
    words = " ".join(row.sentence.split())
    place = Place(row.article, (around,))
    told = Run(words, "quote", (one.citation,), (place,), article.language)
    reported = f"reported {day_name(row.published)}" if row.published else "undated"
    day = day_name(row.day) if row.day else reported
    return Line((Run(f"{day}: ", "soft"), Run(head), told), 1)


def account_cells(two: Differing) -> tuple[Line, ...]:
    """Return two accounts as the cells of a row, side by side."""
    about = Line((Run(two.row.about or two.row.kind, "strong"), Run(f" ({two.row.kind})", "soft")))
    return about, _account(two.row.one, two.one), _account(two.row.other, two.other)


def _account(told: Told, citation: Citation) -> Line:
    who = f" ({on_day(told.speaker or told.outlet or told.title, told.day)})"
    return Line((quote(told.words, citation), Run(who, "soft")))


def note_line(citation: Citation) -> Line:
    """Return a citation in full: exact words, headline, outlet, date, address, retrieved."""
    where = [citation.title, citation.outlet, day_name(citation.published)]
    told = ", ".join(filter(None, where))
    runs = [quote(citation.words, citation, mark=False), Run(f" {told}.")]
    if citation.url:
        runs += [Run(" "), Run(citation.url, "link")]
    if citation.retrieved:
        runs += [Run(f" (retrieved {day_name(citation.retrieved)})")]
    return Line((*runs, Run(f" [{citation.article}/{citation.record}]", "soft")))


def sources_table(articles: Iterable[Article]) -> Table:
    """Return the cited articles as a table, without columns of what none of them states."""
    rows = [_source_cells(article) for article in articles]
    head = ("Headline", "Outlet", "Published", "Retrieved", "Address")
    kept = [n for n in range(len(head)) if any(row[n].shown != _UNSTATED for row in rows)]
    return Table(
        "The articles that are cited",
        tuple(head[n] for n in kept),
        tuple(tuple(row[n] for n in kept) for row in rows),
    )


def _source_cells(article: Article) -> tuple[Line, ...]:
    url = address_of(article)
    return (
        text(article.title or article.name),
        text(article.outlet or _UNSTATED),
        text(day_name(article.published)),
        text(day_name(article.retrieved) if article.retrieved else _UNSTATED),
        Line((Run(url, "link"),)) if url else text(_UNSTATED),
    )


def method_words(brief: Brief) -> str:
    """Return in one line what a brief was made from, and how."""
    days = ""
    if brief.first and brief.last:
        days = f" of {day_name(brief.first)}"
        days += f" to {day_name(brief.last)}" if brief.last != brief.first else ""
    counts = f"{counted(brief.articles, 'article')}{days} with "
    counts += counted(brief.statements, "statement")
    return (
        f"Read by a machine from {counts}; every line is cited, sentences are the articles' own, "
        "and what is added to them stands in brackets."
    )
