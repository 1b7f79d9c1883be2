"""Chains of conditions and deadlocks as Argdown text, for the query that the page is asked."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dragoman.export.argdown import conditions_argdown
from dragoman.ledger import Ledger
from dragoman.views.asked_acts import every_condition
from dragoman.views.chains import chains
from dragoman.web.asked import asked_of
from dragoman.web.pages.conditions import deadlocks_of

PATH = "/conditions.argdown"


def argdown(request: Request) -> Response:
    """Return which conditions may lead to which, and who waits for each other."""
    asked = asked_of(request.query_params)
    ledger: Ledger = request.app.state.ledger
    matter, side = asked.get("matter"), asked.get("side")
    until, known = asked.get("before"), asked.get("known")
    every = every_condition(ledger, matter=matter, side=side, on=until, as_known_on=known)
    led = chains(ledger, matter=matter, side=side, on=until, as_known_on=known)
    locked = deadlocks_of(ledger, asked, every)
    return Response(
        conditions_argdown(ledger, led, locked or ()),
        media_type="text/plain",
        headers={"Content-Disposition": 'attachment; filename="conditions.argdown"'},
    )
