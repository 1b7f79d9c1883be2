"""A page fetched from the web, with every hop checked: address, robots.txt, size, time.

Proxies of the environment are not used: a proxy would resolve names itself, and what was
checked here would not be what is connected to. One page at a time is asked for, with a pause
between two of one site.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

import httpx

from dragoman.errors import UnreadableInput
from dragoman.intake.addresses import Resolver, checked_address, resolved
from dragoman.intake.decoding import MAX_BYTES
from dragoman.intake.formats import LARGE
from dragoman.intake.html_dates import now
from dragoman.intake.robots import NOTHING_ALLOWED, Robots, robots_of

PROGRAM = "Dragoman"
"""The name that robots.txt files and servers know this program by."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LASTING = frozenset({301, 308})
_LONGEST_PAUSE = 60.0
"""Seconds beyond which a site's `Crawl-delay` is not waited for: a run has to end one day."""
_ROBOTS_BYTES = 500_000
_AGAIN = "Try again later, or save the page from a browser and give the file."
_SAVE = "Save the page from a browser and give the file."


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
    redirects which the site calls permanent.
    """

    raw: bytes
    headers: Mapping[str, str]
    final_url: str
    retrieved: str
    address: str


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
    robots: dict[str, Robots] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)

    def wait_for(self, site: str, delay: float) -> float:
        """Wait until a site may be asked again, and return the seconds that it took."""
        pause = min(max(self.pause, delay), _LONGEST_PAUSE)
        left = max(0.0, self.asked.get(site, -pause) + pause - self.clock())
        if left:
            self.sleep(left)
        return left


def fetched(url: str, *, allow_private: bool = False, within: Fetching | None = None) -> Fetched:
    """Return what stands at an address of the web.

    `within` is what several fetches share; `allow_private` is its own then. Raises
    UnreadableInput when the address may not be fetched, does not answer, or holds too much.
    """
    fetching = within or Fetching(allow_private=allow_private)
    limits = fetching.limits
    deadline = time.monotonic() + limits.whole
    waited: set[str] = set()
    with _client(limits) as client:
        hop = _Hop(client, fetching, url, deadline)
        for at in _hops(url, limits.redirects):
            target = _target(at.url, url)
            robots = _robots(hop, target)
            if not robots.allows(at.url):
                raise UnreadableInput(url, f"the site's robots.txt does not allow {at.url}", _SAVE)
            if target.header not in waited:  # redirects within a site are one visit
                waited.add(target.header)
                spent = fetching.wait_for(target.header, robots.delay)
                hop = replace(hop, deadline=hop.deadline + spent)
            try:
                answer = hop.get(at.url, target, limits.most)
            finally:
                fetching.asked[target.header] = fetching.clock()
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                at.go_on(answer.headers["location"], lasting=answer.status in _LASTING)
                continue
            _check_status(answer.status, url)
            address = urldefrag(at.address).url
            return Fetched(answer.raw, answer.headers, at.url, fetching.now(), address)
    raise UnreadableInput(url, f"it redirects more than {limits.redirects} times", _SAVE)


class _Target(NamedTuple):
    """Whom an address names: scheme, host and port, and both as a Host header has them."""

    scheme: str
    host: str
    port: int
    header: str


class _Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    raw: bytes


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


@dataclass(frozen=True, slots=True)
class _Hop:
    """Asks one address after the other, each checked before it is connected to."""

    client: httpx.Client
    fetching: Fetching
    where: str
    deadline: float

    def get(
        self, url: str, target: _Target, most_of: Callable[[str], int], *, cut: bool = False
    ) -> _Answer:
        """Return the answer of one address; redirects are not followed.

        `most_of` says how many bytes may come of a content type; with `cut`, what goes beyond
        is left out instead of refused.
        """
        address = checked_address(
            target.host,
            target.port,
            self.where,
            allow_private=self.fetching.allow_private,
            resolver=self.fetching.resolver,
        )
        # The host in the address is the number that was checked; the name goes into the header
        # and, with TLS, into the handshake and the check of the certificate.
        request = self.client.build_request(
            "GET",
            httpx.URL(url).copy_with(host=address, fragment=None),
            headers={"Host": target.header},
            extensions={"sni_hostname": target.host},
        )
        try:
            response = self.client.send(request, stream=True)
            try:
                headers = {name.lower(): value for name, value in response.headers.items()}
                found = response.status_code == 200
                most = most_of(headers.get("content-type", ""))
                raw = self._body(response, most, cut=cut) if found else b""
            finally:
                response.close()
                self.client.cookies.clear()
        except httpx.TimeoutException as error:
            raise UnreadableInput(self.where, "it does not answer in time", _AGAIN) from error
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError, ValueError) as error:
            raise UnreadableInput(self.where, f"it cannot be fetched ({error})", _AGAIN) from error
        return _Answer(response.status_code, headers, raw)

    def _body(self, response: httpx.Response, most: int, *, cut: bool) -> bytes:
        """Return the body unpacked, or raise UnreadableInput as soon as it is too much."""
        parts: list[bytes] = []
        size = 0
        for part in _unpacked(self._in_time(response), response, self.where, most + 1):
            parts.append(part)
            size += len(part)
            if size > most:
                if cut:
                    return b"".join(parts)[:most]
                raise UnreadableInput(
                    self.where,
                    f"it is larger than the {most:,} bytes that may come of its kind",
                    _SAVE,
                )
        return b"".join(parts)

    def _in_time(self, response: httpx.Response) -> Iterator[bytes]:
        for part in response.iter_raw(65_536):
            if time.monotonic() > self.deadline:
                raise UnreadableInput(self.where, "it takes too long to come", _AGAIN)
            yield part


def _client(limits: Limits) -> httpx.Client:
    # No connection is kept: one to the same number may have been made for another name.
    return httpx.Client(
        limits=httpx.Limits(max_keepalive_connections=0),
        follow_redirects=False,
        trust_env=False,
        timeout=httpx.Timeout(limits.wait, connect=limits.connect),
        headers={
            "User-Agent": f"{PROGRAM} (news reader; respects robots.txt)",
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip, deflate",
        },
    )


def _target(url: str, where: str) -> _Target:
    """Return whom an address names; raises UnreadableInput when it is none of the web."""
    try:
        parts = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise UnreadableInput(
            where, f"{url!r} is no address of the web", "Check the address."
        ) from error
    if parts.scheme not in ("http", "https") or not parts.host:
        raise UnreadableInput(
            where, f"{url!r} is no address of the web", "Give one with http:// or https://."
        )
    if parts.userinfo:
        raise UnreadableInput(
            where, "the address holds a name and password", "Give it without them."
        )
    port = parts.port or (443 if parts.scheme == "https" else 80)
    host = parts.raw_host.decode("ascii").strip("[]")
    return _Target(parts.scheme, host, port, parts.netloc.decode("ascii"))


def _robots(hop: _Hop, target: _Target) -> Robots:
    """Return the rules of a target's site, fetched once; a site in trouble allows nothing."""
    site = f"{target.scheme}://{target.header}"
    known = hop.fetching.robots.get(site)
    if known is None:
        known = hop.fetching.robots[site] = _fetched_robots(hop, f"{site}/robots.txt")
    return known


def _robots_bytes(_: str) -> int:
    return _ROBOTS_BYTES


def _fetched_robots(hop: _Hop, url: str) -> Robots:
    for at in _hops(url, hop.fetching.limits.redirects):
        answer = hop.get(at.url, _target(at.url, hop.where), _robots_bytes, cut=True)
        if answer.status in _REDIRECTS and answer.headers.get("location"):
            at.go_on(answer.headers["location"])
        elif answer.status == 200:
            return robots_of(answer.raw.decode("utf-8", "replace"), PROGRAM)
        else:
            return NOTHING_ALLOWED if answer.status >= 500 or answer.status == 429 else Robots()
    return Robots()


def _check_status(status: int, url: str) -> None:
    if status == 200:
        return
    reasons = {
        401: ("the site asks for a password (401)", _SAVE),
        402: ("the site asks for payment (402)", _SAVE),
        403: ("the site refuses it to programs (403)", _SAVE),
        404: ("there is no such page (404)", "Check the address."),
        410: ("the page is gone (410)", "Look for it in a web archive."),
        429: ("the site asks to slow down (429)", _AGAIN),
        451: ("the page is withheld for legal reasons (451)", _SAVE),
    }
    what, remedy = reasons.get(status, (f"the site answers with status {status}", _AGAIN))
    raise UnreadableInput(url, what, remedy)


def _unpacked(
    parts: Iterator[bytes], response: httpx.Response, where: str, most: int
) -> Iterator[bytes]:
    """Yield a body's bytes unpacked, never more than `most` at once: bombs swell here."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        yield from parts
        return
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise UnreadableInput(where, f"it is packed as {packing!r}, which is not read", _SAVE)
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32 if packing != "deflate" else zlib.MAX_WBITS)
    first = True
    try:
        for part in parts:
            if first and packing == "deflate" and part[:1] and part[0] & 0x0F != 8:
                unpack = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers leave the head out
            first = False
            yield unpack.decompress(part, most)
    except zlib.error as error:
        raise UnreadableInput(where, "its packing is broken", _AGAIN) from error
    if not first and not unpack.eof:
        raise UnreadableInput(where, "it broke off before its end", _AGAIN)
