"""The desk as an application: its addresses, what answers them, and what is said of a fault."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, ExceptionHandler

from dragoman.brief.formats import FORMATS
from dragoman.errors import DragomanError, LedgerError, NotFound
from dragoman.ledger import Decision, Ledger, open_ledger
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier
from dragoman.web.adding import Adding
from dragoman.web.asked import Asked, asked_of
from dragoman.web.forms import done_at, form_of, way_back
from dragoman.web.keeping import Handler, shown_as_kept
from dragoman.web.pages import add_statement, argdown, changing, decisions, records, several
from dragoman.web.pages.actors import actor_page, actors_page
from dragoman.web.pages.add import add, add_page
from dragoman.web.pages.articles import article_page, articles_page
from dragoman.web.pages.brief import brief_file, brief_page
from dragoman.web.pages.conditions import conditions_page
from dragoman.web.pages.events import events_page
from dragoman.web.pages.every_statement import every_statement
from dragoman.web.pages.home import home_page
from dragoman.web.pages.matters import matter_page, matters_page
from dragoman.web.pages.position import position_page
from dragoman.web.pages.sources import sources_page
from dragoman.web.pages.statements import cite_page, statements_page
from dragoman.web.rendering import NAVIGATION, environment, render
from dragoman.web.safety import Access, Guard
from dragoman.web.shown import FormError, Shown, answer
from dragoman.web.vectorising import Vectorising
from dragoman.web.warming import Warming
from dragoman.web.wording import as_asked

PAGES: dict[str, Handler] = {
    "/": home_page,
    "/position": position_page,
    "/conditions": conditions_page,
    "/statements": statements_page,
    "/statements/{article}/{record}/cite": cite_page,
    "/articles": articles_page,
    "/articles/{article}": article_page,
    "/articles/{article}/add": add_statement.add_statement_page,
    "/events": events_page,
    "/actors": actors_page,
    "/actors/{actor}": actor_page,
    "/matters": matters_page,
    "/matters/{matter}": matter_page,
    "/sources": sources_page,
    "/brief": brief_page,
    "/records/{article}/{record}": records.record_page,
    "/actors/{id}/change": changing.actor_change_page,
    "/matters/{id}/change": changing.matter_change_page,
    "/decisions": decisions.decisions_page,
}
"""What answers each address, which also answers with `.json` and `.csv` behind it."""

Change = Callable[[Ledger, FormData, dict[str, str]], tuple[Decision, str]]
"""Takes a decision, and says which page shows it."""

CHANGES: dict[str, Change] = {
    "/articles/{article}/add": add_statement.add,
    "/records/{article}/{record}/confirm": records.confirm,
    "/records/{article}/{record}/correct": records.correct,
    "/records/{article}/{record}/reject": records.reject,
    "/actors/{id}/merge": changing.actor_merge,
    "/actors/{id}/rename": changing.actor_rename,
    "/actors/{id}/split": changing.actor_split,
    "/matters/{id}/merge": changing.matter_merge,
    "/matters/{id}/rename": changing.matter_rename,
    "/matters/{id}/split": changing.matter_split,
    "/matters/{id}/part": changing.matter_part,
    "/decisions/{number:int}/undo": decisions.undo,
}
"""What is done with the form that is sent to an address."""

_SLOW = ("/brief",)
"""Pages that nobody waits for unasked: of a large ledger they take seconds."""

_log = logging.getLogger("dragoman.web")


def _endpoint(handler: Handler, ending: str) -> Callable[[Request], Response]:
    """Return what answers an address; the server runs it in a thread, since ledgers wait."""

    def page(request: Request) -> Response:
        ledger: Ledger = request.app.state.ledger
        asked, path = asked_of(request.query_params), dict(request.path_params)
        shown = shown_as_kept(ledger, handler, asked, path, drawn=not ending)
        return answer(request, asked, shown, ending)

    return page


def _changing(change: Change) -> Callable[[Request], Awaitable[Response]]:
    """Return what takes a form, and leads to the page that shows what came of it."""

    async def changed(request: Request) -> Response:
        form = await form_of(request)
        path = dict(request.path_params)
        ledger: Ledger = request.app.state.ledger
        decision, to = await run_in_threadpool(change, ledger, form, path)
        back = way_back(form.get("back")) or to
        return RedirectResponse(done_at(back, decision.id, decision.id), 303)

    return changed


class Desk(Starlette):
    """The application with its guard around all of it, what tells of a fault too."""

    access = Access()

    def build_middleware_stack(self) -> ASGIApp:
        """Return what answers each request."""
        return Guard(super().build_middleware_stack(), self.access)


def desk(
    ledger: str | Path,
    access: Access | None = None,
    dossier: Dossier = NO_DOSSIER,
    *,
    vectors: bool = False,
    warm: bool = False,
) -> Starlette:
    """Return the desk of a ledger, which is opened when it starts and closed when it ends.

    What is added is read with the dossier. `vectors` makes what search by meaning needs, `warm`
    asks for each list at once and after changes, so that nobody waits for a first time.
    """

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        with open_ledger(ledger) as opened:
            app.state.ledger = opened
            app.state.adding = Adding(opened, dossier)
            behind: list[Vectorising | Warming] = [Vectorising(opened)] if vectors else []
            behind += [Warming(_first_calls(opened), opened.database.state)] if warm else []
            for one in behind:
                one.begin()
            yield
            await run_in_threadpool(app.state.adding.end)
            for one in behind:
                await run_in_threadpool(one.end)

    static = Mount("/static", StaticFiles(packages=[("dragoman.web", "static")]), name="static")
    made = Desk(
        routes=[static, *_downloads(), *_routes()], exception_handlers=_FAULTS, lifespan=life
    )
    made.access = access or Access()
    return made


def _first_calls(ledger: Ledger) -> list[Callable[[], object]]:
    """Return what asks for each list of the desk, without drawing it, and makes its template."""

    def call(handler: Handler) -> None:
        shown = shown_as_kept(ledger, handler, Asked(), {}, drawn=True)
        environment().get_template(shown.template)

    return [partial(call, PAGES[path]) for path, _ in NAVIGATION if path not in _SLOW]


def _routes() -> list[BaseRoute]:
    made: list[BaseRoute] = [
        Route(("/ledger" if path == "/" and ending else path) + ending, _endpoint(handler, ending))
        for path, handler in PAGES.items()
        for ending in (".json", ".csv", "")
    ]
    for ending in (".json", ".csv", ""):
        made.append(Route(f"/add{ending}", partial(add_page, ending=ending), name=f"add{ending}"))
    made += [Route(path, _changing(change), methods=["POST"]) for path, change in CHANGES.items()]
    made.append(Route(several.PATH, several.decide, methods=["POST"]))
    return [*made, Route("/add", add, methods=["POST"])]


def _downloads() -> list[BaseRoute]:
    """Return the addresses of what is no page: whole lists, told as they are read, and texts."""
    lists = [Route(f"/statements/all{ending}", every_statement) for ending in (".json", ".csv")]
    briefs = [Route(f"/brief.{ending}", brief_file) for ending in FORMATS]
    return [*lists, Route(argdown.PATH, argdown.argdown), *briefs]


def _told(request: Request, status: int, title: str, words: str) -> Response:
    """Return what could not be done as a page, or as JSON where that was asked for."""
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": words}, status)
    try:
        asked = asked_of(request.query_params)
    except DragomanError:
        asked = Asked()
    path = request.url.path if request.url.path in PAGES else ""
    shown = Shown(title, "fault.html", path, (), type(None))  # type: ignore[arg-type]
    context = {"shown": shown, "asked": asked, "worded": as_asked(asked), "request": request}
    return HTMLResponse(render("fault.html", {**context, "words": words}), status)


async def _cannot(request: Request, error: Exception) -> Response:
    if isinstance(error, NotFound):
        return _told(request, 404, "Not in this ledger", str(error))
    if isinstance(error, LedgerError):
        return _told(request, 503, "The ledger cannot be used now", str(error))
    return _told(request, 400, "This cannot be asked", str(error))


async def _again(request: Request, error: Exception) -> Response:
    assert isinstance(error, FormError)
    shown = await run_in_threadpool(answer, request, Asked(), error.shown, "")
    shown.status_code = 400
    return shown


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
    FormError: _again,
    DragomanError: _cannot,
    HTTPException: _no_page,
    Exception: _own_fault,
}
