"""Matters: what is spoken about, and where the sides stand on one of them."""

from __future__ import annotations

from dragoman.errors import NotFound
from dragoman.ledger import Ledger
from dragoman.ledger.naming import name_matters
from dragoman.views import StatementRow, positions
from dragoman.views.heard import MatterHeard, matters_heard
from dragoman.views.surroundings import surroundings
from dragoman.web.asked import Asked
from dragoman.web.counting import list_line
from dragoman.web.pages.statements import narrowed, said_page
from dragoman.web.shown import Shown, leaf, leaf_of, without

ON_ONE = ("side", "speaker", "rank", "stance", "sourcing", "reported", "after", "before", "known")


def matters_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of the matters, the most spoken of first; words look for their names."""
    name = asked.get("matter") or (asked.words.strip('"') or None)
    try:
        page = leaf(
            asked, lambda count, first: matters_heard(ledger, name, limit=count, offset=first)
        )
    except NotFound:
        page = leaf_of(asked, ())
    return Shown(
        title="Matters",
        template="matters.html",
        path="/matters",
        rows=page.rows,
        counts=list_line(page, "matter"),
        kind=MatterHeard,
        unused=without(asked, ("matter",)),
        context=page.context,
    )


def matter_page(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
    """Return a matter with where each side stands, and its statements. Raises NotFound."""
    found = matters_heard(ledger, path["matter"], limit=1)
    if not found:
        raise NotFound(f"{path['matter']}: no matter of that id is in this ledger.")
    matter = found[0]
    where = narrowed(asked)
    where["matter"] = matter.matter
    page = said_page(ledger, asked, where)
    with ledger.connect() as connection:
        worded = name_matters(connection, (matter.matter,))[matter.matter].wordings
    stand = positions(ledger, matter=matter.matter, as_known_on=asked.get("known"))
    return Shown(
        title=matter.name,
        template="matter.html",
        path=f"/matters/{matter.matter}",
        rows=page.rows,
        kind=StatementRow,
        unused=without(asked, ON_ONE),
        context={
            "matter": matter,
            "positions": stand,
            "wordings": [words for words in worded if words != matter.name],
            "around": surroundings(ledger, page.rows, asked.get("known")),
            **page.context,
        },
    )
