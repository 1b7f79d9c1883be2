"""What an article touches in the ledger: its own statements, and what they may have changed.

Only that is looked at before and after an article comes, so that telling what changed costs
about the same in a ledger of ten articles and of a hundred thousand.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, or_, select

from dragoman.ledger import schema
from dragoman.ledger.act_words import is_called
from dragoman.ledger.bearing import bearing
from dragoman.ledger.chunking import chunks
from dragoman.ledger.demanding import unpacked
from dragoman.ledger.versioning import family
from dragoman.vocabulary.fulfilment import fulfilment


def versions_with(connection: Connection, article: str) -> tuple[int, tuple[int, ...]]:
    """Return the key of an article, and those of all its versions."""
    articles = schema.articles.c
    key = connection.execute(select(articles.key).where(articles.id == article)).scalar_one()
    return key, tuple({key, *family(connection, key)})


def own_statements(connection: Connection, article: int) -> list[int]:
    """Return the statements of an article that stand, in their order."""
    standings = schema.standings.c
    query = select(standings.statement_key).where(standings.article_key == article)
    return list(connection.execute(query.order_by(standings.n)).scalars())


def retold(
    connection: Connection, versions: Collection[int], statements: Collection[int]
) -> set[int]:
    """Return which statements tell of an utterance that another article tells of, too."""
    own, other = schema.tellings.alias(), schema.tellings.alias()
    found: set[int] = set()
    for some in chunks(sorted(statements)):
        query = (
            select(own.c.statement_key)
            .join(other, other.c.utterance == own.c.utterance)
            .where(own.c.statement_key.in_(some), other.c.article_key.not_in(versions))
        )
        found.update(connection.execute(query.distinct()).scalars())
    return found


def stances_of(connection: Connection, versions: Collection[int]) -> set[tuple[str, str]]:
    """Return on which matters an article's versions have which sides take a stance."""
    matters = schema.matters.c
    found: set[tuple[str, str]] = set()
    for table in (schema.stances, schema.stances_retold):
        query = (
            select(matters.root, table.c.side)
            .join(schema.matters, matters.id == table.c.matter_id)
            .where(table.c.article_key.in_(versions))
        )
        found.update((row.root, row.side) for row in connection.execute(query.distinct()))
    return found


def own_conditions(connection: Connection, versions: Collection[int]) -> list[int]:
    """Return the conditions of articles that stand."""
    standings = schema.condition_standings.c
    query = select(standings.condition_key).where(standings.article_key.in_(versions))
    return list(connection.execute(query.order_by(standings.condition_key)).scalars())


def conditions_told_of(connection: Connection, versions: Collection[int]) -> set[int]:
    """Return the conditions that ask for acts of which articles tell."""
    told = schema.fulfilments.c
    columns = (told.head, told.actor, told.sort, told.act)
    rows = connection.execute(select(*columns).where(told.article_key.in_(versions))).all()
    demands = schema.demands.c
    found: set[int] = set()
    for some in chunks(sorted(_heads(row.head for row in rows)), 100):
        # Acts are JSON: what one is called stands in it in quotation marks.
        named = or_(*(demands.act.contains(json.dumps(h, ensure_ascii=False)) for h in some))
        query = select(demands.condition_key, demands.actor, demands.side, demands.act)
        for asked in connection.execute(query.where(named)):
            if any(_bears(row, asked) for row in rows):
                found.add(asked.condition_key)
    return found


def fresh_claims(
    connection: Connection, was: Connection, article: int, versions: Collection[int]
) -> set[int]:
    """Return the claims of an article that nobody told before in these words.

    `was` is the ledger before the article came.
    """
    standings, claims = schema.claim_standings.c, schema.claims.c
    query = select(standings.claim_key, standings.statement_key, claims.words).join(
        schema.claims, claims.key == standings.claim_key
    )
    own = connection.execute(query.where(standings.article_key == article)).all()
    before = was.execute(query.where(standings.article_key.in_(versions))).all()
    told = {words_of(row.words) for row in before}
    again = retold(connection, versions, {row.statement_key for row in own if row.statement_key})
    return {
        row.claim_key
        for row in own
        if words_of(row.words) not in told and row.statement_key not in again
    }


def words_of(words: str) -> str:
    """Return words as they are compared: in small letters, with single blanks."""
    return " ".join(words.casefold().split())


def _heads(told: Iterable[str]) -> set[str]:
    """Return the heads that stand in demands of which such acts may tell."""
    heads = set(told)
    contrary = fulfilment().contrary.items()
    return heads | {head for head, others in contrary if heads & others}


def _bears(told: Any, asked: Any) -> bool:  # noqa: ANN401
    """Tell whether a clause may say something of a demand: its views look closer."""
    act, demanded = unpacked(told.act), unpacked(asked.act)
    if act is None or demanded is None:
        return False
    party = asked.side if told.sort == "dropped" else asked.actor
    called = not told.actor or not party or is_called(told.actor, party)
    return called and bearing(demanded, act, told.sort, named=bool(told.actor)) is not None
