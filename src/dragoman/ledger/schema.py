"""The ledger's tables, in three layers: what came, what was read in it, what follows from it.

`articles`, `editions` and `source_tags` hold what intake handed on; `readings` and the tables
that hang on it hold what a reader found, never changed afterwards; `stances`, `standings` and
its two siblings, `mentions`, `matters`, `wordings`, `tellings`, `demands` and `fulfilments` are
derived from the current readings and the `decisions`, and can be made again from them at any
time. So can what joins `actors`: each row is a name as it was read, `root` the first row of
whom it means.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)
from sqlalchemy import text as expression

from dragoman.ledger import schema_audit, schema_stories, schema_watch
from dragoman.ledger.columns import child, key, metadata, number, of, span, stance_columns, text
from dragoman.ledger.schema_accounts import account_matters as account_matters
from dragoman.ledger.schema_accounts import accounts as accounts
from dragoman.ledger.schema_accounts import claim_keys as claim_keys
from dragoman.ledger.schema_accounts import claim_standings as claim_standings
from dragoman.ledger.schema_accounts import claims as claims
from dragoman.ledger.schema_demands import demands as demands
from dragoman.ledger.schema_demands import fulfilments as fulfilments
from dragoman.ledger.schema_grounds import blames as blames
from dragoman.ledger.schema_grounds import grounds as grounds
from dragoman.ledger.schema_matters import dossier_matters as dossier_matters
from dragoman.ledger.schema_matters import matter_parts as matter_parts
from dragoman.ledger.schema_matters import matters as matters
from dragoman.ledger.schema_matters import wordings as wordings
from dragoman.ledger.schema_tellings import stances_retold as stances_retold
from dragoman.ledger.schema_tellings import tellings as tellings
from dragoman.ledger.schema_versions import addresses as addresses
from dragoman.ledger.schema_versions import revisions as revisions
from dragoman.ledger.schema_versions import versions as versions

articles = Table(
    "articles",
    metadata,
    key(),
    text("id", unique=True),
    text("origin"),
    text("raw_sha256"),
    text("added"),
    Column("raw", LargeBinary, nullable=False),
)
editions = Table(
    "editions",
    metadata,
    key(),
    of("article_key", "articles.key", index=True),
    text("digest", unique=True),
    text("name", index=True),
    text("title", null=True, index=True),
    text("outlet", null=True),
    text("url", null=True),
    text("byline", null=True),
    text("issuer", null=True),
    text("published", null=True),
    text("retrieved", null=True),
    text("language"),
    text("form"),
    text("text_sha256"),
    text("paragraphs"),
    text("furniture"),
    text("warnings"),
    text("text"),
    text("sheets"),
    text("stated_in"),
)
source_tags = Table(
    "source_tags",
    metadata,
    *child("edition", *span("tag"), text("source")),
    sqlite_with_rowid=False,
)

readings = Table(
    "readings",
    metadata,
    key(),
    of("article_key", "articles.key"),
    of("edition_key", "editions.key", index=True),
    text("digest", unique=True),
    text("reader"),
    text("model"),
    text("vocabulary"),
    text("dossier"),
    Column("current", Boolean, nullable=False),
    text("stored"),
    Index("ix_readings_article_key", "article_key"),
    Index(
        "ix_readings_current",
        "article_key",
        unique=True,
        sqlite_where=expression("current"),
        postgresql_where=expression("current"),
    ),
)
actors = Table(
    "actors",
    metadata,
    Column("id", Text, primary_key=True),
    text("name", null=True),
    text("folded"),
    text("country", null=True),
    text("sort"),
    text("sense"),
    text("root", index=True),
    text("shown", null=True),
    text("shown_folded"),
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
    key(),
    of("reading_key", "readings.key"),
    number("n"),
    text("id", index=True),
    *span("source", null=True),
    *span("cue", null=True),
    text("kind"),
    Column("actor_id", Text, ForeignKey("actors.id"), nullable=False),
    text("role", null=True),
    text("side", null=True),
    text("within", null=True),
    text("said", null=True),
    text("cue_kind"),
    text("stance", null=True),
    *span("stance_cue", null=True),
    text("scope", null=True),
    text("matter", null=True),
    *span("matter", null=True),
    Column("confidence", Float, nullable=False),
    text("rule"),
    text("source_words", null=True),
    text("cue_words", null=True),
    text("words"),
    text("cue_lemma"),
    text("factivity", null=True),
    *span("hedge", null=True),
    text("hedge_words", null=True),
    *span("venue", null=True),
    text("venue_words", null=True),
    text("anonymity", null=True),
    *span("anonymity", null=True),
    text("anonymity_words", null=True),
    Index("ix_statements_reading_key", "reading_key", "id"),
)
contents = Table(
    "contents",
    metadata,
    *child("statement", *span("content")),
    sqlite_with_rowid=False,
)
joint_speakers = Table(
    "joint_speakers",
    metadata,
    *child(
        "statement",
        Column("actor_id", Text, ForeignKey("actors.id"), nullable=False, index=True),
        text("role", null=True),
    ),
    sqlite_with_rowid=False,
)
via = Table(
    "via",
    metadata,
    *child("statement", text("name", index=True)),
    sqlite_with_rowid=False,
)
conditions = Table(
    "conditions",
    metadata,
    key(),
    of("reading_key", "readings.key"),
    number("n"),
    text("id", index=True),
    text("statement", null=True),
    text("kind"),
    *span("act"),
    text("actor", null=True),
    *span("outcome", null=True),
    *span("cue"),
    Column("confidence", Float, nullable=False),
    text("rule"),
    text("act_words"),
    text("outcome_words", null=True),
    text("cue_words"),
    Index("ix_conditions_reading_key", "reading_key", "id"),
)
events = Table(
    "events",
    metadata,
    key(),
    of("reading_key", "readings.key"),
    number("n"),
    text("id", index=True),
    text("type"),
    *span("anchor"),
    text("status"),
    text("date", null=True),
    text("statement", null=True),
    Column("confidence", Float, nullable=False),
    text("rule"),
    text("anchor_words"),
    Index("ix_events_reading_key", "reading_key", "id"),
)
event_parties = Table(
    "event_parties",
    metadata,
    Column("event_key", Integer, ForeignKey("events.key"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    text("party", index=True),
    CheckConstraint("role IN ('source', 'target')", name="role"),
    sqlite_with_rowid=False,
)
summary_sentences = Table(
    "summary_sentences",
    metadata,
    *child("reading", text("text")),
    sqlite_with_rowid=False,
)
summary_evidence = Table(
    "summary_evidence",
    metadata,
    *child("reading", *span("evidence"), keys=("sentence", "n")),
    sqlite_with_rowid=False,
)
warnings = Table("warnings", metadata, *child("reading", text("words")), sqlite_with_rowid=False)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    text("subject"),
    text("ref"),
    text("verb"),
    text("who"),
    text("at"),
    text("why"),
    text("before", null=True),
    text("after", null=True),
    Index("ix_decisions_ref", "ref"),
    Index("ix_decisions_subject", "subject", "id"),
)
audits, audit_items, audit_marks = schema_audit.TABLES
fingerprints, fingerprint_keys, article_fingerprints, likenesses = schema_stories.TABLES
watch_feeds, watch_entries, watch_sites, watch_notices, watch_deliveries = schema_watch.TABLES

standings = Table(
    "standings",
    metadata,
    Column("statement_key", Integer, ForeignKey("statements.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    text("article"),
    number("n"),
    Column("actor_id", Text, ForeignKey("actors.id"), nullable=False),
    text("role", null=True),
    Column("matter_id", Text, ForeignKey("matters.id"), nullable=True),
    text("wording", null=True),
    Column("turn", Text, nullable=False, server_default=""),
    text("side", null=True),
    text("stance", null=True),
    text("scope", null=True),
    text("day", null=True),
    number("rank"),
    text("sides"),
    Column("counts", Boolean, nullable=False),
    Index("ix_standings_matter_day", "matter_id", "day"),
    Index("ix_standings_side_day", "side", "day"),
    Index("ix_standings_actor_day", "actor_id", "day"),
    Index("ix_standings_day", "day"),
)
mentions = Table(
    "mentions",
    metadata,
    *child(
        "statement",
        of("article_key", "articles.key", index=True),
        Column("actor_id", Text, ForeignKey("actors.id"), nullable=False),
        text("role", null=True),
        text("day", null=True),
    ),
    Index("ix_mentions_actor_day", "actor_id", "day"),
    sqlite_with_rowid=False,
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
)
condition_standings = Table(
    "condition_standings",
    metadata,
    Column("condition_key", Integer, ForeignKey("conditions.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    Column("matter_id", Text, ForeignKey("matters.id"), nullable=True),
    of("statement_key", "statements.key", null=True),
    text("side", null=True),
    text("kind"),
    text("actor", null=True),
    text("day", null=True),
    Index("ix_condition_standings_matter_side", "matter_id", "side", "day"),
    Index("ix_condition_standings_side", "side", "day"),
    Index("ix_condition_standings_actor", "actor"),
)
event_standings = Table(
    "event_standings",
    metadata,
    Column("event_key", Integer, ForeignKey("events.key"), primary_key=True),
    of("article_key", "articles.key", index=True),
    text("type"),
    text("status"),
    text("date", null=True),
    text("day", null=True),
    Index("ix_event_standings_day", "day"),
    Index("ix_event_standings_type_day", "type", "day"),
)
