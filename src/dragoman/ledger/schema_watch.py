"""The tables of watching: which feeds were asked when, what waits to be read, whom to tell what.

They are not derived from articles. Moments are UTC to the second (`2031-03-04T05:06:07Z`), so that
they compare as words; an empty `due` means at once. `watch_feeds` has what a feed's server said
last and when it may be asked next; `watch_entries` each entry of a feed once, with all that the
feed gives of it (`waiting`) until it is read; `watch_sites` sites that asked to be left alone.
`watch_notices` has what there is to tell, `watch_deliveries` by which channels it goes out, and
went (`sent`).
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from dragoman.ledger.columns import key, means, metadata, number, text, told_of

watch_feeds = Table(
    "watch_feeds",
    metadata,
    Column("url", Text, primary_key=True, info=means("The feed's address in the plan.")),
    text("address", "Where it is asked for: the same, or where it moved for good."),
    text("etag", "The tag that the server gave its last whole answer.", null=True),
    text("modified", "When the server says that answer was last changed.", null=True),
    text("body", "The digest of the last answer.", null=True),
    text("whole", "When it was last had whole.", null=True),
    text("polled", "When its server last answered.", null=True),
    text("due", "When it may be asked again."),
    number("failures", "How often in a row it could not be had."),
    text("trouble", "Why it could not be had, or what is wrong with it.", null=True),
    text("gone", "When its server said that it is gone for good.", null=True),
    info=told_of("watched", "A feed that is watched, and what its server said last."),
)
watch_entries = Table(
    "watch_entries",
    metadata,
    key(),
    Column(
        "url",
        Text,
        ForeignKey("watch_feeds.url"),
        nullable=False,
        info=means("The feed that lists it."),
    ),
    text("entry", "What tells it from the feed's other entries."),
    text("same", "What tells that entries of several feeds are one."),
    text("print", "The digest of what it says."),
    text("dated", "The dates that the feed gives it."),
    text("listed", "When the feed last listed it."),
    text("waiting", "All that the feed gives of it, until it is read.", null=True),
    text("retrieved", "When that was fetched.", null=True),
    number("tried", "How often reading it failed."),
    text("due", "When it is its turn to be read.", null=True),
    number("times", "How often it was read: again when it was changed."),
    text("read", "When it was last read.", null=True),
    Column(
        "quiet",
        Boolean,
        nullable=False,
        info=means("Whether nothing is told of it, since it was there before the watch."),
    ),
    UniqueConstraint("url", "entry"),
    Index("ix_watch_entries_same", "same"),
    Index("ix_watch_entries_due", "due"),
    Index("ix_watch_entries_listed", "url", "listed"),
    info=told_of("watched", "An entry of a feed, once, while the feed lists it."),
)
watch_sites = Table(
    "watch_sites",
    metadata,
    Column("site", Text, primary_key=True, info=means("The site.")),
    text("until", "Until when it is left alone."),
    info=told_of("watched", "A site that asked to be left alone for a while."),
)
watch_notices = Table(
    "watch_notices",
    metadata,
    key(),
    text("id", "Its name, by which a receiver knows it again.", unique=True),
    text("kind", "What it tells of."),
    text("made", "When it was made."),
    text("feed", "The feed whose entry it comes from.", null=True),
    text("told", "All that it tells, as JSON."),
    info=told_of("watched", "Something new that is to be told."),
)
watch_deliveries = Table(
    "watch_deliveries",
    metadata,
    Column("channel", Text, primary_key=True, info=means("The channel of the plan.")),
    Column("notice_key", Integer, ForeignKey("watch_notices.key"), primary_key=True),
    number("tried", "How often it was sent in vain."),
    text("due", "When it is sent next."),
    text("sent", "When it went out.", null=True),
    sqlite_with_rowid=False,
    info=told_of("watched", "A notice on its way through a channel."),
)
TABLES = (watch_feeds, watch_entries, watch_sites, watch_notices, watch_deliveries)
