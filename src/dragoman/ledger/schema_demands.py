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

from dragoman.ledger.columns import means, metadata, of, span, text, told_of

demands = Table(
    "demands",
    metadata,
    Column("condition_key", Integer, ForeignKey("conditions.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    text("key", "What conditions have in common that may be one demand.", null=True, index=True),
    text("side", "Who demands it.", null=True),
    text("actor", "Who must act.", null=True),
    text("act", "The act, as JSON.", null=True),
    text("outcome", "What depends on it, as JSON.", null=True),
    Column("negated", Boolean, nullable=False, info=means("Whether the act is not to be done.")),
    Column(
        "unmet",
        Boolean,
        nullable=False,
        info=means("Whether its words say that it has not been done."),
    ),
    Index("ix_demands_side_actor", "side", "actor"),
    info=told_of("derived", "What each condition that stands asks for."),
)
fulfilments = Table(
    "fulfilments",
    metadata,
    Column("article_key", Integer, ForeignKey("articles.key"), primary_key=True),
    Column("n", Integer, primary_key=True, info=means("Its place among the article's, from 0.")),
    text("head", "The act's class or stem."),
    text("patient", "What it is done to."),
    text("actor", "Who acts; empty where nobody is named."),
    text("sort", "Whether it is done, not done, done in part or demanded no more."),
    text("act", "The act, as JSON."),
    text("asked", "Who is asked, where the clause names nobody who acts."),
    text("voice", "In whose words: `report`, `side` or `other`."),
    text("side", "The side of who tells it.", null=True),
    of("statement_key", "statements.key", null=True),
    of("event_key", "events.key", null=True),
    text("day", "The day.", null=True),
    *span("clause", "the clause"),
    Column("words", Text, nullable=False, info=means("The words of the clause.")),
    Index("ix_fulfilments_act", "head", "patient", "actor", "day"),
    sqlite_with_rowid=False,
    info=told_of(
        "derived",
        "Each clause that tells of an act as done, not done, done in part or demanded no more.",
    ),
)
