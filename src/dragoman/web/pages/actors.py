"""Actors: who speaks, and what one of them said last."""

from __future__ import annotations

from dragoman.errors import NotFound
from dragoman.ledger import Ledger
from dragoman.ledger.finding_actors import find_actor
from dragoman.views import StatementRow
from dragoman.views.actors import actors
from dragoman.views.concerns import concerns
from dragoman.views.heard import ActorHeard, actors_heard
from dragoman.views.surroundings import surroundings
from dragoman.web.asked import Asked
from dragoman.web.counting import list_line
from dragoman.web.pages.statements import narrowed, said_page
from dragoman.web.shown import Shown, leaf, without

MATTERS = 12
"""Matters that are named on an actor's page."""

ON_ONE = ("rank", "matter", "stance", "sourcing", "reported", "after", "before", "known")


def actors_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of the actors, the most heard first; words look for their names."""
    name = asked.get("speaker") or (asked.words.strip('"') or None)
    page = leaf(asked, lambda count, first: actors_heard(ledger, name, limit=count, offset=first))
    return Shown(
        title="Actors",
        template="actors.html",
        path="/actors",
        rows=page.rows,
        counts=list_line(page, "actor"),
        kind=ActorHeard,
        unused=without(asked, ("speaker",)),
        context=page.context,
    )


def actor_page(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
    """Return an actor by its id, with its statements, the latest first. Raises NotFound."""
    with ledger.connect() as connection:  # also by an id of before a merge
        root = find_actor(connection, path["actor"]).id
    found = [row for row in actors(ledger, root) if row.actor == root]
    if not found:
        raise NotFound(f"{path['actor']}: no actor of that id is in this ledger.")
    actor = found[0]
    where = narrowed(asked)
    where["speaker"], where["side"] = actor.actor, None
    page = said_page(ledger, asked, where)
    return Shown(
        title=actor.name,
        template="actor.html",
        path=f"/actors/{actor.actor}",
        rows=page.rows,
        kind=StatementRow,
        unused=without(asked, ON_ONE),
        context={
            "actor": actor,
            "concerns": concerns(ledger, actor.actor, count=MATTERS),
            "around": surroundings(ledger, page.rows, asked.get("known")),
            **page.context,
        },
    )
