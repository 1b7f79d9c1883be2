"""One article's reading: the parts of reading called in order, and records made of what they find.

Pure and deterministic: the same text, metadata, reader version and vocabulary give the same
records, confidence and ids included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from dragoman.article import Article
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.attributions import attributions
from dragoman.reading.attribution.further import further
from dragoman.reading.attribution.learned.learned import learned, network
from dragoman.reading.attribution.own_voice import RULE as OWN_VOICE
from dragoman.reading.attribution.own_voice import own_voice
from dragoman.reading.attribution.reporting import factivity_of, hedge_of
from dragoman.reading.attribution.together import LEAST, together
from dragoman.reading.claims.claims import claims
from dragoman.reading.conditions.conditional import with_conditions
from dragoman.reading.conditions.conditions import conditions
from dragoman.reading.dates.dates import said_date
from dragoman.reading.document import Document
from dragoman.reading.events.events import events
from dragoman.reading.events.referents import known_actors
from dragoman.reading.grounds.grounds import with_grounds
from dragoman.reading.passing import in_passing
from dragoman.reading.pipeline import model_version, parse_all, pipeline, reads
from dragoman.reading.speakers.citing import without_sourcing
from dragoman.reading.speakers.speakers import Resolved, resolve
from dragoman.reading.stance.stance import stance_of
from dragoman.reading.summary.summary import summarise
from dragoman.records import NO_MODEL, ReaderName, Reading, Statement, record_id
from dragoman.vocabulary.case_matters import case_matters
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier, using
from dragoman.vocabulary.languages import languages

READER = "0.4.0"
"""The reader's version: raised whenever the same text would be read differently."""

PORTION = 256
"""After so many articles what the parser kept of their words is freed: they hold some thousand
words that it did not know, and no batch but the last is smaller for it."""


def version_of(reader: ReaderName) -> str:
    """Return a reader's version, as its readings record it."""
    return READER if reader == "default" else f"{READER} {reader}"


def read(
    article: Article, reader: ReaderName = "default", *, dossier: Dossier = NO_DOSSIER
) -> Reading:
    """Return what one article says: statements, conditions, events and a summary.

    Nothing is read in an article in another language than English: a warning says so.
    """
    return next(read_all([article], reader, dossier=dossier))


def read_all(
    articles: Iterable[Article],
    reader: ReaderName = "default",
    least: float = LEAST,
    *,
    dossier: Dossier = NO_DOSSIER,
) -> Iterator[Reading]:
    """Yield the readings of articles, in order, one at a time.

    Statements that the network alone found are kept from the confidence `least` on; `dossier`
    (see `read_dossier`) is what the user knows of the case beside the vocabulary.
    """
    waiting = iter(articles)
    for first in waiting:
        portion = chain([first], islice(waiting, PORTION - 1))
        with in_passing(pipeline()):
            for document in parse_all(portion, dossier):
                yield read_document(document, reader, least)


def load(reader: ReaderName = "default") -> None:
    """Load what a reader reads with, once a process, rather than with its first article."""
    pipeline()
    if reader != "rules":
        network(reader)


def read_document(
    document: Document, reader: ReaderName = "default", least: float = LEAST
) -> Reading:
    """Return the reading of an article that is already parsed, by the document's dossier."""
    if not reads(document.article.language):
        return _unread(document.article, reader)
    with using(document.dossier):
        stated = statements(document, reader, least)
        known = known_actors(document, stated)
        stated = with_grounds(document, stated, known)
        asked = conditions(document, stated)
        stated = with_conditions(stated, asked)
        happened = events(document, stated, known)
        return Reading(
            article=document.article,
            reader=version_of(reader),
            model=model_version(),
            statements=stated,
            conditions=asked,
            events=happened,
            summary=summarise(document, stated, asked, happened),
            warnings=document.article.warnings,
            claims=claims(document, stated),
        )


def model_for(article: Article) -> str:
    """Return the model with which an article is read, as its reading records it; none for none."""
    return model_in(article.language)


def model_in(language: str) -> str:
    """Return the model with which articles of a language are read; none for none."""
    return model_version() if reads(language) else NO_MODEL


def _unread(article: Article, reader: ReaderName) -> Reading:
    """Return the empty reading of an article in a language that is not read."""
    warning = (
        f"This article is in {languages().name(article.language)}, which Dragoman does not read "
        "yet: it is stored and can be searched, and nothing was read in it."
    )
    warnings = (*article.warnings, warning)
    return Reading(article, version_of(reader), NO_MODEL, warnings=warnings)


def statements(
    document: Document, reader: ReaderName = "default", least: float = LEAST
) -> tuple[Statement, ...]:
    """Return the article's statements in text order, with speaker, stance and matter."""
    claimed = attributions(document)
    if reader != "rules":
        claimed = together(claimed, learned(document, claimed, network(reader)), least)
    claimed = further(document, without_sourcing(document, claimed))
    found = (*claimed, *own_voice(document, claimed))
    taken: set[str] = set()
    ids = [record_id("s", a.content[0].start, a.content[-1].end, taken) for a in found]
    made = [
        _statement(document, attribution, who, name, ids)
        for attribution, who, name in zip(found, resolve(document, found), ids, strict=True)
    ]
    kept = [s for s in _undenied(made) if s.rule != OWN_VOICE or s.stance is not None]
    return tuple(sorted(kept, key=_in_text_order))


def _undenied(made: Sequence[Statement]) -> list[Statement]:
    """Take stance and day off what stands inside a denial: who denies a promise made none."""
    by_id = {statement.id: statement for statement in made}
    return [_unsaid(s) if _denied(s, by_id) else s for s in made]


def _denied(statement: Statement, by_id: dict[str, Statement]) -> bool:
    seen = {statement.id}
    while statement.within is not None and statement.within not in seen:
        seen.add(statement.within)
        statement = by_id[statement.within]
        if statement.cue_kind == "deny":
            return True
    return False


def _unsaid(statement: Statement) -> Statement:
    return replace(
        statement,
        stance=None,
        stance_cue=None,
        scope=None,
        matter=None,
        matter_span=None,
        said=None,
    )


def _said(document: Document, attribution: Attribution) -> str | None:
    cue = attribution.cue
    return said_date(document, cue, attribution.content) if cue is not None else None


def _in_text_order(statement: Statement) -> tuple[int, int]:
    first = statement.content[0].start
    return (min(first, statement.cue.start) if statement.cue else first, -first)


def _statement(
    document: Document, attribution: Attribution, who: Resolved, name: str, ids: list[str]
) -> Statement:
    stance = stance_of(document, attribution, who.speaker)
    return Statement(
        id=name,
        source=attribution.source,
        cue=attribution.cue,
        content=attribution.content,
        kind=attribution.kind,
        speaker=who.speaker,
        speakers=who.speakers,
        side=who.side,
        within=None if attribution.within is None else ids[attribution.within],
        via=who.way.via,
        said=_said(document, attribution),
        cue_kind=attribution.cue_kind,
        stance=stance.stance,
        stance_cue=stance.cue,
        scope=stance.scope,
        matter=case_matters().called(stance.matter),
        matter_span=stance.matter_span,
        confidence=round(attribution.confidence, 2),
        rule=attribution.rule,
        cue_lemma=attribution.cue_lemma if attribution.cue is not None else "",
        factivity=factivity_of(document, attribution),
        hedge=hedge_of(document, attribution),
        venue=who.way.venue,
        anonymity=who.way.withheld.why if who.way.withheld else None,
        anonymity_words=who.way.withheld.words if who.way.withheld else None,
    )
