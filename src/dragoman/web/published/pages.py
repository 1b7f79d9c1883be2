"""The desk's pages made without a request: the same handlers, templates and rows.

What acts is left out, as the desk leaves it out for reading only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from dragoman import views
from dragoman.errors import NotFound
from dragoman.export.rows import rows_csv, rows_json
from dragoman.ledger import Ledger
from dragoman.views import StatementRow
from dragoman.web.application import PAGES
from dragoman.web.asked import FILTERS, Asked
from dragoman.web.published.addresses import SEARCH, SEARCHED, Place, file_of, place_of
from dragoman.web.published.linking import linked
from dragoman.web.rendering import NAVIGATION
from dragoman.web.safety import Access
from dragoman.web.shown import PER_PAGE, Shown, page_html

# Some browsers do not take the files beside a page that lies on a disk for its own ('self').
_OWN = "'self' file:"
POLICY = (
    f"default-src 'none'; script-src {_OWN}; style-src {_OWN}; img-src {_OWN} data:; "
    f"form-action {_OWN}; base-uri 'none'"
)
SEEDS = (*(path for path, _ in NAVIGATION), "/decisions")
"""Pages to which every page leads."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a page of a site is told: its policy, what can be searched, whether it has data."""

    policy: str
    filters: Mapping[str, str]
    data: bool


@dataclass(frozen=True, slots=True)
class _State:
    access: Access = field(default_factory=lambda: Access(read_only=True, forms=""))


@dataclass(frozen=True, slots=True)
class _NoRequest:
    """What stands for the request in a page that nobody asked for."""

    state: _State = field(default_factory=_State)
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """A page's files by their names, and the pages to which it leads by their addresses."""

    files: Mapping[str, str]
    leads: tuple[str, ...]


class Pages:
    """Makes the pages of a ledger's site."""

    def __init__(self, ledger: Ledger, known: str | None = None) -> None:
        """Make them of all that the ledger knows, or of what it knew on a day."""
        self._ledger = ledger
        self._request = _NoRequest()
        self._known = known

    def page(self, address: str) -> Made:
        """Return one page with its rows as data."""
        place = place_of(address)
        assert isinstance(place, Place), address
        asked = self._as_known(place.asked)
        try:
            shown = PAGES[place.pattern](self._ledger, asked, dict(place.names))
        except NotFound as error:
            # The desk answers so too where a page leads to what does not stand any more.
            missing = Shown("Not in this ledger", "fault.html", "", (), StatementRow)
            missing = replace(missing, context={"words": str(error)})
            return self._made(missing, asked, f"{place.stem}.html", data=False)
        made = self._made(shown, asked, f"{place.stem}.html", data=place.kept.data)
        files = dict(made.files)
        if place.kept.data:
            files[f"{place.data_stem}.json"] = rows_json(shown.rows)
            files[f"{place.data_stem}.csv"] = rows_csv(shown.rows, shown.kind)
        return replace(made, files=files)

    def search_page(self) -> Made:
        """Return the page that searches the statements by a script."""
        shown = Shown("Search", "search.html", SEARCH, (), StatementRow)
        return self._made(shown, self._as_known(Asked()), "search.html", data=False)

    def _as_known(self, asked: Asked) -> Asked:
        told = {"known": self._known} if self._known else {}
        return replace(asked, filters={**asked.filters, **told})

    def _made(self, shown: Shown, asked: Asked, name: str, *, data: bool) -> Made:
        filters = {name: FILTERS[name] for name in SEARCHED}
        told = Published(POLICY, filters, data)
        html = page_html(self._ledger, asked, shown, request=self._request, published=told)
        leads: dict[str, None] = {}

        def leading(address: str) -> str | None:
            to, _, fragment = address.partition("#")
            if to == "/decisions":
                to += self._page_of_decision(fragment)
            file, page = file_of(to)
            if page is not None:
                if not self._was_known(page):
                    return None
                leads[page] = None
            return f"{file}#{fragment}" if file and fragment else file

        return Made({name: linked(html, leading, name.count("/"))}, tuple(leads))

    def _was_known(self, page: str) -> bool:
        """Return whether a page is of no article, or of one that was known on the day."""
        if self._known is None:
            return True
        place = place_of(page)
        article = place.names.get("article") if isinstance(place, Place) else None
        return article is None or article in self._articles

    @cached_property
    def _articles(self) -> frozenset[str]:
        rows = views.articles(self._ledger, as_known_on=self._known)
        return frozenset(row.article for row in rows)

    def _page_of_decision(self, fragment: str) -> str:
        """Return the query for the page of decisions on which one stands."""
        page = self._decided.get(fragment, 1)
        return f"?page={page}" if page > 1 else ""

    @cached_property
    def _decided(self) -> dict[str, int]:
        return dict(self._numbered())

    def _numbered(self) -> Iterator[tuple[str, int]]:
        for n, row in enumerate(views.decisions(self._ledger)[::-1]):
            yield f"d{row.id}", n // PER_PAGE + 1
