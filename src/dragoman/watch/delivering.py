"""Notices taken to their channels in their order, each channel at its own pace.

A channel that does not take its first notice is left alone for twice as long each time, an hour
at most; the others go on. What nobody took for a month is given up, and that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dragoman.ledger import Ledger
from dragoman.watch.channels import Way
from dragoman.watch.clock import Clock
from dragoman.watch.plan import Channel, Plan
from dragoman.watch.queue import Turn, drop_old, give_up, is_late, is_sent, turns
from dragoman.watch.timing import DAY, HOUR, asked_wait, next_try
from dragoman.watch.webhook import SendingError

_AT_ONCE = 100
_FIRST_WAIT, _LONGEST = 30.0, HOUR
_GIVEN_UP = 30 * DAY


@dataclass(slots=True)
class Deliverer:
    """Takes notices to their channels; `note` is told of a channel that does not take them."""

    ledger: Ledger
    plan: Plan
    clock: Clock
    ways: Mapping[str, Way]
    note: Callable[[str], None]
    silent: set[str] = field(default_factory=set)
    dropped: float = 0.0

    def deliver(self) -> int:
        """Take to each channel what is due, and return how many notices went out."""
        self._drop()
        return sum(self._to(channel) for channel in self.plan.channels)

    def _to(self, channel: Channel) -> int:
        went = 0
        while found := self._due(channel):
            try:
                taken = self.ways[channel.name].send([turn.notice for turn in found])
            except SendingError as error:
                self._late(channel, found[0], error)
                if not error.refused:
                    break
                continue
            went += taken
            self._heard(channel)
            with self.ledger.change() as connection:
                keys = [turn.key for turn in found[:taken]]
                is_sent(connection, channel.name, keys, self.clock.stamp())
        return went

    def _due(self, channel: Channel) -> list[Turn]:
        """Return the first notices of a channel, none while it is left alone."""
        with self.ledger.connect() as connection:
            found = turns(connection, channel.name, _AT_ONCE)
        return found if found and found[0].due <= self.clock.reached() else []

    def _late(self, channel: Channel, turn: Turn, error: SendingError) -> None:
        wait = next_try(_FIRST_WAIT, turn.tried + 1, _LONGEST, self.clock.chance())
        wait = max(wait, asked_wait(error.retry_after, self.clock.now()))
        with self.ledger.change() as connection:
            if error.refused:
                give_up(connection, channel.name, turn.key)
            else:
                is_late(connection, channel.name, turn, self.clock.stamp(wait))
        if error.refused:
            self.note(f"{channel.name}: it refuses a notice ({error}): {turn.notice.text}")
        elif channel.name not in self.silent:
            self.silent.add(channel.name)
            self.note(f"{channel.name}: {error}. What there is to tell waits, and is tried again.")

    def _heard(self, channel: Channel) -> None:
        if channel.name in self.silent:
            self.silent.discard(channel.name)
            self.note(f"{channel.name}: it takes notices again.")

    def _drop(self) -> None:
        """Give up what waits for too long; looked at once a day."""
        now = self.clock.now()
        if now - self.dropped < DAY:
            return
        self.dropped = now
        with self.ledger.change() as connection:
            late = drop_old(connection, self.clock.stamp(-_GIVEN_UP))
        for channel, count in late.items():
            self.note(f"{channel}: {count:,} notices that nobody took for a month were given up.")
