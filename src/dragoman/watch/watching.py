"""The watch: polls what is due, reads what is new, tells what changed, and waits for the next.

One thing is done at a time, and all that it needs to go on stands in the ledger: a watch that is
stopped, killed or started anew takes up where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dragoman.errors import LedgerError, UnreadableInput
from dragoman.intake.fetching import Fetching
from dragoman.ledger import Ledger
from dragoman.watch.channels import Way, ways_of
from dragoman.watch.clock import Clock, Stopped, seconds, stamp
from dragoman.watch.delivering import Deliverer
from dragoman.watch.entries import Listed, Waiting, next_due, waiting
from dragoman.watch.feed_states import FeedState, resume, states_of
from dragoman.watch.notices import Notice
from dragoman.watch.plan import Feed, Plan
from dragoman.watch.polling import Poller
from dragoman.watch.queue import next_turn
from dragoman.watch.taking import Reader, Reads, Taker
from dragoman.watch.timing import HOUR, LONGEST_WAIT, MINUTE, next_try

_LONGEST_SLEEP = HOUR
"""Seconds after which a watch looks again, whatever its clock said: clocks are set, too."""


@dataclass(slots=True)
class Watched:
    """What came of a watch: polls and failed ones, articles read, entries given up, notices."""

    polls: int = 0
    failures: int = 0
    read: int = 0
    failed: int = 0
    told: int = 0


@dataclass(frozen=True, slots=True)
class Manner:
    """How a watch goes about: with which clock, reader and leave to fetch; whom it tells.

    `note` is told of troubles, `show` is the terminal's channel; both are given plain words or
    a notice.
    """

    reader: Reads = field(default_factory=Reader)
    clock: Clock = field(default_factory=Clock)
    fetching: Fetching | None = None
    note: Callable[[str], None] = lambda _: None
    show: Callable[[Notice], None] = lambda notice: print(notice.text)


class Watch:
    """A plan's feeds polled into a ledger."""

    def __init__(self, ledger: Ledger, plan: Plan, manner: Manner) -> None:
        clock, note = manner.clock, manner.note
        self._ledger, self._plan, self._clock, self._note = ledger, plan, clock, note
        fetching = manner.fetching or fetching_of(plan, clock)
        self._poller = Poller(ledger, clock, fetching, note)
        self._taker = Taker(ledger, plan, clock, fetching, manner.reader, note)
        ways: dict[str, Way] = dict(ways_of(plan, ledger, clock, manner.show))
        self._deliverer = Deliverer(ledger, plan, clock, ways, note)
        self.watched = Watched()
        ledger.know(manner.reader.dossier)

    def once(self) -> Watched:
        """Poll each feed that is due once, and do all that comes of it."""
        polled: set[str] = set()
        try:
            while self._step(polled):
                self._clock.sleep(0)  # whoever asked to stop is heard
        except Stopped:
            pass
        return self.watched

    def go_on(self) -> Watched:
        """Watch until asked to stop; trouble with the ledger is waited out, and told."""
        failures = 0
        while True:
            try:
                self._clock.sleep(0 if self._step(set()) else self._until_next())
                failures = 0
            except Stopped:
                return self.watched
            except LedgerError as error:
                failures += 1
                if failures == 1:
                    self._note(f"{error} The watch goes on when it can.")
                wait = next_try(MINUTE / 6, failures, 10 * MINUTE, self._clock.chance())
                try:
                    self._clock.sleep(wait)
                except Stopped:
                    return self.watched

    def look(self) -> Sequence[tuple[Feed, Sequence[Listed] | UnreadableInput]]:
        """Return the new entries of each feed that is due, or why it cannot be had.

        Nothing is read, told or kept, not even that the feed was asked.
        """
        found: list[tuple[Feed, Sequence[Listed] | UnreadableInput]] = []
        for feed, state in self._due():
            try:
                found.append((feed, self._poller.look(feed, state)))
            except UnreadableInput as error:
                found.append((feed, error))
        return found

    def _step(self, polled: set[str]) -> bool:
        """Poll a feed, read an entry and tell what is due; return whether there was anything.

        A feed that was `polled` is passed over.
        """
        self.watched.told += (told := self._deliverer.deliver())
        due = [(feed, state) for feed, state in self._due() if feed.url not in polled]
        for feed, state in due[:1]:
            polled.add(feed.url)
            self._poll(feed, state)
        one = self._first_waiting()
        if one is not None:
            self._take(one)
        self.watched.told += self._deliverer.deliver()
        return bool(due or one or told)

    def _poll(self, feed: Feed, state: FeedState) -> None:
        self.watched.polls += 1
        self._poller.poll(feed, state)

    def _take(self, one: Waiting) -> None:
        feed = self._plan.feed(one.url)
        if feed is None:
            return
        became = self._taker.take(one, feed)
        self.watched.read += became == "read"
        self.watched.failed += became == "failed"

    def _due(self) -> list[tuple[Feed, FeedState]]:
        """Return the feeds that may be polled now, the one first that waits longest."""
        now, never = self._clock.reached(), self._clock.stamp(2 * LONGEST_WAIT)
        states = self._states()
        found = [(feed, states[feed.url]) for feed in self._plan.feeds]
        # A clock that was wrong may have put a feed off for years.
        due = [pair for pair in found if not now < pair[1].due < never and not pair[1].gone]
        return sorted(due, key=lambda pair: pair[1].due)

    def _states(self) -> dict[str, FeedState]:
        with self._ledger.connect() as connection:
            return states_of(connection, self._plan.feeds, self._clock.reached())

    def _first_waiting(self) -> Waiting | None:
        urls = [feed.url for feed in self._plan.feeds]
        with self._ledger.connect() as connection:
            return next(iter(waiting(connection, urls, self._clock.reached())), None)

    def _until_next(self) -> float:
        """Return the seconds until something is due, none shorter than one."""
        states = self._states().values()
        found = [state.due for state in states if not state.gone]
        with self._ledger.connect() as connection:
            found.append(next_due(connection, [feed.url for feed in self._plan.feeds]) or "")
            found.append(next_turn(connection, self._plan.channels) or "")
        moments = [seconds(due) for due in found if due]
        left = min(moments, default=float("inf")) - self._clock.now()
        return min(max(left, 1.0), _LONGEST_SLEEP)


def fetching_of(plan: Plan, clock: Clock, *, allow_private: bool = False) -> Fetching:
    """Return the leave to fetch that a watch has: by its own clock, with its plan's pause."""
    return Fetching(
        allow_private=allow_private,
        pause=plan.pause,
        clock=clock.now,
        sleep=clock.sleep,
        now=lambda: stamp(clock.now()).replace("Z", "+00:00"),
    )


def watch_feeds(
    ledger: Ledger,
    plan: Plan,
    manner: Manner | None = None,
    *,
    once: bool = False,
    again: bool = False,
) -> Watched:
    """Poll the feeds of a plan, read what is new in them, and tell what changed.

    It goes on until its clock's sleep raises Stopped; `once` polls each feed that is due and
    ends. `again` also polls feeds that were gone. Raises LedgerError, with `once` at once.
    """
    own = manner or Manner()
    if again:
        with ledger.change() as connection:
            resume(connection, own.clock.stamp())
    found = Watch(ledger, plan, own)
    return found.once() if once else found.go_on()
