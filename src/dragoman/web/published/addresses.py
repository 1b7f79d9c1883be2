"""Which of the desk's addresses a published site has, and the file in which each stands.

A site has no page for every query: of each page it keeps those queries that the pages themselves
lead to and of which there are no more than the ledger has matters, sides, outlets and so on.
Another query of statements is asked of the search page; any other is left out of the address.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, urlencode, urlsplit

from dragoman.web.asked import Asked, asked_of
from dragoman.web.pages.home import ORDERS

DATA = (".json", ".csv")
SEARCH = "/search"
SEARCHED = (
    *("side", "speaker", "rank", "matter", "stance", "kind", "sourcing", "reported", "outlet"),
    *("language", "has", "after", "before"),
)
"""The filters that the search page of a site understands."""

WHOLE = ("/statements/all.json", "/statements/all.csv")
"""All statements in one file each."""

_FIRST_ORDER = next(iter(ORDERS))
_PLAIN = re.compile(r"[a-z0-9]{1,40}\Z")
_NAMED = re.compile(r"\{(\w+)\}")
_ID = r"[A-Za-z0-9_-]+"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a site keeps of a page's queries: one of these filters, all of `both`, one of `more`.

    `searched` are filters that are asked of the search page, with the page's own thing as `own`.
    `data` tells whether the rows stand beside the page as JSON and CSV.
    """

    filters: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    own: str = ""
    data: bool = True
    paged: bool = True


_ONE = Kept(paged=False)

PUBLISHED: dict[str, Kept | None] = {
    "/": Kept(more=("sort",)),
    "/position": Kept(both=("side", "matter"), paged=False),
    "/conditions": Kept(filters=("matter",), more=("actor",)),
    "/statements": Kept(),
    "/statements/{article}/{record}/cite": replace(_ONE, data=False),
    "/articles": Kept(filters=("outlet",)),
    "/articles/{article}": _ONE,
    "/events": Kept(filters=("type",)),
    "/actors": Kept(),
    "/actors/{actor}": Kept(searched=("matter",), own="speaker"),
    "/matters": Kept(),
    "/matters/{matter}": Kept(searched=("side",), own="matter"),
    "/sources": Kept(),
    "/records/{article}/{record}": replace(_ONE, data=False),
    "/actors/{id}/change": None,
    "/matters/{id}/change": None,
    "/decisions": Kept(),
    "/brief": _ONE,
    "/articles/{article}/add": None,
}
"""What is kept of each of the desk's pages; None for a page of forms, which is left out."""

_PATTERNS = [
    (re.compile(_NAMED.sub(rf"(?P<\1>{_ID})", pattern) + r"\Z"), pattern) for pattern in PUBLISHED
]


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the site: which of the desk's it is, of what, and with which query.

    `path` is the page's address on the desk, `names` what stands in it for the pattern's names.
    """

    pattern: str
    path: str
    names: Mapping[str, str] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)

    @property
    def address(self) -> str:
        """Return the page's address, the same for the same page."""
        return self.asked.at(self.path)

    @property
    def stem(self) -> str:
        """Return the page's file without its ending: small letters, digits and hyphens alone."""
        kept = [*self.asked.filters.items(), *self.asked.more.items()]
        parts = [
            _slug(value) if name == "page" else f"{name}-{_slug(value)}" for name, value in kept
        ]
        path = self.path.strip("/") or "ledger"
        if self.path == "/" and not parts:
            return "index"
        if self.pattern.count("{") == 2:
            start, article, record, *end = path.split("/")
            return "/".join([*(end or [start]), _slug(article), _own(record)])
        folder, _, name = path.rpartition("/")
        if self.asked.filters or "actor" in self.asked.more:
            folder, name = path, ""
        stem = "-".join(filter(None, [name and _own(name), *parts]))
        return f"{folder}/{stem}" if folder else stem

    @property
    def data_stem(self) -> str:
        """Return the file of the page's rows without its ending."""
        return "ledger" if self.stem == "index" else self.stem

    @property
    def kept(self) -> Kept:
        """Return what the site keeps of this page."""
        kept = PUBLISHED[self.pattern]
        assert kept is not None
        return kept


def place_of(address: str) -> Place | str | None:
    """Return the page of the site to which one of the desk's addresses leads.

    It is the query to search for where only the search page answers, None where nothing does.
    """
    told = urlsplit(address)
    path = "/" if told.path == "/ledger" else told.path
    asked = asked_of(dict(parse_qsl(told.query)))
    asked = Asked({k: v for k, v in asked.filters.items() if k != "known"}, asked.words, asked.more)
    if path == SEARCH:
        return _searched(asked)
    for pattern, of in _PATTERNS:
        found = pattern.match(path)
        kept = PUBLISHED[of]
        if found and kept:
            return _kept(Place(of, path, found.groupdict()), kept, asked)
    return None


def _kept(place: Place, kept: Kept, asked: Asked) -> Place | str | None:
    if place.pattern == "/statements" and (asked.filters or asked.words):
        return _searched(asked)
    searched = {name: asked.filters[name] for name in kept.searched if name in asked.filters}
    if searched:
        return Asked({kept.own: place.path.rpartition("/")[2], **searched}).q
    if kept.both:
        both = {name: asked.filters[name] for name in kept.both if name in asked.filters}
        return replace(place, asked=Asked(both)) if len(both) == len(kept.both) else None
    filters = {n: asked.filters[n] for n in kept.filters if n in asked.filters}
    more = {n: asked.more[n] for n in kept.more if n in asked.more and not filters}
    if more.get("sort") == _FIRST_ORDER or more.get("sort") not in (None, *ORDERS):
        del more["sort"]
    dropped = len(asked.filters) > len(filters)
    page = asked.more.get("page", "1")
    if kept.paged and page != "1" and not dropped:
        more["page"] = page
    return replace(place, asked=Asked(filters, "", more))


def _searched(asked: Asked) -> str | None:
    """Return the query that the search page is asked, None where it would not understand it."""
    return asked.q if set(asked.filters) <= set(SEARCHED) else None


def file_of(address: str) -> tuple[str | None, str | None]:
    """Return the file to which an address of the desk leads, and which page that is of.

    The page is None where the file is no page of the desk: the search page, what all pages need.
    Both are None where the site has nothing to lead to.
    """
    told = urlsplit(address)
    if told.path.startswith("/static/") or told.path in WHOLE:
        return told.path[1:], None
    ending = PurePosixPath(told.path).suffix if told.path.endswith(DATA) else ""
    path = told.path.removesuffix(ending) if ending else told.path
    found = place_of(f"{path}?{told.query}" if told.query else path)
    if isinstance(found, str):
        return f"search.html?{urlencode({'q': found})}" if found else "search.html", None
    if found is None or (ending and not found.kept.data):
        return None, None
    name = f"{found.data_stem}{ending}" if ending else f"{found.stem}.html"
    return name, found.address


def _own(name: str) -> str:
    """Return a name that the ledger gave: it is kept where it is plain."""
    return name if re.fullmatch(r"[a-z0-9-]+", name) else _slug(name)


def _slug(value: str) -> str:
    """Return a name for a file for any words: the same ones only for the same words.

    Disks may take capital and small letters for the same, and forbid what is no letter.
    """
    if _PLAIN.match(value):
        return value
    mark = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    begin = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:24].strip("-")
    return f"{begin}-{mark}" if begin else mark
