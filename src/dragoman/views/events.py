"""What happened, is going on or is planned: who did what to whom, in the order of its days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from dragoman.article import Span
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.keys import record_ref
from dragoman.records import EVENT_TYPES, STATUSES
from dragoman.views.asking import first_day, last_day, sides_of
from dragoman.views.context import sentence_around
from dragoman.views.knowing import connected
from dragoman.views.quoting import title
from dragoman.views.rows import EventRow


class EventFilter(TypedDict, total=False):
    """What narrows events; `since` and `until` compare with its date, else its article's.

    `as_known_on` leaves out what was not known by that day.
    """

    type: str | None
    party: str | None
    status: str | None
    since: str | None
    until: str | None
    as_known_on: str | None


def events(
    ledger: Ledger, *, limit: int | None = None, offset: int = 0, **where: Unpack[EventFilter]
) -> tuple[EventRow, ...]:
    """Return events, the latest first and the undated last."""
    with connected(ledger, where.get("as_known_on")) as connection:
        rows = connection.execute(_query().where(*_wanted(where)).limit(limit).offset(offset)).all()
        return _rows(connection, rows)


def event_rows(connection: Connection, keys: Sequence[int]) -> tuple[EventRow, ...]:
    """Return the events of those keys, which must stand, in the order of the keys."""
    found: dict[int, Row[Any]] = {}
    for some in chunks(keys):
        query = _query().where(schema.event_standings.c.event_key.in_(some))
        found |= {row.key: row for row in connection.execute(query)}
    return _rows(connection, [found[key] for key in keys])


def _rows(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[EventRow, ...]:
    parties = _parties(connection, [row.key for row in rows])
    texts = texts_of(connection, sorted({row.edition for row in rows}))
    return tuple(_row(row, parties, texts[row.edition]) for row in rows)


def _query() -> Select[Any]:
    standings, found, editions = schema.event_standings, schema.events, schema.editions
    articles, readings = schema.articles, schema.readings
    return (
        select(
            found,
            articles.c.id.label("article"),
            title().label("title"),
            editions.c.key.label("edition"),
            editions.c.published,
            standings.c.type.label("type_set"),
            standings.c.status.label("status_set"),
            standings.c.date.label("date_set"),
        )
        .select_from(standings)
        .join(found, found.c.key == standings.c.event_key)
        .join(readings, readings.c.key == found.c.reading_key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .join(articles, articles.c.key == standings.c.article_key)
        .order_by(standings.c.day.desc().nulls_last(), articles.c.id, found.c.n)
    )


def _wanted(where: EventFilter) -> list[ColumnElement[bool]]:
    standings, parties = schema.event_standings.c, schema.event_parties.c
    wanted: list[ColumnElement[bool]] = []
    type_, party, status = where.get("type"), where.get("party"), where.get("status")
    if type_ is not None:
        wanted.append(standings.type == _one_of(type_.upper(), EVENT_TYPES, "event type"))
    if status is not None:
        wanted.append(standings.status == _one_of(status, STATUSES, "status"))
    if party is not None:
        taking_part = select(parties.event_key).where(parties.party.in_(sides_of(party)))
        wanted.append(standings.event_key.in_(taking_part))
    since, until = first_day(where.get("since")), last_day(where.get("until"))
    if since is not None:
        wanted.append(standings.day >= since)
    if until is not None:
        wanted.append(standings.day <= until)
    return wanted


def _one_of(value: str, known: Sequence[str], what: str) -> str:
    if value not in known:
        raise DragomanError(f"{value}: no such {what}. Use one of {', '.join(known)}.")
    return value


def _row(row: Row[Any], parties: Mapping[tuple[int, str], Sequence[str]], text: str) -> EventRow:
    anchor = Span(row.anchor_start, row.anchor_end)
    return EventRow(
        record=record_ref(row.article, row.id),
        article=row.article,
        title=row.title,
        type=row.type_set,
        anchor=row.anchor_words,
        source=tuple(parties.get((row.key, "source"), ())),
        target=tuple(parties.get((row.key, "target"), ())),
        status=row.status_set,
        day=row.date_set,
        published=row.published,
        statement=record_ref(row.article, row.statement) if row.statement else None,
        sentence=sentence_around(text, anchor).of(text),
        spans=(anchor,),
        confidence=row.confidence,
    )


def _parties(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    parties = schema.event_parties.c
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for some in chunks(keys):
        query = select(parties.event_key, parties.role, parties.party)
        query = query.where(parties.event_key.in_(some))
        for key, role, party in connection.execute(
            query.order_by(parties.event_key, parties.role, parties.n)
        ):
            found[key, role].append(party)
    return found


def texts_of(connection: Connection, editions: Sequence[int]) -> dict[int, str]:
    """Return the texts of editions by their keys."""
    table = schema.editions.c
    texts: dict[int, str] = {}
    for some in chunks(editions):
        query = select(table.key, table.text).where(table.key.in_(some))
        for key, text in connection.execute(query):
            texts[key] = text
    return texts
