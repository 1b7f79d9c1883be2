"""What keeps the desk to those who may use it: who asks, from where, and what a page may do.

A page on the web can make a browser send requests to one's own machine. So the address that is
asked must be the desk's own (DNS rebinding), what changes something must come from the desk's
own pages (cross-site requests), and no page may run or fetch anything from elsewhere.
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SAFE = ("GET", "HEAD", "OPTIONS")
TOKEN = "dragoman-token"
"""The cookie of who may use the desk."""
UPLOAD, FORM = 100_000_000, 1_000_000
"""Bytes of a request that adds articles, and of any other."""
ADDING = "/add"
_HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.IGNORECASE)
_TOO_MUCH = (
    "This is more than the desk takes at once: {:,} bytes. Give less, or use `dragoman read`."
)

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
    """Who may use the desk: at which hosts it answers, with which token, and for reading only.

    It answers at any host when `hosts` is None, which takes a token: a page that makes its own
    name lead here has none. `forms` is the secret that the desk's own forms bring.
    """

    hosts: tuple[str, ...] | None = LOOPBACK
    token: str | None = None
    read_only: bool = False
    forms: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def __post_init__(self) -> None:
        """Refuse a desk that is open to every page of the web."""
        if self.hosts is None and not self.token:
            raise ValueError("a desk that answers at any host asks for a token")


class Guard:
    """An ASGI application that lets through what may pass, and puts the headers on what answers.

    It stands around all else, so that what is said of a fault has the headers too.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on; the desk speaks HTTP alone."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        answering = _with_headers(send, static=scope["path"].startswith("/static/"))
        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, answering)
            return
        scope.setdefault("state", {})["access"] = self.access
        await self.app(scope, _at_most(_most(scope), receive), answering)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = _host(headers.getlist("host"))
        if host is None or (self.access.hosts is not None and host not in self.access.hosts):
            return _no(421, "The desk does not answer at this address.")
        unknown = self._unknown(scope, headers)
        if unknown is not None:
            return unknown
        if scope["method"] in SAFE:
            return None
        if self.access.read_only:
            return _no(403, "This desk is for reading only.")
        if not _is_own(headers):
            return _no(403, "This did not come from the desk's own pages.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 18 or int(length) > _most(scope):
            return _no(413, _TOO_MUCH.format(_most(scope)))
        return None

    def _unknown(self, scope: Scope, headers: Headers) -> Response | None:
        """Return what to say to who shows no token; the address of a page may bring it once."""
        token = self.access.token
        if token is None:
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(asked).get("token", "")
        if scope["method"] in SAFE and _same(given, token):
            rest = urlencode([(name, value) for name, value in asked if name != "token"])
            path = "/" + quote(scope["path"].lstrip("/\\"))  # `//name` would lead elsewhere
            to = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            to.set_cookie(TOKEN, token, httponly=True, samesite="strict")
            return to
        scheme, _, shown = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and _same(shown.strip(), token):
            return None
        if _same(cookie(headers, TOKEN), token):
            return None
        no = _no(401, "This desk asks for its token: open the address that it printed.")
        no.headers["WWW-Authenticate"] = "Bearer"
        return no


def cookie(headers: Headers, name: str) -> str:
    """Return a cookie's value, empty when there is none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _host(told: list[str]) -> str | None:
    """Return the one `Host` that a request names, without its port; None for anything else."""
    found = _HOST.fullmatch(told[0]) if len(told) == 1 else None
    return found[1].strip("[]").lower() if found else None


def _is_own(headers: Headers) -> bool:
    """Return whether a request comes from a page of the same address.

    Browsers send `Origin` with every request that changes something; programs need not.
    """
    site = headers.get("sec-fetch-site", "same-origin")
    if site not in ("same-origin", "none"):
        return False
    origins, host = headers.getlist("origin"), headers.get("host", "")
    return all(origin in (f"http://{host}", f"https://{host}") for origin in origins)


def _most(scope: Scope) -> int:
    """Return how many bytes a request may bring."""
    return UPLOAD if scope["path"] == ADDING else FORM


def _at_most(most: int, receive: Receive) -> Receive:
    """Return what receives a request until it is too long: not all say before how long it is."""
    left = most

    async def receiving() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413, _TOO_MUCH.format(most))
        return message

    return receiving


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _no(status: int, words: str) -> Response:
    return PlainTextResponse(f"{words}\n", status)


def _with_headers(send: Send, *, static: bool) -> Send:
    async def answering(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            # The desk's own files are asked for anew, but need not be sent anew.
            headers["Cache-Control"] = "no-cache" if static else "no-store"
        await send(message)

    return answering
