"""Actors: who speaks, and what one of them said last."""

from __future__ import annotations

from dragoman.errors import NotFound
from dragoman.ledger import Ledger
from dragoman.ledger.finding_actors import find_actor
from dragoman.views import StatementRow, statements
from dragoman.views.actors import actors
from dragoman.views.concerns import concerns
from dragoman.views.heard import ActorHeard, actors_heard
from dragoman.views.surroundings import surroundings
from dragoman.web.asked import Asked
from dragoman.web.counting import list_line
from dragoman.web.pages.statements import narrowed
from dragoman.web.shown import PER_PAGE, Shown, without

MATTERS = 12
"""Matters that are named on an actor's page."""

ON_ONE = ("matter", "stance", "sourcing", "reported", "after", "before", "known")


def actors_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of the actors, the most heard first; words look for their names."""
    first = (asked.page - 1) * PER_PAGE
    name = asked.get("speaker") or (asked.words.strip('"') or None)
    found = actors_heard(ledger, name, limit=PER_PAGE + 1, offset=first)
    return Shown(
        title="Actors",
        template="actors.html",
        path="/actors",
        rows=found[:PER_PAGE],
        counts=list_line(first, len(found[:PER_PAGE]), "actor", more=len(found) > PER_PAGE),
        kind=ActorHeard,
        unused=without(asked, ("speaker",)),
        context={"first": first + 1, "more": len(found) > PER_PAGE},
    )


def actor_page(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
    """Return an actor by its id, with its statements, the latest first. Raises NotFound."""
    with ledger.connect() as connection:  # also by an id of before a merge
        root = find_actor(connection, path["actor"]).id
    found = [row for row in actors(ledger, root) if row.actor == root]
    if not found:
        raise NotFound(f"{path['actor']}: no actor of that id is in this ledger.")
    actor, first = found[0], (asked.page - 1) * PER_PAGE
    where = narrowed(asked)
    where["speaker"], where["side"] = actor.actor, None
    said = statements(ledger, asked.query, each=True, limit=PER_PAGE + 1, offset=first, **where)
    return Shown(
        title=actor.name,
        template="actor.html",
        path=f"/actors/{actor.actor}",
        rows=said[:PER_PAGE],
        kind=StatementRow,
        unused=without(asked, ON_ONE),
        context={
            "actor": actor,
            "concerns": concerns(ledger, actor.actor, count=MATTERS),
            "first": first + 1,
            "more": len(said) > PER_PAGE,
            "around": surroundings(ledger, said[:PER_PAGE], asked.get("known")),
        },
    )
