"""One address of the web asked for once: where to connect, what may come, how it is unpacked.

Redirects are not followed here, and robots.txt is not looked at: `fetching` does both. No
connection is kept, and no cookie.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import httpx

from dragoman.errors import UnreadableInput
from dragoman.intake.addresses import Resolver, checked_address

PROGRAM = "Dragoman"
"""The name that robots.txt files and servers know this program by."""

AGAIN = "Try again later, or save the page from a browser and give the file."
SAVE = "Save the page from a browser and give the file."
_SLOW_DOWN = frozenset({408, 425, 429})


class NotFetched(UnreadableInput):
    """An address that gave nothing: `status` is the server's answer, None where there was none.

    `retry_after` is the header of that name: a number of seconds, or a date. `passing` tells
    whether the same may come another time.
    """

    def __init__(
        self, where: str, what: str, remedy: str, status: int | None = None, retry_after: str = ""
    ) -> None:
        super().__init__(where, what, remedy)
        self.status = status
        self.retry_after = retry_after

    @property
    def passing(self) -> bool:
        """Whether the server may answer otherwise later."""
        return self.status is None or self.status >= 500 or self.status in _SLOW_DOWN


class Target(NamedTuple):
    """Whom an address names: scheme, host and port, and both as a Host header has them."""

    scheme: str
    host: str
    port: int
    header: str


class Answer(NamedTuple):
    """What a server answered: nothing but its status and headers where that is not 200."""

    status: int
    headers: Mapping[str, str]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Hop:
    """Asks one address after the other, each checked before it is connected to."""

    client: httpx.Client
    resolver: Resolver
    allow_private: bool
    where: str
    deadline: float
    conditions: Mapping[str, str] = field(default_factory=dict)

    def get(
        self, url: str, target: Target, most_of: Callable[[str], int], *, cut: bool = False
    ) -> Answer:
        """Return the answer of one address; redirects are not followed.

        `most_of` says how many bytes may come of a content type; with `cut`, what goes beyond
        is left out instead of refused.
        """
        address = checked_address(
            target.host,
            target.port,
            self.where,
            allow_private=self.allow_private,
            resolver=self.resolver,
        )
        # The host in the address is the number that was checked; the name goes into the header
        # and, with TLS, into the handshake and the check of the certificate.
        request = self.client.build_request(
            "GET",
            httpx.URL(url).copy_with(host=address, fragment=None),
            headers={"Host": target.header, **self.conditions},
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
            raise NotFetched(self.where, "it does not answer in time", AGAIN) from error
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError, ValueError) as error:
            raise NotFetched(self.where, f"it cannot be fetched ({error})", AGAIN) from error
        return Answer(response.status_code, headers, raw)

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
                    SAVE,
                )
        return b"".join(parts)

    def _in_time(self, response: httpx.Response) -> Iterator[bytes]:
        for part in response.iter_raw(65_536):
            if time.monotonic() > self.deadline:
                raise NotFetched(self.where, "it takes too long to come", AGAIN)
            yield part


def client_of(connect: float, wait: float) -> httpx.Client:
    """Return a client that waits so many seconds for a connection, and for each answer."""
    # No connection is kept: one to the same number may have been made for another name.
    return httpx.Client(
        limits=httpx.Limits(max_keepalive_connections=0),
        follow_redirects=False,
        trust_env=False,
        timeout=httpx.Timeout(wait, connect=connect),
        headers={
            "User-Agent": f"{PROGRAM} (news reader; respects robots.txt)",
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip, deflate",
        },
    )


def target_of(url: str, where: str) -> Target:
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
    return Target(parts.scheme, host, port, parts.netloc.decode("ascii"))


def _unpacked(
    parts: Iterator[bytes], response: httpx.Response, where: str, most: int
) -> Iterator[bytes]:
    """Yield a body's bytes unpacked, never more than `most` at once: bombs swell here."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing in ("", "identity"):
        yield from parts
        return
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise UnreadableInput(where, f"it is packed as {packing!r}, which is not read", SAVE)
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32 if packing != "deflate" else zlib.MAX_WBITS)
    first = True
    try:
        for part in parts:
            if first and packing == "deflate" and part[:1] and part[0] & 0x0F != 8:
                unpack = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers leave the head out
            first = False
            yield unpack.decompress(part, most)
    except zlib.error as error:
        raise NotFetched(where, "its packing is broken", AGAIN) from error
    if not first and not unpack.eof:
        raise NotFetched(where, "it broke off before its end", AGAIN)
