"""One poll of one feed: asked as its server allows, and what it lists put down to be read.

A feed's trouble is its own: it is kept with the feed, told once, and waited for twice as long
each time, and no other feed hears of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import Connection

from dragoman.errors import LedgerError, UnreadableInput
from dragoman.intake import feeds
from dragoman.intake.feed_entry import EmptyFeed, Entry
from dragoman.intake.fetching import Fetched, Fetching, fetched
from dragoman.intake.hops import NotFetched, target_of
from dragoman.ledger import Ledger
from dragoman.watch.clock import Clock, Stopped, seconds
from dragoman.watch.entries import Listed, listed, new_of, put_down
from dragoman.watch.feed_states import FeedState, rest, resting, store_state
from dragoman.watch.plan import Feed
from dragoman.watch.timing import DAY, MINUTE, asked_wait, next_poll, next_try

CLAIMED = 10 * MINUTE
"""Seconds for which a feed or an entry is held by who works on it, should he never come back."""
_GONE = 410
_WHOLE_AFTER = DAY
"""Seconds after which a feed is asked for as a whole, should its server's words never change."""


class _Read(NamedTuple):
    """What a feed's body holds: its entries, and the trouble at its end."""

    entries: list[Entry]
    trouble: str | None


@dataclass(frozen=True, slots=True)
class Poller:
    """Polls feeds; `note` is told of what a person may want to do something about."""

    ledger: Ledger
    clock: Clock
    fetching: Fetching
    note: Callable[[str], None]

    def poll(self, feed: Feed, state: FeedState) -> int:
        """Ask for a feed, keep what came of it, and return how many of its entries are new."""
        try:
            until = self._rests(state)
            if until is not None:
                self._keep(replace(state, due=until))
                return 0
            self._keep(replace(state, due=self.clock.stamp(CLAIMED)))
            found = self._fetched(state)
            return self._taken(feed, state, found)
        except Stopped:
            self._keep(state)
            raise
        except LedgerError:
            raise
        except UnreadableInput as error:
            self._failed(feed, state, error)
        except Exception as error:  # one feed's fault must not stop the others
            self._failed(feed, state, UnreadableInput.by_own_fault(feed.url, error))
        return 0

    def look(self, feed: Feed, state: FeedState) -> Sequence[Listed]:
        """Return the entries of a feed that are new, and keep nothing; raises UnreadableInput."""
        found = self._fetched(state)
        if not found.changed:
            return ()
        with self.ledger.connect() as connection:
            return new_of(connection, feed.url, listed(_read(found.raw, feed.url).entries))

    def _rests(self, state: FeedState) -> str | None:
        """Return until when the feed's site is to be left alone, None when it may be asked."""
        with self.ledger.connect() as connection:
            return resting(connection, self.clock.reached()).get(site_of(state.address))

    def _fetched(self, state: FeedState) -> Fetched:
        fresh = state.whole and self.clock.now() - seconds(state.whole) < _WHOLE_AFTER
        known = state.known if fresh else None
        return fetched(state.address, within=self.fetching, known=known)

    def _taken(self, feed: Feed, state: FeedState, found: Fetched) -> int:
        now = self.clock.now()
        due = self.clock.stamp(next_poll(feed.every, self.clock.chance()))
        after = replace(state, due=due, polled=self.clock.stamp(), failures=0, trouble=None)
        after = replace(after, address=found.address)
        if not found.changed:
            self._keep(after)
            self._recovered(feed, state)
            return 0
        body = hashlib.sha256(found.raw).hexdigest()
        read = _read(found.raw, feed.url)
        again = body == state.body
        # Half an answer is as good as none for what stands at its cut; the same again is whole.
        entries = [entry for entry in read.entries if again or not entry.cut]
        after = replace(after, body=body, trouble=read.trouble)
        if read.trouble is None or again:
            told = found.headers
            after = replace(after, whole=after.polled)
            after = replace(after, etag=told.get("etag"), modified=told.get("last-modified"))
        else:
            after = replace(after, etag=None, modified=None)
        with self.ledger.change() as connection:
            store_state(connection, after)
            quiet = feed.quiet and state.polled is None
            told_of = listed(entries), found.retrieved, now
            fresh = put_down(connection, feed.url, *told_of, quiet=quiet)
        if read.trouble and read.trouble != state.trouble:
            self.note(f"{feed.name}: {read.trouble}.")
        elif not read.trouble:
            self._recovered(feed, state)
        if after.address != state.address:
            self.note(f"{feed.name}: it moved for good, and is asked for at {after.address} now.")
        return fresh

    def _failed(self, feed: Feed, state: FeedState, error: UnreadableInput) -> None:
        first = state.address == feed.url
        if isinstance(error, NotFetched) and error.status == _GONE and first:
            self._keep(replace(state, gone=self.clock.stamp(), trouble=error.what))
            self.note(
                f"{feed.name}: its server says that it is gone for good (410). It is not polled "
                "any more: take it out of the plan, or have it tried again with --resume."
            )
            return
        wait = next_try(feed.every, state.failures + 1, DAY, self.clock.chance())
        if isinstance(error, NotFetched) and error.retry_after:
            wait = max(wait, asked_wait(error.retry_after, self.clock.now()))
        after = state.failed(self.clock.stamp(wait), error.what)
        if isinstance(error, NotFetched) and error.status == _GONE:
            after = after.at_first()
        with self.ledger.change() as connection:
            store_state(connection, after)
            rest_site(connection, error, state.address, self.clock)
        if error.what != state.trouble:
            self.note(f"{feed.name}: {error.what}. It is tried again from {after.due} on.")

    def _recovered(self, feed: Feed, state: FeedState) -> None:
        if state.failures:
            self.note(f"{feed.name}: it answers again, after {state.failures} failures.")

    def _keep(self, state: FeedState) -> None:
        with self.ledger.change() as connection:
            store_state(connection, state)


def site_of(url: str) -> str:
    """Return whom an address names, as a site is left alone; empty for no address."""
    try:
        return target_of(url, url).header
    except UnreadableInput:
        return ""


def rest_site(connection: Connection, error: UnreadableInput, url: str, clock: Clock) -> None:
    """Leave a site alone for as long as it asks for."""
    asked = error.retry_after if isinstance(error, NotFetched) else ""
    wait = asked_wait(asked, clock.now())
    if wait:
        rest(connection, site_of(url), clock.stamp(wait), clock.reached())


def _read(raw: bytes, where: str) -> _Read:
    """Return what a feed's body holds; raises UnreadableInput when it is no feed."""
    entries: list[Entry] = []
    trouble: UnreadableInput | None = None
    for _, found in feeds.entries(raw, where):
        if isinstance(found, Entry):
            entries.append(found)
        else:
            trouble = found
    if trouble is not None and not entries and not isinstance(trouble, EmptyFeed):
        raise trouble
    return _Read(entries, trouble.what if trouble and entries else None)
