"""One decision on several statements that were ticked: what is kept, and what could not be."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.brief.names import counted
from dragoman.errors import DragomanError, LedgerError
from dragoman.ledger import Decision, Ledger
from dragoman.ledger.deciding_many import DecidedMany, Undecided, records_decide
from dragoman.ledger.decisions import RECORD_VERBS
from dragoman.views.decided_words import decided_words
from dragoman.views.row import Row
from dragoman.web.asked import Asked
from dragoman.web.forms import by_of, done_at, form_of, given, way_back
from dragoman.web.shown import Shown, answer

PATH = "/statements/decide"


async def decide(request: Request) -> Response:
    """Take a form's decision on each statement that is ticked, and lead back to the list.

    Where something could not be decided on, a page says what and why, its form filled in as it
    was, so that no tick is lost.
    """
    form = await form_of(request)
    ledger: Ledger = request.app.state.ledger
    back = way_back(form.get("back")) or "/statements"
    try:
        found = await run_in_threadpool(_decided, ledger, form)
    except LedgerError:
        raise
    except DragomanError as error:
        left = tuple(Undecided(name, "") for name in _ticked(form))
        return await run_in_threadpool(_left, request, form, DecidedMany((), left), str(error))
    if found.undecided:
        some = counted(len(found.undecided), "statement")
        told = f"On {some} it could not be decided. What is ticked is left as it was."
        return await run_in_threadpool(_left, request, form, found, told)
    return RedirectResponse(done_at(back, *_ends(found.decisions)), 303)


def _ticked(form: FormData) -> list[str]:
    return [one for one in form.getlist("record") if isinstance(one, str)]


def _decided(ledger: Ledger, form: FormData) -> DecidedMany:
    ticked, verb, fields = _ticked(form), given(form, "verb"), None
    if not ticked:
        raise DragomanError("Nothing is ticked. Tick the statements that you decide on.")
    if verb not in RECORD_VERBS:
        raise DragomanError("Say what holds of them: they are right, wrong, or of another matter.")
    if verb == "correct":
        matter = given(form, "matter")
        if matter is None:
            raise DragomanError("Say which matter they are about: its name or id, or your words.")
        fields = {"matter": matter}
    return records_decide(ledger, ticked, verb, fields, **by_of(form))


def _ends(decisions: tuple[Decision, ...]) -> tuple[int, int]:
    return decisions[0].id, decisions[-1].id


def _left(request: Request, form: FormData, found: DecidedMany, told: str) -> Response:
    """Return the page of what could not be decided on."""
    ledger: Ledger = request.app.state.ledger
    names = ("verb", "matter", "reason", "who")
    context: dict[str, Any] = {
        "kept": found.decisions,
        "undecided": found.undecided,
        "told": told,
        "words": decided_words(ledger, (one.record for one in found.undecided)),
        "back": way_back(form.get("back")) or "/statements",
        "filled": {name: given(form, name) for name in names},
    }
    title = "Not all is decided" if found.decisions else "Nothing is decided yet"
    shown = Shown(title, "undecided.html", PATH, (), Row, context=context)
    answered = answer(request, Asked(), shown, "")
    answered.status_code = 200 if found.decisions else 400
    return answered
