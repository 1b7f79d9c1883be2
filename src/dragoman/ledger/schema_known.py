"""The tables of what was known when: each article's time, and what counted before today.

`articles_known` says from which day on an article was known, and on which day a later version
took its place. The tables named `..._before` have, as their namesakes do for today, what
followed from earlier versions of articles; `stances_before` also the stances that counted for an
utterance until another of its tellings was known. All of it can be made again at any time.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from dragoman.ledger import schema
from dragoman.ledger.columns import means, metadata, stance_columns, text, told_of

articles_known = Table(
    "articles_known",
    metadata,
    Column("article_key", Integer, ForeignKey("articles.key"), primary_key=True),
    text("known", "The first day."),
    text("until", "The day on which a later version took its place.", null=True),
    Index(
        "ix_articles_known_until",
        "until",
        sqlite_where=Column("until", Text).is_not(None),
        postgresql_where=Column("until", Text).is_not(None),
    ),
    info=told_of(
        "derived",
        "From which day on an article was known, and on which a later version took its place.",
    ),
)
stances_before = Table(
    "stances_before",
    metadata,
    *(column for column in stance_columns() if column.name != "known"),
    Column("known", Text, primary_key=True, info=means("The day from which on it counted.")),
    text("until", "The day on which it ceased to count."),
    Index("ix_stances_before_statement_key", "statement_key"),
    sqlite_with_rowid=False,
    info=told_of("derived", "What `stances` had on earlier days, for questions as known on a day."),
)


def _before(table: Table, *indexes: Index) -> Table:
    """Return a table of the same columns for what followed from earlier versions."""
    told = told_of("derived", f"What `{table.name}` has, of earlier versions of articles.")
    columns = (
        Column(
            column.name,
            column.type,
            *(ForeignKey(key.target_fullname) for key in column.foreign_keys),
            primary_key=column.primary_key,
            nullable=column.nullable,
            info=column.info,
        )
        for column in table.c
    )
    name = f"{table.name}_before"
    by_article = Index(f"ix_{name}_article_key", "article_key")
    return Table(name, metadata, *columns, by_article, *indexes, info=told)


standings_before = _before(
    schema.standings, Index("ix_standings_before_matter_id", "matter_id", "day")
)
condition_standings_before = _before(
    schema.condition_standings,
    Index("ix_condition_standings_before_matter_id", "matter_id", "side", "day"),
)
event_standings_before = _before(schema.event_standings)
tellings_before = _before(
    schema.tellings,
    Index("ix_tellings_before_utterance", "utterance"),
    Index("ix_tellings_before_print", "print"),
)

BEFORE = (
    stances_before,
    tellings_before,
    condition_standings_before,
    event_standings_before,
    standings_before,
)
