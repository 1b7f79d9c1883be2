"""Matters: what is spoken about, and where the sides stand on one of them."""

from __future__ import annotations

from dragoman.errors import NotFound
from dragoman.ledger import Ledger
from dragoman.ledger.naming import name_matters
from dragoman.views import StatementRow, positions, statements
from dragoman.views.heard import MatterHeard, matters_heard
from dragoman.views.surroundings import surroundings
from dragoman.web.asked import Asked
from dragoman.web.counting import list_line
from dragoman.web.pages.statements import narrowed
from dragoman.web.shown import PER_PAGE, Shown, without

ON_ONE = ("side", "speaker", "stance", "sourcing", "reported", "after", "before", "known")


def matters_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of the matters, the most spoken of first; words look for their names."""
    first = (asked.page - 1) * PER_PAGE
    name = asked.get("matter") or (asked.words.strip('"') or None)
    try:
        found = matters_heard(ledger, name, limit=PER_PAGE + 1, offset=first)
    except NotFound:
        found = ()
    return Shown(
        title="Matters",
        template="matters.html",
        path="/matters",
        rows=found[:PER_PAGE],
        counts=list_line(first, len(found[:PER_PAGE]), "matter", more=len(found) > PER_PAGE),
        kind=MatterHeard,
        unused=without(asked, ("matter",)),
        context={"first": first + 1, "more": len(found) > PER_PAGE},
    )


def matter_page(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
    """Return a matter with where each side stands, and its statements. Raises NotFound."""
    found = matters_heard(ledger, path["matter"], limit=1)
    if not found:
        raise NotFound(f"{path['matter']}: no matter of that id is in this ledger.")
    matter, first = found[0], (asked.page - 1) * PER_PAGE
    where = narrowed(asked)
    where["matter"] = matter.matter
    said = statements(ledger, asked.query, each=True, limit=PER_PAGE + 1, offset=first, **where)
    with ledger.connect() as connection:
        worded = name_matters(connection, (matter.matter,))[matter.matter].wordings
    stand = positions(ledger, matter=matter.matter, as_known_on=asked.get("known"))
    return Shown(
        title=matter.name,
        template="matter.html",
        path=f"/matters/{matter.matter}",
        rows=said[:PER_PAGE],
        kind=StatementRow,
        unused=without(asked, ON_ONE),
        context={
            "matter": matter,
            "positions": stand,
            "wordings": [words for words in worded if words != matter.name],
            "first": first + 1,
            "more": len(said) > PER_PAGE,
            "around": surroundings(ledger, said[:PER_PAGE], asked.get("known")),
        },
    )
