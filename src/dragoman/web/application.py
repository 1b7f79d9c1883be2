"""The desk as an application: its addresses, what answers them, and what is said of a fault."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ExceptionHandler

from dragoman.errors import DragomanError, LedgerError, NotFound
from dragoman.ledger import Ledger, open_ledger
from dragoman.web.asked import Asked, asked_of
from dragoman.web.pages.conditions import conditions_page
from dragoman.web.pages.home import home_page, position_page
from dragoman.web.pages.statements import statements_page
from dragoman.web.rendering import render
from dragoman.web.safety import Access, Guard
from dragoman.web.shown import Shown, answer

Handler = Callable[[Ledger, Asked, dict[str, str]], Shown]
"""Answers an address: `{names}` in it are given last."""

PAGES: dict[str, Handler] = {
    "/": home_page,
    "/position": position_page,
    "/conditions": conditions_page,
    "/statements": statements_page,
}
"""What answers each address, which also answers with `.json` and `.csv` behind it."""

_log = logging.getLogger("dragoman.web")


def _endpoint(handler: Handler, ending: str) -> Callable[[Request], Response]:
    """Return what answers an address; the server runs it in a thread, since ledgers wait."""

    def page(request: Request) -> Response:
        asked = asked_of(request.query_params)
        shown = handler(request.app.state.ledger, asked, dict(request.path_params))
        return answer(request, asked, shown, ending)

    return page


def desk(ledger: str | Path, access: Access | None = None) -> Starlette:
    """Return the desk of a ledger, which is opened when it starts and closed when it ends."""

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        with open_ledger(ledger) as opened:
            app.state.ledger = opened
            yield

    static = Mount("/static", StaticFiles(packages=[("dragoman.web", "static")]), name="static")
    return Starlette(
        routes=[static, *_routes()],
        middleware=[Middleware(Guard, access=access or Access())],
        exception_handlers=_FAULTS,
        lifespan=life,
    )


def _routes() -> list[BaseRoute]:
    return [
        Route(("/ledger" if path == "/" and ending else path) + ending, _endpoint(handler, ending))
        for path, handler in PAGES.items()
        for ending in (".json", ".csv", "")
    ]


def _told(request: Request, status: int, title: str, words: str) -> Response:
    """Return what could not be done as a page, or as JSON where that was asked for."""
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": words}, status)
    try:
        asked = asked_of(request.query_params)
    except DragomanError:
        asked = Asked()
    shown = Shown(title, "fault.html", request.url.path, (), type(None))  # type: ignore[arg-type]
    context = {"shown": shown, "asked": asked, "request": request, "words": words}
    return HTMLResponse(render("fault.html", context), status)


async def _cannot(request: Request, error: Exception) -> Response:
    if isinstance(error, NotFound):
        return _told(request, 404, "Not in this ledger", str(error))
    if isinstance(error, LedgerError):
        return _told(request, 503, "The ledger cannot be used now", str(error))
    return _told(request, 400, "This cannot be asked", str(error))


async def _no_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status == 404:
        return _told(request, 404, "No such page", f"There is nothing at {request.url.path}.")
    return _told(request, status, "This cannot be done", str(getattr(error, "detail", error)))


async def _own_fault(request: Request, error: Exception) -> Response:
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    return _told(
        request,
        500,
        "The desk failed",
        "This is a fault of the desk, not yours. The ledger is as it was. "
        f"Please report it with this address: {request.url.path}",
    )


_FAULTS: dict[int | type[Exception], ExceptionHandler] = {
    DragomanError: _cannot,
    HTTPException: _no_page,
    Exception: _own_fault,
}
