"""What it would take: the conditions that sides set, with who must act and the exact words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypedDict, Unpack

from sqlalchemy import ColumnElement, Connection, exists, literal, or_

from dragoman.article import Span
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, schema
from dragoman.ledger.keys import record_ref
from dragoman.ledger.naming import NamedMatter, name_matters
from dragoman.ledger.wording import BARE, wording
from dragoman.views.asking import last_day, matters_of, sides_of, sides_shown
from dragoman.views.conditions_read import Condition, Told, in_order, latest, once, read, read_keys
from dragoman.views.knowing import connected
from dragoman.views.quoting import date_is
from dragoman.views.rows import ConditionRow
from dragoman.views.series import Series
from dragoman.views.status import STATUSES
from dragoman.views.statuses import StatusOf, statuses, with_siblings
from dragoman.vocabulary.asks import ASKS, asks_of

BESIDE = 10
"""Conditions shown beside one position, the latest; `conditions` gives all."""


class ConditionFilter(TypedDict, total=False):
    """What narrows conditions: the matter, who sets them, who must act, what became of that.

    `asks` is what they ask for, one of `ASKS`. `on` asks for those set by that day, and for what
    had become of them then; `parts` adds what is part of the matter.
    """

    matter: str | None
    side: str | None
    actor: str | None
    status: str | None
    asks: str | None
    on: str | None
    parts: bool


def conditions(
    ledger: Ledger,
    *,
    each: bool = False,
    limit: int | None = None,
    as_known_on: str | None = None,
    **where: Unpack[ConditionFilter],
) -> tuple[ConditionRow, ...]:
    """Return the conditions set by `side` on `matter` that ask something of `actor`.

    The latest come first, the undated last. What several articles tell of one utterance is one
    condition, unless `each` is set. Of those to be told, only the first `limit` are looked at,
    whatever their status. `as_known_on` leaves out what was not known by that day.
    Raises NotFound for a matter that the ledger does not have, DragomanError for `on` that is
    no date and for a status, or something to ask for, that there is not.
    """
    standings = schema.condition_standings.c
    side, actor, status = where.get("side"), where.get("actor"), where.get("status")
    asked_for = checked_asks(where.get("asks"))
    query, until = latest(), last_day(where.get("on"), "on")
    if status is not None and status not in STATUSES:
        raise DragomanError(f"{status}: no such status. Use one of {', '.join(STATUSES)}.")
    if until is not None:
        query = query.where(standings.day.is_(None) | (standings.day <= until))
    with connected(ledger, as_known_on) as connection:
        asked = matters_of(connection, where.get("matter"), parts=where.get("parts", False))
        if asked is not None:
            query = query.where(standings.matter_id.in_(asked))
        if side is not None:
            query = query.where(standings.side.in_(sides_shown(connection, side)))
        if actor is not None:
            query = query.where(standings.actor.in_(sides_of(actor)))
        found = read(connection, query)
        told = ([(row, ()) for row in found] if each else once(found))[:limit]
        named = name_matters(connection, {row.root for row, _ in told if row.root})
        keys: Sequence[int] | None = [row.key for row in found]
        if limit is not None:
            keys = with_siblings(connection, {row.key for row, _ in told}, until)
        elif asked is None and side is None and actor is None:
            keys = None
        became = statuses(connection, keys, until)
    rows = (_row(row, named, became, articles) for row, articles in told)
    return tuple(
        row for row in rows if status in (None, row.status) and asked_for in (None, row.asks)
    )


def checked_asks(asked: str | None) -> str | None:
    """Return what conditions shall ask for. Raises DragomanError for what none can ask."""
    if asked is not None and asked not in ASKS:
        raise DragomanError(f"{asked}: no condition asks for that. Use one of {', '.join(ASKS)}.")
    return asked


def condition_rows(
    connection: Connection,
    keys: Sequence[int],
    until: str | None = None,
    became: Mapping[int, StatusOf] | None = None,
) -> tuple[ConditionRow, ...]:
    """Return the conditions of those keys, which must stand, in the order of the keys.

    Their status is that of the day `until`, when one is given; `became` has it where it is known.
    """
    found = read_keys(connection, keys)
    named = name_matters(connection, {row.root for row in found.values() if row.root})
    if became is None:
        became = statuses(connection, with_siblings(connection, keys, until), until)
    return tuple(_row(found[key], named, became) for key in keys)


def set_once(
    connection: Connection, lots: Sequence[Collection[int]], until: str | None = None
) -> list[dict[int, ConditionRow]]:
    """Return the conditions of each lot of keys, each utterance's once, by the key that is shown.

    Their status is that of the day `until`, when one is given.
    """
    found = read_keys(connection, {key for lot in lots for key in lot})
    told_once = [once(in_order(found[key] for key in lot)) for lot in lots]
    return [
        {row.key: made for (row, _), made in zip(some, rows, strict=True)}
        for some, rows in zip(told_once, _with_status(connection, told_once, until), strict=True)
    ]


def conditions_beside(
    connection: Connection,
    found: Sequence[Series],
    wider: Mapping[str, Collection[str]],
    until: str | None,
) -> list[tuple[ConditionRow, ...]]:
    """Return for each side on a matter the latest conditions that it set on it up to a day.

    `wider` has the matters that a matter is part of (see `wider_matters`): what a side set on
    one of them counts where its article has it speak of the matter too. What says by itself
    what it asks for comes before what points to it (`such steps`).
    """
    shown = [
        [(row, ()) for row in _beside(connection, one, wider.get(one.matter, ()), until)]
        for one in found
    ]
    return [tuple(rows) for rows in _with_status(connection, shown, until)]


def _with_status(
    connection: Connection, lots: Sequence[Sequence[Told]], until: str | None
) -> list[list[ConditionRow]]:
    """Return the rows of all lots; what became of them is looked up once, for it takes longest."""
    rows = [row for lot in lots for row, _ in lot]
    named = name_matters(connection, {row.root for row in rows if row.root})
    keys = {row.key for row in rows}
    became = statuses(connection, with_siblings(connection, keys, until), until)
    return [[_row(row, named, became, told_in) for row, told_in in lot] for lot in lots]


def _beside(
    connection: Connection, one: Series, wider: Collection[str], until: str | None
) -> list[Condition]:
    standings = schema.condition_standings.c
    on: ColumnElement[bool] = standings.matter_id.in_(one.parts)
    if wider:
        on |= standings.matter_id.in_(wider) & _speaks_of(one) & ~_speaks_of_other(one, wider)
    query = latest().where(on, standings.side == one.side)
    if until is not None:
        query = query.where(standings.day.is_(None) | (standings.day <= until))
    found = [row for row, _ in once(read(connection, query.limit(BESIDE)))]
    order = {article: n for n, article in enumerate(dict.fromkeys(row.article for row in found))}
    return sorted(found, key=lambda row: (order[row.article], wording(row.act_words).points))


def _speaks_of(one: Series) -> ColumnElement[bool]:
    """Tell whether the side takes a stance on the matter in the condition's article."""
    return or_(
        *(
            exists().where(
                table.c.article_key == schema.condition_standings.c.article_key,
                table.c.side == one.side,
                table.c.matter_id.in_(one.parts),
            )
            for table in (schema.stances, schema.stances_retold)
        )
    )


def _speaks_of_other(one: Series, wider: Collection[str]) -> ColumnElement[bool]:
    """Tell whether the condition's article speaks of another deal between the same parties."""
    said, other, own = schema.standings.alias().c, schema.matters.alias(), schema.matters.alias()
    return exists().where(
        said.article_key == schema.condition_standings.c.article_key,
        said.matter_id == other.c.id,
        other.c.id.not_in((*one.parts, *wider)),
        own.c.id == one.matter,
        other.c.parties == own.c.parties,
        (literal(" ") + other.c.subject + literal(" ")).contains(f" {BARE} "),
    )


def _row(
    row: Condition,
    named: Mapping[str, NamedMatter],
    became: Mapping[int, StatusOf],
    told_in: tuple[str, ...] = (),
) -> ConditionRow:
    spans = [Span(row.act_start, row.act_end), Span(row.cue_start, row.cue_end)]
    if row.outcome_start is not None and row.outcome_end is not None:
        spans.append(Span(row.outcome_start, row.outcome_end))
    status = became[row.key]
    return ConditionRow(
        record=record_ref(row.article, row.id),
        article=row.article,
        title=row.title,
        matter=row.root,
        matter_name=named[row.root].name if row.root else None,
        side=row.side,
        speaker=row.speaker,
        source=row.source_words,
        kind=row.kind,
        act=row.act_words,
        actor=row.actor,
        outcome=row.outcome_words,
        cue=row.cue_words,
        day=row.day,
        date_is=date_is(row.day, row.said, row.published),
        statement=record_ref(row.article, row.statement) if row.statement else None,
        spans=tuple(sorted(spans)),
        confidence=row.confidence,
        told_in=told_in or (row.article,),
        asks=asks_of(row.kind, row.cue_words, row.act_words),
        status=status.status,
        status_since=status.since,
        status_evidence=status.evidence,
    )
