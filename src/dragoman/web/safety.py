"""What keeps the desk to those who may use it: who asks, from where, and what a page may do.

A page on the web can make a browser send requests to one's own machine. So the address that is
asked must be the desk's own (DNS rebinding), what changes something must come from the desk's
own pages (cross-site requests), and no page may run or fetch anything from elsewhere.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SAFE = ("GET", "HEAD", "OPTIONS")
TOKEN, FORMS = "dragoman-token", "dragoman-forms"
"""The cookies: who may use the desk, and which forms are its own."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use the desk: at which hosts it answers, with which token, and for reading only."""

    hosts: tuple[str, ...] = LOOPBACK
    token: str | None = None
    read_only: bool = False
    forms: str = field(default_factory=lambda: secrets.token_urlsafe(24))


class Guard:
    """An ASGI application that lets through what may pass, and puts the headers on what answers."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answering = _with_headers(send)
        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, answering)
            return
        scope.setdefault("state", {})["access"] = self.access
        await self.app(scope, receive, answering)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if _host(headers.get("host", "")) not in self.access.hosts:
            return _no(421, "The desk does not answer at this address.")
        if scope["method"] not in SAFE:
            if self.access.read_only:
                return _no(403, "This desk is for reading only.")
            if not _is_own(headers):
                return _no(403, "This did not come from the desk's own pages.")
        return self._unknown(scope, headers)

    def _unknown(self, scope: Scope, headers: Headers) -> Response | None:
        """Return what to say to who shows no token; the address may bring it once."""
        token = self.access.token
        if token is None:
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(asked).get("token")
        if given is not None and _same(given, token):
            rest = urlencode([(name, value) for name, value in asked if name != "token"])
            to = RedirectResponse(scope["path"] + (f"?{rest}" if rest else ""), 303)
            to.set_cookie(TOKEN, token, httponly=True, samesite="strict")
            return to
        shown = headers.get("authorization", "").removeprefix("Bearer ")
        if _same(shown, token) or _same(cookie(headers, TOKEN), token):
            return None
        return _no(401, "This desk asks for its token: open the address that it printed.")


def cookie(headers: Headers, name: str) -> str:
    """Return a cookie's value, empty when there is none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _host(told: str) -> str:
    """Return the host of a `Host` header, without its port."""
    try:
        name = urlsplit(f"//{told}").hostname or ""
    except ValueError:
        return ""
    return name.lower()


def _is_own(headers: Headers) -> bool:
    """Return whether a request comes from a page of the same address.

    Browsers send `Origin` with every request that changes something; programs need not.
    """
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    return urlsplit(origin).netloc == headers.get("host", "")


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _no(status: int, words: str) -> Response:
    return PlainTextResponse(f"{words}\n", status)


def _with_headers(send: Send) -> Send:
    async def answering(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return answering
