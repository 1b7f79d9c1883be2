"""The statements of the ledger, searched by words and narrowed by who, what and when."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Connection, Row, select
from sqlalchemy import func as sql

from dragoman.article import Span
from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import Ledger, schema, search
from dragoman.ledger.chunking import chunks
from dragoman.ledger.finding import find_record
from dragoman.ledger.keys import record_ref
from dragoman.ledger.naming import name_matters
from dragoman.records import STANCES
from dragoman.views.asking import (
    by_speaker,
    first_day,
    last_day,
    matters_of,
)
from dragoman.views.finding import folded, latest_first, page_of
from dragoman.views.knowing import connected, said_by
from dragoman.views.narrowing import (
    as_reported,
    by_side,
    in_language,
    in_outlet,
    of_kind,
    of_rank,
    with_condition,
)
from dragoman.views.quoting import content_spans, date_is, standing_statements, title
from dragoman.views.rows import StatementRow
from dragoman.views.sourcing import office_of, resting_on, sourcing_of
from dragoman.views.telling_rows import Telling
from dragoman.views.turned import turned_words
from dragoman.views.witnesses import tellings_of

_BATCH = 200

NO_STANCE = "none"
"""As a stance asked for: the statements that take none."""

_SAME = (
    *("article", "title", "outlet", "day", "said", "published", "speaker", "role", "country"),
    *("rank", "sort", "side", "counts", "kind", "words", "stance", "scope", "confidence"),
    *("cue_lemma", "cue_kind", "factivity", "anonymity", "anonymity_words", "actor"),
)


class StatementFilter(TypedDict, total=False):
    """What narrows statements; what is left out or None narrows nothing.

    `since` and `until` compare with the day of a statement (when it was said, else when its
    article appeared) and leave the undated out. `parts` adds what is part of the matter;
    `as_known_on` leaves out what was not known by that day.
    """

    side: str | None
    speaker: str | None
    matter: str | None
    stance: str | None
    rank: str | None
    factivity: str | None
    sourcing: str | None
    kind: str | None
    outlet: str | None
    language: str | None
    has: str | None
    since: str | None
    until: str | None
    as_known_on: str | None
    parts: bool


def statements(
    ledger: Ledger,
    query: str | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
    each: bool = False,
    **where: Unpack[StatementFilter],
) -> tuple[StatementRow, ...]:
    """Return statements, the latest first and the undated last.

    What several articles tell of one utterance is one row, by the telling that was published
    first among those that are asked for, with the others as `witnesses`; `each` gives every
    telling a row of its own. `limit` and `offset` count rows.
    `query` is words or "quoted phrases", all of which the content must hold; `word*` stands
    for any ending. Raises NotFound for a matter that the ledger does not have, DragomanError
    for a stance, a rank, a factivity, a sourcing or a date that is none.
    """
    standings = schema.standings.c
    with connected(ledger, where.get("as_known_on")) as connection:
        wanted = wanted_by(connection, query, where)
        if not each:
            return statement_rows(connection, page_of(connection, wanted, limit, offset))
        # The keys first, from one table: what is sorted away is never joined.
        keys = select(standings.statement_key).where(*wanted).order_by(*latest_first())
        found = connection.execute(keys.limit(limit).offset(offset)).scalars().all()
        return statement_rows(connection, found)


def statement(ledger: Ledger, ref: str) -> StatementRow:
    """Return the statement of that name. Raises NotFound, also when it stands no more."""
    with ledger.connect() as connection:
        found = find_record(connection, ref)
        own = schema.standings.c.statement_key
        stands = select(own).where(own == found.key)
        if found.sort != "statement" or connection.execute(stands).first() is None:
            raise NotFound(f"{ref}: there is no such statement in this ledger, or it was rejected.")
        return statement_rows(connection, [found.key])[0]


def in_batches(
    ledger: Ledger, query: str | None = None, **where: Unpack[StatementFilter]
) -> Iterator[tuple[StatementRow, ...]]:
    """Yield all that `statements` returns, some at a time, from one view of the ledger."""
    with connected(ledger, where.get("as_known_on")) as connection:
        found = iter(folded(connection, wanted_by(connection, query, where)))
        while some := list(islice(found, _BATCH)):
            yield statement_rows(connection, some)


def wanted_by(
    connection: Connection, query: str | None, where: StatementFilter
) -> list[ColumnElement[bool]]:
    """Return the conditions on standings for what filters and words ask for together."""
    wanted = statements_wanted(connection, where)
    if query is not None:
        wanted.append(search.statements_with(connection, query))
    return wanted


def statements_wanted(connection: Connection, where: StatementFilter) -> list[ColumnElement[bool]]:
    """Return the conditions on standings that narrow statements to those asked for."""
    standings = schema.standings.c
    wanted: list[ColumnElement[bool]] = []
    side, speaker = where.get("side"), where.get("speaker")
    stance, rank = where.get("stance"), where.get("rank")
    asked = matters_of(connection, where.get("matter"), parts=where.get("parts", False))
    if asked is not None:
        wanted.append(standings.matter_id.in_(asked))
    if side is not None:
        wanted.append(by_side(connection, side))
    if speaker is not None:
        wanted.append(by_speaker(connection, speaker))
    if stance is not None:
        wanted.append(_taking(stance, alone=not (wanted or where.get("since"))))
    if rank is not None:
        wanted.append(of_rank(connection, rank, alone=not wanted))
    for name, narrowed in _NARROWED.items():
        asked_for = where.get(name)
        if isinstance(asked_for, str):
            wanted.append(narrowed(connection, asked_for))
    since, until = first_day(where.get("since")), last_day(where.get("until"))
    known = where.get("as_known_on")
    if known is not None and until is None:
        wanted.append(said_by(connection, known))
    if since is not None:
        wanted.append(standings.day >= since)
    if until is not None:
        wanted.append(standings.day <= until)
    return wanted


def _taking(stance: str, *, alone: bool) -> ColumnElement[bool]:
    """Return the condition that a stance is taken; beside others their index serves better."""
    if stance not in (*STANCES, NO_STANCE):
        raise DragomanError(f"{stance}: no such stance. Use {', '.join(STANCES)}, or {NO_STANCE}.")
    own = schema.standings.c.stance
    if not alone:
        return sql.coalesce(own, NO_STANCE) == stance
    return own.is_(None) if stance == NO_STANCE else own == stance


_NARROWED: dict[str, Callable[[Connection, str], ColumnElement[bool]]] = {
    "factivity": as_reported,
    "sourcing": resting_on,
    "kind": of_kind,
    "outlet": in_outlet,
    "language": in_language,
    "has": with_condition,
}


def _columns() -> list[Any]:
    standings, found, editions = schema.standings.c, schema.statements.c, schema.editions.c
    return [
        found.key,
        found.id,
        schema.articles.c.id.label("article"),
        title().label("title"),
        editions.outlet,
        editions.published,
        found.said,
        standings.role,
        standings.rank_name.label("rank"),
        found.kind,
        found.within,
        found.words,
        found.source_words,
        found.cue_words,
        found.cue_lemma,
        found.cue_kind,
        found.factivity,
        found.hedge_words,
        found.venue_words,
        found.anonymity,
        found.anonymity_words,
        found.confidence,
        schema.actors.c.shown.label("speaker"),
        schema.actors.c.root.label("actor"),
        schema.actors.c.country,
        schema.actors.c.sort,
        schema.matters.c.root,
        standings.day,
        standings.side,
        standings.sides,
        standings.counts,
        standings.stance,
        standings.scope,
        standings.wording,
        standings.turn,
    ]


def statement_rows(connection: Connection, keys: Sequence[int]) -> tuple[StatementRow, ...]:
    """Return the statements of those keys, which must stand, in the order of the keys."""
    standings = schema.standings.c
    query = standing_statements(*_columns()).outerjoin(
        schema.matters, schema.matters.c.id == standings.matter_id
    )
    found: dict[int, Row[Any]] = {}
    for some in chunks(keys):
        for row in connection.execute(query.where(standings.statement_key.in_(some))):
            found[row.key] = row
    rows = [found[key] for key in keys]
    spans = content_spans(connection, keys)
    via = _via(connection, keys)
    told = tellings_of(connection, keys)
    named = name_matters(connection, {row.root for row in rows if row.root})
    return tuple(
        _row(
            row,
            via[row.key],
            spans[row.key],
            named[row.root].name if row.root else None,
            told[row.key],
        )
        for row in rows
    )


def _row(
    row: Row[Any],
    via: tuple[str, ...],
    spans: tuple[Span, ...],
    matter_name: str | None,
    told: Telling,
) -> StatementRow:
    held = office_of(row.speaker, row.country, row.sort, row.role, row.day)
    return StatementRow(
        **{name: getattr(row, name) for name in _SAME},
        record=record_ref(row.article, row.id),
        date_is=date_is(row.day, row.said, row.published),
        sides=tuple(json.loads(row.sides)),
        spans=spans,
        source=row.source_words,
        cue=row.cue_words,
        hedge=row.hedge_words,
        via=via,
        within=record_ref(row.article, row.within) if row.within else None,
        matter=row.root,
        matter_name=matter_name,
        matter_words=row.wording,
        turned=turned_words(row.turn, row.stance, row.wording),
        sourcing=sourcing_of(row.speaker, row.sort, row.anonymity),
        venue=row.venue_words,
        office=held.office,
        office_term=held.term,
        office_conflict=held.conflict,
        told=told.told,
        utterance=told.utterance,
        reason=told.reason,
        likeness=told.likeness,
        witnesses=told.witnesses,
    )


def _via(connection: Connection, keys: Sequence[int]) -> dict[int, tuple[str, ...]]:
    via = schema.via.c
    names: dict[int, list[str]] = defaultdict(list)
    for some in chunks(keys):
        query = select(via.statement_key, via.name).where(via.statement_key.in_(some))
        for key, name in connection.execute(query.order_by(via.statement_key, via.n)):
            names[key].append(name)
    return {key: tuple(names[key]) for key in keys}
