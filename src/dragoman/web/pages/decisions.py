"""Decisions: who changed what, when and why, and its undoing."""

from __future__ import annotations

from starlette.datastructures import FormData

from dragoman import views
from dragoman.ledger import Decision, Ledger
from dragoman.ledger.decisions import RECORDS, find_decision
from dragoman.ledger.overruling import actors_undo
from dragoman.ledger.overruling_matters import matters_undo
from dragoman.ledger.record_decisions import records_undo
from dragoman.views.decided_words import decided_words
from dragoman.views.deciding import AnyDecisionRow
from dragoman.web.asked import Asked
from dragoman.web.forms import by_of
from dragoman.web.shown import Shown, leaf_of, without

UNDOABLE = (*RECORDS, "actor", "matter")


def decisions_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return what people decided, the latest first."""
    every = views.decisions(ledger)[::-1]
    page = leaf_of(asked, every)
    return Shown(
        title="What people decided",
        template="decisions.html",
        path="/decisions",
        rows=page.rows,
        kind=AnyDecisionRow,
        of=len(every),
        unused=without(asked, ()),
        context={
            "undoable": UNDOABLE,
            "words": decided_words(ledger, (row.record for row in page.rows)),
            **page.context,
        },
    )


def undo(ledger: Ledger, form: FormData, path: dict[str, str]) -> tuple[Decision, str]:
    """Undo a decision, on whatever it is."""
    number = int(path["number"])
    with ledger.connect() as connection:
        subject = find_decision(connection, number).subject
    undoing = {"actor": actors_undo, "matter": matters_undo}.get(subject, records_undo)
    return undoing(ledger, number, **by_of(form)), "/decisions"
