"""What the ledger keeps of each feed: what its server said last, and when it is polled next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, delete, insert, select, update

from dragoman.intake.fetching import Known
from dragoman.ledger import schema
from dragoman.watch.plan import Feed

_FALLS_BACK = 5
"""Failures in a row after which a feed is asked for under the address that its plan has."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of one feed.

    `address` is where permanent redirects lead; `etag` and `modified` are its server's words for
    the last version, `body` the digest of that, `whole` when it came as a whole. `due` is the
    moment from which on it may be polled; `failures` counts those in a row, `trouble` tells the
    last; `gone` is when the server said that there will be no feed any more.
    """

    url: str
    address: str
    due: str
    etag: str | None = None
    modified: str | None = None
    body: str | None = None
    whole: str | None = None
    polled: str | None = None
    failures: int = 0
    trouble: str | None = None
    gone: str | None = None

    @property
    def known(self) -> Known:
        """What the server said of the version that is known."""
        return Known(self.etag, self.modified)

    def failed(self, due: str, trouble: str) -> FeedState:
        """Return the state after a failure; one that stays goes back to the first address."""
        after = replace(self, due=due, failures=self.failures + 1, trouble=trouble)
        return after.at_first() if after.failures % _FALLS_BACK == 0 else after

    def at_first(self) -> FeedState:
        """Return the state with the address that the plan has, of which nothing is known."""
        if self.address == self.url:
            return self
        return replace(self, address=self.url, etag=None, modified=None)


def states_of(connection: Connection, feeds: Iterable[Feed], now: str) -> dict[str, FeedState]:
    """Return the state of each feed by its address; one that was never polled is due now."""
    table = schema.watch_feeds
    kept = {row["url"]: FeedState(**row) for row in connection.execute(select(table)).mappings()}
    return {feed.url: kept.get(feed.url) or FeedState(feed.url, feed.url, now) for feed in feeds}


def store_state(connection: Connection, state: FeedState) -> None:
    """Keep the state of a feed."""
    table = schema.watch_feeds
    row = asdict(state)
    changed = connection.execute(update(table).where(table.c.url == state.url).values(row))
    if not changed.rowcount:
        connection.execute(insert(table).values(row))


def resume(connection: Connection, now: str) -> None:
    """Let feeds be polled again that were gone."""
    table = schema.watch_feeds
    connection.execute(
        update(table).where(table.c.gone.is_not(None)).values(gone=None, due=now, failures=0)
    )


def rest(connection: Connection, site: str, until: str, now: str) -> None:
    """Leave a site alone until a moment; what is over is forgotten."""
    table = schema.watch_sites
    kept = resting(connection, now).get(site, "")
    connection.execute(delete(table).where((table.c.until <= now) | (table.c.site == site)))
    connection.execute(insert(table).values(site=site, until=max(until, kept)))


def resting(connection: Connection, now: str) -> dict[str, str]:
    """Return the sites that are left alone, and until when."""
    table = schema.watch_sites.c
    rows = connection.execute(select(table.site, table.until).where(table.until > now))
    return {row.site: row.until for row in rows}
