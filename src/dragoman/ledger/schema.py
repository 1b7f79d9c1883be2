"""The ledger's tables, in three layers: what came, what was read in it, what follows from it.

`articles`, `editions` and `source_tags` hold what intake handed on; `readings` and the tables
that hang on it hold what a reader found, never changed afterwards; `stances`, `standings` and
its two siblings, `mentions`, `matters` and `wordings` are derived from the current readings and
the `decisions`, and can be made again from them at any time. So can what joins `actors`: each
row is a name as it was read, and `root` the first row of the one person or body that it means.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True)


def _text(
    name: str, *, null: bool = False, unique: bool | None = None, index: bool | None = None
) -> Column[str]:
    return Column(name, Text, nullable=null, unique=unique, index=index)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _of(name: str, target: str, *, null: bool = False, index: bool | None = None) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=null, index=index)


def _span(name: str, *, null: bool = False) -> tuple[Column[int], Column[int]]:
    return _number(f"{name}_start", null=null), _number(f"{name}_end", null=null)


def _child(parent: str, *columns: Column[Any], keys: tuple[str, ...] = ("n",)) -> list[Column[Any]]:
    """Return the columns of a table whose rows are the numbered parts of a parent's row."""
    owner = Column(f"{parent}_key", Integer, ForeignKey(f"{parent}s.key"), primary_key=True)
    numbers = [Column(key, Integer, primary_key=True) for key in keys]
    return [owner, *numbers, *columns]


articles = Table(
    "articles",
    metadata,
    _key(),
    _text("id", unique=True),
    _text("origin"),
    _text("raw_sha256"),
    _text("added"),
    Column("raw", LargeBinary, nullable=False),
)
editions = Table(
    "editions",
    metadata,
    _key(),
    _of("article_key", "articles.key", index=True),
    _text("digest", unique=True),
    _text("name", index=True),
    _text("title", null=True, index=True),
    _text("outlet", null=True),
    _text("url", null=True),
    _text("byline", null=True),
    _text("issuer", null=True),
    _text("published", null=True),
    _text("retrieved", null=True),
    _text("language"),
    _text("form"),
    _text("text_sha256"),
    _text("paragraphs"),
    _text("furniture"),
    _text("warnings"),
    _text("text"),
)
source_tags = Table(
    "source_tags",
    metadata,
    *_child("edition", *_span("tag"), _text("source")),
    sqlite_with_rowid=False,
)

readings = Table(
    "readings",
    metadata,
    _key(),
    _of("article_key", "articles.key"),
    _of("edition_key", "editions.key", index=True),
    _text("digest", unique=True),
    _text("reader"),
    _text("model"),
    _text("vocabulary"),
    _text("dossier"),
    Column("current", Boolean, nullable=False),
    _text("stored"),
    Index("ix_readings_article_key", "article_key"),
    Index(
        "ix_readings_current",
        "article_key",
        unique=True,
        sqlite_where=text("current"),
        postgresql_where=text("current"),
    ),
)
actors = Table(
    "actors",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name", null=True),
    _text("folded"),
    _text("country", null=True),
    _text("sort"),
    _text("sense"),
    _text("root", index=True),
    _text("shown", null=True),
    _text("shown_folded"),
)
actor_keys = Table(
    "actor_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("actor_id", Text, ForeignKey("actors.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
statements = Table(
    "statements",
    metadata,
    _key(),
    _of("reading_key", "readings.key"),
    _number("n"),
    _text("id", index=True),
    *_span("source", null=True),
    *_span("cue", null=True),
    _text("kind"),
    Column("actor_id", Text, ForeignKey("actors.id"), nullable=False),
    _text("role", null=True),
    _text("side", null=True),
    _text("within", null=True),
    _text("said", null=True),
    _text("cue_kind"),
    _text("stance", null=True),
    *_span("stance_cue", null=True),
    _text("scope", null=True),
    _text("matter", null=True),
    *_span("matter", null=True),
    Column("confidence", Float, nullable=False),
    _text("rule"),
    _text("source_words", null=True),
    _text("cue_words", null=True),
    _text("words"),
    _text("cue_lemma"),
    _text("factivity", null=True),
    *_span("hedge", null=True),
    _text("hedge_words", null=True),
    *_span("venue", null=True),
    _text("venue_words", null=True),
    _text("anonymity", null=True),
    *_span("anonymity", null=True),
    _text("anonymity_words", null=True),
    Index("ix_statements_reading_key", "reading_key", "id"),
)
contents = Table(
    "contents",
    metadata,
    *_child("statement", *_span("content")),
    sqlite_with_rowid=False,
)
joint_speakers = Table(
    "joint_speakers",
    metadata,
    *_child(
        "statement",
        Column("actor_id", Text, ForeignKey("actors.id"), nullable=False, index=True),
        _text("role", null=True),
    ),
    sqlite_with_rowid=False,
)
via = Table(
    "via",
    metadata,
    *_child("statement", _text("name", index=True)),
    sqlite_with_rowid=False,
)
conditions = Table(
    "conditions",
    metadata,
    _key(),
    _of("reading_key", "readings.key"),
    _number("n"),
    _text("id", index=True),
    _text("statement", null=True),
    _text("kind"),
    *_span("act"),
    _text("actor", null=True),
    *_span("outcome", null=True),
    *_span("cue"),
    Column("confidence", Float, nullable=False),
    _text("rule"),
    _text("act_words"),
    _text("outcome_words", null=True),
    _text("cue_words"),
    Index("ix_conditions_reading_key", "reading_key", "id"),
)
events = Table(
    "events",
    metadata,
    _key(),
    _of("reading_key", "readings.key"),
    _number("n"),
    _text("id", index=True),
    _text("type"),
    *_span("anchor"),
    _text("status"),
    _text("date", null=True),
    _text("statement", null=True),
    Column("confidence", Float, nullable=False),
    _text("rule"),
    _text("anchor_words"),
    Index("ix_events_reading_key", "reading_key", "id"),
)
event_parties = Table(
    "event_parties",
    metadata,
    Column("event_key", Integer, ForeignKey("events.key"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    _text("party", index=True),
    CheckConstraint("role IN ('source', 'target')", name="role"),
    sqlite_with_rowid=False,
)
summary_sentences = Table(
    "summary_sentences",
    metadata,
    *_child("reading", _text("text")),
    sqlite_with_rowid=False,
)
summary_evidence = Table(
    "summary_evidence",
    metadata,
    *_child("reading", *_span("evidence"), keys=("sentence", "n")),
    sqlite_with_rowid=False,
)
warnings = Table(
    "warnings",
    metadata,
    *_child("reading", _text("words")),
    sqlite_with_rowid=False,
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("subject"),
    _text("ref"),
    _text("verb"),
    _text("who"),
    _text("at"),
    _text("why"),
    _text("before", null=True),
    _text("after", null=True),
    Index("ix_decisions_ref", "ref"),
)

matters = Table(
    "matters",
    metadata,
    Column("id", Text, primary_key=True),
    _text("root", index=True),
    _text("parties"),
    _text("subject", index=True),
    _text("name", null=True),
)
wordings = Table(
    "wordings",
    metadata,
    Column("matter_id", Text, ForeignKey("matters.id"), primary_key=True),
    Column("words", Text, primary_key=True),
    _number("pointer"),
    _number("count"),
    sqlite_with_rowid=False,
)
standings = Table(
    "standings",
    metadata,
    Column("statement_key", Integer, ForeignKey("statements.key"), primary_key=True),
    _of("article_key", "articles.key", index=True),
    _text("article"),
    _number("n"),
    Column("actor_id", Text, ForeignKey("actors.id"), nullable=False),
    _text("role", null=True),
    Column("matter_id", Text, ForeignKey("matters.id"), nullable=True),
    _text("wording", null=True),
    _text("side", null=True),
    _text("stance", null=True),
    _text("scope", null=True),
    _text("day", null=True),
    _number("rank"),
    _text("sides"),
    Column("counts", Boolean, nullable=False),
    Index("ix_standings_matter_day", "matter_id", "day"),
    Index("ix_standings_side_day", "side", "day"),
    Index("ix_standings_actor_day", "actor_id", "day"),
    Index("ix_standings_day", "day"),
)
mentions = Table(
    "mentions",
    metadata,
    *_child(
        "statement",
        _of("article_key", "articles.key", index=True),
        Column("actor_id", Text, ForeignKey("actors.id"), nullable=False),
        _text("role", null=True),
        _text("day", null=True),
    ),
    Index("ix_mentions_actor_day", "actor_id", "day"),
    sqlite_with_rowid=False,
)
stances = Table(
    "stances",
    metadata,
    Column("matter_id", Text, ForeignKey("matters.id"), primary_key=True),
    Column("side", Text, primary_key=True),
    Column("statement_key", Integer, ForeignKey("statements.key"), primary_key=True),
    _of("article_key", "articles.key", index=True),
    _text("day", null=True),
    _text("stance"),
    _text("scope", null=True),
    _number("rank"),
    Index("ix_stances_series", "matter_id", "side", "day", "stance", "rank", "scope"),
    Index("ix_stances_side", "side", "matter_id", "day", "stance", "rank"),
    Index("ix_stances_statement_key", "statement_key"),
    sqlite_with_rowid=False,
)
condition_standings = Table(
    "condition_standings",
    metadata,
    Column("condition_key", Integer, ForeignKey("conditions.key"), primary_key=True),
    _of("article_key", "articles.key", index=True),
    Column("matter_id", Text, ForeignKey("matters.id"), nullable=True),
    _of("statement_key", "statements.key", null=True),
    _text("side", null=True),
    _text("kind"),
    _text("actor", null=True),
    _text("day", null=True),
    Index("ix_condition_standings_matter_side", "matter_id", "side", "day"),
    Index("ix_condition_standings_side", "side", "day"),
    Index("ix_condition_standings_actor", "actor"),
)
event_standings = Table(
    "event_standings",
    metadata,
    Column("event_key", Integer, ForeignKey("events.key"), primary_key=True),
    _of("article_key", "articles.key", index=True),
    _text("type"),
    _text("status"),
    _text("date", null=True),
    _text("day", null=True),
    Index("ix_event_standings_day", "day"),
    Index("ix_event_standings_type_day", "type", "day"),
)
