"""A newsroom of invented outlets on this machine, whose servers misbehave, and a clock of its own.

Each outlet is a site of its own name with one feed; it publishes an entry every few hours of the
simulated time. What each was asked, when and with which headers is kept.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from html import escape
from http.server import BaseHTTPRequestHandler
from typing import NamedTuple
from zlib import crc32

from dragoman.intake.fetching import Fetching, Limits
from dragoman.watch.clock import Clock, stamp
from web_site import Site

START = 1_930_000_000.0
HOUR = 3_600.0
_SYLLABLES = ("bel", "tar", "mor", "vin", "sku", "ped", "lan", "gor", "hes", "rud", "zim", "kop")


class Killed(BaseException):
    """The program ends here, as if it had been killed."""


@dataclass
class SimulatedClock:
    """A clock that only sleep moves."""

    at: float = START
    random: random.Random = field(default_factory=lambda: random.Random(7))
    before_sleep: Callable[[float], None] = lambda _: None

    def sleep(self, seconds: float) -> None:
        self.before_sleep(seconds)
        self.at += seconds

    def clock(self) -> Clock:
        return Clock(now=lambda: self.at, sleep=self.sleep, chance=self.random.random)


def fetching(clock: SimulatedClock, pause: float = 2.0, **limits: float) -> Fetching:
    """Return leave to ask this machine under any name, by the simulated clock."""
    return Fetching(
        allow_private=True,
        limits=Limits(**limits),  # type: ignore[arg-type]
        resolver=lambda host, port: ["127.0.0.1"],
        pause=pause,
        clock=lambda: clock.at,
        sleep=clock.sleep,
        now=lambda: stamp(clock.at).replace("Z", "+00:00"),
    )


class Asked(NamedTuple):
    """One request: when, of whom, for what, on which conditions."""

    at: float
    host: str
    path: str
    etag: str | None
    modified: str | None


@dataclass
class Item:
    """One entry of an outlet: `word` stands in it and nowhere else."""

    outlet: str
    number: int
    at: float
    whole: bool

    @property
    def word(self) -> str:
        """A name for the treaty that it is about, of this entry alone."""
        left = self.number + 1_000 * (1 + crc32(self.outlet.encode()) % 900)
        digits: list[str] = []
        while left or not digits:
            digits.append(_SYLLABLES[left % 12])
            left //= 12
        return "".join(digits).title()

    @property
    def text(self) -> str:
        """The article."""
        return (
            f"Valdorian Foreign Minister Ilse Marrane said on Monday that Valdoria rejects the "
            f"{self.word} treaty with Kestrel."
        )


@dataclass
class Outlet:
    """A site with a feed. `manners` are called in turn by chance, and say what goes wrong."""

    name: str
    port: int = 0
    gap: float = 4 * HOUR
    shown: int = 20
    whole: bool = True
    first: int = 3
    dates_move: bool = False
    until: float = float("inf")

    @property
    def host(self) -> str:
        return f"{self.name}.example"

    def url(self, path: str) -> str:
        return f"http://{self.host}:{self.port}/{self.name}{path}"

    @property
    def feed_url(self) -> str:
        return self.url("/feed")

    def items(self, at: float) -> list[Item]:
        """Return what was published by a moment, the oldest first."""
        count = self.first + int((min(at, self.until) - START) // self.gap)
        begin = START - self.first * self.gap
        return [Item(self.name, n, begin + n * self.gap, self.whole) for n in range(count)]

    def feed(self, at: float, moved: float = 0.0) -> bytes:
        """Return the feed as it stands at a moment; `moved` shifts all its dates."""
        shown = self.items(at)[-self.shown :][::-1]
        entries = "".join(self._entry(item, moved) for item in shown)
        title = escape(self.name.title())
        return (
            f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
            f"<title>{title}</title>{entries}</channel></rss>"
        ).encode()

    def _entry(self, item: Item, moved: float) -> str:
        text = item.text if self.whole else f"More on the {item.word} treaty inside."
        tag = "content:encoded" if self.whole else "description"
        space = " xmlns:content='http://purl.org/rss/1.0/modules/content/'" if self.whole else ""
        return (
            f"<item{space}><guid isPermaLink='false'>{self.name}-{item.number}</guid>"
            f"<title>Treaty talks {item.word}</title>"
            f"<link>{self.url(f'/page/{item.number}')}</link>"
            f"<pubDate>{formatdate(item.at + moved, usegmt=True)}</pubDate>"
            f"<{tag}>&lt;p&gt;{escape(text)}&lt;/p&gt;</{tag}></item>"
        )

    def page(self, number: int) -> bytes:
        """Return the page of an entry."""
        item = Item(self.name, number, 0.0, self.whole)
        return (
            f"<html><head><title>Treaty talks {item.word}</title></head><body><article>"
            f"<h1>Treaty talks {item.word}</h1><p>{escape(item.text)}</p></article></body></html>"
        ).encode()


Manner = Callable[["Newsroom", Outlet, BaseHTTPRequestHandler], bool]
"""Something that a server does with a request; True when it has answered."""


class Newsroom:
    """The outlets' servers: what they were asked, and what they promised."""

    def __init__(self, site: Site, clock: SimulatedClock, seed: int = 1) -> None:
        self.site, self.clock, self.random = site, clock, random.Random(seed)
        self.asked: list[Asked] = []
        self.rests: list[tuple[str, float, float]] = []
        self.whole: dict[str, list[tuple[float, str | None]]] = {}
        self.forgotten: list[Asked] = []
        self.outlets: dict[str, Outlet] = {}
        self.manners: dict[str, list[tuple[float, Manner]]] = {}
        self.robots: dict[str, str] = {}
        self.moved: set[str] = set()
        self.calm = False
        site.answers["/robots.txt"] = self._robots
        # Who hangs up on a slow server breaks its pipe: that is no news.
        site.server.handle_error = lambda *_: None  # type: ignore[method-assign]

    def open(self, outlet: Outlet, *manners: tuple[float, Manner]) -> Outlet:
        """Open an outlet whose server does each of its manners with a certain chance."""
        outlet.port = self.site.port
        self.outlets[outlet.host] = outlet
        self.manners[outlet.host] = list(manners)
        self.site.answers[f"/{outlet.name}/feed"] = self._feed
        self.site.answers[f"/{outlet.name}/moved"] = self._feed
        for number in range(400):
            self.site.answers[f"/{outlet.name}/page/{number}"] = self._page
        return outlet

    def requests(self, host: str, *, robots: bool = False) -> Iterator[Asked]:
        """Yield what a site was asked."""
        return (
            one
            for one in self.asked
            if one.host == host and (robots or not one.path.endswith("robots.txt"))
        )

    def _robots(self, handler: BaseHTTPRequestHandler) -> None:
        outlet = self._noted(handler)
        body = self.robots.get(outlet.host, "").encode()
        answer(handler, 200 if body else 404, {}, body)

    def _feed(self, handler: BaseHTTPRequestHandler) -> None:
        outlet = self._noted(handler)
        given = [
            etag for at, etag in self.whole.get(outlet.host, []) if self.clock.at - at < 23 * HOUR
        ]
        # One answer may have come too late to be heard, three hardly.
        if len(given) > 2 and self.asked[-1].etag not in given:
            self.forgotten.append(self.asked[-1])
        if self._misbehaved(outlet, handler):
            return
        moved = self.random.uniform(-9, 9) * HOUR if outlet.dates_move else 0.0
        body = outlet.feed(self.clock.at, moved)
        etag = f'"{outlet.name}-{crc32(body):x}"'
        if handler.headers["If-None-Match"] == etag:
            answer(handler, 304, {"ETag": etag}, b"")
            return
        self.give(outlet, handler, body, etag)

    def give(
        self, outlet: Outlet, handler: BaseHTTPRequestHandler, body: bytes, etag: str | None
    ) -> None:
        """Answer with a whole feed."""
        self.whole.setdefault(outlet.host, []).append((self.clock.at, etag))
        headers = {"Content-Type": "application/rss+xml"} | ({"ETag": etag} if etag else {})
        answer(handler, 200, headers, body)

    def _page(self, handler: BaseHTTPRequestHandler) -> None:
        outlet = self._noted(handler)
        if self._misbehaved(outlet, handler):
            return
        number = int(handler.path.rpartition("/")[2])
        answer(handler, 200, {"Content-Type": "text/html"}, outlet.page(number))

    def _misbehaved(self, outlet: Outlet, handler: BaseHTTPRequestHandler) -> bool:
        chance = self.random.random()
        for share, manner in [] if self.calm else self.manners[outlet.host]:
            chance -= share
            if chance < 0:
                return manner(self, outlet, handler)
        return False

    def _noted(self, handler: BaseHTTPRequestHandler) -> Outlet:
        host = handler.headers["Host"].partition(":")[0]
        told = handler.headers["If-None-Match"], handler.headers["If-Modified-Since"]
        self.asked.append(Asked(self.clock.at, host, handler.path, *told))
        return self.outlets[host]


def answer(
    handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes
) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    if status != 304:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


# What servers do wrong.


def errors(room: Newsroom, outlet: Outlet, handler: BaseHTTPRequestHandler) -> bool:
    statuses = [500, 502, 503, 504] + [404] * ("/page/" not in handler.path)
    answer(handler, room.random.choice(statuses), {}, b"<html>No</html>")
    return True


def asks_for_rest(room: Newsroom, outlet: Outlet, handler: BaseHTTPRequestHandler) -> bool:
    wait = room.random.choice([900, 7_200, 20_000])
    words = str(wait)
    if room.random.random() < 0.5:
        words = formatdate(room.clock.at + wait, usegmt=True)
    room.rests.append((outlet.host, room.clock.at, wait - 1.0))
    answer(handler, room.random.choice([429, 503]), {"Retry-After": words}, b"")
    return True


def slow(room: Newsroom, outlet: Outlet, handler: BaseHTTPRequestHandler) -> bool:
    time.sleep(1.3)
    return False


def half_of_it(room: Newsroom, outlet: Outlet, handler: BaseHTTPRequestHandler) -> bool:
    """Break off: the server says how long it is, or it says that half is all."""
    if not handler.path.endswith("feed"):
        return False
    body = outlet.feed(room.clock.at)
    handler.send_response(200)
    handler.send_header("ETag", '"half"')
    half = body[: room.random.randrange(100, len(body) - 40)]
    told = len(body) if room.random.random() < 0.5 else len(half)
    if told == len(half):
        room.whole.pop(outlet.host, None)
    handler.send_header("Content-Length", str(told))
    handler.end_headers()
    handler.wfile.write(half)
    handler.close_connection = True
    return True


def other_etag(room: Newsroom, outlet: Outlet, handler: BaseHTTPRequestHandler) -> bool:
    """Send the same again under another name."""
    if not handler.path.endswith("feed"):
        return False
    etag = f'W/"{room.random.randrange(10**9)}"'
    room.give(outlet, handler, outlet.feed(room.clock.at), etag)
    return True


def away_for_now(room: Newsroom, outlet: Outlet, handler: BaseHTTPRequestHandler) -> bool:
    if not handler.path.endswith("/feed"):
        return False
    answer(handler, 302, {"Location": outlet.url("/moved")}, b"")
    return True


def moves_for_good(room: Newsroom, outlet: Outlet, handler: BaseHTTPRequestHandler) -> bool:
    if not handler.path.endswith("/feed"):
        return False
    room.moved.add(outlet.host)
    answer(handler, 301, {"Location": outlet.url("/moved")}, b"")
    return True


def in_a_circle(room: Newsroom, outlet: Outlet, handler: BaseHTTPRequestHandler) -> bool:
    if "/page/" in handler.path:
        return False
    answer(handler, 302, {"Location": handler.path}, b"")
    return True


def garbage(room: Newsroom, outlet: Outlet, handler: BaseHTTPRequestHandler) -> bool:
    if "/page/" in handler.path:
        return False
    body = room.random.choice(
        [
            b"",
            room.random.randbytes(3_000),
            b"<html><body><h1>Log in</h1></body></html>",
            b'{"error": "no"}',
            b"<rss",
        ]
    )
    headers = {"ETag": '"garbage"'}
    if room.random.random() < 0.3:
        headers["Content-Encoding"] = "gzip"
    answer(handler, 200, headers, body)
    return True


def unasked_304(room: Newsroom, outlet: Outlet, handler: BaseHTTPRequestHandler) -> bool:
    if handler.headers["If-None-Match"]:
        return False
    answer(handler, 304, {}, b"")
    return True
