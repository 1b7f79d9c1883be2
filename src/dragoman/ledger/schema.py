"""The ledger's tables, in layers: what came, what was read in it, what people did, what follows.

Here stand the tables of what came, of readings and of decisions; the others have files of their
own and are named here. What a reader found is never changed afterwards. What is derived follows
from the current readings and the `decisions`, and can be made again from them at any time. So can
what joins `actors`: each row is a name as it was read, `root` the first row of whom it means.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
)
from sqlalchemy import text as expression

from dragoman.ledger import schema_audit, schema_stories, schema_watch
from dragoman.ledger.columns import (
    child,
    key,
    means,
    metadata,
    of,
    span,
    text,
    told_of,
)
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
from dragoman.ledger.schema_records import actors as actors
from dragoman.ledger.schema_records import conditions as conditions
from dragoman.ledger.schema_records import contents as contents
from dragoman.ledger.schema_records import event_parties as event_parties
from dragoman.ledger.schema_records import events as events
from dragoman.ledger.schema_records import joint_speakers as joint_speakers
from dragoman.ledger.schema_records import statements as statements
from dragoman.ledger.schema_records import summary_evidence as summary_evidence
from dragoman.ledger.schema_records import summary_sentences as summary_sentences
from dragoman.ledger.schema_records import via as via
from dragoman.ledger.schema_records import warnings as warnings
from dragoman.ledger.schema_standings import actor_keys as actor_keys
from dragoman.ledger.schema_standings import article_standings as article_standings
from dragoman.ledger.schema_standings import condition_standings as condition_standings
from dragoman.ledger.schema_standings import event_standings as event_standings
from dragoman.ledger.schema_standings import mentions as mentions
from dragoman.ledger.schema_standings import stances as stances
from dragoman.ledger.schema_standings import standings as standings
from dragoman.ledger.schema_tellings import stances_retold as stances_retold
from dragoman.ledger.schema_tellings import tellings as tellings
from dragoman.ledger.schema_versions import addresses as addresses
from dragoman.ledger.schema_versions import revisions as revisions
from dragoman.ledger.schema_versions import versions as versions

articles = Table(
    "articles",
    metadata,
    key(),
    text(
        "id", "Its name in the ledger: a digest of where it came from and its bytes.", unique=True
    ),
    text(
        "origin",
        "Where it came from: a file's URI, a URL, `stdin:`; what stands in an archive, after a "
        "`#`.",
    ),
    text("raw_sha256", "The SHA-256 of the bytes."),
    text("added", "When it was stored, in UTC."),
    Column("raw", LargeBinary, nullable=False, info=means("The bytes as they came.")),
    info=told_of("came", "Each article as it came: its bytes, their hash and where from."),
)
editions = Table(
    "editions",
    metadata,
    key(),
    of("article_key", "articles.key", index=True),
    text("digest", "A digest of everything that intake says of the article.", unique=True),
    text("name", "The input's file name without its ending.", index=True),
    text("title", "The headline.", null=True, index=True),
    text("outlet", "Who published it.", null=True, index=True),
    text("url", "The page's address.", null=True),
    text("byline", "Who wrote it, as it says.", null=True),
    text("issuer", "In whose voice a statement, communiqué or opinion speaks.", null=True),
    text(
        "published",
        "The day or moment of publication, as far as it is stated.",
        null=True,
        index=True,
    ),
    text("retrieved", "The moment of a fetch.", null=True),
    text("language", "An ISO 639 code.", index=True),
    text("form", "What kind of text it is, `report` for most."),
    text("text_sha256", "The SHA-256 of the text in UTF-8."),
    text("paragraphs", "The blocks of the text: start, end and sort of each, as JSON."),
    text(
        "furniture",
        "What belongs to the page and not to the article: start and end of each, as JSON.",
    ),
    text("warnings", "What intake warned of, as JSON."),
    text("text", "The canonical text: all places count its code points."),
    text("sheets", "Where the pages of a paged document begin, as JSON."),
    text("stated_in", "From which place of the input each value came, as JSON."),
    info=told_of(
        "came",
        "What intake made of an article's bytes: the canonical text and what is known about "
        "it; another one when intake itself got better.",
    ),
)
source_tags = Table(
    "source_tags",
    metadata,
    *child("edition", *span("tag", "the mark"), text("source", "Whom the mark names.")),
    sqlite_with_rowid=False,
    info=told_of(
        "came", "The inline marks of an edition that name a source, such as `[Source: TASS]`."
    ),
)

readings = Table(
    "readings",
    metadata,
    key(),
    of("article_key", "articles.key"),
    of("edition_key", "editions.key", index=True),
    text(
        "digest",
        "Its name: made of the article, the reader, the model, the vocabulary and the dossier.",
        unique=True,
    ),
    text("reader", "The reader and its version."),
    text("model", "The language pipeline and its version; empty where the language is not read."),
    text("vocabulary", "The digest of the vocabulary."),
    text("dossier", "The digest of the dossier; empty without one."),
    Column("current", Boolean, nullable=False, info=means("Whether it is the one that counts.")),
    text("stored", "When it was stored, in UTC."),
    Index("ix_readings_article_key", "article_key"),
    Index(
        "ix_readings_current",
        "article_key",
        unique=True,
        sqlite_where=expression("current"),
        postgresql_where=expression("current"),
    ),
    info=told_of(
        "read",
        "Each reading of an edition: by which reader, model, vocabulary and dossier, and "
        "whether it is the article's current one.",
    ),
)

decisions = Table(
    "decisions",
    metadata,
    Column(
        "id", Integer, primary_key=True, info=means("Its number, in the order of the decisions.")
    ),
    text(
        "subject",
        "What it is on: `statement`, `condition`, `event`, `matter`, `actor`, `telling` or "
        "`account`.",
    ),
    text("ref", "The full name of what it is on."),
    text("verb", "What was decided: `add`, `confirm`, `correct`, `reject`, `merge` and so on."),
    text("who", "Who decided."),
    text("at", "When, in UTC."),
    text("why", "The reason given."),
    text("before", "The fields that it changed, as they were, as JSON.", null=True),
    text("after", "What it set or names, as JSON.", null=True),
    Index("ix_decisions_ref", "ref"),
    Index("ix_decisions_subject", "subject", "id"),
    info=told_of(
        "decided",
        "Each decision of a person, never changed: what stands follows from the readings and "
        "these together.",
    ),
)
audits, audit_items, audit_marks = schema_audit.TABLES
fingerprints, fingerprint_keys, article_fingerprints, likenesses = schema_stories.TABLES
watch_feeds, watch_entries, watch_sites, watch_notices, watch_deliveries = schema_watch.TABLES
