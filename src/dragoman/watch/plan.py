"""What a watch is to do: which feeds it polls, and by which channels it tells what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

Kind = Literal["statement", "shift", "condition", "status", "account"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What there is to tell: a new statement on a matter, a side's stance that moved, a new condition,
one that was met, withdrawn or the like, two accounts that cannot both hold."""

Way = Literal["terminal", "jsonl", "webhook", "atom"]
WAYS: tuple[Way, ...] = get_args(Way)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is polled: at most every so many seconds.

    `full` has the page fetched where the feed gives only a summary; `quiet` tells nothing of
    what stands in the feed when it is polled for the first time.
    """

    url: str
    name: str
    every: float = 1800.0
    full: bool = True
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a channel tells of, in a user's words; what is empty narrows nothing."""

    matters: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = KINDS


@dataclass(frozen=True, slots=True)
class Channel:
    """A way on which notices go out; its `name` is what the ledger keeps its queue under.

    `file` is for `jsonl` (None: standard output) and `atom`, `url` for a webhook, `secret` the
    name of the environment variable that holds what it is signed with. `title`, `address` and
    `most` are those of an Atom feed: what it is called, where it will stand, how many entries
    it has.
    """

    name: str
    to: Way
    wanted: Wanted = Wanted()
    file: Path | None = None
    url: str = ""
    secret: str = ""
    title: str = "Dragoman"
    address: str = ""
    most: int = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """All of a watch; `pause` are the seconds between two requests to one site."""

    feeds: tuple[Feed, ...]
    channels: tuple[Channel, ...] = (Channel("terminal", "terminal"),)
    pause: float = 2.0
    secrets: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def feed(self, url: str) -> Feed | None:
        """Return the feed of an address."""
        return next((feed for feed in self.feeds if feed.url == url), None)
