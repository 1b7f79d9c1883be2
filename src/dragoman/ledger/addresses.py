"""Under which addresses an article is known: what another version of it would share with it.

An address opens with its sort: `item:` is a source's own name for the article (an agency's URI,
a feed's id), `id:` one that only its outlet knows it by, `url:` its place on the web without
what does not tell the page, `file:` the file, row or message that it came as.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from dragoman.article import Article
from dragoman.ledger.keys import digest
from dragoman.vocabulary.versions import version_words

SORTS = ("item", "id", "url", "file")
"""The sorts of addresses, the surest first."""

_NAMED = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S{4,}\Z")
"""A name with a scheme (`urn:newsml:...`, `tag:...`, `https://...`) is meant to be the only one."""
_NOWHERE = ("text:", "stdin:")
_LONGEST = 2_000
"""Bytes of the longest address that stands as it is."""

_SAFE = "/:@!$&'()*+,;=~-._"


def addresses_of(article: Article) -> tuple[str, ...]:
    """Return an article's addresses, the surest first; none for a text without a place."""
    return tuple(dict.fromkeys(_short(address) for address in _addresses(article)))


def sort_of(address: str) -> str:
    """Return the sort that an address opens with."""
    return address.partition(":")[0]


def page_address(url: str) -> str | None:
    """Return what of a web address tells the page, None when it is a front page or no address.

    Scheme, `www.`, tracking parameters, the order of the others, other layouts of the page
    (`m.`, `/amp`), the fragment and a slash at the end do not.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    path = "/".join(_path(parts.path))
    query = urlencode(sorted(_told(parts.query)))
    if not path and not query:
        return None
    ports = "" if port in (None, 80, 443) else f":{port}"
    return f"{_host(host)}{ports}/{path}{'?' + query if query else ''}"


def _addresses(article: Article) -> Iterator[str]:
    told = article.revision
    if told.item:
        if _NAMED.match(told.item):
            yield f"item:{told.item}"
        elif article.outlet:
            yield f"id:{' '.join(article.outlet.casefold().split())} {told.item}"
    for other in told.replaces:
        if _NAMED.match(other):
            yield f"item:{other}"
    # Behind `#` stands which part of a feed or a table it is: all parts share the rest.
    whole = "" if "#" in article.origin else article.origin
    for url in (article.url, whole):
        if url and (page := page_address(url)):
            yield f"url:{page}"
    if not (article.origin.startswith(_NOWHERE) or whole.startswith(("http://", "https://"))):
        yield f"file:{article.origin}"


def _short(address: str) -> str:
    """Return an address that an index takes: a long one is known by its digest."""
    if len(address.encode("utf-8", "replace")) <= _LONGEST:
        return address
    return f"{sort_of(address)}:sha256:{digest(address)}"


def _host(host: str) -> str:
    first, _, rest = host.partition(".")
    return rest if first in version_words().addresses.hosts and "." in rest else host


def _path(path: str) -> list[str]:
    """Return the parts of a path that tell the page, written in one way."""
    known = version_words().addresses
    parts = [quote(unquote(part), safe=_SAFE) for part in path.split("/") if part]
    while parts and parts[-1].lower() in known.front | known.layouts:
        parts.pop()
    return parts


def _told(query: str) -> list[tuple[str, str]]:
    known = version_words().addresses
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return [("", query)]
    return [
        (name, value)
        for name, value in pairs
        if name.lower() not in known.tracking and not name.lower().startswith(known.tracking_starts)
    ]
