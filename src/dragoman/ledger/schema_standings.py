"""The tables of standings: what of the records counts now, and of whom and what it tells.

Derived from the current readings and the decisions; they can be made again at any time.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
)

from dragoman.ledger.columns import (
    child,
    means,
    metadata,
    number,
    of,
    stance_columns,
    text,
    told_of,
)

standings = Table(
    "standings",
    metadata,
    Column("statement_key", Integer, ForeignKey("statements.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    text("article", "The article's id."),
    number("n", "Its place in the reading, from 0."),
    Column("actor_id", Text, ForeignKey("actors.id"), nullable=False),
    text("role", "The speaker's role.", null=True),
    Column(
        "matter_id",
        Text,
        ForeignKey("matters.id"),
        nullable=True,
        info=means("Which matter as it was named; its `root` is the one that it counts as."),
    ),
    text("wording", "The words for the matter.", null=True),
    Column(
        "turn",
        Text,
        nullable=False,
        server_default="",
        info=means("Empty, or how the words name the matter's other end."),
    ),
    text("side", "The side.", null=True),
    text("stance", "The stance.", null=True),
    text("scope", "To what the stance is limited.", null=True),
    text("day", "The day it was said, else published.", null=True),
    number("rank", "The height of the speaker's office, 0 when none is known."),
    Column(
        "rank_name",
        Text,
        nullable=False,
        server_default="none",
        info=means("To which rank the speaker's role belongs: `minister`, `expert`, `none`."),
    ),
    text("sides", "For whom it is said, when several say it together, as JSON."),
    Column("counts", Boolean, nullable=False, info=means("Whether it counts in positions.")),
    Index("ix_standings_matter_day", "matter_id", "day"),
    Index("ix_standings_side_day", "side", "day"),
    Index("ix_standings_actor_day", "actor_id", "day"),
    Index("ix_standings_day", "day"),
    Index("ix_standings_stance_day", "stance", "day"),
    Index("ix_standings_rank_name_day", "rank_name", "day"),
    info=told_of(
        "derived",
        "Each statement as it counts now: after people's decisions, with its matter, side, "
        "stance and day.",
    ),
)
article_standings = Table(
    "article_standings",
    metadata,
    Column("article_key", Integer, ForeignKey("articles.key"), primary_key=True),
    text("outlet", "Who published it.", null=True),
    Column(
        "language",
        Text,
        nullable=False,
        server_default="",
        info=means("The language it is written in, by its ISO 639 code."),
    ),
    text("day", "The day of publication, as far as it is stated.", null=True),
    number("statements", "How many of its statements count."),
    text(
        "ahead",
        "The last day of them, where it is after that from which on the article is known.",
        null=True,
    ),
    Index(
        "ix_article_standings_ahead",
        "ahead",
        sqlite_where=Column("ahead", Text).is_not(None),
        postgresql_where=Column("ahead", Text).is_not(None),
    ),
    info=told_of(
        "derived",
        "Each article with how much of it counts, so that outlets and languages are added up "
        "quickly.",
    ),
)
actor_keys = Table(
    "actor_keys",
    metadata,
    Column("key", Text, primary_key=True, info=means("The key.")),
    Column("actor_id", Text, ForeignKey("actors.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
    info=told_of(
        "derived",
        "The keys under which a name is found again when another may mean the same person or body.",
    ),
)
mentions = Table(
    "mentions",
    metadata,
    *child(
        "statement",
        of("article_key", "articles.key", index=True),
        Column("actor_id", Text, ForeignKey("actors.id"), nullable=False),
        text("role", "The role.", null=True),
        text("day", "The day.", null=True),
    ),
    Index("ix_mentions_actor_day", "actor_id", "day"),
    sqlite_with_rowid=False,
    info=told_of(
        "derived",
        "Each speaker of a statement that stands, for telling who is who over all articles.",
    ),
)
stances = Table(
    "stances",
    metadata,
    *stance_columns(),
    # All that a series is made of, so that it is read from the index alone.
    Index(
        *("ix_stances_series", "matter_id", "side", "day", "stance", "rank", "scope"),
        *("actor_id", "known"),
    ),
    Index("ix_stances_side", "side", "matter_id"),
    Index("ix_stances_statement_key", "statement_key"),
    sqlite_with_rowid=False,
    info=told_of(
        "derived",
        "Each stance of a side on a matter that counts in positions and shifts, once for an "
        "utterance.",
    ),
)
condition_standings = Table(
    "condition_standings",
    metadata,
    Column("condition_key", Integer, ForeignKey("conditions.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    Column("matter_id", Text, ForeignKey("matters.id"), nullable=True, info=means("Which matter.")),
    of("statement_key", "statements.key", null=True),
    text("side", "The side that states it.", null=True),
    text("kind", "Its kind."),
    text("actor", "Who must act.", null=True),
    text("day", "The day it was stated.", null=True),
    Index("ix_condition_standings_matter_side", "matter_id", "side", "day"),
    Index("ix_condition_standings_side", "side", "day"),
    # With all by which those that are asked are counted, and the latest of each are found.
    Index("ix_condition_standings_actor_day", "actor", "day", "statement_key"),
    Index("ix_condition_standings_day", "day"),
    # Of any statement it tells from the index alone whether it states a condition.
    Index("ix_condition_standings_statement", "statement_key", "article_key"),
    info=told_of("derived", "Each condition as it counts now, with its matter, side and day."),
)
event_standings = Table(
    "event_standings",
    metadata,
    Column("event_key", Integer, ForeignKey("events.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    text("type", "Its type."),
    text("status", "Its status."),
    text("date", "When, as far as it is stated.", null=True),
    text("day", "The day by which it is listed.", null=True),
    Index("ix_event_standings_day", "day"),
    Index("ix_event_standings_type_day", "type", "day"),
    info=told_of("derived", "Each event as it counts now, with its day."),
)
