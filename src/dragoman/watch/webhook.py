"""Notices posted to a server, signed so that it knows whose they are.

The signature is the HMAC-SHA256 of the timestamp, a full stop and the body, with a secret that
both know. A notice has the same `Idempotency-Key` however often it is sent: a receiver that
keeps the last ones takes none twice.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from urllib.parse import urlsplit

import httpx

from dragoman.errors import DragomanError
from dragoman.intake.hops import PROGRAM
from dragoman.watch.clock import Clock
from dragoman.watch.notices import Notice, packed

_TIMEOUT = httpx.Timeout(10.0)
_REFUSED = frozenset({400, 413, 415, 422})
"""Answers to this very notice: it would be refused again."""


class SendingError(DragomanError):
    """A notice did not go out; `refused` when it never will, as its receiver says."""

    def __init__(self, why: str, *, retry_after: str = "", refused: bool = False) -> None:
        super().__init__(why)
        self.retry_after = retry_after
        self.refused = refused


def signature(secret: bytes, timestamp: str, body: bytes) -> str:
    """Return what a body is signed with at a moment (seconds since 1970)."""
    return hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


class Webhook:
    """One address that notices are posted to, one a request."""

    def __init__(self, url: str, secret: bytes, clock: Clock) -> None:
        self._url, self._secret, self._clock = url, secret, clock

    def send(self, told: Sequence[Notice]) -> int:
        """Post notices; a later one that does not go out is left for the next time."""
        with httpx.Client(timeout=_TIMEOUT, trust_env=False, follow_redirects=False) as client:
            for n, notice in enumerate(told):
                try:
                    self._post(client, notice)
                except SendingError:
                    if n == 0:
                        raise
                    return n
        return len(told)

    def _post(self, client: httpx.Client, notice: Notice) -> None:
        body = packed(notice).encode()
        timestamp = str(int(self._clock.now()))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": PROGRAM,
            "Idempotency-Key": notice.id,
            "Dragoman-Timestamp": timestamp,
            "Dragoman-Signature": f"sha256={signature(self._secret, timestamp, body)}",
        }
        host = urlsplit(self._url).netloc
        try:
            with client.stream("POST", self._url, content=body, headers=headers) as answer:
                status, told = answer.status_code, answer.headers.get("retry-after", "")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            raise SendingError(
                f"{host} cannot be reached ({error or type(error).__name__})"
            ) from error
        if not 200 <= status < 300:
            refused = status in _REFUSED
            raise SendingError(f"{host} answers {status}", retry_after=told, refused=refused)
