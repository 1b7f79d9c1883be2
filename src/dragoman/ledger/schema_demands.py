"""The tables of demands: what conditions ask for, and what articles tell of such acts.

Derived from the current readings like the standings, each article's rows from it alone, so that
the order in which articles come says nothing. `demands` has the act that a condition asks for,
`fulfilments` the clauses that tell of an act as done, not done, done in part or demanded no
more; which of them bears on which demand is found when it is asked. Acts are JSON (see `acts`),
`head` their classes or stems, `patient` what they are done to. `actor` is empty where a clause
names nobody who acts; `voice` is `report`, `side` or `other`: in whose words it is told.
Conditions that may be one demand, on whatever matter, have one `key`.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from dragoman.ledger.columns import metadata, of, span, text

demands = Table(
    "demands",
    metadata,
    Column("condition_key", Integer, ForeignKey("conditions.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    text("key", null=True, index=True),
    text("side", null=True),
    text("actor", null=True),
    text("act", null=True),
    text("outcome", null=True),
    Column("negated", Boolean, nullable=False),
    Column("unmet", Boolean, nullable=False),
    Index("ix_demands_side_actor", "side", "actor"),
)
fulfilments = Table(
    "fulfilments",
    metadata,
    Column("article_key", Integer, ForeignKey("articles.key"), primary_key=True),
    Column("n", Integer, primary_key=True),
    text("head"),
    text("patient"),
    text("actor"),
    text("sort"),
    text("act"),
    text("asked"),
    text("voice"),
    text("side", null=True),
    of("statement_key", "statements.key", null=True),
    of("event_key", "events.key", null=True),
    text("day", null=True),
    *span("clause"),
    Column("words", Text, nullable=False),
    Index("ix_fulfilments_act", "head", "patient", "actor", "day"),
    sqlite_with_rowid=False,
)
