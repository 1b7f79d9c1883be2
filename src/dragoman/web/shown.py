"""What a page shows, as a page, as JSON or as CSV: the same rows at the same address."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dragoman.errors import DragomanError
from dragoman.export.rows import rows_csv, rows_json
from dragoman.ledger import Ledger
from dragoman.views.row import Row
from dragoman.web.asked import Asked
from dragoman.web.rendering import render
from dragoman.web.wording import worded

T = TypeVar("T")

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")

PER_PAGE = 50
"""Rows of a long list on one page: with their words some 100 kB."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its rows, which are also what is downloaded, and what its template needs beside.

    `path` is the page's address without ending, `counts` the line above the view. `of` counts
    all rows that the query finds, when a page has only some. `unused` are filters of the query
    that this page does not know. `drawn` gives what only the page needs, where that takes long:
    rows that are downloaded do not wait for it.
    """

    title: str
    template: str
    path: str
    rows: Sequence[Row]
    kind: type[Row]
    counts: str = ""
    of: int | None = None
    unused: Sequence[str] = ()
    context: Mapping[str, Any] = field(default_factory=dict)
    drawn: Callable[[], Drawn] | None = None

    def whole(self) -> Shown:
        """Return the page with what only its drawing needs."""
        if self.drawn is None:
            return self
        more = self.drawn()
        context = {**self.context, **more.context}
        return replace(self, counts=more.counts, of=more.of, context=context, drawn=None)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What only the drawing of a page needs, named as in `Shown`."""

    counts: str
    of: int | None
    context: Mapping[str, Any]


class FormError(DragomanError):
    """A form that cannot be taken as it is: the page on which it is filled in again."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown.title)
        self.shown = shown


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page of a long list: its rows, the number of the first from 1, whether more follow."""

    rows: Sequence[T]
    first: int
    more: bool

    @property
    def context(self) -> dict[str, Any]:
        """Return what a template needs to lead to the pages before and after."""
        return {"first": self.first, "more": self.more}


def leaf(
    asked: Asked, found: Callable[[int, int], Sequence[T]], per_page: int = PER_PAGE
) -> Leaf[T]:
    """Return the page that is asked for; `found` gives so many rows after so many others.

    One row beyond the page is asked for: it tells whether there is another page.
    """
    first = (asked.page - 1) * per_page
    rows = found(per_page + 1, first)
    return Leaf(rows[:per_page], first + 1, len(rows) > per_page)


def leaf_of(asked: Asked, every: Sequence[T]) -> Leaf[T]:
    """Return the page that is asked for of rows that are all there."""
    return leaf(asked, lambda count, first: every[first : first + count])


def answer(request: Request, asked: Asked, shown: Shown, ending: str) -> Response:
    """Return a page in the form that its address ends with: none, `.json` or `.csv`."""
    if ending == ".json":
        return Response(rows_json(shown.rows), media_type="application/json")
    if ending == ".csv":
        name = _UNSAFE.sub("-", shown.path.strip("/")) or "ledger"
        disposition = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        return Response(
            rows_csv(shown.rows, shown.kind), media_type="text/csv", headers=disposition
        )
    return HTMLResponse(page_html(request.app.state.ledger, asked, shown, request=request))


def page_html(ledger: Ledger, asked: Asked, shown: Shown, **beside: object) -> str:
    """Return a page as HTML; its template is given what stands `beside`, the request for one."""
    shown = shown.whole()
    told = {"shown": shown, "asked": asked, "worded": worded(ledger, asked)}
    return render(shown.template, {**shown.context, **told, **beside})


def without(asked: Asked, known: Sequence[str]) -> tuple[str, ...]:
    """Return the filters of a query that are not among those that a page knows."""
    return tuple(name for name in asked.filters if name not in known)
