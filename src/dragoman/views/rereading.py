"""What another reading of an article changes in the ledger, record by record, and in one sentence.

A record of the one reading is that of the other which stands in the same place with the same
cue. What a person set or rejected is no change: it holds for either reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, Unpack

from sqlalchemy import Connection, select

from dragoman.article import Span
from dragoman.ledger import Ledger, rebuilding, schema
from dragoman.ledger.decisions import corrections_of
from dragoman.ledger.finding import find_article
from dragoman.ledger.following import same_in
from dragoman.ledger.keys import record_ref
from dragoman.ledger.standing import Corrections, corrected, rejected
from dragoman.ledger.writing import words_of
from dragoman.records import Claim, Condition, Event, Reading, Speaker, Statement
from dragoman.views.articles import ArticleFilter, wanted_of
from dragoman.views.row import Row

Record = TypeVar("Record", Statement, Condition, Event)
Values = dict[str, str | None]
"""What a record says, field by field, as text."""


@dataclass(frozen=True, slots=True)
class RereadRow(Row):
    """One thing that changes when an article is read again.

    `sort` is `statement`, `condition`, `event`, `claim`, `summary`, `position` or `decision`,
    `change` is `gained`, `lost`, `changed`, `finds nothing` or `finds again`; `field` says what of
    it changed, from `before` to `after`. `record` is its full name, after the change if it has
    one then.
    """

    article: str
    title: str
    sort: str
    change: str
    record: str
    field: str | None
    before: str | None
    after: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Made:
    """By what an article's current reading was made, and of what."""

    article: str
    reading_key: int
    edition_key: int
    language: str
    reader: str
    model: str
    vocabulary: str
    dossier: str


def made_readings(
    ledger: Ledger, articles: Sequence[str] = (), **where: Unpack[ArticleFilter]
) -> tuple[Made, ...]:
    """Return how the articles were read, or those named and narrowed, in the order they came.

    Earlier versions of articles are among them. Raises NotFound, DragomanError.
    """
    table, editions, readings = schema.articles, schema.editions, schema.readings
    r, e = readings.c, editions.c
    query = (
        select(table.c.id, r.key, e.key, e.language, r.reader, r.model, r.vocabulary, r.dossier)
        .join(readings, r.article_key == table.c.key)
        .join(editions, e.key == r.edition_key)
        .where(r.current, *wanted_of(where))
        .order_by(table.c.key)
    )
    with ledger.connect() as connection:
        named = {find_article(connection, ref).id for ref in articles}
        rows = [Made(*row) for row in connection.execute(query)]
    return tuple(row for row in rows if not articles or row.article in named)


def changes_in(connection: Connection, before: int, after: int) -> tuple[RereadRow, ...]:
    """Return what one reading has otherwise than another of the same article, by their keys."""
    one, other = (rebuilding.reading_of(connection, key) for key in (before, after))
    article = one.article
    same = same_in(connection, before, after)
    decided = [corrections_of(connection, article.id, key) for key in (before, after)]
    heads = (article.id, article.title or article.name)
    rows: list[RereadRow] = []
    for sort, told in _SORTS.items():
        old, new = told(one, decided[0]), told(other, decided[1])
        rows += _compared(heads, sort, (old, new), same)
    summaries = [" ".join(s.text for s in reading.summary) for reading in (one, other)]
    if summaries[0] != summaries[1]:
        changed = ("summary", "changed", article.id, "text", *summaries, "")
        rows.append(RereadRow(*heads, *changed))
    return tuple(rows)


def _compared(
    heads: tuple[str, str],
    sort: str,
    told: tuple[Mapping[str, Values], Mapping[str, Values]],
    same: Mapping[str, str],
) -> Iterator[RereadRow]:
    old, new = told
    kept = {same[id_]: id_ for id_ in old if same.get(id_) in new}
    for id_, values in new.items():
        ref = record_ref(heads[0], id_)
        words = values["words"] or ""
        if id_ not in kept:
            yield RereadRow(*heads, sort, "gained", ref, None, None, None, words)
            continue
        before = old[kept[id_]]
        for field, value in values.items():
            was = before[field]
            if field == "within":
                was = same.get(was or "", was)
            if was != value:
                yield RereadRow(*heads, sort, "changed", ref, field, was, value, words)
    for id_ in (id_ for id_ in old if same.get(id_) not in new):
        words = old[id_]["words"] or ""
        yield RereadRow(*heads, sort, "lost", record_ref(heads[0], id_), None, None, None, words)


def _standing(records: Sequence[Record], decided: Corrections) -> Iterator[Record]:
    return (corrected(one, decided) for one in records if not rejected(one.id, decided))


def _statements(reading: Reading, decided: Corrections) -> dict[str, Values]:
    text = reading.article.text
    return {one.id: _statement(one, text) for one in _standing(reading.statements, decided)}


def _statement(one: Statement, text: str) -> Values:
    return {
        "stance": one.stance,
        "scope": one.scope,
        "matter": one.matter,
        "speaker": "; ".join(map(_called, (one.speaker, *one.speakers))),
        "side": one.side,
        "said": one.said,
        "words": words_of(one.content, text),
        "kind": one.kind,
        "within": one.within,
        "via": "; ".join(one.via),
        "factivity": one.factivity,
        "hedge": _words(one.hedge, text),
        "venue": _words(one.venue, text),
        "anonymity": one.anonymity,
        "ground": one.ground.words.of(text) if one.ground else None,
        "blame": ", ".join(one.blame.blamed) if one.blame else None,
    }


def _conditions(reading: Reading, decided: Corrections) -> dict[str, Values]:
    text = reading.article.text
    return {
        one.id: {
            "words": one.act.of(text),
            "kind": one.kind,
            "actor": one.actor,
            "outcome": _words(one.outcome, text),
            "within": one.statement,
        }
        for one in _standing(reading.conditions, decided)
    }


def _events(reading: Reading, decided: Corrections) -> dict[str, Values]:
    text = reading.article.text
    return {
        one.id: {
            "type": one.type,
            "words": one.anchor.of(text),
            "source": ", ".join(one.source),
            "target": ", ".join(one.target),
            "status": one.status,
            "date": one.date,
            "within": one.statement,
        }
        for one in _standing(reading.events, decided)
    }


def _claims(reading: Reading, _: Corrections) -> dict[str, Values]:
    return {one.id: _claim(one, reading.article.text) for one in reading.claims}


def _claim(one: Claim, text: str) -> Values:
    return {
        "words": one.span.of(text),
        "acts": ", ".join(one.acts),
        "holds": ("denied" if one.denied else "so") if one.holds else "not so",
        "within": one.statement,
        "date": one.date,
    }


_SORTS: Mapping[str, Callable[[Reading, Corrections], dict[str, Values]]] = {
    "statement": _statements,
    "condition": _conditions,
    "event": _events,
    "claim": _claims,
}


def _called(one: Speaker) -> str:
    return ", ".join(filter(None, (one.name or one.sort, one.role, one.country)))


def _words(span: Span | None, text: str) -> str | None:
    return None if span is None else span.of(text)


_SORT_WORDS = (
    ("statement", "statements"),
    ("condition", "conditions"),
    ("event", "events"),
    ("claim", "claims"),
    ("position", "positions"),
)
_FIELD_WORDS = {
    "stance": ("stance moved", "stances moved"),
    "speaker": ("speaker changed", "speakers changed"),
    "side": ("side changed", "sides changed"),
    "matter": ("matter changed", "matters changed"),
}
"""What is said of a statement's fields; of others it is said that the statement changed."""


def reread_words(rows: Iterable[RereadRow]) -> str:
    """Return in one sentence what changes: 12 statements gained, 3 lost, 2 stances moved."""
    rows = tuple(rows)
    parts = [part for sort, several in _SORT_WORDS for part in _parts(rows, sort, several)]
    summaries = sum(row.sort == "summary" for row in rows)
    parts += [_counted(summaries, "summary changed", "summaries changed")] * bool(summaries)
    for change, told in (("finds nothing", "nothing"), ("finds again", "its record again")):
        number = sum(row.change == change for row in rows)
        if number:
            plural = "their records again" if told.startswith("its") else told
            parts.append(
                _counted(number, f"decision that finds {told}", f"decisions that find {plural}")
            )
    return f"{', '.join(parts)}." if parts else "Nothing changes."


def _parts(rows: Sequence[RereadRow], sort: str, several: str) -> Iterator[str]:
    own = [row for row in rows if row.sort == sort]
    counts = Counter(row.change for row in own)
    named = False
    for change in ("gained", "lost"):
        if counts[change]:
            number = f"{counts[change]:,}"
            one = sort if counts[change] == 1 else several
            yield f"{number} {change}" if named else f"{number} {one} {change}"
            named = True
    changed = [row for row in own if row.change == "changed"]
    fields = _FIELD_WORDS if sort == "statement" else {}
    for field, (one, more) in fields.items():
        number_ = len({row.record for row in changed if row.field == field})
        if number_:
            yield _counted(number_, one, more)
    rest = len({row.record for row in changed if row.field not in fields})
    if rest:
        otherwise = " otherwise" if sort == "statement" else ""
        yield _counted(rest, f"{sort} changed{otherwise}", f"{several} changed{otherwise}")


def _counted(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"
