"""Views asked as known on a day: only what was known at its end counts.

Every view takes `as_known_on` and asks the connection that is given here, by the same queries as
without it. An article is known from the day it was published, else retrieved, else put into the
ledger; of its versions the one that was the last then counts. Of an utterance that several
articles tell, those count that were known. What people decided holds whenever they did.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, Connection, select, union_all
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.ledger.schema_known import standings_before
from dragoman.views.asking import last_day


@contextmanager
def connected(ledger: Ledger, as_known_on: str | None) -> Iterator[Connection]:
    """Give a connection to a ledger that finds only what was known at the end of a day.

    None stands for today. A month or a year is asked for at its end. Raises DragomanError for
    what is no date.
    """
    with ledger.connect(last_day(as_known_on, "as_known_on")) as connection:
        yield connection


def said_by(connection: Connection, as_known_on: str) -> ColumnElement[bool]:
    """Return a condition that all standings meet which were known on a day: it spares the rest.

    What was said later was not known, but for the few statements that give a day to come.
    """
    day, standings = last_day(as_known_on, "as_known_on"), schema.standings.c
    ahead, before = schema.article_standings.c, standings_before.c
    own = schema.standings.alias()
    later = union_all(
        select(own.c.statement_key)
        .join(schema.article_standings, ahead.article_key == own.c.article_key)
        # Of the few articles that are ahead; the days of all standings would be looked at else.
        .where(ahead.ahead > day, sql.coalesce(own.c.day, "") > day),
        select(before.statement_key).where(before.day > day),
    )
    by_then = sql.coalesce(standings.day, "") <= day
    if connection.execute(later.limit(1)).first() is None:
        return by_then
    return by_then | standings.statement_key.in_(later)
