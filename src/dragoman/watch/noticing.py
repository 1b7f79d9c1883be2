"""What changed when an article came: the views before and after it, where it touches them.

`was` is a connection that sees the ledger before the article, `now` one that sees it after:
while the article's own transaction is open, all others see what was before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.naming import members, name_matters
from dragoman.views.accounts import accounts_of
from dragoman.views.conditions import condition_rows, set_once
from dragoman.views.rows import ConditionRow, ShiftRow
from dragoman.views.series import series
from dragoman.views.shifts import moves
from dragoman.views.statements import statement_rows
from dragoman.views.statuses import statuses, with_siblings
from dragoman.watch import telling
from dragoman.watch.notices import Matter, Notice, Source, notice_id
from dragoman.watch.touched import (
    conditions_told_of,
    fresh_claims,
    own_conditions,
    own_statements,
    retold,
    stances_of,
    versions_with,
    words_of,
)


@dataclass(frozen=True, slots=True)
class Came:
    """An article that came: its key, those of all its versions, and the ledger around it."""

    was: Connection
    now: Connection
    article: int
    versions: tuple[int, ...]


def notices_of(was: Connection, now: Connection, source: Source, made: str) -> list[Notice]:
    """Return what there is to tell of an article that came."""
    key, versions = versions_with(now, source.article)
    came = Came(was, now, key, versions)
    told: Iterable[Callable[[Came], Iterator[telling.Told]]]
    told = (_statements, _shifts, _conditions, _statuses, _accounts)
    return [_notice(one, source, made) for find in told for one in find(came)]


def _notice(one: telling.Told, source: Source, made: str) -> Notice:
    return Notice(
        id=notice_id(one.kind, source.article, one.known_by),
        kind=one.kind,
        made=made,
        text=one.text,
        matters=one.matters,
        sides=one.sides,
        day=one.day,
        source=source,
        row=one.row.as_dict(),
    )


def _statements(came: Came) -> Iterator[telling.Told]:
    """Yield the statements on a matter that no article told before."""
    told = {(row.words, row.matter) for row in _on_matters(came.was, came.versions)}
    own = [row.key for row in _on_matters(came.now, [came.article]) if _is_new(row, told)]
    again = retold(came.now, came.versions, own)
    rows = statement_rows(came.now, [key for key in own if key not in again])
    by_record = {row.record: row for row in rows}
    for row in rows:
        around = by_record.get(row.within or "")
        if around is None or around.side != row.side:  # else the words around tell it
            yield telling.statement(row)


@dataclass(frozen=True, slots=True)
class _Said:
    key: int
    words: str
    matter: str


def _is_new(row: _Said, told: Collection[tuple[str, str]]) -> bool:
    return (row.words, row.matter) not in told


def _on_matters(connection: Connection, articles: Sequence[int]) -> list[_Said]:
    standings, statements = schema.standings.c, schema.statements.c
    found: list[_Said] = []
    for article in articles:
        keys = own_statements(connection, article)
        query = (
            select(standings.statement_key, statements.words, schema.matters.c.root)
            .join(schema.statements, statements.key == standings.statement_key)
            .join(schema.matters, schema.matters.c.id == standings.matter_id)
            .where(standings.article_key == article)
        )
        rows = {row.statement_key: row for row in connection.execute(query)}
        found += [
            _Said(key, words_of(rows[key].words), rows[key].root) for key in keys if key in rows
        ]
    return found


def _shifts(came: Came) -> Iterator[telling.Told]:
    """Yield the moves of a side's stance that were not there before."""
    pairs = stances_of(came.was, came.versions) | stances_of(came.now, came.versions)
    for matter, side in sorted(pairs):
        after = _moves(came.now, matter, side)
        if after:
            yield from map(telling.shift, _added(_moves(came.was, matter, side), after))


def _moves(connection: Connection, matter: str, side: str) -> list[ShiftRow]:
    asked = {id_: root for id_, root in members(connection, [matter]).items() if root == matter}
    named = name_matters(connection, [matter])
    if matter not in named:
        return []
    found = series(connection, asked, [side])
    return [move for one in found for move in moves(connection, one, named[matter])]


def _added(before: Sequence[ShiftRow], after: Sequence[ShiftRow]) -> list[ShiftRow]:
    """Return the moves that came; one whose days alone are others now did not."""
    known = {_move(row) for row in before}
    more = Counter(_ends(row) for row in after)
    more.subtract(_ends(row) for row in before)
    found: list[ShiftRow] = []
    for row in reversed(after):
        if _move(row) not in known and more[_ends(row)] > 0:
            more[_ends(row)] -= 1
            found.append(row)
    return found[::-1]


def _ends(row: ShiftRow) -> tuple[str, str]:
    return row.before, row.after


def _move(row: ShiftRow) -> tuple[str, ...]:
    return row.before, row.after, row.before_day, row.after_day


def _conditions(came: Came) -> Iterator[telling.Told]:
    """Yield the conditions that no article told before, and nobody set in other words."""
    own = own_conditions(came.now, [came.article])
    if not own:
        return
    demanded = _demands(came.now, own)
    set_before = _demanded(came.was, set(demanded.values()))
    before = _acts(came.was, own_conditions(came.was, came.versions))
    fresh = [key for key in own if demanded.get(key) not in set_before]
    acts, said = _acts(came.now, fresh), _said_in(came.now, fresh)
    again = retold(came.now, came.versions, said.values())
    fresh = [
        key for key in fresh if acts[key] not in before.values() and said.get(key) not in again
    ]
    (rows,) = set_once(came.now, [fresh])
    for row in rows.values():
        yield telling.condition(row)


def _demands(connection: Connection, conditions: Sequence[int]) -> dict[int, str]:
    """Return what conditions have in common with others that may be one demand with them."""
    table = schema.demands.c
    query = select(table.condition_key, table.key).where(table.key.is_not(None))
    rows = _each(connection, query, table.condition_key, conditions)
    return {row.condition_key: row.key for row in rows}


def _demanded(connection: Connection, keys: Collection[str]) -> set[str]:
    query = select(schema.demands.c.key).distinct()
    return {row.key for row in _each(connection, query, schema.demands.c.key, sorted(keys))}


def _acts(connection: Connection, conditions: Sequence[int]) -> dict[int, tuple[str, str]]:
    table = schema.conditions.c
    query = select(table.key, table.kind, table.act_words)
    rows = _each(connection, query, table.key, conditions)
    return {row.key: (row.kind, words_of(row.act_words)) for row in rows}


def _said_in(connection: Connection, conditions: Sequence[int]) -> dict[int, int]:
    table = schema.condition_standings.c
    query = select(table.condition_key, table.statement_key)
    rows = _each(
        connection, query.where(table.statement_key.is_not(None)), table.condition_key, conditions
    )
    return {row.condition_key: row.statement_key for row in rows}


def _statuses(came: Came) -> Iterator[telling.Told]:
    """Yield the conditions of which something else holds than before."""
    touched = conditions_told_of(came.now, came.versions)
    touched |= conditions_told_of(came.was, came.versions)
    touched |= set(own_conditions(came.now, came.versions))
    if not touched:
        return
    every = with_siblings(came.now, touched, None)
    after = statuses(came.now, every, None)
    held = _standing(came.was, every)
    before = statuses(came.was, with_siblings(came.was, held, None), None)
    turned = [key for key in held if key in after and before[key].status != after[key].status]
    rows = condition_rows(came.now, turned)
    latest: dict[object, tuple[ConditionRow, str]] = {}
    for key, row in sorted(zip(turned, rows, strict=True), key=lambda pair: pair[1].day or ""):
        asked = row.side, row.actor, row.matter, row.status_evidence or words_of(row.act)
        latest[asked] = row, before[key].status
    for row, was in latest.values():
        yield telling.status(row, was)


def _standing(connection: Connection, conditions: Sequence[int]) -> list[int]:
    table = schema.condition_standings.c
    rows = _each(connection, select(table.condition_key), table.condition_key, conditions)
    return sorted(row.condition_key for row in rows)


def _each(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], values: Sequence[Any]
) -> Iterator[Row[Any]]:
    """Yield the rows in which a column has one of the values."""
    for some in chunks(values):
        yield from connection.execute(query.where(column.in_(some))).all()


def _accounts(came: Came) -> Iterator[telling.Told]:
    """Yield the pairs of accounts that cannot both hold, one of which came with the article."""
    claims = sorted(fresh_claims(came.now, came.was, came.article, came.versions))
    for row in accounts_of(came.now, claims):
        yield telling.account(row, _named_by_both(came.now, (row.one.article, row.other.article)))


def _named_by_both(connection: Connection, articles: Collection[str]) -> tuple[Matter, ...]:
    """Return the matters that both articles of a pair of accounts name."""
    named, pairs, matters = schema.account_matters.c, schema.accounts.c, schema.matters.c
    own = select(schema.articles.c.key).where(schema.articles.c.id.in_(articles))
    of_pair = (named.one_key == pairs.one_key) & (named.other_key == pairs.other_key)
    query = (
        select(matters.root)
        .select_from(schema.accounts)
        .join(schema.account_matters, of_pair)
        .join(schema.matters, matters.id == named.matter_id)
        .where(named.in_one, named.in_other)
        .where(pairs.article_key.in_(own), pairs.other_article_key.in_(own))
    )
    roots = set(connection.execute(query.distinct()).scalars())
    return tuple(Matter(one.id, one.name) for one in name_matters(connection, roots).values())
