"""All statements that a query finds, as one download that is sent while it is read."""

from __future__ import annotations

from itertools import chain

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dragoman.export.rows import csv_pieces, json_pieces
from dragoman.meaning import statements_near
from dragoman.views import StatementRow
from dragoman.views.statements import in_batches
from dragoman.web.asked import asked_of
from dragoman.web.pages.statements import narrowed


def every_statement(request: Request) -> Response:
    """Return all that the list of statements has for a query, over all its pages."""
    asked = asked_of(request.query_params)
    ledger, where = request.app.state.ledger, narrowed(asked)
    if asked.question:
        batches = iter([statements_near(ledger, asked.question, **where)])
    else:
        batches = in_batches(ledger, asked.query, **where)
    # The first before the answer begins: what cannot be asked is then still said as a fault.
    first = next(batches, ())
    every = chain([first], batches)
    if request.url.path.endswith(".json"):
        pieces, kind = json_pieces(every), "json"
    else:
        pieces, kind = csv_pieces(every, StatementRow), "csv"
    name = {"Content-Disposition": f'attachment; filename="statements.{kind}"'}
    media = "application/json" if kind == "json" else "text/csv"
    return StreamingResponse(pieces, media_type=media, headers=name)
