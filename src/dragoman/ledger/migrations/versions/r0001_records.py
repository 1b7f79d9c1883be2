"""The record: articles as they came, what was read in them, what people decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables that nothing can be made again from."""
    _actors()
    _articles()
    _decisions()
    _editions()
    _readings()
    _source_tags()
    _conditions()
    _events()
    _statements()
    _summary_evidence()
    _summary_sentences()
    _warnings()
    _contents()
    _event_parties()
    _joint_speakers()
    _via()


def _actors() -> None:
    op.create_table(
        "actors",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("raw_sha256", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index("ix_decisions_ref", "decisions", ["ref"], unique=False)


def _editions() -> None:
    op.create_table(
        "editions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("retrieved", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("paragraphs", sa.Text(), nullable=False),
        sa.Column("furniture", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_editions_article_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_editions")),
        sa.UniqueConstraint("digest", name=op.f("uq_editions_digest")),
    )
    op.create_index(op.f("ix_editions_article_key"), "editions", ["article_key"], unique=False)
    op.create_index(
        op.f("ix_editions_name"), "editions", ["name"], unique=False, postgresql_using="hash"
    )
    op.create_index(
        op.f("ix_editions_title"), "editions", ["title"], unique=False, postgresql_using="hash"
    )


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("article_key", sa.Integer(), nullable=False),
        sa.Column("edition_key", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("vocabulary", sa.Text(), nullable=False),
        sa.Column("dossier", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("stored", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name=op.f("fk_readings_article_key")
        ),
        sa.ForeignKeyConstraint(
            ["edition_key"], ["editions.key"], name=op.f("fk_readings_edition_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_readings")),
        sa.UniqueConstraint("digest", name=op.f("uq_readings_digest")),
    )
    op.create_index("ix_readings_article_key", "readings", ["article_key"], unique=False)
    op.create_index(
        "ix_readings_current",
        "readings",
        ["article_key"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
    op.create_index(op.f("ix_readings_edition_key"), "readings", ["edition_key"], unique=False)


def _source_tags() -> None:
    op.create_table(
        "source_tags",
        sa.Column("edition_key", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("tag_start", sa.Integer(), nullable=False),
        sa.Column("tag_end", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_key"], ["editions.key"], name=op.f("fk_source_tags_edition_key")
        ),
        sa.PrimaryKeyConstraint("edition_key", "n", name=op.f("pk_source_tags")),
        sqlite_with_rowid=False,
    )


def _conditions() -> None:
    op.create_table(
        "conditions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("reading_key", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("act_start", sa.Integer(), nullable=False),
        sa.Column("act_end", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("outcome_start", sa.Integer(), nullable=True),
        sa.Column("outcome_end", sa.Integer(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=False),
        sa.Column("cue_end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("act_words", sa.Text(), nullable=False),
        sa.Column("outcome_words", sa.Text(), nullable=True),
        sa.Column("cue_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.key"], name=op.f("fk_conditions_reading_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_conditions")),
    )
    op.create_index(op.f("ix_conditions_id"), "conditions", ["id"], unique=False)
    op.create_index("ix_conditions_reading_key", "conditions", ["reading_key", "id"], unique=False)


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("reading_key", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("anchor_start", sa.Integer(), nullable=False),
        sa.Column("anchor_end", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("anchor_words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.key"], name=op.f("fk_events_reading_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_id"), "events", ["id"], unique=False)
    op.create_index("ix_events_reading_key", "events", ["reading_key", "id"], unique=False)


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("reading_key", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source_start", sa.Integer(), nullable=True),
        sa.Column("source_end", sa.Integer(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("within", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("cue_kind", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=True),
        sa.Column("stance_cue_start", sa.Integer(), nullable=True),
        sa.Column("stance_cue_end", sa.Integer(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("matter", sa.Text(), nullable=True),
        sa.Column("matter_start", sa.Integer(), nullable=True),
        sa.Column("matter_end", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("source_words", sa.Text(), nullable=True),
        sa.Column("cue_words", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_statements_actor_id")),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.key"], name=op.f("fk_statements_reading_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_id"), "statements", ["id"], unique=False)
    op.create_index("ix_statements_reading_key", "statements", ["reading_key", "id"], unique=False)


def _summary_evidence() -> None:
    op.create_table(
        "summary_evidence",
        sa.Column("reading_key", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.key"], name=op.f("fk_summary_evidence_reading_key")
        ),
        sa.PrimaryKeyConstraint("reading_key", "sentence", "n", name=op.f("pk_summary_evidence")),
        sqlite_with_rowid=False,
    )


def _summary_sentences() -> None:
    op.create_table(
        "summary_sentences",
        sa.Column("reading_key", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.key"], name=op.f("fk_summary_sentences_reading_key")
        ),
        sa.PrimaryKeyConstraint("reading_key", "n", name=op.f("pk_summary_sentences")),
        sqlite_with_rowid=False,
    )


def _warnings() -> None:
    op.create_table(
        "warnings",
        sa.Column("reading_key", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.key"], name=op.f("fk_warnings_reading_key")
        ),
        sa.PrimaryKeyConstraint("reading_key", "n", name=op.f("pk_warnings")),
        sqlite_with_rowid=False,
    )


def _contents() -> None:
    op.create_table(
        "contents",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("content_start", sa.Integer(), nullable=False),
        sa.Column("content_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_key"], ["statements.key"], name=op.f("fk_contents_statement_key")
        ),
        sa.PrimaryKeyConstraint("statement_key", "n", name=op.f("pk_contents")),
        sqlite_with_rowid=False,
    )


def _event_parties() -> None:
    op.create_table(
        "event_parties",
        sa.Column("event_key", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.CheckConstraint("role IN ('source', 'target')", name=op.f("ck_event_parties_role")),
        sa.ForeignKeyConstraint(
            ["event_key"], ["events.key"], name=op.f("fk_event_parties_event_key")
        ),
        sa.PrimaryKeyConstraint("event_key", "role", "n", name=op.f("pk_event_parties")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_event_parties_party"),
        "event_parties",
        ["party"],
        unique=False,
        postgresql_using="hash",
    )


def _joint_speakers() -> None:
    op.create_table(
        "joint_speakers",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_joint_speakers_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement_key"], ["statements.key"], name=op.f("fk_joint_speakers_statement_key")
        ),
        sa.PrimaryKeyConstraint("statement_key", "n", name=op.f("pk_joint_speakers")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_joint_speakers_actor_id"), "joint_speakers", ["actor_id"], unique=False
    )


def _via() -> None:
    op.create_table(
        "via",
        sa.Column("statement_key", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_key"], ["statements.key"], name=op.f("fk_via_statement_key")
        ),
        sa.PrimaryKeyConstraint("statement_key", "n", name=op.f("pk_via")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_via_name"), "via", ["name"], unique=False, postgresql_using="hash")
