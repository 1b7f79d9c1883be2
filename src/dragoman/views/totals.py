"""How much a ledger holds, and how much of it a person has confirmed or corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import Connection, case, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.ledger.by_name import rows_by_name
from dragoman.views.asking import last_day
from dragoman.views.knowing import connected
from dragoman.views.statements import StatementFilter, wanted_by


@dataclass(frozen=True, slots=True)
class Totals:
    """How many utterances, articles and outlets there are, and how many utterances are checked.

    `all` tells whether all that there are were counted.
    """

    statements: int
    articles: int
    outlets: int
    checked: int
    all: bool = True


def totals(ledger: Ledger) -> Totals:
    """Return how much the ledger holds; it is counted again only when that changed."""
    return ledger.database.kept("totals", lambda: _counted(ledger))


def checked(
    ledger: Ledger,
    query: str | None = None,
    *,
    among: Sequence[int] | None = None,
    **where: Unpack[StatementFilter],
) -> int:
    """Return how many of the utterances that `statements` finds a person confirmed or corrected.

    With `among`, only statements of those keys count.

    Read are the decisions, not the statements: there are far fewer.
    """
    with connected(ledger, where.get("as_known_on")) as connection:
        decided = _decided(connection, "statement")
        if not decided:
            return 0
        standings, said = schema.standings.c, schema.statements.c
        wanted = wanted_by(connection, query, where)
        if among is not None:
            wanted.append(standings.statement_key.in_(among))
        asked = (
            select(schema.tellings.c.utterance)
            .select_from(schema.articles)
            .join(schema.standings, standings.article_key == schema.articles.c.key)
            .join(schema.statements, said.key == standings.statement_key)
            .join(schema.tellings, schema.tellings.c.statement_key == said.key)
            .where(*wanted)
        )
        found = rows_by_name(connection, asked, said.id, decided)
        return len({row.utterance for _, row in found})


def checked_conditions(ledger: Ledger) -> int:
    """Return how many of the conditions that stand a person confirmed or corrected."""
    said, standings = schema.conditions.c, schema.condition_standings.c
    standing = (
        select(said.key)
        .select_from(schema.articles)
        .join(schema.condition_standings, standings.article_key == schema.articles.c.key)
        .join(schema.conditions, said.key == standings.condition_key)
    )
    with ledger.connect() as connection:
        decided = _decided(connection, "condition")
        return len({ref for ref, _ in rows_by_name(connection, standing, said.id, decided)})


def more_conditions(
    ledger: Ledger, than: int, *, on: str | None = None, as_known_on: str | None = None
) -> bool:
    """Return whether more conditions than so many stand, stated up to a day."""
    standings, until = schema.condition_standings.c, last_day(on, "before")
    some = select(standings.condition_key).limit(than + 1)
    if until is not None:
        some = some.where(standings.day.is_(None) | (standings.day <= until))
    with connected(ledger, as_known_on) as connection:
        count = select(sql.count()).select_from(some.subquery())
        return connection.execute(count).scalar_one() > than


def _decided(connection: Connection, subject: str) -> Sequence[str]:
    """Return the records on which a decision holds; each undoing has undone one."""
    decisions = schema.decisions.c
    holding = sql.sum(case((decisions.verb == "undo", -1), else_=1))
    query = (
        select(decisions.ref)
        .where(decisions.subject == subject)
        .group_by(decisions.ref)
        .having(holding > 0)
    )
    return connection.execute(query).scalars().all()


def _counted(ledger: Ledger) -> Totals:
    told, editions = schema.tellings.c, schema.editions.c
    counted = (
        select(sql.count()).select_from(schema.tellings),
        # Not those told first: an index holds the few that are told again.
        select(sql.count()).where(told.utterance != told.statement_key),
        select(sql.count(schema.articles.c.key)),
        select(sql.count(editions.outlet.distinct())),
    )
    with ledger.connect() as connection:
        told_of, again, articles, outlets = (
            connection.execute(query).scalar_one() for query in counted
        )
    return Totals(told_of - again, articles, outlets, checked(ledger))
