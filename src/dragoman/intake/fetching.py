"""A page fetched from the web, with every hop checked: address, robots.txt, size, time.

Proxies of the environment are not used: a proxy would resolve names itself, and what was
checked here would not be what is connected to. One page at a time is asked for, with a pause
between two of one site.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

from dragoman.errors import UnreadableInput
from dragoman.intake.addresses import Resolver, resolved
from dragoman.intake.decoding import MAX_BYTES
from dragoman.intake.formats import LARGE
from dragoman.intake.hops import AGAIN, PROGRAM, SAVE, Hop, NotFetched, Target, client_of, target_of
from dragoman.intake.html_dates import now
from dragoman.intake.robots import NOTHING_ALLOWED, Robots, robots_of

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LASTING = frozenset({301, 308})
_UNCHANGED = 304
_LONGEST_PAUSE = 60.0
"""Seconds beyond which a site's `Crawl-delay` is not waited for: a run has to end one day."""
_ROBOTS_BYTES = 500_000
_ROBOTS_KEPT = 86_400.0
_TROUBLE_KEPT = 1_800.0
"""Seconds after which a robots.txt is asked for anew (RFC 9309: a day at most), and after which
one is that could not be had."""
_MOST_SITES = 1_000
"""Sites that are kept in mind: a program may run for months."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a fetch may take: seconds to connect or wait, in all; bytes, unpacked; hops.

    `size` is for pages and texts, `document` for all else (a PDF, an archive, a table).
    """

    connect: float = 10.0
    wait: float = 15.0
    whole: float = 60.0
    size: int = MAX_BYTES
    document: int = LARGE
    redirects: int = 5

    def most(self, content_type: str) -> int:
        """Return how many bytes may come of a kind."""
        media = content_type.partition(";")[0].strip().lower()
        pages = ("", "text/html", "text/plain", "application/xhtml+xml")
        return self.size if media in pages else max(self.size, self.document)


class Fetched(NamedTuple):
    """What came: the bytes unpacked, the headers in lower case, the last address, the moment.

    `address` is what the page goes by, without fragment: the last one that was reached by
    redirects which the site calls permanent. `changed` is False where the server says that what
    is known of it still holds; then nothing came.
    """

    raw: bytes
    headers: Mapping[str, str]
    final_url: str
    retrieved: str
    address: str
    changed: bool = True


class Known(NamedTuple):
    """What a server said of the version that is known: sent back, it need not send it again."""

    etag: str | None = None
    modified: str | None = None

    def conditions(self) -> dict[str, str]:
        """Return the headers of a request that is only for something newer."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


@dataclass(slots=True)
class Fetching:
    """What several fetches share: leave, limits, each site's robots.txt once asked for, pauses.

    `pause` is the seconds between two pages of one site, where it does not ask for more;
    `clock`, `sleep` and `now` are the machine's own.
    """

    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)
    resolver: Resolver = resolved
    pause: float = 1.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], str] = now
    robots: dict[str, tuple[Robots, float]] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)

    def wait_for(self, site: str, delay: float) -> float:
        """Wait until a site may be asked again, and return the seconds that it took."""
        pause = min(max(self.pause, delay), _LONGEST_PAUSE)
        left = max(0.0, self.asked.get(site, -pause) + pause - self.clock())
        if left:
            self.sleep(left)
        return left

    def was_asked(self, site: str) -> None:
        """Keep in mind that a site was asked now."""
        self.asked.pop(site, None)
        self.asked[site] = self.clock()
        for of_sites in (self.asked, self.robots):
            if len(of_sites) > _MOST_SITES:
                of_sites.pop(next(iter(of_sites)))

    def robots_of(self, site: str) -> Robots | None:
        """Return the rules of a site, None where they have to be asked for."""
        rules, until = self.robots.get(site, (None, 0.0))
        return rules if self.clock() < until else None

    def keep_robots(self, site: str, rules: Robots) -> None:
        """Keep a site's rules for as long as they hold."""
        kept = _TROUBLE_KEPT if rules is NOTHING_ALLOWED else _ROBOTS_KEPT
        self.robots[site] = rules, self.clock() + kept


def fetched(
    url: str,
    *,
    allow_private: bool = False,
    within: Fetching | None = None,
    known: Known | None = None,
) -> Fetched:
    """Return what stands at an address of the web.

    `within` is what several fetches share; `allow_private` is its own then. With what is `known`
    of it, only something newer comes. Raises UnreadableInput when the address may not be
    fetched or holds too much, NotFetched when the server does not give it.
    """
    fetching = within or Fetching(allow_private=allow_private)
    limits = fetching.limits
    deadline = time.monotonic() + limits.whole
    waited: set[str] = set()
    conditions = known.conditions() if known else {}
    with client_of(limits.connect, limits.wait) as client:
        leave = fetching.resolver, fetching.allow_private
        hop = Hop(client, *leave, url, deadline, conditions)
        for at in _hops(url, limits.redirects):
            target = target_of(at.url, url)
            _check_robots(_robots(hop, target, fetching), at.url, url)
            if target.header not in waited:  # redirects within a site are one visit
                waited.add(target.header)
                delay = _robots(hop, target, fetching).delay
                spent = fetching.wait_for(target.header, delay)
                hop = replace(hop, deadline=hop.deadline + spent)
            try:
                answer = hop.get(at.url, target, limits.most)
            finally:
                fetching.was_asked(target.header)
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                at.go_on(answer.headers["location"], lasting=answer.status in _LASTING)
                continue
            changed = not (conditions and answer.status == _UNCHANGED)
            if changed:
                _check_status(answer.status, url, answer.headers.get("retry-after", ""))
            address = urldefrag(at.address).url
            return Fetched(answer.raw, answer.headers, at.url, fetching.now(), address, changed)
    raise UnreadableInput(url, f"it redirects more than {limits.redirects} times", SAVE)


@dataclass(slots=True)
class _At:
    """Where the chain of redirects is, and up to where all of them were permanent."""

    url: str
    address: str
    lasting: bool = True

    def go_on(self, location: str, *, lasting: bool = True) -> None:
        self.url = urljoin(self.url, location.strip())
        self.lasting = self.lasting and lasting
        if self.lasting:
            self.address = self.url


def _hops(url: str, most: int) -> Iterator[_At]:
    at = _At(url, url)
    for _ in range(most + 1):
        yield at


def _check_robots(robots: Robots, url: str, where: str) -> None:
    """Raise an error when a site does not allow an address, or does not say whether it does."""
    if robots is NOTHING_ALLOWED:
        raise NotFetched(where, "the site's robots.txt cannot be had, so nothing is asked", AGAIN)
    if not robots.allows(url):
        raise UnreadableInput(where, f"the site's robots.txt does not allow {url}", SAVE)


def _robots(hop: Hop, target: Target, fetching: Fetching) -> Robots:
    """Return the rules of a target's site; a site in trouble allows nothing."""
    site = f"{target.scheme}://{target.header}"
    rules = fetching.robots_of(site)
    if rules is None:
        rules = _fetched_robots(hop, f"{site}/robots.txt", fetching.limits.redirects)
        fetching.keep_robots(site, rules)
    return rules


def _robots_bytes(_: str) -> int:
    return _ROBOTS_BYTES


def _fetched_robots(hop: Hop, url: str, redirects: int) -> Robots:
    plain = replace(hop, conditions={})
    for at in _hops(url, redirects):
        answer = plain.get(at.url, target_of(at.url, hop.where), _robots_bytes, cut=True)
        if answer.status in _REDIRECTS and answer.headers.get("location"):
            at.go_on(answer.headers["location"])
        elif answer.status == 200:
            return robots_of(answer.raw.decode("utf-8", "replace"), PROGRAM)
        else:
            return NOTHING_ALLOWED if answer.status >= 500 or answer.status == 429 else Robots()
    return Robots()


def _check_status(status: int, url: str, retry_after: str) -> None:
    if status == 200:
        return
    reasons = {
        401: ("the site asks for a password (401)", SAVE),
        402: ("the site asks for payment (402)", SAVE),
        403: ("the site refuses it to programs (403)", SAVE),
        404: ("there is no such page (404)", "Check the address."),
        410: ("the page is gone (410)", "Look for it in a web archive."),
        429: ("the site asks to slow down (429)", AGAIN),
        451: ("the page is withheld for legal reasons (451)", SAVE),
    }
    what, remedy = reasons.get(status, (f"the site answers with status {status}", AGAIN))
    raise NotFetched(url, what, remedy, status, retry_after)
