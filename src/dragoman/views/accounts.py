"""Where accounts differ: two that cannot both hold, with both words side by side."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, or_, select
from sqlalchemy import func as sql

from dragoman.article import Span
from dragoman.contradiction import KINDS
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import chunks
from dragoman.views.account_rows import AccountRow, Told
from dragoman.views.asking import last_day, matters_of, sides_shown
from dragoman.views.knowing import connected
from dragoman.views.quarrels import Claim, Pair, quarrels
from dragoman.vocabulary.accounts import units_in

_WORD = re.compile(r"[^\W\d_]+")


def accounts(  # noqa: PLR0913
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    kind: str | None = None,
    on: str | None = None,
    parts: bool = False,
    as_known_on: str | None = None,
) -> tuple[AccountRow, ...]:
    """Return the pairs of accounts that cannot both hold, told up to `on`, the latest first.

    `matter` keeps pairs whose two articles both name it (with `parts`: it or what is part of
    it), `side` those that this side tells one of; `as_known_on` leaves out what was not known
    by that day. Accounts of one utterance in several articles are one. Raises NotFound for a
    matter that the ledger does not have, DragomanError for `on` that is no date and for an
    unknown `kind`.
    """
    if kind is not None and kind not in KINDS:
        raise DragomanError(f"{kind}: no such kind of account. Use one of {', '.join(KINDS)}.")
    until = last_day(on, "on")
    with connected(ledger, as_known_on) as connection:
        asked = matters_of(connection, matter, parts=parts)
        query = select(schema.accounts) if asked is None else _on_matters(asked)
        if side is not None:
            query = query.where(_of_side(sides_shown(connection, side)))
        if kind is not None:
            query = query.where(schema.accounts.c.kind == kind)
        return _rows(connection, _up_to(until, query))


def _up_to(until: str | None, query: Select[Any]) -> Select[Any]:
    return query if until is None else query.where(schema.accounts.c.day <= until)


def accounts_of(connection: Connection, claims: Sequence[int]) -> tuple[AccountRow, ...]:
    """Return the pairs of accounts that cannot both hold in which one of those claims stands."""
    pairs = schema.accounts.c
    rows: dict[tuple[str, str], AccountRow] = {}
    for some in chunks(claims):
        either = or_(pairs.one_key.in_(some), pairs.other_key.in_(some))
        asked = select(schema.accounts).where(either)
        for row in _rows(connection, asked):
            rows[row.one.record, row.other.record] = row
    return tuple(rows.values())


def _rows(connection: Connection, query: Select[Any]) -> tuple[AccountRow, ...]:
    # In one order, in whichever the database comes upon them.
    pairs = schema.accounts.c
    rows = connection.execute(query.order_by(pairs.one_key, pairs.other_key)).all()
    found = quarrels(connection, {None: rows})[None]
    via = _via(connection, {claim.statement_key for one in found for claim in one.pair[:2]})
    shown = [_row(one.pair, one.times, via) for one in found]
    return tuple(sorted(shown, key=_latest))


def _on_matters(asked: Collection[str]) -> Select[Any]:
    """Return the query for the pairs of which both articles name one of the matters.

    `account_matters` begins with the matter, so that only its own pairs are looked at.
    """
    named, pairs = schema.account_matters.c, schema.accounts.c
    both = (
        select(named.one_key, named.other_key)
        .where(named.matter_id.in_(asked))
        .group_by(named.one_key, named.other_key)
        .having(sql.max(_as_number(named.in_one)) + sql.max(_as_number(named.in_other)) == _BOTH)
        .subquery()
    )
    one_pair = (both.c.one_key == pairs.one_key) & (both.c.other_key == pairs.other_key)
    return select(schema.accounts).join_from(both, schema.accounts, one_pair)


_BOTH = 2


def _as_number(column: ColumnElement[bool]) -> ColumnElement[int]:
    return case((column, 1), else_=0)


def _of_side(sides: Collection[str]) -> ColumnElement[bool]:
    standings, pairs = schema.claim_standings.c, schema.accounts.c
    return (
        select(standings.claim_key)
        .where(
            or_(
                standings.claim_key == pairs.one_key,
                standings.claim_key == pairs.other_key,
            ),
            standings.side.in_(sides),
        )
        .exists()
    )


def _latest(row: AccountRow) -> tuple[Any, ...]:
    backwards = tuple(-int(part) for part in row.day.split("-"))
    return (*backwards, row.one.record, row.other.record)


def _via(connection: Connection, keys: Collection[int | None]) -> dict[int, tuple[str, ...]]:
    via = schema.via.c
    found: dict[int, list[str]] = {}
    for some in chunks(sorted(key for key in keys if key is not None)):
        query = select(via.statement_key, via.name).where(via.statement_key.in_(some))
        for key, name in connection.execute(query.order_by(via.statement_key, via.n)):
            found.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def _row(pair: Pair, times: int, via: Mapping[int, tuple[str, ...]]) -> AccountRow:
    return AccountRow(
        kind=pair.kind,
        about=_about(pair),
        day=pair.day,
        one=_told(pair.one, via),
        other=_told(pair.other, via),
        likeness=pair.likeness,
        times=times,
    )


def _about(pair: Pair) -> str:
    """Return the words of the first account whose units both have, as they stand there."""
    units = set(pair.about.split())
    words = [w for w in _WORD.findall(pair.one.words) if units & set(units_in([w]))]
    return " ".join(dict.fromkeys(words))


def _told(one: Claim, via: Mapping[int, tuple[str, ...]]) -> Told:
    claim = one.claim
    return Told(
        record=one.ref,
        statement=one.statement,
        article=one.article,
        title=one.title,
        outlet=one.outlet,
        published=one.published,
        words=one.words,
        span=Span(*claim.span),
        speaker=one.speaker,
        side=one.side,
        via=via.get(one.statement_key or 0, ()),
        day=one.day,
        holds=claim.holds,
        denied=claim.denied,
    )
