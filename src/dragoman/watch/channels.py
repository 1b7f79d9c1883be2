"""The channels on which notices go out: the terminal, lines of JSON, a webhook, an Atom feed.

Each takes notices in their order and says how many went out; what did not is tried again later.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from dragoman.ledger import Ledger
from dragoman.watch.atom import atom_feed
from dragoman.watch.clock import Clock
from dragoman.watch.notices import Notice, packed
from dragoman.watch.plan import Channel, Plan
from dragoman.watch.queue import latest
from dragoman.watch.webhook import SendingError, Webhook

_TAIL = 1_000_000
"""Bytes at the end of a file of lines that are looked at for what stands there already."""


class Way(Protocol):
    """A way out: takes notices, and returns how many of them, from the first on, went out.

    Raises SendingError when the first does not.
    """

    def send(self, told: Sequence[Notice]) -> int:
        """Send notices in their order."""


def ways_of(
    plan: Plan, ledger: Ledger, clock: Clock, show: Callable[[Notice], None]
) -> Mapping[str, Way]:
    """Return the ways out of a plan by the names of their channels; `show` is the terminal's."""
    return {each.name: _way(each, plan, ledger, clock, show) for each in plan.channels}


def _way(
    channel: Channel, plan: Plan, ledger: Ledger, clock: Clock, show: Callable[[Notice], None]
) -> Way:
    if channel.to == "webhook":
        return Webhook(channel.url, plan.secrets[channel.name], clock)
    if channel.to == "atom" and channel.file is not None:
        return AtomFile(channel, channel.file, ledger, clock)
    if channel.to == "jsonl":
        return JsonLines(channel.file)
    return Terminal(show)


class Terminal:
    """Notices for people, one after the other."""

    def __init__(self, show: Callable[[Notice], None]) -> None:
        self._show = show

    def send(self, told: Sequence[Notice]) -> int:
        """Show notices."""
        for notice in told:
            self._show(notice)
        return len(told)


class JsonLines:
    """Notices as lines of JSON, appended to a file or written to standard output.

    A program that was killed may have left half a line, or a whole one that nobody knows of:
    the first is taken away, and what stands there is not written again.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._standing: set[str] | None = None

    def send(self, told: Sequence[Notice]) -> int:
        """Write notices."""
        if self._file is None:
            for notice in told:
                sys.stdout.write(packed(notice) + "\n")
            sys.stdout.flush()
            return len(told)
        try:
            if self._standing is None:
                self._standing = _standing(self._file)
            lines = [line for line in map(packed, told) if line not in self._standing]
            with self._file.open("ab") as file:
                file.write("".join(f"{line}\n" for line in lines).encode())
                file.flush()
                os.fsync(file.fileno())
            self._standing = set()  # from here on we know what we wrote
        except OSError as error:
            self._standing = None
            raise SendingError(f"{self._file}: it cannot be written ({error.strerror})") from error
        return len(told)


def _standing(path: Path) -> set[str]:
    """Return the last lines of a file, after half a line at its end was taken away."""
    if not path.exists():
        return set()
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
        whole = tail.rfind(b"\n") + 1
        if whole < len(tail):
            file.truncate(size - len(tail) + whole)
    return set(tail[:whole].decode("utf-8", "replace").splitlines())


class AtomFile:
    """The last notices of a channel as an Atom feed, put in place of the one before at once."""

    def __init__(self, channel: Channel, file: Path, ledger: Ledger, clock: Clock) -> None:
        self._channel, self._file, self._ledger, self._clock = channel, file, ledger, clock

    def send(self, told: Sequence[Notice]) -> int:
        """Write the feed anew."""
        with self._ledger.connect() as connection:
            shown = latest(connection, self._channel.name, self._channel.most)
        beside = self._file.with_name(f".{self._file.name}.{os.getpid()}")
        try:
            with beside.open("wb") as file:
                file.write(atom_feed(self._channel, shown, self._clock.stamp()))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._file)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise SendingError(f"{self._file}: it cannot be written ({error.strerror})") from error
        return len(told)
