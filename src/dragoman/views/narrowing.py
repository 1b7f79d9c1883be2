"""Conditions on standings that look at what a statement, or its article, was read as."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, exists, or_, select
from sqlalchemy import func as sql

from dragoman.errors import DragomanError
from dragoman.ledger import schema
from dragoman.ledger.among import FEW, among
from dragoman.records import FACTIVITIES
from dragoman.views.asking import sides_shown
from dragoman.vocabulary.ranks import NO_ROLE, ranks

KINDS = ("direct", "indirect", "mixed")
"""How words are given: quoted, told, or partly quoted."""

HELD = ("condition",)
"""What a statement may be asked to hold."""

FEW_ARTICLES, MANY_ARTICLES = 5_000, 50_000
"""Articles whose statements can be looked up, and of which a list can be made, quickly."""


def by_side(connection: Connection, side: str) -> ColumnElement[bool]:
    """Return the condition that a side speaks, alone or with others."""
    standings, stances, together = schema.standings.c, schema.stances, schema.joint_speakers.c
    sides = sides_shown(connection, side)
    spoken = [
        exists().where(table.c.statement_key == together.statement_key, table.c.side.in_(sides))
        for table in (stances, schema.stances_retold)
    ]
    joint = select(together.statement_key).where(or_(*spoken))
    # By one name where there is one: the index then has its statements in their order.
    held = [one for one in sides if _speaks(connection, one)] or sides[:1]
    own = standings.side == held[0] if len(held) == 1 else standings.side.in_(held)
    if connection.execute(joint.limit(1)).first() is None:
        return own
    return own | (standings.side.is_(None) & standings.statement_key.in_(joint))


def _speaks(connection: Connection, side: str) -> bool:
    own = schema.standings.c.side
    return connection.execute(select(own).where(own == side).limit(1)).first() is not None


def of_rank(connection: Connection, rank: str, *, alone: bool) -> ColumnElement[bool]:
    """Return the condition that who speaks is of a rank. Raises DragomanError for none.

    Alone, the index has its statements in their order. Beside others those of a rare rank are
    looked up, and of a common one each row is tested: what is computed is looked up in no index.
    """
    if rank not in ranks().called:
        raise DragomanError(f"{rank}: no such rank. Use {', '.join(ranks().called)}.")
    own = schema.standings.c.rank_name
    if alone:
        return own == rank
    held = schema.standings.alias()
    keys = select(held.c.statement_key).where(held.c.rank_name == rank)
    tested = sql.coalesce(own, NO_ROLE) == rank
    return among(connection, schema.standings.c.statement_key, keys, tested, FEW, FEW)


def as_reported(connection: Connection, factivity: str) -> ColumnElement[bool]:
    """Return the condition that the reporter takes the words so. Raises DragomanError."""
    if factivity not in FACTIVITIES:
        raise DragomanError(f"{factivity}: no such factivity. Use {' or '.join(FACTIVITIES)}.")
    return _read_as(connection, schema.statements.c.factivity == factivity)


def of_kind(connection: Connection, kind: str) -> ColumnElement[bool]:
    """Return the condition that the words are of a kind. Raises DragomanError for none."""
    if kind not in KINDS:
        raise DragomanError(f"{kind}: no such kind of words. Use {', '.join(KINDS)}.")
    return _read_as(connection, schema.statements.c.kind == kind)


def in_outlet(connection: Connection, outlet: str) -> ColumnElement[bool]:
    """Return the condition that an outlet of that name, in either case, had the article."""
    column = schema.editions.c.outlet
    names = select(column).where(sql.lower(column) == outlet.lower()).distinct()
    return _edited_as(connection, column.in_(connection.execute(names).scalars().all()))


def in_language(connection: Connection, code: str) -> ColumnElement[bool]:
    """Return the condition that the article is in a language, given by its ISO 639 code."""
    return _edited_as(connection, schema.editions.c.language == code.lower())


def with_condition(connection: Connection, what: str) -> ColumnElement[bool]:
    """Return the condition that a statement states a condition. Raises DragomanError."""
    if what not in HELD:
        raise DragomanError(f"has:{what}: nobody can look for that. Use has:condition.")
    stated = schema.condition_standings.c.statement_key
    # Those of no statement are left in: so the list is the index itself, and none is made of it.
    return among(connection, schema.standings.c.statement_key, select(stated), conditional())


def conditional() -> ColumnElement[bool]:
    """Return the condition that a statement states a condition, as it is asked of one row."""
    stated, standings = schema.condition_standings.c, schema.standings.c
    # By the article as well: by this the rows of an earlier day are found.
    return exists().where(
        stated.article_key == standings.article_key,
        stated.statement_key == standings.statement_key,
    )


def _read_as(connection: Connection, told: ColumnElement[bool]) -> ColumnElement[bool]:
    own, key = schema.standings.c.statement_key, schema.statements.c.key
    return among(connection, own, select(key).where(told), exists().where(key == own, told))


def _edited_as(connection: Connection, told: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition on the edition that an article's statements were read in."""
    readings, own = schema.readings.c, schema.standings.c.article_key
    read = (
        select(readings.article_key)
        .join(schema.editions, schema.editions.c.key == readings.edition_key)
        .where(readings.current, told)
    )
    tested = read.where(readings.article_key == own).correlate(schema.standings).exists()
    return among(connection, own, read, tested, FEW_ARTICLES, MANY_ARTICLES)
