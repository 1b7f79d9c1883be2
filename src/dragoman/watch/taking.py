"""One waiting entry read: its page fetched where it has one, read, stored, and told of.

The reading, what there is to tell of it and that the entry is done are stored together or not at
all, so that a program that is killed here neither loses a notice nor tells it twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from sqlalchemy import Connection

from dragoman.article import Article
from dragoman.errors import LedgerError, UnreadableInput
from dragoman.intake import feeds
from dragoman.intake.fetching import Fetching
from dragoman.intake.hops import NotFetched
from dragoman.intake.page import Stated
from dragoman.intake.unfolding import Found, Place, Taking, of_entry, safe, shortened
from dragoman.intake.web import Web, fetched_from, page_name
from dragoman.ledger import Ledger, reading_key
from dragoman.reading.reader import model_for, read, version_of
from dragoman.records import ReaderName, Reading
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier, using
from dragoman.vocabulary.files import digest
from dragoman.watch.clock import Clock, Stopped
from dragoman.watch.entries import Waiting, is_done, postpone
from dragoman.watch.feed_states import resting
from dragoman.watch.notices import Source
from dragoman.watch.noticing import notices_of
from dragoman.watch.plan import Feed, Plan
from dragoman.watch.polling import CLAIMED, rest_site, site_of
from dragoman.watch.queue import put_in
from dragoman.watch.timing import DAY, MINUTE, asked_wait, next_try

_TRIES = 6
"""How often a page is asked for before its feed's summary is taken: some five hours."""
_FIRST_WAIT = 10 * MINUTE
_ENDED = 10
"""How often an entry is begun that none came back from."""

Became = Literal["read", "known", "late", "failed"]


class Reads(Protocol):
    """Who reads articles, and by which key the ledger knows what he makes of one."""

    @property
    def dossier(self) -> Dossier:
        """What he knows of the case."""

    def key(self, article: Article) -> str:
        """Return the key of the reading that he makes of an article."""

    def read(self, article: Article) -> Reading:
        """Read an article."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The readers of the house, with a dossier."""

    name: ReaderName = "default"
    dossier: Dossier = NO_DOSSIER

    def key(self, article: Article) -> str:
        """Return the key of the reading that is made of an article."""
        made_by = version_of(self.name), model_for(article), digest()
        return reading_key(article, *made_by, self.dossier.digest)

    def read(self, article: Article) -> Reading:
        """Read an article."""
        return read(article, self.name, dossier=self.dossier)


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes waiting entries into the ledger; `note` is told of those that cannot be."""

    ledger: Ledger
    plan: Plan
    clock: Clock
    fetching: Fetching
    reader: Reads
    note: Callable[[str], None]

    def take(self, one: Waiting, feed: Feed) -> Became:
        """Take in an entry."""
        if one.tried >= _ENDED:
            what = f"the program ended {one.tried} times while it was read"
            return self._failed(one, feed, UnreadableInput(one.title, what, "Read it by itself."))
        due = self._rests(one, feed)
        if due is not None:
            self._postpone(one, due, one.tried)
            return "late"
        self._postpone(one, self.clock.stamp(CLAIMED), one.tried + 1)
        try:
            return self._read(one, feed)
        except Stopped:
            self._postpone(one, self.clock.reached(), one.tried)
            raise
        except LedgerError:
            raise
        except UnreadableInput as error:
            return self._failed(one, feed, error)
        except Exception as error:  # one article's fault must not stop the others
            fault = UnreadableInput.by_own_fault(one.link or one.title, error)
            return self._failed(one, feed, fault)

    def _read(self, one: Waiting, feed: Feed) -> Became:
        article = self._article(one, feed)
        if isinstance(article, UnreadableInput):
            raise article
        if self.ledger.holds(self.reader.key(article)):
            with self.ledger.change() as connection:
                is_done(connection, one, self.clock.stamp())
            return "known"
        reading = self.reader.read(article)

        def beside(connection: Connection) -> None:
            if not one.quiet:
                self._tell(connection, article, feed)
            is_done(connection, one, self.clock.stamp())

        self.ledger.add(reading, dossier=self.reader.dossier.digest, beside=beside)
        return "read"

    def _tell(self, now: Connection, article: Article, feed: Feed) -> None:
        """Put what there is to tell of an article that came into the queues of channels."""
        title = article.title or article.name
        stated = article.outlet, article.url, article.published
        source = Source(feed.name, article.id, title, *stated)
        # This one sees the ledger as it was: what is being stored is nobody else's to see yet.
        with self.ledger.connect() as was:
            told = notices_of(was, now, source, self.clock.reached())
        put_in(now, told, self.plan.channels)

    def _article(self, one: Waiting, feed: Feed) -> Found:
        """Return the article that an entry holds or leads to, or why there is none."""
        part = feeds.part_of(one.entry, f"{feed.name}, {one.title}")
        if isinstance(part, UnreadableInput):
            return part
        known = Stated(retrieved=one.retrieved, where={"retrieved": fetched_from(feed.url)})
        place = Place(shortened(safe(page_name(feed.url))), feed.url, feed.name, known=known)
        web = Web(full=feed.full, again=one.times > 0, fetching=self.fetching)
        taking = Taking(web=web, full=feed.full, held=self._held)
        taking.settles = lambda error: self._settles(one, error)
        with using(self.reader.dossier):  # intake knows the dossier's outlets
            return of_entry(part, place, taking)

    def _settles(self, one: Waiting, error: UnreadableInput) -> bool:
        """Return whether the feed's summary is taken, now that the page cannot be had.

        Also then the site has the rest that it asks for.
        """
        with self.ledger.change() as connection:
            rest_site(connection, error, one.link, self.clock)
        return not _may_come(one, error)

    def _held(self, origin: str) -> Article | None:
        """Return the article that was read before from an origin."""
        found = self.ledger.origins(origin).get(origin)
        return self.ledger.article(found) if found else None

    def _rests(self, one: Waiting, feed: Feed) -> str | None:
        """Return until when the site of an entry's page is left alone, None when it is not."""
        if not feed.full:
            return None
        with self.ledger.connect() as connection:
            return resting(connection, self.clock.reached()).get(site_of(one.link))

    def _failed(self, one: Waiting, feed: Feed, error: UnreadableInput) -> Became:
        now = self.clock.stamp()
        with self.ledger.change() as connection:
            if isinstance(error, NotFetched) and _may_come(one, error):
                wait = next_try(_FIRST_WAIT, one.tried + 1, DAY, self.clock.chance())
                wait = max(wait, asked_wait(error.retry_after, self.clock.now()))
                postpone(connection, one.key, self.clock.stamp(wait), tried=one.tried + 1)
                return "late"
            is_done(connection, one, now)
        self.note(f"{feed.name}: {error}")
        return "failed"

    def _postpone(self, one: Waiting, due: str, tried: int) -> None:
        with self.ledger.change() as connection:
            postpone(connection, one.key, due, tried=tried)


def _may_come(one: Waiting, error: UnreadableInput) -> bool:
    """Return whether an entry's page is waited for after an error."""
    return isinstance(error, NotFetched) and error.passing and one.tried + 1 < _TRIES
