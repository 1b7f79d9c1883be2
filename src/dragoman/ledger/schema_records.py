"""The tables of records: what a reader found in an article, never changed afterwards.

They hang on a reading; `actors` alone has each name once over all articles, and, derived from all
of them, whom it means: `root` is the first row of that person or body.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
)

from dragoman.ledger.columns import (
    child,
    key,
    means,
    metadata,
    number,
    of,
    span,
    text,
    told_of,
)

actors = Table(
    "actors",
    metadata,
    Column("id", Text, primary_key=True, info=means("A digest of name, country, sort and sense.")),
    text("name", "The name as it was read; none for the unnamed.", null=True),
    text("folded", "The name as searches compare it."),
    text("country", "An ISO 3166 code, or a state's name from a dossier.", null=True),
    text("sort", "`person`, `government`, `organisation` and so on."),
    text("sense", "What tells namesakes apart; empty for most."),
    text("root", "The first row of the person or body that the name means.", index=True),
    text("shown", "The name under which the person or body is shown.", null=True),
    text("shown_folded", "That name as searches compare it."),
    info=told_of(
        "read",
        "Each name of a speaker as it was read, once with its country and sort, and whom it "
        "was found to mean.",
    ),
)


def _where_told(table: str, name: str) -> Index:
    """Return the index of a column that is empty in most rows: of the others only."""
    told = Column(name, Text).is_not(None)
    return Index(f"ix_{table}_{name}", name, sqlite_where=told, postgresql_where=told)


statements = Table(
    "statements",
    metadata,
    key(),
    of("reading_key", "readings.key"),
    number("n", "Its place in the reading, from 0."),
    text("id", "Its name within the article, such as `s17-80`.", index=True),
    *span("source", "the words for the source", null=True),
    *span("cue", "the cue", null=True),
    text("kind", "`direct`, `indirect` or `mixed`.", index=True),
    Column("actor_id", Text, ForeignKey("actors.id"), nullable=False),
    text("role", "The speaker's role, as the article words it.", null=True),
    text("side", "The state or body for whom the speaker speaks.", null=True),
    text("within", "The id of the statement inside which this one is reported.", null=True),
    text("said", "When it was said, as far as the article states it.", null=True),
    text("cue_kind", "What sort of saying the cue is."),
    text("stance", "`rejects`, `defers`, `conditional`, `open` or `supports`.", null=True),
    *span("stance_cue", "the words that carry the stance", null=True),
    text("scope", "To what the stance is limited.", null=True),
    text("matter", "The article's words for what it is about.", null=True),
    *span("matter", "the words for the matter", null=True),
    Column("confidence", Float, nullable=False, info=means("How sure the reader is, from 0 to 1.")),
    text("rule", "What found the record; `a person` for one that was added by hand."),
    text("source_words", "The words of the source.", null=True),
    text("cue_words", "The words of the cue.", null=True),
    text("words", "The words of the content."),
    text("cue_lemma", "The cue's base form."),
    text(
        "factivity",
        "Whether the reporter takes the content for true (`factive`) or keeps away from it "
        "(`doubting`).",
        null=True,
    ),
    *span("hedge", "the hedge", null=True),
    text("hedge_words", "The words of the hedge.", null=True),
    *span("venue", "the venue", null=True),
    text("venue_words", "The words of the venue.", null=True),
    text("anonymity", "Why the source has no name.", null=True),
    *span("anonymity", "the words on anonymity", null=True),
    text("anonymity_words", "The words that tell so.", null=True),
    Index("ix_statements_reading_key", "reading_key", "id"),
    *(_where_told("statements", name) for name in ("anonymity", "factivity")),
    info=told_of(
        "read",
        "Each statement that a reading found, or a person added: who is reported to have said "
        "what, with the places of the words.",
    ),
)
contents = Table(
    "contents",
    metadata,
    *child("statement", *span("content", "the piece")),
    sqlite_with_rowid=False,
    info=told_of("read", "The pieces of a statement's content, as places in the text."),
)
joint_speakers = Table(
    "joint_speakers",
    metadata,
    *child(
        "statement",
        Column("actor_id", Text, ForeignKey("actors.id"), nullable=False, index=True),
        text("role", "The speaker's role, as the article words it.", null=True),
    ),
    sqlite_with_rowid=False,
    info=told_of("read", "The speakers of a statement that several make together."),
)
via = Table(
    "via",
    metadata,
    *child("statement", text("name", "Who passed the words on.", index=True)),
    sqlite_with_rowid=False,
    info=told_of(
        "read",
        "The chain between a statement's speaker and the outlet, nearest to the speaker first.",
    ),
)
conditions = Table(
    "conditions",
    metadata,
    key(),
    of("reading_key", "readings.key"),
    number("n", "Its place in the reading, from 0."),
    text("id", "Its name within the article, such as `c40-62`.", index=True),
    text(
        "statement",
        "The id of the statement that states it; none in the reporter's voice.",
        null=True,
    ),
    text("kind", "`precondition`, `offer`, `threat` or `warning`."),
    *span("act", "the act"),
    text("actor", "Who must act: a code, a name or `both`.", null=True),
    *span("outcome", "the outcome", null=True),
    *span("cue", "the cue"),
    Column("confidence", Float, nullable=False, info=means("How sure the reader is, from 0 to 1.")),
    text("rule", "What found the record."),
    text("act_words", "The words of the act."),
    text("outcome_words", "The words of the outcome.", null=True),
    text("cue_words", "The words of the cue."),
    Index("ix_conditions_reading_key", "reading_key", "id"),
    info=told_of(
        "read", "Each condition that a reading found: what it would take, and what depends on it."
    ),
)
events = Table(
    "events",
    metadata,
    key(),
    of("reading_key", "readings.key"),
    number("n", "Its place in the reading, from 0."),
    text("id", "Its name within the article, such as `e5-12`.", index=True),
    text("type", "PLOVER's type."),
    *span("anchor", "the anchor"),
    text("status", "`happened`, `ongoing` or `planned`."),
    text("date", "When, as far as it is stated.", null=True),
    text(
        "statement",
        "The id of the statement that tells it; none in the reporter's voice.",
        null=True,
    ),
    Column("confidence", Float, nullable=False, info=means("How sure the reader is, from 0 to 1.")),
    text("rule", "What found the record."),
    text("anchor_words", "The words of the anchor."),
    Index("ix_events_reading_key", "reading_key", "id"),
    info=told_of("read", "Each event that a reading found: what was done, in PLOVER's types."),
)
event_parties = Table(
    "event_parties",
    metadata,
    Column(
        "event_key", Integer, ForeignKey("events.key"), primary_key=True, info=means("Which event.")
    ),
    Column(
        "role", Text, primary_key=True, info=means("`source` for who did it, `target` for to whom.")
    ),
    Column("n", Integer, primary_key=True, info=means("Its place among them, from 0.")),
    text("party", "A code or a name.", index=True),
    CheckConstraint("role IN ('source', 'target')", name="role"),
    sqlite_with_rowid=False,
    info=told_of("read", "Who did an event, and to whom."),
)
summary_sentences = Table(
    "summary_sentences",
    metadata,
    *child("reading", text("text", "The sentence.")),
    sqlite_with_rowid=False,
    info=told_of("read", "The sentences of a reading's summary."),
)
summary_evidence = Table(
    "summary_evidence",
    metadata,
    *child("reading", *span("evidence", "the place"), keys=("sentence", "n")),
    sqlite_with_rowid=False,
    info=told_of("read", "The places of the text that a sentence of the summary stands on."),
)
warnings = Table(
    "warnings",
    metadata,
    *child("reading", text("words", "The warning.")),
    sqlite_with_rowid=False,
    info=told_of("read", "What a reader warned of while it read."),
)
