"""The tables of watching: which feeds were asked when, what waits to be read, whom to tell what.

They are not derived from articles. Moments are UTC to the second (`2031-03-04T05:06:07Z`), so that
they compare as words. `watch_feeds` has what a feed's server said last and when it may be asked
next; `watch_entries` each entry of a feed once, with all that the feed gives of it (`waiting`)
until it is read; `watch_sites` sites that asked to be left alone. `watch_notices` has what there
is to tell, `watch_deliveries` by which channels it goes out, and went (`sent`).
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from dragoman.ledger.columns import key, metadata, number, text

watch_feeds = Table(
    "watch_feeds",
    metadata,
    Column("url", Text, primary_key=True),
    text("address"),
    text("etag", null=True),
    text("modified", null=True),
    text("body", null=True),
    text("whole", null=True),
    text("polled", null=True),
    text("due"),
    number("failures"),
    text("trouble", null=True),
    text("gone", null=True),
)
watch_entries = Table(
    "watch_entries",
    metadata,
    key(),
    Column("url", Text, ForeignKey("watch_feeds.url"), nullable=False),
    text("entry"),
    text("same"),
    text("print"),
    text("dated"),
    text("listed"),
    text("waiting", null=True),
    text("retrieved", null=True),
    number("tried"),
    text("due", null=True),
    number("times"),
    text("read", null=True),
    Column("quiet", Boolean, nullable=False),
    UniqueConstraint("url", "entry"),
    Index("ix_watch_entries_same", "same"),
    Index("ix_watch_entries_due", "due"),
    Index("ix_watch_entries_listed", "url", "listed"),
)
watch_sites = Table(
    "watch_sites",
    metadata,
    Column("site", Text, primary_key=True),
    text("until"),
)
watch_notices = Table(
    "watch_notices",
    metadata,
    key(),
    text("id", unique=True),
    text("kind"),
    text("made"),
    text("feed", null=True),
    text("told"),
)
watch_deliveries = Table(
    "watch_deliveries",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("notice_key", Integer, ForeignKey("watch_notices.key"), primary_key=True),
    number("tried"),
    text("due"),
    text("sent", null=True),
    sqlite_with_rowid=False,
)
TABLES = (watch_feeds, watch_entries, watch_sites, watch_notices, watch_deliveries)
